"""What a follow-up says: the opening by the deal's stage, the request by how many went before it (four tones)."""

from __future__ import annotations

from typing import NamedTuple

from apps.deals.choices import Stage

OPENINGS = {
    Stage.LEAD: "you asked us about “{title}”, and we have not heard from each other since.",
    Stage.QUALIFIED: "we talked about what you need for “{title}”, and the next step is open.",
    Stage.PROPOSAL: "our proposal for “{title}” is with you.",
    Stage.NEGOTIATION: "we were close to an agreement on “{title}”.",
}
TONES = (
    ("{title}", "Is there anything you would like to know? A short answer is enough, and we take it from there."),
    (
        "{title}: how can we help?",
        """If something is in the way, tell us what it is: scope, price and dates can all be looked at again. We are \
glad to call you at a time that suits you.""",
    ),
    (
        "{title}: is it still of interest?",
        "Could you let us know whether this is still of interest? A yes, a no or “later” helps us to plan.",
    ),
    (
        "{title}: shall we close this?",
        """We do not want to fill your inbox. If we hear nothing we take it that the time is not right. When it is, \
answer this mail, and we go on where we stopped.""",
    ),
)


class FollowUpText(NamedTuple):
    """The parts of a mail; ``{title}`` stands for the deal's."""

    subject: str
    opening: str
    request: str


def text_of(stage: str, sent_before: int) -> FollowUpText:
    """Return the text of the next follow-up of a deal in an open stage; the last tone stays."""
    subject, request = TONES[min(sent_before, len(TONES) - 1)]
    return FollowUpText(subject, OPENINGS[Stage(stage)], request)
