from __future__ import annotations

import datetime as dt
import sys
from typing import Any
from zoneinfo import ZoneInfo

from django.core.management.base import CommandError, CommandParser
from django.utils import timezone
from django.utils.dateparse import parse_date, parse_datetime

from apps.metrics import operations
from apps.metrics.choices import SnapshotLabel, SnapshotSource
from apps.metrics.models import MetricDefinition
from apps.metrics.readings import SYNONYMS
from apps.tenancy.commands import TenantCommand
from apps.tenancy.functions import Firm
from apps.tenancy.locks import Busy

NOON = dt.time(12)


class Command(TenantCommand):
    """Capture a snapshot of a firm's metrics."""

    help = (
        "Capture a snapshot of a firm's metrics: the baseline, a milestone, or another day. A milestone captured "
        "before is replaced. On a terminal metrics that are not given are asked for; leave empty what was not "
        "measured. Example: roadmap_snapshot --tenant harbor-dental --label baseline --weekly-ops-hours 52 --nps 38"
    )
    over_all = False

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("--label", required=True, choices=SnapshotLabel.values, help="the milestone")
        parser.add_argument(
            "--source", choices=SnapshotSource.values, default=SnapshotSource.MANUAL, help="(default: %(default)s)"
        )
        parser.add_argument("--date", metavar="DAY", help="when it was measured, such as 2026-03-02 (default: now)")
        parser.add_argument("--notes", default="", help="how it was measured")
        for key in SYNONYMS:
            parser.add_argument(f"--{key.replace('_', '-')}", dest=key, metavar="N", help=f"the reading of {key}")
        parser.add_argument(
            "--metric", action="append", default=[], metavar="KEY=N", help="a reading of a metric of the firm's own"
        )

    def handle_tenant(self, firm: Firm, **options: Any) -> dict[str, Any]:
        at = timezone.now()
        readings = {key: options[key] for key in SYNONYMS if options[key] is not None} | _pairs(options["metric"])
        if sys.stdin.isatty() and not options["as_json"]:
            readings |= self._asked(readings)
        try:
            captured = operations.capture_snapshot(
                label=options["label"],
                source=options["source"],
                metrics=readings,
                notes=options["notes"],
                taken_at=_moment(options["date"], firm, at=at),
                at=at,
            )
        except operations.ReadingsRefused as refused:
            raise CommandError(
                "\n".join(f"{_flag(name)}: {_below(name, said)}" for name, said in refused.errors.items())
            ) from refused
        except (operations.MetricsError, Busy) as error:
            raise CommandError(str(error)) from error
        if captured.dropped:
            raise CommandError(f"The firm has no metric called {', '.join(captured.dropped)}; nothing was captured.")
        snapshot, outcome = captured.snapshot, captured.outcome
        return {
            "snapshot": {
                "id": snapshot.pk,
                "label": snapshot.label,
                "snapshot_date": snapshot.snapshot_date,
                "source": snapshot.source,
                "metrics": snapshot.metrics,
                "replaced": captured.replaced,
            },
            "outcome": {"id": outcome.pk, "status": outcome.status} if outcome else None,
        }

    def describe(self, firm: Firm, result: dict[str, Any]) -> str:
        snapshot, outcome = result["snapshot"], result["outcome"]
        done = "captured again" if snapshot["replaced"] else "captured"
        lines = [f"{firm.slug}: {snapshot['label']} {done}, of {snapshot['snapshot_date']:%Y-%m-%d}"]
        keys = sorted(snapshot["metrics"], key=lambda key: [*SYNONYMS, key].index(key))  # a firm's own come last
        lines += [f"  {key}: {snapshot['metrics'][key]}" for key in keys]
        if outcome:
            lines.append(f"  outcome: {outcome['status'] or 'not enough data for a status'}; see roadmap_outcomes")
        return "\n".join(lines)

    def _asked(self, given: dict[str, str]) -> dict[str, str]:
        """Ask for the firm's other metrics, one by one."""
        metrics = MetricDefinition.objects.filter(is_active=True).exclude(key__in=given).order_by("sort_order", "key")
        self.stderr.write("Leave empty what was not measured.")
        return {one.key: input(f"{one.label} ({one.get_unit_display().lower()}): ") for one in metrics}


def _flag(name: str) -> str:
    """The flag that a reading was given by."""
    return f"--{name.replace('_', '-')}" if name in SYNONYMS else f"--metric {name}"


def _below(name: str, said: str) -> str:
    return said.removeprefix(f"{name}: ")


def _pairs(given: list[str]) -> dict[str, str]:
    pairs = {}
    for text in given:
        key, sign, value = text.partition("=")
        if not sign or not key.strip():
            raise CommandError(f"--metric takes KEY=N, such as no_show_rate=7, not “{text}”.")
        pairs[key.strip()] = value
    return pairs


def _moment(text: str | None, firm: Firm, *, at: dt.datetime) -> dt.datetime:
    """Return the moment in the firm's time zone; a bare day means its noon, or now while today's is yet to come."""
    if text is None:
        return at
    zone = ZoneInfo(firm.time_zone)
    try:
        day, moment = parse_date(text), parse_datetime(text)
    except ValueError:  # the thirtieth of February
        day = moment = None
    if day is not None and day == at.astimezone(zone).date():
        return min(dt.datetime.combine(day, NOON, zone), at)
    if day is not None:
        return dt.datetime.combine(day, NOON, zone)
    if moment is None:
        raise CommandError(f"“{text}” is no day; write it as 2026-03-02.")
    return moment if moment.tzinfo else moment.replace(tzinfo=zone)
