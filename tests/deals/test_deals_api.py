"""Deals and clients on the API: one pass, one refusal, one stranger."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone

from apps.deals.models import Deal
from apps.tenancy.context import tenant_context
from apps.work.models import OutboxMessage
from tests.api.conftest import api, reader  # noqa: F401 -- fixtures
from tests.deals.deal_rows import make_client, make_deal

DAY, HOUR = dt.timedelta(days=1), dt.timedelta(hours=1)


@pytest.fixture
def deal(firm):
    with tenant_context(firm.pk):
        return make_deal(quiet_days=10, at=timezone.now() - HOUR, value=48000)


@pytest.fixture
def theirs(other_firm):
    with tenant_context(other_firm.pk):
        return make_deal(
            "Theirs", client=make_client("Theirs", email="a@theirs.example"), quiet_days=30, at=timezone.now()
        )


def test_deal_is_made_moved_and_told_with_its_history(firm, api):  # noqa: F811
    client = api("POST", "/api/clients", {"company_name": "Matai Lane"}).json()
    made = api("POST", "/api/deals", {"client_id": client["id"], "title": "New studio", "value": 9500.5})
    assert (made.status_code, made.json()["value"], made.json()["stage"]) == (201, 9500.5, "lead")

    moved = api("PATCH", f"/api/deals/{made.json()['id']}", {"stage": "lost", "lost_reason": "Price", "probability": 0})
    history = api("GET", f"/api/deals/{made.json()['id']}/history").json()["results"]

    assert (moved.json()["stage"], moved.json()["lost_reason"], moved.json()["probability"]) == ("lost", "Price", 0)
    assert [(one["from_stage"], one["to_stage"], one["reason"]) for one in history] == [("lead", "lost", "Price")]


def test_reason_of_a_deal_that_is_not_lost_is_refused(deal, api):  # noqa: F811
    assert api("PATCH", f"/api/deals/{deal.pk}", {"lost_reason": "Price"}).status_code == 400


def test_stalled_deals_are_listed_with_names(deal, theirs, api):  # noqa: F811
    found = api("GET", "/api/engines/deals/stalled?limit=5").json()["results"]

    assert [
        (one["title"], one["client_name"], one["days_since_activity"], one["stalled_threshold"]) for one in found
    ] == [("Fleet contract", "Castellan Logistics", 10, 3)]


@pytest.mark.parametrize("query", ["limit=0", "limit=101", "limit=ten", "page=2"])
def test_stalled_deals_refuse_another_parameter(deal, api, query):  # noqa: F811
    assert api("GET", f"/api/engines/deals/stalled?{query}").status_code == 400


def test_follow_up_goes_and_is_refused_when_used_up(firm, deal, api):  # noqa: F811
    first = api("POST", f"/api/deals/{deal.pk}/follow-up")
    with tenant_context(firm.pk):
        Deal.objects.update(follow_up_count=5)
        assert OutboxMessage.objects.count() == 1
    refused = api("POST", f"/api/deals/{deal.pk}/follow-up")

    assert (first.status_code, first.json()["follow_up_count"]) == (200, 1)
    assert (refused.status_code, refused.json()["code"]) == (409, "follow_ups_used_up")


def test_deal_is_parked_and_taken_up_again(deal, api):  # noqa: F811
    until = str(timezone.now().date() + 30 * DAY)
    parked = api("POST", f"/api/deals/{deal.pk}/park", {"until": until, "reason": "Budget"})
    refused = api("POST", f"/api/deals/{deal.pk}/park", {"until": "2020-01-01", "reason": "Budget"})
    taken = api("POST", f"/api/deals/{deal.pk}/unpark")

    assert (parked.json()["parked_until"], parked.json()["parked_reason"]) == (until, "Budget")
    assert (refused.status_code, refused.json()["errors"][0]["field"]) == (400, "until")
    assert taken.json()["parked_until"] is None


def test_activity_is_noted_and_a_follow_up_is_not_somebodys_to_note(deal, api):  # noqa: F811
    made = api("POST", f"/api/deals/{deal.pk}/activities", {"kind": "call", "notes": "They call back."})
    refused = api("POST", f"/api/deals/{deal.pk}/activities", {"kind": "follow_up"})

    assert made.status_code == 201
    assert refused.status_code == 400
    listed = api("GET", f"/api/deals/{deal.pk}/activities").json()["results"]
    assert [one["notes"] for one in listed] == ["They call back."]


def test_stage_settings_are_read_and_changed(firm, api):  # noqa: F811
    (lead,) = api("GET", "/api/settings/deal-stages?stage=lead").json()["results"]
    changed = api(
        "PATCH", f"/api/settings/deal-stages/{lead['id']}", {"max_days_before_stale": 9, "drafts_first": True}
    )

    assert (changed.json()["max_days_before_stale"], changed.json()["drafts_first"]) == (9, True)
    assert api("PATCH", f"/api/settings/deal-stages/{lead['id']}", {"max_follow_ups": 0}).status_code == 400


def test_velocity_is_the_view(firm, deal, api):  # noqa: F811
    with tenant_context(firm.pk):
        Deal.objects.update(stage="qualified")

    (line,) = api("GET", "/api/reports/deal-stage-velocity").json()["results"]

    assert (line["from_stage"], line["transitions"]) == ("lead", 1)


@pytest.mark.parametrize("act", ["", "/history", "/activities"])
def test_deal_of_another_firm_is_not_there(firm, theirs, api, act):  # noqa: F811
    assert api("GET", f"/api/deals/{theirs.pk}{act}").status_code == 404


@pytest.mark.parametrize("act", ["follow-up", "unpark"])
def test_deal_of_another_firm_cannot_be_written_to(firm, theirs, api, act):  # noqa: F811
    assert api("POST", f"/api/deals/{theirs.pk}/{act}").status_code == 404


def test_reader_changes_nothing(firm, deal, reader):  # noqa: F811
    assert reader("POST", f"/api/deals/{deal.pk}/follow-up").status_code == 403
