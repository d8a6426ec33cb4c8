"""The reading of a pack that is made of the library's tickets."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from apps.tickets.generating.marks import LIBRARY, source_text
from apps.tickets.generating.sprints import Piece, dates_of, in_sprints, remark_on
from apps.tickets.models import LibraryTicket
from apps.tickets.pack_markdown import PackReading, PackSprint, PackTicket

TITLE = "Work from the ticket library"
NONE_YET = Decimal(0)
_NAMED = 2  # systems that a sprint's name has room for


@dataclass(frozen=True)
class PlannedSprint:
    """A sprint as it is planned; ``remark`` says why it is outside the limits, where it is."""

    number: int
    name: str
    planned_start: date
    planned_end: date
    tickets: tuple[LibraryTicket, ...]
    hours: Decimal
    remark: str

    @property
    def without_estimate(self) -> int:
        """How many of its tickets say no hours."""
        return sum(ticket.estimated_hours is None for ticket in self.tickets)


def planned(tickets: Sequence[LibraryTicket], *, start: date) -> tuple[PlannedSprint, ...]:
    """Lay tickets out in sprints; they are in the library's order and wait for each other in no circle."""
    by_code = {ticket.ticket_id: ticket for ticket in tickets}
    pieces = [
        Piece(code, ticket.estimated_hours or NONE_YET, frozenset(ticket.dependencies).intersection(by_code))
        for code, ticket in by_code.items()
    ]
    sprints = in_sprints(pieces)
    plan = []
    for number, sprint in enumerate(sprints, start=1):
        inside = tuple(by_code[piece.code] for piece in sprint)
        first, last = dates_of(number, start=start)
        hours = sum((piece.hours for piece in sprint), NONE_YET)
        remark = remark_on(sprint, is_last=number == len(sprints))
        plan.append(PlannedSprint(number, _name(inside), first, last, inside, hours, remark))
    return tuple(plan)


def _name(tickets: Iterable[LibraryTicket]) -> str:
    """Name a sprint by the systems that most of its work is for."""
    hours: dict[str, Decimal] = {}
    for ticket in tickets:
        hours[ticket.system_name] = hours.get(ticket.system_name, NONE_YET) + (ticket.estimated_hours or NONE_YET)
    names = sorted(hours, key=lambda name: -hours[name])  # stable: the first in the library first
    more = [f"{len(names) - _NAMED} more"] if len(names) > _NAMED else []
    return " · ".join(names[:_NAMED] + more)


def reading_of(
    sprints: Sequence[PlannedSprint],
    *,
    title: str,
    choice: Mapping[str, Sequence[str]],
    sections: Mapping[str, int],
) -> PackReading:
    """Return the pack; ``sections`` has the number of the roadmap's section by its key."""
    inside = {ticket.ticket_id for sprint in sprints for ticket in sprint.tickets}
    placed = [(sprint, ticket) for sprint in sprints for ticket in sprint.tickets]
    tickets = tuple(
        PackTicket(
            code=ticket.ticket_id,
            title=ticket.title,
            line=0,
            order_index=index,
            description=description(ticket),
            status="not_started",
            is_ticked=None,
            assignee="",
            section_number=sections.get(ticket.default_section_key_id or ""),
            sprint_number=sprint.number,
            blocked_reason="",
            notes="",
            depends_on=tuple(code for code in dict.fromkeys(ticket.dependencies) if code in inside),
            heading_path=(sprint.name,),
            library_version=ticket.version,
        )
        for index, (sprint, ticket) in enumerate(placed)
    )
    return PackReading(
        title=title or TITLE,
        version="",
        tickets=tickets,
        sprints=tuple(PackSprint(s.number, s.name, s.planned_start, s.planned_end, 0) for s in sprints),
        source_markdown=_source(sprints, title=title or TITLE, choice=choice),
        not_understood=(),
    )


def description(ticket: LibraryTicket) -> str:
    """Return a ticket's text with what is checked before it is done as a list of boxes, and where it is from."""
    parts = [ticket.description.strip()]
    if ticket.validation_criteria:
        checks = "\n".join(f"- ☐ {' '.join(one.split())}" for one in ticket.validation_criteria)
        parts.append(f"**Done when each of these passes:**\n\n{checks}")
    place = f"{ticket.system_name}, {ticket.subsystem_name}"
    parts.append(f"*{place}{f' · {hours_in_words(ticket.estimated_hours)}' if ticket.estimated_hours else ''}*")
    return "\n\n".join(part for part in parts if part)


def hours_in_words(hours: Decimal) -> str:
    """Return hours as people write them, such as 1 hour or 2.5 hours."""
    return f"{short_hours(hours)} hour{'' if hours == 1 else 's'}"


def short_hours(hours: Decimal) -> str:
    """Return hours without zeros at their end, such as 3 or 2.5."""
    return f"{hours.normalize():f}"


def _source(sprints: Sequence[PlannedSprint], *, title: str, choice: Mapping[str, Sequence[str]]) -> str:
    named = "; ".join(f"{name}: {', '.join(values)}" for name, values in choice.items())
    parts = [f"# {title}\n\nMade from the ticket library. Chosen: {named}."]
    for sprint in sprints:
        dates = f"{sprint.planned_start.isoformat()} to {sprint.planned_end.isoformat()}"
        tickets = "\n".join(f"- **{ticket.ticket_id}** — {ticket.title}" for ticket in sprint.tickets)
        parts.append(f"## Sprint {sprint.number} — {sprint.name} ({dates})\n\n{tickets}")
    return source_text(LIBRARY, parts, choice=choice)
