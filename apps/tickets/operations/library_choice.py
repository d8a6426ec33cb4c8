"""Choose tickets of the library, with what has to be done before them."""

from __future__ import annotations

import difflib
import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, fields

from apps.tickets.choices import TicketType
from apps.tickets.models import LibraryTicket
from apps.tickets.operations.errors import TicketError
from apps.tickets.operations.import_plan import Edge, depths_of

LIBRARY_NAME = "the ticket library"
_MOST_LISTED = 80
_NUMBERS = re.compile(r"(\d+)")


class GenerationRefused(TicketError):
    """No pack can be made of what was asked for; ``field`` is the part of it that is wrong."""

    def __init__(self, message: str, *, field: str = "") -> None:
        super().__init__(message)
        self.field = field


class UnknownChoice(GenerationRefused):
    """The library has no such ticket, system, subsystem, tag or type; the message names what it has."""


class NothingChosen(GenerationRefused):
    """Nothing of the library was chosen, or nothing of it fits."""


@dataclass(frozen=True)
class Choice:
    """What of the library is wanted.

    Systems, subsystems (``system.subsystem``) and tickets add up; of systems and subsystems only tickets with one of
    the tags and of one of the types are taken, of the whole library where neither is named.
    """

    tickets: tuple[str, ...] = ()
    systems: tuple[str, ...] = ()
    subsystems: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    types: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether nothing is named."""
        return not self.first_named

    @property
    def first_named(self) -> str:
        """The first part that names something, empty where none does."""
        return next(iter(self.named), "")

    @property
    def named(self) -> dict[str, list[str]]:
        """The parts that name something, each once and in order."""
        parts = {name: sorted(set(getattr(self, name)), key=natural) for name in PARTS}
        return {name: values for name, values in parts.items() if values}


PARTS = tuple(one.name for one in fields(Choice))


@dataclass(frozen=True)
class Prerequisite:
    """A ticket that nobody chose, and the chosen or added ones that need it, by their codes."""

    ticket: LibraryTicket
    needed_by: tuple[str, ...]


@dataclass(frozen=True)
class Chosen:
    """The tickets of a choice in the library's order, and those among them that only others need."""

    tickets: tuple[LibraryTicket, ...]
    added: tuple[Prerequisite, ...]


def choose(choice: Choice) -> Chosen:
    """Return what the choice means in today's library.

    A prerequisite that was retired is no longer needed. Raises UnknownChoice, NothingChosen or DependencyCircle.
    """
    library = in_order(LibraryTicket.objects.filter(is_active=True))
    if choice.is_empty:
        raise NothingChosen(
            "Say what the pack is made of: tickets, systems, subsystems, tags or types of the library.",
            field="systems",
        )
    _refuse_unknown(choice, library)
    wanted = {code for code, ticket in library.items() if _is_meant(ticket, choice)}
    if not wanted:
        said = "; ".join(f"{name}: {', '.join(values)}" for name, values in choice.named.items())
        raise NothingChosen(f"No ticket of the library fits all of it ({said}).", field="tags")
    needed_by = _prerequisites(wanted, library)
    inside = wanted | set(needed_by)
    edges = [Edge(code, other) for code in inside for other in set(library[code].dependencies) & library.keys()]
    depths_of(edges, lines={}, file=LIBRARY_NAME)  # refuses a circle
    added = tuple(
        Prerequisite(library[code], tuple(sorted(needed_by[code], key=natural)))
        for code in library
        if code in needed_by
    )
    return Chosen(tuple(ticket for code, ticket in library.items() if code in inside), added)


def in_order(tickets: Iterable[LibraryTicket]) -> dict[str, LibraryTicket]:
    """Return tickets by code as people count: T2.1.1 before T10.1.1."""
    return {ticket.ticket_id: ticket for ticket in sorted(tickets, key=lambda ticket: natural(ticket.ticket_id))}


def natural(code: str) -> list[tuple[int, str]]:
    """Return what sorts codes as people count."""
    return [(int(part), "") if part.isdecimal() else (-1, part) for part in _NUMBERS.split(code)]


def _is_meant(ticket: LibraryTicket, choice: Choice) -> bool:
    if ticket.ticket_id in choice.tickets:
        return True
    is_narrowed = bool(choice.tags or choice.types)
    is_placed = ticket.system_key in choice.systems or ticket.subsystem in choice.subsystems
    is_inside = is_placed if choice.systems or choice.subsystems else is_narrowed
    has_tag = not choice.tags or not set(choice.tags).isdisjoint(ticket.tags)
    return is_inside and has_tag and (not choice.types or ticket.ticket_type in choice.types)


def _refuse_unknown(choice: Choice, library: Mapping[str, LibraryTicket]) -> None:
    tickets = library.values()
    there: dict[str, Collection[str]] = {
        "tickets": library,
        "systems": dict.fromkeys(ticket.system_key for ticket in tickets),
        "subsystems": dict.fromkeys(ticket.subsystem for ticket in tickets),
        "tags": sorted({tag for ticket in tickets for tag in ticket.tags}),
        "types": list(TicketType.values),
    }
    for name, known in there.items():
        if unknown := [value for value in getattr(choice, name) if value not in known]:
            raise UnknownChoice(
                f"{name}: the library has no {' and no '.join(unknown)}. {_accepted(unknown, list(known))}", field=name
            )


def _accepted(unknown: list[str], known: list[str]) -> str:
    if not known:
        return "The library is empty: load it with ticket_library_load."
    if len(known) <= _MOST_LISTED:
        return f"Accepted are {', '.join(known)}."
    near = [other for value in unknown for other in difflib.get_close_matches(value, known, n=3, cutoff=0.5)]
    if near:
        return f"Did you mean {' or '.join(dict.fromkeys(near))}? It has {len(known)}, {known[0]} to {known[-1]}."
    return f"Accepted are its {len(known)}, {known[0]} to {known[-1]}."


def _prerequisites(wanted: set[str], library: Mapping[str, LibraryTicket]) -> dict[str, set[str]]:
    """Return the codes that have to be added, each with those that need it."""
    needed_by: dict[str, set[str]] = {}
    open_ones = list(wanted)
    for code in open_ones:  # grows while it is walked
        for other in library[code].dependencies:
            if other in library and other not in wanted:
                if other not in needed_by:
                    open_ones.append(other)
                needed_by.setdefault(other, set()).add(code)
    return needed_by
