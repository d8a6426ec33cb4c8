"""Engines over many firms and many workers: one firm's failure is its own, and each time of a schedule is one run."""

from __future__ import annotations

import datetime as dt
import threading

from django.db import connections

from apps.work import engine_runs, jobs
from tests.conftest import as_owner, make_firm
from tests.work.engine_rows import make_tasks, open_tasks, registered, runs_of

DAYS = [dt.datetime(2026, 3, day, 8, tzinfo=dt.UTC) for day in (2, 3, 4)]


def make_firms(count):
    """Make firms that were there before the times of the tests."""
    firms = [make_firm(f"firm-{number:02}", name=f"Firm {number}") for number in range(count)]
    with as_owner() as owner:
        owner.execute("UPDATE tenants SET created_at = '2025-01-01'")
    return firms


def take_job():
    """Take a waiting run off the queue, as a worker does; None when there is none."""
    with as_owner() as owner:
        found = owner.execute(
            "DELETE FROM procrastinate_jobs WHERE id = (SELECT id FROM procrastinate_jobs "
            "WHERE task_name = 'work.run_engine' ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED) RETURNING args"
        ).fetchone()
    return found and found[0]


def work_off():
    while args := take_job():
        jobs.run_engine(**args)


def test_failure_of_one_firm_is_noted_there_and_ten_others_are_done(committed):
    firms = make_firms(11)
    for firm in firms:
        make_tasks(firm, 2, due_on=dt.date(2026, 3, 1))
    make_tasks(firms[4], 1, title="broken", due_on=dt.date(2026, 1, 1))

    with registered():
        engine_runs.queue_due_runs(at=DAYS[0])
        work_off()

    failing, others = firms[4], firms[:4] + firms[5:]
    assert [runs_of(firm, "status", "items_done", "error") for firm in others] == [[("succeeded", 2, "")]] * 10
    assert [open_tasks(firm) for firm in others] == [0] * 10
    assert runs_of(failing, "status", "items_done", "error") == [("failed", 0, f"close: {engine_runs.WENT_WRONG}")]
    assert runs_of(failing, "finished_at") != [(None,)]
    assert open_tasks(failing) == 3


def test_four_workers_run_each_time_of_the_schedule_once(committed):
    firms = make_firms(3)
    gate, wrong = threading.Barrier(4), []

    def work():
        try:
            for slot in DAYS:
                for minute in range(3):
                    gate.wait(30)
                    engine_runs.queue_due_runs(at=slot + minute * dt.timedelta(minutes=1))
                    work_off()
        except Exception as error:  # noqa: BLE001 -- said by the assertion below
            gate.abort()
            wrong.append(error)
        finally:
            connections.close_all()

    with registered():
        threads = [threading.Thread(target=work) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(60)

    assert wrong == []
    for firm in firms:
        assert runs_of(firm, "scheduled_for", "status") == [(slot, "succeeded") for slot in DAYS]
