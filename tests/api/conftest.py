"""A firm with something in it, another with something to leak, and callers by token and by session."""

from __future__ import annotations

import json
import secrets
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart
from django.utils import timezone

from apps.clients.models import Case, Task
from apps.deals.models import Deal, DealActivity, StageConfig, StageHistory
from apps.deals.operations import move_deal, record_activity, send_due_follow_ups
from apps.metrics import operations, refresh
from apps.metrics.models import MetricDefinition
from apps.patterns.operations import start_session
from apps.quotes.models import Quote, QuoteView
from apps.quotes.operations import record_outcome, record_view
from apps.roadmaps.models import RefreshProposal, Roadmap, RoadmapSection
from apps.tenancy.choices import Role, Scope
from apps.tenancy.context import tenant_context
from apps.tenancy.functions import hash_of
from apps.tenancy.models import ApiToken, Tenant
from apps.tickets.models import TicketEvidence, TicketInstance, TicketPack
from tests.compliance.makers import make_check, make_client, make_schedule
from tests.conftest import AT, make_firm, make_member, make_user
from tests.enrichment.makers import make_conflict, make_contact, make_field_source, make_item, make_signal
from tests.feedback.makers import make_order, make_request
from tests.metrics.makers import measure
from tests.patterns.makers import make_endpoint, make_feedback, make_outcome, make_pattern
from tests.quotes.makers import make_quote

MISSING = "019a4c3e-5d2b-7c1e-9f00-3a1b2c3d4e5f"


def make_token(firm: Any, *scopes: str) -> str:
    """Make a token of the firm and return its secret."""
    secret = f"fl_test_{secrets.token_urlsafe(32)}"
    with tenant_context(firm.pk):
        ApiToken.objects.create(name="report", prefix=secret[:12], token_hash=hash_of(secret), scopes=list(scopes))
    return secret


@dataclass
class Api:
    """A caller of the API: JSON in, or a form; JSON out."""

    client: Client
    prefix: str = ""
    headers: dict[str, str] | None = None

    def __call__(self, method: str, path: str, body: Any = None, **headers: str) -> Any:
        data = body if isinstance(body, bytes) else b"" if body is None else json.dumps(body).encode()
        is_form = isinstance(body, bytes) and body.startswith(f"--{BOUNDARY}".encode())
        kind = headers.pop("content_type", MULTIPART_CONTENT if is_form else "application/json")
        sent = {**(self.headers or {}), **{name.replace("_", "-"): value for name, value in headers.items()}}
        return self.client.generic(method, self.prefix + path, data, content_type=kind, headers=sent)


def form(*, file: str | bytes, name: str = "log.txt", **fields: str) -> bytes:
    """A form with a file, as ``curl -F`` sends it."""
    content = file.encode() if isinstance(file, str) else file
    return encode_multipart(BOUNDARY, {"file": SimpleUploadedFile(name, content), **fields})


def by_token(firm: Any, *scopes: str) -> Api:
    return Api(Client(), headers={"Authorization": f"Bearer {make_token(firm, *scopes)}"})


def by_session(firm: Any, role: str) -> Api:
    user = make_user(f"{role}@{firm.slug}.example", name=f"The {role}")
    make_member(firm, user, role)
    client = Client()
    client.force_login(user)
    return Api(client, prefix=f"/f/{firm.slug}")


def furnish(firm: Any) -> SimpleNamespace:
    """Give a firm a roadmap with a section and a pack with a ticket."""
    with tenant_context(firm.pk):
        roadmap = Roadmap.objects.create(version="v1.0")
        section = RoadmapSection.objects.create(
            roadmap=roadmap,
            section_number=1,
            section_name="executive_summary",
            title="Summary",
            content_markdown="One two.",
        )
        pack = TicketPack.objects.create(roadmap=roadmap, key="main", title="Main pack", is_primary=True)
        ticket = TicketInstance.objects.create(ticket_pack=pack, ticket_id="H-001", title="Answer every call")
    return SimpleNamespace(roadmap=roadmap, section=section, pack=pack, ticket=ticket)


def _proposal(_: Any) -> RefreshProposal:
    measure()
    proposal = refresh.propose_refresh(at=AT)
    assert proposal is not None
    return refresh.accept_all(proposal_id=proposal.pk)


def moved(deal: Deal) -> StageHistory:
    move_deal(deal_id=deal.pk, stage="qualified")
    return StageHistory.objects.get(deal=deal)


def drafted(deal: Deal) -> DealActivity:
    StageConfig.objects.filter(stage=deal.stage).update(drafts_first=True)
    Deal.objects.filter(pk=deal.pk).update(next_follow_up_at=AT)
    send_due_follow_ups(limit=1, at=timezone.now())
    return DealActivity.objects.get(deal=deal, kind="follow_up")


