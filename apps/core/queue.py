"""Ask for a job in the transaction of the work: both are committed, or neither."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection
from procrastinate.contrib.django import app


class UnknownTask(Exception):
    """No app declares a job of this name in its ``jobs.py``."""


def enqueue(
    task: str,
    *,
    priority: int = 0,
    at: datetime | None = None,
    lock: str | None = None,
    queueing_lock: str | None = None,
    **args: Any,
) -> int:
    """Queue a job and return its number; it is run after the commit, not before ``at``.

    Inside a firm the job gets the firm's ``tenant_id``; PostgreSQL refuses another one, and any outside a firm.
    Jobs with the same ``lock`` run one after another. While one with the same ``queueing_lock`` waits, no second is
    made and the waiting one's number is returned. Locks of two firms never meet. Raises UnknownTask.
    """
    if task not in app.tasks:
        raise UnknownTask(f"There is no job {task}; the known ones are {', '.join(sorted(app.tasks))}.")
    arguments = json.dumps(args, cls=DjangoJSONEncoder)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT enqueue_job(%s, %s, %s::jsonb, %s, %s, %s, %s)",
            [app.tasks[task].queue, task, arguments, priority, lock, queueing_lock, at],
        )
        return int(cursor.fetchone()[0])
