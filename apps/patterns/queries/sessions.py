from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.db import connection
from django.db.models import Count, F, Q

from apps.patterns.models import ScaffoldSession
from apps.patterns.queries.figures import share
from apps.tenancy.context import current_tenant_id

BY_STEP = """
    SELECT step, count(DISTINCT id), count(*) FILTER (WHERE abandoned AND place = steps)
    FROM (
        SELECT s.id, s.abandoned_at IS NOT NULL AS abandoned, cardinality(s.steps_completed) AS steps, t.step, t.place
        FROM scaffold_sessions s, unnest(s.steps_completed) WITH ORDINALITY t (step, place)
        WHERE s.tenant_id = %s AND s.started_at >= %s
    ) walked
    GROUP BY step ORDER BY min(place), step
"""


@dataclass(frozen=True)
class StepFigures:
    """How many sessions came past a step, and of how many it was the last before they were abandoned."""

    step: str
    reached: int
    abandoned_after: int


@dataclass(frozen=True)
class SessionFigures:
    """What became of the scaffold sessions; rates are percentages, None of nothing.

    The abandonment rate is of the sessions that are over, the acceptance rate of those that were recommended a pattern
    and chose one.
    """

    started: int
    completed: int
    abandoned: int
    abandonment_rate_pct: Decimal | None
    recommended: int
    accepted: int
    acceptance_rate_pct: Decimal | None
    by_step: list[StepFigures]

    @property
    def open(self) -> int:
        """How many go on."""
        return self.started - self.completed - self.abandoned


def session_figures(*, since: datetime) -> SessionFigures:
    """Return what became of the sessions that were started since then."""
    recommended = Q(pattern_recommended__isnull=False, pattern_chosen__isnull=False)
    counts = ScaffoldSession.objects.filter(started_at__gte=since).aggregate(
        started=Count("pk"),
        completed=Count("pk", filter=Q(completed_at__isnull=False)),
        abandoned=Count("pk", filter=Q(abandoned_at__isnull=False)),
        recommended=Count("pk", filter=recommended),
        accepted=Count("pk", filter=recommended & Q(pattern_chosen=F("pattern_recommended"))),
    )
    with connection.cursor() as cursor:
        cursor.execute(BY_STEP, [current_tenant_id(), since])
        steps = [StepFigures(*row) for row in cursor.fetchall()]
    return SessionFigures(
        **counts,
        abandonment_rate_pct=share(counts["abandoned"], counts["abandoned"] + counts["completed"]),
        acceptance_rate_pct=share(counts["accepted"], counts["recommended"]),
        by_step=steps,
    )
