"""Addresses that name a firm by its id: who gets in, what everybody else sees, and that the in-firm rules hold."""

import re
from types import SimpleNamespace

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from apps.metrics import refresh
from apps.metrics.models import ImplementationSnapshot
from apps.roadmaps.models import Roadmap, RoadmapSection
from apps.tenancy.context import login_context, tenant_context
from apps.tenancy.functions import Use
from apps.tenancy.models import User
from apps.tickets.models import TicketInstance
from apps.work.models import AuditEvent
from tests.api.conftest import MISSING, Api, by_session, by_token, make_firm, new_tickets, row
from tests.conftest import AT, make_member, make_user

READINGS = {"weekly_ops_hours": 40}
READS = ("metrics", "roadmap-os", "roadmap-sections", "tickets")
WRITES = {
    "metrics/baseline": {"metrics": READINGS, "snapshot_date": "2025-12-01T09:00:00Z"},
    "metrics/snapshot": {"label": "30d", "metrics": READINGS},
    "metrics/compute-outcome": {},
    "generate-tickets": {"source": "sections"},
}
ROUTES = [*(("GET", name, None) for name in READS), *(("POST", name, body) for name, body in WRITES.items())]
# who asks, the status of a read, of a write
TABLE = {
    "staff": (200, 200),
    "superuser": (200, 200),
    "write": (200, 200),
    "read": (200, 404),
    "engine": (200, 404),
    "owner": (404, 404),
    "admin": (404, 404),
    "member": (404, 404),
    "viewer": (404, 404),
    "staff of another firm": (404, 404),
    "owner of another firm": (404, 404),
    "token of another firm": (404, 404),
    "member of no firm": (404, 404),
    "nobody": (401, 401),
    "no token": (401, 401),
}


def outside(caller: Api) -> Api:
    """The same person or program at an address that names no firm."""
    return Api(caller.client, headers=caller.headers)


def caller_of(name: str, firm, other) -> Api:
    asked = other if "another" in name else firm
    makers = {
        "superuser": lambda: signed_in(make_user("root@firmloop.example", is_superuser=True)),
        "member of no firm": lambda: signed_in(make_user("new@firmloop.example")),
        "nobody": lambda: Api(Client()),
        "no token": lambda: Api(Client(), headers={"Authorization": "Bearer fl_nonsense"}),
        "token of another firm": lambda: by_token(other, "read", "write"),
        **{scope: lambda scope=scope: by_token(firm, scope) for scope in ("read", "write", "engine")},
    }
    return makers[name]() if name in makers else outside(by_session(asked, name.partition(" ")[0]))


def signed_in(user) -> Api:
    client = Client()
    client.force_login(user)
    return Api(client)


def path_of(firm_id, name: str) -> str:
    return f"/api/superadmin/firms/{firm_id}/{name}"


@pytest.fixture
def staff(firm) -> Api:
    return outside(by_session(firm, "staff"))


@pytest.fixture
def measured(rows) -> SimpleNamespace:
    row(rows, "outcome")
    return rows


def test_table_has_every_route():
    from config.urls_superadmin import urlpatterns

    (group,) = urlpatterns
    routes = {str(route.pattern): route.callback.cls().allowed_methods for route in group.url_patterns}
    assert {(method, name) for method, name, _ in ROUTES} <= {
        (method, name) for name, methods in routes.items() for method in methods
    }
    assert set(routes) == {name for _, name, _ in ROUTES}
    assert {method for methods in routes.values() for method in methods} == {"GET", "POST", "OPTIONS"}


@pytest.mark.parametrize("name", TABLE)
@pytest.mark.parametrize(("method", "route", "body"), ROUTES, ids=lambda case: case if isinstance(case, str) else "")
def test_who_gets_in(firm, measured, other_firm, method, route, body, name):
    expected = TABLE[name][method == "POST"]
    with transaction.atomic():
        answer = caller_of(name, firm, other_firm)(method, path_of(firm.pk, route), body)
        transaction.set_rollback(True)

    if (expected, route) == (200, "metrics/snapshot"):
        expected = 201  # the others write over what is there
    assert answer.status_code == expected
    if expected == 401:
        assert answer["WWW-Authenticate"] == 'Bearer realm="firmloop"'


