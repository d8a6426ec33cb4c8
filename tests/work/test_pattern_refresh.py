"""The figures of patterns are brought up to date by the worker, on its clock and when they are asked for."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone

from apps.patterns import operations, queries
from apps.tenancy.context import tenant_context
from tests.conftest import as_owner, make_firm
from tests.patterns.makers import make_outcome
from tests.work.conftest import wait_for

EVERY_QUARTER = "patterns.refresh_all_analytics"


@pytest.fixture(autouse=True)
def at_once(monkeypatch):
    """Other tests have just refreshed: who asks waits for no minute to be over."""
    monkeypatch.setattr("apps.patterns.operations.refreshing.AT_MOST_EVERY", dt.timedelta())


def projects(firm):
    with tenant_context(firm.pk):
        found = queries.figures_of("rest-api")
    return found.total_projects if found else 0


def test_worker_refreshes_the_figures_of_all_firms_on_its_clock(committed, run_worker):
    firm, other = make_firm(), make_firm("castellan-logistics", name="Castellan Logistics")
    for one in (firm, other):
        with tenant_context(one.pk):
            make_outcome()
    with as_owner() as owner:
        owner.execute(
            "INSERT INTO procrastinate_jobs (queue_name, task_name, args) VALUES "
            "('default', %s, jsonb_build_object('timestamp', extract(epoch FROM now())::bigint + 1))",
            [EVERY_QUARTER],
        )

    run_worker()

    wait_for(lambda: projects(firm) == projects(other) == 1, seconds=20)


def test_worker_refreshes_the_figures_after_a_bulk(committed, run_worker):
    firm = make_firm()
    with tenant_context(firm.pk):
        rows = [
            {"project_name": "shop", "project_path": f"/{n}", "pattern_id": "rest-api", "pattern_name": "REST API"}
            for n in range(3)
        ]
        operations.record_outcomes(rows=rows)

    run_worker()

    wait_for(lambda: projects(firm) == 3, seconds=20)


def test_refresh_that_finds_another_running_is_tried_again(committed, run_worker):
    firm = make_firm()
    with tenant_context(firm.pk):
        make_outcome()
        operations.ask_for_refresh()
    with as_owner() as owner, owner.transaction():
        owner.execute("SELECT pg_advisory_xact_lock(hashtextextended('refresh:pattern_analytics', 0))")
        run_worker()
        wait_for(was_refused, seconds=20)

    wait_for(lambda: projects(firm) == 1, seconds=30)


def was_refused():
    with as_owner() as owner:
        found = owner.execute(
            "SELECT count(*) FROM procrastinate_jobs WHERE task_name = 'patterns.refresh_analytics' AND attempts > 0"
        ).fetchone()
    return found == (1,)


def test_clock_of_the_refresh_is_every_quarter_of_an_hour():
    from procrastinate.contrib.django import app

    crons = {task.task.name: task.cron for task in app.periodic_registry.periodic_tasks.values()}

    assert crons[EVERY_QUARTER] == "*/15 * * * *"


def test_who_asks_again_waits_for_the_minute_to_be_over(committed, monkeypatch):
    monkeypatch.undo()
    firm = make_firm()
    with tenant_context(firm.pk):
        last = operations.refresh_analytics(asked_at=timezone.now())
        operations.ask_for_refresh()

    with as_owner() as owner:
        planned = owner.execute("SELECT scheduled_at FROM procrastinate_jobs").fetchall()
    assert planned == [(last + dt.timedelta(minutes=1),)]
