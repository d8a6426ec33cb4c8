"""Walks through the scaffolding wizard."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.utils import timezone
from rest_framework import serializers
from rest_framework.request import Request

from apps.core.api.filters import exactly, flag, link, since
from apps.core.api.resources import Resource
from apps.core.api.serializers import Flag, LinkId
from apps.core.api.views import RowDetailView, RowPagesView, RowView
from apps.patterns import operations
from apps.patterns.api.callers import person_of
from apps.patterns.api.refusals import refused_in_http
from apps.patterns.api.rows import OF_PERSON, UPDATED
from apps.patterns.api.serializers import STAMPS, PatternRow
from apps.patterns.models import ProjectOutcome, ScaffoldSession
from apps.tenancy.permissions import Right


class ScaffoldSessionSerializer(PatternRow):
    user_id = serializers.UUIDField(read_only=True, allow_null=True)
    project_outcome_id = serializers.UUIDField(read_only=True, allow_null=True)

    class Meta:
        model = ScaffoldSession
        fields = (
            "id",
            "user_id",
            "project_outcome_id",
            "started_at",
            "last_step_at",
            "completed_at",
            "abandoned_at",
            "steps_completed",
            "patterns_viewed",
            "pattern_recommended",
            "pattern_chosen",
            *STAMPS,
        )


class SessionInputSerializer(PatternRow):
    """Where a walk through the wizard stands."""

    project_outcome_id = LinkId(ProjectOutcome, required=False, allow_null=True)

    class Meta:
        model = ScaffoldSession
        fields: tuple[str, ...] = (
            "steps_completed",
            "patterns_viewed",
            "pattern_recommended",
            "pattern_chosen",
            "project_outcome_id",
        )


class SessionChangeSerializer(SessionInputSerializer):
    """A further step, or the end."""

    completed = Flag(required=False, help_text="True ends the session.")

    class Meta(SessionInputSerializer.Meta):
        fields = (*SessionInputSerializer.Meta.fields, "completed")


SESSIONS = Resource(
    "scaffold-sessions",
    "scaffold session",
    ScaffoldSessionSerializer,
    filters={
        "is_open": flag("completed_at IS NULL AND abandoned_at IS NULL", "Only those that go on, or only the others."),
        "is_completed": flag("completed_at IS NOT NULL", "Only those that were completed, or only the others."),
        "is_abandoned": flag("abandoned_at IS NOT NULL", "Only those that were abandoned, or only the others."),
        "pattern_chosen": exactly("pattern_chosen", "That chose the pattern with this id."),
        "pattern_recommended": exactly("pattern_recommended", "That were recommended the pattern with this id."),
        "project_outcome_id": link("project_outcome_id", "That ended in this project."),
        "user_id": OF_PERSON,
        "updated_since": since("updated_at", UPDATED),
    },
    examples={
        "POST": {"steps_completed": ["languages"], "patterns_viewed": ["rest-api"]},
        "PATCH": {"steps_completed": ["languages", "pattern"], "completed": True},
    },
)


class SessionList(RowPagesView):
    resource = SESSIONS
    input_class = SessionInputSerializer
    rights = {"POST": Right.TICK}
    summaries = {"POST": "Note that somebody begins to scaffold"}

    def post(self, request: Request) -> HttpResponse:
        given = self.cleaned(request)
        row = operations.start_session(values=given, user_id=person_of(request), at=timezone.now())
        return self.shown(row.pk, status=201, headers={"Location": f"{request.path}/{row.pk}"})


class SessionDetail(RowView):
    resource = SESSIONS
    input_class = SessionChangeSerializer
    rights = {"PATCH": Right.TICK}
    says = {"PATCH": "A step, or with completed the end. 409 session_over when it was completed or abandoned."}

    get, patch = RowDetailView.get, RowDetailView.patch

    def change(self, pk: UUID, values: dict[str, Any], version: int | None) -> None:
        SESSIONS.locked(pk, version)
        completed = values.pop("completed", False)
        with refused_in_http():
            operations.change_session(session_id=pk, values=values, completed=completed, at=timezone.now())
