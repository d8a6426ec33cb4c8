"""One row of every table of a firm, for tests that go through all of them.

A model that has no factory here fails ``test_matrix.py``: a wall is proven on rows that could have leaked.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.apps import apps
from django.contrib.admin.models import ADDITION, LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db import models

from apps.clients.models import Case, CaseCounter, Client, Contact, Order, Task
from apps.compliance.models import ComplianceCheck, ComplianceSchedule
from apps.deals.models import Deal, DealActivity, StageConfig, StageHistory
from apps.enrichment.models import ContactFieldSource, EnrichmentConflict, EnrichmentItem, OpportunitySignal
from apps.feedback.models import FeedbackRequest
from apps.metrics.models import (
    ImplementationSnapshot,
    MetricDefinition,
    RoadmapOutcome,
    RoadmapProjection,
    RoiAssumptions,
)
from apps.patterns.models import (
    BuildEvent,
    CiDelivery,
    CiEndpoint,
    Pattern,
    ProjectOutcome,
    ScaffoldSession,
    UserFeedback,
)
from apps.quotes.models import Quote, QuoteActivity, QuoteCounter, QuoteOutcome, QuoteView
from apps.roadmaps.models import RefreshPart, RefreshProposal, Roadmap, RoadmapChangelog, RoadmapSection
from apps.tenancy.context import tenant_context
from apps.tenancy.functions import hash_of
from apps.tenancy.models import ApiToken, IdempotencyKey, Invitation, Membership, Tenant
from apps.tenancy.models.owned import Event
from apps.tenancy.policies import TenantPolicy
from apps.tickets.models import (
    FirmSectionCount,
    SectionCount,
    TicketDependency,
    TicketEvidence,
    TicketInstance,
    TicketPack,
)
from apps.work.models import AuditEvent, ChangeBatch, Effect, EngineSetting, JobRun, OutboxMessage, PublicLink
from tests.conftest import AT, make_firm, make_member, make_user

Made = dict[type[models.Model], Any]


def _ticket(made: Made, code: str) -> TicketInstance:
    return TicketInstance.objects.create(ticket_pack=made[TicketPack], ticket_id=code, title=f"Ticket {code}")


def _moved(deal: Deal) -> StageHistory:
    Deal.objects.filter(pk=deal.pk).update(stage="qualified")
    return StageHistory.objects.get(deal=deal)


def _log_entry(made: Made) -> LogEntry:
    return LogEntry.objects.create(
        user_id=made[Membership].user_id,
        content_type=ContentType.objects.get_for_model(Roadmap),
        object_id=str(made[Roadmap].pk),
        object_repr="Roadmap v1.0",
        action_flag=ADDITION,
    )


SNAPSHOTS_OF_OUTCOME = ("baseline_snapshot", "at_30d_snapshot", "at_60d_snapshot", "at_90d_snapshot", "target_snapshot")
RATES = {
    "blended_hourly_rate": 75,
    "annual_lead_volume": 480,
    "avg_deal_value": 5000,
    "implementation_cost": 25000,
    "currency": "USD",
    "assumed": [],
}
OUTCOME_INPUTS = {
    "baseline": {"nps": 38},
    "target": {"nps": 42},
    "projections": {},
    "metrics": [{"key": "nps", "label": "NPS", "unit": "score", "lower_is_better": False, "weight": 1}],
}

# In the order of their links; each gets what was made before it.
FACTORIES: dict[type[models.Model], Callable[[Made], models.Model]] = {
    ApiToken: lambda made: ApiToken.objects.create(
        name="reporting script", prefix="fl_0", token_hash=hash_of(made[Tenant].slug), scopes=["read"]
    ),
    IdempotencyKey: lambda made: IdempotencyKey.objects.create(
        caller_id=made[Tenant].pk, key="order-1", request_hash=hash_of("a body")
    ),
    Invitation: lambda made: Invitation.objects.create(
        email="new@harbor.example", role="viewer", expires_at=AT, token_hash=hash_of("link" + made[Tenant].slug)
    ),
    Roadmap: lambda _: Roadmap.objects.create(version="v1.0", is_current=False),
    RoadmapSection: lambda made: RoadmapSection.objects.create(
        roadmap=made[Roadmap], section_number=1, section_name="summary", title="Summary", content_markdown="One inbox"
    ),
    RoadmapChangelog: lambda made: RoadmapChangelog.objects.create(
        to_roadmap=made[Roadmap], to_version="v1.0", body_markdown="The first version."
    ),
    RefreshProposal: lambda made: RefreshProposal.objects.create(
        roadmap=made[Roadmap], to_version="v1.1", fingerprint="0" * 64
    ),
    RefreshPart: lambda made: RefreshPart.objects.create(
        proposal=made[RefreshProposal],
        position=1,
        section_number=1,
        section_name="summary",
        title="Summary",
        kind="status",
        after_status="implemented",
    ),
    MetricDefinition: lambda _: MetricDefinition.objects.create(key="no_shows", label="No-shows", unit="count"),
    RoiAssumptions: lambda _: RoiAssumptions.objects.create(
        blended_hourly_rate=75, annual_lead_volume=480, avg_deal_value=5000
    ),
    ImplementationSnapshot: lambda made: ImplementationSnapshot.objects.create(
        roadmap=made[Roadmap], label="baseline", snapshot_date=AT, metrics={"nps": 38}
    ),
    RoadmapProjection: lambda made: RoadmapProjection.objects.create(
        roadmap=made[Roadmap], key="nps", projected_delta=10
    ),
    RoadmapOutcome: lambda made: RoadmapOutcome.objects.create(
        roadmap=made[Roadmap],
        **dict.fromkeys(SNAPSHOTS_OF_OUTCOME, made[ImplementationSnapshot]),
        target_label="90d",
        deltas={"nps": 4},
        assumptions=RATES,
        inputs=OUTCOME_INPUTS,
        computed_at=AT,
    ),
    TicketPack: lambda made: TicketPack.objects.create(key="main", title="Main", roadmap=made[Roadmap]),
    SectionCount: lambda made: SectionCount.objects.create(ticket_pack=made[TicketPack], section_number=7),
    FirmSectionCount: lambda _: FirmSectionCount.objects.create(section_number=7),
    TicketInstance: lambda made: _ticket(made, "H-001"),
    TicketDependency: lambda made: TicketDependency.objects.create(
        ticket_instance=_ticket(made, "H-002"), depends_on=made[TicketInstance]
    ),
    TicketEvidence: lambda made: TicketEvidence.objects.create(
        ticket_instance=made[TicketInstance], file_name="signed.pdf", content=b"%PDF-1.7"
    ),
    Client: lambda _: Client.objects.create(company_name="Castellan Logistics", email="desk@castellan.example"),
    Contact: lambda made: Contact.objects.create(client=made[Client], first_name="Tom", email="tom@castellan.example"),
    Order: lambda made: Order.objects.create(client=made[Client], order_number="A-1"),
    Case: lambda made: Case.objects.create(client=made[Client], subject="Where is the invoice?"),
    CaseCounter: lambda _: CaseCounter.objects.get(),  # the trigger that numbers a case makes it
    Task: lambda made: Task.objects.create(client=made[Client], title="Call back"),
    Deal: lambda made: Deal.objects.create(client=made[Client], contact=made[Contact], title="Fleet contract"),
    StageConfig: lambda _: StageConfig.objects.get(stage="lead"),  # each firm begins with its stages
    StageHistory: lambda made: _moved(made[Deal]),
    DealActivity: lambda made: DealActivity.objects.create(deal=made[Deal], kind="call"),
    ComplianceSchedule: lambda _: ComplianceSchedule.objects.create(
        compliance_type="license_renewal", target_entity_type="client", next_due_at=AT
    ),
    ComplianceCheck: lambda made: ComplianceCheck.objects.create(
        schedule=made[ComplianceSchedule],
        compliance_type="license_renewal",
        entity_type="client",
        entity_id=made[Client].pk,
        entity_name="Castellan Logistics",
        period_start=AT.date(),
        period_end=AT.date(),
        due_at=AT,
    ),
    Quote: lambda made: Quote.objects.create(client=made[Client], deal=made[Deal], title="A quote without lines"),
    QuoteCounter: lambda _: QuoteCounter.objects.get(),  # the number of the quote makes it
    QuoteActivity: lambda made: QuoteActivity.objects.create(
        tenant=made[Tenant], quote=made[Quote], activity_type="created"
    ),
    QuoteView: lambda made: QuoteView.objects.create(tenant=made[Tenant], quote=made[Quote], is_internal=True),
    QuoteOutcome: lambda made: QuoteOutcome.objects.create(
        quote=Quote.objects.create(client=made[Client], title="A lost quote", status="sent", sent_at=AT),
        outcome="lost",
        primary_reason="price",
    ),
    FeedbackRequest: lambda made: FeedbackRequest.objects.create(
        order=made[Order], client=made[Client], delivery_date=AT, scheduled_for=AT
    ),
    EnrichmentItem: lambda made: EnrichmentItem.objects.create(contact=made[Contact], source="manual"),
    EnrichmentConflict: lambda made: EnrichmentConflict.objects.create(
        queue=made[EnrichmentItem], contact=made[Contact], field="title", proposed_value="COO", source="manual"
    ),
    ContactFieldSource: lambda made: ContactFieldSource.objects.create(
        contact=made[Contact], field="title", value="COO", source="manual"
    ),
    OpportunitySignal: lambda made: OpportunitySignal.objects.create(
        source_type="case", source_id="1", signal_type="expansion", client=made[Client]
    ),
    # an id of its own, so that a link to another firm's pattern cannot find one of its own
    Pattern: lambda made: Pattern.objects.create(pattern_id=f"rest-api-{made[Tenant].slug}", name="REST API"),
    ProjectOutcome: lambda made: ProjectOutcome.objects.create(
        project_name="shop", project_path="/srv/shop", pattern_id=made[Pattern].pattern_id, pattern_name="REST API"
    ),
    UserFeedback: lambda made: UserFeedback.objects.create(
        project_outcome=made[ProjectOutcome], overall_satisfaction=4
    ),
    BuildEvent: lambda made: BuildEvent.objects.create(
        project_outcome=made[ProjectOutcome], event_type="build", status="success"
    ),
    ScaffoldSession: lambda made: ScaffoldSession.objects.create(pattern_chosen=made[Pattern].pattern_id),
    CiEndpoint: lambda _: CiEndpoint.objects.create(name="GitHub", kind="github"),
    CiDelivery: lambda made: CiDelivery.objects.create(
        endpoint=made[CiEndpoint], delivery_id="1", result="Noted as a build of shop."
    ),
    ChangeBatch: lambda _: ChangeBatch.objects.create(title="Move 2 tickets", model_label="tickets.TicketInstance"),
    OutboxMessage: lambda _: OutboxMessage.objects.create(to_email="a@harbor.example", subject="Hello", purpose="x"),
    AuditEvent: lambda made: AuditEvent.objects.create(
        tenant=made[Tenant], actor_kind="system", event_type="pack_export", entity_type="pack", entity_id="1"
    ),
    Effect: lambda made: Effect.objects.create(tenant=made[Tenant], key="mail:1"),
    JobRun: lambda made: JobRun.objects.create(tenant=made[Tenant], job_name="deal-stall-detection", scheduled_for=AT),
    EngineSetting: lambda _: EngineSetting.objects.create(job_name="deal-stall-detection", is_paused=True),
    PublicLink: lambda made: PublicLink.objects.create(
        purpose="quote", object_id=made[Tenant].pk, token_hash=hash_of("quote" + made[Tenant].slug), expires_at=AT
    ),
    LogEntry: _log_entry,
}


def walled_models() -> list[type[models.Model]]:
    """Return every model whose table is a firm's, histories and the admin log among them."""
    ours = [m for m in apps.get_models(include_auto_created=True) if m._meta.managed and is_walled(m)]
    return [*sorted(ours, key=lambda model: model._meta.db_table), LogEntry]


