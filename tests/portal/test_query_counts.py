"""No page asks the database more for 200 rows than for 2; the numbers are literal, so that a new query is seen."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from apps.metrics.models import ImplementationSnapshot
from apps.metrics.operations import capture_snapshot
from apps.roadmaps.models import Roadmap, RoadmapSection
from apps.tenancy import operations
from apps.tenancy.context import tenant_context
from apps.tickets.models import TicketInstance
from tests.conftest import make_member, make_user
from tests.portal.makers import Place, depend, make_pack, make_place, many_tickets, signed_in

FEW, MANY = 2, 200


def tickets(place: Place, count: int) -> None:
    pack = make_pack(key=f"pack-{count}", title="Pack", tickets=many_tickets(count))
    first, *others = pack.tickets.order_by("order_index")
    for other in others:
        depend(other, first)
    TicketInstance.objects.filter(pk=others[-1].pk).update(status="done")


def packs(place: Place, count: int) -> None:
    for number in range(count):
        make_pack(key=f"pack-{count}-{number}", title="Pack", tickets=many_tickets(1))


def people(place: Place, count: int) -> None:
    for number in range(count):
        operations.invite(email=f"guest-{count}-{number}@example.com", role="member", at=timezone.now())


def tokens(place: Place, count: int) -> None:
    for number in range(count):
        operations.make_token(name=f"script {number}", scopes=["read"], at=timezone.now())


def sections(place: Place, count: int) -> None:
    roadmap, _ = Roadmap.objects.get_or_create(version="v1.0")
    done = roadmap.sections.count()
    RoadmapSection.objects.bulk_create(
        RoadmapSection(roadmap=roadmap, section_number=number, section_name="part", title="Part", content_markdown="x")
        for number in range(done, min(done + count, 100))
    )


def measurements(place: Place, count: int) -> None:
    sections(place, 1)
    Roadmap.objects.update(is_current=True)
    for number in range(min(count, 20)):
        label = "custom" if ImplementationSnapshot.objects.exists() else "baseline"
        at = timezone.now() - dt.timedelta(days=30 - number)
        capture_snapshot(label=label, metrics={"nps": number, "weekly_ops_hours": 30}, taken_at=at, at=timezone.now())
    make_pack(key=f"done-{count}", title="Pack", tickets=many_tickets(count))
    TicketInstance.objects.update(status="done")


# Three of each number look the caller up: session, person, firms; two are the savepoint of the test's transaction.
def statements(client, url: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        response = client.get(url)
    assert response.status_code == 200
    return len(captured)


@pytest.mark.parametrize(
    ("path", "fill", "expected"),
    [
        ("", tickets, 17),
        ("", packs, 17),
        ("", measurements, 20),
        ("activity/", tickets, 14),
        ("results/", measurements, 15),
        ("results/done/?from=2026-01-01&to=2099-01-01", measurements, 6),
        ("tickets/", tickets, 9),
        ("tickets/", packs, 9),
        ("tickets/?by=section&q=call&status=waiting&assignee=me", tickets, 9),
        ("tickets/progress/", tickets, 7),
        ("people/", people, 7),
        ("tokens/", tokens, 6),
        ("roadmap/", sections, 9),
    ],
    ids=[
        "home, tickets",
        "home, packs",
        "home, sections",
        "activity",
        "results",
        "done tickets",
        "board, tickets",
        "board, packs",
        "board, narrowed",
        "progress",
        "people",
        "tokens",
        "roadmap",
    ],
)
def test_page_asks_as_much_for_many_rows_as_for_few(db, path: str, fill: Callable[[Place, int], None], expected: int):
    place = make_place()
    client = signed_in(place.people["owner"])
    url = place.url + path
    with tenant_context(place.firm.pk):
        fill(place, FEW)
    client.get(place.url)  # the first page of a visit notes it
    few = statements(client, url)

    with tenant_context(place.firm.pk):
        fill(place, MANY)
    many = statements(client, url)

    assert (few, many) == (expected, expected)


def test_people_page_asks_as_much_for_many_members(db):
    place = make_place()
    client = signed_in(place.people["owner"])
    few = statements(client, f"{place.url}people/")

    for number in range(20):
        make_member(place.firm, make_user(f"more-{number}@example.com"))

    assert statements(client, f"{place.url}people/") == few
