"""The question how a project was, on the pages that put it."""

from __future__ import annotations

from typing import Any

from django import template
from django.utils import timezone

from apps.patterns.queries import due_prompts
from apps.tenancy.permissions import Right

register = template.Library()


@register.inclusion_tag("patterns/_prompt.html", takes_context=True)
def due_prompt(context: dict[str, Any]) -> dict[str, Any]:
    """Ask those who may answer about the project that is due for longest."""
    request = context["request"]
    shown = {"request": request, "csrf_token": context.get("csrf_token"), "outcome": None}
    if request.caller.may(Right.TICK):
        shown["outcome"] = due_prompts(user_id=request.caller.user_id, at=timezone.now()).first()
    return shown
