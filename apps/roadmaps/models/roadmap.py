from __future__ import annotations

import pgtrigger
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q

from apps.core.expressions import UUID7
from apps.core.models import touch
from apps.roadmaps.choices import PilotStage, RoadmapStatus
from apps.tenancy.fields import LinkField, PersonField
from apps.tenancy.models import TenantOwned, track_changes
from apps.tenancy.models.owned import fixed_tenant
from apps.tenancy.policies import TenantLink, TenantPolicy

VERSION = r"^v[0-9]+\.[0-9]+$"


@track_changes("roadmaps")
class Roadmap(TenantOwned):
    """One version of a firm's plan. A firm has at most one current version."""

    version = models.CharField(
        max_length=50,
        default="v1.0",
        validators=[RegexValidator(VERSION, "A version is v, a number, a dot and a number, such as v1.0.")],
    )
    status = models.CharField(max_length=30, choices=RoadmapStatus, default=RoadmapStatus.DRAFT)
    is_current = models.BooleanField(default=True, help_text="The version that people see.")
    parent_roadmap = LinkField(
        "self",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="refreshed",
        help_text="The version this one was refreshed from.",
    )
    series_id = models.UUIDField(
        db_default=UUID7(),
        editable=False,
        help_text="The same for all versions of one plan: the first one's id. Measurements belong to it.",
    )
    pilot_stage = models.CharField(max_length=30, choices=PilotStage, null=True, blank=True)  # noqa: DJ001 -- no pilot is null, as specified
    pdf_url = models.URLField(max_length=500, blank=True, default="")
    delivered_at = models.DateTimeField(null=True, blank=True)
    archived_at = models.DateTimeField(null=True, blank=True)
    needs_agent_reprovision = models.BooleanField(default=False)
    model_json = models.JSONField(default=dict, blank=True, help_text="The assembled model, for agents.")
    source_refs = models.JSONField(default=dict, blank=True, help_text="Brief and diagnostic ids it was made from.")
    metadata = models.JSONField(null=True, blank=True)
    created_by_user = PersonField(null=True, blank=True, editable=False)

    class Meta:
        db_table = "roadmaps"
        constraints = [
            TenantPolicy(name="roadmaps_roadmap_policy"),
            TenantLink(name="roadmaps_roadmap_parent_link", field="parent_roadmap", on_delete="SET NULL"),
            models.UniqueConstraint(
                fields=["tenant", "version"],
                name="roadmaps_roadmap_version_unique",
                violation_error_message="The firm has a roadmap of this version already.",
            ),
            models.UniqueConstraint(
                fields=["tenant"],
                condition=Q(is_current=True),
                name="roadmaps_roadmap_one_current",
                violation_error_message="The firm has a current roadmap already.",
            ),
            models.CheckConstraint(
                name="roadmaps_roadmap_version_form",
                condition=Q(version__regex=VERSION),
                violation_error_message="A version is v, a number, a dot and a number, such as v1.0.",
            ),
            models.CheckConstraint(name="roadmaps_roadmap_status_known", condition=Q(status__in=RoadmapStatus.values)),
            models.CheckConstraint(
                name="roadmaps_roadmap_pilot_stage_known",
                condition=Q(pilot_stage__isnull=True) | Q(pilot_stage__in=PilotStage.values),
            ),
            models.CheckConstraint(
                name="roadmaps_roadmap_archived_is_not_current",
                condition=Q(archived_at__isnull=True) | Q(is_current=False),
                violation_error_message="An archived roadmap cannot be the current one.",
            ),
        ]
        indexes = [models.Index(fields=["tenant", "-created_at", "-id"], name="roadmaps_newest")]
        triggers = [
            touch(),
            fixed_tenant(),
            pgtrigger.ReadOnly(name="series_is_fixed", fields=["series_id"]),
            pgtrigger.Trigger(
                name="series_follows_parent",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                func="""
                NEW.series_id = coalesce(
                    (
                        SELECT parent.series_id FROM roadmaps parent
                        WHERE parent.tenant_id = NEW.tenant_id AND parent.id = NEW.parent_roadmap_id
                    ),
                    NEW.id
                );
                RETURN NEW;
                """,
            ),
        ]

    def __str__(self) -> str:
        return f"Roadmap {self.version}"
