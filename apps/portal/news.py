"""What others did since somebody was here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import urlencode
from uuid import UUID

from django.urls import reverse
from django.utils import timezone

from apps.portal.acts import NEWS, Act, told_together
from apps.portal.changes import Asked, changes

NEWS_LIMIT = 200
SHOWN_NEWS = 8
FIRST_LOOK = timedelta(days=14)


@dataclass(frozen=True)
class News:
    """What others did since a person's last visit; ``since`` is None on the first one, which looks back two weeks."""

    since: datetime | None
    acts: list[Act]
    more_url: str


def news(*, since: datetime | None, besides: UUID | None, at: datetime) -> News:
    """Return what everybody but one person did since a moment, told together, the newest first."""
    start = since or at - FIRST_LOOK
    found = changes(NEWS, Asked(since=start, besides=besides), limit=NEWS_LIMIT)
    acts = told_together(found.shown)
    there_is_more = len(acts) > SHOWN_NEWS or found.older is not None
    days = urlencode({"from": timezone.localdate(start).isoformat(), "to": timezone.localdate(at).isoformat()})
    return News(since, acts[:SHOWN_NEWS], f"{reverse('portal:activity')}?{days}" if there_is_more else "")
