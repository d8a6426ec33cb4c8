from django.db import models


class TicketStatus(models.TextChoices):
    NOT_STARTED = "not_started", "Not started"
    IN_PROGRESS = "in_progress", "In progress"
    BLOCKED = "blocked", "Blocked"
    DONE = "done", "Done"
    SKIPPED = "skipped", "Skipped"


class PackStatus(models.TextChoices):
    NOT_STARTED = "not_started", "Not started"
    IN_PROGRESS = "in_progress", "In progress"
    COMPLETED = "completed", "Completed"


class TicketType(models.TextChoices):
    NATIVE = "native", "In the product"
    HYBRID = "hybrid", "Product and outside"
    EXTERNAL = "external", "Outside"


class PackSource(models.TextChoices):
    """What a pack is generated from."""

    SECTIONS = "sections", "The roadmap’s sections"
    LIBRARY = "library", "The ticket library"


NO_SECTION = -1  # where tickets are counted by section: those of none

MOVES: dict[str, frozenset[str]] = {
    # Any state may become any other, but blocked and skipped reach done through a start. The database's trigger
    # is generated from this table.
    status: frozenset(set(TicketStatus.values) - {status})
    - ({TicketStatus.DONE} if status in {TicketStatus.BLOCKED, TicketStatus.SKIPPED} else set())
    for status in TicketStatus.values
}
