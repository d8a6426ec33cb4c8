"""Set a roadmap's sections by their tickets."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Count, Q

from apps.roadmaps.choices import SectionStatus
from apps.roadmaps.models import Roadmap, RoadmapSection
from apps.tickets.choices import TicketStatus
from apps.tickets.models import TicketInstance


@dataclass(frozen=True)
class SectionChange:
    """A section whose status followed its tickets."""

    section_id: UUID
    section_number: int
    before: str
    after: str


@transaction.atomic
def update_statuses_from_tickets(*, roadmap_id: UUID, at: datetime) -> tuple[SectionChange, ...]:
    """Set the sections' status by the tickets of the roadmap's packs, and return what changed.

    None done: planned; all done: implemented; else in progress. Skipped tickets do not count. A section without
    tickets stays as it is, and so does one that was deprecated. Raises Roadmap.DoesNotExist.
    """
    roadmap = Roadmap.objects.select_for_update(no_key=True).get(pk=roadmap_id)
    counted = counts_by_section(roadmap_id)
    changes = []
    sections = RoadmapSection.objects.filter(roadmap=roadmap).exclude(status=SectionStatus.DEPRECATED)
    for section in sections.select_for_update(no_key=True).only("section_number", "status", "tenant").order_by("pk"):
        done, countable = counted.get(section.section_number, (0, 0))
        after = status_of(done, countable)
        if after is None or after == section.status:
            continue
        changes.append(SectionChange(section.pk, section.section_number, section.status, after))
        section.status, section.last_updated_at = after, at
        section.save(update_fields=["status", "last_updated_at"])
    return tuple(sorted(changes, key=lambda change: change.section_number))


def status_of(done: int, countable: int) -> SectionStatus | None:
    """Return the status that so many done of so many tickets mean, None without tickets."""
    if not countable:
        return None
    if done == countable:
        return SectionStatus.IMPLEMENTED
    return SectionStatus.IN_PROGRESS if done else SectionStatus.PLANNED


def counts_by_section(roadmap_id: UUID) -> dict[int, tuple[int, int]]:
    """Return how many tickets of the roadmap's packs are done and how many count, by section number."""
    rows = (
        TicketInstance.objects.filter(ticket_pack__roadmap=roadmap_id, section_number__isnull=False)
        .values_list("section_number")
        .annotate(
            done=Count("id", filter=Q(status=TicketStatus.DONE)),
            countable=Count("id", filter=~Q(status=TicketStatus.SKIPPED)),
        )
        .order_by("section_number")
    )
    return {number: (done, countable) for number, done, countable in rows}