def is_walled(model: type[models.Model]) -> bool:
    return any(isinstance(c, TenantPolicy) for c in model._meta.constraints)


def policy_of(model: type[models.Model]) -> TenantPolicy:
    return next(c for c in model._meta.constraints if isinstance(c, TenantPolicy))


def make_rows(slug: str, *, user: Any = None) -> Made:
    """Make a firm with an owner, a member and one row of every table; histories come from the triggers.

    Raises KeyError naming a model that has no factory.
    """
    firm = make_firm(slug, name=slug)
    owner = user or make_user(f"owner@{slug}.example", name=f"Owner of {slug}")
    member = make_user(f"member@{slug}.example", name=f"Member of {slug}")
    make_member(firm, owner, "owner")
    made: Made = {Tenant: firm, Membership: make_member(firm, member)}
    with tenant_context(firm.pk, actor={"name": "Ines Duarte", "via": "test"}):
        for model, factory in FACTORIES.items():
            made[model] = factory(made)
    for model in walled_models():
        if issubclass(model, Event):
            tracked = model._meta.get_field("pgh_obj").related_model
            with tenant_context(firm.pk):
                made[model] = model.objects.filter(pgh_obj_id=made[tracked].pk).latest("pgh_id")
        elif model not in made:
            raise KeyError(f"{model._meta.label} has no factory in tests/architecture/firm_rows.py")
    return made


def table_of(model: type[models.Model]) -> str:
    return model._meta.db_table


def firm_column(model: type[models.Model]) -> str:
    return "id" if model is Tenant else "tenant_id"
