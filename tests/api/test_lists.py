import datetime as dt

import pytest
from django.contrib import admin
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from apps.roadmaps.api.views import ROADMAPS, SECTIONS
from apps.roadmaps.models import Roadmap, RoadmapSection
from apps.tenancy.context import tenant_context
from apps.tickets.api.roadmap_views import ROADMAP_TICKETS
from apps.tickets.api.views import PACKS, TICKETS
from apps.tickets.attention import quiet_packs, waiting_tickets
from apps.tickets.models import TicketDependency, TicketInstance, TicketPack
from apps.tickets.operations import move_ticket
from tests.api.conftest import MISSING, new_tickets
from tests.conftest import AT

LISTS = ["roadmaps", "roadmap-sections", "ticket-packs", "ticket-instances"]


def codes(answer):
    return [row["ticket_id"] for row in answer.json()["results"]]


@pytest.mark.parametrize("name", LISTS)
def test_list_shows_the_firms_rows_only(api, rows, other_rows, name):
    kept = {"roadmaps": "roadmap", "roadmap-sections": "section", "ticket-packs": "pack", "ticket-instances": "ticket"}

    answer = api("GET", f"/api/{name}")

    assert answer.status_code == 200
    assert [row["id"] for row in answer.json()["results"]] == [str(getattr(rows, kept[name]).pk)]


@pytest.mark.parametrize("name", LISTS)
def test_list_without_a_token_is_refused(client, name):
    answer = client.get(f"/api/{name}")

    assert answer.status_code == 401
    assert answer["WWW-Authenticate"].startswith("Bearer")
    assert answer["Content-Type"] == "application/problem+json"


def test_list_row_has_every_field_of_the_detail(api, rows):
    listed = api("GET", "/api/ticket-instances").json()["results"][0]
    detail = api("GET", f"/api/ticket-instances/{rows.ticket.pk}").json()

    assert listed == detail
    assert list(detail)[:4] == ["id", "ticket_pack_id", "ticket_id", "title"]


def test_list_times_carry_their_offset(api, rows):
    row = api("GET", "/api/ticket-instances").json()["results"][0]

    assert dt.datetime.fromisoformat(row["created_at"]) == rows.ticket.created_at
    assert row["created_at"].endswith("+00:00")


def test_list_shows_what_a_ticket_waits_for(api, rows):
    new_tickets(rows, 2)
    with tenant_context(rows.pack.tenant_id):
        first, second = TicketInstance.objects.filter(ticket_id__startswith="N-").order_by("ticket_id")
        TicketDependency.objects.create(ticket_instance=rows.ticket, depends_on=second)
        TicketDependency.objects.create(ticket_instance=rows.ticket, depends_on=first)
        TicketInstance.objects.filter(pk=first.pk).update(status="skipped")

    row = api("GET", f"/api/ticket-instances/{rows.ticket.pk}").json()

    assert row["waiting_for"] == ["N-001"]


def test_pages_follow_each_other_both_ways(api, rows):
    new_tickets(rows, 24)  # in one statement: all have the same time, only the id tells them apart

    first = api("GET", "/api/ticket-instances?limit=10")
    second = api("GET", first.json()["next"].removeprefix("http://testserver"))
    third = api("GET", second.json()["next"].removeprefix("http://testserver"))
    back = api("GET", third.json()["previous"].removeprefix("http://testserver"))
    start = api("GET", back.json()["previous"].removeprefix("http://testserver"))

    assert first.json()["previous"] is None
    assert third.json()["next"] is None
    assert len({*codes(first), *codes(second), *codes(third)}) == 25
    assert codes(third)[-1] == "H-001"
    assert codes(back) == codes(second)
    assert codes(start) == codes(first)
    assert start.json()["previous"] is None


def test_pages_are_stable_when_rows_are_added(api, rows):
    new_tickets(rows, 5)
    first = api("GET", "/api/ticket-instances?limit=3")
    with tenant_context(rows.pack.tenant_id):
        TicketInstance.objects.create(ticket_pack=rows.pack, ticket_id="LATE", title="Added meanwhile")

    second = api("GET", first.json()["next"].removeprefix("http://testserver"))

    assert [*codes(first), *codes(second)] == ["N-004", "N-003", "N-002", "N-001", "N-000", "H-001"]
    newer = api("GET", second.json()["previous"].removeprefix("http://testserver"))
    assert codes(newer) == codes(first)


