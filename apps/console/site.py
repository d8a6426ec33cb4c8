from django.contrib.admin import AdminSite


class FirmloopAdminSite(AdminSite):
    """The staff's admin."""

    site_header = "Firmloop"
    site_title = "Firmloop"
    index_title = "Today"
