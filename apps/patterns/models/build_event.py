from __future__ import annotations

import pgtrigger
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

from apps.core.expressions import AppNow
from apps.core.models import touch
from apps.patterns.choices import Deployment, EventSource, EventStatus, EventType
from apps.patterns.models.outcome import ProjectOutcome
from apps.tenancy.fields import LinkField
from apps.tenancy.models import TenantOwned
from apps.tenancy.models.owned import fixed_tenant
from apps.tenancy.policies import TenantLink, TenantPolicy

# The newest of each kind, however late it came in: an older one than the last changes nothing.
FOLLOW = """
UPDATE project_outcomes o SET
    last_build_status = CASE WHEN n.built_at IS NULL THEN o.last_build_status ELSE n.build END,
    last_build_timestamp = coalesce(n.built_at, o.last_build_timestamp),
    test_pass_rate = coalesce(n.rate, o.test_pass_rate),
    deployment_status = coalesce(n.environment, o.deployment_status)
FROM (
    SELECT t.tenant_id, t.project_outcome_id, b.status AS build, b.occurred_at AS built_at,
        r.test_pass_rate AS rate, d.environment
    FROM (SELECT DISTINCT tenant_id, project_outcome_id FROM new_rows) t
    LEFT JOIN LATERAL (
        SELECT e.status, e.occurred_at FROM build_events e
        WHERE e.tenant_id = t.tenant_id AND e.project_outcome_id = t.project_outcome_id
            AND e.event_type = 'build' AND e.status <> 'cancelled'
        ORDER BY e.occurred_at DESC, e.id DESC LIMIT 1
    ) b ON true
    LEFT JOIN LATERAL (
        SELECT e.test_pass_rate FROM build_events e
        WHERE e.tenant_id = t.tenant_id AND e.project_outcome_id = t.project_outcome_id
            AND e.event_type = 'test' AND e.status <> 'cancelled' AND e.test_pass_rate IS NOT NULL
        ORDER BY e.occurred_at DESC, e.id DESC LIMIT 1
    ) r ON true
    LEFT JOIN LATERAL (
        SELECT e.environment FROM build_events e
        WHERE e.tenant_id = t.tenant_id AND e.project_outcome_id = t.project_outcome_id
            AND e.event_type = 'deploy' AND e.status = 'success'
        ORDER BY e.occurred_at DESC, e.id DESC LIMIT 1
    ) d ON true
) n
WHERE o.tenant_id = n.tenant_id AND o.id = n.project_outcome_id AND (
    (n.built_at IS NOT NULL
        AND (o.last_build_status, o.last_build_timestamp) IS DISTINCT FROM (n.build, n.built_at))
    OR o.test_pass_rate IS DISTINCT FROM coalesce(n.rate, o.test_pass_rate)
    OR o.deployment_status IS DISTINCT FROM coalesce(n.environment, o.deployment_status)
);
RETURN NULL;
"""


class BuildEvent(TenantOwned):
    """A build, a test run or a deployment of a project; never changed, and the project's last ones follow it."""

    project_outcome = LinkField(ProjectOutcome, on_delete=models.CASCADE, related_name="build_events")
    event_type = models.CharField("kind", max_length=20, choices=EventType)
    status = models.CharField(max_length=20, choices=EventStatus)
    test_pass_rate = models.DecimalField(
        max_digits=5,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0), MaxValueValidator(100)],
        help_text="Percent; of tests only.",
    )
    environment = models.CharField(
        max_length=20, choices=Deployment, null=True, blank=True, help_text="Of deployments only."
    )
    duration_seconds = models.PositiveIntegerField(null=True, blank=True)
    source = models.CharField(
        max_length=20, choices=EventSource, default=EventSource.CLIENT, db_default=EventSource.CLIENT
    )
    external_id = models.CharField(
        max_length=100, null=True, blank=True, help_text="The run's own id, so that the same report counts once."
    )
    occurred_at = models.DateTimeField(db_default=AppNow())

    class Meta:
        db_table = "build_events"
        verbose_name = "build event"
        constraints = [
            TenantPolicy(name="patterns_event_policy", may="SELECT, INSERT"),
            TenantLink(name="patterns_event_outcome_link", field="project_outcome", on_delete="CASCADE"),
            models.UniqueConstraint(
                fields=["tenant", "project_outcome", "external_id"],
                name="patterns_event_external_once",
                violation_error_message="This run of the project is noted already.",
            ),
            models.CheckConstraint(name="patterns_event_type_known", condition=Q(event_type__in=EventType.values)),
            models.CheckConstraint(name="patterns_event_status_known", condition=Q(status__in=EventStatus.values)),
            models.CheckConstraint(name="patterns_event_source_known", condition=Q(source__in=EventSource.values)),
            models.CheckConstraint(
                name="patterns_event_rate_of_tests",
                condition=Q(test_pass_rate__isnull=True) | Q(event_type=EventType.TEST, test_pass_rate__range=(0, 100)),
                violation_error_message="Only tests have a pass rate, from 0 to 100.",
            ),
            models.CheckConstraint(
                name="patterns_event_place_of_deploys",
                condition=(~Q(event_type=EventType.DEPLOY) & Q(environment__isnull=True))
                | Q(event_type=EventType.DEPLOY, environment__isnull=False, environment__in=Deployment.values),
                violation_error_message="A deployment, and nothing else, says where: deployed, staging or local.",
            ),
        ]
        indexes = [
            models.Index(fields=["tenant", "project_outcome", "-occurred_at"], name="build_events_of_project"),
            models.Index(fields=["tenant", "-created_at", "-id"], name="build_events_newest"),
        ]
        triggers = [
            touch(),
            fixed_tenant(),
            pgtrigger.Trigger(
                name="project_follows_events",
                level=pgtrigger.Statement,
                when=pgtrigger.After,
                operation=pgtrigger.Insert,
                referencing=pgtrigger.Referencing(new="new_rows"),
                func=FOLLOW,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_event_type_display()}: {self.get_status_display()}"
