from __future__ import annotations

from typing import Any

from django.core.management.base import CommandError, CommandParser
from django.utils import timezone

from apps.metrics import operations
from apps.metrics.calculations import Assumptions, Computed, Inputs, change_unit, compute, in_words
from apps.metrics.choices import SnapshotLabel
from apps.metrics.models import RoadmapOutcome
from apps.roadmaps.operations import RoadmapError, roadmap_of_version
from apps.tenancy.commands import TenantCommand
from apps.tenancy.functions import Firm
from apps.tenancy.locks import Busy


class Command(TenantCommand):
    """Compute what a firm's plan has changed."""

    help = (
        "Compute what a firm's plan has changed between two snapshots, keep it as its outcome, and print the changes "
        "and the return. Example: roadmap_outcomes --tenant harbor-dental --target-label 60d"
    )

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("--roadmap-version", default="", metavar="VERSION", help="(default: the current one)")
        labels = SnapshotLabel.values
        parser.add_argument("--baseline-label", choices=labels, default="baseline", help="(default: %(default)s)")
        parser.add_argument("--target-label", choices=labels, help="(default: the latest milestone that was measured)")

    def handle_tenant(self, firm: Firm, **options: Any) -> dict[str, Any]:
        version = options["roadmap_version"]
        try:
            outcome = operations.compute_outcome(
                roadmap_id=roadmap_of_version(version).pk if version else None,
                baseline_label=options["baseline_label"],
                target_label=options["target_label"],
                at=timezone.now(),
            )
        except (operations.MetricsError, RoadmapError, Busy) as error:
            raise CommandError(str(error)) from error
        result = compute(Inputs.from_json(outcome.inputs), Assumptions.from_json(outcome.assumptions))
        self.words = _words(firm, outcome, result)
        return {
            "id": outcome.pk,
            "roadmap_version": outcome.roadmap.version,
            "target_label": outcome.target_label,
            "deltas": outcome.deltas,
            "realized_roi": outcome.realized_roi,
            "assumptions": outcome.assumptions,
            "attainment_pct": None if outcome.attainment_pct is None else float(outcome.attainment_pct),
            "status": outcome.status,
            "status_method": outcome.status_method,
            "rule": result.rule,
        }

    def describe(self, firm: Firm, result: dict[str, Any]) -> str:
        return self.words


def _words(firm: Firm, outcome: RoadmapOutcome, result: Computed) -> str:
    lines = [f"{firm.slug}: roadmap {outcome.roadmap.version}, baseline to {outcome.target_label}"]
    for change in result.changes:
        unit = change_unit(change.metric.unit)
        moved = "not measured twice" if change.delta is None else in_words(change.delta, unit=unit, signed=True)
        lines.append(f"  {change.metric.label}: {moved}" + ("" if change.delta is None else f" ({change.direction})"))
    lines += [
        f"  {part.label}: {'unknown' if part.value is None else in_words(part.value, unit=part.unit)}"
        for part in result.roi.parts
    ]
    if assumed := outcome.assumptions["assumed"]:
        lines.append(f"  assumed, not entered by the firm: {', '.join(assumed)}")
    return "\n".join([*lines, f"  {result.rule}"])
