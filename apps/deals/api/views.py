"""Deals on the API: rows, acts on them, what has stalled, and the stages' settings (moves: activities.py)."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.utils import timezone
from rest_framework.request import Request

from apps.clients.api.views import EXAMPLE_ID, MINE, OF_CLIENT, SEVERAL, UPDATED, MadeByList
from apps.core.api.acts import Act
from apps.core.api.filters import containing, flag, one_of, since
from apps.core.api.problems import Problem, invalid_field
from apps.core.api.renderers import json_response
from apps.core.api.resources import Resource
from apps.core.api.views import ActView, RowActView, RowDetailView, RowPagesView, RowView
from apps.deals import operations, queries
from apps.deals.api import serializers
from apps.deals.choices import CLOSED_STAGES, Stage
from apps.tenancy.permissions import Right
from apps.work.operations import NoDraft

MOST = 100
DEALS = Resource(
    "deals",
    "deal",
    serializers.DealSerializer,
    filters={
        "client": OF_CLIENT,
        "stage": one_of("stage", Stage, f"One stage, {SEVERAL}"),
        "assigned_to": MINE,
        "is_stalled": flag("stalled_at IS NOT NULL", "Only those that an engine found stalled, or only the others."),
        "is_parked": flag("parked_until IS NOT NULL", "Only parked ones, or only the others."),
        "q": containing("title", says="Part of the title, whatever its case."),
        "updated_since": since("updated_at", UPDATED),
    },
    examples={
        "POST": {
            "client_id": EXAMPLE_ID,
            "title": "Fleet contract",
            "value": 48000,
            "expected_close_date": "2026-06-30",
        },
        "PATCH": {"stage": "proposal", "value": 9500},
    },
)
STAGES = Resource(
    "settings",
    "stage's settings",
    serializers.StageConfigSerializer,
    filters={"stage": one_of("stage", Stage, f"One stage, {SEVERAL}")},
    examples={"PATCH": {"max_days_before_stale": 10, "drafts_first": True}},
)


@contextmanager
def refused_in_http() -> Iterator[None]:
    """Say the operations' refusals as problems: 400 for input, 409 for the deal's present state."""
    codes = {
        operations.DealIsClosed: "deal_closed",
        operations.FollowUpsUsedUp: "follow_ups_used_up",
        operations.FollowUpWaits: "follow_up_waits",
        operations.NobodyToWriteTo: "nobody_to_write_to",
    }
    try:
        yield
    except operations.NoParkingDay as refused:
        raise invalid_field("until", "invalid", str(refused)) from refused
    except operations.UnknownDay as refused:
        raise invalid_field("happened_at", "invalid", str(refused)) from refused
    except NoDraft as refused:
        raise Problem(409, "no_draft", "This follow-up is no draft: it went, or was thrown away.") from refused
    except operations.DealError as refused:
        raise Problem(409, codes.get(type(refused), "refused"), str(refused)) from refused


ONLY_LOST = "Only a lost deal has a reason why."


class DealList(MadeByList):
    resource = DEALS

    def store(self, row: Any, values: dict[str, Any]) -> None:
        stage = values.get("stage", row.stage)
        if values.get("lost_reason") and stage != Stage.LOST:
            raise invalid_field("lost_reason", "invalid", ONLY_LOST)
        if stage in CLOSED_STAGES:  # the trigger stamps what is moved there
            row.actual_close_date = timezone.now().astimezone(self.request.auth.zone).date()
        super().store(row, values)


class DealDetail(RowDetailView):
    resource = DEALS
    says = {"PATCH": "A change of the stage is a move: it is kept in the deal's history."}

    def change(self, pk: UUID, values: dict[str, Any], version: int | None) -> None:
        row = DEALS.locked(pk, version)
        if {"stage", "lost_reason"} & set(values):
            stage, reason = values.pop("stage", row.stage), values.pop("lost_reason", row.lost_reason)
            if reason and stage != Stage.LOST and reason != row.lost_reason:
                raise invalid_field("lost_reason", "invalid", ONLY_LOST)
            row = operations.move_deal(deal_id=pk, stage=stage, lost_reason=reason)
        self.store(row, values)


class _OfDeal(RowActView):
    resource = DEALS
    rights = {"POST": Right.TICK}


class DealFollowUp(_OfDeal):
    """The next follow-up of a deal, now."""

    acts = {
        "POST": Act(
            "follow_up",
            "Follow a deal up now",
            serializers.DealSerializer,
            says="Mails its contact, or the client's, and counts; refused when its stage's follow-ups are used up.",
            refuses=(404, 409),
            versioned=True,
            compares=True,
        )
    }

    def post(self, request: Request, pk: UUID) -> HttpResponse:
        self.hold(request, pk)
        with refused_in_http():
            operations.follow_up(deal_id=pk, by=request.auth.user_id, at=timezone.now())
        return self.shown(pk)


class DealPark(_OfDeal):
    """Leaving a deal alone for a while."""

    acts = {
        "POST": Act(
            "park",
            "Park a deal until a day",
            serializers.DealSerializer,
            takes=serializers.ParkSerializer,
            example={"until": "2199-12-31", "reason": "Their budget comes then."},
            refuses=(404, 409),
            versioned=True,
            compares=True,
        )
    }

    def post(self, request: Request, pk: UUID) -> HttpResponse:
        given = self.cleaned(request)
        self.hold(request, pk)
        with refused_in_http():
            operations.park_deal(deal_id=pk, until=given["until"], reason=given["reason"], at=timezone.now())
        return self.shown(pk)


class DealUnpark(_OfDeal):
    """Taking a parked deal up again."""

    acts = {
        "POST": Act(
            "unpark",
            "Take a parked deal up again",
            serializers.DealSerializer,
            refuses=(404,),
            versioned=True,
            compares=True,
        )
    }

    def post(self, request: Request, pk: UUID) -> HttpResponse:
        self.hold(request, pk)
        operations.unpark_deal(deal_id=pk)
        return self.shown(pk)


class StageList(RowPagesView):
    resource = STAGES


class StageDetail(RowView):
    """A stage's settings. Each firm has one row for each open stage, made with the firm."""

    resource = STAGES
    get, patch, change = RowDetailView.get, RowDetailView.patch, RowDetailView.change


class StalledDeals(ActView):
    """What nobody has touched for longer than its stage allows."""

    acts = {
        "GET": Act(
            "deals_stalled",
            "List stalled deals, those that wait longest first",
            serializers.StalledListSerializer,
            says="Open deals with more whole days since their last activity than their stage allows; parked ones and "
            "those that no engine may write about are left out.",
            most=MOST,
        )
    }

    def get(self, request: Request) -> HttpResponse:
        found = queries.stalled_deals(self.limit(request))
        return json_response({"results": [{**deal._asdict(), "value": number(deal.value)} for deal in found]})


class StageVelocity(ActView):
    """The view of that name."""

    acts = {
        "GET": Act("deal_stage_velocity", "How long deals stay in each stage", serializers.VelocityListSerializer),
    }

    def get(self, request: Request) -> HttpResponse:
        found = queries.stage_velocity()
        days = ("avg_days", "median_days")
        return json_response(
            {"results": [{**one._asdict(), **{name: number(getattr(one, name)) for name in days}} for one in found]}
        )


def number(value: Decimal | None) -> float | None:
    """Return an exact number as JSON has it."""
    return None if value is None else float(value)
