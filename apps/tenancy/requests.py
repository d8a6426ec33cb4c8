from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from apps.tenancy.functions import FirmOfUser, TokenUse
from apps.tenancy.permissions import Caller


class FirmRequest(HttpRequest):
    """A request as the middleware leaves it; for annotations only.

    Below /f/<slug>/ and for tokens ``caller`` is set, under /admin/ ``all_firms``.
    """

    caller: Caller
    firm_slug: str | None
    all_firms: tuple[FirmOfUser, ...]
    token_use: TokenUse | None
    htmx: Any
    user: Any
    urlconf: Any
