"""Every address there is: who is let in, what another firm's id answers, which methods it takes.

The routes are walked from the URL configuration. One that no list here names fails the tests: a new route brings its
case along.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import pytest
from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from apps.clients.models import Case as CustomerCase
from apps.clients.models import Client as CrmClient
from apps.clients.models import Contact, Order, Task
from apps.compliance.models import ComplianceCheck, ComplianceSchedule
from apps.deals.models import Deal, DealActivity, StageConfig, StageHistory
from apps.enrichment.models import ContactFieldSource, EnrichmentConflict, EnrichmentItem, OpportunitySignal
from apps.feedback.models import FeedbackRequest
from apps.metrics.models import (
    ImplementationSnapshot,
    MetricDefinition,
    RoadmapOutcome,
    RoadmapProjection,
)
from apps.patterns.models import CiEndpoint, ProjectOutcome, ScaffoldSession, UserFeedback
from apps.quotes.models import Quote, QuoteActivity, QuoteOutcome, QuoteView
from apps.roadmaps.models import RefreshProposal, Roadmap, RoadmapSection
from apps.tenancy.context import tenant_context
from apps.tenancy.models import ApiToken, Invitation, Membership, Tenant
from apps.tenancy.operations import make_token
from apps.tickets.models import TicketEvidence, TicketInstance, TicketPack
from tests.architecture.firm_rows import is_walled, make_rows
from tests.conftest import AT, _empty_as_owner, make_member, make_user

UNKNOWN = UUID("01890000-0000-7000-8000-00000000dead")
FIRM_A, FIRM_B = "harbor-dental", "castellan-logistics"
SIGN_IN = "/accounts/login/"


@dataclass(frozen=True)
class Case:
    """One portal route: how it is asked, and what each of CALLERS gets."""

    method: str
    path: str
    statuses: tuple[int, ...]
    data: dict[str, str] | None = None


CALLERS = ("viewer", "member", "admin", "owner", "staff", "superuser", "stranger", "anonymous")
READS = (200, 200, 200, 200, 200, 200, 404, 302)
TICKS = (403, 422, 422, 422, 422, 422, 404, 302)
ASKS = (403, 200, 200, 200, 200, 200, 404, 302)  # a form of those who may tick
TELLS = (403, 302, 302, 302, 302, 302, 404, 302)  # a refusal stands on the next page
GONE = (403, 404, 404, 404, 404, 404, 404, 302)
TO_CURRENT = (302, 302, 302, 302, 302, 302, 404, 302)
OWN_HABITS = (302, 302, 302, 302, 302, 302, 404, 302)
INVITES = (403, 403, 302, 302, 302, 302, 404, 302)
REFUSES = (403, 403, 422, 422, 422, 422, 404, 302)
REMOVES = (403, 404, 404, 404, 404, 404, 404, 302)  # of a file that is gone: the others' rows have to stay
MISSES = (403, 403, 404, 404, 404, 404, 404, 302)  # the same for who may edit
CHANGES_ROLES = (403, 403, 403, 302, 403, 302, 404, 302)
SEES_TOKENS = (403, 403, 200, 200, 200, 200, 404, 302)
DELETES = (403, 403, 403, 404, 403, 404, 404, 302)  # of what is gone, by who may delete
ACTS = (403, 302, 302, 302, 302, 302, 404, 302)
NOTES = (403, 204, 204, 204, 204, 204, 404, 302)  # what a page sends by itself
WRONG_METHOD = (405, 405, 405, 405, 405, 405, 404, 302)

# Portal route → what it does. Writes are refused by their rule, not by a right, so that the rows stay for all cases.
PORTAL: dict[str, Case] = {
    "": Case("get", "", READS),
    "roadmap/": Case("get", "roadmap/", READS),
    "roadmap/<int:number>/": Case("get", "roadmap/1/", READS),
    "roadmap/<int:number>/diagram/<int:index>/": Case("get", "roadmap/1/diagram/0/", READS),
    "roadmap/ask/": Case("get", "roadmap/ask/?q=inbox", READS),
    "roadmap/versions/": Case("get", "roadmap/versions/", READS),
    "roadmap/versions/compare/": Case("get", "roadmap/versions/compare/?from=v1.0&to=v1.0", READS),
    "roadmap/versions/<str:version>.md": Case("get", "roadmap/versions/v1.0.md", READS),
    "roadmap/versions/<str:version>/": Case("get", "roadmap/versions/v1.0/", TO_CURRENT),
    "roadmap/versions/<str:version>/<int:number>/": Case("get", "roadmap/versions/v1.0/1/", TO_CURRENT),
    "roadmap/versions/<str:version>/<int:number>/diagram/<int:index>/": Case(
        "get", "roadmap/versions/v1.0/1/diagram/0/", READS
    ),
    "tickets/": Case("get", "tickets/", READS),
    "tickets/<uuid:pk>/": Case("get", "tickets/{ticket}/", READS),
    "tickets/<uuid:pk>/move/": Case("post", "tickets/{ticket}/move/", TICKS, {"status": "nonsense"}),
    "mails/": Case("get", "mails/", READS),
    "mails/save/": Case("post", "mails/save/", OWN_HABITS, {"digest": "on", "alerts": "on"}),
    "clients/": Case("get", "clients/", READS),
    "activity/": Case("get", "activity/", READS),
    "results/": Case("get", "results/", READS),
    "results/case-study/": Case("get", "results/case-study/", READS),
    "results/case-study.md": Case("get", "results/case-study.md", READS),
    "results/done/": Case("get", "results/done/?from=2026-03-02&to=2026-03-08", READS),
    "results/snapshots/<uuid:pk>/": Case("get", "results/snapshots/{snapshot}/", READS),
    "results/capture/": Case("get", "results/capture/", SEES_TOKENS),
    "results/capture/save/": Case("post", "results/capture/save/", REFUSES),
    "results/assumptions/": Case("get", "results/assumptions/", SEES_TOKENS),
    "results/assumptions/save/": Case("post", "results/assumptions/save/", REFUSES),
    "results/compute/": Case("post", "results/compute/", INVITES),
    "tickets/progress/": Case("get", "tickets/progress/", READS),
    "tickets/generate/": Case("get", "tickets/generate/", SEES_TOKENS),
    "tickets/generate/save/": Case("post", "tickets/generate/save/", REFUSES),
    "tickets/<uuid:pk>/edit/": Case("post", "tickets/{ticket}/edit/", TICKS, {"assignee": "x" * 256}),
    "tickets/<uuid:pk>/evidence/": Case("post", "tickets/{ticket}/evidence/", TICKS),
    "tickets/evidence/<uuid:pk>/": Case("get", "tickets/evidence/{evidence}/", READS),
    "tickets/evidence/<uuid:pk>/remove/": Case("post", "tickets/evidence/{ticket}/remove/", REMOVES),
    "tickets/packs/<uuid:pk>/checklist.md": Case("get", "tickets/packs/{pack}/checklist.md", READS),
    "tickets/packs/<uuid:pk>/checklist/": Case("get", "tickets/packs/{pack}/checklist/", SEES_TOKENS),
    "tickets/packs/<uuid:pk>/checklist/import/": Case("post", "tickets/packs/{pack}/checklist/import/", REFUSES),
    "quotes/": Case("get", "quotes/", READS),
    "quotes/new/": Case("get", "quotes/new/", SEES_TOKENS),
    "quotes/create/": Case("post", "quotes/create/", REFUSES),
    "quotes/reports/": Case("get", "quotes/reports/", READS),
    "quotes/deals/<uuid:pk>/close/": Case("get", "quotes/deals/{deal}/close/", ASKS),
    "quotes/deals/<uuid:pk>/close/save/": Case("post", "quotes/deals/{deal}/close/save/", TICKS, {"stage": "lost"}),
    "quotes/<uuid:pk>/": Case("get", "quotes/{quote}/", READS),
    "quotes/<uuid:pk>/edit/": Case("get", "quotes/{quote}/edit/", SEES_TOKENS),
    "quotes/<uuid:pk>/save/": Case("post", "quotes/{quote}/save/", REFUSES),
    "quotes/<uuid:pk>/outcome/": Case("post", "quotes/{quote}/outcome/", REFUSES),
    "quotes/<uuid:pk>/quote.pdf": Case("get", "quotes/{quote}/quote.pdf", READS),
    # a draft without lines: each of these is refused with a message
    "quotes/<uuid:pk>/submit/": Case("post", "quotes/{quote}/submit/", INVITES),
    "quotes/<uuid:pk>/send-back/": Case("post", "quotes/{quote}/send-back/", INVITES),
    "quotes/<uuid:pk>/approve/": Case("post", "quotes/{quote}/approve/", INVITES),
    "quotes/<uuid:pk>/send/": Case("post", "quotes/{quote}/send/", INVITES),
    "quotes/<uuid:pk>/follow-up/": Case("post", "quotes/{quote}/follow-up/", INVITES),
    "quotes/<uuid:pk>/counter/": Case("post", "quotes/{quote}/counter/", INVITES),
    "quotes/<uuid:pk>/withdraw/": Case("post", "quotes/{ticket}/withdraw/", MISSES),
    "quotes/<uuid:pk>/copy/": Case("post", "quotes/{ticket}/copy/", MISSES),
    "deals/": Case("get", "deals/", READS),
    "deals/new/": Case("get", "deals/new/", SEES_TOKENS),
    "deals/create/": Case("post", "deals/create/", REFUSES),
    "deals/stalled/": Case("get", "deals/stalled/", READS),
    "deals/reports/": Case("get", "deals/reports/", READS),
    "deals/reports/moves/": Case("get", "deals/reports/moves/?from=lead", READS),
    "deals/reports/closed/": Case("get", "deals/reports/closed/?stage=won&through=lead", READS),
    "deals/settings/": Case("get", "deals/settings/", SEES_TOKENS),
    "deals/settings/save/": Case("post", "deals/settings/save/", REFUSES),
    "deals/<uuid:pk>/": Case("get", "deals/{deal}/", READS),
    "deals/<uuid:pk>/move/": Case("post", "deals/{deal}/move/", TELLS, {"stage": "nonsense"}),
    "deals/<uuid:pk>/park/": Case("post", "deals/{deal}/park/", TELLS, {"until": "soon"}),
    "deals/<uuid:pk>/unpark/": Case("post", "deals/{deal}/unpark/", TELLS),
    "deals/<uuid:pk>/activity/": Case("post", "deals/{deal}/activity/", TELLS, {"kind": "nonsense"}),
    "deals/<uuid:pk>/follow-up/": Case("post", "deals/{deal}/follow-up/", TELLS),
    "deals/follow-ups/<uuid:pk>/": Case("post", "deals/follow-ups/{deal}/", GONE),
    "people/": Case("get", "people/", READS),
    "people/invite/": Case("post", "people/invite/", REFUSES, {"email": "nobody", "role": "member"}),
    "people/invitations/<uuid:pk>/revoke/": Case("post", "people/invitations/{invitation}/revoke/", INVITES),
    "people/<uuid:pk>/role/": Case("post", "people/{owner}/role/", CHANGES_ROLES, {"role": "viewer"}),
    "people/<uuid:pk>/remove/": Case("post", "people/{owner}/remove/", INVITES),
    "tokens/": Case("get", "tokens/", SEES_TOKENS),
    "tokens/new/": Case("post", "tokens/new/", REFUSES, {"name": "", "scope": "read", "days": "30"}),
    "tokens/<uuid:pk>/revoke/": Case("post", "tokens/{token}/revoke/", INVITES),
    "feedback/": Case("get", "feedback/?status=pending", READS),
    "feedback/<uuid:pk>/": Case("get", "feedback/{feedback}/", READS),
    "feedback/<uuid:pk>/answer/": Case("post", "feedback/{feedback}/answer/", TICKS),
    "feedback/<uuid:pk>/resolve/": Case("post", "feedback/{feedback}/resolve/", TICKS),
    "signals/": Case("get", "signals/?type=expansion", READS),
    "signals/<uuid:pk>/act/": Case("post", "signals/{signal}/act/", TICKS),
    "signals/<uuid:pk>/dismiss/": Case("post", "signals/{signal}/dismiss/", TICKS),
    "signals/<uuid:pk>/restore/": Case("post", "signals/{signal}/restore/", ACTS),
    "contacts/conflicts/": Case("get", "contacts/conflicts/", READS),
    "contacts/conflicts/<uuid:pk>/resolve/": Case("post", "contacts/conflicts/{conflict}/resolve/", REFUSES),
    "compliance/": Case("get", "compliance/?month=2026-03", READS),
    "compliance/checks/": Case("get", "compliance/checks/?status=open", READS),
    "compliance/checks/<uuid:pk>/": Case("get", "compliance/checks/{check}/", READS),
    "compliance/checks/<uuid:pk>/complete/": Case("post", "compliance/checks/{check}/complete/", ACTS),
    "compliance/checks/<uuid:pk>/waive/": Case("post", "compliance/checks/{check}/waive/", REFUSES),
    "compliance/checks/<uuid:pk>/reopen/": Case("post", "compliance/checks/{check}/reopen/", INVITES),
    "compliance/checks/<uuid:pk>/remind/": Case("post", "compliance/checks/{check}/remind/", ACTS),
    "compliance/checks/<uuid:pk>/escalate/": Case("post", "compliance/checks/{check}/escalate/", ACTS),
    "compliance/checks/<uuid:pk>/validate/": Case("post", "compliance/checks/{check}/validate/", ACTS),
    "compliance/checks/<uuid:pk>/notes/": Case("post", "compliance/checks/{check}/notes/", ACTS, {"notes": "Called."}),
    "compliance/schedules/": Case("get", "compliance/schedules/", READS),
    "compliance/schedules/new/": Case("get", "compliance/schedules/new/", SEES_TOKENS),
    "compliance/schedules/create/": Case("post", "compliance/schedules/create/", REFUSES),
    "compliance/schedules/<uuid:pk>/": Case("get", "compliance/schedules/{schedule}/", READS),
    "compliance/schedules/<uuid:pk>/save/": Case("post", "compliance/schedules/{schedule}/save/", REFUSES),
    "compliance/schedules/<uuid:pk>/generate/": Case("post", "compliance/schedules/{schedule}/generate/", INVITES),
    "compliance/rates/": Case("get", "compliance/rates/", READS),
    "patterns/": Case("get", "patterns/?status=all&health=unknown", READS),
    "patterns/projects/<uuid:pk>/": Case("get", "patterns/projects/{project}/", READS),
    "patterns/projects/<uuid:pk>/archive/": Case("post", "patterns/projects/{project}/archive/", ACTS),
    "patterns/projects/<uuid:pk>/restore/": Case("post", "patterns/projects/{project}/restore/", ACTS),
    "patterns/projects/<uuid:pk>/delete/": Case("get", "patterns/projects/{project}/delete/", SEES_TOKENS),
    "patterns/projects/<uuid:pk>/delete/confirm/": Case("post", "patterns/projects/{ticket}/delete/confirm/", MISSES),
    "patterns/projects/<uuid:pk>/feedback/": Case("get", "patterns/projects/{project}/feedback/", ASKS),
    "patterns/projects/<uuid:pk>/feedback/save/": Case("post", "patterns/projects/{project}/feedback/save/", TICKS),
    "patterns/projects/<uuid:pk>/feedback/thanks/": Case("get", "patterns/projects/{project}/feedback/thanks/", ASKS),
    "patterns/prompts/<uuid:pk>/dismiss/": Case("post", "patterns/prompts/{project}/dismiss/", ACTS),
    "patterns/prompts/<uuid:pk>/shown/": Case("post", "patterns/prompts/{project}/shown/", NOTES),
    "patterns/feedback/": Case("get", "patterns/feedback/?project={project}", READS),
    "patterns/feedback/export/": Case("get", "patterns/feedback/export/", READS),
    "patterns/analytics/": Case("get", "patterns/analytics/?period=90d&order=-nps", READS),
    "patterns/analytics/refresh/": Case("post", "patterns/analytics/refresh/", ACTS),
    "patterns/analytics/export.<str:kind>": Case("get", "patterns/analytics/export.csv", READS),
    "patterns/new/": Case("get", "patterns/new/", SEES_TOKENS),
    "patterns/create/": Case("post", "patterns/create/", REFUSES),
    "patterns/library/": Case("get", "patterns/library/", READS),
    "patterns/library/<str:pattern_id>/": Case("get", f"patterns/library/rest-api-{FIRM_A}/", READS),
    "patterns/library/<str:pattern_id>/save/": Case("post", f"patterns/library/rest-api-{FIRM_A}/save/", REFUSES),
    "patterns/ci/": Case("get", "patterns/ci/", READS),
    "patterns/ci/create/": Case("post", "patterns/ci/create/", REFUSES),
    "patterns/ci/<uuid:pk>/": Case("get", "patterns/ci/{ci_endpoint}/", READS),
    "patterns/ci/<uuid:pk>/rotate/": Case("post", "patterns/ci/{ci_endpoint}/rotate/", SEES_TOKENS),
    "patterns/ci/<uuid:pk>/switch/": Case("post", "patterns/ci/{ci_endpoint}/switch/", INVITES, {"to": "on"}),
    "patterns/ci/<uuid:pk>/delete/": Case("post", "patterns/ci/{ticket}/delete/", DELETES),
}
# Route with an id → the model whose id it takes.
PORTAL_IDS = {
    "deals/<uuid:pk>/": Deal,
    "quotes/deals/<uuid:pk>/close/": Deal,
    "quotes/deals/<uuid:pk>/close/save/": Deal,
    "deals/<uuid:pk>/move/": Deal,
    "deals/<uuid:pk>/park/": Deal,
    "deals/<uuid:pk>/unpark/": Deal,
    "deals/<uuid:pk>/activity/": Deal,
    "deals/<uuid:pk>/follow-up/": Deal,
    "deals/follow-ups/<uuid:pk>/": DealActivity,
    "results/snapshots/<uuid:pk>/": ImplementationSnapshot,
    "tickets/<uuid:pk>/": TicketInstance,
    "tickets/<uuid:pk>/move/": TicketInstance,
    "tickets/<uuid:pk>/edit/": TicketInstance,
    "tickets/<uuid:pk>/evidence/": TicketInstance,
    "tickets/evidence/<uuid:pk>/": TicketEvidence,
    "tickets/evidence/<uuid:pk>/remove/": TicketEvidence,
    "tickets/packs/<uuid:pk>/checklist.md": TicketPack,
    "tickets/packs/<uuid:pk>/checklist/": TicketPack,
    "tickets/packs/<uuid:pk>/checklist/import/": TicketPack,
    **{
        f"quotes/<uuid:pk>/{tail}": Quote
        for tail in (
            "",
            "edit/",
            "save/",
            "outcome/",
            "quote.pdf",
            "submit/",
            "send-back/",
            "approve/",
            "send/",
            "follow-up/",
            "counter/",
            "withdraw/",
            "copy/",
        )
    },
    "people/invitations/<uuid:pk>/revoke/": Invitation,
    "people/<uuid:pk>/role/": Membership,
    "people/<uuid:pk>/remove/": Membership,
    "tokens/<uuid:pk>/revoke/": ApiToken,
    "feedback/<uuid:pk>/": FeedbackRequest,
    "feedback/<uuid:pk>/answer/": FeedbackRequest,
    "feedback/<uuid:pk>/resolve/": FeedbackRequest,
    "signals/<uuid:pk>/act/": OpportunitySignal,
    "signals/<uuid:pk>/dismiss/": OpportunitySignal,
    "signals/<uuid:pk>/restore/": OpportunitySignal,
    "contacts/conflicts/<uuid:pk>/resolve/": EnrichmentConflict,
    "compliance/checks/<uuid:pk>/": ComplianceCheck,
    "compliance/checks/<uuid:pk>/complete/": ComplianceCheck,
    "compliance/checks/<uuid:pk>/waive/": ComplianceCheck,
    "compliance/checks/<uuid:pk>/reopen/": ComplianceCheck,
    "compliance/checks/<uuid:pk>/remind/": ComplianceCheck,
    "compliance/checks/<uuid:pk>/escalate/": ComplianceCheck,
    "compliance/checks/<uuid:pk>/validate/": ComplianceCheck,
    "compliance/checks/<uuid:pk>/notes/": ComplianceCheck,
    "compliance/schedules/<uuid:pk>/": ComplianceSchedule,
    "compliance/schedules/<uuid:pk>/save/": ComplianceSchedule,
    "compliance/schedules/<uuid:pk>/generate/": ComplianceSchedule,
    **{
        f"patterns/projects/<uuid:pk>/{tail}": ProjectOutcome
        for tail in (
            "",
            "archive/",
            "restore/",
            "delete/",
            "delete/confirm/",
            "feedback/",
            "feedback/save/",
            "feedback/thanks/",
        )
    },
    "patterns/prompts/<uuid:pk>/dismiss/": ProjectOutcome,
    "patterns/prompts/<uuid:pk>/shown/": ProjectOutcome,
    "patterns/ci/<uuid:pk>/": CiEndpoint,
    "patterns/ci/<uuid:pk>/rotate/": CiEndpoint,
    "patterns/ci/<uuid:pk>/switch/": CiEndpoint,
    "patterns/ci/<uuid:pk>/delete/": CiEndpoint,
}
API_IDS: dict[str, tuple[type, tuple[str, ...]]] = {
    "api/clients/<uuid:pk>": (CrmClient, ("get", "patch")),
    "api/contacts/<uuid:pk>": (Contact, ("get", "patch")),
    "api/orders/<uuid:pk>": (Order, ("get", "patch")),
    "api/cases/<uuid:pk>": (CustomerCase, ("get", "patch")),
    "api/tasks/<uuid:pk>": (Task, ("get", "patch")),
    "api/deals/<uuid:pk>": (Deal, ("get", "patch")),
    # these two answer lists: tests/deals/test_deals_api.py
    "api/deals/<uuid:pk>/history": (Deal, ()),
    "api/deals/<uuid:pk>/activities": (Deal, ("post",)),
    "api/deals/<uuid:pk>/follow-up": (Deal, ("post",)),
    "api/deals/<uuid:pk>/park": (Deal, ("post",)),
    "api/deals/<uuid:pk>/unpark": (Deal, ("post",)),
    "api/deal-stage-history/<uuid:pk>": (StageHistory, ("get",)),
    "api/deal-activities/<uuid:pk>": (DealActivity, ("get",)),
    "api/deal-activities/<uuid:pk>/approve": (DealActivity, ("post",)),
    "api/deal-activities/<uuid:pk>/discard": (DealActivity, ("post",)),
    "api/settings/deal-stages/<uuid:pk>": (StageConfig, ("get", "patch")),
    "api/quotes/<uuid:pk>": (Quote, ("get", "patch")),
    "api/quotes/<uuid:pk>/pdf": (Quote, ()),  # answers bytes: tests/quotes/test_api.py
    **{
        f"api/quotes/<uuid:pk>/{name}": (Quote, ("post",))
        for name in (
            "submit",
            "send-back",
            "approve",
            "send",
            "copy",
            "withdraw",
            "counter",
            "outcome",
        )
    },
    "api/quote-activities/<uuid:pk>": (QuoteActivity, ("get",)),
    "api/quote-views/<uuid:pk>": (QuoteView, ("get",)),
    "api/quote-outcomes/<uuid:pk>": (QuoteOutcome, ("get",)),
    "api/feedback-requests/<uuid:pk>": (FeedbackRequest, ("get",)),
    "api/contact-enrichment-queue/<uuid:pk>": (EnrichmentItem, ("get",)),
    "api/enrichment-conflicts/<uuid:pk>": (EnrichmentConflict, ("get",)),
    "api/contact-field-sources/<uuid:pk>": (ContactFieldSource, ("get",)),
    "api/opportunity-signals/<uuid:pk>": (OpportunitySignal, ("get",)),
    "api/engines/feedback/<uuid:pk>/response": (FeedbackRequest, ("post",)),
    "api/engines/enrichment/<uuid:pk>/resolve": (EnrichmentConflict, ("post",)),
    "api/engines/signals/<uuid:pk>/action": (OpportunitySignal, ("post",)),
    "api/engines/signals/<uuid:pk>/dismiss": (OpportunitySignal, ("post",)),
    "api/ci-endpoints/<uuid:pk>": (CiEndpoint, ("get", "patch")),
    "api/ci-endpoints/<uuid:pk>/rotate": (CiEndpoint, ("post",)),
    "api/compliance-schedules/<uuid:pk>": (ComplianceSchedule, ("get", "patch")),
    "api/compliance-checks/<uuid:pk>": (ComplianceCheck, ("get", "patch")),
    "api/engines/compliance/schedules/<uuid:pk>": (ComplianceSchedule, ("get", "patch")),
    "api/engines/compliance/checks/<uuid:pk>/complete": (ComplianceCheck, ("post",)),
    "api/engines/compliance/checks/<uuid:pk>/waive": (ComplianceCheck, ("post",)),
    "api/engines/compliance/checks/<uuid:pk>/reopen": (ComplianceCheck, ("post",)),
    "api/engines/compliance/checks/<uuid:pk>/remind": (ComplianceCheck, ("post",)),
    "api/engines/compliance/checks/<uuid:pk>/escalate": (ComplianceCheck, ("post",)),
    "api/engines/compliance/checks/<uuid:pk>/validate": (ComplianceCheck, ("post",)),
    "api/engines/compliance/schedules/<uuid:pk>/generate": (ComplianceSchedule, ("post",)),
    "api/outcomes/<uuid:pk>": (ProjectOutcome, ("get", "patch", "delete")),
    "api/outcomes/<uuid:pk>/restore": (ProjectOutcome, ("post",)),
    "api/outcomes/<uuid:pk>/builds": (ProjectOutcome, ("post",)),  # GET: tests/patterns/test_outcomes_api.py
    "api/outcomes/<uuid:pk>/prompt": (ProjectOutcome, ("post",)),
    "api/feedback/<uuid:pk>": (UserFeedback, ("get",)),
    "api/scaffold-sessions/<uuid:pk>": (ScaffoldSession, ("get", "patch")),
    "api/metric-definitions/<uuid:pk>": (MetricDefinition, ("get", "patch")),
    "api/implementation-snapshots/<uuid:pk>": (ImplementationSnapshot, ("get", "patch")),
    "api/roadmap-projections/<uuid:pk>": (RoadmapProjection, ("get", "patch")),
    "api/roadmap-outcomes/<uuid:pk>": (RoadmapOutcome, ("get",)),
    "api/roadmaps/<uuid:pk>": (Roadmap, ("get", "patch")),
    # GET of the next two answers rows of the plan, not one row: tests/roadmaps/test_refresh_api.py
    "api/roadmaps/<uuid:pk>/versions": (Roadmap, ()),
    "api/roadmaps/<uuid:pk>/changelog": (Roadmap, ()),
    "api/roadmaps/<uuid:pk>/refresh": (Roadmap, ("post",)),
    "api/refresh-proposals/<uuid:pk>": (RefreshProposal, ("get", "patch")),
    "api/refresh-proposals/<uuid:pk>/apply": (RefreshProposal, ("post",)),
    "api/roadmap-sections/<uuid:pk>": (RoadmapSection, ("get", "patch")),
    "api/ticket-packs/<uuid:pk>": (TicketPack, ("get", "patch")),
    "api/ticket-packs/<uuid:pk>/markdown": (TicketPack, ("post",)),  # GET: tests/tickets/test_checklist_api.py
    "api/ticket-instances/<uuid:pk>": (TicketInstance, ("get", "patch")),
    "api/ticket-instances/<uuid:pk>/evidence": (
        TicketInstance,
        ("post",),
    ),  # GET answers its files: tests/api/test_evidence.py
    "api/ticket-evidence/<uuid:pk>": (TicketEvidence, ("get", "delete")),
    "api/ticket-evidence/<uuid:pk>/content": (TicketEvidence, ()),  # answers bytes: as above
    "api/ticket-instances/<uuid:pk>/status": (TicketInstance, ("patch",)),
    "api/ticket-instances/<uuid:pk>/assignee": (TicketInstance, ("patch",)),
    "api/ticket-instances/<uuid:pk>/notes": (TicketInstance, ("patch",)),
    "api/tickets/<uuid:pk>/status": (TicketInstance, ("patch",)),
    "api/tickets/<uuid:pk>/assignee": (TicketInstance, ("patch",)),
    "api/tickets/<uuid:pk>/notes": (TicketInstance, ("patch",)),
    "api/roadmap/sections/<uuid:pk>/status": (RoadmapSection, ("patch",)),
    "api/roadmaps/<uuid:pk>/progress": (Roadmap, ("get",)),
}
VALID = {
    "status": {"status": "in_progress"},
    "assignee": {"assignee": "Ines"},
    "notes": {"notes": "A note."},
    "dismiss": {"dismissed_reason": "Another office."},
    "counter": {"notes": "Asks for 10 % less."},
    "outcome": {"outcome": "won"},
    "park": {"until": "2199-12-31", "reason": "Their budget comes then."},
    "resolve": {"resolution": "take"},
    "waive": {"reason": "Their auditor shows it."},
    "builds": {"event_type": "build", "status": "success"},
    "prompt": {"state": "shown"},
}
API_LISTS = (
    "api/clients",
    "api/contacts",
    "api/orders",
    "api/cases",
    "api/tasks",
    "api/deals",
    "api/deal-stage-history",
    "api/deal-activities",
    "api/settings/deal-stages",
    "api/quotes",
    "api/quote-activities",
    "api/quote-views",
    "api/quote-outcomes",
    "api/roadmaps",
    "api/roadmap-sections",
    "api/ticket-packs",
    "api/ticket-instances",
    "api/feedback-requests",
    "api/contact-enrichment-queue",
    "api/enrichment-conflicts",
    "api/contact-field-sources",
    "api/opportunity-signals",
    "api/ci-endpoints",
    "api/compliance-schedules",
    "api/compliance-checks",
    "api/engines/compliance/schedules",
    "api/metric-definitions",
    "api/implementation-snapshots",
    "api/roadmap-projections",
    "api/roadmap-outcomes",
    "api/outcomes",
    "api/feedback",
    "api/scaffold-sessions",
)
# Addresses without an id, of their own kind: what they show of a firm is the caller's (tests/api has what they do).
API_ACTS = (
    "api/engines/feedback/schedule",
    "api/engines/feedback/stats",
    "api/engines/enrichment/pending",
    "api/engines/signals/unactioned",
    "api/reports/signal-action-rates",
    "api/roadmap-outcomes/compute",
    "api/roadmap-outcomes/aggregate",
    "api/roadmap-outcomes/case-study",
    "api/roi-assumptions",
    "api/dashboard/owner",
    "api/dashboard/owner/transformation",
    "api/dashboard/owner/roi/baseline",
    "api/dashboard/owner/roi/snapshot",
    "api/dashboard/owner/roi/compute-outcome",
    "api/roadmap/sections",
    "api/roadmap/sections/<int:number>",
    "api/roadmap/tickets",
    "api/roadmap/export",
    "api/roadmap/qna",
    "api/roadmap/refresh",
    "api/roadmap/sync-status",
    "api/roadmap/generate-tickets",
    "api/ticket-instances/bulk-status",
    "api/engines/deals/stalled",
    "api/engines/compliance/due",
    "api/reports/compliance-completion-rates",
    "api/reports/deal-stage-velocity",
    "api/engines/quotes/followup",
    "api/reports/quote-win-rates",
    "api/reports/quote-loss-reasons",
    "api/reports/competitor-analysis",
    "api/reports/time-to-decision",
    "api/outcomes/bulk",
    "api/feedback-prompts",
    # by an id of the firm's own: tests/patterns/test_patterns_api.py, test_analytics_api.py
    "api/patterns",
    "api/patterns/<str:pk>",
    "api/analytics/patterns",
    "api/analytics/patterns/<str:pk>",
    "api/analytics/trends",
    "api/analytics/summary",
    "api/analytics/recommendations",
    "api/analytics/outcomes-by-date",
    "api/analytics/sessions",
    "api/analytics/refresh",
    "api/export/feedback",
)
# Outside any firm, which their id names; who gets in is a table of its own: tests/api/test_superadmin.py.
API_OF_STAFF = (
    "api/superadmin/firms/<uuid:pk>/metrics",
    "api/superadmin/firms/<uuid:pk>/metrics/baseline",
    "api/superadmin/firms/<uuid:pk>/metrics/snapshot",
    "api/superadmin/firms/<uuid:pk>/metrics/compute-outcome",
    "api/superadmin/firms/<uuid:pk>/roadmap-os",
    "api/superadmin/firms/<uuid:pk>/roadmap-sections",
    "api/superadmin/firms/<uuid:pk>/tickets",
    "api/superadmin/firms/<uuid:pk>/generate-tickets",
)
# By a secret of the installation or of an endpoint: tests/work/test_cron.py, tests/patterns/test_ci_webhook.py.
BY_SECRET = ("api/cron/<str:name>", "api/webhooks/ci")
API_PARENTS = {
    "api/roadmap-sections": (
        "roadmap",
        Roadmap,
        {"section_number": 7, "section_name": "own_slug", "title": "A section", "content_markdown": "Text"},
    ),
    "api/ticket-instances": ("ticket_pack", TicketPack, {"ticket_id": "H-777", "title": "A ticket"}),
    "api/ticket-packs": ("roadmap", Roadmap, {"key": "stolen", "title": "A pack"}),
}
# Open without signing in, each because nobody who needs it has signed in yet, or because it says nothing of a firm.
OPEN = {
    "^api/?$": "lists the addresses of the API",
    "api/schema": "the API's description",
    "api/docs": "the same for people",
    "^api/": "says that nothing is there",
    "feedback/<str:token>/": "a client answers by a mailed link: tests/feedback/test_public_page.py",
    "unsubscribe/<str:token>/": "the same: no more of these mails",
    "q/<str:token>/": "a client answers a quote by a mailed link: tests/quotes/test_public_page.py",
    "q/<str:token>/quote.pdf": "the same",
    "invite/<str:token>/": "whoever was invited has no account yet",
    "c/<str:token>/": "a client's contact answers a mail: tests/compliance/test_pages.py",
}
# The login library's pages are its own to guard.
ALLAUTH = "accounts/"
# Outside any firm and closed.
CLOSED_OUTSIDE = {"": 302, "dev/mail/": 404, "dev/mail/<str:name>/": 404, "dev/mail/<str:name>/html/": 404}


def walk(urlconf: str) -> list[str]:
    def inside(resolver: URLResolver, before: str) -> Iterator[str]:
        for pattern in resolver.url_patterns:
            path = before + str(pattern.pattern)
            if isinstance(pattern, URLPattern):
                yield path
            else:
                yield from inside(pattern, path)

    return list(dict.fromkeys(inside(get_resolver(urlconf), "")))


def admin_routes() -> list[str]:
    """The admin's routes that take an id of a firm's row: ``admin/<app>/<model>/<path:object_id>/<act>/``."""
    return [
        r for r in walk("config.urls_firm") if r.startswith("admin/") and "<path:object_id>" in r and "/r/" not in r
    ]


def firm_admin_routes() -> list[str]:
    """Those of them whose table is a firm's."""
    return [route for route in admin_routes() if is_walled(admin_model(route))]