def test_page_link_keeps_the_other_parameters_and_the_firms_prefix(owner, rows):
    new_tickets(rows, 3)

    link = owner("GET", "/api/ticket-instances?status=not_started&limit=2").json()["next"]

    assert link.startswith("http://testserver/f/harbor-dental/api/ticket-instances?")
    assert "status=not_started" in link
    assert "limit=2" in link


def test_deep_page_seeks_in_the_index(api, rows):
    new_tickets(rows, 30)
    link = api("GET", "/api/ticket-instances?limit=5").json()["next"].removeprefix("http://testserver")

    with CaptureQueriesContext(connection) as seen:
        api("GET", link)

    sql = next(query["sql"] for query in seen if "row_to_json" in query["sql"])
    with tenant_context(rows.pack.tenant_id), connection.cursor() as cursor:
        for other in ("seqscan", "bitmapscan", "sort"):  # a table of 31 rows would be read from end to end
            cursor.execute(f"SET LOCAL enable_{other} = off")
        cursor.execute("EXPLAIN " + sql.replace("%", "%%"), [])
        plan = "\n".join(line for (line,) in cursor.fetchall())
    condition = next(line for line in plan.splitlines() if "Index Cond" in line and "ROW(created_at, id)" in line)
    assert "tenant_id = " in condition


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("status=blocked", ["B-1"]),
        ("status=blocked,in_progress", ["P-1", "B-1"]),
        ("sprint_number=2", ["P-1"]),
        ("sprint_number=none", ["B-1", "H-001"]),
        ("section_number=7", ["B-1"]),
        ("assignee=Ines+Duarte", ["P-1"]),
        ("assignee=", ["B-1", "H-001"]),
        ("q=every+CALL", ["H-001"]),
        ("q=p-1", ["P-1"]),
        ("q=%25", []),
        ("updated_since=2999-01-01T00:00:00Z", []),
        ("updated_since=2001-01-01T00:00:00Z&limit=1", ["P-1"]),
    ],
)
def test_ticket_filter(api, rows, query, expected):
    with tenant_context(rows.pack.tenant_id):
        make = TicketInstance.objects.create
        blocked = {"status": "blocked", "blocked_reason": "No contract.", "section_number": 7}
        make(ticket_pack=rows.pack, ticket_id="B-1", title="Held up", **blocked)
        begun = {"status": "in_progress", "sprint_number": 2, "assignee": "Ines Duarte"}
        make(ticket_pack=rows.pack, ticket_id="P-1", title="Begun", **begun)

    answer = api("GET", f"/api/ticket-instances?{query}")

    assert codes(answer) == expected


@pytest.mark.parametrize(
    ("path", "parent"),
    [
        ("ticket-instances?pack=", "pack"),
        ("ticket-instances?packId=", "pack"),
        ("ticket-packs?roadmap=", "roadmap"),
        ("roadmap-sections?roadmap=", "roadmap"),
    ],
    ids=["pack", "packId", "roadmap of packs", "roadmap of sections"],
)
def test_filter_by_parent(api, rows, other_rows, path, parent):
    own = api("GET", f"/api/{path}{getattr(rows, parent).pk}")
    foreign = api("GET", f"/api/{path}{getattr(other_rows, parent).pk}")
    missing = api("GET", f"/api/{path}{MISSING}")

    assert len(own.json()["results"]) == 1
    assert foreign.status_code == missing.status_code == 200
    assert foreign.json() == missing.json() == {"next": None, "previous": None, "results": []}


def test_ticket_filter_waiting_is_the_admins(api, rows):
    new_tickets(rows, 2)
    with tenant_context(rows.pack.tenant_id):
        first, second = TicketInstance.objects.filter(ticket_id__startswith="N-").order_by("ticket_id")
        TicketDependency.objects.create(ticket_instance=first, depends_on=second)
        waiting = list(waiting_tickets().values_list("ticket_id", flat=True))

    assert codes(api("GET", "/api/ticket-instances?waiting=true")) == waiting == ["N-000"]
    assert set(codes(api("GET", "/api/ticket-instances?waiting=false"))) == {"N-001", "H-001"}


