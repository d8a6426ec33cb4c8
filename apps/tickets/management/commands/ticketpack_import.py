from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError, CommandParser
from django.utils import timezone

from apps.core.differences import difference, differences
from apps.roadmaps.operations import RoadmapError
from apps.tenancy.commands import TenantCommand
from apps.tenancy.functions import Firm
from apps.tenancy.locks import Busy
from apps.tickets import operations
from apps.tickets.checklist import is_checklist, read_checklist_bytes
from apps.tickets.operations import ChecklistResult, PackImportResult
from apps.tickets.pack_markdown import PackError, Unread, read_pack_bytes


class Command(TenantCommand):
    """Import a ticket pack into a firm, or bring an exported one back."""

    help = (
        "Import a ticket pack from a Markdown file. Tickets are found again by their codes; a second import of the "
        "same file changes nothing, and the states of tickets are never changed. With --from-export the file is a "
        "checklist that ticketpack_export wrote: then its ticks, assignees and notes are taken over, and nothing else."
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
        parser.add_argument(
            "--from-export", action="store_true", help="the file is a checklist of ticketpack_export, with other ticks"
        )
        parser.add_argument(
            "--force", action="store_true", help="with --from-export: also when the pack changed since the export"
        )

    def handle_tenant(self, firm: Firm, **options: Any) -> dict[str, Any]:
        path: Path = options["file"]
        if options["from_export"] and options["roadmap"]:
            raise CommandError("--roadmap is not for --from-export: a checklist leaves the pack's roadmap as it is.")
        if options["force"] and not options["from_export"]:
            raise CommandError("--force is only for --from-export.")
        self.is_dry_run = options["dry_run"]
        try:
            data = path.read_bytes()
            return self._import_checklist(data, options) if options["from_export"] else self._import_pack(data, options)
        except OSError as error:
            raise CommandError(f"{path}: the file cannot be read ({error.strerror}).") from error
        except (PackError, RoadmapError, Busy, operations.TicketError) as error:
            raise CommandError(str(error)) from error

    def _import_pack(self, data: bytes, options: dict[str, Any]) -> dict[str, Any]:
        path: Path = options["file"]
        reading = read_pack_bytes(data, file=path.name)
        if is_checklist(reading.source_markdown):
            raise CommandError(f"{path.name} is an exported checklist; bring it back with --from-export.")
        with self.progress(path.name, len(reading.tickets)) as advance:
            self.result: PackImportResult | ChecklistResult = operations.import_pack(
                reading=reading,
                key=options["pack"] or key_of(path),
                roadmap=options["roadmap"],
                file=path.name,
                dry_run=self.is_dry_run,
                advance=advance,
                at=timezone.now(),
            )
        return {
            "tickets": self.result.counts,
            "not_understood": [
                {"file": unread.file, "line": unread.line, "text": unread.text} for unread in self.result.not_understood
            ],
        }

    def _import_checklist(self, data: bytes, options: dict[str, Any]) -> dict[str, Any]:
        reading = read_checklist_bytes(data, file=options["file"].name)
        with self.progress(reading.file, len(reading.items)) as advance:
            self.result = operations.import_checklist(
                reading=reading,
                key=options["pack"],
                force=options["force"],
                dry_run=self.is_dry_run,
                advance=advance,
                at=timezone.now(),
            )
        return self.result.as_json()

    def describe(self, firm: Firm, result: dict[str, Any]) -> str:
        told = described_checklist if isinstance(self.result, ChecklistResult) else described
        return "\n".join(told(firm.slug, self.result, is_dry_run=self.is_dry_run))  # type: ignore[arg-type]  # its own


def key_of(path: Path) -> str:
    """Return the file's name as a key: lower case, a dash for whatever a key cannot hold."""
    key = re.sub(r"[^a-z0-9_-]+", "-", path.stem.casefold()).strip("-_")
    if not key:
        raise CommandError(f"{path.name}: no key can be made of this name; give one with --pack KEY.")
    return key[:63]


def described_checklist(slug: str, result: ChecklistResult, *, is_dry_run: bool) -> list[str]:
    """Return what a checklist changed, in lines for people; on a dry run with all differences."""
    lines = []
    for change in result.changed if is_dry_run else ():
        lines += differences(f"{change.code} {change.title}", change.changes)
    lines += _unread(result.not_understood)
    if result.absent:
        lines.append(f"not in the file, kept as they are: {', '.join(result.absent)}")
    if result.is_stale:
        lines.append("the pack had changed since the export: forced")
    moved = result.moved
    said = (
        f"{moved['done']} done, {moved['not_started']} opened again; "
        f"{len(result.changed)} ticket{'' if len(result.changed) == 1 else 's'} changed, {result.unchanged} unchanged"
        if result.changed
        else f"nothing to change, {result.unchanged} ticket{'' if result.unchanged == 1 else 's'} as the file says"
    )
    lines.append(f"{slug}: pack {result.key}: {said}")
    if is_dry_run:
        lines.append("dry run: nothing was written")
    return lines


def _unread(not_understood: Iterable[Unread]) -> list[str]:
    return [
        f"not understood: {unread.file}, line {unread.line}: {unread.text.strip()} ({unread.reason})"
        for unread in not_understood
    ]


def described(slug: str, result: PackImportResult, *, is_dry_run: bool) -> list[str]:
    """Return the outcome in lines for people; on a dry run with all differences."""
    lines = []
    if is_dry_run:
        lines += [f"+ pack {result.key}"] if result.is_new else []
        lines += [f"+ {ticket.code} {ticket.title} ({ticket.status})" for ticket in result.created]
        for name, (before, after) in result.changes.items():
            lines += difference(f"pack {name}", before, after)
        for update in result.updated:
            lines += differences(f"{update.code} {update.title}", update.changes)
    lines += _unread(result.not_understood)
    if result.absent:
        lines.append(f"no longer in the file, kept as they are: {', '.join(result.absent)}")
    counts = ", ".join(f"{count} {outcome}" for outcome, count in result.counts.items())
    lines.append(f"{slug}: pack {result.key}: tickets {counts}")
    if is_dry_run:
        lines.append("dry run: nothing was written")
    return lines
