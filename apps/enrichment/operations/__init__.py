"""Every write of enrichment and signals that has a rule, and its refusals. Everything here runs inside a firm."""

from apps.enrichment.errors import EnrichmentError
from apps.enrichment.operations.conflicts import ConflictClosed, resolve_conflict
from apps.enrichment.operations.lookups import Lookup, ask_due, claim_lookup, record_lookup, release_stuck
from apps.enrichment.operations.merging import process_due
from apps.enrichment.operations.queueing import NobodyNamed, queue_enrichment
from apps.enrichment.operations.signals import (
    ActionedAlready,
    SignalKnown,
    detect_signals,
    dismiss_signal,
    mark_signal_actioned,
    note_signal,
    record_opportunity_signal,
    restore_signal,
)

__all__ = [
    "ActionedAlready",
    "ConflictClosed",
    "EnrichmentError",
    "Lookup",
    "NobodyNamed",
    "SignalKnown",
    "ask_due",
    "claim_lookup",
    "detect_signals",
    "dismiss_signal",
    "mark_signal_actioned",
    "note_signal",
    "process_due",
    "queue_enrichment",
    "record_lookup",
    "record_opportunity_signal",
    "release_stuck",
    "resolve_conflict",
    "restore_signal",
]
