"""Engines: when they run, that each time is run once, and what a run leaves when something goes wrong."""

from __future__ import annotations

import datetime as dt
import io
import signal
import subprocess
import sys
import threading
from zoneinfo import ZoneInfo

import pytest
from django.core.management import CommandError, call_command
from django.db import connections

from apps.clients.models import Task
from apps.tenancy.context import tenant_context
from apps.work import engine_runs, engines, operations
from apps.work.engines import Engine, Step, UnknownEngine
from apps.work.models import JobRun, OutboxMessage
from tests.conftest import AT, as_owner, make_firm
from tests.work.conftest import ROOT, wait_for
from tests.work.engine_rows import NAME, break_down, close_due, make_tasks, open_tasks, registered, runs_of, say_no

MINUTE, HOUR, DAY = dt.timedelta(minutes=1), dt.timedelta(hours=1), dt.timedelta(days=1)
CLOSES = Step("close", close_due)


def at(text):
    return dt.datetime.fromisoformat(text)


def engine(cron):
    return Engine("test", "Test", "Tests.", cron, ())


def queued(columns="args->>'name', args->>'scheduled_for'"):
    with as_owner() as owner:
        sql = f"SELECT {columns} FROM procrastinate_jobs WHERE task_name = 'work.run_engine' ORDER BY id"
        return owner.execute(sql).fetchall()


def begin_waiting():
    """Take the queued runs off, as workers do."""
    with as_owner() as owner:
        owner.execute("DELETE FROM procrastinate_jobs")


def run(firm, *, slot=AT, now=AT, dry_run=False):
    return engine_runs.run_engine(NAME, tenant_id=firm.pk, scheduled_for=slot, dry_run=dry_run, at=now)


# When


@pytest.mark.parametrize(
    ("cron", "zone", "now", "last", "following"),
    [
        ("0 8 * * *", "UTC", "2026-03-02T09:30+00:00", "2026-03-02T08:00+00:00", "2026-03-03T08:00+00:00"),
        ("0 8 * * *", "Europe/Madrid", "2026-03-02T06:59+00:00", "2026-03-01T07:00+00:00", "2026-03-02T07:00+00:00"),
        ("0 8 * * *", "Asia/Kolkata", "2026-03-02T02:30+00:00", "2026-03-02T02:30+00:00", "2026-03-03T02:30+00:00"),
        ("0 8,14 * * *", "Pacific/Auckland", "2026-03-02T03:00Z", "2026-03-02T01:00Z", "2026-03-02T19:00Z"),
        # Madrid puts the clock forward on March 29, and back on October 25
        ("0 8 * * *", "Europe/Madrid", "2026-03-29T05:59Z", "2026-03-28T07:00Z", "2026-03-29T06:00Z"),
        ("0 8 * * *", "Europe/Madrid", "2026-10-25T06:59Z", "2026-10-24T06:00Z", "2026-10-25T07:00Z"),
    ],
    ids=["utc", "just before", "exactly then", "other side of the world", "short day", "long day"],
)
def test_schedule_is_read_in_the_time_zone_of_the_firm(cron, zone, now, last, following):
    found = engine(cron)

    assert found.last_due(at(now), ZoneInfo(zone)) == at(last)
    assert found.next_due(at(now), ZoneInfo(zone)) == at(following)


@pytest.mark.parametrize(
    ("day", "slots"),
    [("2026-03-29", 46), ("2026-10-25", 48), ("2026-03-30", 48)],
    ids=["day of 23 hours", "day of 25 hours", "common day"],
)
def test_half_hours_of_a_day_come_each_once_whatever_the_clock_does(day, slots):
    half_hourly, zone = engine("*/30 * * * *"), ZoneInfo("Europe/Madrid")
    begin = at(f"{day}T00:00").replace(tzinfo=zone).astimezone(dt.UTC)
    end = (at(f"{day}T00:00") + DAY).replace(tzinfo=zone).astimezone(dt.UTC)

    minutes = (begin + n * MINUTE for n in range(int((end - begin) / MINUTE)))
    seen = {half_hourly.last_due(minute, zone) for minute in minutes}

    assert len({slot for slot in seen if begin <= slot < end}) == slots
    assert all(slot <= end for slot in seen)


