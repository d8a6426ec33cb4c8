"""What the database itself says about quotes, in SQL under the firm's role."""

from __future__ import annotations

import threading
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import psycopg
import pytest
from django.db import IntegrityError, ProgrammingError, connection, connections, transaction

from apps.quotes.models import Quote, QuoteActivity, QuoteCounter, QuoteOutcome, QuoteView
from apps.tenancy.context import tenant_context
from apps.tenancy.models import Tenant
from tests.conftest import AT, as_owner
from tests.quotes.makers import LINES, VALID, make_client, make_quote


def ask(sql, *params):
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        return cursor.fetchall()


def refuse(quote, match, **changes):
    with pytest.raises(IntegrityError, match=match), transaction.atomic():
        Quote.objects.filter(pk=quote.pk).update(**changes)


def due_ids(firm, limit=20):
    return [row[0] for row in ask("SELECT quote_id FROM get_quotes_needing_followup(%s, %s)", firm.pk, limit)]


def test_numbers_follow_each_other_and_begin_anew_in_the_firms_new_year(firm):
    with tenant_context(firm.pk):
        Tenant.objects.filter(pk=firm.pk).update(time_zone="Pacific/Auckland")
    last = datetime(2026, 12, 31, 10, 59, tzinfo=UTC)  # 23:59 in Auckland
    numbers = []
    for at in (last, last, last + timedelta(minutes=1)):
        with tenant_context(firm.pk, now=at):
            numbers.append(make_quote(at=at).quote_number)

    assert numbers == ["Q-2026-0001", "Q-2026-0002", "Q-2027-0001"]


def test_generate_quote_number_is_padded_to_four_and_grows_beyond(inside):
    year = datetime.now(UTC).year
    QuoteCounter.objects.create(tenant_id=inside.pk, year=year, last_number=9998)

    given = [ask("SELECT generate_quote_number(%s)", inside.pk)[0][0] for _ in range(2)]

    assert given == [f"Q-{year}-9999", f"Q-{year}-10000"]


def test_generate_quote_number_knows_only_the_own_firm(other_firm, inside):
    with pytest.raises(Exception, match="no firm"), transaction.atomic():
        ask("SELECT generate_quote_number(%s)", other_firm.pk)


def test_a_rolled_back_quote_leaves_no_gap(inside):
    make_quote()
    with transaction.atomic():
        assert make_quote().quote_number.endswith("-0002")
        transaction.set_rollback(True)

    assert make_quote().quote_number.endswith("-0002")


def test_a_number_of_ones_own_is_refused_and_a_given_one_is_taken(inside):
    client = make_client()
    with pytest.raises(IntegrityError, match="generate_quote_number"), transaction.atomic():
        Quote.objects.create(client=client, title="Mine", quote_number="Q-2026-0777")

    given = ask("SELECT generate_quote_number(%s)", inside.pk)[0][0]
    assert Quote.objects.create(client=client, title="Mine", quote_number=given).quote_number == given


def test_fifty_at_once_get_fifty_numbers_without_a_gap(committed):
    from tests.conftest import make_firm

    firm = make_firm()
    with tenant_context(firm.pk):
        client_id = make_client().pk
    gate, wrong = threading.Barrier(10), []

    def five() -> None:
        try:
            gate.wait()
            for index in range(7):
                with tenant_context(firm.pk):
                    Quote.objects.create(client_id=client_id, title="At once", line_items=LINES)
                    if index % 3 == 2:
                        transaction.set_rollback(True)  # two of seven are taken back
        except Exception as error:  # noqa: BLE001 -- said by the assertion below
            wrong.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=five) for _ in range(10)]
    [thread.start() for thread in threads]
    [thread.join() for thread in threads]

    assert wrong == []
    with tenant_context(firm.pk):
        year = datetime.now(UTC).year
        numbers = sorted(Quote.objects.values_list("quote_number", flat=True))
        assert numbers == [f"Q-{year}-{number:04}" for number in range(1, 51)]


