"""The roadmap viewer composes sections with the tickets that carry them out, so it lives above both."""

from __future__ import annotations

from typing import Any

from csp.constants import NONE, SELF, UNSAFE_INLINE
from csp.decorators import csp
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_safe

from apps.core.markdown import diagrams
from apps.core.markdown import render as markdown
from apps.roadmaps import queries
from apps.roadmaps.models import Roadmap
from apps.roadmaps.section_files import below_title
from apps.roadmaps.versions import successor
from apps.tenancy.decorators import needs
from apps.tenancy.permissions import Right
from apps.tenancy.requests import FirmRequest
from apps.tickets.queries import done_by_section

FRAME_POLICY = {
    "default-src": [NONE],
    "script-src": [SELF],
    "style-src": [SELF, UNSAFE_INLINE],  # Mermaid writes inline styles (mermaid#856)
    "img-src": [SELF, "data:"],
    "font-src": [SELF],
    "base-uri": [NONE],
    "form-action": [NONE],
    "frame-ancestors": [SELF],
    "sandbox": ["allow-scripts"],  # an origin of its own: the page around it is out of reach
}


@require_safe
@needs(Right.VIEW)
def view(request: FirmRequest, number: int | None = None) -> HttpResponse:
    """Show the current roadmap, one section at a time."""
    roadmap = queries.current_roadmap()
    if roadmap is None:
        if number is not None:
            raise Http404("no roadmap")
        return render(request, "roadmaps/view.html", {"roadmap": None})
    lines = queries.section_lines(roadmap, done_by_section())
    return render(request, "roadmaps/view.html", _page(roadmap, lines, number))


@require_safe
@needs(Right.VIEW)
def version(request: FirmRequest, version: str, number: int | None = None) -> HttpResponse:
    """Show any version as the current one is shown, and say what became of it; the current one has its own place."""
    roadmap = _version(version)
    if roadmap.is_current:
        return redirect("roadmaps:view") if number is None else redirect("roadmaps:section", number)
    lines = queries.section_lines(roadmap, {})  # tickets belong to the current version
    context = _page(roadmap, lines, number) | {"old": roadmap, "successor": successor(roadmap)}
    context["current"] = queries.current_roadmap()
    return render(request, "roadmaps/view.html", context)


def _version(version: str) -> Roadmap:
    if roadmap := Roadmap.objects.filter(version=version).first():
        return roadmap
    raise Http404("no such version")


def _page(roadmap: Roadmap, lines: list[queries.SectionLine], number: int | None) -> dict[str, Any]:
    context: dict[str, Any] = {"roadmap": {"title": "Roadmap", "version": roadmap.version}, "sections": lines}
    if lines:
        place = next((i for i, line in enumerate(lines) if line.number == number), 0 if number is None else None)
        if place is None:
            raise Http404("no such section")
        context |= _section(roadmap, lines, place)
    elif number is not None:
        raise Http404("no such section")
    return context


def _section(roadmap: Roadmap, lines: list[queries.SectionLine], place: int) -> dict[str, Any]:
    number = lines[place].number
    section = queries.section(roadmap, number)
    if section is None:
        raise Http404("the section was deleted a moment ago")
    found = diagrams(section.content_markdown)

    def diagram_url(index: int) -> str:
        if roadmap.is_current:
            return reverse("roadmaps:diagram", args=[number, index])
        return reverse("roadmaps:version_diagram", args=[roadmap.version, number, index])

    return {
        "section": lines[place],
        "html": markdown(below_title(section.content_markdown, title=section.title), diagram_url=diagram_url),
        "diagrams": found,
        "previous": lines[place - 1] if place else None,
        "next": lines[place + 1] if place + 1 < len(lines) else None,
    }


@require_safe
@needs(Right.VIEW)
@xframe_options_sameorigin
@csp(FRAME_POLICY)  # type: ignore[arg-type]  # declared for views without arguments
def diagram(request: FirmRequest, number: int, index: int, version: str = "") -> HttpResponse:
    """Draw one diagram of a section in a frame of its own."""
    roadmap = _version(version) if version else queries.current_roadmap()
    section = queries.section(roadmap, number) if roadmap else None
    found = diagrams(section.content_markdown) if section else []
    if index >= len(found):
        raise Http404("no such diagram")
    return render(request, "roadmaps/diagram.html", {"source": found[index], "number": index + 1, "section": section})
