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

from apps.feedback import operations
from apps.feedback.choices import AnswerSource, FeedbackStatus, Issue, Sentiment
from apps.feedback.forms import AnswerForm
from apps.feedback.models import FeedbackRequest
from apps.feedback.queries import feedback_stats
from apps.tenancy.decorators import needs
from apps.tenancy.forms import add_refusal
from apps.tenancy.permissions import Right
from apps.tenancy.requests import FirmRequest

PER_PAGE = 25


@require_safe
@needs(Right.VIEW)
def inbox(request: FirmRequest) -> HttpResponse:
    """List what clients answered, the newest first, or the requests of another status."""
    status, tone = request.GET.get("status", FeedbackStatus.RESPONDED), request.GET.get("sentiment", "")
    status = status if status in FeedbackStatus.values else FeedbackStatus.RESPONDED
    rows = FeedbackRequest.objects.filter(status=status).select_related("order", "client", "contact", "case_created")
    if tone in Sentiment.values:
        rows = rows.filter(sentiment=tone)
    page = Paginator(rows.order_by("-responded_at", "-scheduled_for", "-id"), PER_PAGE).get_page(
        request.GET.get("page")
    )
    context = {
        "page": page,
        "rows": [{"row": row, "issues": [Issue(one).label for one in row.issues]} for row in page],
        "stats": feedback_stats(),
        "status": status,
        "tone": tone,
        "statuses": FeedbackStatus.choices,
        "tones": Sentiment.choices,
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


def _detail(request: FirmRequest, pk: UUID, form: AnswerForm, status: int = 200) -> HttpResponse:
    rows = FeedbackRequest.objects.select_related("order", "client", "contact", "case_created")
    row = get_object_or_404(rows, pk=pk)
    context = {"row": row, "form": form, "issues": [Issue(one).label for one in row.issues]}
    return render(request, "feedback/detail.html", context, status=status)
