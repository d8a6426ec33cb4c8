from django.db import models


class Source(models.TextChoices):
    """Where something about a contact was learned."""

    EMAIL_SIGNATURE = "email_signature", "Mail signature"
    APOLLO = "apollo", "Apollo"
    MANUAL = "manual", "Entered by hand"
    WEB_SEARCH = "web_search", "Web search"


class QueueStatus(models.TextChoices):
    PENDING = "pending", "Waiting"
    PROCESSING = "processing", "Being looked up"
    COMPLETED = "completed", "Done"
    FAILED = "failed", "Failed"
    SKIPPED = "skipped", "Left out"


class Resolution(models.TextChoices):
    OPEN = "open", "To be decided"
    KEEP = "keep", "Kept what was there"
    TAKE = "take", "Took the new one"
    EDIT = "edit", "Written anew"


class SignalSource(models.TextChoices):
    EMAIL = "email", "Mail"
    CASE = "case", "Case"
    ORDER = "order", "Order"
    DEAL = "deal", "Deal"
    CALL = "call", "Call"


class SignalType(models.TextChoices):
    COMPLAINT = "complaint", "Complaint"
    URGENCY = "urgency", "Urgency"
    BUDGET_MENTION = "budget_mention", "Budget"
    COMPETITOR_MENTION = "competitor_mention", "Competitor"
    EXPANSION = "expansion", "Expansion"
    RENEWAL = "renewal", "Renewal"
    UPSELL = "upsell", "Upsell"
    REFERRAL = "referral", "Referral"
    CHURN_RISK = "churn_risk", "Churn risk"


FIELDS = ("title", "phone", "mobile", "linkedin_url", "first_name", "last_name", "email")  # of a contact, filled in
