"""Projects on the API: recorded one by one or many at once, changed, deleted and brought back, and their builds."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.utils import timezone
from rest_framework.exceptions import ValidationError as InvalidRow
from rest_framework.request import Request

from apps.core.api.acts import Act
from apps.core.api.etags import expected_version
from apps.core.api.filters import Sql
from apps.core.api.offsets import OffsetPagesView
from apps.core.api.pagination import page_response
from apps.core.api.problems import Problem, problem_of
from apps.core.api.renderers import json_response
from apps.core.api.resources import MAX_LIMIT
from apps.core.api.views import ActView, RowActView, RowDetailView, RowPagesView
from apps.patterns import operations, queries
from apps.patterns.api import serializers
from apps.patterns.api.callers import person_of, source_of
from apps.patterns.api.refusals import as_problem, refused_in_http
from apps.patterns.api.rows import BUILDS, OUTCOME, OUTCOMES
from apps.patterns.choices import ProjectStatus, PromptState
from apps.patterns.models import BuildEvent, ProjectOutcome
from apps.tenancy.permissions import Right


def held(request: Request, pk: UUID) -> ProjectOutcome:
    """Return the project, held until the request ends.

    Raises DoesNotExist, or Problem for a lost race and for a deleted project.
    """
    outcome: ProjectOutcome = OUTCOMES.locked(pk, expected_version(request))
    if outcome.status == ProjectStatus.DELETED:
        raise Problem(409, "deleted", f"“{outcome}” is deleted; restore it first.")
    return outcome


class OutcomeList(OffsetPagesView):
    resource = OUTCOMES
    input_class = serializers.ProjectInputSerializer
    rights = {"POST": Right.TICK}
    summaries = {"POST": "Record a project that was scaffolded"}
    says = {
        "POST": "A pattern that is new needs pattern_name, and is added; without it 400 unknown_pattern. "
        "While an active project is at the path, or has the repository, 400 unique."
    }

    def post(self, request: Request) -> HttpResponse:
        with refused_in_http():
            row = operations.record_outcome(values=self.cleaned(request), user_id=person_of(request))
        return self.shown(row.pk, status=201, headers={"Location": f"{request.path}/{row.pk}"})


class OutcomeBulk(ActView):
    """Up to a thousand projects at once."""

    rights = {"POST": Right.TICK}
    acts = {
        "POST": Act(
            "bulk",
            "Record many projects",
            serializers.ProjectsRecordedSerializer,
            says="Each as POST /api/outcomes takes it, recorded or refused for itself; one result a project. "
            "At most 1,000.",
            takes=serializers.ProjectsSerializer,
            example={
                "outcomes": [
                    {"project_name": "depot", "project_path": "/srv/depot", "pattern_id": "spa", "pattern_name": "SPA"}
                ]
            },
        )
    }
    resource = OUTCOMES  # whose fields its refusals name

    def post(self, request: Request) -> HttpResponse:
        rows = self.cleaned(request)["outcomes"]
        shape = serializers.ProjectInputSerializer()
        results: list[dict[str, Any]] = [{"index": index} for index in range(len(rows))]
        right: list[tuple[dict[str, Any], Any]] = []
        for result, row in zip(results, rows, strict=True):
            try:
                right.append((result, shape.run_validation(row)))
            except InvalidRow as refused:
                result["errors"] = self.errors_of(refused)
        recorded = operations.record_outcomes(rows=[values for _, values in right], user_id=person_of(request))
        for (result, _), one in zip(right, recorded, strict=True):
            if isinstance(one, ProjectOutcome):
                result["id"] = one.pk
            else:
                result["errors"] = self.errors_of(one.refusal)
        refused = sum("errors" in result for result in results)
        return json_response({"created": len(results) - refused, "refused": refused, "results": results})

    def errors_of(self, refusal: Exception) -> list[Any]:
        """Return what a project recorded alone would be refused with."""
        known = isinstance(refusal, operations.PatternError)
        problem = as_problem(refusal) if known else problem_of(refusal, self, "POST")
        if problem is None:
            raise refusal
        return problem.errors


class OutcomeDetail(RowDetailView):
    resource = OUTCOME
    input_class = serializers.ProjectChangeSerializer
    rights = {"PATCH": Right.TICK, "DELETE": Right.EDIT}
    summaries = {
        "GET": "Read a project with its health, feedback and builds",
        "PATCH": "Say what became of a project",
        "DELETE": "Mark a project deleted",
    }
    says = {
        "GET": "A deleted one is still there, with that status.",
        "PATCH": "A build, a test rate or a deployment is noted as an event of now. 409 deleted for a deleted project.",
        "DELETE": "It leaves lists and figures, and can be restored. Again is fine.",
    }

    def change(self, pk: UUID, values: dict[str, Any], version: int | None) -> None:
        held(self.request, pk)
        operations.change_outcome(outcome_id=pk, values=values, source=source_of(self.request), at=timezone.now())

    def delete(self, request: Request, pk: UUID) -> HttpResponse:
        OUTCOMES.locked(pk, expected_version(request))
        operations.delete_outcome(outcome_id=pk)
        return HttpResponse(status=204)


class OutcomeRestore(RowActView):
    """An archived or deleted project, active again."""

    resource = OUTCOMES
    acts = {
        "POST": Act(
            "restore",
            "Make an archived or deleted project active again",
            serializers.ProjectSerializer,
            says="409 taken while another active project is at its path or has its repository.",
            refuses=(404, 409),
            versioned=True,
            compares=True,
        )
    }

    def post(self, request: Request, pk: UUID) -> HttpResponse:
        self.hold(request, pk)
        try:
            operations.restore_outcome(outcome_id=pk)
        except ValidationError as taken:
            raise Problem(409, "taken", " ".join(taken.messages)) from taken
        return self.shown(pk)


class OutcomeBuilds(RowPagesView):
    """A project's builds, test runs and deployments."""

    resource = BUILDS
    part = "builds"
    rights = {"POST": Right.TICK}
    refuses = {"POST": (409,)}
    summaries = {
        "GET": "List a project's builds, test runs and deployments",
        "POST": "Report a build, tests or deployment",
    }
    says = {
        "POST": "The project's last build, test rate and deployment follow, unless something newer is known. A run "
        "whose external_id was reported before is answered as noted then. 409 deleted for a deleted project."
    }

    def get(self, request: Request, pk: UUID) -> HttpResponse:
        ProjectOutcome.objects.only("tenant").get(pk=pk)  # a list of nothing would say that there is such a project
        within = Sql("project_outcome_id = %s", (pk,))
        return page_response(request._request, self.resource.page(request._request.GET, within))

    def post(self, request: Request, pk: UUID) -> HttpResponse:
        ProjectOutcome.objects.only("tenant").get(pk=pk)  # an unknown one is 404 whatever the body says
        event = self.cleaned(request)
        held(request, pk)
        made = operations.record_events(outcome_id=pk, events=[event], source=source_of(request), at=timezone.now())
        row = made[0] if made else BuildEvent.objects.get(project_outcome_id=pk, external_id=event["external_id"])
        return json_response(BUILDS.read(row.pk)[0], status=201)