@pytest.mark.parametrize("name", [name for name, expected in TABLE.items() if 404 in expected])
@pytest.mark.parametrize(("method", "route", "body"), ROUTES, ids=lambda case: case if isinstance(case, str) else "")
def test_firm_of_another_is_as_one_that_is_not_there(firm, measured, other_firm, method, route, body, name):
    caller = caller_of(name, firm, other_firm)
    if TABLE[name][method == "POST"] != 404:
        firm = make_firm("third-firm", name="Third")

    known = caller(method, path_of(firm.pk, route), body)
    missing = caller(method, path_of(MISSING, route), body)

    assert known.status_code == missing.status_code == 404
    assert known.content == missing.content
    assert set(known.headers) == set(missing.headers)


@pytest.mark.parametrize("firm_id", ["x", "", "{upper}", "{bare}", "{braces}", "{padded}", "..", "%00"])
@pytest.mark.parametrize("kind", ["staff", "write"])
def test_malformed_id_is_not_there(firm, measured, kind, firm_id):
    caller = outside(by_session(firm, "staff")) if kind == "staff" else by_token(firm, "write")
    given = firm_id.format(
        upper=str(firm.pk).upper(), bare=firm.pk.hex, braces=f"{{{firm.pk}}}", padded=f"{firm.pk}%20"
    )

    for method, route, body in ROUTES:
        answer = caller(method, path_of(given, route), body)
        assert (answer.status_code, answer.json()["code"]) == (404, "not_found")
    assert caller("GET", path_of(firm.pk, "metrics")).status_code == 200


@pytest.mark.parametrize("path", ["", "firms", "firms/", "firms/{firm}", "firms/{firm}/", "firms/{firm}/nothing", "x"])
def test_other_addresses_below_are_not_there(firm, staff, path):
    answer = staff("GET", "/api/superadmin/" + path.format(firm=firm.pk))

    assert (answer.status_code, answer.json()["code"]) == (404, "not_found")


def test_addresses_are_outside_any_firm(firm, measured):
    inside = by_session(firm, "staff")

    assert inside("GET", path_of(firm.pk, "metrics")).status_code == 404
    assert outside(inside)("GET", path_of(firm.pk, "metrics")).status_code == 200


def test_session_opens_no_other_address_without_a_firm(firm, staff, rows):
    assert staff("GET", "/api/roadmaps").status_code == 401


def test_wrong_method_is_refused(firm, measured, staff):
    for method, route in [("POST", "roadmap-sections"), ("POST", "tickets"), ("GET", "metrics/baseline")]:
        assert staff(method, path_of(firm.pk, route), {}).status_code == 405


def test_staff_of_two_firms_see_the_one_of_the_address(firm, measured, other_firm, other_rows):
    staff = by_session(firm, "staff")
    user_id = staff.client.session["_auth_user_id"]
    make_member(other_firm, _user(user_id), "staff")
    staff = outside(staff)

    shown = {one.slug: staff("GET", path_of(one.pk, "roadmap-os")).json() for one in (firm, other_firm)}

    assert {slug: one["firm"]["slug"] for slug, one in shown.items()} == {slug: slug for slug in shown}
    ids = {slug: {pack["id"] for pack in one["packs"]} for slug, one in shown.items()}
    assert ids == {firm.slug: {str(measured.pack.pk)}, other_firm.slug: {str(other_rows.pack.pk)}}


def _user(pk):
    with login_context():
        return User.objects.get(pk=pk)


def test_member_who_is_staff_elsewhere_is_let_into_neither_by_the_other(firm, measured, other_firm, other_rows):
    staff = by_session(firm, "staff")
    make_member(other_firm, _user(staff.client.session["_auth_user_id"]), "owner")

    assert outside(staff)("GET", path_of(other_firm.pk, "metrics")).status_code == 404
    assert outside(staff)("GET", path_of(firm.pk, "metrics")).status_code == 200


def test_session_write_needs_the_csrf_token_and_a_tokens_does_not(firm, measured, staff):
    program = by_token(firm, "write")
    for caller in (staff, program):
        caller.client.handler.enforce_csrf_checks = True
    path = path_of(firm.pk, "metrics/compute-outcome")

    refused = staff("POST", path, {})
    staff.client.cookies["csrftoken"] = "a" * 32
    passed = staff("POST", path, {}, X_CSRFToken="a" * 32)

    assert (refused.status_code, refused.json()["code"]) == (403, "csrf_failed")
    assert passed.status_code == 200
    assert staff("GET", path_of(firm.pk, "metrics")).status_code == 200
    assert program("POST", path, {}).status_code == 200