def plain_admin_routes() -> list[str]:
    return [r for r in walk("config.urls_firm") if r.startswith("admin/") and not re.search(r"[<^(]", r)]


# They lead to the one sign-in page.
ADMIN_OPEN = {"admin/login/", "admin/logout/", "admin/password_change/"}


def admin_model(route: str) -> type:
    _, app, model, *_ = route.split("/")
    return apps.get_model(app, model)


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker) -> Iterator[dict[str, Any]]:
    """Two full firms; one person for each place one can have towards the first."""
    with django_db_blocker.unblock():
        _empty_as_owner()  # what a test that was cut short has left
        superuser = make_user("root@firmloop.example", name="Root", is_superuser=True)
        made: dict[str, Any] = {"a": make_rows(FIRM_A), "b": make_rows(FIRM_B)}
        firm = made["a"][Tenant]
        clients = {"anonymous": Client(), "superuser": signed_in(superuser)}
        for role in ("viewer", "member", "admin", "staff"):
            user = make_user(f"{role}@people.example", name=f"A {role}")
            make_member(firm, user, role)
            clients[role] = signed_in(user)
        with tenant_context(firm.pk):
            owner = Membership.objects.get(role="owner")
            Roadmap.objects.update(is_current=True)
            RoadmapSection.objects.update(content_markdown="# One inbox\n\n```mermaid\nflowchart LR\n A-->B\n```\n")
            made["write"] = make_token(name="program", scopes=["read", "write"], at=AT)[1]
        clients["owner"] = signed_in_as(owner.user_id)
        with tenant_context(made["b"][Tenant].pk):
            stranger = Membership.objects.get(role="owner").user_id
        clients["stranger"] = signed_in_as(stranger)
        made["ids"] = {
            "ticket": made["a"][TicketInstance].pk,
            "pack": made["a"][TicketPack].pk,
            "deal": made["a"][Deal].pk,
            "quote": made["a"][Quote].pk,
            "snapshot": made["a"][ImplementationSnapshot].pk,
            "evidence": made["a"][TicketEvidence].pk,
            "invitation": made["a"][Invitation].pk,
            "owner": owner.pk,
            "token": made["a"][ApiToken].pk,
            "feedback": made["a"][FeedbackRequest].pk,
            "signal": made["a"][OpportunitySignal].pk,
            "conflict": made["a"][EnrichmentConflict].pk,
            "check": made["a"][ComplianceCheck].pk,
            "schedule": made["a"][ComplianceSchedule].pk,
            "project": made["a"][ProjectOutcome].pk,
            "ci_endpoint": made["a"][CiEndpoint].pk,
        }
        made["clients"] = clients
        yield made
        _empty_as_owner()


