"""How deals are written in batches and put back."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from apps.deals.choices import Stage
from apps.deals.operations.deals import DealError, move_deal
from apps.work.batches import TableRules

MOVED_BY = frozenset({"stage", "lost_reason"})


class DealRules(TableRules):
    """Deals move by their operation; the rest is changed as it is."""

    refusals = (*TableRules.refusals, DealError)
    derived = ("deal_stage_history",)

    def refuses(self, row: Any, values: Mapping[str, Any]) -> str:
        stage = values.get("stage", row.stage)
        if values.get("lost_reason") and stage != Stage.LOST:
            return "only a lost deal has a reason"
        return ""

    def change(self, row: Any, values: Mapping[str, Any], *, at: datetime) -> None:
        moved = MOVED_BY & set(values)
        if moved:
            stage = values.get("stage", row.stage)
            move_deal(deal_id=row.pk, stage=stage, lost_reason=values.get("lost_reason", row.lost_reason))
            row.refresh_from_db()
        if rest := {name: value for name, value in values.items() if name not in moved}:
            super().change(row, rest, at=at)

    def restore(self, row: Any, values: Mapping[str, Any], *, at: datetime) -> None:
        super().change(row, values, at=at)