def test_hour_that_the_clock_leaves_out_runs_once_after_it():
    """02:30 is not on Madrid's clocks on March 29; it stands for 03:30, which is 01:30 UTC."""
    found, zone = engine("30 2 * * *"), ZoneInfo("Europe/Madrid")

    assert found.last_due(at("2026-03-29T01:30Z"), zone) == at("2026-03-29T01:30Z")
    assert found.last_due(at("2026-03-29T06:00Z"), zone) == at("2026-03-29T01:30Z")


def test_hour_that_the_clock_has_twice_runs_in_the_first():
    found, zone = engine("30 2 * * *"), ZoneInfo("Europe/Madrid")

    assert found.last_due(at("2026-10-25T00:30Z"), zone) == at("2026-10-25T00:30Z")
    assert found.last_due(at("2026-10-25T01:45Z"), zone) == at("2026-10-25T00:30Z")


def test_engines_of_the_product_have_the_specified_names_and_times():
    specified = {
        "feedback-automation": "0 9 * * *",
        "deal-stall-detection": "0 8,14 * * *",
        "quote-followups": "0 10 * * *",
        "contact-enrichment": "*/30 * * * *",
        "compliance-reminders": "0 7 * * *",
        "scaffold-sessions": "20 * * * *",  # of patterns: named and timed by us
    }

    known = {one.name: one.cron for one in engines.engines()}

    assert known == specified


def test_unknown_engine_is_refused_with_those_there_are():
    with registered(), pytest.raises(UnknownEngine, match=f"Accepted: {NAME}"):
        engines.engine_of("nothing")


# The tick


@pytest.fixture
def old_firm(committed):
    """A firm that was there before the times of the tests."""
    firm = make_firm(time_zone="Europe/Madrid")
    with as_owner() as owner:
        owner.execute("UPDATE tenants SET created_at = '2025-01-01'")
    return firm


def test_tick_queues_an_engine_when_its_time_has_come_and_once(old_firm):
    before, due = at("2026-03-02T06:59Z"), at("2026-03-02T07:00Z")
    with registered():
        run(old_firm, slot=due - DAY, now=due - DAY)

        assert engine_runs.queue_due_runs(at=before) == []
        for later in (0, 1, 2):
            engine_runs.queue_due_runs(at=due + later * MINUTE)

    assert queued() == [(NAME, due.isoformat())]


def test_tick_passes_over_a_time_that_was_run(old_firm):
    due = at("2026-03-02T07:00Z")
    with registered():
        run(old_firm, slot=due, now=due)

        assert engine_runs.queue_due_runs(at=due + HOUR) == []


def test_tick_catches_up_with_the_last_time_that_was_missed_and_no_earlier_one(old_firm):
    with registered():
        run(old_firm, slot=at("2026-02-20T07:00Z"), now=at("2026-02-20T07:00Z"))

        engine_runs.queue_due_runs(at=at("2026-03-02T12:00Z"))

    assert queued() == [(NAME, "2026-03-02T07:00:00+00:00")]


def test_tick_leaves_a_time_that_is_over_for_a_day_to_the_next_one(old_firm):
    with registered(cron="0 8 1 * *"):
        assert engine_runs.queue_due_runs(at=at("2026-03-02T08:00Z")) == []
        assert engine_runs.queue_due_runs(at=at("2026-03-02T06:30Z")) == [("harbor-dental", NAME)]


def test_tick_runs_no_time_from_before_the_firm_was_made(committed):
    make_firm()
    with registered():
        assert engine_runs.queue_due_runs(at=dt.datetime(2026, 3, 2, 9, tzinfo=dt.UTC)) == []


def test_tick_leaves_a_paused_engine_alone_in_that_firm(old_firm):
    other = make_firm("castellan-logistics", name="Castellan Logistics")
    with as_owner() as owner:
        owner.execute("UPDATE tenants SET created_at = '2025-01-01'")
    with registered():
        with tenant_context(old_firm.pk):
            operations.pause_engine(name=NAME, paused=True)

        assert engine_runs.queue_due_runs(at=at("2026-03-02T09:00Z")) == [(other.slug, NAME)]
        with tenant_context(old_firm.pk):
            operations.pause_engine(name=NAME, paused=False)
        assert (old_firm.slug, NAME) in engine_runs.queue_due_runs(at=at("2026-03-02T09:01Z"))


def test_two_workers_that_tick_at_once_queue_one_run(old_firm):
    with registered():
        _at_once(lambda: engine_runs.queue_due_runs(at=at("2026-03-02T07:00Z")))

    assert len(queued()) == 1