def signed_in(user: Any, **options: Any) -> Client:
    client = Client(raise_request_exception=False, **options)
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def signed_in_as(user_id: UUID, **options: Any) -> Client:
    from apps.tenancy.models import User

    return signed_in(User.objects.get(pk=user_id), **options)


def ask(client: Client, method: str, path: str, *, token: str = "", data: Any = None) -> Any:
    client.cookies.pop("messages", None)  # what an earlier case said would stand on this one's page
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    if "/api/" in path:
        body = None if method == "get" else json.dumps(data or {})
        return client.generic(method.upper(), path, body or "", content_type="application/json", headers=headers)
    return getattr(client, method)(path, data or {}, headers=headers)


def shape(response: Any, *ids: UUID) -> tuple[int, str, str]:
    """Return what a caller can tell answers apart by, without what is in every answer a different one."""
    body = response.content.decode() if not response.streaming else ""
    for one in ids:
        body = body.replace(str(one), "ID")
    body = re.sub(r"\b[A-Za-z0-9]{64}\b", "CSRF", body)
    body = re.sub(r'"request_id":\s*"[^"]*"', "REQUEST", body)
    location = response.headers.get("Location", "")
    for one in ids:
        location = location.replace(str(one), "ID")
    return response.status_code, location, body


def filled(path: str, world: dict[str, Any]) -> str:
    return f"/f/{FIRM_A}/" + path.format(**world["ids"])


