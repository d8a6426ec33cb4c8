"""What the admin of every firm's table is built from."""

from apps.tenancy.modeladmins.access import FirmAccess
from apps.tenancy.modeladmins.base import TenantAdmin, TenantTabular
from apps.tenancy.modeladmins.forms import FirmForm, RowForm
from apps.tenancy.modeladmins.lists import ValuesFilter

__all__ = ["FirmAccess", "FirmForm", "RowForm", "TenantAdmin", "TenantTabular", "ValuesFilter"]
