from __future__ import annotations

import json
from typing import Any
from uuid import UUID

from django.core.management.base import BaseCommand, CommandParser
from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction

from apps.metrics import operations
from apps.metrics.calculations import change_unit, in_words
from apps.metrics.queries import Aggregates, FirmGroup, aggregates, milestones_in_words
from apps.tenancy.context import staff_context

NOBODY = UUID(int=0)  # the figures name no firm, so reading them takes nobody's place


class Command(BaseCommand):
    """Refresh the figures over all firms and print them."""

    help = (
        "Refresh the figures over all firms and print medians, quartiles, sample sizes and status counts, by segment, "
        "industry and size. A firm counts once, at the latest milestone it has measured. Groups of fewer than three "
        "firms are not shown, quartiles from five firms on. Example: roadmap_aggregate --json"
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--json", action="store_true", dest="as_json", help="print the result as JSON")

    def handle(self, *, as_json: bool, **options: Any) -> None:
        with transaction.atomic():
            operations.refresh_aggregates()
        with staff_context((), user_id=NOBODY):
            found = aggregates()
        self.stdout.write(
            json.dumps(found.to_json(), cls=DjangoJSONEncoder, ensure_ascii=False) if as_json else _words(found)
        )


def _words(found: Aggregates) -> str:
    if not found.groups:
        return "Fewer than three firms have an outcome, so there is nothing to show."
    return "\n".join(line for group in found.groups for line in _lines(group))


def _lines(group: FirmGroup) -> list[str]:
    statuses = ", ".join(f"{count} {status.replace('_', ' ')}" for status, count in group.statuses.items())
    lines = [f"{group.name} ({group.firms} firms; {milestones_in_words(group.milestones)}): {statuses}"]
    for one in group.figures:
        unit = change_unit(one.unit) if one.kind == "delta" else one.unit
        quartiles = [in_words(p, unit=unit, signed=True) for p in (one.p25, one.p75) if p is not None]
        span = f"{' to '.join(quartiles)}; n = {one.firms}" if quartiles else f"median of {one.firms} firms"
        kind = {"delta": "change", "improvement_pct": "improvement"}.get(one.kind, "a year")
        lines.append(f"  {one.measure}, {kind}: {in_words(one.p50, unit=unit, signed=True)} ({span})")
    return lines
