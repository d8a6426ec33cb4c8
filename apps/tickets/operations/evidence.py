"""Keep files that show that a ticket is done, and take them away."""

from __future__ import annotations

import mimetypes
import re
import unicodedata
from uuid import UUID

from django.db import transaction

from apps.tickets.evidence_files import image_type
from apps.tickets.models import TicketEvidence, TicketInstance
from apps.tickets.models.ticket_evidence import LARGEST
from apps.tickets.operations.errors import TicketError

MOST_FILES = 20  # of one ticket
LONGEST_NAME = 255
UNTYPED = "application/octet-stream"
SEPARATORS = re.compile(r"[/\\]")


class EvidenceRefused(TicketError):
    """The file cannot be kept: empty, too large, without a name, or one too many."""


@transaction.atomic
def add_evidence(
    *, ticket_id: UUID, file_name: str, content: bytes, note: str = "", by: UUID | None = None
) -> TicketEvidence:
    """Keep a file beside a ticket.

    Its name loses its path and what cannot be printed. Its type is told from its first bytes, or else from its name;
    what the sender calls it counts for nothing.

    Raises EvidenceRefused, or ValidationError for a note that is too long; then nothing has changed.
    """
    ticket = TicketInstance.objects.select_for_update(no_key=True).get(pk=ticket_id)
    name = clean_name(file_name)
    check_size(name, len(content))
    if ticket.evidence.count() >= MOST_FILES:
        raise EvidenceRefused(
            f"{ticket.ticket_id} has {MOST_FILES} files, which is as many as a ticket can have. Remove one first."
        )
    evidence = TicketEvidence(
        ticket_instance=ticket,
        file_name=name,
        content=content,
        content_type=image_type(content) or mimetypes.guess_type(name)[0] or UNTYPED,
        note=note.strip(),
        uploaded_by_id=by,
    )
    evidence.clean_fields(exclude={"tenant", "content", "byte_size", "sha256"})
    evidence.save(force_insert=True)
    return evidence


@transaction.atomic
def remove_evidence(*, evidence_id: UUID) -> TicketEvidence:
    """Take a file away for good; its history keeps its name, never its content.

    Raises TicketEvidence.DoesNotExist when it is gone already.
    """
    evidence: TicketEvidence = TicketEvidence.objects.defer("content").select_for_update().get(pk=evidence_id)
    TicketEvidence.objects.filter(pk=evidence.pk).delete()
    return evidence


def check_size(name: str, size: int) -> None:
    """Refuse a file by its size, before it is read.

    Raises EvidenceRefused, naming the size and the limit.
    """
    if size == 0:
        raise EvidenceRefused(f"“{name}” is empty. Choose a file with something in it.")
    if size > LARGEST:
        megabytes = 1024 * 1024
        raise EvidenceRefused(
            f"“{name}” has {size / megabytes:.1f} MB; a file can have at most {LARGEST // megabytes} MB."
        )


def clean_name(file_name: str) -> str:
    """Return the file's name without its path and control characters, short enough to keep with its ending.

    Raises EvidenceRefused where nothing is left of it.
    """
    bare = SEPARATORS.split(file_name)[-1]
    printable = "".join(letter for letter in bare if unicodedata.category(letter)[0] not in {"C", "Z"} or letter == " ")
    name = " ".join(printable.split()).strip(". ")
    if not name:
        raise EvidenceRefused("The file has no name. Give it one and try again.")
    stem, dot, ending = name.rpartition(".")
    if len(name) > LONGEST_NAME and dot and len(ending) < 20:  # noqa: PLR2004 -- longer is no ending
        return f"{stem[: LONGEST_NAME - len(ending) - 1]}.{ending}"
    return name[:LONGEST_NAME]