def test_total_is_the_sum_of_the_lines_whatever_is_written(inside):
    quote = make_quote()
    assert quote.total_amount == Decimal("749.97")
    assert quote.line_items[0] == {
        "description": "Roof inspection", "quantity": "3", "unit_price": "199.99", "total": "599.97"
    }  # fmt: skip

    Quote.objects.filter(pk=quote.pk).update(total_amount=1)
    quote.refresh_from_db()
    assert quote.total_amount == Decimal("749.97")

    Quote.objects.filter(pk=quote.pk).update(line_items=[{**LINES[0], "total": "1", "unit_price": -5}, LINES[1]])
    quote.refresh_from_db()
    assert quote.total_amount == Decimal("135.00")


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ({}, "list"),
        ([LINES[0]] * 101, "100"),
        (["roof"], "Line 1 is no object"),
        ([LINES[0], {**LINES[0], "description": "  "}], "Line 2 has no description"),
        ([{**LINES[0], "description": "x" * 501}], "500"),
        ([{**LINES[0], "quantity": "many"}], "quantity"),
        ([{**LINES[0], "quantity": 0}], "above zero"),
        ([{**LINES[0], "unit_price": "1.234"}], "unit price"),
        ([{**LINES[0], "unit_price": None}], "unit price"),
        ([{**LINES[0], "unit_price": -1}], "add up to"),
        ([{**LINES[0], "quantity": "999999999", "unit_price": "2"}], "add up to"),
    ],
)
def test_lines_that_make_no_sense_are_refused(inside, lines, said):
    with pytest.raises(IntegrityError, match=said), transaction.atomic():
        Quote.objects.create(client=make_client(), title="Wrong", line_items=lines)


@pytest.mark.parametrize(
    "change",
    [
        {"title": "Other"}, {"description": "Other"}, {"line_items": [LINES[0]]}, {"total_amount": 1},
        {"valid_until": VALID}, {"currency": "EUR"}, {"quote_number": "Q-2026-0009"}, {"sent_at": AT + timedelta(1)},
    ],
)  # fmt: skip
def test_a_sent_quote_stays_as_it_was_sent(inside, change):
    refuse(make_quote(sent=True), "was sent and stays", **change)


def test_a_sent_quote_may_change_what_it_does_not_offer(inside):
    quote = make_quote(sent=True)

    Quote.objects.filter(pk=quote.pk).update(contact=None, intel={"budget": "1000"}, max_follow_ups=1)

    assert Quote.objects.get().max_follow_ups == 1


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("draft", "viewed"), ("draft", "accepted"), ("sent", "draft"), ("viewed", "sent"), ("accepted", "expired"),
        ("accepted", "sent"), ("rejected", "expired"), ("rejected", "viewed"), ("expired", "accepted"),
        ("expired", "viewed"), ("withdrawn", "draft"), ("withdrawn", "sent"), ("accepted", "withdrawn"),
    ],
)  # fmt: skip
def test_states_only_move_on(inside, old, new):
    quote = make_quote(sent=old not in {"draft", "withdrawn"})
    if old not in {"draft", "sent"}:
        Quote.objects.filter(pk=quote.pk).update(status=old)

    refuse(quote, "cannot become", status=new)
    assert Quote.objects.get().status == old


def test_an_answer_needs_a_sending(inside):
    with pytest.raises(IntegrityError, match="sent_when_out"), transaction.atomic():
        Quote.objects.create(client=make_client(), title="Never sent", status="accepted")


def test_a_quote_is_never_deleted(inside):
    quote = make_quote()
    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        Quote.objects.filter(pk=quote.pk)._raw_delete("default")
    with pytest.raises(Exception, match=r"permission denied|protected|restricted"), transaction.atomic():
        quote.client.delete()


def test_nobody_deletes_a_quote_but_it_goes_with_its_firm(committed):
    from tests.conftest import make_firm

    firm = make_firm()
    with tenant_context(firm.pk):
        quote = make_quote(sent=True)
    with as_owner() as owner:
        with pytest.raises(psycopg.errors.CheckViolation, match="withdrawn, never deleted"):
            owner.execute("DELETE FROM quotes WHERE id = %s", [quote.pk])
        with pytest.raises(psycopg.errors.IntegrityError, match="quotes_quote_client_link"):
            owner.execute("DELETE FROM clients WHERE id = %s", [quote.client_id])
        owner.execute("DELETE FROM tenants WHERE id = %s", [firm.pk])
        assert owner.execute("SELECT count(*) FROM quotes").fetchone() == (0,)


