class EnrichmentError(Exception):
    """Base of the refusals of enrichment and signals; the message is written for the user."""
