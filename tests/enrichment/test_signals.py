from __future__ import annotations

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction

from apps.clients.models import Case
from apps.deals.models import Deal, DealActivity
from apps.enrichment import operations
from apps.enrichment.functions import signal_action_rates
from apps.enrichment.models import OpportunitySignal
from apps.enrichment.operations import signals
from apps.enrichment.queries import unactioned_signals
from apps.tenancy.context import tenant_context
from apps.work.engine_runs import run_engine
from tests.conftest import AT
from tests.enrichment.makers import make_contact, make_signal
from tests.feedback.makers import make_order, make_request


def strength(kind, context):
    with connection.cursor() as cursor:
        cursor.execute("SELECT calculate_signal_strength(%s, %s::jsonb)", [kind, context])
        return cursor.fetchone()[0]


@pytest.mark.parametrize(
    ("kind", "base"),
    [
        ("complaint", "0.80"),
        ("urgency", "0.90"),
        ("budget_mention", "0.85"),
        ("competitor_mention", "0.75"),
        ("expansion", "0.95"),
        ("renewal", "0.90"),
        ("upsell", "0.85"),
        ("referral", "0.95"),
        ("churn_risk", "0.95"),
        ("weather", "0.50"),
    ],
)
def test_strength_by_kind(inside, kind, base):
    base = Decimal(base)

    assert strength(kind, "{}") == base
    assert strength(kind, '{"keyword_count": 2}') == base
    assert strength(kind, '{"keyword_count": 3}') == min(Decimal(1), base + Decimal("0.10"))
    assert strength(kind, '{"is_decision_maker": true}') == min(Decimal(1), base + Decimal("0.05"))
    assert strength(kind, '{"keyword_count": "3", "is_decision_maker": "true"}') == base


def test_a_signal_shows_the_parts_of_its_strength(inside):
    contact = make_contact(title="CEO")
    text = "Your competitor is cheaper. We got other quotes and a better offer."
    said = signals.Said("case", "case", contact.pk, contact.client_id, contact, text)

    signal = operations.detect_signals(said=said)[0]

    assert (signal.signal_type, signal.signal_strength) == ("competitor_mention", Decimal("0.90"))
    assert signal.context == {
        "found_in": "case",
        "keywords": ["better offer", "competitor", "other quotes"],
        "keyword_count": 3,
        "is_decision_maker": True,
        "base": 0.75,
        "keyword_bonus": 0.1,
        "decision_maker_bonus": 0.05,
        "strength": 0.9,
    }
    assert signal.extracted_text == "Your competitor is cheaper.\nWe got other quotes and a better offer."
    assert operations.detect_signals(said=said) == []


def test_the_engine_looks_through_answers_cases_and_notes_once(firm):
    with tenant_context(firm.pk, now=AT):
        contact = make_contact()
        order = make_order(contact.client, contact=contact)
        make_request(
            order,
            status="responded",
            responded_at=AT,
            contact=contact,
            response_text="I would recommend you. Not urgent.",
        )
        Case.objects.create(subject="Cancel", description="We want to cancel.", client_id=contact.client_id)
        Case.objects.create(subject="Complaint", case_type="service_recovery", client_id=contact.client_id)
        deal = Deal.objects.create(client_id=contact.client_id, title="Roof", contact=contact)
        DealActivity.objects.create(deal=deal, kind="call", notes="They plan an expansion.")
        DealActivity.objects.create(deal=deal, kind="follow_up", notes="Is it urgent?")

    runs = [
        run_engine("contact-enrichment", tenant_id=firm.pk, scheduled_for=at, at=at) for at in (AT, AT.replace(hour=10))
    ]

    with tenant_context(firm.pk):
        found = OpportunitySignal.objects.order_by("signal_type").values_list("signal_type", "source_type", "client_id")
        assert list(found) == [
            ("churn_risk", "case", contact.client_id),
            ("expansion", "call", contact.client_id),
            ("referral", "order", contact.client_id),
        ]
    assert [run.items_done for run in runs] == [3, 0]


