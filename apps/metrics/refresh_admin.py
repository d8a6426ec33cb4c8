"""The staff's screens of the refresh: propose the next version, decide part by part, make it."""

from __future__ import annotations

from collections import Counter
from typing import Any
from uuid import UUID

from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.db.models import Count, Q
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from apps.core.markdown import render
from apps.metrics import refresh
from apps.roadmaps.choices import PartDecision, ProposalStatus, SectionStatus
from apps.roadmaps.models import RefreshPart, RefreshProposal, RoadmapChangelog
from apps.roadmaps.rendered_diff import passages
from apps.roadmaps.section_diff import side_by_side
from apps.tenancy.locks import Busy
from apps.tenancy.modeladmins import TenantAdmin

PREFIX = "part-"


@admin.register(RefreshProposal)
class RefreshProposalAdmin(TenantAdmin):
    """Proposals are made from progress and decided here; nobody writes one by hand."""

    list_display = ("to_version", "roadmap", "state", "parts_accepted", "created_at", "decided_at")
    list_filter = ("status",)
    list_select_related = ("roadmap",)
    search_fields = ("to_version",)
    ordering = ("-created_at",)
    history_fields = ("status", "to_version", "made_roadmap")
    add_right = ""
    delete_right = ""
    actions = None

    def get_queryset(self, request: HttpRequest) -> Any:
        counts = {
            "part_count": Count("parts"),
            "accepted_count": Count("parts", filter=Q(parts__decision=PartDecision.ACCEPTED)),
        }
        return super().get_queryset(request).annotate(**counts)

    def get_urls(self) -> list[Any]:
        propose = self.admin_site.admin_view(self.propose)
        return [path("propose/", propose, name="roadmaps_refreshproposal_propose"), *super().get_urls()]

    @admin.display(description="Status", ordering="status")
    def state(self, proposal: RefreshProposal) -> str:
        return proposal.get_status_display()

    @admin.display(description="Accepted", ordering="accepted_count")
    def parts_accepted(self, proposal: Any) -> str:
        return f"{proposal.accepted_count} of {proposal.part_count} parts"

    def propose(self, request: Any) -> HttpResponse:
        """Propose the next version of the firm's current roadmap, and show the proposal."""
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        if request.caller is None:
            raise Http404("a proposal is made in a firm")
        if not self.has_change_permission(request):
            raise PermissionDenied("Only those who may edit the roadmap propose its next version.")
        back = request.POST.get("roadmap")
        try:
            proposal = refresh.propose_refresh(at=timezone.now())
        except (refresh.RefreshError, Busy) as refused:
            self.message_user(request, str(refused), messages.ERROR)
            return HttpResponseRedirect(reverse("admin:roadmaps_roadmap_changelist"))
        if proposal is None:
            self.message_user(request, "Nothing changed since this version was made, so there is nothing to propose.")
            return HttpResponseRedirect(self._roadmap_page(back))
        return HttpResponseRedirect(self._address("change", str(proposal.pk)))

    def change_view(self, request: Any, object_id: str, form_url: str = "", extra_context: Any = None) -> HttpResponse:
        if request.caller is None:
            return super().change_view(request, object_id, form_url, extra_context)
        proposal = self.get_object(request, unquote(object_id))
        if proposal is None or not self.has_view_permission(request, proposal):
            raise Http404(f"no proposal {object_id}")
        if request.method != "POST":
            return self._page(request, proposal)
        if not self.has_change_permission(request, proposal):
            raise PermissionDenied("Only those who may edit the roadmap decide about its next version.")
        try:
            return HttpResponseRedirect(self._decided(request, proposal))
        except (refresh.RefreshError, Busy) as refused:
            self.message_user(request, str(refused), messages.ERROR)
            return HttpResponseRedirect(request.path)

    def _decided(self, request: Any, proposal: RefreshProposal) -> str:
        """Carry out what the form says, and return where to go."""
        if "_accept_all" in request.POST:
            refresh.accept_all(proposal_id=proposal.pk)
            self.message_user(request, "Every part is accepted. Make the version when you are ready.")
            return str(request.path)
        refresh.decide_parts(proposal_id=proposal.pk, decisions=_decisions(request.POST))
        if "_apply" not in request.POST:
            self.message_user(request, "Your decisions are saved.")
            return str(request.path)
        made = refresh.apply_proposal(proposal_id=proposal.pk, at=timezone.now())
        self.message_user(request, f"Roadmap {made.version} is made, and it is what people see now.", messages.SUCCESS)
        return self._roadmap_page(str(made.pk))

    def _page(self, request: Any, proposal: RefreshProposal) -> HttpResponse:
        parts = list(proposal.parts.order_by("position"))
        named = (proposal.roadmap.version, proposal.to_version)
        counts = Counter(part.decision for part in parts)
        context = {
            **self.admin_site.each_context(request),
            "title": f"Proposal for {proposal.to_version}",
            "opts": self.opts,
            "original": proposal,
            "proposal": proposal,
            "is_open": proposal.status == ProposalStatus.OPEN and self.has_change_permission(request, proposal),
            "is_stale": refresh.is_stale(proposal),
            "parts": [_shown(part, named) for part in parts],
            "as_text": request.GET.get("as") == "text",
            "decisions": [(value, WORDS[value]) for value in WORDS],
            "counts": [(value, WORDS[value], counts[value]) for value in WORDS],
        }
        return TemplateResponse(request, "admin/roadmaps/proposal.html", context)

    def _roadmap_page(self, pk: str | None) -> str:
        try:
            return reverse("admin:roadmaps_roadmap_change", args=[UUID(pk or "")])
        except ValueError:
            return reverse("admin:roadmaps_roadmap_changelist")


WORDS = {
    PartDecision.ACCEPTED.value: "Accept",
    PartDecision.REJECTED.value: "Leave out",
    PartDecision.PENDING.value: "Undecided",
}


def _decisions(posted: Any) -> dict[UUID, str]:
    found = {}
    for name, value in posted.items():
        if name.startswith(PREFIX):
            try:
                found[UUID(name.removeprefix(PREFIX))] = value
            except ValueError:
                raise refresh.DecisionUnknown("The form names a part that there is not. Load the page again.") from None
    return found


def _shown(part: RefreshPart, named: tuple[str, str]) -> dict[str, Any]:
    before, after = (f"{version}, part {part.position}" for version in named)
    is_moved = part.before_status and part.before_status != part.after_status
    return {
        "row": part,
        "field": f"{PREFIX}{part.pk}",
        "status": [SectionStatus(one).label for one in (part.before_status, part.after_status)] if is_moved else None,
        "stretches": side_by_side(part.before_markdown, part.after_markdown),
        "passages": passages(part.before_markdown, part.after_markdown, named=(before, after)),
    }


@admin.register(RoadmapChangelog)
class RoadmapChangelogAdmin(TenantAdmin):
    """What each version changed; written with the version and never afterwards."""

    list_display = ("to_version", "from_version", "created_at")
    search_fields = ("to_version", "from_version")
    ordering = ("-created_at",)
    fields = ("to_version", "from_version", "as_read", "created_at")
    readonly_fields = fields
    add_right = ""
    change_right = ""
    delete_right = ""
    actions = None

    @admin.display(description="What changed")
    def as_read(self, log: RoadmapChangelog) -> SafeString:
        return format_html('<div class="prose">{}</div>', render(log.body_markdown, heading_offset=2))
