from __future__ import annotations

import pgtrigger
from django.db import models

from apps.core.expressions import UUID7, AppNow
from apps.quotes.models.quote import Quote
from apps.tenancy.fields import LinkField
from apps.tenancy.policies import TenantLink, TenantPolicy
from apps.tenancy.querysets import TenantManager


class QuoteView(models.Model):
    """One opening of a quote's public page. The firm's own people are noted and not counted."""

    id = models.UUIDField(primary_key=True, db_default=UUID7(), editable=False)
    tenant = LinkField("tenancy.Tenant", on_delete=models.CASCADE, editable=False, related_name="+")
    quote = LinkField(Quote, on_delete=models.CASCADE, related_name="views", editable=False)
    viewed_at = models.DateTimeField(db_default=AppNow(), editable=False)
    viewer_hash = models.CharField(
        max_length=64,
        blank=True,
        default="",
        db_default="",
        editable=False,
        help_text="Salted: nobody's address can be read from it.",
    )
    is_internal = models.BooleanField(default=False, db_default=False, editable=False)

    objects = TenantManager()

    class Meta:
        db_table = "quote_views"
        constraints = [
            TenantPolicy(name="quotes_view_policy", may="SELECT, INSERT"),
            TenantLink(name="quotes_view_quote_link", field="quote", on_delete="CASCADE"),
        ]
        indexes = [
            models.Index(fields=["tenant", "quote", "-viewed_at"], name="quote_views_of_quote"),
            models.Index(fields=["tenant", "-viewed_at", "-id"], name="quote_views_newest"),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="view_is_counted",
                when=pgtrigger.After,
                operation=pgtrigger.Insert,
                condition=pgtrigger.Q(new__is_internal=False),
                func="""
                UPDATE quotes SET
                    view_count = view_count + 1,
                    viewed_at = coalesce(viewed_at, NEW.viewed_at),
                    status = CASE status WHEN 'sent' THEN 'viewed' ELSE status END
                WHERE tenant_id = NEW.tenant_id AND id = NEW.quote_id;
                RETURN NULL;
                """,
            )
        ]

    def __str__(self) -> str:
        return f"{self.viewed_at:%Y-%m-%d %H:%M}"
