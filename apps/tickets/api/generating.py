"""Make a ticket pack from the roadmap's sections or from the ticket library."""

from __future__ import annotations

from typing import Any

from django.core.validators import RegexValidator
from django.http import HttpResponse
from django.utils import timezone
from rest_framework import serializers
from rest_framework.request import Request

from apps.core.api.acts import Act
from apps.core.api.problems import Problem, invalid_field
from apps.core.api.renderers import json_response
from apps.core.api.serializers import Flag, StrictSerializer, Text
from apps.core.api.views import ActView
from apps.roadmaps.operations import UnknownVersion
from apps.tenancy.locks import Busy
from apps.tickets import operations
from apps.tickets.choices import PackSource, TicketType
from apps.tickets.models.ticket_pack import KEY
from apps.tickets.operations import Choice
from apps.tickets.operations.library_choice import PARTS

MOST = 500  # values of a list


def _keys(says: str) -> Any:
    return serializers.ListField(child=Text(max_length=120), max_length=MOST, default=list, help_text=says)


class GenerateSerializer(StrictSerializer):
    """What a pack is made of."""

    source = serializers.ChoiceField(
        choices=PackSource.choices, help_text="The roadmap's sections, or the ticket library."
    )
    pack = Text(
        max_length=63,
        default="",
        allow_blank=True,
        validators=[RegexValidator(KEY, "Lower-case letters, digits, dashes and underscores, such as library-2.")],
        help_text="The pack's key; by default the source's name.",
    )
    tickets = _keys("Library: codes of tickets.")
    systems = _keys("Library: keys of systems.")
    subsystems = _keys("Library: keys of subsystems after their system's, such as inquiry_desk.capture.")
    tags = _keys("Library: only tickets with one of these tags.")
    types = serializers.ListField(
        child=serializers.ChoiceField(choices=TicketType.choices),
        max_length=MOST,
        default=list,
        help_text="Library: only tickets of these types.",
    )
    start = serializers.DateField(
        default=None,
        allow_null=True,
        help_text="Library: the first sprint's first day; by default where the pack begins already, else next Monday.",
    )
    roadmap = Text(
        default="",
        allow_blank=True,
        max_length=50,
        help_text="A version, or current; for the library also none. By default the current one.",
    )
    dry_run = Flag(default=False, help_text="Only say what would be written.")


class GeneratedCountsSerializer(serializers.Serializer):
    created = serializers.IntegerField()
    updated = serializers.IntegerField()
    unchanged = serializers.IntegerField()
    skipped = serializers.IntegerField(help_text="Open ones of an earlier generation that are no longer part of it.")
    reopened = serializers.IntegerField(help_text="Skipped by an earlier generation, and part of it again.")


class PrerequisiteSerializer(serializers.Serializer):
    ticket_id = serializers.CharField()
    title = serializers.CharField()
    needed_by = serializers.ListField(child=serializers.CharField())


class PlannedTicketSerializer(serializers.Serializer):
    ticket_id = serializers.CharField()
    title = serializers.CharField()
    hours = serializers.FloatField(allow_null=True)
    is_prerequisite = serializers.BooleanField(help_text="Added because another ticket needs it.")


class PlannedSprintSerializer(serializers.Serializer):
    sprint_number = serializers.IntegerField()
    name = serializers.CharField()
    planned_start = serializers.DateField()
    planned_end = serializers.DateField()
    hours = serializers.FloatField()
    without_estimate = serializers.IntegerField(help_text="Tickets that say no hours.")
    remark = serializers.CharField(
        allow_blank=True, help_text="Why it is outside 10 to 20 tickets and 40 to 80 hours, where it is."
    )
    tickets = PlannedTicketSerializer(many=True)


class NamedTicketSerializer(serializers.Serializer):
    ticket_id = serializers.CharField()
    title = serializers.CharField()


class SectionWorkSerializer(serializers.Serializer):
    section_number = serializers.IntegerField()
    title = serializers.CharField()
    tickets = NamedTicketSerializer(many=True)


class GeneratedPackSerializer(serializers.Serializer):
    """What a generation did, or would do; ``sprints`` are the library's, ``sections`` the roadmap's."""

    pack = serializers.CharField()
    pack_id = serializers.UUIDField(allow_null=True, help_text="Null on a dry run for a pack that is not there yet.")
    source = serializers.ChoiceField(choices=PackSource.choices)
    unchanged = serializers.BooleanField(help_text="The pack was like that already; nothing was written.")
    tickets = GeneratedCountsSerializer()
    prerequisites = PrerequisiteSerializer(many=True)
    sprints = PlannedSprintSerializer(many=True)
    sections = SectionWorkSerializer(many=True)
    skipped = serializers.ListField(child=serializers.CharField())
    reopened = serializers.ListField(child=serializers.CharField())
    done_before = serializers.ListField(
        child=serializers.CharField(), help_text="Done ones that are no longer part of it; they stay done."
    )


class GenerateTickets(ActView):
    """The making of a pack, also again."""

    acts = {
        "POST": Act(
            "generate_tickets",
            "Make a pack from the roadmap's sections or the ticket library",
            GeneratedPackSerializer,
            says=(
                "Sections give at most five tickets each. Of the library what is chosen is taken with what it depends "
                "on, in two-week sprints of 10 to 20 tickets and 40 to 80 hours: tickets, systems and subsystems add "
                "up, tags and types narrow systems and subsystems. Made again, tickets keep their states and notes; "
                "open ones that are no longer part of it are skipped, and done ones stay done."
            ),
            takes=GenerateSerializer,
            example={"source": "library", "systems": ["inquiry_desk"], "start": "2026-03-02", "dry_run": True},
            refuses=(400, 404, 409),
        )
    }

    def post(self, request: Request) -> HttpResponse:
        values = self.cleaned(request)
        try:
            result = operations.generate_pack(
                source=values["source"],
                key=values["pack"],
                choice=Choice(**{name: tuple(values[name]) for name in PARTS}),
                start=values["start"],
                roadmap=values["roadmap"],
                dry_run=values["dry_run"],
                at=timezone.now(),
            )
        except UnknownVersion as error:
            raise invalid_field("roadmap", "unknown", str(error)) from error
        except operations.NothingFound as error:
            raise Problem(404, "no_sections", str(error)) from error
        except operations.PackNotGenerated as error:
            raise Problem(409, "pack_not_generated", str(error)) from error
        except operations.DependencyCircle as error:
            raise Problem(409, "dependency_circle", str(error)) from error
        except operations.ImportRefused as error:
            raise invalid_field("pack", "refused", str(error)) from error
        except Busy as error:
            raise Problem(409, "busy", str(error)) from error
        except operations.GenerationRefused as error:
            raise invalid_field(error.field, "refused", str(error)) from error
        return json_response(result.as_json())
