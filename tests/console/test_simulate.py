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
from apps.console.seeding.living.business import demo_slugs
from apps.console.seeding.living.counts import Counts
from apps.console.seeding.living.days import live, span_of
from apps.deals.models import Deal, DealActivity
from apps.enrichment.models import EnrichmentItem, OpportunitySignal
from apps.feedback.models import FeedbackRequest
from apps.quotes.models import Quote, QuoteActivity, QuoteOutcome
from apps.tenancy.context import tenant_context
from apps.tenancy.functions import firm_of_slug
from apps.tenancy.models import Membership
from apps.work.engines import engines
from apps.work.models import JobRun, OutboxMessage, PublicLink
from apps.work.operations import pause_engine
from tests.commands import run
from tests.conftest import make_firm

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


@pytest.fixture
def seeded(db):
    """The demo as it was loaded at that time."""
    heard = []
    seed(size="s", at=AT, advance=heard.append)
    return heard


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
        ComplianceCheck.events.rel.related_model.objects.filter(status="overdue", pgh_label="update")
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
    acts = Deal.events.rel.related_model.objects.exclude(pgh_context__via="job").values_list(
        "pgh_created_at", "pgh_context"
    )

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

    assert (span.first, span.last, span.before) == (dt.date(2026, 3, 18), dt.date(2026, 3, 19), 57)


def test_days_that_came_since_are_lived_once(seeded):
    firm = firm_of_slug("matai-lane-architects")
    passed(firm, days=3, at=AT - dt.timedelta(days=2))
    with tenant_context(firm.tenant_id):
        before = set(JobRun.objects.values_list("pk", flat=True))

    counts = passed(firm, days=3)

    with tenant_context(firm.tenant_id):
        slots = Counter(JobRun.objects.values_list("job_name", "scheduled_for"))
        assert counts.numbers()["engine runs"] == JobRun.objects.exclude(pk__in=before).count() > 0
    assert set(slots.values()) == {1}


def test_a_firm_does_not_live_before_it_was_made(seeded):
    firm = firm_of_slug("harbor-dental")

    span = span_of(firm, days=365, at=AT)

    assert span.first == span.since
    assert span.first > dt.date(2025, 12, 1)
    assert span.last == AT.astimezone(ZONE).date()


def test_a_paused_engine_is_left_alone(seeded):
    firm = firm_of_slug("harbor-dental")
    with tenant_context(firm.tenant_id):
        pause_engine(name="quote-followups", paused=True)

    passed(firm, days=2)

    with tenant_context(firm.tenant_id):
        ran = set(JobRun.objects.values_list("job_name", flat=True))
    assert ran == {engine.name for engine in engines()} - {"quote-followups"}


@pytest.fixture
def demo(db, tmp_path):
    assert run("seed_demo", "--write", tmp_path / "demo.json").failure is None


def test_the_command_says_what_came_about_and_the_second_time_that_nothing_did(demo):
    first = run("simulate", "--days", 2, "--tenant", "harbor-dental", "--tenant", "harbor-dental")
    second = run("simulate", "--days", 2, "--tenant", "harbor-dental")

    assert first.failure is None
    assert first.out.count("harbor-dental: lived through ") == 1
    assert "engine runs." in first.out
    assert "were lived through before; nothing was done again." in second.out


def test_the_command_takes_the_told_firms_and_answers_in_json(demo):
    said = run("simulate", "--days", 1, "--json").json

    assert set(said) == {"harbor-dental", "castellan-logistics", "matai-lane-architects"}
    assert {"stalls_found", "follow_ups_queued", "quotes_expired", "checks_escalated", "mails"} <= set(
        said["harbor-dental"]
    )


@pytest.mark.parametrize("days", ["0", "366", "-1", "1.5", "two", "²"])
def test_a_number_of_days_that_is_none_is_refused(db, days):
    assert f"{days} is no number of days from 1 to 365" in run("simulate", f"--days={days}").failure


def test_without_the_demo_the_command_says_how_to_load_it(db):
    assert run("simulate").failure == "The demo is not there; load it with seed_demo."


def test_a_firm_that_is_not_there_is_named_with_what_it_may_be(demo):
    assert run("simulate", "--tenant", "harbor").failure == "There is no firm harbor. Did you mean harbor-dental?"


def test_a_firm_that_is_no_demo_is_not_simulated_where_mails_are_sent(demo, settings):
    firm = make_firm("real-customer")
    settings.FIRMLOOP_MAIL_IS_CAUGHT = False

    refused = run("simulate", "--days", 1, "--tenant", "harbor-dental", "--tenant", "real-customer").failure

    assert refused.startswith("real-customer is no firm of the demo, and this machine sends mails")
    for tenant_id in (firm.pk, firm_of_slug("harbor-dental").tenant_id):
        with tenant_context(tenant_id):
            assert not JobRun.objects.exists()


def test_each_further_firm_of_the_demo_is_known_as_one():
    assert len(set(demo_slugs())) == len(demo_slugs()) > 100
    assert "alder-creek-veterinary" in demo_slugs()


def test_seed_demo_lets_its_first_firm_live(db, tmp_path):
    assert run("seed_demo", "--days", 1, "--write", tmp_path / "demo.json").failure is None

    with tenant_context(firm_of_slug("harbor-dental").tenant_id):
        days = {at.astimezone(ZONE).date() for at in JobRun.objects.values_list("scheduled_for", flat=True)}
    assert len(days) <= 1
    with tenant_context(firm_of_slug("castellan-logistics").tenant_id):
        assert not JobRun.objects.exists()
