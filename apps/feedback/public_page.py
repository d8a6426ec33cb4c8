"""The page behind a feedback mail's link: answer once. Nobody signs in here."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from apps.feedback import operations
from apps.feedback.forms import AnswerForm
from apps.feedback.models import FeedbackRequest
from apps.feedback.operations.asking import ANSWER
from apps.tenancy.context import tenant_context
from apps.tenancy.forms import add_refusal
from apps.work.functions import Link

ACTOR = {"name": "The client", "via": "link"}


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: HttpRequest, token: str) -> HttpResponse:
    """Ask how an order was, and take the answer; the link works once."""
    try:
        link = operations.find_link(token, purpose=ANSWER, at=timezone.now())
        with tenant_context(link.tenant_id, actor=ACTOR), timezone.override(link.time_zone):
            return _answer(request, link)
    except operations.LinkClosed as closed:
        return _shown(request, "feedback/closed.html", {"reason": str(closed)}, status=410)


def _answer(request: HttpRequest, link: Link) -> HttpResponse:
    asked = FeedbackRequest.objects.select_related("order").filter(pk=link.object_id).first()
    if asked is None:
        raise operations.LinkClosed("There is nothing left to answer. Thank you.")
    form = AnswerForm(request.POST if request.method == "POST" else None)
    context = {"form": form, "asked": asked, "firm_name": link.firm_name}
    if request.method != "POST":
        return _shown(request, "feedback/answer.html", context)
    if form.is_valid():
        try:
            operations.answer_link(link=link, **form.cleaned_data, at=timezone.now())
        except operations.AnsweredAlready as refused:
            raise operations.LinkClosed(str(refused)) from refused
        except (operations.NothingSaid, ValidationError) as refused:
            add_refusal(form, refused)
        else:
            return _shown(request, "feedback/thanks.html", context)
    return _shown(request, "feedback/answer.html", context, status=422)


def _shown(request: HttpRequest, template: str, context: dict[str, Any], *, status: int = 200) -> HttpResponse:
    response = render(request, template, context, status=status)
    response["Referrer-Policy"] = "same-origin"  # the address is the key; with no-referrer a browser posts Origin: null
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response
