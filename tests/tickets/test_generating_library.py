"""A pack that is made of the ticket library, and made again."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from apps.roadmaps.models import Roadmap, RoadmapSection
from apps.tenancy.context import login_context, tenant_context
from apps.tickets.models import LibraryTicket, TicketInstance, TicketPack
from apps.tickets.operations import (
    Choice,
    DependencyCircle,
    GenerationRefused,
    NothingChosen,
    UnknownChoice,
    generate_pack,
    load_library,
    move_ticket,
    read_library,
)
from tests.conftest import AT
from tests.tickets.library_rows import SMALL, fill_library, library_row
from tests.tickets.pack_imports import footprint, waits

MONDAY = date(2026, 3, 9)  # the one after AT, which is a Monday itself


@pytest.fixture
def harbor(firm):
    """The firm, with the small library; a library is filled outside any firm."""
    fill_library(*SMALL)
    return firm


def generate(firm, *, at=AT, source="library", key="", start=None, roadmap="", dry_run=False, seen="", **choice):
    with tenant_context(firm.pk, actor={"name": "Ines Duarte", "via": "test"}):
        return generate_pack(
            source=source,
            key=key,
            choice=Choice(**choice),
            start=start,
            roadmap=roadmap,
            dry_run=dry_run,
            seen=seen,
            at=at,
        )


def tickets(firm):
    with tenant_context(firm.pk):
        return {one.ticket_id: one for one in TicketInstance.objects.order_by("order_index")}


def pack(firm):
    with tenant_context(firm.pk):
        return TicketPack.objects.select_related("roadmap").get()


def codes(result):
    return [ticket.ticket_id for sprint in result.sprints for ticket in sprint.tickets]


@pytest.mark.parametrize(
    ("choice", "chosen"),
    [
        pytest.param({"systems": ("desk",)}, {"T1.1", "T1.2", "T1.3"}, id="a system"),
        pytest.param({"subsystems": ("desk.late",)}, {"T1.3"}, id="a subsystem"),
        pytest.param({"tickets": ("T10.1",)}, {"T10.1"}, id="a ticket"),
        pytest.param({"tags": ("mail",)}, {"T2.1", "T2.2"}, id="a tag of the whole library"),
        pytest.param({"tags": ("phone",), "systems": ("recall",)}, {"T2.2"}, id="a tag of a system"),
        pytest.param({"types": ("external",)}, {"T2.2"}, id="a type"),
        pytest.param({"systems": ("extra",), "subsystems": ("recall.all",)}, {"T10.1", "T2.1", "T2.2"}, id="both"),
        pytest.param({"tags": ("phone",), "tickets": ("T1.1",)}, {"T2.2", "T10.1", "T1.1"}, id="tag and ticket"),
    ],
)
def test_choice_takes_what_it_names(harbor, choice, chosen):
    result = generate(harbor, dry_run=True, **choice)

    added = {one.ticket.ticket_id for one in result.added}
    assert set(codes(result)) - added == chosen


def test_prerequisites_are_added_and_say_for_whom(harbor):
    result = generate(harbor, tickets=("T1.3", "T2.1"))

    assert [(one.ticket.ticket_id, one.needed_by) for one in result.added] == [
        ("T1.1", ("T1.2", "T2.1")),
        ("T1.2", ("T1.3",)),
    ]
    assert codes(result) == ["T1.1", "T1.2", "T1.3", "T2.1"]
    assert waits(harbor) == {("T1.2", "T1.1"), ("T1.3", "T1.2"), ("T2.1", "T1.1")}


def test_tickets_carry_what_the_library_says(harbor):
    with tenant_context(harbor.pk):
        roadmap = Roadmap.objects.create(version="v1.0")
        RoadmapSection.objects.create(roadmap=roadmap, section_number=7, section_name="pilot_scope", title="Pilot")

    generate(harbor, systems=("desk",))

    there = tickets(harbor)
    second = there["T1.2"]
    assert (second.title, second.section_number, second.sprint_number, second.library_version) == ("Do T1.2", 7, 1, 1)
    assert second.description == (
        "How T1.2 is done.\n\n**Done when each of these passes:**\n\n- ☐ T1.2 works.\n- ☐ Nobody complains.\n\n"
        "*Desk, All of it · 3.5 hours*"
    )
    assert there["T1.1"].section_number is None
    assert there["T1.3"].description.endswith("*Desk, Late work*")
    assert pack(harbor).roadmap == roadmap


def test_sprint_begins_next_monday_in_the_firms_time_zone(harbor):
    with tenant_context(harbor.pk):
        type(harbor).objects.update(time_zone="Pacific/Auckland")

    # Sunday, 23:00 in Greenwich: Monday already in Auckland.
    result = generate(harbor, systems=("desk",), at=datetime(2026, 3, 1, 23, tzinfo=UTC))

    assert result.sprints[0].planned_start == MONDAY
    assert pack(harbor).sprint_assignments[0] | {"ticket_instances": []} == {
        "sprint_number": 1,
        "name": "Desk",
        "planned_start": "2026-03-09",
        "planned_end": "2026-03-20",
        "ticket_instances": [],
    }


def test_generation_again_later_changes_nothing(harbor):
    generate(harbor, systems=("desk",), start=date(2026, 1, 5))
    before = footprint(harbor)

    result = generate(harbor, systems=("desk",), at=datetime(2026, 6, 1, tzinfo=UTC))

    assert result.is_unchanged
    assert result.sprints[0].planned_start == date(2026, 1, 5)
    assert footprint(harbor) == before


def test_another_start_moves_the_sprints_alone(harbor):
    generate(harbor, systems=("desk",), start=date(2026, 1, 5))

    result = generate(harbor, systems=("desk",), start=date(2026, 1, 12))

    assert result.counts == {"created": 0, "updated": 0, "unchanged": 3, "skipped": 0, "reopened": 0}
    assert not result.is_unchanged
    assert pack(harbor).sprint_assignments[0]["planned_start"] == "2026-01-12"


def test_states_survive_another_choice_and_open_ones_are_skipped(harbor):
    generate(harbor, systems=("desk", "recall"))
    there = tickets(harbor)
    with tenant_context(harbor.pk):
        move_ticket(ticket_id=there["T1.1"].pk, to="done", notes="By phone", at=AT)
        move_ticket(ticket_id=there["T2.1"].pk, to="done", at=AT)

    result = generate(harbor, systems=("desk",))

    now = tickets(harbor)
    assert (now["T1.1"].status, now["T1.1"].notes, now["T1.1"].completed_at) == ("done", "By phone", AT)
    assert (now["T2.1"].status, now["T2.2"].status) == ("done", "skipped")
    assert [one.code for one in result.left_out] == ["T2.2"]
    assert result.done_before == ("T2.1",)
    assert now["T2.2"].notes == (
        "Skipped on Mar 2, 2026: no longer part of this pack, which is made from the ticket library."
    )

    back = generate(harbor, systems=("desk", "recall"))

    assert [one.code for one in back.returned] == ["T2.2"]
    assert tickets(harbor)["T2.2"].status == "not_started"


def test_sprints_that_nothing_is_in_any_more_go(harbor):
    rows = [library_row(f"T3.{number}", system="long") for number in range(1, 26)]
    load_library(rows=[*SMALL, *rows])
    generate(harbor, systems=("long",))
    assert [one["sprint_number"] for one in pack(harbor).sprint_assignments] == [1, 2]

    generate(harbor, tickets=tuple(row["ticket_id"] for row in rows[:13]))
    assert len(pack(harbor).sprint_assignments) == 2  # its skipped tickets stay where they were

    with tenant_context(harbor.pk):
        TicketInstance.objects.filter(sprint_number=2).delete()
    generate(harbor, tickets=tuple(row["ticket_id"] for row in rows[:12]))

    assert [one["sprint_number"] for one in pack(harbor).sprint_assignments] == [1]


def test_newer_version_of_the_library_is_taken_over(harbor):
    generate(harbor, systems=("desk",))
    load_library(rows=[SMALL[0] | {"title": "Do it better"}, *SMALL[1:]])

    result = generate(harbor, systems=("desk",))

    first = tickets(harbor)["T1.1"]
    assert (first.title, first.library_version) == ("Do it better", 2)
    (update,) = result.imported.updated
    assert update.changes == {"title": ("Do T1.1", "Do it better"), "library_version": (1, 2)}
    with tenant_context(harbor.pk):
        assert first.events.order_by("-pgh_id").first().library_version == 2


def test_retired_prerequisite_is_no_longer_needed(harbor):
    with login_context():
        LibraryTicket.objects.filter(pk="T1.1").update(is_active=False)

    result = generate(harbor, systems=("desk",))

    assert codes(result) == ["T1.2", "T1.3"]
    assert result.added == ()


def test_circle_is_refused_and_named(harbor):
    with login_context():  # the loader refuses it
        LibraryTicket.objects.filter(pk="T1.1").update(dependencies=["T1.3"])

    with pytest.raises(DependencyCircle, match=r"the ticket library: .* circle: T1\.1 → T1\.3 → T1\.2 → T1\.1"):
        generate(harbor, tickets=("T2.1",))

    with tenant_context(harbor.pk):
        assert not TicketPack.objects.exists()


@pytest.mark.parametrize(
    ("choice", "said"),
    [
        pytest.param({"tickets": ("T9.9",)}, r"no T9\.9\. Accepted are T1\.1, T1\.2, .*, T10\.1\.", id="ticket"),
        pytest.param({"systems": ("desks",)}, "no desks. Accepted are desk, recall, extra.", id="system"),
        pytest.param({"subsystems": ("late",)}, "Accepted are desk.all, desk.late, recall.all, extra.all", id="part"),
        pytest.param({"tags": ("fax", "mail")}, "tags: the library has no fax. Accepted are mail, phone.", id="tag"),
        pytest.param({"types": ("odd",)}, "Accepted are native, hybrid, external.", id="type"),
    ],
)
def test_unknown_choice_names_what_there_is(harbor, choice, said):
    with pytest.raises(UnknownChoice, match=said) as refused:
        generate(harbor, **choice)

    assert refused.value.field == next(iter(choice))


def test_unknown_ticket_of_a_large_library_names_what_is_near(harbor):
    load_library(rows=read_library())

    with pytest.raises(UnknownChoice, match=r"no T1\.1\.0\. Did you mean T1\.1\..* It has 100, T1\.1\.1 to T10"):
        generate(harbor, tickets=("T1.1.0",))


def test_nothing_chosen_is_refused(harbor):
    with pytest.raises(NothingChosen, match="Say what the pack is made of"):
        generate(harbor)


def test_choice_that_nothing_fits_is_refused(harbor):
    with pytest.raises(NothingChosen, match=r"No ticket .* fits all of it \(systems: desk; tags: mail\)"):
        generate(harbor, systems=("desk",), tags=("mail",))


@pytest.mark.parametrize("start", [date(1999, 12, 31), date(2100, 1, 1), date.max])
def test_start_out_of_this_world_is_refused(harbor, start):
    with pytest.raises(GenerationRefused, match="accepted is a start from 2000-01-01 to 2099-12-31"):
        generate(harbor, systems=("desk",), start=start)


def test_choice_from_the_sections_is_refused(harbor):
    with pytest.raises(GenerationRefused, match="taken as a whole") as refused:
        generate(harbor, source="sections", tags=("mail",))

    assert refused.value.field == "tags"


def test_other_source_into_the_same_pack_skips_what_the_first_gave(harbor):
    with tenant_context(harbor.pk):
        roadmap = Roadmap.objects.create(version="v1.0")
        RoadmapSection.objects.create(roadmap=roadmap, section_number=1, section_name="plan", title="Plan")
    generate(harbor, systems=("desk",), key="main")

    result = generate(harbor, source="sections", key="main")

    assert result.counts | {"unchanged": 0} == {
        "created": 2,
        "updated": 0,
        "unchanged": 0,
        "skipped": 3,
        "reopened": 0,
    }


def test_pack_of_another_firm_with_the_same_key_is_not_touched(harbor, other_firm):
    generate(other_firm, systems=("desk", "recall"))
    before = footprint(other_firm)

    generate(harbor, systems=("desk",))

    assert len(tickets(harbor)) == 3
    assert footprint(other_firm) == before


def test_whole_library_that_is_shipped_fits_into_sprints_inside_the_limits(harbor):
    load_library(rows=read_library())
    with tenant_context(harbor.pk):
        systems = tuple(LibraryTicket.objects.filter(is_active=True).values_list("system_key", flat=True).distinct())

    result = generate(harbor, systems=systems)

    assert len(codes(result)) == 100
    assert all(10 <= len(one.tickets) <= 20 and 40 <= one.hours <= 80 for one in result.sprints)
    assert len(pack(harbor).sprint_assignments) == 5
    assert generate(harbor, systems=systems).is_unchanged
