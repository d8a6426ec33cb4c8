"""Post-delivery feedback on the API: requests, answers, counts."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.utils import timezone
from rest_framework.request import Request

from apps.core.api.acts import Act
from apps.core.api.filters import containing, flag, link, one_of, since
from apps.core.api.problems import Problem, invalid_field
from apps.core.api.renderers import json_response
from apps.core.api.resources import Resource
from apps.core.api.views import ActView, RowActView, RowDetailView, RowListView
from apps.feedback import operations
from apps.feedback.api import serializers
from apps.feedback.choices import AnswerSource, FeedbackStatus, Sentiment
from apps.feedback.queries import feedback_stats
from apps.tenancy.permissions import Right

UNKNOWN_ORDER = "019a4c3e-5d2b-7c1e-9f00-3a1b2c3d4e5f"
FEEDBACK = Resource(
    "feedback-requests",
    "feedback request",
    serializers.FeedbackSerializer,
    filters={
        "status": one_of("status", FeedbackStatus, "One status, or several with commas between."),
        "sentiment": one_of("sentiment", Sentiment, "One, or several with commas between."),
        "client": link("client_id", "Of this client."),
        "order_id": link("order_id", "About this order."),
        "has_recovery_case": flag("service_recovery_triggered", "Only those with a recovery case, or only the others."),
        "q": containing("response_text", "response_summary", says="Part of the answer."),
        "updated_since": since("updated_at", "Changed at or after this time."),
    },
    examples={"POST": {"order_id": UNKNOWN_ORDER}},
)


class FeedbackList(RowListView):
    resource = FEEDBACK
    says = {"POST": "Asks about a delivered order a week after its delivery."}

    def post(self, request: Request) -> HttpResponse:
        try:
            row = operations.queue_feedback_request(order_id=self.cleaned(request)["order_id"])
        except operations.NotDelivered as refused:
            raise invalid_field("order_id", "not_delivered", str(refused)) from refused
        if row is None:
            raise invalid_field("order_id", "unique", "The order has its feedback request already.")
        return self.shown(row.pk, status=201, headers={"Location": f"{request.path}/{row.pk}"})


class FeedbackDetail(RowDetailView):
    resource = FEEDBACK
    http_method_names = ["get", "head", "options", "delete"]


class ScheduleView(ActView):
    """Queue the question about delivered orders."""

    acts = {
        "POST": Act(
            "feedback_schedule",
            "Ask about delivered orders",
            serializers.ScheduledSerializer,
            says="One order, or all delivered in a range of days; those that have a request are only counted.",
            takes=serializers.FeedbackScheduleSerializer,
            example={"date_from": "2026-03-01", "date_to": "2026-03-31"},
        )
    }

    def post(self, request: Request) -> HttpResponse:
        given = self.cleaned(request)
        if "order_id" not in given:
            found = operations.schedule_feedback(first=given["date_from"], last=given["date_to"])
            return json_response(found._asdict())
        try:
            row = operations.queue_feedback_request(order_id=given["order_id"])
        except operations.NotDelivered as refused:
            raise invalid_field("order_id", "not_delivered", str(refused)) from refused
        return json_response({"queued": int(row is not None), "already": int(row is None)})


class ResponseView(RowActView):
    """Take an answer."""

    resource = FEEDBACK

    rights = {"POST": Right.TICK}
    acts = {
        "POST": Act(
            "feedback_response",
            "Take the answer to a feedback request",
            serializers.FeedbackSerializer,
            says="A bad one opens a service recovery case. 409 answered when there is an answer.",
            takes=serializers.AnswerSerializer,
            example={"rating": "good", "text": "Thank you, all as agreed."},
            refuses=(404, 409),
            versioned=True,
            compares=True,
        )
    }

    def post(self, request: Request, pk: UUID) -> HttpResponse:
        given = self.cleaned(request)
        self.hold(request, pk)
        source = AnswerSource.MAIL if given.get("email_id") else AnswerSource.API
        try:
            operations.answer_request(request_id=pk, **given, source=source, at=timezone.now())
        except operations.AnsweredAlready as refused:
            raise Problem(409, "answered", str(refused)) from refused
        except operations.NothingSaid as refused:
            raise invalid_field("text", "required", str(refused)) from refused
        return self.shown(pk)


class StatsView(ActView):
    """How many answer, and how it sounds."""

    acts = {
        "GET": Act(
            "feedback_stats",
            "Counts, response rate and mean score of feedback",
            serializers.FeedbackStatsSerializer,
            says="The rate is of those that were sent, also of those whose time is over.",
        )
    }

    def get(self, request: Request) -> HttpResponse:
        return json_response(feedback_stats())