def viewed(quote: Quote) -> QuoteView:
    record_view(quote_id=quote.pk, viewer="somebody", at=timezone.now())
    return QuoteView.objects.get(quote=quote)


# What few tests need, each made from the rows that there are.
MORE = {
    "evidence": lambda rows: TicketEvidence.objects.create(
        ticket_instance=rows.ticket, file_name="log.txt", content=b"14 calls"
    ),
    "firm": lambda rows: Tenant.objects.get(pk=rows.roadmap.tenant_id),
    "metric": lambda _: MetricDefinition.objects.get(key="nps"),
    "outcome": lambda _: measure(),
    "snapshot": lambda _: measure().target_snapshot,
    "projection": lambda _: operations.set_projection(key="nps", projected_delta=9, at=AT),
    "proposal": _proposal,
    "client": lambda rows: row(rows, "entity"),
    "contact": lambda rows: make_contact(client=row(rows, "entity")),
    "order": lambda rows: row(rows, "delivered"),
    "case": lambda rows: Case.objects.create(subject="The invoice is missing", client=row(rows, "entity")),
    "task": lambda _: Task.objects.create(title="Call about the renewal"),
    "deal": lambda rows: Deal.objects.create(client=row(rows, "entity"), title="Fleet contract"),
    "stage": lambda _: StageConfig.objects.get(stage="lead"),
    "stage_change": lambda rows: moved(row(rows, "deal")),
    "activity": lambda rows: record_activity(deal_id=row(rows, "deal").pk, kind="call", at=timezone.now()),
    "draft": lambda rows: drafted(row(rows, "deal")),
    "schedule": lambda _: make_schedule(compliance_type=f"license {secrets.token_hex(4)}"),
    "check": lambda rows: make_check(row(rows, "entity"), due_at=timezone.now()),
    "waived": lambda rows: make_check(
        row(rows, "entity"), due_at=timezone.now(), status="waived", waived_reason="On leave", waived_until=AT.date()
    ),
    "quote": lambda _: make_quote(),
    "sent_quote": lambda _: make_quote(sent=True, at=timezone.now()),
    "quote_activity": lambda rows: row(rows, "quote").activities.get(),
    "quote_view": lambda rows: viewed(row(rows, "sent_quote")),
    "quote_outcome": lambda rows: record_outcome(quote_id=row(rows, "sent_quote").pk, outcome="won", at=timezone.now()),
    "delivered": lambda rows: make_order(row(rows, "entity")),
    "feedback": lambda rows: make_request(make_order(row(rows, "entity")), sent=True),
    "item": lambda _: make_item(),
    "conflict": lambda _: make_conflict(),
    "signal": lambda _: make_signal(),
    "field_source": lambda _: make_field_source(),
    "pattern": lambda _: SimpleNamespace(pk=make_pattern(f"p-{secrets.token_hex(4)}").pattern_id),  # its addresses' id
    "project": lambda _: make_outcome(created_at=timezone.now()),
    "rating": lambda rows: make_feedback(row(rows, "project"), consent_to_export=True),
    "session": lambda _: start_session(values={"steps_completed": ["languages"]}, user_id=None, at=timezone.now()),
    "ci_endpoint": lambda _: make_endpoint(),
    "entity": lambda _: make_client(f"Alder {secrets.token_hex(4)}", email="desk@alder.example"),
}


def row(rows: SimpleNamespace, name: str) -> Any:
    """A row of the firm by its name, made when it is asked for first."""
    if not hasattr(rows, name):
        with tenant_context(rows.roadmap.tenant_id):
            setattr(rows, name, MORE[name](rows))
    return getattr(rows, name)


@pytest.fixture
def rows(firm) -> SimpleNamespace:
    return furnish(firm)


@pytest.fixture
def other_rows(other_firm) -> SimpleNamespace:
    return furnish(other_firm)


@pytest.fixture
def api(firm) -> Api:
    """A program that may read and write."""
    return by_token(firm, Scope.WRITE)


@pytest.fixture
def reader(firm) -> Api:
    return by_token(firm, Scope.READ)


@pytest.fixture
def owner(firm) -> Api:
    return by_session(firm, Role.OWNER)


def new_tickets(rows: SimpleNamespace, count: int, **fields: Any) -> None:
    """Add tickets to the firm's pack."""
    with tenant_context(rows.pack.tenant_id):
        TicketInstance.objects.bulk_create(
            TicketInstance(ticket_pack_id=rows.pack.pk, ticket_id=f"N-{number:03}", title=f"Number {number}", **fields)
            for number in range(count)
        )


__all__ = [
    "MISSING",
    "MORE",
    "Api",
    "by_session",
    "by_token",
    "form",
    "furnish",
    "make_firm",
    "make_token",
    "new_tickets",
    "row",
]
