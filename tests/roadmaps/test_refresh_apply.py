"""The accepted parts of a proposal become the next version, once, whoever is first."""

from __future__ import annotations

import threading
from dataclasses import replace

import pytest
from django.db import connection

from apps.metrics import refresh
from apps.metrics.models import ImplementationSnapshot, RoadmapOutcome
from apps.metrics.refresh.inputs import read_inputs, section_types
from apps.metrics.refresh.planning import carried_out, plan
from apps.roadmaps.models import RefreshProposal, Roadmap, RoadmapChangelog, RoadmapSection
from apps.tenancy.context import tenant_context
from apps.tickets.models import TicketInstance, TicketPack
from apps.tickets.operations import move_ticket
from apps.work.models import AuditEvent
from tests.conftest import make_firm
from tests.roadmaps.refresh_world import (
    AT,
    LATER,
    conclude,
    done,
    make_version,
    make_world,
    parts_of,
    propose,
    statuses,
    texts,
)


@pytest.fixture
def world(inside):
    return make_world(inside)


# The next version


def test_version_has_the_accepted_parts_and_copies_of_all_sections(world):
    proposal = propose()
    parts = parts_of(proposal)
    refresh.decide_parts(
        proposal_id=proposal.pk,
        decisions={parts[3, "progress"].pk: "accepted", parts[3, "delivered"].pk: "rejected"},
    )

    made = refresh.apply_proposal(proposal_id=proposal.pk, at=AT)

    before, after = texts(world.roadmap), texts(made)
    assert made.version == "v1.1"
    assert {number for number in after if after[number] != before[number]} == {3}
    assert "Progress:" in after[3]
    assert "✓" not in after[3]
    assert statuses(made)[3] == "in_progress"
    rows = {row.section_number: row for row in made.sections.all()}
    assert (rows[3].last_updated_at, rows[9].last_updated_at) == (AT, None)
    assert rows[9].agent_cheatsheet == {"section_role": "appendix"}


def test_version_before_is_archived_and_all_belongs_to_the_new_one(world):
    outcome = conclude()
    made = make_version()

    world.roadmap.refresh_from_db()
    assert (world.roadmap.is_current, world.roadmap.archived_at, world.roadmap.status) == (False, AT, "archived")
    assert (made.is_current, made.parent_roadmap_id, made.series_id) == (True, world.roadmap.pk, world.roadmap.pk)
    assert (made.status, made.needs_agent_reprovision) == ("in_progress", True)
    assert made.metadata["goals"] == ["Answer fast"]
    assert made.metadata["realized_roi"]["net_roi_percent"] == 193.775
    assert made.metadata["implementation_progress"] == {
        "completed": 2,
        "total": 4,
        "percent": 50,
        "systems_implemented": ["implementation_sprint"],
        "systems_in_progress": ["ghl_architecture", "outcomes_learning"],
        "as_of": "2026-03-02",
    }
    assert TicketPack.objects.get().roadmap_id == made.pk
    assert TicketInstance.objects.filter(status="done").count() == 2
    outcome.refresh_from_db()
    assert RoadmapOutcome.objects.get().roadmap_id == made.pk
    assert set(ImplementationSnapshot.objects.values_list("series_id", flat=True)) == {made.series_id}
    proposal = RefreshProposal.objects.get()
    assert (proposal.status, proposal.made_roadmap_id, proposal.decided_at) == ("accepted", made.pk, AT)
    assert AuditEvent.objects.get(event_type="roadmap_refresh").after["version"] == "v1.1"


def test_changelog_says_what_changed_and_why(world):
    proposal = propose()
    parts = parts_of(proposal)
    accepted = {part.pk: "accepted" for key, part in parts.items() if key != (5, "backlog")}
    refresh.decide_parts(proposal_id=proposal.pk, decisions=accepted)
    made = refresh.apply_proposal(proposal_id=proposal.pk, at=AT)

    log = RoadmapChangelog.objects.get()
    assert (log.from_version, log.to_version, log.to_roadmap_id) == ("v1.0", "v1.1", made.pk)
    assert "Refreshed from v1.0 with 2 of 4 tickets done (50 %)." in log.body_markdown
    assert "- **3 · Architecture: planned → in progress**: because H-001 done Feb 3, 2026." in log.body_markdown
    assert "## Proposed and left out\n\n- 5 · Sprints: deferred work listed\n" in log.body_markdown
    changes = {row["number"]: row for row in log.section_changes}
    assert {number: row["kind"] for number, row in changes.items()} == {
        1: "same",
        3: "changed",
        5: "changed",
        8: "same",
        9: "same",
        10: "new",
    }
    assert changes[3]["new_word_count"] > changes[3]["old_word_count"]
    assert changes[10]["old_word_count"] is None


def test_applying_all_parts_leaves_nothing_to_propose(world):
    conclude()
    done(world, "H-005")
    inputs, types = read_inputs(world.roadmap), section_types()
    keys = {part.key for part in plan(inputs, types)}
    assert {change for _, change in keys} == {
        "progress", "delivered", "summary", "backlog", "figures", "outcomes",
    }  # fmt: skip

    made = make_version()

    assert refresh.propose_refresh(at=LATER) is None
    # not only because a fingerprint says so: the texts themselves have nothing left to say
    assert plan(replace(inputs, sections=carried_out(inputs, types, keys)), types) == []
    assert plan(read_inputs(made), types) == []


