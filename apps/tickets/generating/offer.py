"""What the library has to choose from, for a form: systems, their subsystems, and tags."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from decimal import Decimal

from apps.tickets.models import LibraryTicket


@dataclass
class Offer:
    """A system or subsystem: what the form sends for it, its name, and how much work it is."""

    value: str
    name: str
    count: int = 0
    hours: Decimal = Decimal(0)
    parts: list[Offer] = field(default_factory=list)
    is_on: bool = False

    @property
    def is_open(self) -> bool:
        """Whether one of its parts is chosen."""
        return any(part.is_on for part in self.parts)

    def add(self, ticket: LibraryTicket) -> None:
        """Count a ticket of it."""
        self.count += 1
        self.hours += ticket.estimated_hours or Decimal(0)


def offers(tickets: Iterable[LibraryTicket], *, systems: Collection[str], subsystems: Collection[str]) -> list[Offer]:
    """Return the systems of these tickets with their subsystems, those that are chosen marked."""
    found: dict[str, Offer] = {}
    parts: dict[str, Offer] = {}
    for ticket in tickets:
        key, part_key = ticket.system_key, ticket.subsystem
        system = found.setdefault(key, Offer(key, ticket.system_name, is_on=key in systems))
        if part_key not in parts:
            parts[part_key] = Offer(part_key, ticket.subsystem_name, is_on=part_key in subsystems)
            system.parts.append(parts[part_key])
        system.add(ticket)
        parts[part_key].add(ticket)
    return list(found.values())


def tag_offers(tickets: Iterable[LibraryTicket], *, chosen: Collection[str]) -> list[Offer]:
    """Return the tags of these tickets, the most used first."""
    found: dict[str, Offer] = {}
    for ticket in tickets:
        for tag in ticket.tags:
            found.setdefault(tag, Offer(tag, tag, is_on=tag in chosen)).add(ticket)
    return sorted(found.values(), key=lambda offer: (-offer.count, offer.value))