def test_routes_of_the_portal_are_all_on_the_table():
    portal = [r for r in walk("config.urls_firm") if not r.startswith(("admin/", "api/", "^api/", ALLAUTH))]

    assert sorted(portal) == sorted(PORTAL)
    assert {route for route in portal if "uuid" in route} == set(PORTAL_IDS)


@pytest.mark.parametrize(
    ("urlconf", "of_staff"), [("config.urls", (*API_OF_STAFF, *BY_SECRET)), ("config.urls_firm", ())]
)
def test_routes_of_the_api_are_all_on_a_list(urlconf, of_staff):
    api = [r for r in walk(urlconf) if r.startswith(("api/", "^api/"))]

    assert sorted(api) == sorted([*API_IDS, *API_LISTS, *API_ACTS, *of_staff, *(r for r in OPEN if "api/" in r)])


def test_routes_outside_firms_are_all_on_a_list():
    outside = [r for r in walk("config.urls") if not r.startswith(("admin/", "api/", "^api/", ALLAUTH))]

    assert sorted(outside) == sorted([*CLOSED_OUTSIDE, *(route for route in OPEN if "api" not in route)])


def test_tables_of_the_admin_are_on_a_list():
    shown = {admin_model(route)._meta.label for route in admin_routes()}

    assert shown == ADMIN_FIRM | ADMIN_GLOBAL
    assert {admin_model(route)._meta.label for route in firm_admin_routes()} == ADMIN_FIRM


