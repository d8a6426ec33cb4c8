"""The case study of what the work has changed: to read, to print, and as a file to keep."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from apps.core.markdown import render as markdown
from apps.metrics.case_study import NothingToTell, case_study, export_case_study
from apps.tenancy.decorators import needs
from apps.tenancy.permissions import Right
from apps.tenancy.requests import FirmRequest


@require_safe
@needs(Right.VIEW)
def read(request: FirmRequest) -> HttpResponse:
    """Show the case study, or what is missing for one."""
    context: dict[str, Any]
    try:
        text = case_study(at=timezone.now())
    except NothingToTell as missing:
        context = {"missing": str(missing)}
    else:
        context = {"text": text, "html": markdown(text.partition("\n")[2])}  # the page has the title
    return render(request, "portal/case_study.html", context)


@require_safe
@needs(Right.VIEW)
def download(request: FirmRequest) -> HttpResponse:
    """Send the case study as a Markdown file; without an outcome the page says what is missing."""
    try:
        study = export_case_study(at=timezone.now())
    except NothingToTell:
        return redirect("portal:case_study")
    name = f"{request.caller.slug}-case-study-{study.version}.md"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(study.text, content_type="text/markdown; charset=utf-8", headers=headers)
