"""Who may do what with a ticket, where the table of rights does not say it alone."""

from __future__ import annotations

from apps.tenancy.permissions import Caller, Right
from apps.tickets.models import TicketEvidence


def may_remove(caller: Caller, kept: TicketEvidence) -> bool:
    """Whether the caller added the file and may still change tickets, or may edit the firm's packs."""
    is_own = caller.user_id is not None and caller.user_id == kept.uploaded_by_id
    return caller.may(Right.EDIT) or (is_own and caller.may(Right.TICK))
