"""Deals and clients on the API: one pass, one refusal, one stranger."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone

from apps.deals.models import Deal, StageConfig
from apps.deals.operations import send_due_follow_ups
from apps.tenancy.context import tenant_context
from apps.work.models import OutboxMessage
from tests.api.conftest import api, owner, reader  # noqa: F401 -- fixtures
from tests.deals.deal_rows import make_client, make_deal
from tests.quotes.makers import make_quote

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


@pytest.mark.parametrize("query", ["limit=0", "limit=101", "limit=ten", "page=2", "=2"])
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


def test_deal_goes_with_its_history_and_a_client_with_its_deals(firm, deal, owner):  # noqa: F811
    with tenant_context(firm.pk):
        Deal.objects.update(stage="qualified")
        other = make_deal("Second", client=deal.client)
        Deal.objects.filter(pk=other.pk).update(stage="won")
    path = f"/api/clients/{deal.client_id}"

    assert len(owner("GET", "/api/deal-stage-history").json()["results"]) == 2
    assert owner("DELETE", f"/api/deals/{deal.pk}").status_code == 204
    assert [one["deal_id"] for one in owner("GET", "/api/deal-stage-history").json()["results"]] == [str(other.pk)]
    assert owner("DELETE", path).status_code == 204
    assert owner("GET", "/api/deal-stage-history").json()["results"] == []


def test_client_with_a_quote_stays(firm, owner):  # noqa: F811
    with tenant_context(firm.pk):
        quote = make_quote()

    refused = owner("DELETE", f"/api/clients/{quote.client_id}")

    assert (refused.status_code, refused.json()["code"]) == (409, "in_use")


def test_draft_is_shown_let_go_and_thrown_away(firm, api):  # noqa: F811
    with tenant_context(firm.pk):
        client = make_client(email="desk@castellan.example")
        StageConfig.objects.update(drafts_first=True)
        for title in ("Fleet contract", "Depot"):
            made = make_deal(title, client=client, at=timezone.now())
            Deal.objects.filter(pk=made.pk).update(next_follow_up_at=timezone.now() - DAY)
        send_due_follow_ups(limit=2, at=timezone.now())
    drafts = api("GET", "/api/deal-activities?is_draft=true").json()["results"]
    assert [one["mail_status"] for one in drafts] == ["draft", "draft"]
    assert all("desk@" not in one["mail_text"] and len(one["mail_text"]) > 50 for one in drafts)
    first, second = (f"/api/deal-activities/{one['id']}" for one in drafts)

    lost = api("POST", f"{first}/approve", If_Match='"99"')
    gone = api("POST", f"{first}/approve")
    thrown = api("POST", f"{second}/discard")

    assert (lost.status_code, gone.status_code, thrown.status_code) == (412, 200, 200)
    assert gone.json()["mail_status"] == "approved"
    assert thrown.json()["follow_up_count"] == 0
    assert api("POST", f"{first}/approve").json()["code"] == "no_draft"
    assert api("GET", second).status_code == 404
    assert api("GET", "/api/deal-activities?is_draft=true").json()["results"] == []


def test_deal_made_as_won_or_lost_is_closed_today(deal, api):  # noqa: F811
    given = {"client_id": str(deal.client_id), "title": "Old one"}

    lost = api("POST", "/api/deals", given | {"stage": "lost", "lost_reason": "Price"})
    refused = api("POST", "/api/deals", given | {"lost_reason": "Price"})

    assert lost.status_code == 201
    assert lost.json()["actual_close_date"] is not None
    assert (refused.status_code, refused.json()["errors"][0]["field"]) == (400, "lost_reason")


@pytest.mark.parametrize("act", ["", "/history", "/activities"])
def test_deal_of_another_firm_is_not_there(firm, theirs, api, act):  # noqa: F811
    assert api("GET", f"/api/deals/{theirs.pk}{act}").status_code == 404


@pytest.mark.parametrize("act", ["follow-up", "unpark"])
def test_deal_of_another_firm_cannot_be_written_to(firm, theirs, api, act):  # noqa: F811
    assert api("POST", f"/api/deals/{theirs.pk}/{act}").status_code == 404


def test_reader_changes_nothing(firm, deal, reader):  # noqa: F811
    assert reader("POST", f"/api/deals/{deal.pk}/follow-up").status_code == 403
