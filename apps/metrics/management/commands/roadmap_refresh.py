from __future__ import annotations

from typing import Any

from django.core.management.base import CommandError, CommandParser
from django.utils import timezone

from apps.core.differences import difference
from apps.metrics import refresh
from apps.roadmaps.choices import SectionStatus
from apps.roadmaps.models import RefreshPart, RefreshProposal
from apps.roadmaps.operations import UnknownVersion, roadmap_of_version
from apps.tenancy.commands import TenantCommand
from apps.tenancy.functions import Firm
from apps.tenancy.locks import Busy


class Command(TenantCommand):
    """Propose the next version of a firm's roadmap from its tickets and measurements."""

    help = (
        "Propose the next version of the current roadmap from tickets, snapshots and outcome, and print what it would "
        "change; staff accept it part by part in the admin, or --accept-all does. Without any change it prints "
        "unchanged. Example: roadmap_refresh --tenant harbor-dental --accept-all"
    )
    over_all = False

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument(
            "--roadmap-version", metavar="V", help="refuse unless this is the current version, such as v1.0"
        )
        parser.add_argument("--accept-all", action="store_true", help="accept every part and make the version")

    def handle_tenant(self, firm: Firm, **options: Any) -> dict[str, Any]:
        version, at = options["roadmap_version"], timezone.now()
        self.proposal, self.parts = None, []
        try:
            roadmap_id = roadmap_of_version(version).pk if version else None
            self.proposal = refresh.propose_refresh(roadmap_id=roadmap_id, at=at)
            if self.proposal is None:
                return {"result": "unchanged"}
            self.parts = list(self.proposal.parts.order_by("position"))
            told = _told(self.proposal, self.parts)
            if not options["accept_all"]:
                return {"result": "proposed"} | told
            refresh.accept_all(proposal_id=self.proposal.pk)
            made = refresh.apply_proposal(proposal_id=self.proposal.pk, at=at)
        except (refresh.RefreshError, UnknownVersion, Busy) as error:
            raise CommandError(str(error)) from error
        return {"result": "made"} | told | {"roadmap_id": made.pk, "to_version": made.version}

    def describe(self, firm: Firm, result: dict[str, Any]) -> str:
        if self.proposal is None:
            return f"{firm.slug}: unchanged"
        lines = [line for part in self.parts for line in _described(part)]
        count = f"{len(self.parts)} part{'' if len(self.parts) == 1 else 's'}"
        if result["result"] == "made":
            lines.append(f"{firm.slug}: {result['to_version']} {result['roadmap_id']} made, {count} accepted")
        else:
            lines.append(f"{firm.slug}: proposal {self.proposal.pk} for {self.proposal.to_version}, {count}")
        return "\n".join(lines)


def _told(proposal: RefreshProposal, parts: list[RefreshPart]) -> dict[str, Any]:
    return {
        "proposal_id": proposal.pk,
        "from_version": proposal.roadmap.version,
        "to_version": proposal.to_version,
        "progress": proposal.progress,
        "parts": [
            {
                "id": part.pk,
                "section_number": part.section_number,
                "section_name": part.section_name,
                "change": part.change,
                "before_status": part.before_status,
                "after_status": part.after_status,
                "because": part.because,
            }
            for part in parts
        ],
    }


def _described(part: RefreshPart) -> list[str]:
    lines = [f"{part.section_number} · {part.title}: {part.get_change_display().lower()}"]
    if part.before_status and part.before_status != part.after_status:
        lines += difference("status", *(SectionStatus(one).label for one in (part.before_status, part.after_status)))
    if part.before_markdown != part.after_markdown:
        lines += difference("text", part.before_markdown, part.after_markdown)
    because = "; ".join(f"{row.get('code', '')} {row['text']}".strip() for row in part.because)
    return [*lines, f"    because: {because}"]
