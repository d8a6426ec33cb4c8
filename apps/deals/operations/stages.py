"""The firm's settings of its stages."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from apps.deals.models import StageConfig
from apps.deals.operations.deals import DealError

SETTINGS = ("max_days_before_stale", "follow_up_interval_days", "max_follow_ups", "drafts_first")


class StageChangedMeanwhile(DealError):
    """Somebody else saved the settings since the caller looked."""


@transaction.atomic
def change_stages(*, settings: Mapping[str, Mapping[str, Any]], versions: Mapping[str, int]) -> int:
    """Change the settings of stages, all of them or none; return how many differ from what they were.

    ``versions`` are the ``row_version`` of each that the caller saw. Raises StageChangedMeanwhile or ValidationError.
    """
    rows = StageConfig.objects.select_for_update(no_key=True).filter(stage__in=settings).order_by("stage")
    changed = 0
    for row in rows:
        if row.row_version != versions.get(row.stage, row.row_version):
            raise StageChangedMeanwhile(
                "Somebody else saved these settings meanwhile. Nothing of yours was saved; look at them and save again."
            )
        names = [name for name in SETTINGS if settings[row.stage][name] != getattr(row, name)]
        for name in names:
            setattr(row, name, settings[row.stage][name])
        if names:
            row.clean_fields(exclude={field.name for field in row._meta.fields} - set(names))
            row.save(update_fields=names)
            changed += 1
    return changed
