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


class Rating(models.TextChoices):
    """What a client can choose on the page, the best first."""

    VERY_GOOD = "very_good", "Very good"
    GOOD = "good", "Good"
    FAIR = "fair", "All right"
    POOR = "poor", "Poor"
    VERY_POOR = "very_poor", "Very poor"


class Issue(models.TextChoices):
    """What an answer complains about."""

    TIMELINESS = "timeliness", "Too late or too slow"
    QUALITY = "quality", "Quality of the work"
    COMMUNICATION = "communication", "Communication"
    PRICE = "price", "Price"
