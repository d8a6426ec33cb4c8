from __future__ import annotations

import pytest

from apps.clients.models import Case
from apps.feedback.models import FeedbackRequest
from apps.tenancy.choices import Scope
from apps.tenancy.context import tenant_context
from tests.api.conftest import by_token
from tests.feedback.makers import DAY, make_client, make_order, make_request


@pytest.fixture
def api(firm):
    return by_token(firm, Scope.WRITE)


def test_orders_are_scheduled_one_by_one_or_by_days(api, firm):
    with tenant_context(firm.pk):
        client = make_client()
        first, _ = make_order(client), make_order(client)
        make_order(client, delivered_at=first.delivered_at - 40 * DAY)
        open_ = make_order(client, delivered_at=None, status="new")
    day = first.delivered_at.date().isoformat()

    def send(**body):
        return api("POST", "/api/engines/feedback/schedule", body)

    assert send(order_id=str(first.pk)).json() == {"queued": 1, "already": 0}
    assert send(order_id=str(first.pk)).json() == {"queued": 0, "already": 1}
    assert send(date_from=day, date_to=day).json() == {"queued": 1, "already": 1}
    for wrong in (
        {},
        {"date_from": day},
        {"order_id": str(first.pk), "date_from": day, "date_to": day},
        {"date_from": day, "date_to": "2020-01-01"},
        {"order_id": str(open_.pk)},
        {"order_id": str(client.pk)},
    ):
        assert send(**wrong).status_code == 400, wrong
    with tenant_context(firm.pk):
        assert FeedbackRequest.objects.count() == 2


def test_a_bad_answer_opens_a_case_and_a_second_is_refused(api, firm):
    with tenant_context(firm.pk):
        request = make_request(sent=True)
    path = f"/api/engines/feedback/{request.pk}/response"

    assert api("POST", path, {}).status_code == 400
    said = api("POST", path, {"rating": "poor", "text": "Too late and too expensive."})
    again = api("POST", path, {"rating": "good"})

    shown = said.json()
    assert (shown["status"], shown["sentiment"], shown["issues"]) == ("responded", "negative", ["timeliness", "price"])
    with tenant_context(firm.pk):
        assert shown["case_created_id"] == str(Case.objects.get().pk)
    assert (again.status_code, again.json()["code"]) == (409, "answered")


def test_counts_rate_and_mean_score(api, firm):
    nothing = api("GET", "/api/engines/feedback/stats").json()
    assert (nothing["asked"], nothing["response_rate_pct"], nothing["mean_score"]) == (0, None, None)
    with tenant_context(firm.pk):
        make_request()
        make_request(sent=True)
        make_request(sent=True, status="expired")
        answered = [make_request(sent=True) for _ in range(2)]
    for request, rating in zip(answered, ("very_good", "poor"), strict=True):
        api("POST", f"/api/engines/feedback/{request.pk}/response", {"rating": rating})

    assert api("GET", "/api/engines/feedback/stats").json() == {
        "pending": 1,
        "sent": 1,
        "responded": 2,
        "expired": 1,
        "skipped": 0,
        "positive": 1,
        "neutral": 0,
        "negative": 1,
        "recovery_cases": 1,
        "open_recovery_cases": 1,
        "asked": 4,
        "response_rate_pct": 50.0,
        "mean_score": 0.25,
    }