def test_a_signal_is_acted_on_once_and_its_result_may_follow(inside):
    signal = make_signal()

    operations.mark_signal_actioned(signal_id=signal.pk, action="Called  them.", at=AT)
    operations.mark_signal_actioned(signal_id=signal.pk, action="", result="New order.", at=AT)

    kept = OpportunitySignal.objects.get()
    assert (kept.actioned, kept.action_taken, kept.action_result) == (True, "Called them.", "New order.")
    for action in ("Wrote to them.", "", "Called them."):
        with pytest.raises(operations.ActionedAlready, match="Called them"):
            operations.mark_signal_actioned(signal_id=signal.pk, action=action, result="Other.", at=AT)


@pytest.mark.parametrize(("action", "result"), [("", ""), (" ", "x"), ("x" * 501, ""), ("x", "y" * 501)])
def test_an_action_that_is_none_is_refused(inside, action, result):
    with pytest.raises(ValidationError):
        operations.mark_signal_actioned(signal_id=make_signal().pk, action=action, result=result, at=AT)


@pytest.mark.parametrize(
    ("rule", "values"),
    [
        ("strength_in_range", {"signal_strength": "1.01"}),
        ("type_known", {"signal_type": "weather"}),
        ("source_known", {"source_type": "fax"}),
        ("actioned_when", {"actioned": True, "actioned_at": AT}),
        ("actioned_when", {"action_taken": "Called"}),
    ],
)
def test_impossible_signals_are_refused(inside, rule, values):
    signal = make_signal()

    with pytest.raises(IntegrityError, match=f"enrichment_signal_{rule}"), transaction.atomic():
        OpportunitySignal.objects.filter(pk=signal.pk).update(**values)


def test_a_signal_is_dismissed_with_a_reason_and_may_come_back(inside):
    signal = make_signal()

    with pytest.raises(ValidationError, match="Say why"):
        operations.dismiss_signal(signal_id=signal.pk, reason="  ", at=AT)
    operations.dismiss_signal(signal_id=signal.pk, reason="A  joke.", at=AT)

    assert not unactioned_signals().exists()
    assert OpportunitySignal.objects.get().dismissed_reason == "A joke."
    assert [(row["total"], row["actioned"], row["dismissed"]) for row in signal_action_rates()] == [(1, 0, 1)]
    with pytest.raises(operations.ActionedAlready):
        operations.dismiss_signal(signal_id=signal.pk, reason="Other.", at=AT)
    with pytest.raises(operations.ActionedAlready):
        operations.mark_signal_actioned(signal_id=signal.pk, action="Called.", at=AT)
    operations.restore_signal(signal_id=signal.pk)
    assert unactioned_signals().get().dismissed_reason == ""


@pytest.mark.parametrize(
    "values",
    [
        {"dismissed_at": AT},
        {"dismissed_reason": "Why."},
        {"dismissed_at": AT, "dismissed_reason": "Why.", "actioned": True, "actioned_at": AT, "action_taken": "Did."},
    ],
    ids=["without a reason", "without a time", "acted on too"],
)
def test_the_database_refuses_half_a_dismissal(inside, values):
    with pytest.raises(IntegrityError, match="enrichment_signal_dismissed_why"), transaction.atomic():
        make_signal(**values)


def test_action_rates_are_the_firms_own_of_90_days(firm, other_firm):
    with tenant_context(other_firm.pk, now=AT):
        make_signal()
    with tenant_context(firm.pk, now=AT.replace(year=2025)):
        make_signal()
    with tenant_context(firm.pk, now=AT):
        make_signal()
        operations.mark_signal_actioned(signal_id=make_signal().pk, action="Called.", at=AT.replace(hour=15))

        rates = signal_action_rates()

    assert rates == [
        {
            "signal_type": "expansion",
            "total": 2,
            "actioned": 1,
            "action_rate_pct": Decimal("50.0"),
            "avg_strength": Decimal("0.95"),
            "avg_hours_to_action": Decimal("6.0"),
            "dismissed": 0,
        }
    ]
