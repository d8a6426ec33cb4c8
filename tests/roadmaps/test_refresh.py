"""Progress becomes a proposal, part by part, and nothing becomes of nothing."""

from __future__ import annotations

import datetime as dt
import threading
from uuid import uuid4

import pytest
from django.db import connection

from apps.metrics import refresh
from apps.metrics.refresh.inputs import Reading
from apps.metrics.refresh.outcomes_text import _measurements
from apps.roadmaps.models import RefreshPart, RefreshProposal, Roadmap, RoadmapSection
from apps.tenancy.context import tenant_context
from apps.tickets.models import TicketInstance
from apps.tickets.operations import move_ticket
from tests.conftest import make_firm
from tests.roadmaps.refresh_world import (
    AT,
    LATER,
    conclude,
    done,
    make_version,
    make_world,
    measure,
    parts_of,
    propose,
)


@pytest.fixture
def world(inside):
    return make_world(inside)


# Refusals


def test_measurements_of_one_day_say_so():
    readings = [Reading(uuid4(), "custom", "Other day", dt.date(2026, 3, 1), {}) for _ in range(3)]

    assert _measurements(tuple(readings[:2])) == "2 measurements, both on Mar 1, 2026."
    assert _measurements(tuple(readings)) == "3 measurements, all on Mar 1, 2026."


def test_propose_without_a_roadmap_is_refused(inside):
    with pytest.raises(refresh.NothingToRefresh, match="no current roadmap"):
        refresh.propose_refresh(at=AT)


def test_propose_from_an_earlier_version_is_refused(world):
    make_version()

    with pytest.raises(refresh.NotCurrent, match=r"v1\.0 is not the version that people see.* is v1\.1\."):
        refresh.propose_refresh(roadmap_id=world.roadmap.pk, at=LATER)


def test_apply_without_an_accepted_part_is_refused(world):
    proposal = propose()

    with pytest.raises(refresh.NothingAccepted, match="Accept at least one"):
        refresh.apply_proposal(proposal_id=proposal.pk, at=AT)

    assert Roadmap.objects.count() == 1


@pytest.mark.parametrize("what", ["ticket", "snapshot", "section"])
def test_apply_after_progress_moved_on_is_refused(world, what):
    proposal = propose()
    refresh.accept_all(proposal_id=proposal.pk)
    if what == "ticket":
        done(world, "H-002")
    elif what == "snapshot":
        measure("baseline", dt.date(2026, 1, 5), {"nps": 40})
    else:
        RoadmapSection.objects.filter(section_number=9).update(content_markdown="# Appendix\n\nOthers.\n")

    with pytest.raises(refresh.ProposalStale, match="Propose again"):
        refresh.apply_proposal(proposal_id=proposal.pk, at=LATER)

    assert Roadmap.objects.count() == 1


def test_apply_when_the_base_is_no_longer_current_is_refused(world):
    proposal = propose()
    refresh.accept_all(proposal_id=proposal.pk)
    Roadmap.objects.filter(pk=world.roadmap.pk).update(is_current=False)
    Roadmap.objects.create(version="v2.0")

    with pytest.raises(refresh.NotCurrent, match=r"v1\.0 is no longer"):
        refresh.apply_proposal(proposal_id=proposal.pk, at=AT)


def test_apply_twice_says_who_was_first(world):
    proposal = propose()
    refresh.accept_all(proposal_id=proposal.pk)
    refresh.apply_proposal(proposal_id=proposal.pk, at=AT)

    for act in (
        lambda: refresh.apply_proposal(proposal_id=proposal.pk, at=LATER),
        lambda: refresh.accept_all(proposal_id=proposal.pk),
        lambda: refresh.decide_parts(proposal_id=proposal.pk, decisions={}),
    ):
        with pytest.raises(refresh.ProposalClosed, match=r"Ines Duarte made v1\.1 from this proposal already"):
            act()


def test_decide_an_unknown_decision_is_refused(world):
    proposal = propose()
    part = proposal.parts.first()

    with pytest.raises(refresh.DecisionUnknown, match="“maybe” is no decision"):
        refresh.decide_parts(proposal_id=proposal.pk, decisions={part.pk: "maybe"})


