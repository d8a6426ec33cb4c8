"""Quotes sent, followed up, expired and ended."""

from __future__ import annotations

import threading
from datetime import timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import connections

from apps.clients.models import Contact
from apps.deals.models import Deal
from apps.quotes import operations
from apps.quotes.models import Quote, QuoteActivity, QuoteOutcome
from apps.quotes.queries import report
from apps.tenancy.context import tenant_context
from apps.work.engine_runs import run_engine
from apps.work.models import OutboxMessage, PublicLink
from tests.conftest import AT, make_firm
from tests.quotes.makers import LINES, VALID, make_client, make_deal, make_quote

DAY = timedelta(days=1)


def kinds(quote):
    return list(
        QuoteActivity.objects.filter(quote=quote).order_by("created_at", "id").values_list("activity_type", flat=True)
    )


def test_sending_mails_the_page_and_sets_the_first_follow_up(inside):
    quote = make_quote(sent=True)

    mail = OutboxMessage.objects.get()
    assert (quote.status, quote.sent_at, quote.next_follow_up_at) == ("sent", AT, AT + 3 * DAY)
    assert (mail.to_email, mail.purpose, mail.redact_on_send) == ("ana@ridge.example", "quote", True)
    assert "/q/" in mail.body_text
    assert "749.97" in mail.body_html
    assert PublicLink.objects.get().object_id == quote.pk
    assert kinds(quote) == ["created", "sent"]


@pytest.mark.parametrize(
    ("fields", "error"),
    [
        ({"line_items": []}, operations.NothingToSend),
        ({"valid_until": AT.date() - DAY}, operations.NothingToSend),
    ],
)
def test_what_cannot_be_sent_says_why_and_stays_a_draft(inside, fields, error):
    quote = make_quote(**fields)
    with pytest.raises(error):
        operations.send_quote(quote_id=quote.pk, at=AT)
    assert Quote.objects.get().status == "draft"
    assert OutboxMessage.objects.count() == 0


def test_without_an_address_nothing_is_sent(inside):
    quote = make_quote()
    Contact.objects.update(email="", first_name="Ana")
    with pytest.raises(operations.NobodyToWriteTo):
        operations.send_quote(quote_id=quote.pk, at=AT)


def test_a_sent_quote_is_not_edited_nor_sent_again_but_copied(inside):
    quote = make_quote(sent=True)
    with pytest.raises(operations.AlreadySent, match="Copy it"):
        operations.edit_quote(quote_id=quote.pk, fields={"title": "Other"})
    with pytest.raises(operations.AlreadySent):
        operations.send_quote(quote_id=quote.pk, at=AT)
    copy = operations.copy_quote(quote_id=quote.pk, at=AT)
    assert (copy.status, copy.total_amount, copy.valid_until) == ("draft", quote.total_amount, None)
    assert copy.quote_number != quote.quote_number


def test_wrong_lines_are_said_in_words(inside):
    with pytest.raises(ValidationError, match="Line 1 needs a quantity"):
        make_quote(line_items=[{**LINES[0], "quantity": "-1"}])


def test_a_withdrawn_quote_keeps_its_number_and_is_followed_up_no_more(inside):
    quote = make_quote(sent=True)
    gone = operations.withdraw_quote(quote_id=quote.pk, reason="Wrong scope", at=AT)
    assert (gone.status, gone.quote_number) == ("withdrawn", quote.quote_number)
    assert operations.follow_up_due(limit=10, at=AT + 4 * DAY) == []
    with pytest.raises(operations.QuoteOver):
        operations.record_outcome(quote_id=quote.pk, outcome="won", at=AT)


