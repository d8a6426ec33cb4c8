"""The page behind a reminder's link, for people who belong to no firm."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from apps.compliance import operations
from apps.compliance.forms import AnswerForm
from apps.compliance.models import ComplianceCheck
from apps.tenancy.context import tenant_context
from apps.tenancy.forms import add_refusal
from apps.tenancy.requests import FirmRequest
from apps.work.functions import Link

PAGE = "compliance/answer.html"


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: FirmRequest, token: str) -> HttpResponse:
    """Show what is missing and take it, once."""
    try:
        link = operations.find_link(token, at=timezone.now())
        with tenant_context(link.tenant_id, actor={"name": "Answer by mail", "via": "page"}):
            return _answer(request, link)
    except operations.ComplianceError as refused:
        response = render(request, PAGE, {"reason": str(refused)}, status=410)
    response["Referrer-Policy"] = "same-origin"
    return response


def _answer(request: FirmRequest, link: Link) -> HttpResponse:
    check, asked = operations.open_link(link)
    form = AnswerForm(asked, request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            operations.answer(link=link, given=form.cleaned_data, at=timezone.now())
        except ValidationError as refused:
            add_refusal(form, refused)
        else:
            return _shown(request, {"link": link, "is_done": True})
    context = {"link": link, "check": check, "form": form, "description": _description(check)}
    return _shown(request, context, status=422 if form.errors else 200)


def _description(check: ComplianceCheck) -> str:
    return check.schedule.description if check.schedule else ""


def _shown(request: FirmRequest, context: dict[str, object], *, status: int = 200) -> HttpResponse:
    response = render(request, PAGE, context, status=status)
    response["Referrer-Policy"] = "same-origin"  # the address is a key; with no-referrer a browser posts Origin: null
    return response
