from __future__ import annotations

import pgtrigger
from django.db import models
from django.db.models import Q

from apps.core.models import touch
from apps.tenancy.choices import Role
from apps.tenancy.fields import PersonField
from apps.tenancy.models.owned import TenantOwned, fixed_tenant, track_changes
from apps.tenancy.policies import TenantPolicy


@track_changes("memberships", exclude=("visited_at", "previous_visit_at"))
class Membership(TenantOwned):
    """A person's place in a firm. Name and e-mail follow the person by trigger: firms cannot read ``users``."""

    user = PersonField(on_delete=models.CASCADE)
    role = models.CharField(max_length=10, choices=Role)
    name = models.CharField(max_length=150, editable=False, blank=True, default="")
    email = models.EmailField(editable=False, blank=True, default="")

    visited_at = models.DateTimeField(null=True, blank=True, editable=False, help_text="When the present visit began.")
    previous_visit_at = models.DateTimeField(
        null=True, blank=True, editable=False, help_text="What came after it is new to the person."
    )
    wants_digest = models.BooleanField(
        default=True, db_default=True, help_text="Whether the firm's weekly mail goes to the person."
    )
    wants_alerts = models.BooleanField(
        default=True, db_default=True, help_text="Whether mails about blocked tickets go to the person."
    )

    class Meta:
        db_table = "memberships"
        verbose_name = "member"
        constraints = [
            TenantPolicy(name="tenancy_membership_policy"),
            models.UniqueConstraint(
                fields=["tenant", "user"],
                name="tenancy_membership_once",
                violation_error_message="This person is a member of the firm already.",
            ),
            models.UniqueConstraint(
                fields=["tenant"],
                condition=Q(role="owner"),
                name="tenancy_membership_one_owner",
                violation_error_message="A firm has one owner; hand the firm over instead.",
            ),
            models.CheckConstraint(name="tenancy_membership_role_known", condition=Q(role__in=Role.values)),
        ]
        indexes = [models.Index(fields=["user"], name="memberships_of_user")]
        triggers = [
            touch(besides=("visited_at", "previous_visit_at")),
            fixed_tenant(),
            pgtrigger.ReadOnly(name="person_is_fixed", fields=["user"]),
            pgtrigger.Trigger(
                name="copy_name_and_email",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                func="SELECT u.name, u.email INTO NEW.name, NEW.email FROM person_of(NEW.user_id) u; RETURN NEW;",
            ),
            pgtrigger.Trigger(
                name="firm_keeps_its_owner",
                when=pgtrigger.After,
                operation=pgtrigger.Update | pgtrigger.Delete,
                timing=pgtrigger.Deferred,
                condition=pgtrigger.Q(old__role="owner"),
                func="""
                IF firm_lacks_owner(OLD.tenant_id) THEN
                    RAISE EXCEPTION 'A firm has exactly one owner; hand the firm over first.'
                        USING ERRCODE = 'check_violation', CONSTRAINT = 'firm_keeps_its_owner';
                END IF;
                RETURN NULL;
                """,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.get_role_display()})"
