"""What people do about the signals that the engine found."""

from __future__ import annotations

from apps.console.seeding.living.office import Office
from apps.enrichment.operations import mark_signal_actioned
from apps.enrichment.queries import unactioned_signals

ACTED, WORKED = 0.55, 0.6  # of working days, and of acts that came to something at once


def signals_are_acted_on(office: Office) -> None:
    """Act on the strongest signal, most days."""
    signal = unactioned_signals().first()
    if signal is not None and office.happens(ACTED):
        action, result = office.business.words["actions"][signal.signal_type]
        with office.act() as moment:
            mark_signal_actioned(
                signal_id=signal.pk, action=action, result=result if office.happens(WORKED) else "", at=moment
            )
