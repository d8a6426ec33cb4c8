from __future__ import annotations

import datetime as dt

import pytest

from apps.clients.models import Task
from apps.compliance import engine
from apps.compliance.models import ComplianceCheck
from apps.tenancy.context import tenant_context
from apps.work.engine_runs import run_engine
from apps.work.engines import engine_of
from apps.work.models import JobRun, OutboxMessage
from tests.compliance.makers import make_check, make_client, make_contact, make_schedule
from tests.conftest import make_member, make_user

DAY = dt.timedelta(days=1)
SEVEN = dt.datetime(2026, 3, 2, 12, tzinfo=dt.UTC)  # Monday 2 March, 07:00 in New York
DUE = dt.datetime(2026, 4, 2, 3, 59, 59, tzinfo=dt.UTC)  # the end of 1 April there


@pytest.fixture
def run(firm):
    """Run the engine on a day of the firm, at its hour, and return the run."""

    def on(at):
        return run_engine("compliance-reminders", tenant_id=firm.pk, scheduled_for=at, at=at)

    return on


@pytest.fixture
def arranged(firm):
    """A client with a contact, and a schedule that is due on 1 April."""
    make_member(firm, make_user(), "owner")
    with tenant_context(firm.pk, now=SEVEN):
        client = make_client()
        make_contact(client)
        return client, make_schedule(next_due_at=DUE, frequency="monthly", required_fields=["phone"])


def mails(purpose="compliance_reminder"):
    return list(
        OutboxMessage.objects.filter(purpose=purpose).order_by("created_at", "id").values_list("subject", flat=True)
    )


def test_it_runs_each_morning_of_the_firm():
    from zoneinfo import ZoneInfo

    found = engine_of("compliance-reminders")

    assert found.next_due(SEVEN, ZoneInfo("America/New_York")) == dt.datetime(2026, 3, 3, 12, tzinfo=dt.UTC)
    assert found.next_due(dt.datetime(2026, 3, 8, 1, tzinfo=dt.UTC), ZoneInfo("America/New_York")) == dt.datetime(
        2026, 3, 8, 11, tzinfo=dt.UTC
    )


def test_checks_are_made_on_monday_for_the_weeks_ahead(arranged, run, firm):
    first_monday = SEVEN + 14 * DAY  # 16 March: 1 April is within notice and a week

    run(first_monday - 7 * DAY)
    with tenant_context(firm.pk):
        assert not ComplianceCheck.objects.exists()
    run(first_monday)

    with tenant_context(firm.pk):
        assert ComplianceCheck.objects.get().due_at == DUE
        run_of_monday = JobRun.objects.get(scheduled_for=first_monday)
    assert run_of_monday.summary["steps"]["generate"] == {"seen": 1, "done": 1, "failed": 0}
    run(first_monday + 7 * DAY)
    with tenant_context(firm.pk):
        assert ComplianceCheck.objects.count() == 1


def test_what_monday_could_not_know_is_made_on_another_day(firm, run):
    with tenant_context(firm.pk, now=SEVEN):
        make_client()
        make_schedule(next_due_at=SEVEN + 10 * DAY)
        make_schedule(next_due_at=SEVEN + 18 * DAY, compliance_type="profile")

    run(SEVEN + DAY)

    with tenant_context(firm.pk):
        assert ComplianceCheck.objects.get().compliance_type == "license_renewal"


def test_a_schedule_with_nothing_to_make_does_not_run_for_ever(firm, run):
    """Completed one whole period before it was due, the next period is the same one."""
    with tenant_context(firm.pk, now=SEVEN):
        client = make_client()
        schedule = make_schedule(
            due_from="completion", frequency="monthly", notification_days_before=40, next_due_at=SEVEN + 31 * DAY
        )
        made = make_check(client, schedule, due_at=SEVEN + 31 * DAY, period_start=dt.date(2026, 3, 2))
        ComplianceCheck.objects.filter(pk=made.pk).update(status="completed", completed_at=SEVEN)

    assert run(SEVEN).summary["steps"]["generate"] == {"seen": 1, "done": 0, "failed": 0}


def test_the_ladder_from_the_first_reminder_to_the_manager(arranged, run, firm):
    """Day by day: each reminder once, overdue the day after, escalated a day after the second one since."""
    states = {}
    for day in range(32):
        at = dt.datetime(2026, 3, 16, 11, tzinfo=dt.UTC) + day * DAY
        run(at)
        with tenant_context(firm.pk):
            states[(at - dt.timedelta(hours=4)).date().isoformat()] = (
                ComplianceCheck.objects.get(due_at=DUE).status,
                len(mails()),
                Task.objects.count(),
            )

    told = {day: state for day, state in states.items() if day in {
        "2026-03-16", "2026-03-17", "2026-03-18", "2026-03-24", "2026-03-25", "2026-03-31", "2026-04-01", "2026-04-02",
        "2026-04-03", "2026-04-04", "2026-04-08", "2026-04-09", "2026-04-12",
    }}  # fmt: skip
    assert told == {
        "2026-03-16": ("pending", 0, 0),
        "2026-03-17": ("pending", 0, 0),
        "2026-03-18": ("awaiting_response", 1, 0),  # 14 days before
        "2026-03-24": ("awaiting_response", 1, 0),
        "2026-03-25": ("awaiting_response", 2, 0),  # 7
        "2026-03-31": ("awaiting_response", 2, 0),
        "2026-04-01": ("awaiting_response", 3, 0),  # the day
        "2026-04-02": ("overdue", 3, 0),
        "2026-04-03": ("overdue", 3, 0),
        "2026-04-04": ("overdue", 4, 0),  # 3 after
        "2026-04-08": ("escalated", 4, 1),
        "2026-04-09": ("escalated", 4, 1),
        "2026-04-12": ("escalated", 4, 1),
    }
    with tenant_context(firm.pk):
        assert mails("compliance_escalation") == ["License renewal of Castellan Logistics is late"]


