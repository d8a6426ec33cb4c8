"""Quotes on the API."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from apps.quotes.models import Quote
from apps.tenancy.context import tenant_context
from tests.api.conftest import by_token
from tests.quotes.makers import LINES, make_client, make_deal, make_quote


@pytest.fixture
def api(firm):
    return by_token(firm, "write")


@pytest.fixture
def made(firm):
    with tenant_context(firm.pk):
        return make_quote(deal_id=make_deal().pk, valid_until=timezone.now().date() + timedelta(days=20))


def test_a_quote_from_draft_to_outcome(firm, api, made):
    client_id = str(made.client_id)
    posted = api("POST", "/api/quotes", {"client_id": client_id, "title": "New roof", "line_items": LINES})
    assert posted.status_code == 201
    row = posted.json()
    assert (row["quote_number"][-4:], row["total_amount"], row["status"]) == ("0002", 749.97, "draft")
    assert api("GET", posted["Location"]).json() == row

    path = f"/api/quotes/{row['id']}"
    changed = api("PATCH", path, {"line_items": row["line_items"][:1], "title": "Old roof"}, If_Match=posted["ETag"])
    assert (changed.status_code, changed.json()["total_amount"]) == (200, 599.97)
    assert api("PATCH", path, {"title": "x"}, If_Match=posted["ETag"]).status_code == 412
    assert api("POST", f"{path}/submit").json()["status"] == "pending_approval"
    assert api("POST", f"{path}/send-back").json()["status"] == "draft"
    assert api("POST", f"{path}/approve").json()["status"] == "sent"
    assert api("PATCH", path, {"title": "Newer"}).status_code == 409
    assert api("PATCH", path, {"intel": {"budget": "500"}}).json()["intel"] == {"budget": "500"}
    assert api("POST", f"{path}/counter", {"notes": "10 % less"}).json()["status"] == "countered"
    lost = api("POST", f"{path}/outcome", {"outcome": "lost", "primary_reason": "price", "competitor": "Apex"})
    assert (lost.json()["status"], lost.json()["outcome_competitor"]) == ("rejected", "Apex")
    assert api("POST", f"{path}/outcome", {"outcome": "lost"}).status_code == 400
    assert api("DELETE", path).status_code == 405
    assert api("GET", f"/api/quote-outcomes?quote={row['id']}").json()["results"][0]["our_amount"] == 599.97
    kinds = [one["activity_type"] for one in api("GET", f"/api/quote-activities?quote={row['id']}").json()["results"]]
    assert kinds == ["outcome", "countered", "sent", "approved", "created"]


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"line_items": [{"description": "x", "quantity": 0, "unit_price": 1}]}, "line_items"),
        ({"line_items": [{"description": "x", "quantity": "many", "unit_price": 1}]}, "line_items.0.quantity"),
        ({"total_amount": 5}, "total_amount"),
        ({"status": "accepted"}, "status"),
        ({"title": "  "}, "title"),
        ({"max_follow_ups": 6}, "max_follow_ups"),
    ],
)
def test_what_cannot_be_is_400_and_named(api, made, change, field):
    answer = api("PATCH", f"/api/quotes/{made.pk}", change)

    assert answer.status_code == 400
    assert [error["field"] for error in answer.json()["errors"]] == [field]


def test_a_deal_of_another_client_is_refused(firm, api, made):
    with tenant_context(firm.pk):
        other = make_client("Other Homes")
    answer = api("POST", "/api/quotes", {"client_id": str(other.pk), "title": "x", "deal_id": str(made.deal_id)})
    assert (answer.status_code, answer.json()["errors"][0]["code"]) == (400, "other_client")


def test_followup_by_name_and_all_due(firm, api, made):
    with tenant_context(firm.pk):
        sent = make_quote(sent=True, at=timezone.now() - timedelta(days=4))
        parked = make_quote(
            sent=True, at=timezone.now() - timedelta(days=4), deal_id=make_deal(auto_follow_up_enabled=False).pk
        )
    assert {row["quote_id"] for row in api("GET", "/api/engines/quotes/followup").json()["results"]} == {
        str(sent.pk), str(parked.pk),
    }  # fmt: skip

    answer = api("POST", "/api/engines/quotes/followup", {})
    assert [row["quote_number"] for row in answer.json()["sent"]] == [sent.quote_number]
    assert [(row["quote_number"], "switched off" in row["reason"]) for row in answer.json()["skipped"]] == [
        (parked.quote_number, True)
    ]
    assert api("POST", "/api/engines/quotes/followup", {}).json() == {"sent": [], "skipped": [], "more": False}
    named = api("POST", "/api/engines/quotes/followup", {"quote_id": str(sent.pk)}).json()
    assert named["sent"][0]["follow_up_count"] == 2
    draft = api("POST", "/api/engines/quotes/followup", {"quote_id": str(made.pk)}).json()
    assert "draft" in draft["skipped"][0]["reason"]


def test_reports_pdf_and_copy(firm, api, made):
    path = f"/api/quotes/{made.pk}"
    api("POST", f"{path}/send")
    api("POST", f"{path}/outcome", {"outcome": "won", "competitor": "apex", "competitor_amount": 800})
    assert api("GET", f"{path}/pdf").content.startswith(b"%PDF-")
    copy = api("POST", f"{path}/copy")
    assert (copy.status_code, copy.json()["status"]) == (201, "draft")
    assert api("GET", "/api/reports/quote-win-rates").json()["results"] == [
        {
            "total": 1, "won": 1, "lost": 0, "no_decision": 0, "win_rate_pct": 100.0, "decided_win_rate_pct": 100.0,
            "avg_won_amount": 749.97, "avg_lost_amount": None,
        }
    ]  # fmt: skip
    rival = api("GET", "/api/reports/competitor-analysis").json()["results"][0]
    assert (rival["competitor"], rival["avg_gap_pct"]) == ("apex", -6.3)
    assert api("GET", "/api/reports/time-to-decision").json()["results"][0]["decided"] == 1
    assert api("GET", "/api/reports/quote-loss-reasons").json()["results"] == []


def test_another_firms_quote_is_404(firm, other_firm, api):
    with tenant_context(other_firm.pk):
        theirs = make_quote(sent=True, at=timezone.now())
    path = f"/api/quotes/{theirs.pk}"
    for method, tail, body in [
        ("GET", "", None), ("PATCH", "", {"title": "x"}), ("POST", "/send", None), ("GET", "/pdf", None),
        ("POST", "/outcome", {"outcome": "won"}), ("POST", "/withdraw", {}),
    ]:  # fmt: skip
        assert api(method, path + tail, body).status_code == 404
    assert api("POST", "/api/engines/quotes/followup", {"quote_id": str(theirs.pk)}).status_code == 404
    with tenant_context(other_firm.pk):
        assert Quote.objects.get().status == "sent"
