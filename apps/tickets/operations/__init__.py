"""Every write to tickets that has a rule. Who acts is taken from the context and kept beside each change."""

from apps.tickets.operations.errors import TicketError
from apps.tickets.operations.importing import (
    DependencyCircle,
    ImportRefused,
    PackImportResult,
    import_pack,
)
from apps.tickets.operations.library import LibraryLoaded, LibraryRefused, load_library, read_library
from apps.tickets.operations.moves import (
    EDITABLE,
    MoveRefused,
    ReasonMissing,
    TicketChanged,
    edit_ticket,
    move_ticket,
)

__all__ = [
    "EDITABLE",
    "DependencyCircle",
    "ImportRefused",
    "LibraryLoaded",
    "LibraryRefused",
    "MoveRefused",
    "PackImportResult",
    "ReasonMissing",
    "TicketChanged",
    "TicketError",
    "edit_ticket",
    "import_pack",
    "load_library",
    "move_ticket",
    "read_library",
]
