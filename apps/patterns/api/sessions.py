"""Walks through the scaffolding wizard."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.utils import timezone
from rest_framework.request import Request

from apps.core.api.views import RowDetailView, RowPagesView, RowView
from apps.patterns import operations
from apps.patterns.api import serializers
from apps.patterns.api.refusals import refused_in_http
from apps.patterns.api.rows import SESSIONS
from apps.tenancy.permissions import Right


class SessionList(RowPagesView):
    resource = SESSIONS
    input_class = serializers.SessionInputSerializer
    rights = {"POST": Right.TICK}
    summaries = {"POST": "Note that somebody begins to scaffold"}

    def post(self, request: Request) -> HttpResponse:
        given = self.cleaned(request)
        row = operations.start_session(values=given, user_id=request.auth.user_id, at=timezone.now())
        return self.shown(row.pk, status=201, headers={"Location": f"{request.path}/{row.pk}"})


class SessionDetail(RowView):
    resource = SESSIONS
    input_class = serializers.SessionChangeSerializer
    rights = {"PATCH": Right.TICK}
    says = {"PATCH": "A step, or with completed the end. 409 session_over when it was completed or abandoned."}

    get, patch = RowDetailView.get, RowDetailView.patch

    def change(self, pk: UUID, values: dict[str, Any], version: int | None) -> None:
        SESSIONS.locked(pk, version)
        completed = values.pop("completed", False)
        with refused_in_http():
            operations.change_session(session_id=pk, values=values, completed=completed, at=timezone.now())
