"""The version of a row, as HTTP carries it: ETag in answers, If-Match in requests."""

from __future__ import annotations

import re

from rest_framework.request import Request

from apps.core.api.problems import Problem

# A proxy that compresses turns "3" into W/"3"; the version is the same.
TAGS = re.compile(r'^\s*(?:W/)?"(\d{1,10})"\s*$')


def etag(version: int) -> str:
    """Return the ETag of a row of this version."""
    return f'"{version}"'


def expected_version(request: Request) -> int | None:
    """Return the version that If-Match names, None without the header or with ``*``.

    Raises Problem when the header is no ETag of ours.
    """
    header = request.headers.get("If-Match")
    if header is None or header.strip() == "*":
        return None
    if not (match := TAGS.match(header)):
        detail = 'If-Match takes one ETag as it was sent, in its quotes, such as "3".'
        raise Problem(400, "malformed", detail)
    return int(match.group(1))