class OutcomePrompt(RowActView):
    """The question how a project was."""

    resource = OUTCOMES
    rights = {"POST": Right.TICK}
    acts = {
        "POST": Act(
            "prompt",
            "Say what became of the question how a project was",
            serializers.ProjectSerializer,
            says="Dismissed, it comes once more a day later; the second time ends it. 409 prompt_over when it is "
            "answered or ended, 409 deleted for a deleted project.",
            takes=serializers.PromptSerializer,
            example={"state": "shown"},
            refuses=(404, 409),
            versioned=True,
            compares=True,
        )
    }

    def post(self, request: Request, pk: UUID) -> HttpResponse:
        state = self.cleaned(request)["state"]
        held(request, pk)
        with refused_in_http():
            if state == PromptState.DISMISSED:
                operations.dismiss_prompt(outcome_id=pk, at=timezone.now())
            else:
                operations.show_prompt(outcome_id=pk)
        return self.shown(pk)


class Prompts(ActView):
    """Whom to ask about what."""

    acts = {
        "GET": Act(
            "due",
            "List projects whose question how they were is due",
            serializers.PromptsSerializer,
            says="The caller's own and those of programs, the longest due first.",
            most=MAX_LIMIT,
        )
    }

    def get(self, request: Request) -> HttpResponse:
        due = queries.due_prompts(user_id=person_of(request), at=timezone.now())
        pks = list(due.values_list("pk", flat=True)[: self.limit(request)])
        return json_response({"results": OUTCOMES.all(Sql("id = ANY(%s)", (pks,)), "feedback_prompt_due_at, id")})
