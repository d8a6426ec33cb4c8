"""The firm's own pages of its quotes."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from apps.core.charts.ranked import ranked_bars
from apps.core.charts.scales import days
from apps.deals.models import Deal
from apps.quotes import operations
from apps.quotes.choices import LIVE, OUT, UNSENT, QuoteStatus
from apps.quotes.forms import OutcomeForm, QuoteForm
from apps.quotes.line_fields import lines_asked_for
from apps.quotes.models import Quote, QuoteOutcome
from apps.quotes.pdf import file_name, money, quote_pdf
from apps.quotes.queries import FILTERS, filtered, report, told
from apps.tenancy.decorators import needs
from apps.tenancy.forms import add_refusal
from apps.tenancy.models import Membership
from apps.tenancy.permissions import Right
from apps.tenancy.requests import FirmRequest

REFUSED = (operations.QuoteError, ValidationError)
PAGE = 50
LINES = "line_items"
STATUSES = [*QuoteStatus.choices, ("ending", "End within a week")]
VALID_FOR = timedelta(days=30)


@require_safe
@needs(Right.VIEW)
def listed(request: FirmRequest) -> HttpResponse:
    """List the firm's quotes, the newest first; reports link to those of an outcome, reason or competitor."""
    asked = {name: request.GET.get(name, "").replace("\x00", "").strip() for name in FILTERS}
    rows = filtered(asked, at=timezone.now()).select_related("client").order_by("-created_at", "-id")
    query = request.GET.copy()
    query.pop("page", None)
    context = {
        "page": Paginator(rows, PAGE).get_page(request.GET.get("page")),
        "statuses": STATUSES,
        "asked": asked,
        "told": told(asked),
        "query": query.urlencode() if any(asked.values()) else "",
    }
    return render(request, "quotes/list.html", context)


@require_safe
@needs(Right.VIEW)
def detail(request: FirmRequest, pk: UUID) -> HttpResponse:
    """Show a quote, what happened to it, and what can be done."""
    return _detail(request, get_object_or_404(Quote.objects.select_related("client", "contact", "deal"), pk=pk))


def _detail(request: FirmRequest, quote: Quote, *, form: OutcomeForm | None = None, status: int = 200) -> HttpResponse:
    activities = list(quote.activities.order_by("-created_at", "-id")[:200])
    names = dict(Membership.objects.values_list("user_id", "name"))
    ended = QuoteOutcome.objects.filter(quote=quote).first()
    initial = {name: getattr(ended, name) for name in OutcomeForm.base_fields} if ended else None
    context = {
        "quote": quote,
        "is_unsent": quote.status in UNSENT,
        "is_out": quote.status in OUT,
        "is_live": quote.status in LIVE,
        "takes_outcome": quote.status not in {*UNSENT, QuoteStatus.WITHDRAWN},
        "ended": ended,
        "timeline": [(activity, names.get(activity.created_by_id, "")) for activity in activities],
        "form": form or OutcomeForm(initial=initial),
    }
    return render(request, "quotes/detail.html", context, status=status)


@require_safe
@needs(Right.EDIT)
def new(request: FirmRequest) -> HttpResponse:
    """Show the form of a new draft."""
    start: dict[str, Any] = {"valid_until": timezone.localdate() + VALID_FOR, "max_follow_ups": 5}
    with suppress(KeyError, ValueError, Deal.DoesNotExist):
        deal = Deal.objects.get(pk=UUID(request.GET["deal"]))
        start |= {"deal": deal.pk, "client": deal.client_id, "contact": deal.contact_id, "title": deal.title}
    return _form(request, QuoteForm(initial=start), None)


@require_POST
@needs(Right.EDIT)
def create(request: FirmRequest) -> HttpResponse:
    """Make a draft."""
    if (lines := lines_asked_for(request.POST, LINES)) is not None:
        return _form(request, _with_lines(request, lines), None)
    form = QuoteForm(request.POST)
    return _saved(request, form, None, lambda: operations.create_quote(fields=form.values(), at=timezone.now()))


@require_safe
@needs(Right.EDIT)
def edit(request: FirmRequest, pk: UUID) -> HttpResponse:
    """Show the form of a quote that was not sent yet."""
    quote = get_object_or_404(Quote, pk=pk)
    if quote.status not in UNSENT:
        return _refused(request, quote)
    return _form(request, QuoteForm(initial=_kept(quote)), quote)


@require_POST
@needs(Right.EDIT)
def save(request: FirmRequest, pk: UUID) -> HttpResponse:
    """Change a quote that was not sent yet."""
    quote = get_object_or_404(Quote, pk=pk)
    if quote.status not in UNSENT:
        return _refused(request, quote)
    if (lines := lines_asked_for(request.POST, LINES)) is not None:
        return _form(request, _with_lines(request, lines), quote)
    form, seen = QuoteForm(request.POST, initial=_kept(quote)), request.POST.get("seen_version", "")
    version = int(seen) if seen.isascii() and seen.isdigit() else None
    return _saved(
        request, form, quote, lambda: operations.edit_quote(quote_id=pk, fields=form.values(), version=version)
    )


def _with_lines(request: FirmRequest, lines: list[dict[str, str]]) -> QuoteForm:
    """Return the form as it was filled in, not checked yet, with other lines."""
    entered = {name: request.POST.get(name, "") for name in QuoteForm.base_fields if name != LINES}
    return QuoteForm(initial=entered | {LINES: lines})


def _kept(quote: Quote) -> dict[str, Any]:
    kept = {name: getattr(quote, name) for name in QuoteForm.base_fields}
    return kept | {name: getattr(quote, f"{name}_id") for name in ("client", "contact", "deal")}