def test_five_follow_ups_in_four_tones_three_days_apart_and_no_sixth(inside):
    quote = make_quote(sent=True)
    sent_on = [day for day in range(40) if operations.follow_up_due(limit=10, at=AT + day * DAY)]

    subjects = list(OutboxMessage.objects.filter(purpose="quote_follow_up").values_list("subject", flat=True))
    assert sent_on == [3, 6, 9, 12, 15]
    assert len(subjects) == 5
    assert len(set(subjects)) == 4
    quote.refresh_from_db()
    assert (quote.follow_up_count, quote.next_follow_up_at) == (5, None)
    with pytest.raises(operations.NotNow, match="All 5"):
        operations.follow_up_quote(quote_id=quote.pk, at=AT + 50 * DAY)


def _unsubscribe(quote):
    Contact.objects.update(unsubscribed_at=AT)


def _inactive(quote):
    type(quote.client).objects.update(is_active=False)


def _opted_out(quote):
    Deal.objects.update(auto_follow_up_enabled=False)


def _parked(quote):
    Deal.objects.update(parked_until=AT.date() + 90 * DAY, parked_reason="Budget in June")


@pytest.mark.parametrize("arrange", [_unsubscribe, _inactive, _opted_out, _parked])
def test_who_must_not_be_written_to_is_skipped_with_the_reason_and_looked_at_later(inside, arrange):
    quote = make_quote(sent=True, deal_id=make_deal().pk)
    arrange(quote)

    (result,) = operations.follow_up_due(limit=10, at=AT + 3 * DAY)

    assert result.skipped
    quote.refresh_from_db()
    assert (quote.follow_up_count, quote.next_follow_up_at) == (0, AT + 6 * DAY)
    assert OutboxMessage.objects.filter(purpose="quote_follow_up").count() == 0


def test_nothing_is_asked_after_an_answer_or_past_validity(inside):
    answered = make_quote(sent=True)
    operations.answer_quote(quote_id=answered.pk, accept=False, name="Ana", reason="timing", at=AT)
    countered = make_quote(sent=True)
    operations.counter_quote(quote_id=countered.pk, notes="Less", at=AT)
    make_quote(sent=True, valid_until=AT.date() + DAY)

    assert operations.follow_up_due(limit=10, at=AT + 3 * DAY) == []


def test_expiry_takes_only_what_is_out_and_over_and_never_an_answer(inside):
    over, last_day = make_quote(sent=True, valid_until=VALID), make_quote(sent=True, valid_until=VALID + DAY)
    accepted, countered = (make_quote(sent=True, valid_until=VALID) for _ in range(2))
    draft = make_quote(valid_until=VALID)
    operations.answer_quote(quote_id=accepted.pk, accept=True, name="Ana", at=AT)
    operations.counter_quote(quote_id=countered.pk, notes="Less", at=AT)
    at = AT.replace(day=21)

    batch = operations.expire_due_quotes(limit=10, at=at)

    assert (batch.seen, batch.done) == (2, 2)
    states = dict(Quote.objects.values_list("pk", "status"))
    assert [states[one.pk] for one in (over, last_day, accepted, countered, draft)] == [
        "expired", "sent", "accepted", "expired", "draft",
    ]  # fmt: skip
    assert kinds(over)[-1] == "expired"


def test_lost_loses_the_deal_only_with_its_last_open_quote(inside):
    deal = make_deal()
    first, second = (make_quote(sent=True, deal_id=deal.pk) for _ in range(2))

    operations.record_outcome(quote_id=first.pk, outcome="lost", primary_reason="price", at=AT)
    deal.refresh_from_db()
    assert deal.stage == "lead"

    operations.record_outcome(quote_id=second.pk, outcome="lost", primary_reason="price", competitor="Apex", at=AT)
    deal.refresh_from_db()
    assert (deal.stage, deal.lost_reason) == ("lost", "Price (Apex)")


