"""The engines' functions, triggers and views in SQL, under the roles that the product runs as: firm, staff, nobody."""

from __future__ import annotations

import re
from datetime import timedelta
from types import SimpleNamespace
from uuid import uuid4

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from apps.clients.models import Contact
from apps.compliance.models import ComplianceCheck
from apps.deals.models import Deal, StageHistory
from apps.feedback.models import FeedbackRequest
from apps.quotes.models import Quote, QuoteOutcome
from apps.tenancy.catalog import OWNERS_VIEWS
from apps.tenancy.context import staff_context, tenant_context
from tests.compliance.makers import make_check, make_schedule
from tests.conftest import as_owner
from tests.deals.deal_rows import make_deal
from tests.enrichment.makers import make_signal
from tests.feedback.makers import make_order, make_request
from tests.quotes.makers import make_client, make_quote

DAY = timedelta(days=1)
VIEWS = (
    "deal_stage_velocity",
    "quote_win_rates",
    "signal_action_rates",
    "compliance_completion_rates",
    "quote_loss_reasons",
    "competitor_analysis",
    "time_to_decision",
)
READS = {"get_stalled_deals": "stalled", "get_quotes_needing_followup": "quote", "get_compliance_due": "check"}
STRENGTH = """SELECT calculate_signal_strength('complaint', '{"keyword_count": 3, "is_decision_maker": true}')"""


NO_FIRM = re.compile(r'parameter "app\.tenant_id"|type uuid: ""')


def ask(sql, **values):
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return cursor.fetchall()


def refused(sql, *, role="", **values):
    """Whether PostgreSQL refuses it, and why; with ``role`` as that role, but in no firm."""
    try:
        with transaction.atomic():
            if role:
                ask(f"SELECT set_config('role', '{role}', true)")
            ask(sql, **values)
    except DatabaseError as error:
        return str(error)
    return ""


def fill(firm):
    """Give a firm something for each function to find and each view to count."""
    now = timezone.now()
    with tenant_context(firm.pk):
        client = make_client()
        contact = Contact.objects.get(client=client)
        won, lost, waiting = (make_quote(sent=True, client=client, at=now - 4 * DAY) for _ in range(3))
        QuoteOutcome.objects.create(quote=won, outcome="won")
        QuoteOutcome.objects.create(quote=lost, outcome="lost", primary_reason="price", competitor="Apex")
        moved = make_deal("Moved", client=client)
        Deal.objects.filter(pk=moved.pk).update(stage="qualified")
        schedule = make_schedule(next_due_at=now + 5 * DAY)
        make_signal(contact)
        return SimpleNamespace(
            id=firm.pk,
            client=client,
            stalled=make_deal("Stalled", client=client, quiet_days=30, at=now),
            quote=waiting,
            schedule=schedule,
            check=make_check(client, schedule, due_at=now + 5 * DAY),
            waived=make_check(
                client,
                due_at=now - 9 * DAY,
                status="waived",
                waived_reason="Closed",
                waived_until=(now - 2 * DAY).date(),
            ),
            late=make_check(client, due_at=now - DAY, status="in_progress"),
            asked=make_request(make_order(client), sent=True, sent_at=now - 40 * DAY, expires_at=now - 10 * DAY),
        )


@pytest.fixture
def mine(firm):
    return fill(firm)


@pytest.fixture
def theirs(other_firm):
    return fill(other_firm)


def staff(*firms):
    return staff_context([firm.id for firm in firms], user_id=uuid4())


def found_by(function, firm):
    return {row[0] for row in ask(f"SELECT * FROM {function}(%(firm)s)", firm=firm.id)}


# Reading


@pytest.mark.parametrize("function", READS)
def test_function_finds_the_rows_of_ones_own_firm_alone(mine, theirs, function):
    own, other = (getattr(firm, READS[function]).pk for firm in (mine, theirs))

    with tenant_context(mine.id):
        assert own in found_by(function, mine)
        assert found_by(function, theirs) == set()
    with staff(mine):
        assert own in found_by(function, mine)
        assert found_by(function, theirs) == set()
    with staff(mine, theirs):
        assert own in found_by(function, mine)
        assert other in found_by(function, theirs)
        assert own not in found_by(function, theirs)


@pytest.mark.parametrize("view", VIEWS)
def test_view_counts_the_rows_of_ones_own_firm_alone(mine, theirs, view):
    firms = f"SELECT DISTINCT tenant_id FROM {view}"

    with tenant_context(mine.id):
        assert ask(firms) == [(mine.id,)]
    with staff(mine):
        assert ask(firms) == [(mine.id,)]
    with staff(mine, theirs):
        assert {row[0] for row in ask(firms)} == {mine.id, theirs.id}
    with staff():
        assert ask(firms) == []


def test_login_outside_any_firm_gets_nothing(mine):
    """Neither as itself nor as the firm's role without a firm, which is what a forgotten context would be."""
    values = {"firm": mine.id, "schedule": mine.schedule.pk}
    reads = [f"SELECT * FROM {function}(%(firm)s)" for function in READS] + [f"SELECT * FROM {view}" for view in VIEWS]
    calls = [*reads, *(sql for sql, _ in WRITES.values()), *SWEEPS.values()]

    by_login = {sql: refused(sql, **values) for sql in [*calls, STRENGTH]}
    without_firm = {sql: refused(sql, role="firmloop_tenant", **values) for sql in calls}

    assert {sql for sql, said in by_login.items() if "permission denied" not in said} == set()
    assert {sql for sql, said in without_firm.items() if not NO_FIRM.search(said)} == set()


