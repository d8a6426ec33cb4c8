class PatternError(Exception):
    """Base of the refusals of patterns."""
