from __future__ import annotations

import asyncio
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection
from django.db.utils import DatabaseError
from procrastinate.contrib.django import app
from procrastinate.exceptions import ProcrastinateException

from apps.tenancy.checks import unrestricted_login
from apps.work.worker import Pace, WorkerForgotten, serve

NEEDED = """
SELECT session_user, to_regclass('procrastinate_jobs') IS NOT NULL
    AND has_table_privilege(to_regclass('procrastinate_jobs'), 'UPDATE')
"""


class Command(BaseCommand):
    """Run the jobs of the queue: mail, engines, refreshes."""

    help = "Run jobs until it is stopped. Needs the worker's login: FIRMLOOP_ROLE=worker, or its DATABASE_URL."
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        pace = Pace()
        parser.add_argument("--concurrency", type=int, default=4, help="jobs at the same time (default: %(default)s)")
        parser.add_argument("--heartbeat", type=float, default=pace.heartbeat, help="seconds between signs of life")
        parser.add_argument(
            "--stalled-after", type=float, default=pace.stalled_after, help="silent for so many seconds: taken for dead"
        )
        parser.add_argument(
            "--look-every", type=float, default=pace.look_every, help="seconds between looks for abandoned jobs"
        )
        parser.add_argument(
            "--poll", type=float, default=pace.poll, help="seconds between looks for jobs that nobody announced"
        )
        parser.add_argument("--grace", type=float, default=pace.grace, help="seconds that running jobs get at the end")

    def handle(self, *, concurrency: int, **options: Any) -> None:
        pace = Pace(**{name: options[name] for name in ("heartbeat", "stalled_after", "look_every", "poll", "grace")})
        if pace.stalled_after < 2 * pace.heartbeat:
            raise CommandError("--stalled-after is at least twice --heartbeat, else living workers are taken for dead.")
        self._check_login()
        connection.close()
        try:
            with app.replace_connector(app.connector.get_worker_connector()):  # type: ignore[attr-defined]
                asyncio.run(serve(app, pace=pace, concurrency=concurrency))
        except (WorkerForgotten, ProcrastinateException) as error:
            raise CommandError(f"The worker ended: {error}") from error

    def _check_login(self) -> None:
        try:
            reason = unrestricted_login()
            with connection.cursor() as cursor:
                cursor.execute(NEEDED)
                login, may_work = cursor.fetchone()
        except DatabaseError as error:
            raise CommandError(f"The database does not answer: {error}") from error
        if reason:
            raise CommandError(f"{reason} Start the worker with FIRMLOOP_ROLE=worker.")
        if not may_work:
            raise CommandError(
                f"The login {login} may not run jobs. Start the worker with FIRMLOOP_ROLE=worker, or with DATABASE_URL "
                "of firmloop_worker; has migrate been run?"
            )
