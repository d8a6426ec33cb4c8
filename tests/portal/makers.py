"""What the tests of pages look at: firms with people, a roadmap and packs of tickets."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

from django.test import Client

from apps.roadmaps.models import Roadmap, RoadmapSection
from apps.tenancy.choices import Role
from apps.tenancy.context import tenant_context
from apps.tickets import operations
from apps.tickets.models import TicketDependency, TicketInstance, TicketPack
from tests.conftest import make_firm, make_member, make_user

PASSWORD = "a long enough password"
NOW = dt.datetime(2026, 11, 20, 15, 42, tzinfo=dt.UTC)
PLAN = """## The plan

One inbox first, then the missed calls.

```mermaid
flowchart LR
  Calls --> Inbox --> Front_desk
```

| Step | Who |
|---|---|
| Connect the phone | Marcus |
"""


@dataclass
class Place:
    """A firm with its people by role and its tickets by code."""

    firm: Any
    people: dict[str, Any] = field(default_factory=dict)
    pack: Any = None
    tickets: dict[str, TicketInstance] = field(default_factory=dict)

    @property
    def url(self) -> str:
        return f"/f/{self.firm.slug}/"

    def move(self, code: str, to: str, *, who: str = "Priya Raman", reason: str = "") -> TicketInstance:
        """Move a ticket as somebody else would, and commit."""
        with tenant_context(self.firm.pk, actor={"name": who, "via": "page"}):
            return operations.move_ticket(ticket_id=self.tickets[code].pk, to=to, reason=reason, at=NOW)

    def now(self, code: str) -> TicketInstance:
        """Return the ticket as the database has it."""
        with tenant_context(self.firm.pk):
            return TicketInstance.objects.get(pk=self.tickets[code].pk)


def make_place(slug: str = "harbor-dental", *, name: str = "Harbor Dental Partners", **fields: Any) -> Place:
    """Make a firm with one person of each role and nothing else."""
    place = Place(make_firm(slug, name=name, time_zone="America/New_York", **fields))
    names = {Role.OWNER: "Ines Duarte", Role.ADMIN: "Tom Okafor", Role.MEMBER: "Marcus Bell", Role.VIEWER: "Vera Lindt"}
    for role, person in names.items():
        user = make_user(f"{role.value}@{slug}.example", name=person)
        make_member(place.firm, user, role)
        place.people[role.value] = user
    return place


def make_working_place() -> Place:
    """Make a firm in the middle of its work: two sprints, a backlog, a dependency and a roadmap of two sections.

    H-101 to H-103 are sprint 1, H-201 and H-202 sprint 2, H-301 the backlog; H-201 waits for H-101.
    """
    place = make_place()
    with tenant_context(place.firm.pk, actor={"name": "Ines Duarte", "via": "test"}):
        roadmap = Roadmap.objects.create(version="v1.0")
        RoadmapSection.objects.create(
            roadmap=roadmap, section_number=1, section_name="plan", title="The plan", content_markdown=PLAN
        )
        RoadmapSection.objects.create(roadmap=roadmap, section_number=2, section_name="numbers", title="The numbers")
        place.pack = make_pack(
            roadmap=roadmap,
            is_primary=True,
            tickets=[
                ("H-101", "Connect the phone line to the shared inbox", 1, "Marcus Bell"),
                ("H-102", "Write the greeting for missed calls", 1, "Ines Duarte"),
                ("H-103", "Agree on who answers after six", 1, ""),
                ("H-201", "Turn on the text after a missed call", 2, "Marcus Bell"),
                ("H-202", "Count the calls that were returned", 2, ""),
                ("H-301", "Print the new reception sheet", None, ""),
            ],
        )
        place.tickets = {ticket.ticket_id: ticket for ticket in place.pack.tickets.all()}
        depend(place.tickets["H-201"], place.tickets["H-101"])
    return place


def make_pack(
    *,
    key: str = "rollout",
    title: str = "Missed-call rollout",
    tickets: list[tuple[str, str, int | None, str]],
    **fields: Any,
) -> TicketPack:
    """Make a pack of tickets, each with code, title, sprint and assignee; inside the firm."""
    sprints = [
        {
            "sprint_number": 1,
            "name": "One inbox",
            "planned_start": "2026-11-16",
            "planned_end": "2026-11-27",
        },
    ]
    pack = TicketPack.objects.create(key=key, title=title, sprint_assignments=sprints, **fields)
    TicketInstance.objects.bulk_create(
        TicketInstance(
            ticket_pack=pack,
            ticket_id=code,
            title=name,
            sprint_number=sprint,
            assignee=assignee,
            order_index=place,
            section_number=1,
        )
        for place, (code, name, sprint, assignee) in enumerate(tickets)
    )
    pack.refresh_from_db()
    return pack


def many_tickets(count: int) -> list[tuple[str, str, int | None, str]]:
    """Return that many tickets in four sprints."""
    return [(f"N-{i:03}", f"Call back patient list {i}", i % 4 + 1, "") for i in range(count)]


def depend(ticket: TicketInstance, on: TicketInstance) -> None:
    """Let the first ticket wait for the second; inside the firm."""
    TicketDependency.objects.create(ticket_instance=ticket, depends_on=on)


def signed_in(user: Any) -> Client:
    """Return a test client with the person's session."""
    client = Client()
    client.force_login(user)
    return client
