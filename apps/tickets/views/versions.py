from __future__ import annotations

import re

from apps.tenancy.requests import FirmRequest

VERSION = re.compile(r"[0-9]{1,9}")


def version(request: FirmRequest) -> int | None:
    """Return the version of the ticket that the form showed, None where it says none."""
    given = request.POST.get("version", "")
    return int(given) if VERSION.fullmatch(given) else None
