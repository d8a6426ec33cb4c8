"""The admin of tables that are written in batches: preview, apply, undo, put back, import, export."""

from apps.work.modeladmins.bulk import BulkAction, BulkAdmin
from apps.work.modeladmins.history import RevertAdmin
from apps.work.modeladmins.tables import ExportAdmin, ImportAdmin

__all__ = ["BatchAdmin", "BulkAction", "BulkAdmin", "ExportAdmin", "ImportAdmin", "RevertAdmin"]


class BatchAdmin(BulkAdmin, RevertAdmin, ImportAdmin):
    """The admin of a firm's table with everything that batches bring."""