def test_pack_filter_quiet_is_the_admins(api, rows):
    at = timezone.now()
    long_ago = at - dt.timedelta(days=30)
    with tenant_context(rows.pack.tenant_id, now=long_ago):
        for key in ("ticked", "quiet", "empty"):
            TicketPack.objects.create(key=key, title=key)
        for key in ("ticked", "quiet"):
            pack = TicketPack.objects.get(key=key)
            TicketInstance.objects.create(ticket_pack=pack, ticket_id="A", title="A")
            TicketInstance.objects.create(ticket_pack=pack, ticket_id="B", title="B")
    with tenant_context(rows.pack.tenant_id):
        ticket = TicketInstance.objects.get(ticket_pack__key="ticked", ticket_id="A")
        move_ticket(ticket_id=ticket.pk, to="done", at=at)
        quiet = list(quiet_packs(at=at).values_list("key", flat=True))

    def keys(value):
        return {row["key"] for row in api("GET", f"/api/ticket-packs?quiet={value}").json()["results"]}

    assert keys("true") == set(quiet) == {"quiet"}
    assert keys("false") == {"main", "ticked", "empty"}


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("ticket-packs?is_primary=true", 1),
        ("ticket-packs?is_primary=false", 0),
        ("roadmap-sections?current=true", 1),
        ("roadmap-sections?current=false", 0),
        ("roadmaps?pilot_stage=pilot_active", 0),
    ],
)
def test_filter_of_the_admin(api, rows, path, expected):
    assert len(api("GET", f"/api/{path}").json()["results"]) == expected


# A filter of the admin's lists and what the API calls it; a new one there fails until it has its parameter here.
OF_ADMIN = {
    "WaitingFilter": "waiting",
    "QuietFilter": "quiet",
    "PackFilter": "pack",
    "CurrentFilter": "current",
    "SprintFilter": "sprint_number",
}


@pytest.mark.parametrize("resource", [ROADMAPS, SECTIONS, PACKS, TICKETS], ids=lambda one: one.name)
def test_every_filter_of_the_admin_is_a_parameter(resource):
    page = admin.site._registry[resource.model]
    for one in (*page.list_filter, *getattr(page, "narrow_filters", ())):
        field = one if isinstance(one, str) else one[0] if isinstance(one, tuple) else OF_ADMIN[one.__name__]
        assert field in resource.filters


def test_roadmap_filter_is_current(api, rows):
    assert len(api("GET", "/api/roadmaps?is_current=true").json()["results"]) == 1
    assert api("GET", "/api/roadmaps?is_current=false").json()["results"] == []


@pytest.mark.parametrize(
    ("query", "field", "code"),
    [
        ("pack_id=1", "pack_id", "unknown_parameter"),
        ("packId=1", "packId", "invalid"),
        ("waiting=yes", "waiting", "invalid"),
        ("order=title", "order", "invalid"),
        ("order=", "order", "invalid"),
        ("cursor=", "cursor", "invalid"),
        ("cursor=WzEsMl0", "cursor", "invalid"),
        ("cursor=WyJuIiwiLWNyZWF0ZWRfYXQiLDEsMl0", "cursor", "invalid"),
        ("format=xml", "format", "unknown_parameter"),
        ("status=finished", "status", "invalid"),
        ("status=", "status", "invalid"),
        ("status=done&status=blocked", "status", "invalid"),
        ("pack=7", "pack", "invalid"),
        ("sprint_number=two", "sprint_number", "invalid"),
        ("sprint_number=99999999999999999999", "sprint_number", "invalid"),
        ("sprint_number=²", "sprint_number", "invalid"),
        ("section_number=100", "section_number", "invalid"),
        ("updated_since=yesterday", "updated_since", "invalid"),
        ("updated_since=2026-03-02T09:30:00", "updated_since", "invalid"),
        ("q=%00", "q", "invalid"),
        ("limit=0", "limit", "invalid"),
        ("limit=201", "limit", "invalid"),
        ("limit=1e2", "limit", "invalid"),
        ("cursor=abc", "cursor", "invalid"),
        ("cursor=ä", "cursor", "invalid"),
        ("cursor=bn__________________________________", "cursor", "invalid"),
        ("fields=id,secret", "fields", "invalid"),
        ("fields=", "fields", "invalid"),
    ],
)
def test_parameter_that_is_wrong_is_named(api, rows, query, field, code):
    answer = api("GET", f"/api/ticket-instances?{query}")

    assert answer.status_code == 400
    assert [(error["field"], error["code"]) for error in answer.json()["errors"]] == [(field, code)]


