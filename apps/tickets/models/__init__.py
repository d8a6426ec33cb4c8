from apps.tickets.models.firm_section_count import FirmSectionCount
from apps.tickets.models.library_ticket import LibraryTicket
from apps.tickets.models.section_count import SectionCount
from apps.tickets.models.ticket_dependency import TicketDependency
from apps.tickets.models.ticket_evidence import TicketEvidence
from apps.tickets.models.ticket_instance import TicketInstance
from apps.tickets.models.ticket_pack import TicketPack

__all__ = [
    "FirmSectionCount",
    "LibraryTicket",
    "SectionCount",
    "TicketDependency",
    "TicketEvidence",
    "TicketInstance",
    "TicketPack",
]
