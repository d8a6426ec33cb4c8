"""How much of a pack was done when, from its history, and when the rest will be."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.utils import timezone

from apps.tickets.choices import TicketStatus
from apps.tickets.forecast import WEEK, Forecast, forecast, weekly_pace
from apps.tickets.models import TicketInstance, TicketPack


@dataclass(frozen=True)
class Day:
    """How many tickets were done and how many counted (all but the skipped ones) when a day ended."""

    on: date
    done: int
    scope: int


@dataclass(frozen=True)
class Week:
    """Seven days up to ``last``: how many were done in them, and the totals when they ended."""

    last: date
    finished: int
    done: int
    scope: int


@dataclass(frozen=True)
class BurnUp:
    """A pack's past by day, oldest first, and its forecast where there is enough past for one."""

    today: date
    days: tuple[Day, ...]
    pace: tuple[int, ...]
    forecast: Forecast | None

    @property
    def done(self) -> int:
        """How many tickets are done."""
        return self.days[-1].done if self.days else 0

    @property
    def scope(self) -> int:
        """How many tickets count."""
        return self.days[-1].scope if self.days else 0

    @property
    def remaining(self) -> int:
        """How many are still to do."""
        return self.scope - self.done

    def weeks(self) -> list[Week]:
        """The past by weeks that end today, a week ago, and so on; the newest first, up to the first day."""
        weeks: list[Week] = []
        last = self.today
        while self.days and last >= self.days[0].on:
            after, before = self._at(last), self._at(last - timedelta(days=WEEK))
            weeks.append(Week(last, after.done - before.done, after.done, after.scope))
            last -= timedelta(days=WEEK)
        return weeks

    def _at(self, day: date) -> Day:
        return next((known for known in reversed(self.days) if known.on <= day), Day(day, 0, 0))


def burn_up(pack: TicketPack, *, today: date) -> BurnUp:
    """Return the pack's past by days of the firm's time zone, and when the rest will be done at its pace."""
    days = _days(pack)
    steps = [(day.on, day.done - before) for day, before in zip(days, [0, *(d.done for d in days)], strict=False)]
    pace = weekly_pace(steps, today=today)
    remaining = days[-1].scope - days[-1].done if days else 0
    return BurnUp(today, tuple(days), tuple(pace), forecast(pace, remaining=remaining, today=today))


def _days(pack: TicketPack) -> list[Day]:
    """Replay the history of the pack's tickets; a deleted ticket counts no more."""
    events = TicketInstance.pgh_event_model.objects.filter(ticket_pack=pack.pk).order_by("pgh_created_at", "pgh_id")
    states: dict[UUID, str] = {}
    days: dict[date, Day] = {}
    done = scope = 0
    for ticket, label, status, when in events.values_list("pgh_obj_id", "pgh_label", "status", "pgh_created_at"):
        before = states.get(ticket)
        after = None if label == "delete" else status
        states[ticket] = after or ""
        done += (after == TicketStatus.DONE) - (before == TicketStatus.DONE)
        scope += _counts(after) - _counts(before)
        on = timezone.localdate(when)
        days[on] = Day(on, done, scope)
    return list(days.values())


def _counts(status: str | None) -> bool:
    return bool(status) and status != TicketStatus.SKIPPED
