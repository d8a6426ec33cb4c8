"""How sections are written in batches and put back."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from apps.work.batches import TableRules


class SectionRules(TableRules):
    """A section remembers when it was changed last; put back, it gets the earlier time."""

    def change(self, row: Any, values: Mapping[str, Any], *, at: datetime) -> None:
        super().change(row, {"last_updated_at": at, **values}, at=at)

    def add(self, values: Mapping[str, Any], *, at: datetime) -> Any:
        return super().add({"last_updated_at": at, **values}, at=at)
