from __future__ import annotations

from typing import Any

import pgtrigger
from django.db import models
from django.db.models import Q

from apps.core.models import touch
from apps.tenancy.models import TenantOwned
from apps.tenancy.models.owned import fixed_tenant
from apps.tenancy.policies import TenantPolicy
from apps.tickets.choices import NO_SECTION
from apps.tickets.models.ticket_pack import COUNT_FIELDS


def _count_field() -> Any:
    return models.IntegerField(default=0, db_default=0, editable=False)


class FirmSectionCount(TenantOwned):
    """A share of a firm's tickets of a section, by state; the sum of a section's rows is what the firm has.

    A row takes what one writer at a time adds to it: whoever finds all rows of a section locked adds a row instead of
    waiting (docs/adr/0017). So a single row may be negative, and only the sum means something.
    """

    section_number = models.SmallIntegerField(editable=False)
    not_started_count = _count_field()
    in_progress_count = _count_field()
    blocked_count = _count_field()
    done_count = _count_field()
    skipped_count = _count_field()

    class Meta:
        db_table = "firm_section_counts"
        constraints = [
            TenantPolicy(name="tickets_firm_section_count_policy"),
            models.CheckConstraint(
                name="tickets_firm_section_count_number_in_range", condition=Q(section_number__range=(NO_SECTION, 99))
            ),
        ]
        indexes = [models.Index(fields=["tenant", "section_number"], name="firm_section_counts_by_firm")]
        triggers = [touch(besides=COUNT_FIELDS), fixed_tenant()]

    def __str__(self) -> str:
        return f"section {self.section_number}: {self.done_count} done"


_SUMS = ", ".join(f"sum(r.sign * r.{count}) AS {count}" for count in COUNT_FIELDS)
_SUMMED = ", ".join(f"sum(r.sign * r.{count})" for count in COUNT_FIELDS)
_ZEROS = ", ".join("0" for _ in COUNT_FIELDS)
_MOVED = ", ".join(f"{count} = c.{count} + d.{count}" for count in COUNT_FIELDS)
_ADDED = "SELECT *, 1 AS sign FROM new_rows"
_GONE = "SELECT *, -1 AS sign FROM old_rows"


# A firm that is being deleted gets no new row: hence the join with the firms.
def _func(rows: str) -> str:
    return f"""
    WITH moved AS (
        SELECT r.tenant_id, r.section_number, {_SUMS} FROM ({rows}) r JOIN tenants f ON f.id = r.tenant_id
        GROUP BY 1, 2 HAVING ({_SUMMED}) <> ({_ZEROS})
    ), free AS (
        SELECT s.id, d.* FROM moved d CROSS JOIN LATERAL (
            SELECT id FROM firm_section_counts
            WHERE tenant_id = d.tenant_id AND section_number = d.section_number LIMIT 1 FOR UPDATE SKIP LOCKED
        ) s
    ), kept AS (
        UPDATE firm_section_counts c SET {_MOVED} FROM free d WHERE c.tenant_id = d.tenant_id AND c.id = d.id
    )
    INSERT INTO firm_section_counts (tenant_id, section_number, {", ".join(COUNT_FIELDS)})
    SELECT tenant_id, section_number, {", ".join(COUNT_FIELDS)} FROM moved
    WHERE (tenant_id, section_number) NOT IN (SELECT tenant_id, section_number FROM free);
    RETURN NULL;
    """  # noqa: S608 -- put together from the constants above


def _trigger(name: str, operation: pgtrigger.Operation, rows: str, **referencing: str) -> pgtrigger.Trigger:
    return pgtrigger.Trigger(
        name=name,
        level=pgtrigger.Statement,
        when=pgtrigger.After,
        operation=operation,
        referencing=pgtrigger.Referencing(**referencing),
        func=_func(rows),
    )


FIRM_TOTALS = (
    _trigger("firm_counts_added", pgtrigger.Insert, _ADDED, new="new_rows"),
    _trigger("firm_counts_gone", pgtrigger.Delete, _GONE, old="old_rows"),
    _trigger("firm_counts_moved", pgtrigger.Update, f"{_ADDED} UNION ALL {_GONE}", old="old_rows", new="new_rows"),
)