def test_unknown_parameter_answer_lists_the_accepted_ones(api, rows):
    message = api("GET", "/api/roadmaps?page=2").json()["errors"][0]["message"]

    assert message == (
        "There is no such parameter. Accepted: status, is_current, pilot_stage, q, updated_since, order, limit, "
        "cursor, fields."
    )


def test_fields_selects_and_keeps_the_order(api, rows):
    answer = api("GET", "/api/ticket-instances?fields=title,id")

    assert answer.json()["results"] == [{"id": str(rows.ticket.pk), "title": "Answer every call"}]
    assert list(answer.json()["results"][0]) == ["id", "title"]


@pytest.mark.parametrize("name", LISTS)
def test_list_makes_one_query_for_2_rows_as_for_200(api, rows, name):
    counts = []
    for total in (2, 200):
        _fill(rows, name, total)
        with CaptureQueriesContext(connection) as seen:
            answer = api("GET", f"/api/{name}?limit=200")
        assert len(answer.json()["results"]) == total
        counts.append(sum("row_to_json" in query["sql"] for query in seen))
        counts.append(len(seen))

    assert counts[0] == counts[2] == 1
    assert counts[1] == counts[3]


def _fill(rows, name, total):
    model = dict(zip(LISTS, (Roadmap, RoadmapSection, TicketPack, TicketInstance), strict=True))[name]
    with tenant_context(rows.pack.tenant_id):
        have = model.objects.count()
        model.objects.bulk_create(_row(model, rows, number) for number in range(have, total))


def _row(model, rows, number):
    given = {
        "Roadmap": {"version": f"v2.{number}", "is_current": False},
        "RoadmapSection": {
            "section_number": number % 50 + 10,
            "section_name": "x",
            "title": "X",
            "roadmap": rows.roadmap,
        },
        "TicketPack": {"key": f"pack-{number}", "title": "Pack"},
        "TicketInstance": {"ticket_id": f"C-{number}", "title": "Ticket", "ticket_pack": rows.pack},
    }[model.__name__]
    if model.__name__ == "RoadmapSection" and number >= 50:
        given["roadmap"] = Roadmap.objects.get_or_create(version=f"v3.{number // 50}", is_current=False)[0]
    return model(**given)


# Orders

ORDERS = [
    (resource, name) for resource in (ROADMAPS, SECTIONS, PACKS, TICKETS, ROADMAP_TICKETS) for name in resource.orders
]
PATHS = {"roadmap-tickets": "roadmap/tickets"}


def scattered(rows):
    """Rows that tie in every column that an order begins with, and some without a value."""
    with tenant_context(rows.pack.tenant_id):
        old = Roadmap.objects.create(version="v0.9", is_current=False)
        for number in range(9):
            RoadmapSection.objects.create(
                roadmap=old,
                section_number=number,
                section_name="x",
                title="X",
                status=["planned", "in_progress", "implemented"][number % 3],
            )
            Roadmap.objects.create(version=f"v3.{number}", is_current=False)
        other = TicketPack.objects.create(key="other", title="Other", roadmap=rows.roadmap)
        for key in ("b", "a", "c", "d"):
            TicketPack.objects.create(key=key, title="Pack")
        places = [
            (pack, sprint, place) for pack in (other, rows.pack) for sprint in (2, None, 1) for place in (0, 0, 3)
        ]
        TicketInstance.objects.bulk_create(
            TicketInstance(
                ticket_pack=pack,
                ticket_id=f"C-{number:02}",
                title="T",
                sprint_number=sprint,
                section_number=[None, 4, 2][number % 3],
                order_index=place,
                status=["done", "not_started", "skipped"][number % 3],
                completed_at=AT if number % 3 == 0 else None,
            )
            for number, (pack, sprint, place) in enumerate(places)
        )


