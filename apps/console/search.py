"""What ``Ctrl-K`` and the search page find: in a firm that firm's rows, over all firms those of each."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple
from urllib.parse import urlencode

from django.db import OperationalError, connection, transaction
from django.db.models import Case, F, IntegerField, Q, QuerySet, Value, When

from apps.roadmaps.choices import RoadmapStatus
from apps.roadmaps.models import Roadmap, RoadmapSection
from apps.tenancy.choices import Role
from apps.tenancy.functions import FirmOfUser
from apps.tenancy.models import Membership
from apps.tickets.choices import PackStatus, TicketStatus
from apps.tickets.models import TicketInstance, TicketPack

SHOWN = 6  # of each kind
SHORTEST = 2  # letters, for what is looked up in the database
PATIENCE = "400ms"  # for looking through the rows of all firms; a firm of 10,000 tickets takes a tenth of it
QUERY_LIMIT = 100
QUERY_CANCELED = "57014"  # PostgreSQL's state for a statement that took too long


class Hit(NamedTuple):
    """One thing found: what it is called, what tells it from its like, and where it is."""

    name: str
    detail: str
    url: str


@dataclass(frozen=True)
class Group:
    """The things of one kind that were found. ``more`` is where all of them are, empty when these are all."""

    name: str
    hits: list[Hit]
    more: str = ""


@dataclass(frozen=True)
class Found:
    """What a search found, and what it could not look through."""

    groups: list[Group] = field(default_factory=list)
    note: str = ""


@dataclass(frozen=True)
class Where:
    """Where one searches: the admin's address there, and the firms that are read by name (over all firms)."""

    admin: str
    firms: Sequence[FirmOfUser] = ()
    over_all: bool = False


def search(text: str, *, where: Where, verbs: Iterable[tuple[str, str, str]]) -> Found:
    """Find verbs (name, other words for it, address), firms, tickets, packs, sections, roadmaps and members by text.

    Every word has to be in what is found. Without a text the verbs alone are listed. Over all firms a search that
    would take too long is given up, and said so.
    """
    text = " ".join(text.split())[:QUERY_LIMIT]
    words = text.casefold().split()
    groups = [Group("Do", _verbs(verbs, words)), Group("Firms", _firms(where.firms, words))]
    note = ""
    if len(text) >= SHORTEST:
        rows, note = _rows(text, words, where)
        groups += rows
    return Found([group for group in groups if group.hits], note)


def _verbs(verbs: Iterable[tuple[str, str, str]], words: list[str]) -> list[Hit]:
    found = [Hit(name, "", url) for name, other, url in verbs if all(w in f"{name} {other}".casefold() for w in words)]
    return found[: SHOWN if words else None]


def _firms(firms: Sequence[FirmOfUser], words: list[str]) -> list[Hit]:
    if not words:
        return []
    found = (one for one in firms if all(word in f"{one.name} {one.slug}".casefold() for word in words))
    first = sorted(found, key=lambda one: (not one.name.casefold().startswith(words[0]), one.name))
    return [Hit(one.name, one.slug, f"/f/{one.slug}/admin/") for one in first[:SHOWN]]


def _rows(text: str, words: list[str], where: Where) -> tuple[list[Group], str]:
    others = [*_plans(words, where), _members(words, where)]
    if not where.over_all:
        return [_tickets(text, words, where), *others], ""
    try:
        with transaction.atomic():
            _give_up_after(PATIENCE)
            tickets = _tickets(text, words, where)
            _give_up_after("0")
    except OperationalError as error:
        if getattr(error.__cause__, "sqlstate", "") != QUERY_CANCELED:
            raise
        return others, "There are too many tickets to look through over all firms. Open a firm and search there."
    return [tickets, *others], ""


