from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q

from apps.core.expressions import AppNow
from apps.core.models import touch
from apps.roadmaps.models import SectionType
from apps.tenancy.policies import GlobalTable
from apps.tickets.choices import TicketType


class LibraryTicket(models.Model):
    """A ticket of the master library, from which packs are made. Loaded by ``ticket_library_load``."""

    ticket_id = models.CharField(primary_key=True, max_length=50)
    system_key = models.CharField(max_length=50)
    system_name = models.CharField(max_length=200)
    subsystem_key = models.CharField(max_length=50)
    subsystem_name = models.CharField(max_length=200)
    title = models.CharField(max_length=300)
    description = models.TextField()
    default_section_key = models.ForeignKey(
        SectionType,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        db_column="default_section_key",
        related_name="+",
    )
    dependencies = ArrayField(models.CharField(max_length=50), default=list, blank=True)
    validation_criteria = ArrayField(models.TextField(), default=list, blank=True)
    estimated_hours = models.DecimalField(max_digits=6, decimal_places=2, null=True, blank=True)
    ticket_type = models.CharField(max_length=10, choices=TicketType)
    tags = ArrayField(models.CharField(max_length=50), default=list, blank=True)
    is_active = models.BooleanField(default=True)
    version = models.PositiveIntegerField(default=1, help_text="Tickets keep the version they were made from.")
    created_at = models.DateTimeField(db_default=AppNow(), editable=False)
    updated_at = models.DateTimeField(db_default=AppNow(), editable=False)
    row_version = models.PositiveIntegerField(db_default=1, editable=False)

    class Meta:
        db_table = "ticket_library"
        verbose_name = "library ticket"
        constraints = [
            GlobalTable(
                name="tickets_library_ticket_is_global",
                reason="The company's own library, the same for every firm.",
                grants=[
                    ("firmloop_tenant", "SELECT"),
                    ("firmloop_staff", "SELECT"),
                    ("firmloop_worker", "SELECT"),
                    ("firmloop_web", "SELECT, INSERT, UPDATE"),
                ],
            ),
            models.CheckConstraint(
                name="tickets_library_ticket_type_known", condition=Q(ticket_type__in=TicketType.values)
            ),
            models.CheckConstraint(
                name="tickets_library_ticket_hours_positive",
                condition=Q(estimated_hours__isnull=True) | Q(estimated_hours__gt=0),
                violation_error_message="Estimated hours are more than zero, or empty.",
            ),
            models.CheckConstraint(
                name="tickets_library_ticket_has_criteria",
                condition=Q(is_active=False) | Q(validation_criteria__len__gt=0),
                violation_error_message="An active ticket of the library says how to check that it is done.",
            ),
        ]
        indexes = [GinIndex(fields=["tags"], name="ticket_library_tags")]
        triggers = [touch()]

    def __str__(self) -> str:
        return f"{self.ticket_id} {self.title}"

    @property
    def subsystem(self) -> str:
        """The subsystem as choices name it: two systems may have one of the same key."""
        return f"{self.system_key}.{self.subsystem_key}"
