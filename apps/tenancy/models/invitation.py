from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower

from apps.core.models import touch
from apps.tenancy.choices import Role
from apps.tenancy.fields import PersonField
from apps.tenancy.models.owned import TenantOwned, fixed_tenant, track_changes
from apps.tenancy.policies import TenantPolicy


@track_changes("invitations", exclude=("token_hash",))
class Invitation(TenantOwned):
    """A mailed link that lets one person join a firm, once, until it expires. Only the link's hash is kept."""

    email = models.EmailField()
    role = models.CharField(max_length=10, choices=Role)
    token_hash = models.BinaryField(
        max_length=32,
        null=True,
        editable=False,
        help_text="Of the newest mailed link; empty until a mail is written.",
    )
    invited_by = PersonField(null=True, blank=True, editable=False)
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True, editable=False)
    revoked_at = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        db_table = "invitations"
        constraints = [
            TenantPolicy(name="tenancy_invitation_policy"),
            models.UniqueConstraint(fields=["token_hash"], name="tenancy_invitation_token_unique"),
            models.UniqueConstraint(
                "tenant",
                Lower("email"),
                condition=Q(accepted_at__isnull=True, revoked_at__isnull=True),
                name="tenancy_invitation_one_open_per_email",
                violation_error_message="An invitation to this address is open already; revoke it first.",
            ),
            models.CheckConstraint(name="tenancy_invitation_role_known", condition=Q(role__in=Role.values)),
            models.CheckConstraint(
                name="tenancy_invitation_accepted_or_revoked",
                condition=Q(accepted_at__isnull=True) | Q(revoked_at__isnull=True),
            ),
        ]
        triggers = [touch(), fixed_tenant()]

    def __str__(self) -> str:
        return f"{self.email} as {self.get_role_display()}"
