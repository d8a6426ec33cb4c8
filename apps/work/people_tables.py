"""Firms and their people as files."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from apps.core.table_files import Line
from apps.tenancy.models import Tenant
from apps.work.tables import Column, ExportTable, Found, ImportTable, Key


class MemberTable(ExportTable):
    """The people of a firm; they join by invitation, so the file is not read back."""

    columns = (
        Column("name", "", "name"),
        Column("email", "", "email"),
        Column("role", "", "role"),
        Column("since", "", "created_at"),
    )


class FirmTable(ImportTable):
    """Firms, found again by their slugs among those of the staff member."""

    label = "tenancy.Tenant"
    noun = "firm"
    columns = (
        Column("slug", "Its address, /f/<slug>/; cannot be changed later", "slug", is_key=True),
        Column("name", "What people call it", "name", "name"),
        Column("status", "Such as prospect or active", "status", "status"),
        Column("business_type", "Its kind", "business_type", "business_type"),
        Column("industry", "Free text", "industry", "industry"),
        Column("segment", "Free text", "segment", "segment"),
        Column("region", "Free text", "region", "region"),
        Column("time_zone", "Such as Europe/Madrid", "time_zone", "time_zone"),
        Column("currency", "Three capital letters", "currency", "currency"),
        Column("firm_size_tier", "micro, small, mid or large", "firm_size_tier", "firm_size_tier"),
        Column("team_headcount", "A number", "team_headcount", "team_headcount"),
        Column("annual_revenue", "An amount in its currency; may be empty", "annual_revenue", "annual_revenue"),
        Column("baseline_monthly_leads", "A number", "baseline_monthly_leads", "baseline_monthly_leads"),
        Column("cohort_label", "Free text", "cohort_label", "cohort_label"),
    )

    def find(self, lines: Iterable[Line]) -> Found:
        return Found({(firm.slug,): firm for firm in Tenant.objects.all()})

    def new_values(self, key: Key, found: Found) -> dict[str, Any]:
        return {"slug": key[0]}

    def parsed(self, column: Column, raw: str, found: Found) -> Any:
        value = super().parsed(column, raw, found)
        return str(value.quantize(Decimal("0.01"))) if isinstance(value, Decimal) else value  # as JSON takes it
