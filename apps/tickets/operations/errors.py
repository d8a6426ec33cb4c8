class TicketError(Exception):
    """Base of the refusals of these operations; the message is written for the user."""
