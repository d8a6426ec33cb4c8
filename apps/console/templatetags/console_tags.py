"""What the admin's own templates show besides Django's."""

from __future__ import annotations

from typing import Any

from django import template

from apps.tenancy.saved_filters import LONGEST_NAME, saved_filters, tidied

register = template.Library()


@register.inclusion_tag("console/_saved_filters.html", takes_context=True)
def saved_filter_chips(context: dict[str, Any], cl: Any) -> dict[str, Any]:
    """Show the person's filters of this list as links, and a form that keeps the present one."""
    request = context["request"]
    of, now = cl.opts.label_lower, tidied(request.META.get("QUERY_STRING", ""))
    firm = request.caller.slug if request.caller else ""
    chips = [
        {"name": one.name, "query": one.query, "firm": one.firm, "is_current": one.query == now}
        for one in saved_filters(request.user, of=of, firm=firm)
    ]
    return {
        "request": request,
        "csrf_token": context.get("csrf_token"),
        "chips": sorted(chips, key=lambda chip: str(chip["name"]).casefold()),
        "of": of,
        "firm_slug": firm,
        "query": now,
        "is_new": bool(now) and not any(chip["is_current"] for chip in chips),
        "longest": LONGEST_NAME,
        "list_path": request.path,
        "next": request.get_full_path(),
    }


@register.inclusion_tag("console/_spark.html")
def spark(days: list[Any], name: str, said: str) -> dict[str, Any]:
    """Draw how many fell on each day as columns, 280 wide and 48 high; a table for screen readers says the same."""
    most, width = max([day.ticks for day in days] or [0]) or 1, 280 // (len(days) or 1)
    heights = [day.ticks * 44 // most or (2 if day.ticks else 1) for day in days]
    bars = [
        {"x": index * width + 2, "y": 48 - height, "width": width - 4, "height": height, "day": day}
        for index, (day, height) in enumerate(zip(days, heights, strict=True))
    ]
    return {"days": days, "bars": bars, "name": name, "said": said, "total": sum(day.ticks for day in days)}
