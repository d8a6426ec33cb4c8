from __future__ import annotations

from django.db import models
from django.db.models import Q

from apps.core.models import touch
from apps.patterns.choices import CiKind
from apps.patterns.models.outcome import ProjectOutcome
from apps.tenancy.fields import LinkField, PersonField
from apps.tenancy.models import TenantOwned, track_changes
from apps.tenancy.models.owned import fixed_tenant
from apps.tenancy.policies import TenantLink, TenantPolicy


@track_changes("ci_endpoints", quiet=("last_delivery_at",))
class CiEndpoint(TenantOwned):
    """Where a CI system reports builds to. Its secret is derived from its id and ``secret_number``; none is stored."""

    name = models.CharField(max_length=100, help_text="Such as “GitHub, harbor”.")
    kind = models.CharField(max_length=10, choices=CiKind)
    is_active = models.BooleanField(default=True, db_default=True, help_text="Off: its deliveries are refused.")
    secret_number = models.PositiveSmallIntegerField(
        default=1, db_default=1, editable=False, help_text="Grows when the secret is made anew."
    )
    last_delivery_at = models.DateTimeField(null=True, blank=True, editable=False)
    created_by = PersonField(null=True, blank=True, editable=False)

    class Meta:
        db_table = "ci_endpoints"
        verbose_name = "CI endpoint"
        constraints = [
            TenantPolicy(name="patterns_endpoint_policy"),
            models.CheckConstraint(name="patterns_endpoint_kind_known", condition=Q(kind__in=CiKind.values)),
            models.CheckConstraint(
                name="patterns_endpoint_has_name",
                condition=~Q(name__regex=r"^\s*$"),
                violation_error_message="Give the endpoint a name.",
            ),
        ]
        indexes = [models.Index(fields=["tenant", "-created_at", "-id"], name="ci_endpoints_newest")]
        triggers = [touch(besides=("last_delivery_at",)), fixed_tenant()]

    def __str__(self) -> str:
        return self.name


class CiDelivery(TenantOwned):
    """A delivery that was taken, so that the same one sent again changes nothing, and people see what came in."""

    endpoint = LinkField(CiEndpoint, on_delete=models.CASCADE, related_name="deliveries")
    delivery_id = models.CharField(max_length=200, help_text="The sender's own id, or the body's hash.")
    event = models.CharField(max_length=100, blank=True, default="", db_default="")
    repository = models.CharField(max_length=255, blank=True, default="", db_default="")
    project_outcome = LinkField(ProjectOutcome, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    result = models.CharField(max_length=200, help_text="What became of it, in words.")

    class Meta:
        db_table = "ci_deliveries"
        verbose_name = "CI delivery"
        verbose_name_plural = "CI deliveries"
        constraints = [
            TenantPolicy(name="patterns_delivery_policy"),
            TenantLink(name="patterns_delivery_endpoint_link", field="endpoint", on_delete="CASCADE"),
            TenantLink(name="patterns_delivery_outcome_link", field="project_outcome", on_delete="SET NULL"),
            models.UniqueConstraint(fields=["tenant", "endpoint", "delivery_id"], name="patterns_delivery_once"),
        ]
        indexes = [models.Index(fields=["tenant", "endpoint", "-created_at"], name="ci_deliveries_of_endpoint")]
        triggers = [touch(), fixed_tenant()]

    def __str__(self) -> str:
        return f"{self.event} {self.repository}".strip()
