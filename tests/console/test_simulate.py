"""A firm's last days lived through: what is left behind, once, and what is refused."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from zoneinfo import ZoneInfo

import pytest
from django.db import transaction

from apps.clients.models import Case, Client, Contact, Order
from apps.compliance.models import ComplianceCheck
from apps.console.seeding.demo import seed
from apps.console.seeding.living.counts import Counts
from apps.console.seeding.living.days import live, span_of
from apps.deals.models import Deal, DealActivity
from apps.enrichment.models import EnrichmentItem, OpportunitySignal
from apps.feedback.models import FeedbackRequest
from apps.quotes.models import Quote, QuoteActivity, QuoteOutcome
from apps.tenancy.context import tenant_context
from apps.tenancy.functions import firm_of_slug
from apps.tenancy.models import Membership
from apps.work.models import JobRun, OutboxMessage, PublicLink

ZONE = ZoneInfo("America/New_York")
AT = dt.datetime(
    2026, 3, 19, 12, 0, tzinfo=dt.UTC
)  # Thursday, 08:00 in Boston; in the days before, clocks went forward
DAYS = 40
MADE = (
    Client, Contact, Order, Case, Deal, DealActivity, Quote, QuoteActivity, QuoteOutcome, FeedbackRequest,
    EnrichmentItem, OpportunitySignal, ComplianceCheck, OutboxMessage, PublicLink,
)  # fmt: skip
DAILY = {
    "compliance-reminders": {dt.time(7)},
    "deal-stall-detection": {dt.time(8), dt.time(14)},
    "feedback-automation": {dt.time(9)},
    "quote-followups": {dt.time(10)},
}


@pytest.fixture(scope="module")
def lived(django_db_setup, django_db_blocker):
    """The demo's first firm after 40 days; read only, so that it is lived through once."""
    heard = []
    with django_db_blocker.unblock(), transaction.atomic():
        seed(size="s", at=AT, advance=heard.append)
        firm = firm_of_slug("harbor-dental")
        yield firm, passed(firm, days=DAYS)
        transaction.set_rollback(True)


@pytest.fixture
def inside(lived):
    """Stand in the firm at the end of its days."""
    with tenant_context(lived[0].tenant_id, now=AT):
        yield lived[1]


def passed(firm, *, days, at=AT):
    """Live through the last days of a firm; return what was counted."""
    counts, heard = Counts(firm), []
    live(firm, span_of(firm, days=days, at=at), at=at, counts=counts, advance=heard.append)
    assert heard
    return counts


def states():
    """Every row that the days made, with its version."""
    return {
        model.__name__: list(model.objects.order_by("pk").values_list("pk", "row_version"))
        if hasattr(model, "row_version")
        else model.objects.count()
        for model in (*MADE, JobRun)
    }


def test_the_firm_has_the_clients_that_the_sample_of_deals_names(inside):
    names = set(Client.objects.values_list("company_name", flat=True))

    assert {"Harbor Dental Partners", "Castellan Logistics"} <= names


@pytest.mark.parametrize("model", MADE, ids=lambda model: model.__name__)
def test_the_days_leave_rows_of_every_kind_none_of_them_from_the_future(inside, model):
    times = list(model.objects.values_list("created_at", flat=True))

    assert times
    assert min(times) >= dt.datetime(2026, 2, 8, tzinfo=ZONE)
    assert max(times) <= AT


