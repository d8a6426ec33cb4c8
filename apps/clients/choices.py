from django.db import models


class ClientStatus(models.TextChoices):
    PROSPECT = "prospect", "Prospect"
    ACTIVE = "active", "Active"
    PAUSED = "paused", "Paused"
    FORMER = "former", "Former"


class Priority(models.TextChoices):
    LOW = "low", "Low"
    MEDIUM = "medium", "Medium"
    HIGH = "high", "High"
    URGENT = "urgent", "Urgent"


class BuyingRole(models.TextChoices):
    """What a contact has to say about a purchase."""

    DECISION_MAKER = "decision_maker", "Decides"
    INFLUENCER = "influencer", "Has influence"
    USER = "user", "Uses it"


class OrderStatus(models.TextChoices):
    NEW = "new", "New"
    IN_PROGRESS = "in_progress", "In progress"
    DELIVERED = "delivered", "Delivered"
    COMPLETED = "completed", "Completed"
    CANCELLED = "cancelled", "Cancelled"


class CaseType(models.TextChoices):
    QUESTION = "question", "Question"
    COMPLAINT = "complaint", "Complaint"
    REVISION = "revision", "Revision"
    BILLING = "billing", "Billing"
    TECHNICAL = "technical", "Technical"
    COMPLIANCE = "compliance", "Compliance"
    SERVICE_RECOVERY = "service_recovery", "Service recovery"
    OTHER = "other", "Other"


class CaseStatus(models.TextChoices):
    OPEN = "open", "Open"
    IN_PROGRESS = "in_progress", "In progress"
    WAITING = "waiting", "Waiting"
    RESOLVED = "resolved", "Resolved"
    CLOSED = "closed", "Closed"


OPEN_CASES = (CaseStatus.OPEN, CaseStatus.IN_PROGRESS, CaseStatus.WAITING)


class TaskStatus(models.TextChoices):
    PENDING = "pending", "To do"
    IN_PROGRESS = "in_progress", "In progress"
    COMPLETED = "completed", "Done"
    CANCELLED = "cancelled", "Cancelled"


OPEN_TASKS = (TaskStatus.PENDING, TaskStatus.IN_PROGRESS)
