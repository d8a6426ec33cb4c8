"""What was done about deals: their moves, activities and drafted follow-ups."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.utils import timezone
from rest_framework.request import Request

from apps.clients.api.views import SEVERAL
from apps.core.api.acts import Act
from apps.core.api.filters import Sql, flag, link, one_of, since
from apps.core.api.orders import by_time
from apps.core.api.renderers import json_response
from apps.core.api.resources import Resource
from apps.core.api.views import ActView, RowActView, RowDetailView, RowPagesView, RowView
from apps.deals import operations
from apps.deals.api import serializers
from apps.deals.api.views import DEALS, refused_in_http
from apps.deals.choices import ActivityKind, Stage
from apps.deals.models import Deal, DealActivity
from apps.tenancy.permissions import Right

OF_DEAL = link("deal_id", "Of this deal.")
HISTORY = Resource(
    "deal-stage-history",
    "stage change",
    serializers.StageHistorySerializer,
    orders=by_time("changed_at"),
    filters={
        "deal": OF_DEAL,
        "from_stage": one_of("from_stage", Stage, f"Out of one stage, {SEVERAL}"),
        "to_stage": one_of("to_stage", Stage, f"Into one stage, {SEVERAL}"),
        "changed_since": since("changed_at", "Moved at or after this time."),
    },
    version="1",  # written once
)
MAIL = (
    "(SELECT mail.{column} FROM outbox_messages mail"
    " WHERE mail.tenant_id = deal_activities.tenant_id AND mail.id = deal_activities.message_id)"
)
ACTIVITIES = Resource(
    "deal-activities",
    "activity",
    serializers.DealActivitySerializer,
    computed={"mail_status": MAIL.format(column="status"), "mail_text": MAIL.format(column="body_text")},
    filters={
        "deal": OF_DEAL,
        "kind": one_of("kind", ActivityKind, f"One kind, {SEVERAL}"),
        "is_draft": flag(
            f"coalesce({MAIL.format(column='status')} = 'draft', false)",
            "Only follow-ups that wait for somebody to let them go, or only the others.",
        ),
        "happened_since": since("happened_at", "Done at or after this time."),
    },
)


class DealHistory(ActView):
    """The moves of a deal."""

    acts = {"GET": Act("history", "The stages a deal went through", serializers.HistoryListSerializer, refuses=(404,))}

    def get(self, request: Request, pk: UUID) -> HttpResponse:
        Deal.objects.only("tenant").get(pk=pk)  # a list of nothing would say that there is such a deal
        return json_response({"results": HISTORY.all(Sql("deal_id = %s", (pk,)), "changed_at DESC, id DESC")})


class DealActivities(ActView):
    """What was done about a deal."""

    rights = {"POST": Right.TICK}
    acts = {
        "GET": Act("activities", "What was done about a deal", serializers.ActivityListSerializer, refuses=(404,)),
        "POST": Act(
            "add_activity",
            "Note what somebody did about a deal",
            serializers.DealActivitySerializer,
            says="It is the deal's last activity unless a later one is known, and ends its stall.",
            takes=serializers.ActivityInputSerializer,
            example={"kind": "call", "notes": "Will decide after the board meets."},
            statuses=(201,),
            refuses=(404,),
        ),
    }

    def get(self, request: Request, pk: UUID) -> HttpResponse:
        Deal.objects.only("tenant").get(pk=pk)
        return json_response({"results": ACTIVITIES.all(Sql("deal_id = %s", (pk,)), "happened_at DESC, id DESC")})

    def post(self, request: Request, pk: UUID) -> HttpResponse:
        Deal.objects.only("tenant").get(pk=pk)  # an unknown one is 404 whatever the body says
        given = self.cleaned(request)
        with refused_in_http():
            made = operations.record_activity(deal_id=pk, by=request.auth.user_id, at=timezone.now(), **given)
        return json_response(ACTIVITIES.read(made.pk)[0], status=201)


class HistoryList(RowPagesView):
    resource = HISTORY


class HistoryDetail(RowView):
    resource = HISTORY
    get = RowDetailView.get


class ActivityList(RowPagesView):
    resource = ACTIVITIES


class ActivityDetail(RowView):
    resource = ACTIVITIES
    get = RowDetailView.get


class _OfDraft(RowActView):
    """What becomes of a drafted follow-up."""

    resource = ACTIVITIES
    rights = {"POST": Right.TICK}

    def hold(self, request: Request, pk: UUID) -> Any:
        activity = DealActivity.objects.get(pk=pk, kind=ActivityKind.FOLLOW_UP)
        DEALS.locked(activity.deal_id, None)  # the deal first, as everything else that writes to both
        return super().hold(request, pk)


class DraftApproval(_OfDraft):
    """Letting a drafted follow-up go."""

    acts = {
        "POST": Act(
            "approve",
            "Let a drafted follow-up go",
            serializers.DealActivitySerializer,
            says="409 no_draft when it went or was discarded.",
            refuses=(404, 409),
            versioned=True,
            compares=True,
        )
    }

    def post(self, request: Request, pk: UUID) -> HttpResponse:
        self.hold(request, pk)
        with refused_in_http():
            operations.approve_follow_up(activity_id=pk, at=timezone.now())
        return self.shown(pk)


class DraftDiscard(_OfDraft):
    """Throwing a drafted follow-up away."""

    acts = {
        "POST": Act(
            "discard",
            "Throw a drafted follow-up away",
            serializers.DealSerializer,
            says="It does not count, and the next comes after the stage's interval. Answered with its deal.",
            refuses=(404, 409),
            compares=True,
        )
    }

    def post(self, request: Request, pk: UUID) -> HttpResponse:
        deal_id = self.hold(request, pk).deal_id
        with refused_in_http():
            operations.discard_follow_up(activity_id=pk, at=timezone.now())
        return json_response(DEALS.read(deal_id)[0])