def _refused(request: FirmRequest, quote: Quote) -> HttpResponse:
    messages.error(request, f"Quote {quote.quote_number} was sent and stays as it is. Copy it instead.")
    return redirect("quotes:detail", pk=quote.pk)


def _saved(request: FirmRequest, form: QuoteForm, quote: Quote | None, act: Callable[[], Quote]) -> HttpResponse:
    if form.is_valid():
        try:
            saved = act()
        except REFUSED as refused:
            add_refusal(form, refused)
        else:
            total = f"{money(saved.total_amount)} {saved.currency}"
            messages.success(request, f"Quote {saved.quote_number} is saved: {total}.")
            return redirect("quotes:detail", pk=saved.pk)
    return _form(request, form, quote, status=422)


def _form(request: FirmRequest, form: QuoteForm, quote: Quote | None, *, status: int = 200) -> HttpResponse:
    title = f"Quote {quote.quote_number}" if quote else "New quote"
    seen = request.POST.get("seen_version", "") or (quote.row_version if quote else "")
    return render(
        request, "quotes/edit.html", {"title": title, "quote": quote, "form": form, "seen": seen}, status=status
    )


# An act's operation, the argument that the page's notes are, and what is said when it is done.
ACTS: dict[str, tuple[Callable[..., Quote], str, str]] = {
    "submit": (operations.submit_quote, "", "It waits for somebody's approval."),
    "send-back": (operations.send_back, "", "It is a draft again."),
    "approve": (operations.approve_quote, "", "Approved; it is on its way to the client."),
    "send": (operations.send_quote, "", "It is on its way to the client."),
    "follow-up": (operations.follow_up_quote, "", "The follow-up is on its way."),
    "counter": (operations.counter_quote, "notes", "Noted; nothing more is sent about it."),
    "withdraw": (operations.withdraw_quote, "reason", "It is withdrawn; its page says so."),
    "copy": (operations.copy_quote, "", "This is the copy, a draft. Choose until when it is valid."),
}


@require_POST
@needs(Right.EDIT)
def act(request: FirmRequest, pk: UUID, name: str) -> HttpResponse:
    """Do one named thing with a quote."""
    get_object_or_404(Quote, pk=pk)
    operation, notes, said = ACTS[name]
    given: dict[str, Any] = {notes: request.POST.get("notes", "")} if notes else {}
    try:
        quote = operation(quote_id=pk, **given, at=timezone.now())
    except REFUSED as refused:
        messages.error(request, " ".join(getattr(refused, "messages", [str(refused)])))
        return redirect("quotes:detail", pk=pk)
    messages.success(request, said)
    return redirect("quotes:detail", pk=quote.pk)


@require_POST
@needs(Right.EDIT)
def outcome(request: FirmRequest, pk: UUID) -> HttpResponse:
    """Record how a quote ended, or correct that."""
    quote = get_object_or_404(Quote.objects.select_related("client", "contact", "deal"), pk=pk)
    form = OutcomeForm(request.POST)
    if form.is_valid():
        try:
            operations.record_outcome(quote_id=pk, **form.cleaned_data, at=timezone.now())
        except REFUSED as refused:
            add_refusal(form, refused)
        else:
            messages.success(request, "The outcome is recorded.")
            return redirect("quotes:detail", pk=pk)
    return _detail(request, quote, form=form, status=422)


@require_safe
@needs(Right.VIEW)
def pdf(request: FirmRequest, pk: UUID) -> HttpResponse:
    """Answer with a quote as a PDF."""
    quote = get_object_or_404(Quote.objects.select_related("client", "contact"), pk=pk)
    headers = {"Content-Disposition": f'inline; filename="{file_name(quote)}"'}
    return HttpResponse(quote_pdf(quote), content_type="application/pdf", headers=headers)


@require_safe
@needs(Right.VIEW)
def reports(request: FirmRequest) -> HttpResponse:
    """Show how many quotes were won, why others were lost, to whom, and how long decisions take."""
    rates = next(iter(report("win_rates")), None)
    reasons, rivals, times = report("loss_reasons"), report("competitors"), report("time_to_decision")
    for row in rivals:
        row["gap"] = None if row["avg_gap_pct"] is None else abs(row["avg_gap_pct"])
    results = [("Won", "won"), ("Lost", "lost"), ("No decision", "no_decision")]
    if rates:
        rates["unsaid"] = rates["total"] - sum(rates[key] for _, key in results)
        results += [("Nobody said", "unsaid")] if rates["unsaid"] else []
    charts = {
        "rates": [(label, rates[key], str(rates[key])) for label, key in results] if rates else [],
        "reasons": [(row["reason"], row["lost"], str(row["lost"])) for row in reasons],
        "rivals": [
            (row["competitor"], float(row["win_rate_pct"] or 0), f"{row['win_rate_pct'] or 0:.0f} %") for row in rivals
        ],
        "times": [(row["result"], float(row["median_days"]), days(float(row["median_days"]))) for row in times],
    }
    titles = {
        "rates": "Quotes by outcome", "reasons": "Lost quotes by reason", "rivals": "Won beside each competitor",
        "times": "Median days to a decision",
    }  # fmt: skip
    drawn = {
        name: ranked_bars(name=name, title=titles[name], rows=rows, most=100 if name == "rivals" else None)
        for name, rows in charts.items()
        if rows
    }
    context = {"rates": rates, "reasons": reasons, "rivals": rivals, "times": times, "charts": drawn}
    return render(request, "quotes/reports.html", context)
