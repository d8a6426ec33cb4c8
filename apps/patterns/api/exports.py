"""Feedback as a file, to train models on."""

from __future__ import annotations

import weakref
from collections.abc import Iterator
from tempfile import SpooledTemporaryFile
from typing import IO, Any

import orjson
from django.http import FileResponse
from django.utils import timezone
from rest_framework.request import Request

from apps.core.api.acts import Act
from apps.core.api.filters import Filter
from apps.core.api.problems import Problem
from apps.core.api.renderers import AnyRenderer
from apps.core.api.views import ActView
from apps.core.table_files import KINDS, write_csv
from apps.patterns.queries import EXPORTED, exported_feedback
from apps.tenancy.locks import try_turn
from apps.work.operations import record_audit

JSONL = "application/x-ndjson"
FORMATS = {"jsonl": JSONL, "csv": KINDS["csv"]}
IN_MEMORY = 1_000_000


def _format(text: str) -> str:
    if text not in FORMATS:
        raise ValueError(f"one of {', '.join(FORMATS)}")
    return text


class FeedbackExport(ActView):
    """Feedback whose giver agreed to an export."""

    acts = {
        "GET": Act(
            "feedback",
            "Export feedback for training",
            bytes,
            says="Only feedback with consent_to_export, the oldest first, without who gave it; that on deleted "
            "projects is left out.",
            refuses=(400, 503),
            media_type=JSONL,
            also=("text/csv",),
            filters={
                "format": Filter(
                    _format,
                    {"type": "string", "pattern": f"^({'|'.join(FORMATS)})$", "default": "jsonl"},
                    "jsonl: an object a line; csv: a table with the names in its first row.",
                )
            },
        )
    }

    def get_renderers(self) -> list[Any]:
        return [AnyRenderer()]

    def get(self, request: Request) -> FileResponse:
        """Answer with the file, written first: the firm's transaction is over when an answer is streamed."""
        kind = self.asked(request).get("format", "jsonl")
        if not try_turn("feedback export"):  # one takes a thread and a disk
            detail = "Another export of this firm is being written; ask again when it is done."
            raise Problem(503, "busy", detail, headers={"Retry-After": "5"})
        file = SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115 -- closed with the answer
        count = _write(kind, file)
        file.seek(0)
        record_audit(
            event_type="feedback_export",
            entity_type="user_feedback",
            entity_id=request.auth.tenant_id,
            after={"format": kind, "rows": count},
        )
        day = timezone.now().astimezone(request.auth.zone).date()
        name = f"{request.auth.slug}-feedback-{day}.{kind}"
        response = FileResponse(file, as_attachment=True, filename=name, content_type=FORMATS[kind])
        weakref.finalize(response, file.close)  # also of an answer that nobody reads to its end
        return response


def _write(kind: str, file: IO[bytes]) -> int:
    """Write the rows to the file, and return how many."""
    count = 0

    def counted() -> Iterator[dict[str, Any]]:
        nonlocal count
        for row in exported_feedback():
            count += 1
            yield row

    if kind == "csv":
        write_csv(file, EXPORTED, ([_cell(value) for value in row.values()] for row in counted()))
    else:
        for row in counted():  # writelines would fill the memory before it looks at the size
            file.write(orjson.dumps(row, default=float, option=orjson.OPT_APPEND_NEWLINE))
    return count


def _cell(value: Any) -> Any:
    """Return a list as JSON, which a table has no place for."""
    return orjson.dumps(value).decode() if isinstance(value, list | dict) else value
