"""The feedback inbox of a firm."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from apps.core.charts.shares import share_bar
from apps.feedback import operations
from apps.feedback.choices import AnswerSource, FeedbackStatus, Issue, Sentiment
from apps.feedback.forms import AnswerForm, RecoveryForm
from apps.feedback.models import FeedbackRequest
from apps.feedback.queries import feedback_stats, recovery_of, requests_by
from apps.feedback.reasons import why_read_so
from apps.tenancy.decorators import needs
from apps.tenancy.forms import add_refusal
from apps.tenancy.permissions import Right
from apps.tenancy.requests import FirmRequest

PER_PAGE = 25
# Of a share bar.
KINDS: dict[str, str] = {Sentiment.POSITIVE: "good", Sentiment.NEUTRAL: "mild", Sentiment.NEGATIVE: "bad"}


@require_safe
@needs(Right.VIEW)
def inbox(request: FirmRequest) -> HttpResponse:
    """List what clients answered, the newest first, or the requests of another status."""
    asked = {name: request.GET.get(name, "").strip() for name in ("status", "sentiment", "issue", "case", "q")}
    asked["status"] = asked["status"] if asked["status"] in FeedbackStatus.values else FeedbackStatus.RESPONDED
    rows = requests_by(asked).select_related("order", "client", "contact", "case_created")
    page = Paginator(rows.order_by("-responded_at", "-scheduled_for", "-id"), PER_PAGE).get_page(
        request.GET.get("page")
    )
    stats = feedback_stats()
    tones = [(KINDS[tone], label, stats[tone], tone) for tone, label in Sentiment.choices]
    query = request.GET.copy()
    query.pop("page", None)
    context = {
        "page": page,
        "rows": [{"row": row, "issues": [Issue(one).label for one in row.issues]} for row in page],
        "stats": stats,
        "bar": share_bar(title="Answers", parts=[part[:3] for part in tones]),
        "tones": tones,
        "asked": asked,
        "is_narrowed": any(value for name, value in asked.items() if name != "status"),
        "query": query.urlencode(),
        "statuses": FeedbackStatus.choices,
        "issues": Issue.choices,
    }
    return render(request, "feedback/inbox.html", context)


@require_safe
@needs(Right.VIEW)
def detail(request: FirmRequest, pk: UUID) -> HttpResponse:
    """Show one request with its answer, or the form to enter one by hand."""
    return _detail(request, pk, AnswerForm())


@require_POST
@needs(Right.TICK)
def answer(request: FirmRequest, pk: UUID) -> HttpResponse:
    """Enter an answer by hand, such as one by phone."""
    get_object_or_404(FeedbackRequest, pk=pk)
    form = AnswerForm(request.POST)
    if form.is_valid():
        try:
            row = operations.answer_request(
                request_id=pk, **form.cleaned_data, source=AnswerSource.STAFF, at=timezone.now()
            )
        except (operations.FeedbackError, ValidationError) as refused:
            add_refusal(form, refused)
        else:
            opened = f" Case {row.case_created.case_number} is open." if row.case_created else ""
            messages.success(request, f"The answer is kept.{opened}")
            return redirect("feedback:detail", pk=pk)
    return _detail(request, pk, form, status=422)


@require_POST
@needs(Right.TICK)
def resolve(request: FirmRequest, pk: UUID) -> HttpResponse:
    """Close the recovery case of an answer with what was done."""
    get_object_or_404(FeedbackRequest, pk=pk)
    form = RecoveryForm(request.POST)
    if form.is_valid():
        try:
            case = operations.resolve_recovery(request_id=pk, **form.cleaned_data, at=timezone.now())
        except (operations.FeedbackError, ValidationError) as refused:
            add_refusal(form, refused)
        else:
            messages.success(request, f"Case {case.case_number} is resolved.")
            return redirect("feedback:detail", pk=pk)
    return _detail(request, pk, AnswerForm(), recovery=form, status=422)


def _detail(
    request: FirmRequest, pk: UUID, form: AnswerForm, *, recovery: RecoveryForm | None = None, status: int = 200
) -> HttpResponse:
    rows = FeedbackRequest.objects.select_related("order", "client", "contact", "case_created")
    row = get_object_or_404(rows, pk=pk)
    context = {"row": row, "form": form, "recovery": recovery or RecoveryForm(), "today": timezone.localdate()}
    if row.responded_at:
        context["why"] = why_read_so(row)
    if row.case_created:
        context |= recovery_of(row.case_created)
    return render(request, "feedback/detail.html", context, status=status)