def test_every_view_is_read_with_the_readers_rights(db):
    with as_owner() as owner:
        views = owner.execute(
            "SELECT relname, coalesce(reloptions, '{}') FROM pg_class "
            "WHERE relkind = 'v' AND relnamespace = 'public'::regnamespace"
        ).fetchall()

    assert set(VIEWS) <= {name for name, _ in views}
    assert {name for name, options in views if "security_invoker=true" not in options} <= set(OWNERS_VIEWS)


def test_strength_is_the_same_for_firm_and_staff(mine):
    with tenant_context(mine.id):
        by_firm = ask(STRENGTH)
    with staff(mine):
        assert ask(STRENGTH) == by_firm
    assert float(by_firm[0][0]) == 0.95


# Writing

WRITES = {
    "generate_quote_number": ("SELECT generate_quote_number(%(firm)s)", "no firm"),
    "advance_compliance_schedule": ("SELECT advance_compliance_schedule(%(schedule)s)", "no compliance schedule"),
    "create_compliance_checks_from_schedule": (
        "SELECT create_compliance_checks_from_schedule(%(schedule)s, '[]')",
        "no compliance schedule",
    ),
    "seed_default_deal_stages": ("SELECT seed_default_deal_stages(%(firm)s)", "row-level security"),
}
SWEEPS = {
    "expire_feedback_requests": "SELECT expire_feedback_requests()",
    "mark_overdue_compliance": "SELECT mark_overdue_compliance()",
    "mark_stalled_deals": "SELECT mark_stalled_deals()",
    "expire_compliance_waivers": "SELECT expire_compliance_waivers()",
}


@pytest.mark.parametrize("function", WRITES)
def test_function_writes_for_ones_own_firm_alone(mine, theirs, function):
    sql, said = WRITES[function]
    with tenant_context(mine.id):
        assert refused(sql, firm=mine.id, schedule=mine.schedule.pk) == ""
        assert said in refused(sql, firm=theirs.id, schedule=theirs.schedule.pk)


def test_staff_over_firms_write_nothing(mine, theirs):
    calls = [*(sql for sql, _ in WRITES.values()), *SWEEPS.values()]

    with staff(mine, theirs):
        said = {sql: refused(sql, firm=mine.id, schedule=mine.schedule.pk) for sql in calls}

    assert {sql for sql, answer in said.items() if "permission denied" not in answer} == set()


def states(firm):
    with tenant_context(firm.id):
        return (
            Deal.objects.get(pk=firm.stalled.pk).stalled_at is not None,
            ComplianceCheck.objects.get(pk=firm.late.pk).status,
            FeedbackRequest.objects.get(pk=firm.asked.pk).status,
            ComplianceCheck.objects.get(pk=firm.waived.pk).status,
        )


def test_sweeps_close_what_is_over_in_ones_own_firm_alone(mine, theirs):
    with tenant_context(mine.id):
        swept = {name: ask(sql, firm=mine.id)[0][0] for name, sql in SWEEPS.items()}

    assert swept == dict.fromkeys(SWEEPS, 1)
    assert states(mine) == (True, "overdue", "expired", "pending")
    assert states(theirs) == (False, "in_progress", "sent", "waived")


def test_checks_of_a_schedule_are_made_for_its_own_firms_clients_alone(mine, theirs):
    entities = f'[{{"id": "{theirs.client.pk}", "name": "Theirs"}}]'

    with tenant_context(mine.id):
        made = ask(
            "SELECT create_compliance_checks_from_schedule(%(schedule)s, %(entities)s)",
            schedule=mine.schedule.pk,
            entities=entities,
        )

    assert made == [(0,)]


def test_one_statement_over_all_deals_is_logged_and_counted_in_ones_own_firm_alone(mine, theirs):
    before = timezone.now()
    with tenant_context(mine.id):
        kept = StageHistory.objects.count()
        ask("WITH moved AS (UPDATE deals SET stage = 'negotiation' RETURNING id) SELECT count(*) FROM moved")
        deals = list(Deal.objects.values_list("stage", "follow_up_count", "last_activity_at"))
        logged = StageHistory.objects.filter(to_stage="negotiation").values_list("deal_id", "from_stage")
        assert sorted(stage for _, stage in logged) == ["lead", "qualified"]
        assert StageHistory.objects.count() == kept + len(deals)

    assert [(stage, count) for stage, count, _ in deals] == [("negotiation", 0)] * 2
    assert all(touched > before - DAY for *_, touched in deals)
    with tenant_context(theirs.id):
        assert not Deal.objects.filter(stage="negotiation").exists()
        assert StageHistory.objects.filter(to_stage="negotiation").count() == 0
        assert Deal.objects.get(pk=theirs.stalled.pk).last_activity_at < before - 29 * DAY


def test_number_is_given_by_the_row_that_is_inserted_and_by_nobody_else(mine, theirs):
    numbers = {}
    for firm in (mine, theirs):
        with tenant_context(firm.id):
            numbers[firm.id] = set(Quote.objects.values_list("quote_number", flat=True))

    assert numbers[mine.id] == numbers[theirs.id]
    assert sorted(number[-4:] for number in numbers[mine.id]) == ["0001", "0002", "0003"]