def test_what_was_counted_is_what_the_rows_say(inside):
    numbers = inside.numbers()
    mails = Counter(OutboxMessage.objects.values_list("purpose", flat=True))

    assert numbers["mails"] == mails.total() > 0
    assert numbers["follow-ups queued"] == mails["deal_follow_up"] + mails["quote_follow_up"] > 0
    assert mails["deal_follow_up"] == DealActivity.objects.filter(kind="follow_up").count()
    assert mails["quote_follow_up"] == QuoteActivity.objects.filter(activity_type="follow_up").count()
    assert numbers["clients asked"] == FeedbackRequest.objects.filter(sent_at__isnull=False).count() > 0
    assert numbers["quotes expired"] == QuoteActivity.objects.filter(activity_type="expired").count() > 0
    assert numbers["checks escalated"] == mails["compliance_escalation"] > 0
    assert numbers["checks overdue"] == (
        ComplianceCheck.pgh_event_model.objects.filter(status="overdue", pgh_label="update")
        .values("pgh_obj_id")
        .distinct()
        .count()
    )
    assert numbers["stalls found"] >= Deal.objects.filter(stalled_at__isnull=False).count() > 0
    assert numbers["engine runs"] == JobRun.objects.count()


def test_each_daily_engine_ran_once_at_each_of_its_times(inside):
    ran = JobRun.objects.filter(job_name__in=DAILY).values_list("job_name", "scheduled_for", "status")
    by_name = {name: [at.astimezone(ZONE) for one, at, _ in ran if one == name] for name in DAILY}

    assert {status for _, _, status in ran} == {"succeeded"}
    first = dt.date(2026, 2, 8)
    for name, times in DAILY.items():
        slots = {
            dt.datetime.combine(first + dt.timedelta(days=day), time, ZONE) for day in range(DAYS) for time in times
        }
        assert sorted(by_name[name]) == sorted(slot for slot in slots if slot <= AT)


def test_an_engine_that_runs_all_day_ran_after_people_had_done_something(inside):
    ran = JobRun.objects.filter(job_name="contact-enrichment").values_list("scheduled_for", flat=True)

    assert {at.astimezone(ZONE).weekday() for at in ran} == set(range(5))
    assert all(at.minute in {0, 30} for at in ran)


def test_a_run_ends_by_the_clock_that_it_was_handed(inside):
    for run_of in JobRun.objects.all():
        assert run_of.started_at == run_of.scheduled_for
        assert run_of.finished_at - run_of.started_at < dt.timedelta(minutes=10)


def test_every_mail_waits_for_the_worker_and_goes_to_an_invented_address(inside):
    mails = OutboxMessage.objects.values_list("to_email", "status")

    assert all(address.endswith(".example") for address, _ in mails)
    assert {status for _, status in mails} == {"approved"}


def test_people_act_under_their_own_names_and_on_working_days(inside):
    people = set(Membership.objects.values_list("name", flat=True))
    acts = Deal.pgh_event_model.objects.exclude(pgh_context__via="job").values_list("pgh_created_at", "pgh_context")

    assert {context["name"] for _, context in acts} <= {*people, "The client"}
    assert all(at.astimezone(ZONE).weekday() < 5 for at, _ in acts)


def test_a_bad_answer_opened_its_case_at_that_moment(inside):
    bad = list(FeedbackRequest.objects.filter(sentiment="negative").select_related("case_created"))

    assert bad
    assert all(one.case_created.created_at == one.responded_at for one in bad)


def test_the_same_days_make_the_same_story(lived, django_db_blocker):
    firm = firm_of_slug("castellan-logistics")
    told = []
    for _ in range(2):
        with django_db_blocker.unblock(), transaction.atomic():
            told.append(passed(firm, days=6).numbers())
            with tenant_context(firm.tenant_id):
                told.append(sorted(Deal.objects.values_list("title", "stage", "created_at", "last_activity_at")))
            transaction.set_rollback(True)

    assert told[:2] == told[2:]
    assert told[1]


def test_a_second_time_nothing_is_done_again(lived):
    firm, _ = lived
    with tenant_context(firm.tenant_id):
        before = states()

    again = passed(firm, days=DAYS)

    with tenant_context(firm.tenant_id):
        assert states() == before
    assert again.is_nothing
    assert again.words() == ""


def test_days_before_those_that_were_lived_stay_as_they_are(lived):
    firm, _ = lived

    span = span_of(firm, days=60, at=AT)

    assert (span.first, span.last, span.before) == (dt.date(2026, 3, 18), dt.date(2026, 3, 19), 58)
