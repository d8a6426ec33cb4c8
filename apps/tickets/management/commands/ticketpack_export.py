from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import CommandError, CommandParser

from apps.core.commands import write_file
from apps.tenancy.commands import TenantCommand
from apps.tenancy.functions import Firm
from apps.tickets import operations


class Command(TenantCommand):
    """Export a ticket pack as a checklist."""

    help = (
        "Export a ticket pack as a Markdown checklist. Tick its boxes in any editor and bring it back with "
        "ticketpack_import --from-export."
    )
    over_all = False

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("--pack", required=True, metavar="KEY", help="the pack's key")
        parser.add_argument("--file", type=Path, help="where to write it (default: printed)")

    def handle_tenant(self, firm: Firm, **options: Any) -> dict[str, Any]:
        try:
            self.checklist = operations.export_checklist(key=options["pack"])
        except operations.TicketError as error:
            raise CommandError(str(error)) from error
        self.file: Path | None = options["file"]
        result = {"pack": self.checklist.key, "state": self.checklist.state, "tickets": len(self.checklist.places)}
        if self.file is None:
            return result | {"markdown": self.checklist.text}
        write_file(self.file, self.checklist.text)
        return result | {"file": str(self.file)}

    def describe(self, firm: Firm, result: dict[str, Any]) -> str:
        if self.file is None:
            return self.checklist.text.removesuffix("\n")  # the stream ends the line
        return f"{firm.slug}: pack {result['pack']}: {result['tickets']} tickets in {self.file}"