def test_decide_a_part_of_no_proposal_is_refused_and_changes_nothing(world):
    proposal = propose()
    part = proposal.parts.first()

    with pytest.raises(refresh.DecisionUnknown, match="does not belong"):
        refresh.decide_parts(proposal_id=proposal.pk, decisions={part.pk: "accepted", uuid4(): "accepted"})

    assert set(proposal.parts.values_list("decision", flat=True)) == {"pending"}


def test_proposal_of_another_firm_is_unknown(firm, other_firm):
    with tenant_context(firm.pk):
        make_world(firm)
        proposal = propose()
        refresh.accept_all(proposal_id=proposal.pk)
    with tenant_context(other_firm.pk):
        make_world(other_firm)
        for act in (refresh.accept_all, lambda **k: refresh.apply_proposal(**k, at=AT)):
            with pytest.raises(RefreshProposal.DoesNotExist):
                act(proposal_id=proposal.pk)
        with pytest.raises(Roadmap.DoesNotExist):
            refresh.propose_refresh(roadmap_id=proposal.roadmap_id, at=AT)


# What is proposed


def test_section_status_and_banner_follow_the_tickets(world):
    parts = parts_of(propose())

    architecture, sprints = parts[3, "progress"], parts[5, "progress"]
    assert (architecture.kind, architecture.before_status, architecture.after_status) == (
        "status",
        "planned",
        "in_progress",
    )
    assert architecture.after_markdown.startswith(
        "# Architecture\n\n> **Progress:** 50 %, 1 of 2 tickets done, as of Feb 3, 2026.\n\nThe queue"
    )
    assert sprints.after_status == "implemented"  # the skipped ticket does not count
    assert [(row["code"], row["text"]) for row in architecture.because] == [("H-001", "done Feb 3, 2026")]
    assert architecture.because[0]["id"] == str(world.tickets["H-001"].pk)
    assert not {(8, "progress"), (9, "progress")} & set(parts)  # no tickets, no change


def test_delivered_tickets_are_marked_where_they_are_named(world):
    parts = parts_of(propose())

    assert parts[3, "delivered"].after_markdown == (
        "# Architecture\n\nThe queue (H-001 (✓ delivered Feb 3, 2026)) feeds the forms, see H-002.\n"
    )
    assert parts[5, "delivered"].after_markdown == (
        "# Sprints\n\n- Create the queue (✓ delivered Feb 3, 2026)\n- Connect the forms\n\n```\nrun H-001\n```\n"
    )
    assert (9, "delivered") not in parts


def test_skipped_work_is_listed_as_deferred(world):
    part = parts_of(propose())[5, "backlog"]

    assert part.after_markdown.endswith("replaced.*\n\n- H-004 Wall screens\n")
    assert [row["code"] for row in part.because] == ["H-004"]


def test_summary_turns_to_delivered_after_more_than_half(world):
    assert (1, "summary") not in parts_of(propose())  # 2 of 4

    done(world, "H-005")
    part = parts_of(propose(LATER))[1, "summary"]

    assert part.after_markdown == (
        "# Executive briefing\n\n> **Delivered:** more than half of “Rollout” was done by Mar 3, 2026.\n\n"
        "## What we delivered\n\nOne inbox.\n"
    )


def test_first_refresh_without_a_measurement_says_that_the_baseline_is_pending(world):
    part = parts_of(propose())[10, "outcomes"]

    assert (part.kind, part.section_name, part.before_markdown) == ("section", "outcomes_learning", "")
    assert "> **Baseline pending.**" in part.after_markdown
    assert "None so far." in part.after_markdown


def test_measurements_go_into_the_dashboard_and_the_outcomes(world):
    outcome = conclude()

    parts = parts_of(propose())

    table = parts[8, "figures"].after_markdown
    assert "## Measured so far" in table
    assert "| Measure | Baseline, Jan 5, 2026 | 60 days, Mar 1, 2026 |" in table
    text = parts[10, "outcomes"].after_markdown
    assert "| 240 min | 35 min | ↓ 205 min better |" in text
    assert "| 20 % | 71 % | ↑ 51 points better |" in text
    assert "| – | 51 | not measured twice |" in text
    assert "- Time saved in a year: 780 h, worth 58,500 USD" in text  # 15 h × 52 weeks × 75
    assert "- Cost avoided by better records, a year: 255 USD" in text  # 51 points of 1,000 inquiries × 0.50
    assert "- Net return of a year: 193.78 %" in text  # (58,500 + 255 − 20,000) ÷ 20,000
    assert "## Status\n\nOn track: the net return of a year is 193.78 %." in text
    assert "2 measurements, the first on Jan 5, 2026, the last on Mar 1, 2026." in text
    assert "is 205 minutes shorter: keep it there" in text
    assert "has risen by 51 points" in text
    assert "earns more than twice its cost" in text
    assert {row.get("id") for row in parts[10, "outcomes"].because} >= {
        str(outcome.pk),
        str(outcome.baseline_snapshot_id),
    }


