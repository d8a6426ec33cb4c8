from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.utils import timezone

from apps.enrichment import operations
from apps.enrichment.operations.lookups import JOB
from apps.enrichment.providers import ProviderBusy, ProviderError, provider_of
from apps.work.firm_jobs import in_firm, in_steps


@in_steps(JOB)
def look_up(*, tenant_id: str, item_id: str) -> None:
    """Ask a provider about one contact: claim, call, record."""
    with in_firm(tenant_id, job=JOB):
        claimed = operations.claim_lookup(item_id=UUID(item_id), at=timezone.now())
    if claimed is None:
        return
    provider = provider_of(claimed.source)
    said: dict[str, Any]
    wait: timedelta | None = None
    if provider is None or not provider.is_on:
        said = {"error": "Apollo is off: no APOLLO_API_KEY is set."}
    else:
        try:
            said = {"found": provider.find(claimed.email)}
        except ProviderBusy as busy:
            wait = busy.wait
            said = {"error": str(busy), "again": True}
        except ProviderError as refused:
            said = {"error": str(refused)}
    with in_firm(tenant_id, job=JOB):
        operations.record_lookup(lookup=claimed, wait=wait, at=timezone.now(), **said)
