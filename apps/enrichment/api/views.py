"""Enrichment and signals on the API: the queue, conflicts, where values came from, and what clients hint at."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.utils import timezone
from rest_framework.request import Request

from apps.core.api.acts import Act
from apps.core.api.filters import Sql, flag, link, one_of, since
from apps.core.api.problems import Problem, invalid_field, not_found
from apps.core.api.renderers import json_response
from apps.core.api.resources import MAX_LIMIT, Resource
from apps.core.api.views import ActView, RowDetailView, RowListView, RowPagesView
from apps.enrichment import operations
from apps.enrichment.api import serializers
from apps.enrichment.choices import QueueStatus, Resolution, SignalType, Source
from apps.enrichment.functions import signal_action_rates
from apps.enrichment.models import EnrichmentConflict, OpportunitySignal
from apps.enrichment.queries import LEAST_STRENGTH
from apps.tenancy.context import current
from apps.tenancy.permissions import Right

UPDATED = since("updated_at", "Changed at or after this time.")
SEVERAL = "One, or several with commas between."
READ_ONLY = ["get", "head", "options"]
ITEMS = Resource(
    "contact-enrichment-queue",
    "enrichment item",
    serializers.ItemSerializer,
    filters={
        "status": one_of("status", QueueStatus, SEVERAL),
        "source": one_of("source", Source, SEVERAL),
        "contact": link("contact_id", "Of this contact."),
        "updated_since": UPDATED,
    },
    examples={
        "POST": {"source": "manual", "email_address": "mara@castellan.example", "extracted_data": {"title": "COO"}}
    },
)
CONFLICTS = Resource(
    "enrichment-conflicts",
    "conflict",
    serializers.ConflictSerializer,
    filters={
        "resolution": one_of("resolution", Resolution, SEVERAL),
        "contact": link("contact_id", "Of this contact."),
        "updated_since": UPDATED,
    },
)
FIELD_SOURCES = Resource(
    "contact-field-sources",
    "source of a field",
    serializers.FieldSourceSerializer,
    filters={
        "contact": link("contact_id", "Of this contact."),
        "source": one_of("source", Source, SEVERAL),
        "updated_since": UPDATED,
    },
)
SIGNALS = Resource(
    "opportunity-signals",
    "signal",
    serializers.SignalSerializer,
    filters={
        "signal_type": one_of("signal_type", SignalType, SEVERAL),
        "actioned": flag("actioned", "Only those that somebody acted on, or only the others."),
        "client": link("client_id", "Of this client."),
        "updated_since": UPDATED,
    },
)


@contextmanager
def refused_in_http(names: dict[str, str] | None = None) -> Iterator[None]:
    """Say a refusal of the operations as a problem, under the request's own field names."""
    try:
        yield
    except (EnrichmentConflict.DoesNotExist, OpportunitySignal.DoesNotExist) as missing:
        raise not_found() from missing
    except operations.NobodyNamed as refused:
        raise invalid_field("email_address", "required", str(refused)) from refused
    except operations.EnrichmentError as refused:
        raise Problem(409, "closed", str(refused)) from refused
    except ValidationError as refused:
        name, said = next(iter(refused.message_dict.items()))
        raise invalid_field((names or {}).get(name, name), "invalid", " ".join(said)) from refused


class ItemList(RowListView):
    resource = ITEMS
    input_class = serializers.NewItemSerializer
    says = {"POST": "What was queued before, by source and source_id, is answered as it is."}

    def post(self, request: Request) -> HttpResponse:
        given = self.cleaned(request)
        renamed = {"email_address": "email", "extracted_data": "data"}
        with refused_in_http({"email": "email_address"}):
            row = operations.queue_enrichment(**{renamed.get(name, name): value for name, value in given.items()})
        return self.shown(row.pk, status=201, headers={"Location": f"{request.path}/{row.pk}"})


class ItemDetail(RowDetailView):
    resource = ITEMS
    http_method_names = [*READ_ONLY, "delete"]


class ConflictList(RowPagesView):
    resource = CONFLICTS


class ConflictDetail(RowDetailView):
    resource = CONFLICTS
    http_method_names = READ_ONLY


class FieldSourceList(RowPagesView):
    resource = FIELD_SOURCES


class FieldSourceDetail(RowDetailView):
    resource = FIELD_SOURCES
    http_method_names = READ_ONLY


class SignalList(RowPagesView):
    resource = SIGNALS


