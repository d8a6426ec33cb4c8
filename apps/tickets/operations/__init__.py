"""Every write to tickets that has a rule. Who acts is taken from the context and kept beside each change."""

from apps.tickets.operations.blocked_mail import announce_block, mail_blocked
from apps.tickets.operations.bulk_moves import MoveResult, move_tickets
from apps.tickets.operations.checklists import (
    ChecklistResult,
    ChecklistStale,
    OtherPack,
    UnknownPack,
    export_checklist,
    import_checklist,
)
from apps.tickets.operations.errors import TicketError
from apps.tickets.operations.evidence import (
    EvidenceRefused,
    add_evidence,
    remove_evidence,
)
from apps.tickets.operations.generated_pack import GeneratedPack
from apps.tickets.operations.generating import (
    NothingFound,
    PackNotGenerated,
    PreviewStale,
    generate_pack,
)
from apps.tickets.operations.importing import (
    DependencyCircle,
    ImportRefused,
    PackImportResult,
    import_pack,
)
from apps.tickets.operations.library import LibraryLoaded, LibraryRefused, load_library, read_library
from apps.tickets.operations.library_choice import Choice, GenerationRefused, NothingChosen, UnknownChoice
from apps.tickets.operations.moves import (
    EDITABLE,
    MoveRefused,
    NothingToUndo,
    ReasonMissing,
    TicketChanged,
    edit_ticket,
    move_ticket,
    undo_move,
)
from apps.tickets.operations.section_statuses import SectionChange, update_statuses_from_tickets

__all__ = [
    "EDITABLE",
    "ChecklistResult",
    "ChecklistStale",
    "Choice",
    "DependencyCircle",
    "EvidenceRefused",
    "GeneratedPack",
    "GenerationRefused",
    "ImportRefused",
    "LibraryLoaded",
    "LibraryRefused",
    "MoveRefused",
    "MoveResult",
    "NothingChosen",
    "NothingFound",
    "NothingToUndo",
    "OtherPack",
    "PackImportResult",
    "PackNotGenerated",
    "PreviewStale",
    "ReasonMissing",
    "SectionChange",
    "TicketChanged",
    "TicketError",
    "UnknownChoice",
    "UnknownPack",
    "add_evidence",
    "announce_block",
    "edit_ticket",
    "export_checklist",
    "generate_pack",
    "import_checklist",
    "import_pack",
    "load_library",
    "mail_blocked",
    "move_ticket",
    "move_tickets",
    "read_library",
    "remove_evidence",
    "undo_move",
    "update_statuses_from_tickets",
]