def test_an_outcome_is_corrected_in_place_and_the_deal_follows(inside):
    quote = make_quote(sent=True, deal_id=make_deal().pk)
    operations.record_outcome(quote_id=quote.pk, outcome="no_decision", at=AT)
    assert Deal.objects.get().stage == "lead"
    operations.record_outcome(quote_id=quote.pk, outcome="won", competitor_amount=Decimal(700), at=AT + DAY)

    row = QuoteOutcome.objects.get()
    assert (row.outcome, row.our_amount, Quote.objects.get().status) == ("won", Decimal("749.97"), "accepted")
    assert Deal.objects.get().stage == "won"


def test_reports_say_what_the_rows_say(inside):
    with tenant_context(inside.pk, now=AT):
        quotes = [make_quote(sent=True) for _ in range(4)]
        answers = [("won", "", "", 1), ("lost", "price", "Apex", 2), ("lost", "price", " apex ", 4)]
        for quote, (outcome, reason, competitor, days) in zip(quotes, answers, strict=False):
            operations.record_outcome(
                quote_id=quote.pk, outcome=outcome, primary_reason=reason, competitor=competitor, at=AT + days * DAY
            )
        Quote.objects.filter(pk=quotes[3].pk).update(status="expired")
    with tenant_context(inside.pk, now=AT + 5 * DAY):
        rates = report("win_rates")[0]
        assert (rates["total"], rates["won"], rates["lost"], rates["no_decision"]) == (4, 1, 2, 0)
        assert (rates["win_rate_pct"], rates["decided_win_rate_pct"]) == (Decimal("25.0"), Decimal("33.3"))
        assert [(r["reason"], r["lost"], r["share_pct"]) for r in report("loss_reasons")] == [
            ("Price", 2, Decimal(100))
        ]
        assert [(r["quotes"], r["lost"]) for r in report("competitors")] == [(2, 2)]
        times = {r["outcome"]: (r["decided"], r["median_days"]) for r in report("time_to_decision")}
        assert times == {"won": (1, Decimal("1.0")), "lost": (2, Decimal("3.0"))}
    with tenant_context(inside.pk, now=AT + 100 * DAY):
        assert [report(name) for name in ("win_rates", "loss_reasons", "competitors", "time_to_decision")] == [[]] * 4


def test_the_engine_expires_and_follows_up_and_a_dry_run_does_not(committed):
    firm = make_firm()
    with tenant_context(firm.pk):
        make_quote(sent=True, valid_until=AT.date() + DAY)
        due = make_quote(sent=True)
    at = AT + 3 * DAY

    rehearsed = run_engine("quote-followups", tenant_id=firm.pk, scheduled_for=at, dry_run=True, at=at)
    with tenant_context(firm.pk):
        assert OutboxMessage.objects.filter(purpose="quote_follow_up").count() == 0
    run = run_engine("quote-followups", tenant_id=firm.pk, scheduled_for=at, at=at)
    again = run_engine("quote-followups", tenant_id=firm.pk, scheduled_for=at, at=at)

    assert rehearsed is not None
    assert run is not None
    assert (rehearsed.items_done, run.items_done, run.status, again) == (2, 2, "succeeded", None)
    with tenant_context(firm.pk):
        assert Quote.objects.get(pk=due.pk).follow_up_count == 1
        assert Quote.objects.filter(status="expired").count() == 1


def test_two_workers_never_write_twice_about_one_quote(committed):
    firm = make_firm()
    with tenant_context(firm.pk):
        client = make_client()
        for _ in range(12):
            make_quote(sent=True, client=client)
    gate = threading.Barrier(2)

    def work() -> None:
        try:
            gate.wait()
            for _ in range(6):
                with tenant_context(firm.pk):
                    operations.follow_up_due(limit=3, at=AT + 3 * DAY)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=work) for _ in range(2)]
    [thread.start() for thread in threads]
    [thread.join() for thread in threads]

    with tenant_context(firm.pk):
        assert OutboxMessage.objects.filter(purpose="quote_follow_up").count() == 12
        assert set(Quote.objects.values_list("follow_up_count", flat=True)) == {1}
