"""An engine of the tests: it stamps tasks that are due, and breaks where a test says so."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

from apps.clients.choices import TaskStatus
from apps.clients.models import Task
from apps.tenancy.context import tenant_context
from apps.work import engines, operations
from apps.work.engines import Batch, Engine, Step
from apps.work.models import JobRun

NAME = "tests-close-tasks"


class Breaks(Exception):
    """What a step is told to raise."""


def close_due(*, limit, at):
    """Close at most ``limit`` open tasks that are due, and mail about each."""
    due = Task.objects.filter(status="pending", due_on__lte=at.date()).order_by("due_on", "id")
    tasks = list(due.select_for_update(skip_locked=True)[:limit])
    for task in tasks:
        if task.title == "broken":
            raise Breaks("this text is not for people")
        task.status = TaskStatus.COMPLETED
        task.save(update_fields=["status"])
        operations.queue_mail(
            to="ada@harbor.example",
            subject=task.title,
            template="invitation",
            context={"firm_name": "Harbor", "role": "Member", "link": "https://firmloop.example/", "expires_on": at},
            purpose="test",
            at=at,
        )
    return Batch(seen=len(tasks), done=len(tasks))


def break_down(*, limit, at):
    raise Breaks("this text is not for people")


def say_no(*, limit, at):
    return Batch(seen=1, failed=1, errors=("“Fleet contract”: nobody to write to.",))


@contextmanager
def registered(*steps: Step, cron: str = "0 8 * * *") -> Iterator[Engine]:
    """Have this engine alone in the block."""
    engine = Engine(NAME, "Tests", "Closes tasks.", cron, steps or (Step("close", close_due),))
    kept = dict(engines._engines)
    engines._engines.clear()
    engines.register(engine)
    try:
        yield engine
    finally:
        engines._engines.clear()
        engines._engines.update(kept)


def make_tasks(firm, count, *, title="Task", due_on=date(2026, 3, 1)):
    with tenant_context(firm.pk):
        Task.objects.bulk_create(Task(title=title, due_on=due_on) for _ in range(count))


def open_tasks(firm):
    with tenant_context(firm.pk):
        return Task.objects.filter(status="pending").count()


def runs_of(firm, *columns):
    with tenant_context(firm.pk):
        return list(JobRun.objects.order_by("scheduled_for", "dry_run").values_list(*columns))
