"""The demo's calendar: working days counted from the firm's own today (demo/README.md, "Days")."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

FRIDAY = 4
_PLACEHOLDER = re.compile(r"\{workday:(-?[0-9]+)\}")


@dataclass(frozen=True)
class When:
    """A moment of the story, and the e-mail of the person whose act it was."""

    workdays_ago: int
    time: str
    by: str


@dataclass(frozen=True)
class Calendar:
    """One firm's days: the time zone it lives in, and its today."""

    zone: ZoneInfo
    today: date

    @classmethod
    def of(cls, time_zone: str, *, at: datetime) -> Calendar:
        """Return the calendar of a firm in this time zone."""
        zone = ZoneInfo(time_zone)
        return cls(zone, at.astimezone(zone).date())

    def workday(self, offset: int) -> date:
        """Return the working day this far from today, or from the Friday before a weekend."""
        day = self.today - timedelta(days=max(0, self.today.weekday() - FRIDAY))
        step = timedelta(days=1 if offset > 0 else -1)
        while offset:
            day += step
            if day.weekday() <= FRIDAY:
                offset -= 1 if offset > 0 else -1
        return day

    def moment(self, when: When) -> datetime:
        """Return the moment, in the firm's time zone."""
        return datetime.combine(self.workday(-when.workdays_ago), time.fromisoformat(when.time), self.zone)

    def filled(self, text: str) -> str:
        """Return the text with its ``{workday:n}`` as dates."""
        return _PLACEHOLDER.sub(lambda match: self.workday(int(match[1])).isoformat(), text)
