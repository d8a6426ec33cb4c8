"""A roadmap as one Markdown text."""

from __future__ import annotations

from apps.roadmaps.models import Roadmap


def as_markdown(roadmap: Roadmap) -> str:
    """Return the roadmap's sections in the order of reading, each with its text as it is written.

    A section whose text has no title of its own gets one.
    """
    rows = roadmap.sections.order_by("section_number").values_list("section_number", "title", "content_markdown")
    return "\n\n".join([f"# Roadmap {roadmap.version}", *(_section(*row) for row in rows)]) + "\n"


def _section(number: int, title: str, text: str) -> str:
    text = text.strip()
    return text if text.startswith("# ") else f"# {number} · {title}\n\n{text}".rstrip()