def test_a_baseline_alone_is_listed_without_a_comparison(world):
    measure("baseline", dt.date(2026, 1, 5), {"weekly_ops_hours": 62})

    text = parts_of(propose())[10, "outcomes"].after_markdown

    assert "62 h" in text
    assert "Change" not in text
    assert "Measure again at the next milestone" in text
    assert "## Status" not in text


def test_nothing_done_and_nothing_measured_is_unchanged(inside):
    world = make_world(inside)
    TicketInstance.objects.filter(status="skipped").delete()
    for code in ("H-001", "H-003"):
        move_ticket(ticket_id=world.tickets[code].pk, to="not_started", at=AT)

    assert refresh.propose_refresh(at=AT) is None
    assert RefreshProposal.objects.count() == 0


def test_proposing_again_returns_the_same_proposal_on_any_day(world):
    first = propose()
    before = list(RefreshPart.objects.order_by("position").values_list("pk", "row_version"))

    again = propose(AT + dt.timedelta(days=40))

    assert again.pk == first.pk
    assert list(RefreshPart.objects.order_by("position").values_list("pk", "row_version")) == before


def test_open_proposal_is_replaced_when_progress_moved_on_and_keeps_what_stayed_decided(world):
    first = propose()
    parts = parts_of(first)
    decided = {parts[5, "backlog"].pk: "rejected", parts[3, "progress"].pk: "accepted"}
    refresh.decide_parts(proposal_id=first.pk, decisions=decided)
    done(world, "H-002")

    second = propose(LATER)

    first.refresh_from_db()
    assert (first.status, first.decided_at) == ("discarded", LATER)
    assert second.pk != first.pk
    parts = parts_of(second)
    assert parts[5, "backlog"].decision == "rejected"
    assert parts[3, "progress"].decision == "pending"  # its text is another one now
    with pytest.raises(refresh.ProposalClosed, match="replaced by a newer one"):
        refresh.apply_proposal(proposal_id=first.pk, at=LATER)


def test_proposal_in_an_earlier_releases_words_is_not_applied_but_replaced(world):
    proposal = propose()
    refresh.accept_all(proposal_id=proposal.pk)
    part = parts_of(proposal)[3, "progress"]
    RefreshPart.objects.filter(pk=part.pk).update(after_markdown="# Architecture\n\nHalf of it is done.\n")

    assert refresh.is_stale(RefreshProposal.objects.get())
    with pytest.raises(refresh.ProposalStale):
        refresh.apply_proposal(proposal_id=proposal.pk, at=LATER)

    again = parts_of(propose(LATER))
    assert again[3, "progress"].decision == "pending"
    assert again[3, "delivered"].decision == "accepted"
    assert "Half of it" not in again[3, "progress"].after_markdown


def test_open_proposal_goes_when_all_it_said_is_taken_back(world):
    make_version()
    done(world, "H-002")
    proposal = propose(LATER)
    move_ticket(ticket_id=world.tickets["H-002"].pk, to="not_started", at=LATER)

    assert refresh.propose_refresh(at=LATER) is None

    proposal.refresh_from_db()
    assert proposal.status == "discarded"


def test_deprecated_sections_are_left_alone(world):
    RoadmapSection.objects.filter(section_number=3).update(status="deprecated")

    assert not [key for key in parts_of(propose()) if key[0] == 3]


def test_two_proposals_at_once_are_one(committed):
    firm = make_firm()
    make_world(firm)
    barrier, found = threading.Barrier(2), []

    def propose_too():
        try:
            with tenant_context(firm.pk):
                barrier.wait(timeout=10)
                found.append(refresh.propose_refresh(at=AT).pk)
        finally:
            connection.close()

    threads = [threading.Thread(target=propose_too) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)

    assert len(found) == 2
    assert found[0] == found[1]