ADMIN_FIRM = {
    "clients.Client",
    "clients.Contact",
    "clients.Order",
    "clients.Case",
    "clients.Task",
    "deals.Deal",
    "deals.StageConfig",
    "quotes.Quote",
    "quotes.QuoteActivity",
    "quotes.QuoteOutcome",
    "quotes.QuoteView",
    "feedback.FeedbackRequest",
    "enrichment.EnrichmentItem",
    "enrichment.EnrichmentConflict",
    "enrichment.ContactFieldSource",
    "enrichment.OpportunitySignal",
    "work.JobRun",
    "compliance.ComplianceSchedule",
    "compliance.ComplianceCheck",
    "tenancy.Tenant",
    "tenancy.Membership",
    "tenancy.Invitation",
    "tenancy.ApiToken",
    "roadmaps.Roadmap",
    "roadmaps.RoadmapSection",
    "roadmaps.RefreshProposal",
    "roadmaps.RoadmapChangelog",
    "tickets.TicketPack",
    "tickets.TicketInstance",
    "work.ChangeBatch",
    "metrics.MetricDefinition",
    "metrics.RoiAssumptions",
    "metrics.ImplementationSnapshot",
    "metrics.RoadmapProjection",
    "metrics.RoadmapOutcome",
    "patterns.Pattern",
    "patterns.ProjectOutcome",
    "patterns.UserFeedback",
    "patterns.BuildEvent",
    "patterns.ScaffoldSession",
    "patterns.CiEndpoint",
}
ADMIN_GLOBAL = {"tenancy.User", "roadmaps.SectionType", "tickets.LibraryTicket"}


