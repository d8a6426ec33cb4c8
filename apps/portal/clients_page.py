"""The first page of the engines: what each of them watches, and what needs somebody."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal

from django.db.models import Count, Q, Sum
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from apps.clients.choices import OPEN_CASES
from apps.clients.models import Client
from apps.compliance.choices import OPEN as OPEN_CHECKS
from apps.compliance.models import ComplianceCheck
from apps.compliance.queries import LATE
from apps.deals.choices import OPEN_STAGES
from apps.deals.models import Deal
from apps.deals.operations.follow_ups import PURPOSE
from apps.deals.queries import stalled_deals
from apps.enrichment.queries import open_conflicts, unactioned_signals
from apps.feedback.choices import FeedbackStatus
from apps.feedback.models import FeedbackRequest
from apps.quotes.choices import OUT, QuoteStatus
from apps.quotes.models import Quote
from apps.tenancy.context import current_tenant_id
from apps.tenancy.decorators import needs
from apps.tenancy.models import Tenant
from apps.tenancy.permissions import Right
from apps.tenancy.requests import FirmRequest
from apps.work.choices import MailStatus
from apps.work.models import OutboxMessage

SOON = timedelta(days=7)
MOST_STALLED = 100  # as many as the page of stalled deals lists


@dataclass(frozen=True)
class Need:
    """Something that waits for somebody: how many, of what, and where they stand."""

    count: int
    says: str
    url: str
    is_cut: bool = False


@dataclass(frozen=True)
class Card:
    """An engine on the page; ``needs`` are only those with a count."""

    title: str
    url: str
    figure: int
    says: str
    about: str
    needs: list[Need]
    amount: Decimal | None = None


@require_safe
@needs(Right.VIEW)
def clients(request: FirmRequest) -> HttpResponse:
    """Show a card for each engine."""
    cards = [_deals(), _quotes(), _feedback(), _signals(), _compliance()]
    context = {
        "cards": cards,
        "clients": Client.objects.filter(is_active=True).count(),
        "currency": Tenant.objects.get(pk=current_tenant_id()).currency,
    }
    return render(request, "portal/clients.html", context)


def _waiting(*needs: Need) -> list[Need]:
    return [need for need in needs if need.count]


def _deals() -> Card:
    found = Deal.objects.filter(stage__in=OPEN_STAGES).aggregate(count=Count("pk"), value=Sum("value"))
    stalled = len(stalled_deals(MOST_STALLED))
    drafts = OutboxMessage.objects.filter(purpose=PURPOSE, status=MailStatus.DRAFT).count()
    url = reverse("deals:stalled")
    needs = _waiting(
        Need(stalled, "stalled", url, is_cut=stalled == MOST_STALLED),
        Need(drafts, "follow-up waits to be sent" if drafts == 1 else "follow-ups wait to be sent", f"{url}#drafts"),
    )
    about = "Sales in the making, by stage. Those that went quiet are followed up."
    return Card("Deals", reverse("deals:board"), found["count"], "open", about, needs, found["value"])


def _quotes() -> Card:
    out = Q(status__in=OUT)
    found = Quote.objects.aggregate(
        count=Count("pk", filter=out),
        amount=Sum("total_amount", filter=out),
        approval=Count("pk", filter=Q(status=QuoteStatus.PENDING_APPROVAL)),
        countered=Count("pk", filter=Q(status=QuoteStatus.COUNTERED)),
        ending=Count("pk", filter=out & Q(valid_until__lte=timezone.localdate() + SOON)),
    )
    url = reverse("quotes:list")
    needs = _waiting(
        Need(found["approval"], "to approve", f"{url}?status=pending_approval"),
        Need(found["countered"], "countered by the client", f"{url}?status=countered"),
        Need(
            found["ending"],
            "ends within a week" if found["ending"] == 1 else "end within a week",
            f"{url}?status=ending",
        ),
    )
    about = "What you offered and for how much, until the client says yes or no."
    return Card("Quotes", url, found["count"], "with clients", about, needs, found["amount"])


def _feedback() -> Card:
    recovering = Q(service_recovery_triggered=True, case_created__status__in=OPEN_CASES)
    found = FeedbackRequest.objects.aggregate(
        asked=Count("pk", filter=Q(status=FeedbackStatus.SENT)), recovering=Count("pk", filter=recovering)
    )
    url = reverse("feedback:inbox")
    needs = _waiting(
        Need(
            found["recovering"],
            "bad answer with an open case" if found["recovering"] == 1 else "bad answers with an open case",
            f"{url}?sentiment=negative",
        )
    )
    about = "How clients found what was delivered; a bad answer opens a case."
    return Card("Feedback", url, found["asked"], "asked, not answered yet", about, needs)


def _signals() -> Card:
    url, conflicts, differing = reverse("enrichment:signals"), reverse("enrichment:conflicts"), open_conflicts().count()
    needs = _waiting(
        Need(differing, "contact field differs" if differing == 1 else "contact fields differ", conflicts),
    )
    about = "Hints of a chance or a risk in what clients write and say."
    return Card("Signals", url, unactioned_signals().count(), "to act on", about, needs)


def _compliance() -> Card:
    found = ComplianceCheck.objects.aggregate(
        count=Count("pk", filter=Q(status__in=OPEN_CHECKS)), late=Count("pk", filter=Q(status__in=LATE))
    )
    checks = reverse("compliance:checks")
    needs = _waiting(Need(found["late"], "overdue or escalated", f"{checks}?status=late"))
    about = "What clients and contacts have to show again and again."
    return Card("Compliance", reverse("compliance:calendar"), found["count"], "checks open", about, needs)
