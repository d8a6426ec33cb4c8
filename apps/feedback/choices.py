from django.db import models


class FeedbackStatus(models.TextChoices):
    PENDING = "pending", "Waiting for its day"
    SENT = "sent", "Sent"
    RESPONDED = "responded", "Answered"
    EXPIRED = "expired", "Not answered"
    SKIPPED = "skipped", "Left out"


class Sentiment(models.TextChoices):
    POSITIVE = "positive", "Positive"
    NEUTRAL = "neutral", "Neutral"
    NEGATIVE = "negative", "Negative"


class AnswerSource(models.TextChoices):
    """The way an answer came in."""

    PAGE = "page", "The page behind the mailed link"
    MAIL = "mail", "A mail"
    STAFF = "staff", "Entered by hand"
    API = "api", "API"
