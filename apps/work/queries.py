"""What the Schedule page shows, and the mails that did not arrive."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from apps.work.choices import MailStatus
from apps.work.engines import Engine, engines
from apps.work.models import EngineSetting, JobRun, OutboxMessage

MOST_FAILED = 3


@dataclass(frozen=True)
class ScheduleLine:
    """An engine in the firm: when it runs next (None while paused), and how its last runs ended."""

    engine: Engine
    next_due: datetime | None
    last: JobRun | None
    last_dry: JobRun | None

    @property
    def is_paused(self) -> bool:
        """Whether the firm has stopped its schedule."""
        return self.next_due is None


def schedule(*, at: datetime, zone: ZoneInfo) -> Sequence[ScheduleLine]:
    """Return every engine with its place in the firm's day, by title."""
    paused = set(EngineSetting.objects.filter(is_paused=True).values_list("job_name", flat=True))
    runs = JobRun.objects.order_by("job_name", "dry_run", "-scheduled_for").distinct("job_name", "dry_run")
    last = {(run.job_name, run.dry_run): run for run in runs}
    return [
        ScheduleLine(
            engine,
            None if engine.name in paused else engine.next_due(at, zone),
            last.get((engine.name, False)),
            last.get((engine.name, True)),
        )
        for engine in sorted(engines(), key=lambda one: one.title)
    ]


def failed_mails(about_id: UUID) -> list[OutboxMessage]:
    """Return the newest mails about a row that did not arrive."""
    failed = OutboxMessage.objects.filter(about_id=about_id, status=MailStatus.FAILED)
    return list(failed.defer("body_text", "body_html").order_by("-created_at")[:MOST_FAILED])
