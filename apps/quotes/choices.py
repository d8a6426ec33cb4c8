from django.db import models


class QuoteStatus(models.TextChoices):
    DRAFT = "draft", "Draft"
    PENDING_APPROVAL = "pending_approval", "Waits for approval"
    SENT = "sent", "Sent"
    VIEWED = "viewed", "Viewed"
    COUNTERED = "countered", "Countered"
    ACCEPTED = "accepted", "Accepted"
    REJECTED = "rejected", "Rejected"
    EXPIRED = "expired", "Expired"
    WITHDRAWN = "withdrawn", "Withdrawn"


UNSENT = (QuoteStatus.DRAFT, QuoteStatus.PENDING_APPROVAL)
OUT = (QuoteStatus.SENT, QuoteStatus.VIEWED)  # with the client, who has not answered
LIVE = (*UNSENT, *OUT, QuoteStatus.COUNTERED)  # may still be won
CLOSED = (QuoteStatus.ACCEPTED, QuoteStatus.REJECTED, QuoteStatus.EXPIRED)


class QuoteResult(models.TextChoices):
    WON = "won", "Won"
    LOST = "lost", "Lost"
    NO_DECISION = "no_decision", "No decision"


# Which state a quote takes by its outcome; a trigger writes the same.
STATUS_OF_RESULT = {
    QuoteResult.WON: QuoteStatus.ACCEPTED,
    QuoteResult.LOST: QuoteStatus.REJECTED,
    QuoteResult.NO_DECISION: QuoteStatus.EXPIRED,
}


class Reason(models.TextChoices):
    PRICE = "price", "Price"
    TIMING = "timing", "Timing"
    COMPETITOR = "competitor", "A competitor"
    SCOPE = "scope", "Scope"
    RELATIONSHIP = "relationship", "Relationship"
    NO_BUDGET = "no_budget", "No budget"
    NO_RESPONSE = "no_response", "No response"
    OTHER = "other", "Other"


class QuoteActivityKind(models.TextChoices):
    CREATED = "created", "Made"
    APPROVED = "approved", "Approved"
    SENT = "sent", "Sent"
    VIEWED = "viewed", "Viewed"
    FOLLOW_UP = "follow_up", "Followed up"
    RESPONSE = "response", "Answered"
    COUNTERED = "countered", "Countered"
    OUTCOME = "outcome", "Outcome"
    EXPIRED = "expired", "Expired"
    WITHDRAWN = "withdrawn", "Withdrawn"
