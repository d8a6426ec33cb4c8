"""What a follow-up about a quote says: four tones, each shorter of breath than the one before, none of them rude."""

from __future__ import annotations

from typing import NamedTuple


class Text(NamedTuple):
    """One tone; ``{title}`` and ``{number}`` are filled in."""

    subject: str
    opening: str
    request: str


TEXTS = (
    Text(
        "Our quote: {title}",
        "A few days ago we sent you our quote {number}, “{title}”.",
        "Do you have any questions about it? A short reply to this mail is enough.",
    ),
    Text(
        "Can we help you decide? {title}",
        "Our quote {number}, “{title}”, is still open.",
        "If something in it should be different, tell us: scope, dates and payment can be talked about.",
    ),
    Text(
        "Shall we plan for it? {title}",
        "We are planning the coming weeks and have kept room for “{title}”, our quote {number}.",
        "Please let us know whether we shall keep it. You can accept or reject the quote on its page.",
    ),
    Text(
        "Last question about {title}",
        "We have not heard from you about our quote {number}, “{title}”, and do not want to fill your inbox.",
        "If it is no longer of interest, one click on its page closes it. If it is, we would be glad to hear from you.",
    ),
)


def text_of(count: int) -> Text:
    """Return the text of a follow-up by how many went before; the last tone stays."""
    return TEXTS[min(count, len(TEXTS) - 1)]
