"""Small pictures of figures, drawn without inline style."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

register = template.Library()


@register.simple_tag
def progress_bar(done: int, countable: int, label: str) -> SafeString:
    """Draw "done of countable" as a bar named ``label``; nothing to count is an empty bar."""
    return format_html(
        '<progress class="bar" value="{}" max="{}" aria-label="{}">{} of {}</progress>',
        done, countable or 1, label, done, countable,
    )  # fmt: skip
