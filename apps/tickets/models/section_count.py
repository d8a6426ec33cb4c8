from __future__ import annotations

from django.db import models
from django.db.models import Q

from apps.core.models import touch
from apps.tenancy.fields import LinkField
from apps.tenancy.models import TenantOwned
from apps.tenancy.models.owned import fixed_tenant
from apps.tenancy.policies import TenantLink, TenantPolicy
from apps.tickets.choices import NO_SECTION
from apps.tickets.models.firm_section_count import FIRM_TOTALS
from apps.tickets.models.ticket_pack import COUNT_FIELDS, TicketPack, count_field


class SectionCount(TenantOwned):
    """How many tickets of a pack carry out a section, by state; kept by the triggers of ``pack_totals.py``.

    The staff's grid of a firm reads these, and the triggers of ``firm_section_count.py`` add them up for all firms'.
    """

    ticket_pack = LinkField(TicketPack, on_delete=models.CASCADE, related_name="section_counts", editable=False)
    section_number = models.SmallIntegerField(
        editable=False, help_text=f"The roadmap's section; {NO_SECTION}: tickets of no section."
    )
    not_started_count = count_field()
    in_progress_count = count_field()
    blocked_count = count_field()
    done_count = count_field()
    skipped_count = count_field()

    class Meta:
        db_table = "ticket_section_counts"
        constraints = [
            TenantPolicy(name="tickets_section_count_policy"),
            TenantLink(name="tickets_section_count_pack_link", field="ticket_pack", on_delete="CASCADE"),
            models.UniqueConstraint(
                fields=["tenant", "ticket_pack", "section_number"], name="tickets_section_count_once"
            ),
            models.CheckConstraint(
                name="tickets_section_count_number_in_range", condition=Q(section_number__range=(NO_SECTION, 99))
            ),
        ]
        triggers = [touch(besides=COUNT_FIELDS), fixed_tenant(), *FIRM_TOTALS]

    def __str__(self) -> str:
        return f"section {self.section_number}: {self.done_count} done"
