from __future__ import annotations

import pgtrigger
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import F, Q

from apps.compliance.choices import FILTER_KEYS, DueFrom, EntityType, Frequency
from apps.core.models import touch
from apps.tenancy.fields import PersonField
from apps.tenancy.models import TenantOwned, track_changes
from apps.tenancy.models.owned import fixed_tenant
from apps.tenancy.policies import TenantPolicy


class _OnlyKeys(models.Func):
    """Whether a value is an object that has no keys but those of a filter."""

    output_field = models.BooleanField()
    # a list without these names is no empty object either; the value is named once, as its parameter comes once
    template = f"(%(expressions)s - '{{{','.join(FILTER_KEYS)}}}'::text[] = '{{}}'::jsonb)"


class _IsArray(models.Func):
    """Whether a value is a list."""

    output_field = models.BooleanField()
    template = "(jsonb_typeof(%(expressions)s) = 'array')"


@track_changes("compliance_schedule", quiet=("last_completed_at",))
class ComplianceSchedule(TenantOwned):
    """Something that clients or contacts have to show again and again, and how often."""

    compliance_type = models.CharField("what is checked", max_length=100, help_text="Such as license_renewal.")
    description = models.TextField(
        blank=True, default="", db_default="", help_text="What the other side has to do, in plain words."
    )
    frequency = models.CharField(
        max_length=20, choices=Frequency, default=Frequency.QUARTERLY, db_default=Frequency.QUARTERLY
    )
    due_from = models.CharField(
        "next date counts from",
        max_length=20,
        choices=DueFrom,
        default=DueFrom.CALENDAR,
        db_default=DueFrom.CALENDAR,
        help_text="The calendar: the same day for all. The last completion: for each one by itself.",
    )
    next_due_at = models.DateTimeField(help_text="When the next checks fall due.")
    anchor_day = models.PositiveSmallIntegerField(
        null=True, blank=True, editable=False, help_text="The day of the month that dates keep to; kept by trigger."
    )
    last_completed_at = models.DateTimeField(null=True, blank=True, editable=False)
    target_entity_type = models.CharField("who is checked", max_length=20, choices=EntityType)
    target_filter = models.JSONField(
        default=dict, blank=True, db_default={}, help_text="Which of them: is_active, status, priority, tier."
    )
    required_fields = models.JSONField(
        default=list, blank=True, db_default=[], help_text="Fields that have to be filled. None: a person decides."
    )
    notification_days_before = models.PositiveSmallIntegerField(
        default=14, db_default=14, validators=[MaxValueValidator(90)], help_text="Days before, for the first reminder."
    )
    escalation_days_after = models.PositiveSmallIntegerField(
        default=7, db_default=7, validators=[MaxValueValidator(90)], help_text="Days after, until a manager is told."
    )
    escalate_to = PersonField(null=True, blank=True, help_text="The manager; the firm's owner where nobody is named.")
    is_active = models.BooleanField(default=True, db_default=True, help_text="Off: no new checks are made.")

    class Meta:
        db_table = "compliance_schedule"
        verbose_name = "compliance schedule"
        constraints = [
            TenantPolicy(name="compliance_schedule_policy"),
            models.UniqueConstraint(
                fields=["tenant", "compliance_type", "target_entity_type"],
                name="compliance_schedule_once",
                violation_error_message="There is a schedule for this check of these already; change that one.",
            ),
            models.CheckConstraint(
                name="compliance_schedule_has_type",
                condition=~Q(compliance_type__regex=r"^\s*$"),
                violation_error_message="Say what is checked.",
            ),
            models.CheckConstraint(
                name="compliance_schedule_frequency_known", condition=Q(frequency__in=Frequency.values)
            ),
            models.CheckConstraint(name="compliance_schedule_due_from_known", condition=Q(due_from__in=DueFrom.values)),
            models.CheckConstraint(
                name="compliance_schedule_entity_known", condition=Q(target_entity_type__in=EntityType.values)
            ),
            models.CheckConstraint(
                name="compliance_schedule_filter_keys",
                condition=_OnlyKeys(F("target_filter")),
                violation_error_message=f"A filter has no keys but {', '.join(FILTER_KEYS)}.",
            ),
            models.CheckConstraint(
                name="compliance_schedule_fields_listed",
                condition=_IsArray(F("required_fields")),
                violation_error_message="Required fields are a list.",
            ),
            models.CheckConstraint(
                name="compliance_schedule_days_in_range",
                condition=Q(notification_days_before__lte=90, escalation_days_after__lte=90),
                violation_error_message="Reminders and escalation are at most 90 days away.",
            ),
        ]
        indexes = [
            models.Index(fields=["tenant", "next_due_at"], name="compliance_schedule_due", condition=Q(is_active=True)),
            models.Index(fields=["tenant", "-created_at", "-id"], name="compliance_schedule_newest"),
        ]
        triggers = [
            touch(besides=("last_completed_at",)),
            fixed_tenant(),
            pgtrigger.Trigger(
                # Told by a date's own day, so that 31 January leads to 28 February and then to 31 March again.
                name="keep_day_of_month",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.UpdateOf("next_due_at"),
                declare=[("due", "date")],
                func="""
                SELECT (NEW.next_due_at AT TIME ZONE t.time_zone)::date INTO due FROM tenants t
                WHERE t.id = NEW.tenant_id;
                IF NEW.anchor_day IS NULL OR extract(day FROM due) <> least(NEW.anchor_day, extract(day FROM
                    date_trunc('month', due) + interval '1 month' - interval '1 day')) THEN
                    NEW.anchor_day = extract(day FROM due);
                END IF;
                RETURN NEW;
                """,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title}, {self.get_target_entity_type_display().lower()}"

    @property
    def title(self) -> str:
        """What is checked, for people."""
        return title_of(self.compliance_type)


def title_of(compliance_type: str) -> str:
    """Return a type's key as people read it: License renewal."""
    words = compliance_type.replace("_", " ").strip()
    return words[:1].upper() + words[1:]
