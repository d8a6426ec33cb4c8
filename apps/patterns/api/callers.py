"""Whose act a request is."""

from __future__ import annotations

from uuid import UUID

from rest_framework.request import Request

from apps.patterns.choices import EventSource


def person_of(request: Request) -> UUID | None:
    """Return whose act a request is; a program's is nobody's, whoever made its token."""
    return None if request.auth.token_id else request.auth.user_id


def source_of(request: Request) -> str:
    """Return how a report came in: by a program, or by somebody's hand."""
    return EventSource.CLIENT if request.auth.token_id else EventSource.MANUAL
