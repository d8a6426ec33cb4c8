from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import CommandError, CommandParser
from django.utils import timezone

from apps.core.differences import difference
from apps.roadmaps import operations
from apps.roadmaps.operations import ImportResult
from apps.roadmaps.section_files import FolderError, read_folder
from apps.tenancy.commands import TenantCommand
from apps.tenancy.functions import Firm
from apps.tenancy.locks import Busy

MARKS = {"created": "+", "updated": "~", "unchanged": "="}
TOLD = ("section_name", "title", "content_markdown")  # diagrams are part of the text


class Command(TenantCommand):
    """Import a folder of section files into a firm's current roadmap."""

    help = (
        "Import a folder of files named <anything>section_<n>_<slug>.md into the current roadmap; without one v1.0 is "
        "made as a draft. A second import of the same folder changes nothing, and sections keep their status."
    )
    over_all = False

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("--dir", required=True, type=Path, help="the folder of section files")
        parser.add_argument("--dry-run", action="store_true", help="print the differences and write nothing")

    def handle_tenant(self, firm: Firm, **options: Any) -> dict[str, Any]:
        self.is_dry_run = options["dry_run"]
        try:
            folder = read_folder(options["dir"])
            with self.progress("sections", len(folder.sections)) as advance:
                self.result = operations.import_roadmap(
                    folder=folder, dry_run=self.is_dry_run, advance=advance, at=timezone.now()
                )
        except (FolderError, Busy, operations.RoadmapError) as error:
            raise CommandError(str(error)) from error
        return {
            "sections": self.result.counts,
            "skipped": [{"file": skipped.file, "reason": skipped.reason} for skipped in self.result.skipped],
            "not_understood": [],
        }

    def describe(self, firm: Firm, result: dict[str, Any]) -> str:
        return "\n".join(described(firm.slug, self.result, is_dry_run=self.is_dry_run))


def described(slug: str, result: ImportResult, *, is_dry_run: bool) -> list[str]:
    """Return the outcome in lines for people; on a dry run with all differences."""
    lines = []
    for section in result.sections:
        lines.append(f"{MARKS[section.outcome]} {section.number} {section.title} ({section.file}): {section.outcome}")
        if is_dry_run:
            for name in TOLD:
                if name in section.changes:
                    lines += difference(name, *section.changes[name])
    lines += [f"skipped: {skipped.file}: {skipped.reason}" for skipped in result.skipped]
    if result.absent:
        lines.append(f"sections without a file, kept as they are: {', '.join(map(str, result.absent))}")
    counts = ", ".join(f"{count} {outcome}" for outcome, count in result.counts.items())
    made = ", made as a draft" if result.makes_roadmap else ""
    lines.append(f"{slug}: roadmap {result.version}{made}: sections {counts}")
    if is_dry_run:
        lines.append("dry run: nothing was written")
    return lines
