"""Each figure of the dashboards, counted again from its rows after days that were lived through."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from decimal import ROUND_HALF_UP, Decimal
from statistics import median

import pytest
from django.db import transaction

from apps.compliance.models import CompletionRate, ComplianceCheck
from apps.console.seeding.demo import seed
from apps.console.seeding.living.counts import Counts
from apps.console.seeding.living.days import live, span_of
from apps.deals.models import Deal, StageHistory
from apps.deals.queries import stage_velocity, stalled_deals
from apps.enrichment.models import OpportunitySignal
from apps.feedback.models import FeedbackRequest
from apps.feedback.queries import feedback_stats
from apps.quotes.functions import rows_of_view
from apps.quotes.models import Quote, QuoteOutcome
from apps.quotes.queries import report
from apps.tenancy.context import tenant_context
from apps.tenancy.functions import firm_of_slug

AT = dt.datetime(2026, 3, 19, 12, 0, tzinfo=dt.UTC)
DAYS = 45
OVER = ("accepted", "rejected", "expired")


@pytest.fixture(scope="module")
def firm(django_db_setup, django_db_blocker):
    heard = []
    with django_db_blocker.unblock(), transaction.atomic():
        seed(size="s", at=AT, advance=heard.append)
        lived = firm_of_slug("harbor-dental")
        span = span_of(lived, days=DAYS, at=AT)
        live(lived, span, at=AT, counts=Counts(lived), advance=heard.append)
        yield lived
        transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def inside(firm):
    with tenant_context(firm.tenant_id, now=AT):
        yield


def rounded(value, places):
    return Decimal(value).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


def mean(values):
    return sum(map(Decimal, values), Decimal()) / len(values)


def days(span):
    return Decimal(span // dt.timedelta(microseconds=1)) / 86_400_000_000


def test_stage_velocity():
    by_stage = defaultdict(list)
    for deal in Deal.objects.all():
        since = deal.created_at
        for move in StageHistory.objects.filter(deal=deal).order_by("changed_at"):
            by_stage[move.from_stage].append((move.changed_at - since).days)
            since = move.changed_at

    shown = {row.from_stage: row for row in stage_velocity()}

    assert set(shown) == set(by_stage) >= {"lead", "qualified", "proposal"}
    for stage, stays in by_stage.items():
        row = shown[stage]
        assert (row.transitions, row.min_days, row.max_days) == (len(stays), min(stays), max(stays))
        assert row.avg_days == rounded(mean(stays), 1)
        assert row.median_days == rounded(median(stays), 1)


def test_the_stalled_deals():
    thresholds = {"lead": 3, "qualified": 7, "proposal": 5, "negotiation": 7}
    today = AT.date()
    stalled = {
        deal.pk
        for deal in Deal.objects.filter(stage__in=thresholds)
        if (AT - deal.last_activity_at).days > thresholds[deal.stage]
        and not (deal.parked_until and deal.parked_until > today)
    }

    assert {row.deal_id for row in stalled_deals(100)} == stalled
    assert stalled


def test_win_rates():
    over = list(Quote.objects.filter(status__in=OVER))
    results = Counter(quote.outcome for quote in over)
    (shown,) = report("win_rates")

    assert (shown["total"], shown["won"], shown["lost"], shown["no_decision"]) == (
        len(over), results["won"], results["lost"], results["no_decision"],
    )  # fmt: skip
    assert results["won"]
    assert results["lost"]
    assert shown["win_rate_pct"] == rounded(Decimal(100 * results["won"]) / len(over), 1)
    decided = results["won"] + results["lost"]
    assert shown["decided_win_rate_pct"] == rounded(Decimal(100 * results["won"]) / decided, 1)
    for outcome in ("won", "lost"):
        amounts = [quote.total_amount for quote in over if quote.outcome == outcome]
        assert shown[f"avg_{outcome}_amount"] == rounded(mean(amounts), 2)


def test_reasons_for_losing():
    lost = defaultdict(list)
    for row in QuoteOutcome.objects.filter(outcome="lost"):
        lost[row.primary_reason].append(row.our_amount)
    total = sum(map(len, lost.values()))

    shown = {row["primary_reason"]: row for row in report("loss_reasons")}

    assert set(shown) == set(lost)
    for reason, amounts in lost.items():
        assert (shown[reason]["lost"], shown[reason]["lost_amount"]) == (len(amounts), sum(amounts))
        assert shown[reason]["share_pct"] == rounded(Decimal(100 * len(amounts)) / total, 1)


def test_competitors():
    met = defaultdict(Counter)
    for row in QuoteOutcome.objects.exclude(competitor=""):
        met[row.competitor][row.outcome] += 1

    shown = {row["competitor"]: (row["quotes"], row["won"], row["lost"]) for row in report("competitors")}

    assert shown == {name: (sum(found.values()), found["won"], found["lost"]) for name, found in met.items()}
    assert shown


def test_time_to_decision():
    taken = defaultdict(list)
    for row in QuoteOutcome.objects.select_related("quote"):
        taken[row.outcome].append(days((row.quote.responded_at or row.recorded_at) - row.quote.sent_at))

    shown = {row["outcome"]: row for row in report("time_to_decision")}

    assert set(shown) == set(taken) >= {"won", "lost"}
    for outcome, spans in taken.items():
        row = shown[outcome]
        assert (row["decided"], row["avg_days"]) == (len(spans), rounded(mean(spans), 1))
        assert (row["min_days"], row["max_days"]) == (rounded(min(spans), 1), rounded(max(spans), 1))


def test_signals():
    kinds = defaultdict(list)
    for signal in OpportunitySignal.objects.all():
        kinds[signal.signal_type].append(signal)

    shown = {row["signal_type"]: row for row in rows_of_view("signal_action_rates", "signal_type")}

    assert set(shown) == set(kinds)
    assert len(kinds) > 3
    for kind, found in kinds.items():
        row, actioned = shown[kind], [one for one in found if one.actioned]
        assert (row["total"], row["actioned"]) == (len(found), len(actioned))
        assert row["action_rate_pct"] == rounded(Decimal(100 * len(actioned)) / len(found), 1)
        assert row["avg_strength"] == rounded(mean([one.signal_strength for one in found]), 2)


def test_compliance():
    kinds = defaultdict(list)
    for check in ComplianceCheck.objects.all():
        kinds[check.compliance_type].append(check)

    shown = {row.compliance_type: row for row in CompletionRate.objects.all()}

    assert set(shown) == set(kinds)
    assert len(kinds) > 1
    for kind, checks in kinds.items():
        row, states = shown[kind], Counter(check.status for check in checks)
        assert (row.total, row.completed, row.waived) == (len(checks), states["completed"], states["waived"])
        assert row.overdue == states["overdue"] + states["escalated"]
        assert row.completion_rate_pct == rounded(Decimal(100 * states["completed"]) / len(checks), 1)
        took = [days(check.completed_at - check.created_at) for check in checks if check.status == "completed"]
        assert row.avg_days_to_complete == (rounded(mean(took), 1) if took else None)


def test_feedback():
    requests = list(FeedbackRequest.objects.all())
    states = Counter(request.status for request in requests)
    asked = [request for request in requests if request.sent_at]
    answered = [request for request in asked if request.status == "responded"]
    scores = [request.sentiment_score for request in answered]

    shown = feedback_stats()

    assert {state: shown[state] for state in ("pending", "sent", "responded", "expired", "skipped")} == {
        state: states[state] for state in ("pending", "sent", "responded", "expired", "skipped")
    }
    assert shown["asked"] == len(asked)
    assert shown["response_rate_pct"] == round(100 * len(answered) / len(asked), 1)
    assert shown["mean_score"] == round(float(mean(scores)), 2)
    assert shown["recovery_cases"] == sum(request.service_recovery_triggered for request in requests) > 0
