class MetricsError(Exception):
    """Base of the refusals of this app; the message is written for the user."""
