"""Files that show that a ticket is done: what is known of them as JSON, themselves as bytes."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from rest_framework import serializers
from rest_framework.renderers import BaseRenderer
from rest_framework.request import Request

from apps.core.api.acts import Act
from apps.core.api.etags import etag, expected_version
from apps.core.api.filters import Sql
from apps.core.api.parsers import FileParser
from apps.core.api.problems import Problem, invalid_field
from apps.core.api.renderers import json_response
from apps.core.api.resources import Resource
from apps.core.api.serializers import RowSerializer, StrictSerializer, Text
from apps.core.api.views import ActView, RowView
from apps.tenancy.permissions import Right
from apps.tickets import operations
from apps.tickets.evidence_files import file_response
from apps.tickets.models import TicketEvidence, TicketInstance
from apps.tickets.models.ticket_evidence import LARGEST
from apps.tickets.operations.evidence import MOST_FILES, check_size, clean_name
from apps.tickets.permissions import may_remove

FORM = "multipart/form-data"
# The name on the row's first event: a program's row knows who made its token, its history which token it was.
ADDED_BY = """(
    SELECT coalesce(max(e.pgh_context->>'name'), '') FROM ticket_evidence_events e
    WHERE e.tenant_id = ticket_evidence.tenant_id AND e.pgh_obj_id = ticket_evidence.id AND e.pgh_label = 'insert'
)"""


class TicketEvidenceSerializer(RowSerializer):
    ticket_instance_id = serializers.UUIDField(read_only=True)
    byte_size = serializers.IntegerField(read_only=True)
    sha256 = serializers.CharField(read_only=True, help_text="Of the content, in hexadecimal digits.")
    added_by = serializers.CharField(read_only=True, help_text="Whose session or which token added it.")

    class Meta:
        model = TicketEvidence
        fields = (
            "id",
            "ticket_instance_id",
            "file_name",
            "content_type",
            "byte_size",
            "sha256",
            "note",
            "added_by",
            "created_at",
            "row_version",
        )


class EvidenceListSerializer(serializers.Serializer):
    """A ticket's files without their content, the oldest first."""

    results = TicketEvidenceSerializer(many=True)


class EvidenceFormSerializer(StrictSerializer):
    """A form with one file."""

    file = serializers.FileField(help_text="At most 10 MB. Its type is told from its first bytes, or from its name.")
    note = Text(max_length=500, required=False, allow_blank=True, default="", help_text="What it shows.")


class EvidenceFileParser(FileParser):
    most = LARGEST


class AnyRenderer(BaseRenderer):
    """Lets every Accept pass; the view answers itself."""

    media_type = "*/*"
    format = "file"


EVIDENCE = Resource(
    "ticket-evidence",
    "evidence file",
    TicketEvidenceSerializer,
    filters={},
    computed={"sha256": "encode(ticket_evidence.sha256, 'hex')", "added_by": ADDED_BY},
)


class EvidenceOfTicket(ActView):
    """The files of a ticket."""

    parser_classes = [EvidenceFileParser]
    rights = {"POST": Right.TICK}
    acts = {
        "GET": Act("evidence", "List a ticket's evidence files", EvidenceListSerializer, refuses=(404,)),
        "POST": Act(
            "add_evidence",
            "Add an evidence file to a ticket",
            TicketEvidenceSerializer,
            says=f"A form with the file and a note, as curl -F sends it. A ticket has at most {MOST_FILES} files.",
            takes=EvidenceFormSerializer,
            sent_as=FORM,
            example={"file": "Monday: 14 calls, 14 answered.\n", "note": "The phone's own log of Monday"},
            statuses=(201,),
            refuses=(404, 409),
            versioned=True,
        ),
    }

    def get(self, request: Request, pk: UUID) -> HttpResponse:
        TicketInstance.objects.only("tenant").get(pk=pk)  # a list of nothing would say that there is such a ticket
        return json_response({"results": EVIDENCE.all(Sql("ticket_instance_id = %s", (pk,)), "created_at, id")})

    def post(self, request: Request, pk: UUID) -> HttpResponse:
        TicketInstance.objects.only("tenant").get(pk=pk)  # an unknown one is 404 whatever the form says
        given = self.cleaned(request)
        file = _the_one_file(request, given["file"])
        try:
            kept = operations.add_evidence(
                ticket_id=pk,
                file_name=file.name,
                content=file.read(),
                note=given["note"],
                by=request.auth.user_id,
            )
        except operations.EvidenceRefused as error:
            raise Problem(409, "too_many_files", str(error)) from error
        row, version = EVIDENCE.read(kept.pk)
        place = reverse("api-ticket-evidence", args=[kept.pk])
        return json_response(row, status=201, headers={"Location": place, "ETag": etag(version)})


def _the_one_file(request: Request, file: Any) -> Any:
    """Return the file of the form; what is wrong with it is refused before it is read."""
    if len(request.FILES.getlist("file")) > 1:
        raise invalid_field("file", "invalid", "Send one file a request.")
    try:
        check_size(clean_name(file.name), file.size)
    except operations.EvidenceRefused as error:
        raise invalid_field("file", "invalid", str(error)) from error
    return file


class EvidenceDetail(RowView):
    """One file, without its content."""

    resource = EVIDENCE
    rights = {"DELETE": Right.TICK}
    says = {"DELETE": "By who added it, or who may edit tickets. Its history keeps its name, never its content."}

    def get(self, request: Request, pk: UUID) -> HttpResponse:
        return self.shown(pk)

    def delete(self, request: Request, pk: UUID) -> HttpResponse:
        version = expected_version(request)
        kept = TicketEvidence.objects.defer("content").select_for_update(no_key=True).get(pk=pk)
        if not may_remove(request.auth, kept):
            raise Problem(403, "not_allowed", "A file is removed by who added it, or by who may edit tickets.")
        if version is not None and version != kept.row_version:
            raise EVIDENCE.changed_meanwhile(pk)
        operations.remove_evidence(evidence_id=pk)
        return HttpResponse(status=204)


class EvidenceContent(ActView):
    """A file itself."""

    acts = {
        "GET": Act(
            "content",
            "Read an evidence file itself",
            bytes,
            says="PNG, JPEG, GIF and WebP under their own type, all else as application/octet-stream, to be saved.",
            media_type="*/*",
            refuses=(404,),
        )
    }

    def get_renderers(self) -> list[Any]:
        return [AnyRenderer()]

    def get(self, request: Request, pk: UUID) -> HttpResponse:
        kept = TicketEvidence.objects.only("tenant", "file_name", "content").get(pk=pk)
        return file_response(content=bytes(kept.content), file_name=kept.file_name)
