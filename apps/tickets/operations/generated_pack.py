"""What a generation of a pack did, or would do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from apps.tickets.generating.library_pack import PlannedSprint
from apps.tickets.generating.sections_pack import SectionWork
from apps.tickets.operations.importing import PackImportResult
from apps.tickets.operations.left_out import LeftOut, Returned
from apps.tickets.operations.library_choice import Prerequisite


@dataclass(frozen=True)
class GeneratedPack:
    """What a generation did, or on a dry run would do.

    ``sprints`` are the library's, ``sections`` the roadmap's. ``left_out`` are open tickets of an earlier generation
    that are skipped now, ``returned`` those that an earlier one skipped and that are wanted again, ``done_before`` the
    codes of done ones that are no longer part of it. ``state`` stands for all of that.
    """

    source: str
    key: str
    imported: PackImportResult
    added: tuple[Prerequisite, ...] = ()
    sprints: tuple[PlannedSprint, ...] = ()
    sections: tuple[SectionWork, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    returned: tuple[Returned, ...] = ()
    done_before: tuple[str, ...] = ()
    pack_id: UUID | None = None
    state: str = ""

    @property
    def is_unchanged(self) -> bool:
        """Whether the pack is like that already, so that nothing is written."""
        done = self.imported
        return not (done.is_new or done.created or done.updated or done.changes or self.left_out or self.returned)

    @property
    def counts(self) -> dict[str, int]:
        """How many tickets came out how."""
        return self.imported.counts | {"skipped": len(self.left_out), "reopened": len(self.returned)}

    def as_json(self) -> dict[str, Any]:
        """Return it as the command and the API tell it."""
        added = {one.ticket.ticket_id for one in self.added}
        return {
            "pack": self.key,
            "pack_id": self.pack_id,
            "source": self.source,
            "unchanged": self.is_unchanged,
            "tickets": self.counts,
            "prerequisites": [
                {"ticket_id": one.ticket.ticket_id, "title": one.ticket.title, "needed_by": list(one.needed_by)}
                for one in self.added
            ],
            "sprints": [_sprint(sprint, added) for sprint in self.sprints],
            "sections": [
                {
                    "section_number": section.number,
                    "title": section.title,
                    "tickets": [{"ticket_id": ticket.code, "title": ticket.title} for ticket in section.tickets],
                }
                for section in self.sections
            ],
            "skipped": [ticket.code for ticket in self.left_out],
            "reopened": [ticket.code for ticket in self.returned],
            "done_before": list(self.done_before),
        }


def _sprint(sprint: PlannedSprint, added: set[str]) -> dict[str, Any]:
    return {
        "sprint_number": sprint.number,
        "name": sprint.name,
        "planned_start": sprint.planned_start,
        "planned_end": sprint.planned_end,
        "hours": float(sprint.hours),
        "without_estimate": sprint.without_estimate,
        "remark": sprint.remark,
        "tickets": [
            {
                "ticket_id": ticket.ticket_id,
                "title": ticket.title,
                "hours": None if ticket.estimated_hours is None else float(ticket.estimated_hours),
                "is_prerequisite": ticket.ticket_id in added,
            }
            for ticket in sprint.tickets
        ],
    }
