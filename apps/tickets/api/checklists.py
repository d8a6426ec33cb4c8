"""A pack's checklist as text/markdown: out, ticked in an editor, and back."""

from __future__ import annotations

from typing import IO, Any
from uuid import UUID

from django.conf import settings
from django.http import HttpResponse
from django.utils import timezone
from rest_framework import serializers
from rest_framework.parsers import BaseParser
from rest_framework.renderers import BaseRenderer
from rest_framework.request import Request

from apps.core.api.acts import Act
from apps.core.api.parsers import OrjsonParser
from apps.core.api.problems import FieldError, Problem, invalid, invalid_field
from apps.core.api.renderers import OrjsonRenderer, json_response
from apps.core.api.serializers import Flag, Prose, StrictSerializer
from apps.core.api.views import ActView
from apps.tenancy.locks import Busy
from apps.tickets import operations
from apps.tickets.checklist import NotAChecklist, TicketTwice, read_checklist
from apps.tickets.models import TicketPack
from apps.tickets.pack_markdown import PackError

MEDIA_TYPE = "text/markdown"
FILE = "markdown"  # what unread lines carry as their file
FLAGS = {"true": True, "false": False}
EXAMPLE = """<!-- firmloop checklist; pack: main; state: 5d41402abc4b2a76 -->

# Main pack (v1.0)

## Backlog

- [x] **H-001** Answer every call <!-- 019a4c3e-5d2b-7c1e-9f00-3a1b2c3d4e5f -->
  - status: not_started
  - assignee: Ines Duarte
  - notes: The rota is on the wall.
"""


class MarkdownRenderer(BaseRenderer):
    """Stands for text/markdown when the caller's Accept is weighed; the view answers itself."""

    media_type = MEDIA_TYPE
    format = "md"

    def render(self, data: Any, accepted_media_type: str | None = None, renderer_context: Any = None) -> bytes:
        return b"" if data is None else str(data).encode()


class MarkdownParser(BaseParser):
    """Read a checklist that is sent as the file it is."""

    media_type = MEDIA_TYPE

    def parse(self, stream: IO[bytes], media_type: str | None = None, parser_context: Any = None) -> dict[str, Any]:
        most = settings.DATA_UPLOAD_MAX_MEMORY_SIZE
        body = stream.read(most + 1)
        if len(body) > most:
            raise Problem(413, "too_large", f"A request holds at most {most:,} bytes.")
        try:
            return {"markdown": body.decode("utf-8")}
        except UnicodeDecodeError as error:
            raise Problem(400, "malformed", "The body is no text in UTF-8.") from error


class ChecklistSerializer(StrictSerializer):
    """A checklist that somebody ticked."""

    markdown = Prose(help_text="The exported text with other ticks, assignees and notes.")
    dry_run = Flag(default=False, help_text="Only say what would change.")
    force = Flag(default=False, help_text="Also when the pack changed since the export.")


class CountsSerializer(serializers.Serializer):
    updated = serializers.IntegerField()
    unchanged = serializers.IntegerField()
    absent = serializers.IntegerField(help_text="Not in the text; they stay as they are.")


class MovedSerializer(serializers.Serializer):
    done = serializers.IntegerField()
    not_started = serializers.IntegerField(help_text="Done before, and opened again.")


class DifferenceSerializer(serializers.Serializer):
    before = serializers.CharField(allow_blank=True)
    after = serializers.CharField(allow_blank=True)


class ChangedTicketSerializer(serializers.Serializer):
    id = serializers.UUIDField()
    line = serializers.IntegerField()
    ticket_id = serializers.CharField()
    status = DifferenceSerializer(required=False)
    assignee = DifferenceSerializer(required=False)
    notes = DifferenceSerializer(required=False)


class UnreadLineSerializer(serializers.Serializer):
    file = serializers.CharField()
    line = serializers.IntegerField()
    text = serializers.CharField(allow_blank=True)
    reason = serializers.CharField()


class ChecklistResultSerializer(serializers.Serializer):
    """What an import of a checklist did, or would do."""

    pack = serializers.CharField()
    is_stale = serializers.BooleanField(help_text="The pack had changed since the export; the import was forced.")
    tickets = CountsSerializer()
    moved = MovedSerializer()
    changed = ChangedTicketSerializer(many=True)
    absent = serializers.ListField(child=serializers.CharField())
    not_understood = UnreadLineSerializer(many=True)


class PackChecklist(ActView):
    """The checklist of a pack."""

    parser_classes = [OrjsonParser, MarkdownParser]
    acts = {
        "GET": Act(
            "export_checklist",
            "Export a pack as a checklist",
            None,
            says="A Markdown file with a line and a box for each ticket, to be ticked in any editor and posted back.",
            media_type=MEDIA_TYPE,
            refuses=(404,),
        ),
        "POST": Act(
            "import_checklist",
            "Bring a ticked checklist back",
            ChecklistResultSerializer,
            says=(
                "Ticked tickets become done, done ones whose box is empty are opened again, changed assignees and "
                "notes are taken over; all else stays. 409 stale_export when the pack changed since the export, "
                "unless forced. The file may be sent as it is, as text/markdown, with ?dry_run=true and ?force=true."
            ),
            takes=ChecklistSerializer,
            example={"markdown": EXAMPLE, "force": True},
            refuses=(400, 404, 409, 413, 415),
        ),
    }

    def get_renderers(self) -> list[Any]:
        return [MarkdownRenderer()] if self.request.method in {"GET", "HEAD"} else [OrjsonRenderer()]

    def get(self, request: Request, pk: UUID) -> HttpResponse:
        key = _key_of(pk)
        text = operations.export_checklist(key=key).text
        headers = {"Content-Disposition": f'attachment; filename="{key}.md"'}
        return HttpResponse(text, content_type=f"{MEDIA_TYPE}; charset=utf-8", headers=headers)

    def post(self, request: Request, pk: UUID) -> HttpResponse:
        key, values = _key_of(pk), self.cleaned(request) | _asked(request)
        try:
            result = operations.import_checklist(
                reading=read_checklist(values["markdown"], file=FILE),
                key=key,
                force=values["force"],
                dry_run=values["dry_run"],
                at=timezone.now(),
            )
        except operations.ChecklistStale as error:
            raise Problem(409, "stale_export", str(error)) from error
        except Busy as error:
            raise Problem(409, "busy", str(error)) from error
        except (PackError, operations.OtherPack) as error:
            raise invalid_field("markdown", _code_of(error), str(error)) from error
        return json_response(result.as_json())


def _key_of(pk: UUID) -> str:
    return str(TicketPack.objects.only("key").get(pk=pk).key)


def _asked(request: Request) -> dict[str, bool]:
    """Return the flags of the address, which a body that is the file itself has no place for."""
    asked, errors = {}, []
    for name, value in request.query_params.items():
        if name not in {"dry_run", "force"}:
            message = "There is no such parameter. Accepted: dry_run, force."
            errors.append(FieldError(field=name, code="unknown_parameter", message=message))
        elif value not in FLAGS:
            errors.append(FieldError(field=name, code="invalid", message="Takes true or false."))
        else:
            asked[name] = FLAGS[value]
    if errors:
        raise invalid(errors)
    return asked


def _code_of(error: Exception) -> str:
    codes: dict[type[Exception], str] = {
        NotAChecklist: "not_a_checklist",
        TicketTwice: "ticket_twice",
        operations.OtherPack: "other_pack",
    }
    return codes.get(type(error), "unreadable")
