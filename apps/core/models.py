"""The base of every table that people change."""

import pgtrigger
from django.db import models

from apps.core.expressions import UUID7, AppNow


def touch(*, besides: tuple[str, ...] = ()) -> pgtrigger.Trigger:
    """Return the trigger that stamps ``updated_at`` and raises ``row_version`` when a column really changed.

    ``besides`` names columns that are derived and do not count as a change of the row.
    """
    return pgtrigger.Trigger(
        name="touch_changed_row",
        when=pgtrigger.Before,
        operation=pgtrigger.Update,
        condition=pgtrigger.AnyChange(exclude=["updated_at", "row_version", *besides]),
        func="NEW.updated_at = app_now(); NEW.row_version = OLD.row_version + 1; RETURN NEW;",
    )


class Record(models.Model):
    """A row with a key from the database, its times, and a version that grows with each change."""

    id = models.UUIDField(primary_key=True, db_default=UUID7(), editable=False)
    created_at = models.DateTimeField(db_default=AppNow(), editable=False)
    updated_at = models.DateTimeField(db_default=AppNow(), editable=False)
    row_version = models.PositiveIntegerField(
        db_default=1, editable=False, help_text="Grows by one with each change; what If-Match compares."
    )

    class Meta:
        abstract = True
        triggers = (touch(),)