def test_trouble_of_one_firm_stops_no_other_in_the_tick(old_firm, monkeypatch):
    other = make_firm("castellan-logistics", name="Castellan Logistics")
    with as_owner() as owner:
        owner.execute("UPDATE tenants SET created_at = '2025-01-01'")
        owner.execute("UPDATE tenants SET time_zone = 'Mars/Olympus' WHERE slug = 'harbor-dental'")

    with registered():
        assert engine_runs.queue_due_runs(at=at("2026-03-02T09:00Z")) == [(other.slug, NAME)]


# The run


def _at_once(act, times=2):
    """Call it from several threads in the same moment; each has a connection of its own."""
    barrier, failed = threading.Barrier(times), []

    def call():
        try:
            barrier.wait(10)
            act()
        except Exception as error:  # noqa: BLE001 -- told to the test
            failed.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=call) for _ in range(times)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert failed == []


def mails_of(firm):
    with tenant_context(firm.pk):
        return OutboxMessage.objects.count()


def test_run_does_everything_that_is_due_in_batches_and_counts_it(committed):
    firm = make_firm()
    make_tasks(firm, 120)
    make_tasks(firm, 1, due_on=dt.date(2026, 4, 1))

    with registered():
        found = run(firm)

    assert (found.status, found.items_seen, found.items_done, found.items_failed) == ("succeeded", 120, 120, 0)
    assert found.summary["steps"] == {"close": {"seen": 120, "done": 120, "failed": 0}}
    assert (open_tasks(firm), mails_of(firm)) == (1, 120)


def test_time_of_the_schedule_is_run_once(committed):
    firm = make_firm()
    with registered():
        run(firm)
        make_tasks(firm, 1)

        assert run(firm, now=AT + HOUR) is None

    assert open_tasks(firm) == 1
    assert len(runs_of(firm, "id")) == 1


def test_two_workers_with_the_same_run_do_each_row_once(committed):
    firm = make_firm()
    make_tasks(firm, 200)

    with registered():
        _at_once(lambda: run(firm))

    assert (open_tasks(firm), mails_of(firm)) == (0, 200)
    assert runs_of(firm, "status", "items_done") == [("succeeded", 200)]


def test_dry_run_counts_and_writes_nothing_but_its_own_row(committed):
    firm = make_firm()
    make_tasks(firm, 60)

    with registered():
        found = run(firm, dry_run=True)

    assert (found.items_done, found.dry_run, found.status) == (60, True, "succeeded")
    assert (open_tasks(firm), mails_of(firm)) == (60, 0)
    with as_owner() as owner:
        assert owner.execute("SELECT count(*) FROM procrastinate_jobs").fetchone() == (0,)


def test_dry_run_takes_no_time_of_the_schedule_away(committed):
    firm = make_firm()
    make_tasks(firm, 1)

    with registered():
        run(firm, dry_run=True)
        found = run(firm)

    assert (found.items_done, open_tasks(firm)) == (1, 0)


@pytest.mark.parametrize("dry_run", [False, True], ids=["for real", "dry"])
def test_step_that_breaks_is_noted_without_its_text_and_the_others_go_on(committed, dry_run):
    firm = make_firm()
    make_tasks(firm, 3)

    with registered(Step("first", break_down), CLOSES):
        found = run(firm, dry_run=dry_run)

    assert (found.status, found.items_done) == ("partly", 3)
    assert found.error == f"first: {engine_runs.WENT_WRONG}"
    assert "not for people" not in str(found.summary)
    assert open_tasks(firm) == (3 if dry_run else 0)


def test_batch_that_breaks_is_taken_back_whole_and_those_before_it_stay(committed):
    firm = make_firm()
    make_tasks(firm, 50, due_on=dt.date(2026, 2, 1))
    make_tasks(firm, 10, due_on=dt.date(2026, 2, 2))
    make_tasks(firm, 1, title="broken", due_on=dt.date(2026, 2, 3))

    with registered():
        found = run(firm)

    assert (found.status, found.items_done) == ("partly", 50)
    assert (open_tasks(firm), mails_of(firm)) == (11, 50)


def test_run_that_gets_nothing_done_has_failed(committed):
    firm = make_firm()

    with registered(Step("first", break_down)):
        assert run(firm).status == "failed"


def test_run_says_which_rows_failed(committed):
    firm = make_firm()

    with registered(Step("mail", say_no)):
        found = run(firm)

    assert (found.status, found.items_failed, found.error) == ("failed", 1, "")
    assert found.summary["errors"] == ["mail: “Fleet contract”: nobody to write to."]


