"""Tickets and packs as files."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from apps.core.table_files import Line
from apps.roadmaps.models import Roadmap
from apps.tickets.choices import TicketStatus
from apps.tickets.models import TicketInstance, TicketPack
from apps.work.tables import CellRefused, Column, Found, ImportTable, Key


class TicketTable(ImportTable):
    """Tickets, found again by their pack's key and their code."""

    label = "tickets.TicketInstance"
    noun = "ticket"
    columns = (
        Column("pack", "The key of its pack", "ticket_pack__key", is_key=True),
        Column("code", "Its code in the pack", "ticket_id", is_key=True),
        Column("title", "What is to be done", "title", "title"),
        Column("status", f"One of {', '.join(TicketStatus.values)}", "status", "status"),
        Column("blocked_reason", "What blocks it; only where it is blocked", "blocked_reason", "blocked_reason"),
        Column("assignee", "Who does it", "assignee", "assignee"),
        Column("sprint", "A number; empty is the backlog", "sprint_number", "sprint_number"),
        Column("section", "The number of the roadmap's section", "section_number", "section_number"),
        Column("order", "Its place in the pack", "order_index", "order_index"),
        Column("description", "Markdown", "description", "description"),
        Column("notes", "Markdown", "notes", "notes"),
        Column("started_at", "Only exported", "started_at"),
        Column("completed_at", "Only exported", "completed_at"),
    )

    def prepared(self, queryset: Any) -> Any:
        return queryset.select_related("ticket_pack").defer(
            "ticket_pack__source_markdown", "ticket_pack__sprint_assignments"
        )

    def find(self, lines: Iterable[Line]) -> Found:
        keys = {line.cells.get("pack", "").strip() for line in lines}
        codes = {line.cells.get("code", "").strip() for line in lines}
        packs = {pack.key: pack for pack in TicketPack.objects.filter(key__in=keys).only("key", "tenant")}
        tickets = self.prepared(TicketInstance.objects.filter(ticket_pack__in=packs.values(), ticket_id__in=codes))
        return Found({(ticket.ticket_pack.key, ticket.ticket_id): ticket for ticket in tickets}, packs)

    def new_values(self, key: Key, found: Found) -> dict[str, Any]:
        pack_key, code = key
        if pack_key not in found.parents:
            raise CellRefused(f"the firm has no pack “{pack_key}”; make it first.")
        return {"ticket_pack_id": str(found.parents[pack_key].pk), "ticket_id": code}

    def check(self, values: Mapping[str, Any]) -> None:
        status = values.get("status", TicketStatus.BLOCKED)
        if values.get("blocked_reason") and status != TicketStatus.BLOCKED:
            raise CellRefused("blocked_reason: only a blocked ticket has a reason.")


class PackTable(ImportTable):
    """Packs, found again by their keys; their tickets are a table of their own."""

    label = "tickets.TicketPack"
    noun = "pack"
    columns = (
        Column("key", "Lower-case letters, digits, dashes", "key", is_key=True),
        Column("title", "What people call it", "title", "title"),
        Column("version", "Such as v1.0", "version", "version"),
        Column("roadmap", "The version of its roadmap; empty is none", "roadmap__version", "roadmap"),
        Column("status", "Only exported", "status"),
        Column("tickets", "Only exported", "total_tickets"),
        Column("done", "Only exported", "done_count"),
        Column("blocked", "Only exported", "blocked_count"),
        Column("skipped", "Only exported", "skipped_count"),
    )

    def prepared(self, queryset: Any) -> Any:
        return queryset.select_related("roadmap")

    def find(self, lines: Iterable[Line]) -> Found:
        keys = {line.cells.get("key", "").strip() for line in lines}
        packs = self.prepared(TicketPack.objects.filter(key__in=keys)).defer("source_markdown", "roadmap__model_json")
        roadmaps = {roadmap.version: roadmap for roadmap in Roadmap.objects.only("version", "tenant")}
        return Found({(pack.key,): pack for pack in packs}, roadmaps)

    def new_values(self, key: Key, found: Found) -> dict[str, Any]:
        return {"key": key[0]}

    def parsed(self, column: Column, raw: str, found: Found) -> Any:
        if column.name != "roadmap":
            return super().parsed(column, raw, found)
        version = raw.strip()
        if version and version not in found.parents:
            raise CellRefused(f"the firm has no roadmap “{version}”.")
        return str(found.parents[version].pk) if version else None