def _give_up_after(patience: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('statement_timeout', %s, true)", [patience])


def _has(words: list[str], *names: str) -> Q:
    """Every word in one of these columns."""
    found = Q()
    for word in words:
        found &= Q(*((f"{name}__icontains", word) for name in names), _connector=Q.OR)
    return found


def _best(rows: QuerySet[Any], exact: Q, *order: str) -> list[Any]:
    """Return a few rows, what was named exactly first."""
    rank = Case(When(exact, then=Value(0)), default=Value(1), output_field=IntegerField())
    return list(rows.annotate(rank=rank).order_by("rank", *order)[: SHOWN + 1])


def _group(name: str, hits: list[Hit], words: list[str], more: str) -> Group:
    address = f"{more}?{urlencode({'q': ' '.join(words)})}"
    return Group(name, hits[:SHOWN], address if len(hits) > SHOWN else "")


def _address(where: Where, row: Any, kind: str) -> str:
    at = f"/f/{row['tenant__slug']}/admin/" if where.over_all else where.admin
    return f"{at}{kind}/{row['pk']}/change/"


def _detail(where: Where, row: Any, *parts: str) -> str:
    return " · ".join(part for part in (row["tenant__name"] if where.over_all else "", *parts) if part)


def _values(rows: Any, where: Where, *names: str) -> Any:
    firm = ("tenant__name", "tenant__slug") if where.over_all else ()
    return rows.values("pk", *names, *firm)


def _tickets(text: str, words: list[str], where: Where) -> Group:
    labels: dict[str, str] = dict(TicketStatus.choices)
    rows = _values(TicketInstance.objects.filter(_has(words, "ticket_id", "title")), where, *TICKET)
    found = _best(rows, Q(ticket_id__iexact=text), "ticket_id", "pk")
    hits = [
        Hit(
            f"{row['ticket_id']} {row['title']}",
            _detail(where, row, row["ticket_pack__title"], labels[row["status"]]),
            _address(where, row, "tickets/ticketinstance"),
        )
        for row in found
    ]
    return _group("Tickets", hits, words, f"{where.admin}tickets/ticketinstance/")


def _plans(words: list[str], where: Where) -> list[Group]:
    packs = _values(TicketPack.objects.filter(_has(words, "title", "key")), where, "title", "key", "status")
    labels: dict[str, str] = dict(PackStatus.choices)
    named = [
        Hit(row["title"], _detail(where, row, labels[row["status"]]), _address(where, row, "tickets/ticketpack"))
        for row in packs.order_by("title", "pk")[: SHOWN + 1]
    ]
    sections = _values(
        RoadmapSection.objects.filter(_has(words, "title"), roadmap__is_current=True),
        where,
        "section_number",
        "title",
        "roadmap__version",
    )
    titled = [
        Hit(
            f"{row['section_number']} · {row['title']}",
            _detail(where, row, row["roadmap__version"]),
            _address(where, row, "roadmaps/roadmapsection"),
        )
        for row in sections.order_by("section_number", "pk")[: SHOWN + 1]
    ]
    roadmaps = _values(Roadmap.objects.filter(_has(words, "version", "tenant__name")), where, "version", "status")
    states: dict[str, str] = dict(RoadmapStatus.choices)
    versions = [
        Hit(
            f"Roadmap {row['version']}",
            _detail(where, row, states[row["status"]]),
            _address(where, row, "roadmaps/roadmap"),
        )
        for row in roadmaps.order_by(F("created_at").desc(), "pk")[: SHOWN + 1]
    ]
    return [
        _group("Packs", named, words, f"{where.admin}tickets/ticketpack/"),
        _group("Roadmaps", versions, words, f"{where.admin}roadmaps/roadmap/"),
        _group("Roadmap sections", titled, words, f"{where.admin}roadmaps/roadmapsection/"),
    ]


def _members(words: list[str], where: Where) -> Group:
    rows = _values(Membership.objects.filter(_has(words, "name", "email")), where, "name", "email", "role")
    labels: dict[str, str] = dict(Role.choices)
    hits = [
        Hit(
            row["name"] or row["email"],
            _detail(where, row, row["email"], labels[row["role"]]),
            _address(where, row, "tenancy/membership"),
        )
        for row in rows.order_by("name", "pk")[: SHOWN + 1]
    ]
    return _group("Members", hits, words, f"{where.admin}tenancy/membership/")


TICKET = ("ticket_id", "title", "status", "ticket_pack__title")
