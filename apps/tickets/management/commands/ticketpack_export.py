from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError, CommandParser

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
        _write(self.file, self.checklist.text)
        return result | {"file": str(self.file)}

    def describe(self, firm: Firm, result: dict[str, Any]) -> str:
        if self.file is None:
            return self.checklist.text.removesuffix("\n")  # the stream ends the line
        return f"{firm.slug}: pack {result['pack']}: {result['tickets']} tickets in {self.file}"


def _write(file: Path, text: str) -> None:
    """Write the file whole or not at all."""
    part = file.with_name(f"{file.name}.part")
    try:
        part.write_text(text, encoding="utf-8", newline="\n")
        part.replace(file)
    except OSError as error:
        with suppress(OSError):
            part.unlink()
        raise CommandError(f"{file}: the file cannot be written ({error.strerror}).") from error
