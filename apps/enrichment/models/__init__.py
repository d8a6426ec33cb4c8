from apps.enrichment.models.contact_field_source import ContactFieldSource
from apps.enrichment.models.enrichment_conflict import EnrichmentConflict
from apps.enrichment.models.enrichment_item import EnrichmentItem
from apps.enrichment.models.opportunity_signal import OpportunitySignal

__all__ = ["ContactFieldSource", "EnrichmentConflict", "EnrichmentItem", "OpportunitySignal"]
