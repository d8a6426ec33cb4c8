from django.db import models


class Frequency(models.TextChoices):
    MONTHLY = "monthly", "Every month"
    QUARTERLY = "quarterly", "Every quarter"
    SEMI_ANNUAL = "semi_annual", "Every half year"
    ANNUAL = "annual", "Every year"


class EntityType(models.TextChoices):
    """Whom a schedule is about; a vendor is a client whose tier is "vendor"."""

    CLIENT = "client", "Clients"
    CONTACT = "contact", "Contacts"
    VENDOR = "vendor", "Vendors"


class DueFrom(models.TextChoices):
    CALENDAR = "calendar", "The calendar"
    COMPLETION = "completion", "The last completion"


class CheckStatus(models.TextChoices):
    PENDING = "pending", "To do"
    IN_PROGRESS = "in_progress", "In progress"
    AWAITING_RESPONSE = "awaiting_response", "Waiting for an answer"
    COMPLETED = "completed", "Completed"
    OVERDUE = "overdue", "Overdue"
    ESCALATED = "escalated", "Escalated"
    WAIVED = "waived", "Waived"


# Before the due time; marked overdue when it passes.
BEFORE_DUE = (CheckStatus.PENDING, CheckStatus.IN_PROGRESS, CheckStatus.AWAITING_RESPONSE)
DUE = (*BEFORE_DUE, CheckStatus.OVERDUE)  # what get_compliance_due lists
OPEN = (*DUE, CheckStatus.ESCALATED)

FILTER_KEYS = ("is_active", "status", "priority", "tier")

_COMPANY = {
    "company_name": "Company name",
    "primary_contact": "Primary contact",
    "email": "E-mail",
    "phone": "Phone",
    "address": "Address",
    "website": "Website",
}
_PERSON = {
    "first_name": "First name",
    "last_name": "Last name",
    "title": "Title",
    "email": "E-mail",
    "phone": "Phone",
    "mobile": "Mobile",
    "linkedin_url": "LinkedIn profile",
}
# What a schedule may require to be filled.
REQUIRABLE: dict[str, dict[str, str]] = {
    EntityType.CLIENT: _COMPANY,
    EntityType.VENDOR: _COMPANY,
    EntityType.CONTACT: _PERSON,
}
