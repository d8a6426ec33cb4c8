"""Ask the roadmap: passages and tickets that have the words of a question, with links to their places."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from apps.roadmaps.queries import current_roadmap
from apps.tenancy.decorators import needs
from apps.tenancy.permissions import Right
from apps.tenancy.requests import FirmRequest
from apps.tickets.asking import LONGEST, Found, QuestionError, ask

OPENING = 6  # words of a passage by which the browser finds its place


@require_safe
@needs(Right.VIEW)
def ask_roadmap(request: FirmRequest) -> HttpResponse:
    """Show the field, and for a question what was found."""
    roadmap = current_roadmap()
    question = request.GET.get("q", "").strip()
    context: dict[str, Any] = {"roadmap": roadmap, "question": question, "longest": LONGEST}
    status = 200
    if roadmap and question:
        try:
            answer = ask(question, roadmap=roadmap)
        except QuestionError as error:
            context["error"], status = str(error), 422
        else:
            passages = [(one, _place(one)) for one in answer.of_kind("section")]
            context |= {"answer": answer, "passages": passages, "tickets": answer.of_kind("ticket")}
    return render(request, "roadmaps/ask.html", context, status=status)


def _place(one: Found) -> str:
    """Return the address of a passage: browsers that can go to the words in the section, the others to its top."""
    words = one.text.partition("\n")[0].partition(" · ")[0].split()[:OPENING]
    opening = quote(" ".join(words), safe="").replace("-", "%2D")  # a dash has a meaning of its own there
    return reverse("roadmaps:section", args=[one.section_number]) + (f"#:~:text={opening}" if opening else "")
