"""What a kept file is by its own first bytes, and how it is handed out."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils.http import content_disposition_header

IMAGES = (
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
)


def image_type(content: bytes) -> str:
    """Return the type of a PNG, JPEG, GIF or WebP by its first bytes, empty for anything else."""
    for signature, content_type in IMAGES:
        if content.startswith(signature):
            return content_type
    return "image/webp" if content[:4] == b"RIFF" and content[8:12] == b"WEBP" else ""


def file_response(*, content: bytes, file_name: str) -> HttpResponse:
    """Hand a file out so that nothing in it can run: images may be shown, all else is only saved.

    The browser is told not to guess the type, and to treat what it opens as a stranger's page without scripts.
    """
    shown = image_type(content)
    response = HttpResponse(content, content_type=shown or "application/octet-stream")
    disposition = content_disposition_header(as_attachment=not shown, filename=file_name)
    response["Content-Disposition"] = disposition or "attachment"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-cache"
    return response
