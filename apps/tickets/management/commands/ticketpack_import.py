from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError, CommandParser
from django.utils import timezone

from apps.core.differences import difference
from apps.roadmaps.operations import RoadmapError
from apps.tenancy.commands import TenantCommand
from apps.tenancy.functions import Firm
from apps.tenancy.locks import Busy
from apps.tickets import operations
from apps.tickets.operations import PackImportResult
from apps.tickets.pack_markdown import PackError, read_pack_bytes


class Command(TenantCommand):
    """Import a ticket pack into a firm."""

    help = (
        "Import a ticket pack from a Markdown file. Tickets are found again by their codes; a second import of the "
        "same file changes nothing, and the states of tickets are never changed."
    )
    over_all = False

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("--file", required=True, type=Path, help="the pack: task lists, bullets or headings")
        parser.add_argument("--pack", default="", metavar="KEY", help="the pack's key (default: the file's name)")
        parser.add_argument(
            "--roadmap",
            default="",
            metavar="VERSION",
            help="a version, current, or none (default: the current one for a pack without any)",
        )
        parser.add_argument("--dry-run", action="store_true", help="print the differences and write nothing")

    def handle_tenant(self, firm: Firm, **options: Any) -> dict[str, Any]:
        path: Path = options["file"]
        try:
            reading = read_pack_bytes(path.read_bytes(), file=path.name)
            with self.progress(path.name, len(reading.tickets)) as advance:
                self.result = operations.import_pack(
                    reading=reading,
                    key=options["pack"] or key_of(path),
                    roadmap=options["roadmap"],
                    file=path.name,
                    dry_run=options["dry_run"],
                    advance=advance,
                    at=timezone.now(),
                )
        except OSError as error:
            raise CommandError(f"{path}: the file cannot be read ({error.strerror}).") from error
        except (PackError, RoadmapError, Busy, operations.TicketError) as error:
            raise CommandError(str(error)) from error
        self.is_dry_run = options["dry_run"]
        return {
            "tickets": self.result.counts,
            "not_understood": [
                {"file": unread.file, "line": unread.line, "text": unread.text} for unread in self.result.not_understood
            ],
        }

    def describe(self, firm: Firm, result: dict[str, Any]) -> str:
        return "\n".join(described(firm.slug, self.result, is_dry_run=self.is_dry_run))


def key_of(path: Path) -> str:
    """Return the file's name as a key: lower case, a dash for whatever a key cannot hold."""
    key = re.sub(r"[^a-z0-9_-]+", "-", path.stem.casefold()).strip("-_")
    if not key:
        raise CommandError(f"{path.name}: no key can be made of this name; give one with --pack KEY.")
    return key[:63]


def described(slug: str, result: PackImportResult, *, is_dry_run: bool) -> list[str]:
    """Return the outcome in lines for people; on a dry run with all differences."""
    lines = []
    if is_dry_run:
        lines += [f"+ pack {result.key}"] if result.is_new else []
        lines += [f"+ {ticket.code} {ticket.title} ({ticket.status})" for ticket in result.created]
        for name, (before, after) in result.changes.items():
            lines += difference(f"pack {name}", before, after)
        for update in result.updated:
            lines.append(f"~ {update.code} {update.title}")
            for name, (before, after) in update.changes.items():
                lines += difference(name, before, after)
    for unread in result.not_understood:
        lines.append(f"not understood: {unread.file}, line {unread.line}: {unread.text.strip()} ({unread.reason})")
    if result.absent:
        lines.append(f"no longer in the file, kept as they are: {', '.join(result.absent)}")
    counts = ", ".join(f"{count} {outcome}" for outcome, count in result.counts.items())
    lines.append(f"{slug}: pack {result.key}: tickets {counts}")
    if is_dry_run:
        lines.append("dry run: nothing was written")
    return lines