@pytest.mark.parametrize("caller", CALLERS)
@pytest.mark.parametrize("route", PORTAL)
def test_portal_route_answers_each_role(world, route, caller):
    case = PORTAL[route]

    response = ask(world["clients"][caller], case.method, filled(case.path, world), data=case.data)

    assert response.status_code == case.statuses[CALLERS.index(caller)]
    if caller == "anonymous":
        assert response.headers["Location"].startswith(SIGN_IN)


@pytest.mark.parametrize("caller", ["viewer", "owner", "superuser", "stranger", "anonymous"])
@pytest.mark.parametrize("route", PORTAL)
def test_portal_route_takes_one_method(world, route, caller):
    case = PORTAL[route]
    others = ["post", "put", "patch", "delete"] if case.method == "get" else ["get", "put", "patch", "delete"]

    for method in others:
        response = ask(world["clients"][caller], method, filled(case.path, world))
        assert (method, response.status_code) == (method, WRONG_METHOD[CALLERS.index(caller)])


@pytest.mark.parametrize("route", [route for route, case in PORTAL.items() if case.method == "post"])
def test_portal_write_needs_the_csrf_token(world, route):
    case, owner = PORTAL[route], world["clients"]["owner"].session["_auth_user_id"]
    client = signed_in_as(owner, enforce_csrf_checks=True)

    response = ask(client, "post", filled(case.path, world), data=case.data)

    assert response.status_code == 403
    assert "csrf" in response.content.decode().lower() or "form" in response.content.decode().lower()


