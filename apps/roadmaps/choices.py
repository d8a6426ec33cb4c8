from django.db import models


class RoadmapStatus(models.TextChoices):
    DRAFT = "draft", "Draft"
    IN_REVIEW = "in_review", "In review"
    FINALIZED = "finalized", "Finalized"
    IN_PROGRESS = "in_progress", "In progress"
    DELIVERED = "delivered", "Delivered"
    ARCHIVED = "archived", "Archived"


class PilotStage(models.TextChoices):
    PROPOSED = "pilot_proposed", "Pilot proposed"
    ACTIVE = "pilot_active", "Pilot active"
    COMPLETED = "pilot_completed", "Pilot completed"


class SectionStatus(models.TextChoices):
    PLANNED = "planned", "Planned"
    IN_PROGRESS = "in_progress", "In progress"
    IMPLEMENTED = "implemented", "Implemented"
    DEPRECATED = "deprecated", "Deprecated"


class ProposalStatus(models.TextChoices):
    OPEN = "open", "Open"
    ACCEPTED = "accepted", "Accepted"
    DISCARDED = "discarded", "Discarded"


class PartKind(models.TextChoices):
    TEXT = "text", "Text"
    STATUS = "status", "Status"
    SECTION = "section", "New section"


class PartChange(models.TextChoices):
    """What a part of a proposal changes; each at most once in a section."""

    PROGRESS = "progress", "Progress"
    DELIVERED = "delivered", "Delivered work marked"
    SUMMARY = "summary", "Proposed becomes delivered"
    BACKLOG = "backlog", "Deferred work listed"
    FIGURES = "figures", "Measured figures"
    OUTCOMES = "outcomes", "Figures and next steps"
    ADDED = "added", "Work beyond the plan"


class PartDecision(models.TextChoices):
    PENDING = "pending", "Not decided"
    ACCEPTED = "accepted", "Accepted"
    REJECTED = "rejected", "Left out"
