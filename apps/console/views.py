"""Pages of the staff that lie outside any firm."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from apps.tenancy.requests import FirmRequest
from apps.tenancy.saved_filters import FilterRefused, remove_filter, save_filter


@require_POST
@login_required
def filters(request: FirmRequest) -> HttpResponse:
    """Keep or forget a filter of a list for the signed-in person, and go back to the list."""
    posted = request.POST
    which = {"user_id": request.user.pk, "of": posted.get("of", ""), "name": posted.get("name", "")}
    try:
        if posted.get("act") == "remove":
            remove_filter(**which, firm=posted.get("firm", ""))
            messages.success(request, f"The filter “{which['name']}” is removed.")
        else:
            saved = save_filter(**which, query=posted.get("query", ""), firm=posted.get("firm", ""))
            messages.success(request, f"The filter is saved as “{saved.name}”; only you see it.")
    except FilterRefused as refused:
        messages.error(request, str(refused))
    to = posted.get("next", "")
    is_ours = to.startswith("/") and url_has_allowed_host_and_scheme(to, None, require_https=request.is_secure())
    return redirect(to if is_ours else "/")