@pytest.mark.parametrize("route", PORTAL_IDS)
@pytest.mark.parametrize("caller", ["owner", "superuser"])
def test_portal_route_with_anothers_id_answers_as_for_none(world, route, caller):
    case, model = PORTAL[route], PORTAL_IDS[route]
    foreign = world["b"][model].pk
    client = world["clients"][caller]

    answers = [
        shape(ask(client, case.method, f"/f/{FIRM_A}/{route.replace('<uuid:pk>', str(pk))}", data=case.data), pk)
        for pk in (foreign, UNKNOWN)
    ]

    assert answers[0] == answers[1]
    assert answers[0][0] == 404


@pytest.mark.parametrize("door", ["token", "session"])
@pytest.mark.parametrize(("route", "method"), [(route, m) for route, (_, methods) in API_IDS.items() for m in methods])
def test_api_route_with_anothers_id_answers_as_for_none(world, route, method, door):
    model, _ = API_IDS[route]
    client = Client() if door == "token" else world["clients"]["owner"]
    before = "/" if door == "token" else f"/f/{FIRM_A}/"
    token = world["write"] if door == "token" else ""
    path = {pk: before + route.replace("<uuid:pk>", str(pk)) for pk in (world["b"][model].pk, UNKNOWN)}

    data = VALID.get(route.rpartition("/")[2])

    answers = [shape(ask(client, method, path[pk], token=token, data=data), pk) for pk in path]

    assert answers[0] == answers[1]
    assert answers[0][0] == 404


@pytest.mark.parametrize("route", [route for route, (_, methods) in API_IDS.items() if "get" in methods])
def test_api_route_with_ones_own_id_answers_the_row(world, route):
    own = world["a"][API_IDS[route][0]].pk

    response = ask(Client(), "get", "/" + route.replace("<uuid:pk>", str(own)), token=world["write"])

    assert response.status_code == 200
    assert str(own) in (response.json().get("id"), response.json().get("roadmap_id"))


@pytest.mark.parametrize("route", API_LISTS)
def test_api_list_shows_ones_own_rows_only(world, route):
    response = ask(Client(), "get", f"/{route}", token=world["write"])

    assert response.status_code == 200
    text = response.content.decode()
    model, _ = API_IDS[f"{route}/<uuid:pk>"]
    assert str(world["a"][model].pk) in text
    assert str(world["b"][model].pk) not in text


@pytest.mark.parametrize("route", API_PARENTS)
def test_api_row_below_anothers_parent_is_refused_as_below_none(world, route):
    field, parent, data = API_PARENTS[route]

    answers = [
        shape(ask(Client(), "post", f"/{route}", token=world["write"], data=data | {field: str(pk)}), pk)
        for pk in (world["b"][parent].pk, UNKNOWN)
    ]

    assert answers[0] == answers[1]
    assert answers[0][0] in {400, 404, 422}


@pytest.mark.parametrize("route", [*API_IDS, *API_LISTS, *API_ACTS])
@pytest.mark.parametrize("before", ["/", f"/f/{FIRM_A}/"])
def test_api_route_without_a_caller_is_refused(world, route, before):
    path = before + route.replace("<uuid:pk>", str(UNKNOWN)).replace("<int:number>", "1")

    statuses = {method: ask(Client(), method, path).status_code for method in ("get", "post", "patch", "put", "delete")}

    assert set(statuses.values()) == {401}


@pytest.mark.parametrize("route", API_OF_STAFF)
def test_address_of_staff_lets_staff_of_the_firm_in_and_nobody_else(world, route):
    path = "/" + route.replace("<uuid:pk>", str(world["a"][Tenant].pk))
    methods = ("get", "post", "patch", "put", "delete")

    answers = {
        caller: {ask(world["clients"][caller], method, path).status_code for method in methods}
        for caller in CALLERS
        if caller not in {"staff", "superuser"}
    }

    assert answers.pop("anonymous") == {401}
    assert all(statuses == {404} for statuses in answers.values())
    for caller in ("staff", "superuser"):
        allowed = [m for m in methods if ask(world["clients"][caller], m, path).status_code not in {404, 405}]
        assert len(allowed) == 1


