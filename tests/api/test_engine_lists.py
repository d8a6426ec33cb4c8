"""What every list and row of the engines' apps keeps to: pages, orders, fields, filters, versions, the wall."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from types import SimpleNamespace

import pytest
from django.urls import get_resolver
from django.utils import timezone
from jsonschema import Draft202012Validator

from apps.clients.api.serializers import PersonId
from apps.core.api.openapi import ROUTES, schema
from apps.core.api.resources import PAGING
from apps.core.api.views import RowListView, RowPagesView
from apps.deals.models import Deal
from apps.quotes.models import Quote
from apps.quotes.operations import record_outcome
from apps.tenancy.context import tenant_context
from tests.api.conftest import MISSING, row
from tests.api.test_rights import OWN, TABLE, body_of, filled
from tests.compliance.makers import make_check
from tests.conftest import make_member, make_user
from tests.enrichment.makers import make_contact, make_item, make_signal
from tests.quotes.makers import make_deal, make_quote

DAY = dt.timedelta(days=1)
NAMED = {
    "engines/deals/stalled",
    "engines/quotes/followup",
    "engines/enrichment/pending",
    "engines/signals/unactioned",
    "engines/compliance/due",
}
APPS = {"clients", "deals", "quotes", "compliance", "feedback", "enrichment"}
LISTS = {
    str(route.pattern): route.callback.cls
    for group in get_resolver(ROUTES).url_patterns
    for route in getattr(group, "url_patterns", [])
    if issubclass(getattr(route.callback, "cls", object), RowPagesView)
    and route.callback.cls.__module__.split(".")[1] in APPS
}
KINDS = {path: [name for name, list_of in OWN.items() if list_of == path] for path in LISTS}
KINDS["engines/compliance/schedules"] = ["schedule"]
FILTERS = [(path, name) for path, view in LISTS.items() for name in view.resource.filters]
ORDERS = [(path, name) for path, view in LISTS.items() for name in view.resource.orders]
PATCHES = [(path, body) for method, path, body, _ in TABLE if method == "PATCH" and path.split("/{")[0] in LISTS]
LINKED = [
    (method, path, body)
    for method, path, body, _ in TABLE
    if isinstance(body, dict) and "{" in str(body.values()) and "rows" not in body
]
POSTS = [(path, body) for method, path, body, _ in TABLE if method == "POST" and path in LISTS]
PEOPLE = [
    (path, name)
    for path, view in LISTS.items()
    if issubclass(view, RowListView)
    for name, field in view.resource.serializer().fields.items()
    if isinstance(field, PersonId)
]


def fill(rows, path, times=2):
    """Make some rows of a list, each with parents of its own."""
    for _ in range(times):
        fresh = SimpleNamespace(roadmap=rows.roadmap, ticket=rows.ticket)
        for name in KINDS[path]:
            row(fresh, name)


def ids(answer):
    assert answer.status_code == 200, answer.content
    return [one["id"] for one in answer.json()["results"]]


def test_every_kind_of_list_is_looked_at():
    assert all(KINDS.values())
    assert len(LISTS) >= 20
    assert len(PEOPLE) >= 4
    assert not {name for _, name in FILTERS} & set(PAGING)


REPORTS = sorted({path for _, path, _, _ in TABLE if path.startswith("reports/") or path in NAMED})


@pytest.mark.parametrize("path", REPORTS)
def test_report_has_its_rows(api, rows, path):
    now = timezone.now()
    with tenant_context(rows.roadmap.tenant_id):
        contact = make_contact(is_primary=True)
        make_check(contact.client, due_at=now, status="overdue")
        make_signal(contact)
        make_item(contact)
        moved = make_deal(contact.client)
        Deal.objects.update(stage="qualified")
        lost, _ = (make_quote(client=contact.client, sent=True, at=now) for _ in range(2))
        given = {"competitor": "Apex", "competitor_amount": Decimal("99.50")}
        record_outcome(quote_id=lost.pk, outcome="lost", primary_reason="price", **given, at=now)
        Quote.objects.filter(status="sent").update(next_follow_up_at=now - DAY)
        Deal.objects.filter(pk=moved.pk).update(last_activity_at=now - 30 * DAY)

    answer = api("GET", f"/api/{path}")

    assert answer.status_code == 200
    assert answer.json()["results"]
    described = schema()["paths"][f"/api/{path}"]["get"]["responses"]["200"]["content"]["application/json"]["schema"]
    Draft202012Validator({**described, "components": schema()["components"]}).validate(answer.json())


@pytest.mark.parametrize(("path", "order"), ORDERS)
def test_pages_follow_each_other_both_ways_in_every_order(api, rows, path, order):
    fill(rows, path)
    whole = ids(api("GET", f"/api/{path}?limit=200&order={order}"))
    forward, url = [], f"/api/{path}?limit=1&order={order}"
    while url:
        answer = api("GET", url.removeprefix("http://testserver"))
        forward, last, url = forward + ids(answer), answer.json(), answer.json()["next"]
    backward = [last["results"][0]["id"]]
    while last["previous"]:
        last = api("GET", last["previous"].removeprefix("http://testserver")).json()
        backward.append(last["results"][0]["id"])

    assert len(whole) >= 2
    assert forward == whole
    assert backward == whole[::-1]


@pytest.mark.parametrize("path", LISTS)
def test_list_shows_the_fields_asked_for_and_no_other_firm(api, rows, other_rows, path):
    fill(rows, path, 1)
    fill(other_rows, path, 1)
    with tenant_context(other_rows.roadmap.tenant_id):
        theirs = {str(pk) for pk in LISTS[path].resource.model.objects.values_list("pk", flat=True)}

    listed = api("GET", f"/api/{path}?limit=200&fields=id").json()["results"]

    assert listed
    assert theirs
    assert all(set(one) == {"id"} for one in listed)
    assert not theirs & {one["id"] for one in listed}


def sample(shape):
    """A value that a filter takes, and one that it refuses."""
    if shape["type"] == "array":
        name = shape["items"]["$ref"].rpartition("/")[2]
        known = schema()["components"]["schemas"][name]["enum"]
        return known[0], ",".join(known[:2]), "nothing"
    if shape["type"] == "boolean":
        return "true", "false", "maybe"
    if shape.get("format") == "uuid":
        return MISSING, MISSING, "x"
    if shape.get("format") == "date-time":
        return "2020-01-01T00:00:00Z", "2199-01-01T00:00:00%2B02:00", "yesterday"
    return "x", "%25", "%00"


@pytest.mark.parametrize(("path", "name"), FILTERS)
def test_filter_takes_what_it_describes_and_names_itself_when_it_does_not(api, rows, path, name):
    fill(rows, path, 1)
    one, several, wrong = sample(LISTS[path].resource.filters[name].schema)

    assert api("GET", f"/api/{path}?{name}={one}").status_code == 200
    assert api("GET", f"/api/{path}?{name}={several}").status_code == 200
    refused = api("GET", f"/api/{path}?{name}={wrong}")
    assert refused.status_code == 400
    assert [error["field"] for error in refused.json()["errors"]] == [name]


@pytest.mark.parametrize(("path", "name"), [(path, name) for path, name in FILTERS if name.startswith(("is_", "has_"))])
def test_flags_split_the_list(api, rows, path, name):
    fill(rows, path)

    yes, no = (set(ids(api("GET", f"/api/{path}?limit=200&{name}={flag}"))) for flag in ("true", "false"))

    assert not yes & no
    assert yes | no == set(ids(api("GET", f"/api/{path}?limit=200")))


@pytest.mark.parametrize("path", LISTS)
def test_list_refuses_what_it_does_not_know(api, rows, path):
    answer = api("GET", f"/api/{path}?nothing=1")

    assert answer.status_code == 400
    assert [error["code"] for error in answer.json()["errors"]] == ["unknown_parameter"]


@pytest.mark.parametrize(("path", "body"), PATCHES, ids=lambda case: case if isinstance(case, str) else "")
def test_change_compares_versions(api, rows, path, body):
    address, sent = f"/api/{filled(path, rows)}", body_of(body, rows)
    seen = api("GET", address)["ETag"]

    first = api("PATCH", address, sent, If_Match=seen)
    late = api("PATCH", address, sent, If_Match=seen)

    assert first.status_code == 200
    assert first["ETag"] != seen
    assert (late.status_code, late.json()["code"]) == (412, "changed_meanwhile")
    assert late.json()["current"] == first.json()
    assert late["ETag"] == first["ETag"]


@pytest.mark.parametrize(("path", "body"), POSTS, ids=lambda case: case if isinstance(case, str) else "")
def test_making_with_a_key_happens_once(api, rows, path, body):
    sent = body_of(body, rows)

    first = api("POST", f"/api/{path}", sent, Idempotency_Key="once")
    again = api("POST", f"/api/{path}", sent, Idempotency_Key="once")

    assert first.status_code == 201
    assert again.content == first.content
    assert again["Idempotency-Replayed"] == "true"
    assert api("GET", first["Location"]).json() == first.json()


@pytest.mark.parametrize(("method", "path", "body"), LINKED, ids=lambda case: case if isinstance(case, str) else "")
def test_link_to_another_firm_is_as_unknown(api, rows, other_rows, method, path, body):
    own, foreign = body_of(body, rows), body_of(body, other_rows)
    address = f"/api/{filled(path, rows)}"

    for name in (name for name in body if own[name] != foreign[name]):
        theirs = api(method, address, own | {name: foreign[name]})
        missing = api(method, address, own | {name: MISSING})

        assert theirs.status_code in {400, 404}
        assert (theirs.status_code, theirs.json()) == (missing.status_code, missing.json())


@pytest.mark.parametrize(("path", "name"), PEOPLE)
def test_person_of_another_firm_is_as_unknown(api, other_firm, rows, path, name):
    stranger = make_user("stranger@castellan.example")
    make_member(other_firm, stranger, "admin")
    body = body_of(next(body for at, body in POSTS if at == path), rows)

    foreign = api("POST", f"/api/{path}", body | {name: str(stranger.pk)})
    missing = api("POST", f"/api/{path}", body | {name: MISSING})

    assert foreign.status_code == 400
    assert [(one["field"], one["code"]) for one in foreign.json()["errors"]] == [(name, "unknown")]
    assert foreign.content == missing.content