def test_one_failing_firm_of_ten_stops_no_other(committed):
    firms = [make_firm(f"firm-{n}", name=f"Firm {n}") for n in range(10)]
    for firm in firms:
        make_tasks(firm, 2)
    make_tasks(firms[4], 1, title="broken", due_on=dt.date(2026, 1, 1))

    with registered():
        failure, out = None, io.StringIO()
        try:
            call_command("run_engine", NAME, "--all-tenants", "--json", stdout=out, stderr=io.StringIO())
        except CommandError as error:
            failure = error

    assert failure is not None
    assert [open_tasks(firm) for firm in firms] == [0, 0, 0, 0, 3, 0, 0, 0, 0, 0]


def test_run_that_was_left_by_a_killed_worker_goes_on_and_repeats_nothing(committed):
    firm = make_firm()
    make_tasks(firm, 70)
    started = AT - HOUR

    def fails_at_the_second(*, limit, at):
        if open_tasks(firm) < 70:
            raise KeyboardInterrupt  # what a killed worker leaves: no exception is handled, nothing is closed
        return close_due(limit=limit, at=at)

    with registered(Step("close", fails_at_the_second)), pytest.raises(KeyboardInterrupt):
        run(firm, now=started)
    assert runs_of(firm, "status", "items_done") == [("running", 50)]
    with registered():
        found = run(firm)

    assert (found.status, found.items_done, found.started_at) == ("succeeded", 70, started)
    assert (open_tasks(firm), mails_of(firm)) == (0, 70)


SLOW_RUN = """
import sys, time
import django
django.setup()
from datetime import datetime
from apps.work import engine_runs
from apps.work.engines import Step
from tests.work.engine_rows import NAME, close_due, registered

def slowly(*, limit, at):
    done = close_due(limit=5, at=at)
    time.sleep(0.05)
    return done

with registered(Step("close", slowly)):
    at = datetime.fromisoformat(sys.argv[2])
    engine_runs.run_engine(NAME, tenant_id=sys.argv[1], scheduled_for=at, at=at)
"""


def test_process_killed_in_the_middle_of_a_run_loses_and_repeats_no_mail(committed, worker_environ):
    firm = make_firm()
    make_tasks(firm, 200)
    argv = [sys.executable, "-c", SLOW_RUN, str(firm.pk), AT.isoformat()]
    process = subprocess.Popen(argv, env=worker_environ, cwd=ROOT)
    wait_for(lambda: mails_of(firm) >= 20, seconds=30)

    process.send_signal(signal.SIGKILL)
    process.wait(10)
    done = mails_of(firm)
    assert 20 <= done < 200
    assert open_tasks(firm) == 200 - done
    with registered():
        found = run(firm)

    assert (found.status, found.items_done, mails_of(firm), open_tasks(firm)) == ("succeeded", 200, 200, 0)


def test_run_sees_the_clock_it_is_given_in_sql_too(committed):
    firm = make_firm()
    make_tasks(firm, 1)
    now = dt.datetime(2026, 5, 5, 12, tzinfo=dt.UTC)

    with registered():
        run(firm, now=now)

    with tenant_context(firm.pk):
        assert Task.objects.get().updated_at == now


def test_runs_are_forgotten_after_ninety_days(committed):
    firm = make_firm()
    with registered():
        for days in (0, 90, 91):
            run(firm, slot=AT - days * DAY)

    with tenant_context(firm.pk):
        assert operations.forget_old_runs(at=AT) == 1
        assert JobRun.objects.count() == 2


# By hand


def test_command_runs_an_engine_now_and_says_what_it_did(committed):
    firm = make_firm()
    make_tasks(firm, 3)
    out = io.StringIO()

    with registered():
        call_command("run_engine", NAME, "--tenant", firm.slug, "--dry-run", stdout=io.StringIO())
        left = open_tasks(firm)
        call_command("run_engine", NAME, "--tenant", firm.slug, "--json", stdout=out)

    assert (left, open_tasks(firm)) == (3, 0)
    assert '"close": 3' in out.getvalue()


def test_command_refuses_an_unknown_engine_by_name(committed):
    firm, said = make_firm(), io.StringIO()

    with registered(), pytest.raises(CommandError):
        call_command("run_engine", "nothing", "--tenant", firm.slug, stdout=io.StringIO(), stderr=said)

    assert f"There is no engine nothing. Accepted: {NAME}." in said.getvalue()
