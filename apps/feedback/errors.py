class FeedbackError(Exception):
    """Base of the refusals of feedback; the message is written for the user."""
