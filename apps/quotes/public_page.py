"""The page behind a mailed link: read a quote, take it as a PDF, accept or reject it. Nobody signs in here."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, cast

from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from apps.quotes import operations
from apps.quotes.choices import OUT, UNSENT, QuoteStatus
from apps.quotes.forms import AcceptForm, RejectForm
from apps.quotes.links import PURPOSE, is_machine, viewer_hash
from apps.quotes.models import Quote
from apps.quotes.pdf import file_name, quote_pdf
from apps.tenancy.context import tenant_context
from apps.tenancy.forms import add_refusal
from apps.tenancy.functions import firms_of_user
from apps.tenancy.requests import FirmRequest
from apps.work.functions import Link, link_of_token

PAGE = "quotes/public.html"


def _of_link(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Find the quote of the token and run the view inside its firm; a link that opens nothing is 410."""

    @never_cache
    @wraps(view)
    def found(request: FirmRequest, token: str) -> HttpResponse:
        link = link_of_token(token, purpose=PURPOSE)
        if link is None or link.expires_at <= timezone.now():
            return render(request, PAGE, {"quote": None}, status=410)
        is_ours = request.user.is_authenticated and bool(firms_of_user(cast("Any", request.user).pk, link.slug))
        with (
            tenant_context(link.tenant_id, actor={"name": "The client", "via": "link"}),
            timezone.override(link.time_zone),
        ):
            quote = Quote.objects.select_related("client", "contact").get(pk=link.object_id)
            response = view(request, quote, link, is_ours=is_ours)
        response["Referrer-Policy"] = (
            "same-origin"  # the address is the key; with no-referrer a browser posts Origin: null
        )
        response["X-Robots-Tag"] = "noindex, nofollow"
        return response

    return found


@require_http_methods(["GET", "HEAD", "POST"])
@_of_link
def page(request: FirmRequest, quote: Quote, link: Link, *, is_ours: bool) -> HttpResponse:
    """Show a quote and count that it was read; take the client's answer."""
    if request.method == "POST":
        return _answer(request, quote, link, is_ours=is_ours)
    if request.method == "GET" and (is_ours or not is_machine(request.headers)) and quote.status not in UNSENT:
        viewer = viewer_hash(
            quote_id=quote.pk, address=request.META.get("REMOTE_ADDR", ""), agent=request.headers.get("User-Agent", "")
        )
        operations.record_view(quote_id=quote.pk, viewer=viewer, is_internal=is_ours, at=timezone.now())
    return _shown(request, quote, link, is_ours=is_ours)


@require_safe
@_of_link
def pdf(request: FirmRequest, quote: Quote, link: Link, *, is_ours: bool) -> HttpResponse:
    """Answer with the quote as a PDF; one that holds no more is only spoken of on its page."""
    if quote.status in {*UNSENT, QuoteStatus.WITHDRAWN}:
        return redirect("./")  # the address of its page, whose token only the request knows
    headers = {"Content-Disposition": f'inline; filename="{file_name(quote)}"'}
    return HttpResponse(quote_pdf(quote), content_type="application/pdf", headers=headers)


def _answer(request: FirmRequest, quote: Quote, link: Link, *, is_ours: bool) -> HttpResponse:
    accept = request.POST.get("answer") == "accept"
    form = (AcceptForm if accept else RejectForm)(request.POST, prefix="accept" if accept else "reject")
    if is_ours:
        form.add_error(None, "You belong to the firm. Record the outcome on the quote's own page instead.")
    elif form.is_valid():
        try:
            operations.answer_quote(quote_id=quote.pk, accept=accept, **form.cleaned_data, at=timezone.now())
        except (operations.QuoteError, ValidationError) as refused:
            add_refusal(form, refused)
        else:
            return redirect(request.path)
    quote.refresh_from_db()
    forms = {"accept_form" if accept else "reject_form": form}
    return _shown(request, quote, link, is_ours=is_ours, status=422, **forms)


def _shown(
    request: FirmRequest, quote: Quote, link: Link, *, is_ours: bool, status: int = 200, **forms: Any
) -> HttpResponse:
    today = timezone.localdate()
    is_open = quote.status in {*OUT, QuoteStatus.COUNTERED}
    context = {
        "quote": quote,
        "firm_name": link.firm_name,
        "is_ours": is_ours,
        "is_over": not quote.is_valid_on(today),
        "may_answer": is_open and quote.is_valid_on(today) and not is_ours,
        "accept_form": AcceptForm(prefix="accept"),
        "reject_form": RejectForm(prefix="reject"),
        **forms,
    }
    return render(request, PAGE, context, status=status)