def in_order(resource, name):
    """The keys of all rows as PostgreSQL sorts them."""
    order = resource.orders[name]
    column, firm = resource.model.objects.wall()
    where = f"{column} = %s" + (f" AND {resource.only}" if resource.only else "")
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT id FROM {resource.table} WHERE {where} ORDER BY {order.by}", [firm])
        return [str(row[0]) for row in cursor.fetchall()]


@pytest.mark.parametrize(("resource", "name"), ORDERS, ids=lambda one: getattr(one, "name", one))
def test_order_is_the_same_page_by_page_both_ways(api, rows, resource, name):
    scattered(rows)
    with tenant_context(rows.pack.tenant_id):
        expected = in_order(resource, name)
    path = PATHS.get(resource.name, resource.name)

    pages = [api("GET", f"/api/{path}?order={name}&limit=2&fields=id").json()]
    while pages[-1]["next"]:
        pages.append(api("GET", pages[-1]["next"].removeprefix("http://testserver")).json())
    back = [pages[-1]]
    while back[-1]["previous"]:
        back.append(api("GET", back[-1]["previous"].removeprefix("http://testserver")).json())

    assert len(expected) > 5
    assert [row["id"] for page in pages for row in page["results"]] == expected
    assert [row["id"] for page in reversed(back) for row in page["results"]] == expected


@pytest.mark.parametrize(
    ("resource", "name"),
    [(one, name) for one, name in ORDERS if one is not ROADMAP_TICKETS],
    ids=lambda one: getattr(one, "name", one),
)
def test_order_is_served_by_an_index(api, rows, resource, name):
    scattered(rows)
    link = api("GET", f"/api/{resource.name}?order={name}&limit=2").json()["next"].removeprefix("http://testserver")
    with CaptureQueriesContext(connection) as seen:
        api("GET", link)
    sql = next(query["sql"] for query in seen if "row_to_json" in query["sql"])

    with tenant_context(rows.pack.tenant_id), connection.cursor() as cursor:
        for other in ("seqscan", "bitmapscan", "sort"):
            cursor.execute(f"SET LOCAL enable_{other} = off")
        cursor.execute("EXPLAIN (FORMAT JSON) " + sql.replace("%", "%%"), [])
        nodes = list(walk(cursor.fetchone()[0][0]["Plan"]))

    reads = [node for node in nodes if node.get("Relation Name") == resource.table]
    assert {node["Node Type"] for node in reads} == {"Index Scan"}
    assert all("tenant_id" in node.get("Index Cond", "") for node in reads)


def walk(node):
    if node.get("Subplan Name", "").startswith("SubPlan"):
        return  # a computed field, read for each shown row
    yield node
    for inner in node.get("Plans", ()):
        yield from walk(inner)


def test_cursor_of_another_order_is_refused(api, rows):
    new_tickets(rows, 5)
    link = api("GET", "/api/ticket-instances?order=status&limit=2").json()["next"].removeprefix("http://testserver")

    mixed = api("GET", link.replace("order=status", "order=board"))
    default = api("GET", link.replace("order=status&", ""))

    assert mixed.status_code == default.status_code == 400
    assert [(e["field"], e["code"]) for e in mixed.json()["errors"]] == [("cursor", "other_order")]
    assert "order=status" in mixed.json()["detail"]
    assert "order=-created_at" in default.json()["detail"]


def test_order_holds_within_a_filter(api, rows):
    scattered(rows)

    first = api("GET", f"/api/ticket-instances?order=board&pack={rows.pack.pk}&limit=4").json()
    second = api("GET", first["next"].removeprefix("http://testserver")).json()
    third = api("GET", second["next"].removeprefix("http://testserver")).json()
    shown = [row for page in (first, second, third) for row in page["results"]]

    assert [row["sprint_number"] for row in shown] == [1, 1, 1, 2, 2, 2, None, None, None, None]
    assert {row["ticket_pack_id"] for row in shown} == {str(rows.pack.pk)}


@pytest.mark.parametrize("order", ["created_at", "status", "-board", "ticket_id"])
def test_order_shows_no_other_firms_rows(api, rows, other_rows, order):
    new_tickets(rows, 3)

    first = api("GET", f"/api/ticket-instances?order={order}&limit=2").json()
    second = api("GET", first["next"].removeprefix("http://testserver")).json()

    assert {row["ticket_pack_id"] for row in (*first["results"], *second["results"])} == {str(rows.pack.pk)}
