"""Feedback on projects."""

from __future__ import annotations

from django.http import HttpResponse
from rest_framework.request import Request

from apps.core.api.offsets import OffsetPagesView
from apps.core.api.problems import FieldError, Problem
from apps.core.api.views import RowDetailView
from apps.patterns import operations
from apps.patterns.api.callers import person_of
from apps.patterns.api.refusals import refused_in_http
from apps.patterns.api.rows import FEEDBACK
from apps.patterns.models import ProjectOutcome
from apps.tenancy.permissions import Right


class FeedbackList(OffsetPagesView):
    resource = FEEDBACK
    rights = {"POST": Right.TICK}
    refuses = {"POST": (409,)}
    summaries = {"GET": "List feedback", "POST": "Rate a project"}
    says = {
        "GET": "Without project_outcome_id that on deleted projects is left out.",
        "POST": "Leave out what nobody answered. 404 for an unknown project, 409 deleted for a deleted one, 400 unique "
        "for a second one by the same person on the same day.",
    }

    def post(self, request: Request) -> HttpResponse:
        given = self.cleaned(request)
        outcome_id = given.pop("project_outcome_id")
        try:
            with refused_in_http():
                row = operations.give_feedback(outcome_id=outcome_id, values=given, user_id=person_of(request))
        except ProjectOutcome.DoesNotExist as unknown:
            said = "There is no project of this id in the firm."
            wrong = FieldError(field="project_outcome_id", code="unknown", message=said)
            raise Problem(404, "unknown_project", said, errors=[wrong]) from unknown
        return self.shown(row.pk, status=201, headers={"Location": f"{request.path}/{row.pk}"})


class FeedbackDetail(RowDetailView):
    resource = FEEDBACK
    http_method_names = ["get", "head", "options", "delete"]
    summaries = {"GET": "Read feedback", "DELETE": "Delete feedback"}
