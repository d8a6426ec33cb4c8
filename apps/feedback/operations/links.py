"""What the link of a feedback mail does: answer once."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from apps.feedback.choices import AnswerSource
from apps.feedback.errors import FeedbackError
from apps.feedback.models import FeedbackRequest
from apps.feedback.operations.answers import answer_request
from apps.work.functions import Link, link_of_token
from apps.work.models import PublicLink


class LinkClosed(FeedbackError):
    """The link was used, ended, or is none."""


def find_link(token: str, *, purpose: str, at: datetime) -> Link:
    """Return the link behind a mail; asked outside any firm.

    Raises LinkClosed with the reason in words.
    """
    found = link_of_token(token, purpose=purpose)
    if found is None:
        raise LinkClosed("This link is not valid. Open it from the newest mail you got.")
    if found.used_at:
        raise LinkClosed("This was answered already. Thank you; there is nothing left to do.")
    if found.expires_at <= at:
        raise LinkClosed(f"This link ended on {found.day(found.expires_at)}. Write to {found.firm_name} instead.")
    return found


@transaction.atomic
def answer_link(*, link: Link, text: str, rating: str, at: datetime) -> FeedbackRequest:
    """Take the answer of whoever has the link, and use the link up.

    Raises LinkClosed when somebody was faster, or what answer_request raises; then the link still works.
    """
    row = PublicLink.objects.select_for_update().get(pk=link.link_id)
    if row.used_at or row.revoked_at:
        raise LinkClosed("This was answered a moment ago. Thank you; there is nothing left to do.")
    request = answer_request(request_id=link.object_id, text=text, rating=rating, source=AnswerSource.PAGE, at=at)
    row.used_at = at
    row.save(update_fields=["used_at"])
    return request
