"""The firm's home: what is done, what is next, what changed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.urls import reverse

from apps.metrics.models import RoadmapOutcome
from apps.portal.news import news
from apps.roadmaps.queries import current_roadmap, section_lines
from apps.tickets import queries as tickets
from apps.tickets.choices import TicketStatus
from apps.tickets.models import TicketInstance
from apps.tickets.queries import PackProgress

NEXT, BLOCKED, HOLD_UPS = 5, 5, 5


@dataclass(frozen=True)
class PackCard:
    """A pack's totals with its address and how many of its tickets wait for another."""

    progress: PackProgress
    waiting: int

    @property
    def url(self) -> str:
        """The pack's board."""
        return f"{reverse('tickets:board')}?pack={self.progress.key}"

    def __getattr__(self, name: str) -> Any:
        return getattr(self.progress, name)


def progress() -> dict[str, Any]:
    """Return how far the firm is over all its packs, and what is blocked."""
    waiting = tickets.waiting_count()
    packs = [PackCard(PackProgress.of(pack), waiting.get(pack.pk, 0)) for pack in tickets.packs()]
    blocked = TicketInstance.objects.filter(status=TicketStatus.BLOCKED).order_by("-updated_at", "-id")
    return {
        "packs": packs,
        "done": sum(pack.done for pack in packs),
        "countable": sum(pack.countable for pack in packs),
        "blocked_tickets": blocked[:BLOCKED],
    }


def home(*, member: str, user_id: UUID | None, since: datetime | None, at: datetime) -> dict[str, Any]:
    """Return all that the home page shows; ``member``'s own tickets come first, and the news are the others'."""
    roadmap = current_roadmap()
    return progress() | {
        "next_tickets": tickets.startable(name=member)[:NEXT],
        "hold_ups": tickets.hold_ups(HOLD_UPS),
        "news": news(since=since, besides=user_id, at=at),
        "roadmap": roadmap,
        "sections": section_lines(roadmap, tickets.done_by_section()) if roadmap else [],
        "outcome": RoadmapOutcome.objects.filter(series_id=roadmap.series_id).first() if roadmap else None,
    }
