"""Addresses of a firm's pages as mails carry them."""

from __future__ import annotations

from django.conf import settings
from django.urls import get_script_prefix, reverse, set_script_prefix


def firm_url(slug: str, name: str, *args: object) -> str:
    """Return the whole address of a page inside a firm, as seen from outside any request."""
    prefix = get_script_prefix()
    set_script_prefix(f"/f/{slug}/")
    try:
        path = reverse(name, args=args, urlconf="config.urls_firm")
    finally:
        set_script_prefix(prefix)
    return f"{settings.FIRMLOOP_URL}{path}"
