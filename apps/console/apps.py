from django.apps import AppConfig
from django.contrib.admin.apps import SimpleAdminConfig


class ConsoleConfig(AppConfig):
    name = "apps.console"
    default = True


class FirmloopAdminConfig(SimpleAdminConfig):
    """Django's admin with our site in its place; apps register on it by ``admin.register`` as ever."""

    default = False
    default_site = "apps.console.site.FirmloopAdminSite"

    def ready(self) -> None:
        super().ready()
        self.module.autodiscover()
