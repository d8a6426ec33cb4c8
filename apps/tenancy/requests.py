from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from apps.tenancy.functions import FirmOfUser, Use
from apps.tenancy.permissions import Caller


class FirmRequest(HttpRequest):
    """A request as the middleware leaves it; for annotations only.

    Below /f/<slug>/ and for tokens ``caller`` is set, under /admin/ ``all_firms``, in the API ``api_use``.
    """

    caller: Caller
    firm_slug: str | None
    all_firms: tuple[FirmOfUser, ...]
    api_use: Use | None
    htmx: Any
    user: Any
    urlconf: Any