@pytest.mark.parametrize("route", API_OF_STAFF)
@pytest.mark.parametrize("caller", ["staff", "superuser", "token"])
def test_address_of_staff_with_another_firms_id(world, route, caller):
    # The superuser is staff of both firms, the others of the first only.
    client = Client() if caller == "token" else world["clients"][caller]
    token = world["write"] if caller == "token" else ""
    method = "post" if route.endswith(("baseline", "snapshot", "outcome", "generate-tickets")) else "get"
    ids = (world["b"][Tenant].pk, UNKNOWN)

    answers = [shape(ask(client, method, "/" + route.replace("<uuid:pk>", str(pk)), token=token), pk) for pk in ids]

    assert answers[1][0] == 404
    assert (answers[0] == answers[1]) == (caller != "superuser")


@pytest.mark.parametrize("route", [*API_IDS, *API_LISTS, *API_ACTS])
def test_api_of_another_firm_is_not_there(world, route):
    path = f"/f/{FIRM_B}/" + route.replace("<uuid:pk>", str(UNKNOWN)).replace("<int:number>", "1")

    assert ask(world["clients"]["member"], "get", path).status_code == 404


@pytest.mark.parametrize("route", [route for route, (_, methods) in API_IDS.items() if "patch" in methods])
def test_api_write_by_session_needs_the_csrf_token(world, route):
    model, _ = API_IDS[route]
    client = signed_in_as(world["clients"]["owner"].session["_auth_user_id"], enforce_csrf_checks=True)
    path = f"/f/{FIRM_A}/" + route.replace("<uuid:pk>", str(world["a"][model].pk))

    response = ask(client, "patch", path)

    assert response.status_code == 403
    assert response.json()["code"] == "csrf_failed"


@pytest.mark.parametrize("route", [route for route, (_, methods) in API_IDS.items() if "patch" in methods])
@pytest.mark.parametrize("caller", ["viewer", "read token"])
def test_api_write_by_a_reader_is_refused(world, route, caller):
    model, _ = API_IDS[route]
    own = world["a"][model].pk
    with tenant_context(world["a"][Tenant].pk):
        token = make_token(name="reader", scopes=["read"], at=AT)[1] if caller == "read token" else ""
    path = ("/" if token else f"/f/{FIRM_A}/") + route.replace("<uuid:pk>", str(own))

    assert ask(world["clients"]["viewer"], "patch", path, token=token).status_code == 403


@pytest.mark.parametrize("route", firm_admin_routes())
@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("before", [f"/f/{FIRM_A}/", "/"])
def test_admin_route_with_anothers_id_answers_as_for_none(world, route, method, before):
    model = admin_model(route)
    client = world["clients"]["staff"]
    foreign = world["b"][model].pk

    answers = [
        shape(ask(client, method, before + route.replace("<path:object_id>", str(pk)), data={"post": "yes"}), pk)
        for pk in (foreign, UNKNOWN)
    ]

    assert answers[0] == answers[1]
    assert answers[0][0] < 500


@pytest.mark.parametrize("route", [route for route in firm_admin_routes() if route.endswith(("change/", "history/"))])
def test_admin_route_with_ones_own_id_shows_the_row(world, route):
    model = admin_model(route)

    response = ask(
        world["clients"]["staff"], "get", f"/f/{FIRM_A}/" + route.replace("<path:object_id>", str(world["a"][model].pk))
    )

    assert response.status_code == 200


@pytest.mark.parametrize("before", [f"/f/{FIRM_A}/", "/"])
@pytest.mark.parametrize("caller", ["staff", "superuser"])
def test_admin_shortcut_to_an_object_tells_nothing(world, before, caller):
    # The admin's own redirect finds objects by the manager that knows no firm.
    with tenant_context(world["a"][Tenant].pk):
        kind = ContentType.objects.get_for_model(TicketInstance).pk
    own, foreign = (world[firm][TicketInstance].pk for firm in ("a", "b"))

    answers = [
        shape(ask(world["clients"][caller], "get", f"{before}admin/r/{kind}/{pk}/"), pk) for pk in (foreign, UNKNOWN)
    ]

    assert own != foreign
    assert answers[0] == answers[1]
    assert answers[0][0] == 404


@pytest.mark.parametrize("route", [*admin_routes(), *(r for r in plain_admin_routes() if r not in ADMIN_OPEN)])
@pytest.mark.parametrize("before", [f"/f/{FIRM_A}/", "/"])
def test_admin_route_needs_a_login_and_the_right(world, route, before):
    path = before + route.replace("<path:object_id>", str(UNKNOWN))

    statuses = {
        caller: [ask(world["clients"][caller], method, path).status_code for method in ("get", "post")]
        for caller in ("anonymous", "viewer", "member", "admin", "owner", "stranger")
    }

    assert statuses.pop("anonymous") == [302, 302]
    elsewhere = statuses.pop("stranger")
    assert elsewhere == ([404, 404] if before != "/" else [403, 403])
    assert all(refused == [403, 403] for refused in statuses.values())


@pytest.mark.parametrize("route", plain_admin_routes())
@pytest.mark.parametrize("caller", ["staff", "superuser"])
@pytest.mark.parametrize("before", [f"/f/{FIRM_A}/", "/"])
def test_admin_page_never_breaks(world, route, caller, before):
    response = ask(world["clients"][caller], "get", before + route)

    assert response.status_code < 500


@pytest.mark.parametrize("route", plain_admin_routes())
def test_admin_list_in_a_firm_names_no_row_of_another(world, route):
    for before, caller in ((f"/f/{FIRM_A}/", "staff"), ("/", "staff"), (f"/f/{FIRM_A}/", "superuser")):
        text = ask(world["clients"][caller], "get", before + route).content.decode()
        for row in world["b"].values():
            assert not isinstance(row.pk, UUID) or str(row.pk) not in text
        if caller == "staff":
            assert FIRM_B not in text


@pytest.mark.parametrize("route", [r for r in walk("config.urls_firm") if r.startswith(ALLAUTH)])
def test_sign_in_pages_have_no_firm_below_its_prefix(world, route):
    path = f"/f/{FIRM_A}/" + re.sub(r"[\^(<].*$", "", route)

    response = ask(Client(raise_request_exception=False), "get", path)

    assert response.status_code in {200, 302, 404, 405}
    assert "Harbor" not in response.content.decode()


@pytest.mark.parametrize(("route", "status"), CLOSED_OUTSIDE.items())
def test_route_outside_firms_is_closed_to_nobody(route, status, world):
    path = "/" + route.replace("<str:name>", "mail")

    assert ask(Client(), "get", path).status_code == status


def test_firm_of_another_and_no_firm_answer_the_same(world):
    client = world["clients"]["member"]

    answers = [shape(ask(client, "get", f"/f/{slug}/")) for slug in (FIRM_B, "no-such-firm")]

    assert answers[0][0] == 404
    assert answers[0][2].replace(FIRM_B, "SLUG") == answers[1][2].replace("no-such-firm", "SLUG")
