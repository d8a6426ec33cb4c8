"""Markdown in templates."""

from django import template
from django.utils.safestring import SafeString

from apps.core import markdown as core_markdown

register = template.Library()


@register.filter
def markdown(text: str | None, heading_offset: int = 1) -> SafeString:
    """Render Markdown as safe HTML; its headings start one level below ``heading_offset``."""
    return core_markdown.render(text or "", heading_offset=heading_offset)
