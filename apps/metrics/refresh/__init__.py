"""The refresh: progress becomes a proposal, its accepted parts become the next version of the roadmap."""

from apps.metrics.refresh.applying import NothingAccepted, ProposalStale, apply_proposal
from apps.metrics.refresh.errors import RefreshError
from apps.metrics.refresh.proposing import (
    DecisionUnknown,
    NotCurrent,
    NothingToRefresh,
    ProposalChanged,
    ProposalClosed,
    accept_all,
    decide_parts,
    is_stale,
    propose_refresh,
    version_of,
)

__all__ = [
    "DecisionUnknown",
    "NotCurrent",
    "NothingAccepted",
    "NothingToRefresh",
    "ProposalChanged",
    "ProposalClosed",
    "ProposalStale",
    "RefreshError",
    "accept_all",
    "apply_proposal",
    "decide_parts",
    "is_stale",
    "propose_refresh",
    "version_of",
]
