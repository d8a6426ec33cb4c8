"""The search page and what ``Ctrl-K`` asks, below the admin of a firm and of all firms."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse, JsonResponse
from django.template.response import TemplateResponse
from django.urls import NoReverseMatch, reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from apps.console.search import SHORTEST, Found, Where, search
from apps.tenancy.modeladmins.access import OVER_FIRMS
from apps.tenancy.permissions import Right

TICKETS, PACKS = "tickets_ticketinstance", "tickets_ticketpack"
# What can be done: its name, other words for it, the page, its query, and the right it takes.
PAGES: tuple[tuple[str, str, str, str, str], ...] = (
    ("Today", "dashboard home start", "index", "", Right.VIEW),
    ("Blocked tickets", "stuck waiting reason", f"{TICKETS}_changelist", "status__exact=blocked", Right.VIEW),
    ("Late tickets", "overdue sprint deadline", "today_rows:late", "", Right.VIEW),
    ("Waiting tickets", "depends dependency", f"{TICKETS}_changelist", "waiting=yes", Right.VIEW),
    ("Quiet packs", "without a tick two weeks stalled", f"{PACKS}_changelist", "quiet=yes", Right.VIEW),
    ("Failed mails", "email outbox not sent", "today_rows:mails", "", Right.VIEW),
    ("All tickets", "list", f"{TICKETS}_changelist", "", Right.VIEW),
    ("All packs", "list", f"{PACKS}_changelist", "", Right.VIEW),
    ("Add a ticket", "new make create", f"{TICKETS}_add", "", Right.EDIT),
    ("Import tickets", "csv xlsx upload file", f"{TICKETS}_import", "", Right.EDIT),
    ("Import a pack", "markdown upload new add make", f"{PACKS}_import", "", Right.EDIT),
    ("Add a pack", "new make create", f"{PACKS}_add", "", Right.EDIT),
    ("Add a roadmap", "new make create", "roadmaps_roadmap_add", "", Right.EDIT),
    ("Invite somebody", "invitation member people", "tenancy_invitation_add", "", Right.INVITE),
    ("Make an API token", "new add create", "tenancy_apitoken_add", "", Right.TOKENS),
)


def verbs_for(request: Any) -> list[tuple[str, str, str]]:
    """Return what the person may do here: its name, other words for it, its address."""
    caller = request.caller
    found = []
    for name, other, page, query, right in PAGES:
        if not (caller.may(right) if caller else right in OVER_FIRMS):
            continue
        if address := _address(page):
            found.append((name, other, f"{address}?{query}" if query else address))
    if caller is None and request.user.is_superuser:
        found.append(("Make a firm", "new add create client tenant", reverse("admin:tenancy_tenant_add")))
        found.append(("People", "users accounts", reverse("admin:tenancy_user_changelist")))
    if caller is not None:
        found.append(("Open the firm's portal", "site pages", f"/f/{caller.slug}/"))
        found.append(("All firms", "switch leave over across", "/admin/"))
    else:
        found.append(("Your firms", "portal switch", "/"))
    found.append(("Switch light and dark", "theme colors mode night", "#theme"))
    found.append(("Change password", "account", "/accounts/password/change/"))
    found.append(("Sign out", "log out logout leave", "/accounts/logout/"))
    return found


def _address(page: str) -> str:
    name, _, argument = page.partition(":")
    try:
        return reverse(f"admin:{name}", args=[argument] if argument else [])
    except NoReverseMatch:  # a page that another app may or may not have
        return ""


def _found(request: Any, text: str) -> Found:
    where = Where(reverse("admin:index"), request.all_firms, over_all=request.caller is None)
    return search(text, where=where, verbs=verbs_for(request))


@never_cache
@require_safe
def search_json(request: Any) -> HttpResponse:
    """Answer what ``Ctrl-K`` asks: groups of what was found, each thing with its name, detail and address."""
    found = _found(request, request.GET.get("q", ""))
    groups = [
        {"name": group.name, "more": group.more, "hits": [hit._asdict() for hit in group.hits]}
        for group in found.groups
    ]
    return JsonResponse({"groups": groups, "note": found.note})


@require_safe
def search_page(request: Any, context: dict[str, Any]) -> HttpResponse:
    """Show the same as a page, which works without JavaScript."""
    text = request.GET.get("q", "").strip()
    found = _found(request, text)
    groups = [(group, [hit for hit in group.hits if not hit.url.startswith("#")]) for group in found.groups]
    shown = {
        **context,
        "title": "Search",
        "text": text,
        "groups": [(group, hits) for group, hits in groups if hits],
        "note": found.note,
        "is_short": 0 < len(text) < SHORTEST,
    }
    return TemplateResponse(request, "console/search.html", shown)
