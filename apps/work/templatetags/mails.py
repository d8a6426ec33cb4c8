from typing import Any
from uuid import UUID

from django import template

from apps.work.queries import failed_mails

register = template.Library()


@register.inclusion_tag("work/_failed_mails.html", name="failed_mails")
def failed_mails_about(about_id: UUID) -> dict[str, Any]:
    """Say which mails about a row did not arrive, and why."""
    return {"mails": failed_mails(about_id)}