def test_session_beside_a_token_counts_for_nothing(firm, measured, staff, other_firm):
    staff.headers = by_token(other_firm, "write").headers

    assert staff("GET", path_of(firm.pk, "metrics")).status_code == 404


def test_requests_are_counted_and_refused_past_the_limit(firm, measured, staff, monkeypatch):
    first, second = (staff("GET", path_of(firm.pk, "metrics")) for _ in range(2))
    monkeypatch.setattr("apps.tenancy.callers.count_use", lambda *_: Use(-1, 10, 7))
    refused = staff("GET", path_of(firm.pk, "metrics"))

    assert int(first["RateLimit-Remaining"]) - int(second["RateLimit-Remaining"]) == 1
    assert (refused.status_code, refused["Retry-After"], refused["RateLimit-Remaining"]) == (429, "7", "0")


def test_same_key_is_done_once(firm, rows, staff):
    path, body = path_of(firm.pk, "metrics/baseline"), {"metrics": READINGS}

    first = staff("POST", path, body, Idempotency_Key="one")
    again = staff("POST", path, body, Idempotency_Key="one")
    other = staff("POST", path, {"metrics": {"weekly_ops_hours": 1}}, Idempotency_Key="one")

    assert (first.status_code, again.status_code, again["Idempotency-Replayed"]) == (201, 201, "true")
    assert again.content == first.content
    assert (other.status_code, other.json()["code"]) == (422, "key_reused")
    with tenant_context(firm.pk):
        assert ImplementationSnapshot.objects.count() == 1


def test_write_is_remembered_as_the_persons(firm, rows, staff):
    staff("POST", path_of(firm.pk, "metrics/baseline"), {"metrics": READINGS})

    with tenant_context(firm.pk):
        event = ImplementationSnapshot.objects.get().events.get()
    assert event.pgh_context["name"] == "The staff"
    assert event.pgh_context["via"] == "api"
    assert event.pgh_context["user"] == staff.client.session["_auth_user_id"]


# What they answer


def test_metrics_are_what_the_firm_sees(firm, measured, staff, owner):
    ours = staff("GET", path_of(firm.pk, "metrics")).json()

    assert ours == owner("GET", "/api/dashboard/owner/transformation").json()
    assert ours["hasMetrics"] is True


def test_sections_are_what_the_firm_sees(firm, rows, staff, owner):
    assert staff("GET", path_of(firm.pk, "roadmap-sections")).json() == owner("GET", "/api/roadmap/sections").json()


@pytest.mark.parametrize("label", ["baseline", "45d", "", None])
def test_snapshot_with_a_wrong_label_is_refused(firm, measured, staff, label):
    answer = staff("POST", path_of(firm.pk, "metrics/snapshot"), {"label": label, "metrics": READINGS})

    assert answer.status_code == 400
    assert [error["field"] for error in answer.json()["errors"]] == ["label"]


def test_snapshot_and_outcome_are_kept(firm, rows, staff):
    staff("POST", path_of(firm.pk, "metrics/baseline"), {"metrics": {"weekly_ops_hours": 40}})
    kept = staff("POST", path_of(firm.pk, "metrics/snapshot"), {"label": "60d", "metrics": {"weekly_ops_hours": 25}})
    computed = staff("POST", path_of(firm.pk, "metrics/compute-outcome"), {"target_label": "60d"})

    assert kept.status_code == 201
    assert computed.json()["deltas"]["weekly_ops_hours"] == -15
    assert computed.json()["id"] == kept.json()["outcome"]["id"]


def test_compute_before_anything_was_measured_is_refused_in_words(firm, rows, staff):
    answer = staff("POST", path_of(firm.pk, "metrics/compute-outcome"), {})

    assert (answer.status_code, answer.json()["code"]) == (409, "not_measured")


