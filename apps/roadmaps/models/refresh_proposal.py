from __future__ import annotations

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q

from apps.core.models import touch
from apps.roadmaps.choices import PartChange, PartDecision, PartKind, ProposalStatus, SectionStatus
from apps.roadmaps.models.roadmap import VERSION, Roadmap
from apps.tenancy.fields import LinkField, PersonField
from apps.tenancy.models import TenantOwned, track_changes
from apps.tenancy.models.owned import fixed_tenant
from apps.tenancy.policies import TenantLink, TenantPolicy


@track_changes("roadmap_refresh_proposals")
class RefreshProposal(TenantOwned):
    """The next version of a roadmap as progress suggests it; nothing is written until staff accept its parts."""

    roadmap = LinkField(Roadmap, on_delete=models.CASCADE, related_name="proposals")
    to_version = models.CharField(max_length=50, validators=[RegexValidator(VERSION)])
    status = models.CharField(max_length=10, choices=ProposalStatus, default=ProposalStatus.OPEN)
    fingerprint = models.CharField(
        max_length=64, editable=False, help_text="Of all it was made from; another one means that it is stale."
    )
    progress = models.JSONField(default=dict, blank=True, help_text="Tickets done, total and percent; the outcome.")
    made_roadmap = LinkField(Roadmap, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    created_by = PersonField(null=True, blank=True, editable=False)
    decided_at = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        db_table = "roadmap_refresh_proposals"
        constraints = [
            TenantPolicy(name="roadmaps_proposal_policy"),
            TenantLink(name="roadmaps_proposal_roadmap_link", field="roadmap", on_delete="CASCADE"),
            TenantLink(name="roadmaps_proposal_made_link", field="made_roadmap", on_delete="SET NULL"),
            models.UniqueConstraint(
                fields=["tenant", "roadmap"],
                condition=Q(status="open"),
                name="roadmaps_proposal_one_open",
                violation_error_message="This version has an open proposal already.",
            ),
            models.CheckConstraint(
                name="roadmaps_proposal_status_known", condition=Q(status__in=ProposalStatus.values)
            ),
            models.CheckConstraint(
                name="roadmaps_proposal_decided_when_closed",
                condition=Q(status="open", decided_at__isnull=True) | (~Q(status="open") & Q(decided_at__isnull=False)),
            ),
        ]
        indexes = [models.Index(fields=["tenant", "-created_at", "-id"], name="refresh_proposals_newest")]
        triggers = [touch(), fixed_tenant()]

    def __str__(self) -> str:
        return f"Proposal for {self.to_version}"


@track_changes("roadmap_refresh_parts", exclude=("before_markdown", "after_markdown"))
class RefreshPart(TenantOwned):
    """One change of a proposal that is accepted or left out by itself."""

    proposal = LinkField(RefreshProposal, on_delete=models.CASCADE, related_name="parts")
    position = models.PositiveSmallIntegerField()
    section_number = models.PositiveSmallIntegerField()
    section_name = models.CharField(max_length=50)
    title = models.CharField(max_length=200)
    kind = models.CharField(max_length=10, choices=PartKind)
    change = models.CharField(max_length=10, choices=PartChange, default=PartChange.PROGRESS)
    before_markdown = models.TextField(blank=True, default="")
    after_markdown = models.TextField(blank=True, default="")
    before_status = models.CharField(max_length=20, blank=True, default="")
    after_status = models.CharField(max_length=20, blank=True, default="")
    because = models.JSONField(
        default=list, blank=True, help_text="The rows behind it: text, and model and id or code."
    )
    decision = models.CharField(max_length=10, choices=PartDecision, default=PartDecision.PENDING)

    class Meta:
        db_table = "roadmap_refresh_parts"
        constraints = [
            TenantPolicy(name="roadmaps_part_policy"),
            TenantLink(name="roadmaps_part_proposal_link", field="proposal", on_delete="CASCADE"),
            models.UniqueConstraint(fields=["tenant", "proposal", "position"], name="roadmaps_part_position_once"),
            models.UniqueConstraint(
                fields=["tenant", "proposal", "section_number", "change"], name="roadmaps_part_change_once"
            ),
            models.CheckConstraint(name="roadmaps_part_change_known", condition=Q(change__in=PartChange.values)),
            models.CheckConstraint(name="roadmaps_part_kind_known", condition=Q(kind__in=PartKind.values)),
            models.CheckConstraint(name="roadmaps_part_decision_known", condition=Q(decision__in=PartDecision.values)),
            models.CheckConstraint(
                name="roadmaps_part_status_known", condition=Q(after_status__in=["", *SectionStatus.values])
            ),
        ]
        triggers = [touch(), fixed_tenant()]

    def __str__(self) -> str:
        return f"{self.section_number} · {self.title}"
