"""A question about the roadmap that people see."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from rest_framework import serializers
from rest_framework.request import Request

from apps.core.api.acts import Act
from apps.core.api.problems import invalid_field
from apps.core.api.renderers import json_response
from apps.core.api.serializers import StrictSerializer, Text
from apps.core.api.views import ActView
from apps.roadmaps.api.views import current_roadmap
from apps.tenancy.permissions import Right
from apps.tickets.asking import LONGEST, Found, QuestionError, ask


class QuestionSerializer(StrictSerializer):
    """A question in words, or the words themselves."""

    question = Text(
        min_length=1, max_length=LONGEST, help_text="“Quoted words” stand together, -word is to be left out."
    )


class PassageSerializer(serializers.Serializer):
    """A passage of a section, or a ticket, that has the words."""

    kind = serializers.ChoiceField(choices=[("section", "Section"), ("ticket", "Ticket")])
    id = serializers.UUIDField(help_text="Of the section, or of the ticket.")
    url = serializers.CharField(help_text="Where the section or the ticket is read.")
    section_number = serializers.IntegerField(allow_null=True)
    title = serializers.CharField(help_text="The section's, or the ticket's.")
    heading = serializers.CharField(help_text="What the passage stands under; of a ticket its code.", allow_blank=True)
    text = serializers.CharField(help_text="Without Markdown.", allow_blank=True)
    score = serializers.FloatField(help_text="How well it fits among these, more is better.")


class AnswerSerializer(serializers.Serializer):
    """What was found; the answer is never written, only found."""

    question = serializers.CharField()
    answered = serializers.BooleanField()
    passages = PassageSerializer(many=True)
    says = serializers.CharField(help_text="How well the places fit, or what to try instead.")


class RoadmapQuestion(ActView):
    """Where the roadmap that people see, or its tickets, speak of something."""

    rights = {"POST": Right.VIEW}
    acts = {
        "POST": Act(
            "qna",
            "Ask the current roadmap",
            AnswerSerializer,
            says="Finds the passages and tickets that have the words of the question, or some of them, the best first. "
            "Nothing is written: where nothing is found, answered is false.",
            takes=QuestionSerializer,
            example={"question": "Who calls back missed calls?"},
            refuses=(404,),
        )
    }

    def post(self, request: Request) -> HttpResponse:
        question = self.cleaned(request)["question"]
        try:
            answer = ask(question, roadmap=current_roadmap())
        except QuestionError as error:
            raise invalid_field("question", "invalid", str(error)) from error
        shown = [_shown(one) for one in answer.found]
        return json_response(
            {"question": answer.question, "answered": answer.answered, "passages": shown, "says": answer.says}
        )


def _shown(one: Found) -> dict[str, Any]:
    url = (
        reverse("api-current-section", args=[one.section_number])
        if one.kind == "section"
        else reverse("api-ticket-instance", args=[one.id])
    )
    return {
        "kind": one.kind,
        "id": one.id,
        "url": url,
        "section_number": one.section_number,
        "title": one.title,
        "heading": one.heading,
        "text": one.text,
        "score": one.score,
    }
