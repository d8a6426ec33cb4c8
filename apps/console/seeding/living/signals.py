"""What people do about the signals that the engine found."""

from __future__ import annotations

from apps.console.seeding.living.office import Office
from apps.enrichment.operations import mark_signal_actioned
from apps.enrichment.queries import unactioned_signals

NEWEST = 10  # those that people look at; what is older than them is left
ACTED, WORKED = 0.1, 0.6  # of the signals on a working day, and of acts that came to something at once


def signals_are_acted_on(office: Office) -> None:
    """Act on some of the newest signals."""
    for signal in unactioned_signals().order_by("-created_at", "signal_type", "client__company_name")[:NEWEST]:
        if not office.happens(ACTED):
            continue
        action, result = office.business.words["actions"][signal.signal_type]
        with office.act() as moment:
            mark_signal_actioned(
                signal_id=signal.pk, action=action, result=result if office.happens(WORKED) else "", at=moment
            )
