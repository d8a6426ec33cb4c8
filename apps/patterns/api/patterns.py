"""Patterns, by the id that the firm gave them."""

from __future__ import annotations

import re
from uuid import UUID

from django.http import HttpResponse
from rest_framework.request import Request

from apps.core.api.offsets import OffsetPagesView
from apps.core.api.problems import not_found
from apps.core.api.views import RowDetailView
from apps.patterns.api.rows import PATTERNS
from apps.patterns.models import Pattern
from apps.patterns.models.pattern import PATTERN_ID


def pattern_of(pattern_id: str) -> Pattern:
    """Return a pattern by its id. Raises DoesNotExist, or Problem for what is no id."""
    if not re.fullmatch(PATTERN_ID, pattern_id):
        raise not_found()
    found: Pattern = Pattern.objects.get(pattern_id=pattern_id)
    return found


class PatternList(OffsetPagesView):
    resource = PATTERNS

    def post(self, request: Request) -> HttpResponse:
        row = Pattern()
        self.store(row, self.cleaned(request))
        return self.shown(row.pk, status=201, headers={"Location": f"{request.path}/{row.pattern_id}"})


class PatternDetail(RowDetailView):
    """A pattern. Its address ends in its pattern_id."""

    resource = PATTERNS
    summaries = {"DELETE": "Delete a pattern"}
    says = {
        "DELETE": "409 in_use while a project was made from it, even a deleted one: set is_active to false instead."
    }

    def get(self, request: Request, pk: str) -> HttpResponse:
        return super().get(request, _key(pk))

    def patch(self, request: Request, pk: str) -> HttpResponse:
        return super().patch(request, _key(pk))

    def delete(self, request: Request, pk: str) -> HttpResponse:
        return super().delete(request, _key(pk))


def _key(pattern_id: str) -> UUID:
    key: UUID = pattern_of(pattern_id).pk
    return key
