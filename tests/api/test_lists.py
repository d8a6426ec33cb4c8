import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from apps.roadmaps.models import Roadmap, RoadmapSection
from apps.tenancy.context import tenant_context
from apps.tickets.models import TicketDependency, TicketInstance, TicketPack
from tests.api.conftest import MISSING, new_tickets

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
        ("ticket-packs?roadmap=", "roadmap"),
        ("roadmap-sections?roadmap=", "roadmap"),
    ],
    ids=["pack", "roadmap of packs", "roadmap of sections"],
)
def test_filter_by_parent(api, rows, other_rows, path, parent):
    own = api("GET", f"/api/{path}{getattr(rows, parent).pk}")
    foreign = api("GET", f"/api/{path}{getattr(other_rows, parent).pk}")
    missing = api("GET", f"/api/{path}{MISSING}")

    assert len(own.json()["results"]) == 1
    assert foreign.status_code == missing.status_code == 200
    assert foreign.json() == missing.json() == {"next": None, "previous": None, "results": []}


def test_roadmap_filter_is_current(api, rows):
    assert len(api("GET", "/api/roadmaps?is_current=true").json()["results"]) == 1
    assert api("GET", "/api/roadmaps?is_current=false").json()["results"] == []


@pytest.mark.parametrize(
    ("query", "field", "code"),
    [
        ("packId=1", "packId", "unknown_parameter"),
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
        "There is no such parameter. Accepted: status, is_current, q, updated_since, limit, cursor, fields."
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
