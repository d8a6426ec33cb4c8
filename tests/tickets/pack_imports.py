"""Import a pack by command or operation, and look at what is there."""

from __future__ import annotations

from apps.tenancy.context import tenant_context
from apps.tickets import operations
from apps.tickets.models import TicketDependency, TicketInstance, TicketPack
from apps.tickets.pack_markdown import read_pack
from tests.commands import run
from tests.conftest import AT, DATA

PACKS = DATA / "packs"


def import_file(file, *more, slug="harbor-dental"):
    return run("ticketpack_import", "--tenant", slug, "--file", file, *more)


def import_text(text, *, key="main", at=AT, **options):
    """Import a text inside the firm."""
    return operations.import_pack(reading=read_pack(text, file="main.md"), key=key, file="main.md", at=at, **options)


def tickets(firm, key="checklist"):
    with tenant_context(firm.pk):
        return list(TicketInstance.objects.filter(ticket_pack__key=key).order_by("order_index"))


def pack(firm, key="checklist"):
    with tenant_context(firm.pk):
        return TicketPack.objects.select_related("roadmap").get(key=key)


def waits(firm):
    with tenant_context(firm.pk):
        return set(TicketDependency.objects.values_list("ticket_instance__ticket_id", "depends_on__ticket_id"))


def footprint(firm):
    """Every row's version and history, which stand still while nothing is written."""
    with tenant_context(firm.pk):
        return {
            model.__name__: [(row.pk, row.row_version, row.events.count()) for row in model.objects.order_by("pk")]
            for model in (TicketPack, TicketInstance, TicketDependency)
        }


def is_empty(firm):
    with tenant_context(firm.pk):
        return not TicketPack.objects.exists() and not TicketInstance.objects.exists()
