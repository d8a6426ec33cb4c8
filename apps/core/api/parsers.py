from __future__ import annotations

from typing import IO, Any

import orjson
from django.conf import settings
from rest_framework.parsers import BaseParser, DataAndFiles, MultiPartParser

from apps.core.api.problems import Problem, invalid_field

MAX_DEPTH = 32


class OrjsonParser(BaseParser):
    """Read a JSON object in UTF-8; what PostgreSQL could not keep is refused here, by name."""

    media_type = "application/json"

    def parse(
        self, stream: IO[bytes], media_type: str | None = None, parser_context: dict[str, Any] | None = None
    ) -> dict[str, Any]:
        most = settings.DATA_UPLOAD_MAX_MEMORY_SIZE
        body = stream.read(most + 1)
        if len(body) > most:
            raise Problem(413, "too_large", f"A request holds at most {most:,} bytes.")
        try:
            data = orjson.loads(body)
        except orjson.JSONDecodeError as error:
            raise Problem(400, "malformed", f"The body is no valid JSON in UTF-8: {error}.") from error
        if not isinstance(data, dict):
            raise Problem(400, "malformed", 'Send a JSON object, such as {"title": "…"}.')
        _refuse_what_cannot_be_kept(data)
        return data


class FileParser(MultiPartParser):
    """Read a form with a file of up to ``most`` bytes; the fields beside it are short."""

    most = 0
    beside = 64 * 1024

    def parse(
        self, stream: IO[bytes], media_type: str | None = None, parser_context: dict[str, Any] | None = None
    ) -> DataAndFiles:
        request = (parser_context or {})["request"]
        if int(request.META.get("CONTENT_LENGTH") or 0) > self.most + self.beside:
            raise Problem(413, "too_large", f"A file has at most {self.most // 1024 // 1024} MB.")
        return super().parse(stream, media_type, parser_context)


def _refuse_what_cannot_be_kept(data: dict[str, Any]) -> None:
    """Raise Problem for NUL characters, which PostgreSQL has no place for, and for bottomless nesting."""
    left: list[tuple[str, Any, int]] = [(name, value, 1) for name, value in data.items()]
    while left:
        path, value, depth = left.pop()
        if "\0" in path or (isinstance(value, str) and "\0" in value):
            raise invalid_field(
                path.replace("\0", ""), "null_characters_not_allowed", "NUL characters are not allowed."
            )
        if depth > MAX_DEPTH:
            raise invalid_field(path.split(".")[0], "too_deep", f"Nest at most {MAX_DEPTH} levels deep.")
        if isinstance(value, dict):
            left += [(f"{path}.{name}", inner, depth + 1) for name, inner in value.items()]
        elif isinstance(value, list):
            left += [(path, inner, depth + 1) for inner in value]
