from __future__ import annotations

from argparse import ArgumentTypeError
from datetime import date
from typing import Any

from django.core.management.base import CommandError, CommandParser
from django.utils import timezone

from apps.core.differences import differences
from apps.roadmaps.operations import RoadmapError
from apps.tenancy.commands import TenantCommand
from apps.tenancy.functions import Firm
from apps.tenancy.locks import Busy
from apps.tickets import operations
from apps.tickets.generating.library_pack import hours_in_words
from apps.tickets.generating.marks import SOURCES
from apps.tickets.operations import Choice, GeneratedPack

LISTS = {
    "tickets": "codes of the library, with commas between",
    "systems": "keys of its systems, such as inquiry_desk,recall",
    "subsystems": "keys of its subsystems after their system's, such as inquiry_desk.capture",
    "tags": "only tickets with one of these tags",
    "types": "only tickets of these types: native, hybrid, external",
}


class Command(TenantCommand):
    """Generate a ticket pack for a firm."""

    help = (
        "Make a ticket pack from the roadmap's sections (at most five tickets each) or from the ticket library (what "
        "is chosen and what it depends on, in two-week sprints). Run again, it brings the pack in step: tickets keep "
        "their states and notes, open ones that are no longer part of it are skipped, and nothing is deleted."
    )
    over_all = False

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("--from", required=True, choices=SOURCES, dest="source", help="what the pack is made of")
        parser.add_argument("--pack", default="", metavar="KEY", help="the pack's key (default: the source's name)")
        for name, what in LISTS.items():
            parser.add_argument(f"--{name}", default="", metavar="LIST", help=f"library: {what}")
        parser.add_argument(
            "--start",
            type=day,
            metavar="DATE",
            help="library: the first sprint's first day (default: where the pack begins already, else next Monday)",
        )
        parser.add_argument(
            "--roadmap",
            default="",
            metavar="VERSION",
            help="a version, or current; for the library also none (default: the current one)",
        )
        parser.add_argument("--dry-run", action="store_true", help="print what would be written and write nothing")

    def handle_tenant(self, firm: Firm, **options: Any) -> dict[str, Any]:
        self.is_dry_run = options["dry_run"]
        try:
            self.result = operations.generate_pack(
                source=options["source"],
                key=options["pack"],
                choice=Choice(**{name: words(options[name]) for name in LISTS}),
                start=options["start"],
                roadmap=options["roadmap"],
                dry_run=self.is_dry_run,
                at=timezone.now(),
            )
        except (RoadmapError, Busy, operations.TicketError) as error:
            raise CommandError(str(error)) from error
        return self.result.as_json()

    def describe(self, firm: Firm, result: dict[str, Any]) -> str:
        return "\n".join(described(firm.slug, self.result, is_dry_run=self.is_dry_run))


def words(text: str) -> tuple[str, ...]:
    """Return what stands between commas."""
    return tuple(word.strip() for word in text.split(",") if word.strip())


def day(text: str) -> date:
    """Return a day written as 2026-03-02."""
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise ArgumentTypeError(f"{text} is no day; write it as 2026-03-02") from error


def described(slug: str, result: GeneratedPack, *, is_dry_run: bool) -> list[str]:
    """Return the outcome in lines for people; on a dry run with all differences."""
    lines = []
    for sprint in result.sprints:
        amount = f"{len(sprint.tickets)} tickets, {hours_in_words(sprint.hours)}"
        lines.append(f"sprint {sprint.number}: {sprint.planned_start} to {sprint.planned_end}, {amount}: {sprint.name}")
        lines += [f"  {sprint.remark}"] if sprint.remark else []
    for section in result.sections:
        lines.append(f"section {section.number}: {len(section.tickets)} tickets: {section.title}")
    for one in result.added:
        lines.append(f"added {one.ticket.ticket_id} {one.ticket.title}, needed by {', '.join(one.needed_by)}")
    lines += _differences(result) if is_dry_run else []
    lines += [f"skipped {ticket.code} {ticket.title}: no longer part of it" for ticket in result.left_out]
    lines += [f"back {ticket.code} {ticket.title}: part of it again" for ticket in result.returned]
    counts = ", ".join(f"{count} {outcome}" for outcome, count in result.counts.items())
    said = "unchanged" if result.is_unchanged else f"tickets {counts}"
    lines.append(f"{slug}: pack {result.key}: {said}")
    if is_dry_run:
        lines.append("dry run: nothing was written")
    return lines


def _differences(result: GeneratedPack) -> list[str]:
    lines = [f"+ pack {result.key}"] if result.imported.is_new else []
    lines += [f"+ {ticket.code} {ticket.title}" for ticket in result.imported.created]
    for update in result.imported.updated:
        lines += differences(f"{update.code} {update.title}", update.changes)
    return lines
