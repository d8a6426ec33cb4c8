class RefreshError(Exception):
    """Base of the refusals of a refresh; the message is written for the user."""
