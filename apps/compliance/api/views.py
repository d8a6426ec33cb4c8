"""Schedules and checks as rows, and what finishes a check."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.utils import timezone
from rest_framework.request import Request

from apps.compliance import operations
from apps.compliance.api import serializers
from apps.compliance.choices import CheckStatus, EntityType
from apps.compliance.functions import get_compliance_due
from apps.compliance.models import CompletionRate
from apps.core.api.acts import Act
from apps.core.api.filters import containing, exactly, flag, link, one_of, since
from apps.core.api.problems import Problem, invalid_field
from apps.core.api.renderers import json_response
from apps.core.api.resources import MAX_LIMIT, Resource
from apps.core.api.views import ActView, RowActView, RowDetailView, RowListView
from apps.tenancy.context import current_tenant_id
from apps.tenancy.permissions import Right

UPDATED = "Changed at or after this time."

SCHEDULES = Resource(
    "compliance-schedules",
    "compliance schedule",
    serializers.ComplianceScheduleSerializer,
    filters={
        "compliance_type": exactly("compliance_type", "Of this type."),
        "target_entity_type": one_of("target_entity_type", EntityType, "One kind, or several with commas between."),
        "is_active": flag("is_active", "Only those that run, or only the others."),
        "updated_since": since("updated_at", UPDATED),
    },
    examples={
        "POST": {
            "compliance_type": "vendor_profile_verification",
            "frequency": "quarterly",
            "target_entity_type": "vendor",
            "target_filter": {"status": ["active"]},
            "required_fields": ["phone", "address"],
        },
        "PATCH": {"notification_days_before": 21},
    },
)
CHECKS = Resource(
    "compliance-checks",
    "compliance check",
    serializers.ComplianceCheckSerializer,
    filters={
        "status": one_of("status", CheckStatus, "One status, or several with commas between."),
        "compliance_type": exactly("compliance_type", "Of this type."),
        "entity_type": one_of("entity_type", EntityType, "One kind, or several with commas between."),
        "entity_id": link("entity_id", "Of this client or contact."),
        "schedule": link("schedule_id", "Made by this schedule."),
        "q": containing("entity_name", says="Part of the name of who is checked."),
        "updated_since": since("updated_at", UPDATED),
    },
    examples={
        "POST": {
            "compliance_type": "incident_review",
            "entity_type": "client",
            "entity_id": "019a4c3e-5d2b-7c1e-9f00-3a1b2c3d4e5f",
            "due_at": "2026-12-01T17:00:00+00:00",
        },
        "PATCH": {"notes": "Called; they will send it on Friday."},
    },
)


@contextmanager
def refused_in_http() -> Iterator[None]:
    """Say a refusal of the operations as a problem."""
    try:
        yield
    except operations.WaiverRefused as refused:
        raise invalid_field("until" if "year" in str(refused) else "reason", "invalid", str(refused)) from refused
    except operations.NoRecipient as refused:
        raise Problem(409, "no_recipient", str(refused)) from refused
    except operations.ComplianceError as refused:
        raise Problem(409, "closed", str(refused)) from refused


class ScheduleList(RowListView):
    resource = SCHEDULES
    says = {"POST": "Without next_due_at it begins with the next whole month, quarter, half year or year."}

    def post(self, request: Request) -> HttpResponse:
        row = operations.make_schedule(**self.cleaned(request), at=timezone.now())
        return self.shown(row.pk, status=201, headers={"Location": f"{request.path}/{row.pk}"})


class ScheduleDetail(RowDetailView):
    resource = SCHEDULES
    says = {
        "PATCH": "Checks that are made already stay as they are.",
        "DELETE": "Its checks stay, without a schedule.",
    }

    def change(self, pk: UUID, values: dict[str, Any], version: int | None) -> None:
        SCHEDULES.locked(pk, version)
        operations.change_schedule(schedule_id=pk, values=values, at=timezone.now())


class CheckList(RowListView):
    resource = CHECKS
    says = {"POST": "One check without a schedule, such as after an incident."}

    def post(self, request: Request) -> HttpResponse:
        given = {"required_fields": [], "notes": ""} | self.cleaned(request)
        row = operations.add_check(**given)
        return self.shown(row.pk, status=201, headers={"Location": f"{request.path}/{row.pk}"})


class CheckDetail(RowDetailView):
    resource = CHECKS
    rights = {"PATCH": Right.TICK}
    says = {"PATCH": "Its notes. What else becomes of a check has an address of its own."}

    def change(self, pk: UUID, values: dict[str, Any], version: int | None) -> None:
        row = CHECKS.locked(pk, version)
        if values.get("notes", row.notes) != row.notes:
            operations.note_check(check_id=pk, notes=values["notes"])


class _CheckAct(RowActView):
    """One act on a check, answered with the check as it stands."""

    resource = CHECKS


def _act(name: str, summary: str, says: str, takes: Any = None, example: Any = None) -> dict[str, Act]:
    return {
        "POST": Act(
            f"compliance_{name}",
            summary,
            serializers.ComplianceCheckSerializer,
            says=says,
            takes=takes,
            example=example,
            refuses=(404, 409),
            versioned=True,
            compares=True,
        )
    }


class CompleteView(_CheckAct):
    """A person's word that everything is there."""

    rights = {"POST": Right.TICK}
    acts = _act(
        "complete",
        "Complete a compliance check",
        "By the caller's word, whatever is missing. 409 closed when it is completed or waived.",
        serializers.NoteSerializer,
        {"notes": "Seen the original."},
    )

    def post(self, request: Request, pk: UUID) -> HttpResponse:
        given = self.cleaned(request)
        self.hold(request, pk)
        with refused_in_http():
            operations.complete_check(check_id=pk, **given, at=timezone.now())
        return self.shown(pk)


