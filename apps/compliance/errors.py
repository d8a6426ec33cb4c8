class ComplianceError(Exception):
    """Base of the refusals of compliance; the message is written for the user."""