class SignalDetail(RowDetailView):
    resource = SIGNALS
    http_method_names = [*READ_ONLY, "delete"]


class PendingView(ActView):
    """What waits."""

    acts = {
        "GET": Act(
            "enrichment_pending",
            "What waits to be learned about contacts",
            serializers.PendingSerializer,
            says="The oldest first.",
            refuses=(400,),
            most=MAX_LIMIT,
        )
    }

    def get(self, request: Request) -> HttpResponse:
        rows = ITEMS.all(Sql("status = %s", (QueueStatus.PENDING,)), f"created_at, id LIMIT {self.limit(request)}")
        return json_response({"results": rows})


class ResolveView(ActView):
    """Decide a conflict."""

    acts = {
        "POST": Act(
            "enrichment_resolve",
            "Decide a conflict about a contact's field",
            serializers.ConflictSerializer,
            says="The id is the conflict's. 409 closed when it was decided.",
            takes=serializers.DecisionSerializer,
            example={"resolution": "take"},
            refuses=(404, 409),
        )
    }

    def post(self, request: Request, pk: UUID) -> HttpResponse:
        context = current()
        with refused_in_http():
            operations.resolve_conflict(
                conflict_id=pk, by=context.user_id if context else None, at=timezone.now(), **self.cleaned(request)
            )
        return json_response(CONFLICTS.read(pk)[0])


class UnactionedView(ActView):
    """Signals to act on."""

    acts = {
        "GET": Act(
            "signals_unactioned",
            "Signals that nobody acted on",
            serializers.UnactionedSerializer,
            says=f"The strongest first. ?limit= from 1 to {MAX_LIMIT}; ?min_strength= from 0 to 1, "
            f"{LEAST_STRENGTH} without it.",
            refuses=(400,),
        )
    }

    def get(self, request: Request) -> HttpResponse:
        limit, least = _asked(request._request.GET.dict())
        condition = Sql("NOT actioned AND signal_strength >= %s", (least,))
        rows = SIGNALS.all(condition, f"signal_strength DESC, created_at, id LIMIT {limit}")
        return json_response({"results": rows})


def _asked(query: dict[str, str]) -> tuple[int, Decimal]:
    if unknown := next((name for name in query if name not in {"limit", "min_strength"}), ""):
        said = "There is no such parameter. Accepted: limit, min_strength."
        raise invalid_field(unknown, "unknown_parameter", said)
    limit, least = query.get("limit", "20"), query.get("min_strength", str(LEAST_STRENGTH))
    if not (limit.isascii() and limit.isdigit() and 1 <= int(limit[:6]) <= MAX_LIMIT):
        raise invalid_field("limit", "invalid", f"Takes a whole number from 1 to {MAX_LIMIT}.")
    plain = least.replace(".", "", 1)
    if not (plain.isascii() and plain.isdigit() and len(least) <= 8 and 0 <= Decimal(least) <= 1):  # noqa: PLR2004 -- digits enough
        raise invalid_field("min_strength", "invalid", "Takes a number from 0 to 1.")
    return int(limit), Decimal(least)


class ActionView(ActView):
    """Note what was done."""

    rights = {"POST": Right.TICK}
    acts = {
        "POST": Act(
            "signal_action",
            "Note what was done about a signal",
            serializers.SignalSerializer,
            says="The result may be written later. 409 closed when somebody acted on it before.",
            takes=serializers.ActionSerializer,
            example={"action_taken": "Called them.", "action_result": "They want a quote."},
            refuses=(404, 409),
        )
    }

    def post(self, request: Request, pk: UUID) -> HttpResponse:
        given: dict[str, Any] = self.cleaned(request)
        with refused_in_http({"action": "action_taken", "result": "action_result"}):
            operations.mark_signal_actioned(
                signal_id=pk,
                action=given.get("action_taken", ""),
                result=given.get("action_result", ""),
                at=timezone.now(),
            )
        return json_response(SIGNALS.read(pk)[0])


class RatesView(ActView):
    """The view signal_action_rates."""

    acts = {
        "GET": Act("signal_action_rates", "What became of the signals of the last 90 days", serializers.RatesSerializer)
    }

    def get(self, request: Request) -> HttpResponse:
        rows = signal_action_rates()
        return json_response({"results": [{k: _number(v) for k, v in row.items()} for row in rows]})


def _number(value: Any) -> Any:
    return float(value) if isinstance(value, Decimal) else value
