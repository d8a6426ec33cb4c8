from __future__ import annotations

from urllib.parse import urlencode

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from apps.core.markdown import render as markdown
from apps.roadmaps.exporting import as_markdown
from apps.roadmaps.models import Roadmap
from apps.roadmaps.versions import KINDS, compared, versions
from apps.tenancy.decorators import needs
from apps.tenancy.permissions import Right
from apps.tenancy.requests import FirmRequest


@require_safe
@needs(Right.VIEW)
def version_list(request: FirmRequest) -> HttpResponse:
    """Show every version of the roadmap and what each changed."""
    found = versions()
    shown = [(one, markdown(_below_title(one.log.body_markdown), heading_offset=2) if one.log else "") for one in found]
    return render(request, "roadmaps/versions.html", {"versions": shown, "choices": [one.roadmap for one in found]})


@require_safe
@needs(Right.VIEW)
def compare(request: FirmRequest) -> HttpResponse:
    """Show two versions side by side, section by section; without a choice the current one and the one before it.

    Passages are shown as they read, with ``as=text`` as they are written.
    """
    after = _version(request.GET["to"]) if "to" in request.GET else Roadmap.objects.filter(is_current=True).first()
    if after is None:
        raise Http404("no current roadmap")
    before = _version(request.GET["from"]) if "from" in request.GET else after.parent_roadmap
    pairs = compared(before, after) if before and before != after else []
    context = {
        "before": before,
        "after": after,
        "pairs": pairs,
        "changed": [pair for pair in pairs if pair.kind != "same"],
        "counts": [(sum(pair.kind == kind for pair in pairs), label.lower()) for kind, label in KINDS.items()],
        "versions_query": urlencode({"from": before.version, "to": after.version}) if before else "",
        "as_text": request.GET.get("as") == "text",
        "choices": list(Roadmap.objects.only("version", "tenant").order_by("-created_at", "-id")),
    }
    return render(request, "roadmaps/compare.html", context)


@require_safe
@needs(Right.VIEW)
def version_markdown(request: FirmRequest, version: str) -> HttpResponse:
    """Send a version as one Markdown file."""
    roadmap = _version(version)
    name = f"{request.caller.slug}-roadmap-{roadmap.version}.md"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(as_markdown(roadmap), content_type="text/markdown; charset=utf-8", headers=headers)


def _version(version: str) -> Roadmap:
    if roadmap := Roadmap.objects.filter(version=version).first():
        return roadmap
    raise Http404("no such version")


def _below_title(body: str) -> str:
    """A change log without its first line, which says the version that the page says anyway."""
    return body.partition("\n")[2] if body.startswith("# ") else body
