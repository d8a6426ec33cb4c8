from __future__ import annotations

from django.core.validators import MaxValueValidator, RegexValidator
from django.db import models
from django.db.models import F, Func, Q

from apps.core.models import touch
from apps.roadmaps.choices import SectionStatus
from apps.roadmaps.models.roadmap import Roadmap
from apps.tenancy.fields import LinkField
from apps.tenancy.models import TenantOwned, track_changes
from apps.tenancy.models.owned import fixed_tenant
from apps.tenancy.policies import TenantLink, TenantPolicy

NAME = r"^[a-z0-9][a-z0-9_-]*$"


class WordCount(Func):
    """The number of white-space separated words of a text, as Python's ``split`` counts them.

    The spaces are listed, since what a regular expression takes for one depends on the server's locale.
    """

    template = (
        r"regexp_count(%(expressions)s, "
        r"'[^\t\n\u000b\f\r\u001c-\u0020\u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+')"
    )
    output_field = models.IntegerField()


@track_changes("roadmap_sections")
class RoadmapSection(TenantOwned):
    """One section of a roadmap; its Markdown is the source of truth."""

    roadmap = LinkField(Roadmap, on_delete=models.CASCADE, related_name="sections")
    section_number = models.PositiveSmallIntegerField(
        validators=[MaxValueValidator(99)], help_text="0 to 99; the order of reading."
    )
    section_name = models.CharField(
        max_length=50,
        validators=[RegexValidator(NAME, "Lower-case letters, digits, dashes and underscores.")],
        help_text="The key of a section type, or a slug of one's own.",
    )
    title = models.CharField(max_length=200)
    content_markdown = models.TextField(blank=True, default="")
    status = models.CharField(max_length=20, choices=SectionStatus, default=SectionStatus.PLANNED)
    last_updated_at = models.DateTimeField(null=True, blank=True, editable=False)
    agent_cheatsheet = models.JSONField(default=dict, blank=True)
    word_count = models.GeneratedField(
        expression=WordCount(F("content_markdown")), output_field=models.IntegerField(), db_persist=True
    )
    diagrams = models.JSONField(default=list, blank=True, help_text="The texts of its Mermaid diagrams.")

    class Meta:
        db_table = "roadmap_sections"
        constraints = [
            TenantPolicy(name="roadmaps_section_policy"),
            TenantLink(name="roadmaps_section_roadmap_link", field="roadmap", on_delete="CASCADE"),
            models.UniqueConstraint(
                fields=["tenant", "roadmap", "section_number"],
                name="roadmaps_section_number_unique",
                violation_error_message="The roadmap has a section of this number already.",
            ),
            models.CheckConstraint(name="roadmaps_section_number_in_range", condition=Q(section_number__range=(0, 99))),
            models.CheckConstraint(name="roadmaps_section_name_form", condition=Q(section_name__regex=NAME)),
            models.CheckConstraint(name="roadmaps_section_status_known", condition=Q(status__in=SectionStatus.values)),
        ]
        indexes = [
            models.Index(fields=["tenant", "status"], name="roadmap_sections_by_status"),
            models.Index(fields=["tenant", "-created_at", "-id"], name="roadmap_sections_newest"),
        ]
        triggers = [touch(besides=("word_count",)), fixed_tenant()]

    def __str__(self) -> str:
        return f"{self.section_number} · {self.title}"