class WaiveView(_CheckAct):
    """Do without for a while."""

    acts = _act(
        "waive",
        "Waive a compliance check until a day",
        "After that day it is open again by itself.",
        serializers.WaiverSerializer,
        {"reason": "On parental leave."},
    )

    def post(self, request: Request, pk: UUID) -> HttpResponse:
        given = self.cleaned(request)
        self.hold(request, pk)
        with refused_in_http():
            operations.waive_check(check_id=pk, **given, at=timezone.now())
        return self.shown(pk)


class ReopenView(_CheckAct):
    """End a waiver."""

    acts = _act("reopen", "End the waiver of a compliance check", "409 closed when it is not waived.")

    def post(self, request: Request, pk: UUID) -> HttpResponse:
        self.hold(request, pk)
        with refused_in_http():
            operations.reopen_check(check_id=pk)
        return self.shown(pk)


class RemindView(_CheckAct):
    """Mail a reminder now."""

    rights = {"POST": Right.TICK}
    acts = _act(
        "remind",
        "Mail a reminder of a compliance check",
        "To the primary contact, besides the reminders that go by themselves. 409 no_recipient without an address.",
    )

    def post(self, request: Request, pk: UUID) -> HttpResponse:
        self.hold(request, pk)
        with refused_in_http():
            operations.remind_check(check_id=pk, at=timezone.now())
        return self.shown(pk)


class EscalateView(_CheckAct):
    """Tell a manager now."""

    rights = {"POST": Right.TICK}
    acts = _act("escalate", "Give a compliance check to a manager", "A task and a mail for the schedule's manager.")

    def post(self, request: Request, pk: UUID) -> HttpResponse:
        self.hold(request, pk)
        with refused_in_http():
            operations.escalate_check(check_id=pk, at=timezone.now())
        return self.shown(pk)


class ValidateView(_CheckAct):
    """Look at the required fields again."""

    rights = {"POST": Right.TICK}
    acts = _act("validate", "Compare a compliance check with what is known", "Completed when nothing is missing.")

    def post(self, request: Request, pk: UUID) -> HttpResponse:
        self.hold(request, pk)
        with refused_in_http():
            operations.validate_check(check_id=pk)
        return self.shown(pk)


class GenerateView(ActView):
    """Make a schedule's checks now."""

    acts = {
        "POST": Act(
            "compliance_generate",
            "Make the checks of a compliance schedule",
            serializers.GeneratedSerializer,
            says="Those that fall due within its notice and a week; created counts the new ones.",
            refuses=(404,),
        )
    }

    def post(self, request: Request, pk: UUID) -> HttpResponse:
        created = operations.generate_now(schedule_id=pk)
        return json_response({"created": created})


class DueView(ActView):
    """What is due."""

    acts = {
        "GET": Act(
            "compliance_due",
            "Compliance checks that are due soon or overdue",
            serializers.ComplianceDueListSerializer,
            says="The overdue first, then by date.",
            most=MAX_LIMIT,
        )
    }

    def get(self, request: Request) -> HttpResponse:
        rows = get_compliance_due(current_tenant_id(), self.limit(request))
        results = [row._asdict() | {"missing_fields": json.loads(row.missing_fields)} for row in rows]
        return json_response({"results": results})


class RatesView(ActView):
    """The view compliance_completion_rates."""

    acts = {
        "GET": Act(
            "compliance_completion_rates",
            "What became of the compliance checks of the last 90 days",
            serializers.CompletionRatesSerializer,
        )
    }

    def get(self, request: Request) -> HttpResponse:
        names = list(serializers.CompletionRateSerializer().fields)
        rows = CompletionRate.objects.order_by("compliance_type").values(*names)
        numbers = [{name: float(one) if isinstance(one, Decimal) else one for name, one in row.items()} for row in rows]
        return json_response({"results": numbers})