def test_tickets_are_grouped_by_section_with_percent_done(firm, rows, staff):
    new_tickets(rows, 3, section_number=1)
    with tenant_context(firm.pk):
        RoadmapSection.objects.create(roadmap=rows.roadmap, section_number=2, section_name="x", title="Empty")
        TicketInstance.objects.create(ticket_pack=rows.pack, ticket_id="Z", title="Z", section_number=9)
        ids = TicketInstance.objects.filter(section_number=1).order_by("ticket_id").values_list("pk", flat=True)
        done, skipped, _ = ids
        TicketInstance.objects.filter(pk=done).update(status="done", completed_at=AT, started_at=AT)
        TicketInstance.objects.filter(pk=skipped).update(status="skipped")

    shown = staff("GET", path_of(firm.pk, "tickets")).json()

    one, two = shown["sections"]
    assert (one["section_number"], one["done"], one["countable"], one["percent"]) == (1, 1, 2, 50)
    assert sorted(ticket["ticket_id"] for ticket in one["tickets"]) == ["N-000", "N-001", "N-002"]
    assert (two["title"], two["countable"], two["percent"], two["tickets"]) == ("Empty", 0, 0, [])
    assert sorted(ticket["ticket_id"] for ticket in shown["elsewhere"]) == ["H-001", "Z"]
    assert shown["tickets"]["total"] == 5
    assert "description" not in one["tickets"][0]


@pytest.mark.parametrize("route", ["tickets", "roadmap-sections"])
def test_firm_without_a_roadmap_is_told(firm, staff, route):
    answer = staff("GET", path_of(firm.pk, route))

    assert (answer.status_code, answer.json()["code"]) == (404, "no_roadmap")


def test_roadmap_os_of_an_empty_firm_is_empty(firm, staff):
    shown = staff("GET", path_of(firm.pk, "roadmap-os")).json()

    assert shown.pop("firm")["id"] == str(firm.pk)
    assert shown == {
        "roadmap": None,
        "tickets": None,
        "sections": [],
        "packs": [],
        "latest_snapshot": None,
        "outcome": None,
        "pending_proposal": None,
    }


def test_roadmap_os_shows_the_whole_plan(firm, measured, staff, owner):
    with tenant_context(firm.pk):
        TicketInstance.objects.update(section_number=1)
        Roadmap.objects.create(version="v0.9", is_current=False)
        proposal = refresh.propose_refresh(at=AT)

    shown = staff("GET", path_of(firm.pk, "roadmap-os")).json()

    assert shown["roadmap"] == owner("GET", f"/api/roadmaps/{measured.roadmap.pk}").json()
    assert [(one["section_number"], one["done"], one["countable"]) for one in shown["sections"]] == [(1, 0, 1)]
    assert [(pack["key"], pack["totals"]["tickets"]) for pack in shown["packs"]] == [("main", 1)]
    assert shown["tickets"]["total"] == 1
    assert shown["latest_snapshot"]["label"] == "60d"
    assert shown["outcome"] == owner("GET", f"/api/roadmap-outcomes/{measured.outcome.pk}").json()
    assert shown["pending_proposal"]["id"] == str(proposal.pk)
    assert [part["section_number"] for part in shown["pending_proposal"]["parts"]] != []


def test_reads_write_nothing(firm, measured, staff):
    with tenant_context(firm.pk):
        before = AuditEvent.objects.count()

    for route in READS:
        staff("GET", path_of(firm.pk, route))

    with tenant_context(firm.pk):
        assert AuditEvent.objects.count() == before


def test_number_of_queries_does_not_grow(firm, rows, staff):
    def count(route):
        with CaptureQueriesContext(connection) as captured:
            assert staff("GET", path_of(firm.pk, route)).status_code == 200
        return len(captured)

    few = {route: count(route) for route in READS}
    new_tickets(rows, 50, section_number=1)
    with tenant_context(firm.pk):
        RoadmapSection.objects.bulk_create(
            RoadmapSection(roadmap=rows.roadmap, section_number=number, section_name="x", title="X")
            for number in range(2, 30)
        )

    assert {route: count(route) for route in READS} == few


def test_description_says_who_may(client, db):
    paths = client.get("/api/schema").json()["paths"]

    found = {path for path in paths if path.startswith("/api/superadmin/")}
    assert {re.sub(r".*\{id\}/", "", path) for path in found} == {name for _, name, _ in ROUTES}
    for path in found:
        for operation in paths[path].values():
            assert "For staff of this firm by session" in operation["description"]
            assert "404" in operation["responses"]
