"""Make the reading of a ticket pack from the sections of a roadmap, or from the ticket library; writes nothing."""
