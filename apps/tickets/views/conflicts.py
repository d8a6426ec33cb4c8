"""What somebody else did to a ticket meanwhile, in words."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils import timezone
from django.utils.formats import date_format

from apps.core.timeline import Entry
from apps.tickets.models import TicketInstance
from apps.tickets.templatetags.ticket_rows import fit

LONGEST_NAME = 40  # bytes: the answer to a tick has to stay short


def in_short(ticket: TicketInstance, changes: Sequence[Entry]) -> str:
    """Say who changed the ticket last, when, and what is different now, in one sentence for its row."""
    who = fit(changes[0].who, LONGEST_NAME) if changes and changes[0].who else "Somebody"
    at = changes[0].when if changes else ticket.updated_at
    when = date_format(timezone.localtime(at), "SHORT_DATETIME_FORMAT")
    return f"{who} changed this on {when}: {what_is_new(ticket, changes)}. Nothing was overwritten; look and try again."


def what_is_new(ticket: TicketInstance, changes: Sequence[Entry]) -> str:
    """Say what is different now: the state and the assignee as they are, other fields by name."""
    changed = {change.label for entry in changes for change in entry.changes}
    said = []
    if changed & {"Status", "Blocked reason"}:
        said.append(f"it is {ticket.get_status_display().lower()} now")
    if "Assignee" in changed:
        said.append(f"{fit(ticket.assignee, LONGEST_NAME) or 'nobody'} has it now")
    if others := sorted(label.lower() for label in changed - {"Status", "Blocked reason", "Assignee"}):
        said.append(f"{' and '.join(others)} changed")
    return ", ".join(said) or "it moved in the plan"
