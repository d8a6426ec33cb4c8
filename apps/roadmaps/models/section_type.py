from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from apps.tenancy.policies import GlobalTable


class SectionType(models.Model):
    """A section that a roadmap usually has; the one list of their keys, numbers and titles."""

    key = models.CharField(primary_key=True, max_length=50)
    default_number = models.PositiveSmallIntegerField(unique=True)
    title = models.CharField(max_length=200)
    is_generated = models.BooleanField(default=False, help_text="Written by the refresh, not by people.")
    is_required = models.BooleanField(default=True, help_text="A roadmap without it is incomplete.")
    sort_order = models.PositiveSmallIntegerField()
    aliases = ArrayField(models.CharField(max_length=50), default=list, help_text="Other slugs that files use for it.")

    class Meta:
        db_table = "roadmap_section_types"
        constraints = [
            GlobalTable(
                name="roadmaps_section_type_is_global",
                reason="One list for all firms, loaded from a file by migrate.",
                grants=[
                    ("firmloop_tenant", "SELECT"),
                    ("firmloop_staff", "SELECT"),
                    ("firmloop_web", "SELECT"),
                    ("firmloop_worker", "SELECT"),
                ],
            ),
            models.CheckConstraint(
                name="roadmaps_section_type_number_in_range", condition=Q(default_number__range=(1, 99))
            ),
            models.CheckConstraint(name="roadmaps_section_type_key_form", condition=Q(key__regex=r"^[a-z][a-z0-9_]*$")),
        ]

    def __str__(self) -> str:
        return self.title