def test_what_was_left_out_is_not_proposed_again_until_something_changes(world):
    proposal = propose()
    part = parts_of(proposal)[3, "progress"]
    refresh.decide_parts(proposal_id=proposal.pk, decisions={part.pk: "accepted"})
    refresh.apply_proposal(proposal_id=proposal.pk, at=AT)

    assert refresh.propose_refresh(at=LATER) is None
    done(world, "H-005")
    assert (5, "backlog") in parts_of(propose(LATER))


def test_second_refresh_replaces_its_own_marks(world):
    make_version()
    done(world, "H-002", at=LATER)

    made = make_version(LATER)

    assert made.version == "v1.2"
    assert made.series_id == world.roadmap.pk
    text = texts(made)[3]
    assert text.count("> **Progress:**") == 1
    assert "> **Progress:** 100 %, 2 of 2 tickets done, as of Mar 3, 2026." in text
    assert text.count("✓ delivered Feb 3, 2026") == 1
    assert "H-002 (✓ delivered Mar 3, 2026)" in text
    assert statuses(made)[3] == "implemented"
    assert TicketPack.objects.get().roadmap_id == made.pk
    assert Roadmap.objects.filter(is_current=True).count() == 1


def test_work_that_is_taken_back_loses_banner_and_mark(world):
    make_version()
    move_ticket(ticket_id=world.tickets["H-001"].pk, to="in_progress", at=LATER)

    made = make_version(LATER)

    assert texts(made)[3] == texts(world.roadmap)[3]
    assert statuses(made)[3] == "planned"


def test_tickets_of_a_section_that_is_not_there_make_a_major_version(world):
    TicketInstance.objects.create(ticket_pack=world.pack, ticket_id="H-030", title="Referral desk", section_number=12)

    proposal = propose()
    part = parts_of(proposal)[12, "added"]
    assert (proposal.to_version, part.kind) == ("v2.0", "section")
    assert "- H-030 Referral desk" in part.after_markdown

    refresh.decide_parts(proposal_id=proposal.pk, decisions={part.pk: "accepted"})
    assert refresh.apply_proposal(proposal_id=proposal.pk, at=AT).version == "v2.0"


def test_version_is_minor_when_the_added_section_is_left_out(world):
    TicketInstance.objects.create(ticket_pack=world.pack, ticket_id="H-030", title="Referral desk", section_number=12)
    proposal = propose()
    part = parts_of(proposal)[3, "progress"]
    refresh.decide_parts(proposal_id=proposal.pk, decisions={part.pk: "accepted"})

    assert refresh.apply_proposal(proposal_id=proposal.pk, at=AT).version == "v1.1"


def test_section_that_people_added_since_makes_a_major_version(world):
    made = make_version()
    RoadmapSection.objects.create(roadmap=made, section_number=11, section_name="referrals", title="Referrals")
    done(world, "H-002")

    assert propose(LATER).to_version == "v2.0"


def test_version_that_is_taken_is_passed_over(world):
    Roadmap.objects.create(version="v1.1", is_current=False)

    assert make_version().version == "v1.2"


def test_outcomes_take_the_next_number_when_ten_is_taken(world):
    RoadmapSection.objects.create(roadmap=world.roadmap, section_number=10, section_name="extra", title="Extra")

    assert (11, "outcomes") in parts_of(propose())


def test_code_of_two_packs_means_the_roadmaps_own(world):
    extra = TicketPack.objects.create(roadmap=world.roadmap, key="extra", title="Extra")
    TicketInstance.objects.create(ticket_pack=extra, ticket_id="H-002", title="Else", status="done", completed_at=AT)

    assert "H-002 (✓" not in parts_of(propose())[3, "delivered"].after_markdown


# Two at once


def test_two_people_applying_at_once_make_one_version(committed):
    firm = make_firm()
    make_world(firm)
    with tenant_context(firm.pk):
        proposal = propose()
        refresh.accept_all(proposal_id=proposal.pk)
    barrier, outcomes = threading.Barrier(2), []

    def apply(name):
        try:
            with tenant_context(firm.pk, actor={"name": name, "via": "test"}):
                barrier.wait(timeout=10)
                outcomes.append(refresh.apply_proposal(proposal_id=proposal.pk, at=AT).version)
        except refresh.ProposalClosed as refused:
            outcomes.append(str(refused))
        finally:
            connection.close()

    threads = [threading.Thread(target=apply, args=(name,)) for name in ("Ines Duarte", "Omar Reyes")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)

    assert max(outcomes) == "v1.1"
    assert min(outcomes).endswith("made v1.1 from this proposal already.")
    with tenant_context(firm.pk):
        assert Roadmap.objects.filter(version="v1.1").count() == 1
        assert RoadmapChangelog.objects.count() == 1