def test_activities_and_views_are_only_added(inside):
    quote = make_quote()
    QuoteView.objects.create(tenant_id=inside.pk, quote=quote)
    for model in (QuoteActivity, QuoteView):
        with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
            model.objects.all().update(created_at=AT) if model is QuoteActivity else model.objects.update(viewed_at=AT)
        with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
            model.objects.all()._raw_delete("default")


def test_views_are_counted_by_the_database(inside):
    quote = make_quote(sent=True)
    for is_internal in (True, False, False):
        QuoteView.objects.create(tenant_id=inside.pk, quote=quote, is_internal=is_internal, viewed_at=AT)

    quote.refresh_from_db()
    assert (quote.view_count, quote.viewed_at, quote.status) == (2, AT, "viewed")


def test_an_outcome_closes_its_quote(inside):
    quote = make_quote(sent=True)
    row = QuoteOutcome.objects.create(quote=quote, outcome="lost", primary_reason="price", competitor="Apex")
    quote.refresh_from_db()
    assert (quote.status, quote.outcome, quote.outcome_reason, quote.outcome_competitor) == (
        "rejected", "lost", "price", "Apex",
    )  # fmt: skip
    assert quote.next_follow_up_at is None

    QuoteOutcome.objects.filter(pk=row.pk).update(outcome="won", primary_reason="")
    quote.refresh_from_db()
    assert (quote.status, quote.outcome, quote.outcome_reason) == ("accepted", "won", "")


@pytest.mark.parametrize(
    ("fields", "rule"),
    [
        ({"outcome": "lost"}, "lost_with_reason"),
        ({"outcome": "maybe"}, "outcome_known"),
        ({"outcome": "won", "primary_reason": "mood"}, "reason_known"),
        ({"outcome": "won", "secondary_reasons": ["mood"]}, "reasons_known"),
        ({"outcome": "won", "competitor_amount": -1}, "amounts_not_negative"),
    ],
)
def test_an_outcome_is_one_of_the_known(inside, fields, rule):
    quote = make_quote(sent=True)
    with pytest.raises(IntegrityError, match=rule), transaction.atomic():
        QuoteOutcome.objects.create(quote=quote, **fields)


def test_an_outcome_of_a_draft_or_withdrawn_quote_is_refused(inside):
    with pytest.raises(IntegrityError), transaction.atomic():
        QuoteOutcome.objects.create(quote=make_quote(), outcome="won")


def test_needing_follow_up_is_due_unanswered_valid_and_below_the_maximum(inside):
    late = AT + timedelta(days=4)
    client = make_client()
    small, large = (
        make_quote(sent=True, client=client, line_items=[{**LINES[0], "unit_price": price}]) for price in ("10", "20")
    )
    for wrong in (
        {"next_follow_up_at": late + timedelta(hours=1)}, {"max_follow_ups": 0},
        {"status": "accepted"}, {"status": "countered"}, {"status": "expired"},
    ):  # fmt: skip
        Quote.objects.filter(pk=make_quote(sent=True).pk).update(**wrong)
    make_quote(sent=True, valid_until=late.date() - timedelta(days=1))
    today = make_quote(sent=True, valid_until=late.date())
    make_quote()
    with tenant_context(inside.pk, now=late):
        found = ask("SELECT * FROM get_quotes_needing_followup(%s)", inside.pk)
        assert due_ids(inside, 1) == [today.pk]

    assert [row[0] for row in found] == [today.pk, large.pk, small.pk]
    assert found[1] == (
        large.pk, large.quote_number, large.title, client.pk, None, Decimal("60.00"), "sent", 4, 0, 5,
    )  # fmt: skip


def test_needing_follow_up_of_another_firm_finds_nothing(firm, other_firm):
    with tenant_context(firm.pk):
        make_quote(sent=True)
    late = AT + timedelta(days=4)
    with tenant_context(firm.pk, now=late):
        assert len(due_ids(firm)) == 1
    with tenant_context(other_firm.pk, now=late):
        assert due_ids(firm) == []
