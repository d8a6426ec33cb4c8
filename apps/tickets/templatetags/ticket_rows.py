"""A ticket's row, put together in Python: a board shows hundreds, and a tick's answer has to stay below 2 KB.

Whatever people wrote goes through ``escape``; everything else in a row is ours.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from typing import Any

from django import template
from django.middleware.csrf import get_token
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from apps.tickets.choices import TicketStatus

register = template.Library()

WAITS_SHOWN = 5
WIDEST = 6  # bytes that a letter takes at most, escaped
LABELS = {str(value): str(label) for value, label in TicketStatus.choices}
CLOSED = {TicketStatus.DONE.value, TicketStatus.SKIPPED.value}
UNTICKABLE = {TicketStatus.BLOCKED.value, TicketStatus.SKIPPED.value}  # they become done through a start
# The menu is the same for every state; CSS leaves out what makes no sense in the row's own.
MENU = """\
<details class="menu"><summary class="icon i-more" aria-label="Change %s"></summary><div>\
<button name="status" value="in_progress">Start</button>\
<button name="status" value="not_started">Put back to not started</button>\
<button name="status" value="skipped">Skip</button>\
<button name="take" value="1">Take it</button>\
<fieldset><label>Blocked by what?<input name="reason" maxlength="500"></label>\
<button class="button small" name="status" value="blocked">Mark blocked</button></fieldset></div></details>"""


@register.filter
def fit(text: str, size: int) -> str:
    """Cut a text that takes more than ``size`` bytes as escaped HTML, and end it with an ellipsis."""
    if len(text) * WIDEST <= size or len(escape(text).encode()) <= size:
        return text
    taken = 0
    for place, letter in enumerate(text):
        taken += len(escape(letter).encode())
        if taken > size:
            return f"{text[:place].rstrip()}…"
    return text


@register.simple_tag(takes_context=True)
def ticket_rows(context: dict[str, Any], tickets: Iterable[Any], here: str = "") -> SafeString:
    """Draw the rows of a list; ``here`` is where a browser without script goes back to."""
    may_tick = context["may"].tick
    start = ""
    if may_tick:
        token = get_token(context["request"])
        start = f'<input type="hidden" name="csrfmiddlewaretoken" value="{token}">'
        start += f'<input type="hidden" name="next" value="{escape(here)}">' if here else ""
    board = reverse("tickets:board")
    rows = (_row(ticket, board, may_tick=may_tick, start=start, menu=may_tick) for ticket in tickets)
    return mark_safe("".join(rows))  # noqa: S308 -- escaped where they are made


@register.simple_tag(takes_context=True)
def ticket_row(context: dict[str, Any], ticket: Any, here: str = "") -> SafeString:
    """Draw the row of one ticket."""
    return ticket_rows(context, [ticket], here)


@register.simple_tag(takes_context=True)
def moved_row(context: dict[str, Any], ticket: Any) -> SafeString:
    """Draw a row as the answer to its form: with what came of it, without the menu, which the page keeps."""
    if refusal := context.get("refusal"):
        message = f'<p class="msg">{escape(refusal)}</p>'
    else:
        undo = ' <button class="link" name="undo" value="1">Undo</button>' if context["undo"] else ""
        message = f'<p class="msg ok">{escape(context["said"])}{undo}</p>'
    row = _row(ticket, reverse("tickets:board"), may_tick=context["may"].tick, message=message)
    return mark_safe(row)  # noqa: S308 -- escaped where it is made


def _row(ticket: Any, board: str, *, may_tick: bool, start: str = "", menu: bool = False, message: str = "") -> str:
    """Draw one row; ``start`` is what its form needs where no script sends it, ``board`` the board's address."""
    status, code = ticket.status, escape(ticket.ticket_id)
    url = f"{board}{ticket.pk}/"  # not reversed for each row: that would take longer than all the rest
    posts = f' method="post" action="{url}move/"' if start else ""
    version = (
        f'<input type="hidden" name="version" value="{ticket.row_version}">'
        '<button hidden name="status" value="blocked"></button>'  # what Enter in the reason's field presses
        if may_tick
        else ""
    )
    reason = f'<p class="why">{escape(fit(ticket.blocked_reason, 120))}</p>' if ticket.blocked_reason else ""
    return (
        f'<li id="t{ticket.pk}" class="tk {status}"><form hx-post="{url}move/" novalidate{posts}>{start}{version}'
        f"{_box(ticket.pk, status, code) if may_tick else _sign(status)}"
        f'<div><h3><a href="{url}">{escape(fit(ticket.title, 180))}</a></h3>'
        f'<p><span class="code">{code}</span><span class="st {status}">{LABELS[status]}</span>{_facts(ticket)}</p>'
        f"{reason}{message}</div>{MENU % code if menu else ''}</form></li>"
    )


def _box(pk: Any, status: str, code: str) -> str:
    if status in UNTICKABLE:
        return _sign(status)
    to, pressed = ("not_started", "true") if status == "done" else ("done", "false")
    button = f'<button class="tick" id="k{pk}" name="status" value="{to}"'
    return f'{button} aria-pressed="{pressed}" aria-label="Done: {code}"></button>'


def _sign(status: str) -> str:
    return f'<span class="tick {status}"></span>'


def _facts(ticket: Any) -> str:
    """Say whose the ticket is and what it waits for; a list of tickets that can be started has not asked for that."""
    who = f"<span>{escape(fit(ticket.assignee, 40))}</span>" if ticket.assignee else ""
    waiting_for: Sequence[str] = getattr(ticket, "waiting_for", ())
    if not waiting_for or ticket.status in CLOSED:
        return who
    codes = "".join(f"<b data-w>{escape(code)}</b>" for code in waiting_for[:WAITS_SHOWN])
    more = " and more" if len(waiting_for) > WAITS_SHOWN else ""
    return f'{who}<span class="st waiting"><span>Waits for {codes}{more}</span></span>'
