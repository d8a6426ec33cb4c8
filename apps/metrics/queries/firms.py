"""Figures over firms: groups of fewer than three, and quartiles of fewer than five, are hidden by the view."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db.models import Q

from apps.metrics.calculations import as_json, improvement, in_words
from apps.metrics.choices import SnapshotLabel
from apps.metrics.functions import SizeBand
from apps.metrics.models import OutcomeAggregate
from apps.tenancy.choices import SizeTier
from apps.tenancy.models import Tenant

HOURS = "weekly_ops_hours"


@dataclass(frozen=True)
class FirmsFigure:
    """The median of one figure over a group of firms, and its quartiles where there are five or more.

    ``group`` says which firms, in words; ``milestones`` how many of them were measured after which milestone.
    """

    kind: str
    measure: str
    unit: str
    lower_is_better: bool
    firms: int
    p25: Decimal | None
    p50: Decimal
    p75: Decimal | None
    group: str
    milestones: dict[str, int]


@dataclass(frozen=True)
class FirmGroup:
    """A group of at least three firms: their statuses, where three have one, and their figures."""

    grouping: str
    segment: str
    industry: str
    size_band: str
    name: str
    firms: int
    milestones: dict[str, int]
    statuses: dict[str, int]
    figures: tuple[FirmsFigure, ...]


@dataclass(frozen=True)
class Aggregates:
    """All groups there are enough firms for, and when they were computed."""

    refreshed_at: datetime | None
    groups: tuple[FirmGroup, ...]

    def to_json(self) -> dict[str, Any]:
        """Return the groups as the API and the command show them."""
        return {"refreshed_at": self.refreshed_at, "groups": [_as_json(group) for group in self.groups]}


@dataclass(frozen=True)
class LikeYours:
    """What firms like this one saved, in a sentence and in figures; hours a week, more is better.

    The range is there from five firms on.
    """

    sentence: str
    group: str
    firms: int
    middle: Decimal
    low: Decimal | None = None
    high: Decimal | None = None


def aggregates(*, grouping: str = "") -> Aggregates:
    """Return the figures over firms, of one kind of group or of all, all firms together first."""
    asked = Q(kind="refresh") | Q(grouping=grouping) if grouping else Q()
    rows = list(OutcomeAggregate.objects.filter(asked))
    refreshed = next((row.refreshed_at for row in rows if row.kind == "refresh"), None)
    by_group: dict[tuple[str, str, str, str], list[OutcomeAggregate]] = {}
    for row in rows:
        if row.kind != "refresh":
            by_group.setdefault((row.grouping, row.segment, row.industry, row.size_band), []).append(row)
    groups = [_group(members) for members in by_group.values()]
    return Aggregates(refreshed, tuple(sorted(groups, key=lambda one: (one.grouping != "all", one.grouping, one.name))))


def _group(rows: list[OutcomeAggregate]) -> FirmGroup:
    first, name = rows[0], _name(rows[0])
    counted = next((row for row in rows if row.kind == "status"), None)
    largest = counted or max(rows, key=lambda row: row.firms)
    named = ("on_track", "at_risk", "off_track")
    return FirmGroup(
        grouping=first.grouping,
        segment=first.segment,
        industry=first.industry,
        size_band=first.size_band,
        name=name,
        firms=largest.firms,
        milestones=_counted(largest),
        statuses={status: getattr(counted, status) for status in named} if counted else {},
        figures=tuple(
            _figure(row) for row in sorted(rows, key=lambda row: (row.kind, row.measure)) if row.kind != "status"
        ),
    )


def _as_json(group: FirmGroup) -> dict[str, Any]:
    return {
        "grouping": group.grouping,
        "segment": group.segment,
        "industry": group.industry,
        "size_band": group.size_band,
        "name": group.name,
        "firms": group.firms,
        "milestones": group.milestones,
        "statuses": group.statuses,
        "figures": [
            {
                "kind": one.kind,
                "measure": one.measure,
                "unit": one.unit,
                "firms": one.firms,
                "milestones": one.milestones,
                "p25": as_json(one.p25),
                "p50": as_json(one.p50),
                "p75": as_json(one.p75),
            }
            for one in group.figures
        ],
    }


def _figure(row: OutcomeAggregate) -> FirmsFigure:
    return FirmsFigure(
        kind=row.kind,
        measure=row.measure,
        unit=row.unit,
        lower_is_better=row.lower_is_better,
        firms=row.firms,
        p25=row.p25,
        p50=row.p50 or Decimal(0),
        p75=row.p75,
        group=_name(row),
        milestones=_counted(row),
    )


def _counted(row: OutcomeAggregate) -> dict[str, int]:
    """How many firms are at which milestone, in the order of time; milestones without a firm are left out."""
    return {label: row.milestones[label] for label in SnapshotLabel.values if row.milestones.get(label)}


def milestones_in_words(milestones: Mapping[str, int]) -> str:
    """Return “2 measured after 60 days, 1 after 90 days” of the firms that a figure is over."""
    parts = [
        f"{count} {'on another day' if label == SnapshotLabel.CUSTOM else f'after {SnapshotLabel(label).label}'}"
        for label, count in milestones.items()
    ]
    return ", ".join(parts).replace(" ", " measured ", 1)


def _name(row: OutcomeAggregate) -> str:
    people = {SizeTier.MICRO: "1–5", SizeTier.SMALL: "6–15", SizeTier.MID: "16–50", SizeTier.LARGE: "over 50"}
    size = f"{people[SizeTier(row.size_band)]} people" if row.size_band else ""
    return ", ".join(filter(None, (row.segment or row.industry, size))) or "all firms"


def deltas_of_firms_like(firm: Tenant) -> dict[str, FirmsFigure]:
    """Return per metric what firms like this one changed, each in the narrowest group of at least three firms."""
    found: dict[str, FirmsFigure] = {}
    for row in _narrowest_first(firm, Q(kind="delta")):
        found.setdefault(row.measure, _figure(row))
    return found


def _narrowest_first(firm: Tenant, which: Q) -> Iterable[OutcomeAggregate]:
    """The rows of the groups that the firm belongs to: its segment and size, industry, segment, size, all."""
    band = Tenant.objects.filter(pk=firm.pk).values_list(SizeBand("team_headcount"), flat=True).get()
    groups = [
        Q(grouping="segment_size_band", segment=firm.segment, size_band=band),
        Q(grouping="industry", industry=firm.industry),
        Q(grouping="segment", segment=firm.segment),
        Q(grouping="size_band", size_band=band),
        Q(grouping="all"),
    ]
    mine = Q()
    for group in groups:
        mine |= group
    order = ["segment_size_band", "industry", "segment", "size_band", "all"]
    return sorted(OutcomeAggregate.objects.filter(which & mine), key=lambda row: order.index(row.grouping))


def firms_like_yours(firm: Tenant) -> LikeYours | None:
    """Return how many hours a week firms like this one saved; None while there are fewer than three of any kind."""
    row = next(iter(_narrowest_first(firm, Q(kind="delta", measure=HOURS, unit="hours"))), None)
    if row is None:
        return None
    figure = _figure(row)
    who = "Firms like yours" if row.grouping != "all" else "Firms in the program"
    middle = improvement(figure.p50, lower_is_better=True)
    behind = f"{figure.group}; {milestones_in_words(figure.milestones)}"
    if figure.p25 is None or figure.p75 is None:
        said = f"{who} {_about(middle)} (median of {figure.firms} firms; {behind})."
        return LikeYours(said, figure.group, figure.firms, middle)
    low, high = sorted(improvement(one, lower_is_better=True) for one in (figure.p25, figure.p75))
    said = f"{who} {_range(low, high)} (n = {figure.firms}; {behind})."
    return LikeYours(said, figure.group, figure.firms, middle, low, high)


def _about(middle: Decimal) -> str:
    """Return “saved about 6 hours a week” of the median alone."""
    if middle == 0:
        return "needed as many hours a week as before"
    hours = in_words(abs(middle))
    return f"saved about {hours} hours a week" if middle > 0 else f"needed about {hours} hours a week more"


def _range(low: Decimal, high: Decimal) -> str:
    """Return “saved 3 to 9 hours a week” of a range of savings; a saving below zero is more work."""
    first, last = in_words(abs(low)), in_words(abs(high))
    if low >= 0:
        return f"saved {first if first == last else f'{first} to {last}'} hours a week"
    if high <= 0:
        return f"needed {last if first == last else f'{last} to {first}'} hours a week more"
    return f"went from needing {first} hours a week more to saving {last}"