def test_a_filled_field_ends_it(arranged, run, firm):
    client, schedule = arranged
    run(SEVEN + 21 * DAY)
    with tenant_context(firm.pk):
        type(client).objects.update(phone="555 0100")

    run(SEVEN + 22 * DAY)

    with tenant_context(firm.pk):
        check = ComplianceCheck.objects.get()
        assert (check.status, check.completed_at) == ("completed", SEVEN + 22 * DAY)
        schedule.refresh_from_db()
        assert schedule.last_completed_at == SEVEN + 22 * DAY


def test_a_late_check_gets_the_latest_reminder_only(firm, run):
    with tenant_context(firm.pk, now=SEVEN):
        make_check(make_client(email="info@castellan.example"), due_at=SEVEN + 2 * DAY)

    run(SEVEN)
    run(SEVEN + DAY)

    with tenant_context(firm.pk):
        assert mails() == ["License renewal: due in 2 days"]


def test_without_an_address_the_check_says_so_and_the_others_are_reminded(firm, run):
    with tenant_context(firm.pk, now=SEVEN):
        silent = make_check(make_client("Silent"), due_at=SEVEN + DAY)
        make_check(make_client("Spoken", email="info@spoken.example"), due_at=SEVEN + 2 * DAY)

    found = run(SEVEN)

    assert (found.status, found.summary["steps"]["remind"]) == ("partly", {"seen": 2, "done": 1, "failed": 1})
    assert "No e-mail address is known" in found.summary["errors"][0]
    with tenant_context(firm.pk):
        silent.refresh_from_db()
        assert (silent.reminder_count, silent.status) == (0, "pending")
        assert "primary contact" in silent.validation_errors[0]


def test_a_full_batch_without_addresses_does_not_end_the_step(inside):
    for number in range(3):
        make_check(make_client(f"Silent {number}"), due_at=SEVEN + DAY)
    make_check(make_client("Spoken", email="info@spoken.example"), due_at=SEVEN + 2 * DAY)

    batch = engine.send_reminders(limit=3, at=SEVEN)

    assert (batch.seen, batch.done, batch.failed) == (4, 1, 3)


@pytest.mark.parametrize(
    ("fields", "escalated"),
    [
        pytest.param({"due_at": SEVEN - 7 * DAY}, True, id="days-over"),
        pytest.param({"due_at": SEVEN - 7 * DAY + dt.timedelta(minutes=1)}, False, id="not-yet"),
        pytest.param({"reminder_count": 2, "reminder_sent_at": SEVEN - DAY}, True, id="two-unanswered"),
        pytest.param({"reminder_count": 1, "reminder_sent_at": SEVEN - DAY}, False, id="one"),
        pytest.param({"reminder_count": 2, "reminder_sent_at": SEVEN - 5 * DAY}, False, id="both-before-it-was-due"),
        pytest.param({"reminder_count": 2, "reminder_sent_at": SEVEN - DAY / 2}, False, id="second-is-young"),
        pytest.param(
            {"reminder_count": 2, "reminder_sent_at": SEVEN - DAY, "answered_at": SEVEN - DAY / 4}, False, id="answered"
        ),
        pytest.param({"due_at": SEVEN - 9 * DAY, "status": "awaiting_response"}, False, id="not-overdue"),
    ],
)
def test_who_is_escalated(inside, fields, escalated):
    make_check(make_client(), **{"status": "overdue", "due_at": SEVEN - 4 * DAY} | fields)

    assert engine.tell_managers(limit=5, at=SEVEN).done == int(escalated)
    assert Task.objects.count() == int(escalated)


def test_a_waiver_that_is_over_is_reminded_and_escalated_again(firm, run):
    with tenant_context(firm.pk, now=SEVEN):
        make_check(
            make_client(email="info@castellan.example"), due_at=SEVEN - 9 * DAY, status="waived", waived_reason="Leave",
            waived_until=dt.date(2026, 3, 2), reminder_step=-7,
        )  # fmt: skip

    run(SEVEN)
    with tenant_context(firm.pk):
        assert ComplianceCheck.objects.get().status == "waived"
    run(SEVEN + DAY)

    with tenant_context(firm.pk):
        assert ComplianceCheck.objects.get().status == "escalated"
        assert len(mails()) == 1


def test_a_dry_run_says_and_writes_nothing(arranged, firm):
    at = SEVEN + 21 * DAY

    found = run_engine("compliance-reminders", tenant_id=firm.pk, scheduled_for=at, dry_run=True, at=at)

    assert found.summary["steps"]["generate"]["done"] == 1
    assert found.summary["steps"]["remind"]["done"] == 1
    with tenant_context(firm.pk):
        assert not ComplianceCheck.objects.exists()
        assert not OutboxMessage.objects.exists()


def test_one_firms_checks_are_not_the_others(arranged, other_firm, run, firm):
    with tenant_context(other_firm.pk, now=SEVEN):
        make_check(make_client("Theirs", email="info@theirs.example"), due_at=SEVEN - 20 * DAY)

    run(SEVEN)

    with tenant_context(other_firm.pk):
        assert ComplianceCheck.objects.get().status == "pending"
        assert not OutboxMessage.objects.exists()
