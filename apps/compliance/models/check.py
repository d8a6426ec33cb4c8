from __future__ import annotations

import pgtrigger
from django.db import models
from django.db.models import F, Q

from apps.compliance.choices import DUE, OPEN, REQUIRABLE, CheckStatus, EntityType
from apps.compliance.models.schedule import ComplianceSchedule, title_of
from apps.core.models import touch
from apps.tenancy.fields import LinkField, PersonField
from apps.tenancy.models import TenantOwned, track_changes
from apps.tenancy.models.owned import fixed_tenant
from apps.tenancy.policies import TenantLink, TenantPolicy


@track_changes("compliance_checks", quiet=("reminder_step",))
class ComplianceCheck(TenantOwned):
    """One check of one client or contact for one period.

    A completion is final. A waiver ends by itself on its day, and the check is open again.
    """

    schedule = LinkField(ComplianceSchedule, on_delete=models.SET_NULL, null=True, blank=True, related_name="checks")
    compliance_type = models.CharField("what is checked", max_length=100)
    entity_type = models.CharField("kind", max_length=20, choices=EntityType)
    entity_id = models.UUIDField(help_text="The client or contact; of several tables, so no foreign key.")
    entity_name = models.CharField("who is checked", max_length=255, blank=True, default="", db_default="")
    period_start = models.DateField()
    period_end = models.DateField()
    due_at = models.DateTimeField()
    status = models.CharField(
        max_length=20, choices=CheckStatus, default=CheckStatus.PENDING, db_default=CheckStatus.PENDING
    )
    required_fields = models.JSONField(default=list, blank=True, db_default=[])
    missing_fields = models.JSONField(default=list, blank=True, db_default=[], editable=False)
    validation_errors = models.JSONField(
        default=list, blank=True, db_default=[], editable=False, help_text="What keeps the engine from going on."
    )
    reminder_sent_at = models.DateTimeField(null=True, blank=True, editable=False)
    reminder_count = models.PositiveSmallIntegerField(default=0, db_default=0, editable=False)
    reminder_step = models.SmallIntegerField(
        null=True, blank=True, editable=False, help_text="The last reminder's day: -14, -7, 0 or 3. Each goes once."
    )
    answered_at = models.DateTimeField(null=True, blank=True, editable=False, help_text="By the page behind a mail.")
    escalation_sent_at = models.DateTimeField(null=True, blank=True, editable=False)
    escalated_to = PersonField(null=True, blank=True, editable=False)
    completed_at = models.DateTimeField(null=True, blank=True, editable=False)
    completed_by = PersonField(
        null=True, blank=True, editable=False, help_text="Nobody where all required fields were found filled."
    )
    waived_reason = models.TextField(blank=True, default="", db_default="")
    waived_until = models.DateField(null=True, blank=True, help_text="The last day of the waiver.")
    notes = models.TextField(blank=True, default="", db_default="")

    class Meta:
        db_table = "compliance_checks"
        verbose_name = "compliance check"
        constraints = [
            TenantPolicy(name="compliance_check_policy"),
            TenantLink(name="compliance_check_schedule_link", field="schedule", on_delete="SET NULL"),
            models.UniqueConstraint(
                fields=["tenant", "schedule", "entity_id", "period_start"],
                name="compliance_check_once_a_period",
                violation_error_message="There is a check for this period already.",
            ),
            models.CheckConstraint(
                name="compliance_check_entity_known", condition=Q(entity_type__in=EntityType.values)
            ),
            models.CheckConstraint(name="compliance_check_status_known", condition=Q(status__in=CheckStatus.values)),
            models.CheckConstraint(
                name="compliance_check_period_forward",
                condition=Q(period_end__gte=F("period_start")),
                violation_error_message="A period ends on its first day or later.",
            ),
            models.CheckConstraint(
                name="compliance_check_waived_with_reason",
                condition=(Q(status=CheckStatus.WAIVED, waived_until__isnull=False) & ~Q(waived_reason__regex=r"^\s*$"))
                | (~Q(status=CheckStatus.WAIVED) & Q(waived_until__isnull=True, waived_reason="")),
                violation_error_message="A waiver has a reason and a last day.",
            ),
            models.CheckConstraint(
                name="compliance_check_completed_when",
                condition=Q(status=CheckStatus.COMPLETED, completed_at__isnull=False)
                | (~Q(status=CheckStatus.COMPLETED) & Q(completed_at__isnull=True, completed_by__isnull=True)),
                violation_error_message="A completed check says when it was completed.",
            ),
        ]
        indexes = [
            models.Index(
                fields=["tenant", "status", "due_at"], name="compliance_checks_status_due", condition=Q(status__in=DUE)
            ),
            # by date over all open states: the engine's steps read from the earliest on
            models.Index(
                fields=["tenant", "due_at", "id"], name="compliance_checks_open_due", condition=Q(status__in=OPEN)
            ),
            # get_compliance_due: escalated ones stay open for long and come first
            models.Index(fields=["tenant", "due_at", "id"], name="compliance_checks_due", condition=Q(status__in=DUE)),
            models.Index(fields=["tenant", "entity_type", "entity_id"], name="compliance_checks_of_entity"),
            models.Index(
                fields=["tenant", "waived_until"], name="compliance_checks_waived", condition=Q(status="waived")
            ),
            models.Index(fields=["tenant", "due_at"], name="compliance_checks_by_due"),
            models.Index(fields=["tenant", "-created_at", "-id"], name="compliance_checks_newest"),
        ]
        triggers = [
            touch(besides=("reminder_step",)),
            fixed_tenant(),
            pgtrigger.Protect(
                name="completion_is_final",
                operation=pgtrigger.UpdateOf("status"),
                condition=pgtrigger.Q(old__status=CheckStatus.COMPLETED)
                & ~pgtrigger.Q(new__status=CheckStatus.COMPLETED),
            ),
            pgtrigger.Trigger(
                name="completion_moves_schedule",
                level=pgtrigger.Statement,
                when=pgtrigger.After,
                operation=pgtrigger.Update,
                referencing=pgtrigger.Referencing(old="old_rows", new="new_rows"),
                declare=[("done", "record")],
                func="""
                FOR done IN
                    SELECT DISTINCT s.id, s.due_from FROM new_rows n JOIN old_rows o ON o.id = n.id
                    JOIN compliance_schedule s ON s.tenant_id = n.tenant_id AND s.id = n.schedule_id
                    WHERE n.status = 'completed' AND o.status <> 'completed' ORDER BY s.id
                LOOP
                    IF done.due_from = 'completion' THEN
                        PERFORM advance_compliance_schedule(done.id);
                    ELSE
                        UPDATE compliance_schedule SET last_completed_at = app_now() WHERE id = done.id;
                    END IF;
                END LOOP;
                RETURN NULL;
                """,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title}: {self.entity_name}"

    @property
    def title(self) -> str:
        """What is checked, for people."""
        return title_of(self.compliance_type)

    @property
    def is_open(self) -> bool:
        """Whether something is still to be done."""
        return self.status in OPEN

    @property
    def missing_labels(self) -> list[str]:
        """The missing fields' names for people."""
        names = REQUIRABLE[self.entity_type]
        return [names.get(field, field) for field in self.missing_fields]
