"""Changes in words: who did what to which rows, one sentence for what belongs together."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from apps.metrics.models import ImplementationSnapshot, RoiAssumptions
from apps.portal.changes import DELETE, INSERT, Change, Row, Source
from apps.roadmaps.models import Roadmap, RoadmapSection
from apps.roadmaps.section_files import short_title
from apps.tenancy.models import Membership
from apps.tickets.choices import TicketStatus
from apps.tickets.models import TicketEvidence, TicketInstance, TicketPack

LONGEST = 80
MOVED = {
    TicketStatus.DONE: "finished",
    TicketStatus.IN_PROGRESS: "started",
    TicketStatus.BLOCKED: "blocked",
    TicketStatus.SKIPPED: "skipped",
    TicketStatus.NOT_STARTED: "put back",
}
DEFAULT_VERBS = {INSERT: "added", DELETE: "deleted"}


def _copied_with_its_roadmap() -> Q:
    """The sections that a version began with: that the version is new says it all."""
    born = Roadmap.pgh_event_model.objects.filter(
        pgh_obj=OuterRef("roadmap_id"), pgh_label=INSERT, pgh_created_at=OuterRef("pgh_created_at")
    )
    return Q(pgh_label=INSERT) & Q(Exists(born))


TICKETS = Source(
    "ticket",
    TicketInstance,
    ("ticket_id", "title", "status", "blocked_reason", "assignee", "sprint_number", "section_number"),
    ("description", "notes"),
    TicketInstance.objects.all,
)
SECTIONS = Source(
    "section",
    RoadmapSection,
    ("section_number", "title", "status"),
    ("content_markdown",),
    lambda: RoadmapSection.objects.filter(roadmap__is_current=True),
    _copied_with_its_roadmap,
)
ROADMAPS = Source(
    "roadmap",
    Roadmap,
    ("version", "status", "is_current", "pilot_stage"),
    (),
    lambda: Roadmap.objects.filter(is_current=True),
)
SNAPSHOTS = Source(
    "snapshot",
    ImplementationSnapshot,
    ("label", "snapshot_date", "source", "metrics"),
    ("notes",),
    ImplementationSnapshot.objects.all,
)
PACKS = Source(
    "pack",
    TicketPack,
    ("title", "version", "key", "is_primary"),
    ("source_markdown",),
    TicketPack.objects.all,
)
EVIDENCE = Source("file", TicketEvidence, ("file_name", "note"), (), TicketEvidence.objects.all)
ASSUMPTIONS = Source(
    "assumptions",
    RoiAssumptions,
    ("blended_hourly_rate", "annual_lead_volume", "avg_deal_value", "implementation_cost", "currency"),
    (),
    RoiAssumptions.objects.all,
)
PEOPLE = Source("person", Membership, ("name", "role"), (), Membership.objects.all)

NEWS = (TICKETS, SECTIONS, ROADMAPS, SNAPSHOTS)
ALL = (*NEWS, PACKS, EVIDENCE, ASSUMPTIONS, PEOPLE)


@dataclass(frozen=True)
class Subject:
    """A row that something was done to, as a link shows it; ``url`` is empty when it has no page (any more)."""

    code: str
    title: str
    url: str
    details: tuple[str, ...] = ()


@dataclass
class Act:
    """What somebody did to one or more rows; ``when`` is the newest of it."""

    when: datetime
    who: str
    verb: str
    noun: str
    because: str = ""
    subjects: list[Subject] = field(default_factory=list)

    @property
    def count(self) -> int:
        """How many rows it was done to."""
        return len(self.subjects)


def told_together(found: Iterable[Change]) -> list[Act]:
    """Return who did what, each deed once however often it was done, the newest first; of a ticket the last move."""
    moved: set[tuple[str, UUID]] = set()
    last = []
    for change in found:
        is_move = change.source is TICKETS and "status" in change.differing
        if not is_move or (change.who, change.row_id) not in moved:
            last.append(change)
        if is_move:
            moved.add((change.who, change.row_id))
    return _grouped(last, lambda change, said: (change.who, *said))


def told_in_order(found: Iterable[Change]) -> list[Act]:
    """Return what was done as it happened, newest first; only what was saved at once is one act."""
    return _grouped(found, lambda change, said: (change.who, *said, change.when, change.because))


def _grouped(found: Iterable[Change], key: Callable[[Change, tuple[str, str]], tuple[Any, ...]]) -> list[Act]:
    acts: dict[tuple[Any, ...], Act] = {}
    for change in found:
        said = (verb(change), NOUNS[change.source.name])
        act = acts.setdefault(key(change, said), Act(change.when, change.who, *said, change.because))
        act.subjects.append(_subject(change))
    for act in acts.values():
        act.subjects = _once(act.subjects)
    return list(acts.values())


NOUNS = {
    "ticket": "tickets",
    "section": "sections",
    "roadmap": "roadmap versions",
    "snapshot": "measurements",
    "pack": "ticket packs",
    "file": "files",
    "assumptions": "assumptions",
    "person": "people",
}


def _once(subjects: list[Subject]) -> list[Subject]:
    """Name a row once; what was done to it earlier is told with it."""
    told: dict[tuple[str, str], Subject] = {}
    for one in subjects:
        key = (one.code, one.title)
        known = told.get(key)
        told[key] = Subject(*key, known.url, (*known.details, *one.details)) if known else one
    return list(told.values())


def verb(change: Change) -> str:
    """Return what was done, as a verb of the past."""
    name, differing = change.source.name, set(change.differing)
    if name == "ticket" and "status" in differing:
        reopened = change.before and change.before["status"] == TicketStatus.DONE
        return "reopened" if reopened else MOVED[TicketStatus(change.after["status"])]
    if name == "snapshot":
        return {INSERT: "measured", DELETE: "deleted"}.get(change.kind, "measured again")
    if name == "person":
        return {INSERT: "brought in", DELETE: "removed"}.get(change.kind, "changed")
    if name == "roadmap" and "is_current" in differing:
        return "made current" if change.after["is_current"] else "replaced"
    edited = "edited" if name == "section" else "changed"
    return DEFAULT_VERBS.get(change.kind, edited)


def _subject(change: Change) -> Subject:
    row = change.after
    code, title, url = DESCRIBE[change.source.name](change, row)
    details = tuple(_details(change)) if change.kind == "update" else ()
    return Subject(code, title, url if change.has_page and change.kind != DELETE else "", details)


def _ticket(change: Change, row: Row) -> tuple[str, str, str]:
    return row["ticket_id"], row["title"], reverse("tickets:detail", args=[change.row_id])


def _section(change: Change, row: Row) -> tuple[str, str, str]:
    number = row["section_number"]
    title = short_title(row["title"], number=number)
    return "", f"section {number}, {title}", reverse("roadmaps:section", args=[number])


def _roadmap(change: Change, row: Row) -> tuple[str, str, str]:
    return "", f"roadmap {row['version']}", reverse("roadmaps:view")


def _snapshot(change: Change, row: Row) -> tuple[str, str, str]:
    label = _label(ImplementationSnapshot, "label", row["label"])
    return "", f"{label}, {_day(row['snapshot_date'])}", reverse("portal:snapshot", args=[change.row_id])


def _pack(change: Change, row: Row) -> tuple[str, str, str]:
    return "", row["title"], f"{reverse('tickets:board')}?pack={row['key']}"


def _file(change: Change, row: Row) -> tuple[str, str, str]:
    return "", row["file_name"], reverse("tickets:evidence", args=[change.row_id])


def _assumptions(change: Change, row: Row) -> tuple[str, str, str]:
    return "", "What an hour, a lead and a deal are worth", reverse("portal:results")


def _person(change: Change, row: Row) -> tuple[str, str, str]:
    return "", row["name"] or "Somebody without a name", reverse("tenancy:people")


DESCRIBE: dict[str, Callable[[Change, Row], tuple[str, str, str]]] = {
    "ticket": _ticket,
    "section": _section,
    "roadmap": _roadmap,
    "snapshot": _snapshot,
    "pack": _pack,
    "file": _file,
    "assumptions": _assumptions,
    "person": _person,
}
TOLD_BY_THE_VERB = {("ticket", "status"), ("roadmap", "is_current")}


def _details(change: Change) -> Iterable[str]:
    """Say what else changed, column by column; long texts only that they did."""
    before, after = change.before or {}, change.after
    for name in change.differing:
        if (change.source.name, name) in TOLD_BY_THE_VERB or (name == "blocked_reason" and not after[name]):
            continue
        label = str(change.source.model._meta.get_field(name).verbose_name)
        if name in change.source.texts:
            yield "text" if name == "content_markdown" else label
        elif name == "metrics":
            yield from _readings(before[name], after[name])
        elif not before[name]:
            yield f"{label}: {_value(change.source, name, after[name])}"
        else:
            old, new = (_value(change.source, name, row[name]) for row in (before, after))
            yield f"{label}: {old} → {new or 'none'}"


def _day(moment: str) -> str:
    return date_format(timezone.localtime(datetime.fromisoformat(moment)), "SHORT_DATE_FORMAT")


def _readings(before: Row, after: Row) -> Iterable[str]:
    for key in sorted({*before, *after}):
        if before.get(key) != after.get(key):
            yield f"{key.replace('_', ' ')}: {before.get(key, 'none')} → {after.get(key, 'none')}"


def _value(source: Source, name: str, value: Any) -> str:
    if value is None or value == "":
        return "none"
    if isinstance(value, bool):
        return "yes" if value else "no"
    text = _day(value) if name == "snapshot_date" else _label(source.model, name, value)
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"


def _label(model: Any, name: str, value: Any) -> str:
    choices = dict(model._meta.get_field(name).flatchoices)
    return str(choices.get(value, value))
