"""Generate a ticket pack, from the roadmap's sections or from the ticket library, by way of the import."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import partial
from typing import Any
from uuid import UUID

from django.db import transaction

from apps.roadmaps.choices import SectionStatus
from apps.roadmaps.models import Roadmap, SectionType
from apps.roadmaps.operations import roadmap_of_version
from apps.tenancy.context import current_tenant_id
from apps.tenancy.locks import take_turns
from apps.tenancy.models import Tenant
from apps.tickets.generating import library_pack, sections_pack
from apps.tickets.generating.library_pack import PlannedSprint
from apps.tickets.generating.marks import LIBRARY, SECTIONS, SOURCES, source_of
from apps.tickets.generating.sections_pack import SectionWork
from apps.tickets.models import TicketPack
from apps.tickets.operations.generated_pack import GeneratedPack
from apps.tickets.operations.importing import CURRENT, NONE, PackImportResult, import_pack
from apps.tickets.operations.left_out import LeftOut, Returned, left_out, move_left_out, returned
from apps.tickets.operations.library_choice import LIBRARY_NAME, Choice, GenerationRefused, Prerequisite, choose
from apps.tickets.pack_markdown import PackReading

NAMES = {SECTIONS: "the roadmap’s sections", LIBRARY: LIBRARY_NAME}
EARLIEST, LATEST = date(2000, 1, 1), date(2099, 12, 31)


class NothingFound(GenerationRefused):
    """The roadmap has no section that gives tickets, or there is no roadmap."""


class PackNotGenerated(GenerationRefused):
    """The pack of this key was imported from a file, whose text a generation would replace."""


class PreviewStale(GenerationRefused):
    """What would be written is no longer what the caller saw."""


@dataclass(frozen=True)
class _Plan:
    reading: PackReading
    roadmap: str
    added: tuple[Prerequisite, ...] = ()
    sprints: tuple[PlannedSprint, ...] = ()
    sections: tuple[SectionWork, ...] = ()


@transaction.atomic
def generate_pack(
    *,
    source: str,
    key: str = "",
    choice: Choice | None = None,
    start: date | None = None,
    roadmap: str = "",
    seen: str = "",
    dry_run: bool = False,
    at: datetime,
) -> GeneratedPack:
    """Make a pack, or bring the one made before in step with its source.

    ``source`` is "sections" or "library"; ``key`` is by default the same word. Tickets are found again by their codes
    and keep states, notes, assignees and times; open ones that are no longer part of it are skipped with the reason in
    their notes, and come back as they were once they are part of it again; done ones stay done. Where nothing changes,
    nothing is written.

    Of the library ``choice`` is taken with what it depends on, in two-week sprints from ``start``: by default where the
    pack begins already, else next Monday in the firm's time zone. ``roadmap`` is a version, by default the current one;
    for the library also "none", and by default the pack's own first. ``seen`` is the ``state`` of the preview that the
    caller saw.

    Raises GenerationRefused, and what ``import_pack`` raises; then, and on a dry run, nothing is written.
    """
    choice = choice or Choice()
    _check(source, choice=choice, start=start, roadmap=roadmap)
    key = key or source
    if not dry_run:
        take_turns(f"pack {key}")
    pack = TicketPack.objects.select_related("roadmap").filter(key=key).first()
    _refuse_imported(pack, source)
    plan = _plan(pack, source, choice, start=start, roadmap=roadmap, at=at)
    write = partial(import_pack, reading=plan.reading, key=key, roadmap=plan.roadmap, file=NAMES[source], at=at)
    result = _result(source, pack, plan, write(dry_run=True))
    if seen and seen != result.state:
        raise PreviewStale("The pack or the library changed while you were looking. Nothing was written; look again.")
    if dry_run or result.is_unchanged:
        return result
    write()
    move_left_out(result.left_out, result.returned, source=NAMES[source], today=_today(at), at=at)
    return replace(result, pack_id=_without_empty_sprints(key, kept={sprint.number for sprint in plan.sprints}))


def _check(source: str, *, choice: Choice, start: date | None, roadmap: str) -> None:
    if source not in SOURCES:
        raise GenerationRefused(f"“{source}” is no source. Accepted are {' and '.join(SOURCES)}.", field="source")
    if start and not EARLIEST <= start <= LATEST:
        raise GenerationRefused(f"{start}: accepted is a start from {EARLIEST} to {LATEST}.", field="start")
    if source == LIBRARY:
        return
    if not choice.is_empty:
        raise GenerationRefused(
            "The roadmap’s sections are taken as a whole: tickets, systems, tags and types choose from the library.",
            field=choice.first_named,
        )
    if start:
        raise GenerationRefused("Sections say no hours, so they give no sprints that could start.", field="start")
    if roadmap == NONE:
        raise GenerationRefused("Without a roadmap there are no sections. Name a version.", field="roadmap")


def _refuse_imported(pack: TicketPack | None, source: str) -> None:
    if pack and pack.source_markdown and not source_of(pack.source_markdown):
        raise PackNotGenerated(
            f"The pack {pack.key} was imported from a file, whose text would be lost. "
            f"Choose another key, such as {source if pack.key != source else f'{source}-2'}.",
            field="pack",
        )


def _plan(
    pack: TicketPack | None, source: str, choice: Choice, *, start: date | None, roadmap: str, at: datetime
) -> _Plan:
    if source == LIBRARY:
        return _from_library(pack, choice, start=start or _start(pack, at), roadmap=roadmap)
    return _from_sections(pack, roadmap=roadmap)


def _from_library(pack: TicketPack | None, choice: Choice, *, start: date, roadmap: str) -> _Plan:
    chosen = choose(choice)
    sprints = library_pack.planned(chosen.tickets, start=start)
    target = _roadmap(pack, roadmap)
    numbers = target.sections.values_list("section_name", "section_number") if target else ()
    reading = library_pack.reading_of(
        sprints,
        title=pack.title if pack else "",
        choice=choice.named,
        sections=dict(numbers),
    )
    return _Plan(reading, roadmap, added=chosen.added, sprints=sprints)


def _from_sections(pack: TicketPack | None, *, roadmap: str) -> _Plan:
    target = _roadmap(None, roadmap)  # always today's text, even where the pack hangs on an older version
    if target is None:
        raise NothingFound(
            "The firm has no current roadmap, so there are no sections. Import one first.", field="roadmap"
        )
    generated = SectionType.objects.filter(is_generated=True).values_list("key", flat=True)
    rows = target.sections.exclude(section_name__in=list(generated)).exclude(status=SectionStatus.DEPRECATED)
    sections = tuple(sections_pack.section_work(section) for section in rows.order_by("section_number"))
    if not sections:
        raise NothingFound(
            f"Roadmap {target.version} has no section that gives tickets: generated and deprecated ones give none. "
            "Write or import its sections first.",
            field="roadmap",
        )
    planned = pack.tickets.values_list("ticket_id", "sprint_number") if pack else ()
    reading = sections_pack.reading_of(
        sections, title=pack.title if pack else "", version=target.version, sprints=dict(planned)
    )
    return _Plan(reading, target.version, sections=sections)


def _roadmap(pack: TicketPack | None, wanted: str) -> Roadmap | None:
    """Return the roadmap that an import with these words hangs the pack on."""
    if wanted == NONE:
        return None
    if pack and pack.roadmap and not wanted:
        return pack.roadmap
    if wanted in {"", CURRENT}:
        return Roadmap.objects.filter(is_current=True).first()
    return roadmap_of_version(wanted)


def _start(pack: TicketPack | None, at: datetime) -> date:
    """Return where the pack begins already, else next Monday: a second generation does not move the plan."""
    for sprint in pack.sprint_assignments if pack else ():
        if sprint["sprint_number"] == 1 and sprint.get("planned_start"):
            return date.fromisoformat(sprint["planned_start"])
    today = _today(at)
    return today + timedelta(days=7 - today.weekday())


def _today(at: datetime) -> date:
    return at.astimezone(Tenant.objects.only("time_zone").get(pk=current_tenant_id()).zone).date()


def _result(source: str, pack: TicketPack | None, plan: _Plan, imported: PackImportResult) -> GeneratedPack:
    gone, done = left_out(pack, imported.absent)
    back = returned(pack, [ticket.code for ticket in plan.reading.tickets])
    return GeneratedPack(
        source=source,
        key=imported.key,
        imported=imported,
        added=plan.added,
        sprints=plan.sprints,
        sections=plan.sections,
        left_out=gone,
        returned=back,
        done_before=done,
        pack_id=pack.pk if pack else None,
        state=_state(imported, gone, back),
    )


def _state(imported: PackImportResult, gone: Iterable[LeftOut], back: Iterable[Returned]) -> str:
    said: Mapping[str, Any] = {
        "created": imported.created,
        "updated": imported.updated,
        "changes": imported.changes,
        "gone": [one.ticket_id for one in gone],
        "back": [one.ticket_id for one in back],
    }
    return hashlib.sha256(repr(said).encode()).hexdigest()[:16]


def _without_empty_sprints(key: str, *, kept: set[int]) -> UUID:
    """Take the sprints away that neither the plan nor any ticket has: the database keeps those that have a name."""
    pack = TicketPack.objects.select_for_update(no_key=True).get(key=key)
    left = [one for one in pack.sprint_assignments if one["ticket_instances"] or one["sprint_number"] in kept]
    if left != pack.sprint_assignments:
        pack.sprint_assignments = left
        pack.save(update_fields=["sprint_assignments"])
    return pack.pk
