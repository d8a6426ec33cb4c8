"""The shells of jobs: each is one operation in one firm, run at least once by the worker."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any
from uuid import UUID

import structlog
from django.db import OperationalError
from django.utils import timezone
from procrastinate import JobContext, RetryStrategy
from procrastinate.contrib.django import app
from psycopg.errors import QueryCanceled

from apps.tenancy.context import tenant_context
from apps.tenancy.locks import Busy
from apps.work.operations import do_once

WENT_WRONG = "Something went wrong and was noted in the log."  # what people read of it
# Not for what is refused for good, which an operation records: for a database that restarts or a lock that is held.
RETRY = RetryStrategy(max_attempts=5, exponential_wait=4)  # after 4, 16, 64, 256 and 1024 s


@contextmanager
def in_firm(tenant_id: str, *, job: str, title: str = "", now: datetime | None = None) -> Iterator[None]:
    """Run the block in one transaction of the firm, with the job as who changes its rows, under its ``title`` if any.

    ``now`` is SQL's clock.
    """
    with (
        structlog.contextvars.bound_contextvars(tenant=tenant_id, actor=job),
        tenant_context(UUID(tenant_id), actor={"name": title or job, "via": "job"}, now=now),
    ):
        yield


def asks_again(error: Exception) -> bool:
    """Whether the database asks to try again; a statement that took too long would take as long again."""
    return isinstance(error, Busy | OperationalError) and not isinstance(error.__cause__, QueryCanceled)


def tenant_job(
    name: str, *, queue: str = "default", retry: RetryStrategy = RETRY
) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Make a job of an operation: one transaction in the firm of ``tenant_id``, committed once however often it runs.

    The operation gets the job's arguments (JSON, so an id is text) and the clock as ``at``. The job's number is noted
    in the effect ledger in the same transaction: a worker killed after the commit repeats nothing. An operation that
    calls a network does not belong here; see ``in_steps``.
    """

    def decorate(operation: Callable[..., Any]) -> Callable[..., Any]:
        @app.task(name=name, queue=queue, retry=retry, pass_context=True)
        def run(context: JobContext, /, *, tenant_id: str, **args: Any) -> None:
            with in_firm(tenant_id, job=name):
                if do_once(f"job:{context.job.id}"):
                    operation(**args, at=timezone.now())

        return operation

    return decorate


def in_steps(
    name: str, *, queue: str = "default", retry: RetryStrategy = RETRY
) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Make a job that calls a network between its transactions: claim, call, record.

    The function gets ``tenant_id`` and opens each transaction with ``in_firm``; it may run again from the start.
    """

    def decorate(steps: Callable[..., Any]) -> Callable[..., Any]:
        app.task(name=name, queue=queue, retry=retry)(steps)
        return steps

    return decorate
