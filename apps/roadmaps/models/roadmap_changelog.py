from __future__ import annotations

from django.db import models

from apps.core.models import touch
from apps.roadmaps.models.roadmap import Roadmap
from apps.tenancy.fields import LinkField, PersonField
from apps.tenancy.models import TenantOwned
from apps.tenancy.models.owned import fixed_tenant
from apps.tenancy.policies import TenantLink, TenantPolicy


class RoadmapChangelog(TenantOwned):
    """What a version of a roadmap changed, in words and section by section. Written with the version, once."""

    from_roadmap = LinkField(
        Roadmap, on_delete=models.SET_NULL, null=True, blank=True, related_name="+", help_text="Empty for the first."
    )
    to_roadmap = LinkField(Roadmap, on_delete=models.CASCADE, related_name="changelogs")
    from_version = models.CharField(max_length=50, blank=True, default="")
    to_version = models.CharField(max_length=50)
    body_markdown = models.TextField()
    section_changes = models.JSONField(
        default=list, blank=True, help_text="Per section: number, key, kind, old_word_count, new_word_count, because."
    )
    created_by = PersonField(null=True, blank=True, editable=False)

    class Meta:
        db_table = "roadmap_changelogs"
        constraints = [
            TenantPolicy(name="roadmaps_changelog_policy"),
            TenantLink(name="roadmaps_changelog_from_link", field="from_roadmap", on_delete="SET NULL"),
            TenantLink(name="roadmaps_changelog_to_link", field="to_roadmap", on_delete="CASCADE"),
            models.UniqueConstraint(fields=["tenant", "to_version"], name="roadmaps_changelog_one_per_version"),
        ]
        indexes = [models.Index(fields=["tenant", "-created_at", "-id"], name="roadmap_changelogs_newest")]
        triggers = [touch(), fixed_tenant()]

    def __str__(self) -> str:
        return f"What {self.to_version} changed"
