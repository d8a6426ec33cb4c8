from datetime import date
from pathlib import Path

import pytest

from apps.tickets import pack_markdown
from apps.tickets.pack_markdown import PackReading, PackTicket, read_pack, read_pack_bytes

PACKS = Path(__file__).parent.parent / "data" / "packs"
SAMPLES = ["checklist.md", "headings.md", "library.md"]


def read(*lines: str) -> PackReading:
    return read_pack("\n".join(lines), file="pack.md")


def only_ticket(*lines: str) -> PackTicket:
    (ticket,) = read(*lines).tickets
    return ticket


def unread(reading: PackReading) -> list[tuple[int, str]]:
    return [(line.line, line.text) for line in reading.not_understood]


def sample(name: str) -> PackReading:
    return read_pack_bytes((PACKS / name).read_bytes(), file=name)


# The samples


@pytest.mark.parametrize(("name", "count"), list(zip(SAMPLES, [10, 3, 11], strict=True)))
def test_sample_gives_all_its_tickets_and_leaves_no_line_unread(name, count):
    reading = sample(name)

    assert len(reading.tickets) == count
    assert [ticket.order_index for ticket in reading.tickets] == list(range(count))
    assert reading.not_understood == ()


@pytest.mark.parametrize("name", SAMPLES)
def test_sample_line_is_found_again_in_a_ticket_or_as_text_that_is_none(name):
    text = (PACKS / name).read_text()
    reading = sample(name)
    tickets = {ticket.line: ticket for ticket in reading.tickets}
    ticket = None

    for number, line in enumerate(text.split("\n"), start=1):
        words = line.strip()
        if number in tickets:
            ticket = tickets[number]
            assert ticket.title in words
            assert ticket.code in words or ticket.code.startswith("S-")
        elif ticket is None or words.startswith(("#", "---")) or not words:
            assert line in reading.source_markdown.split("\n")
        elif line.startswith("  - "):
            values = {ticket.assignee, ticket.status, ticket.blocked_reason, ticket.notes}
            values |= {str(ticket.section_number), ", ".join(ticket.depends_on)}
            assert words.partition(": ")[2] in values
        else:
            assert line in ticket.description.split("\n")


def test_checklist_sample_takes_over_states_people_and_links():
    tickets = {ticket.code: ticket for ticket in sample("checklist.md").tickets}

    assert [ticket.status for ticket in tickets.values()] == [
        *("done", "in_progress", "blocked", "done", "not_started", "skipped", "not_started", "done"),
        *("not_started", "not_started"),
    ]
    assert (tickets["H-001"].assignee, tickets["H-001"].section_number) == ("Ines Duarte", 5)
    assert tickets["H-003"].blocked_reason == "waiting for the brand text"
    assert tickets["H-006"].notes == "the screens are replaced in March"
    assert tickets["H-010"].depends_on == ("H-007", "H-008")


def test_checklist_sample_has_two_sprints_and_a_backlog():
    reading = sample("checklist.md")

    assert [(sprint.number, sprint.name, sprint.planned_start, sprint.planned_end) for sprint in reading.sprints] == [
        (1, "One inbox", date(2026, 1, 5), date(2026, 1, 16)),
        (2, "The rota", date(2026, 1, 19), date(2026, 1, 30)),
    ]
    assert [ticket.sprint_number for ticket in reading.tickets] == [1] * 4 + [2] * 4 + [None] * 2


def test_checklist_sample_has_title_and_version():
    reading = sample("checklist.md")

    assert (reading.title, reading.version) == ("Ticket pack — Harbor Dental, v1.0", "v1.0")


def test_library_sample_keeps_system_and_subsystem_of_each_ticket():
    reading = sample("library.md")

    assert reading.tickets[1].title == "Configure the inbound mailbox"
    assert reading.tickets[1].heading_path == ("SYSTEM 1 — Enquiry Desk", "1.1 — Capture")
    assert reading.tickets[-1].heading_path == ("SYSTEM 2 — Recall Engine", "2.2 — Messages")
    assert {ticket.sprint_number for ticket in reading.tickets} == {None}


def test_headings_sample_keeps_the_text_below_as_description_without_rules():
    ticket = sample("headings.md").tickets[1]

    assert (ticket.code, ticket.title) == ("L0.1.2", "Agree the hourly rate")
    assert ticket.description == ("**Goal**: make savings comparable.\n\n**Tasks**:\n- Ask the accountant")


# One ticket


@pytest.mark.parametrize(
    ("line", "code", "title"),
    [
        pytest.param("- [ ] **H-1** Title", "H-1", "Title", id="task"),
        pytest.param("* [X] **H-1** — Title", "H-1", "Title", id="star, capital, dash"),
        pytest.param("+ [x] **H-1**: Title", "H-1", "Title", id="plus, colon"),
        pytest.param("1. [ ] __H-1__ Title", "H-1", "Title", id="numbered, underscores"),
        pytest.param("- [ ] **H-1 \u2013 Title** (now)", "H-1", "Title (now)", id="all bold"),
        pytest.param("- [x]**H-1** Title", "H-1", "Title", id="no blank"),
        pytest.param("- [ ] **H-1**", "H-1", "H-1", id="no title"),
        pytest.param("- **T1.1.1** - Title - more", "T1.1.1", "Title - more", id="bullet, hyphen"),
        pytest.param("* **T1.1.1** \u2013 Title", "T1.1.1", "Title", id="bullet, en dash"),
        pytest.param("* **T1.1.1** — Title", "T1.1.1", "Title", id="bullet, em dash"),
        pytest.param("* **T1.1.1**: Title", "T1.1.1", "Title", id="bullet, colon"),
        pytest.param("* **T1.1.1: Title**", "T1.1.1", "Title", id="bullet, all bold"),
        pytest.param("### **L0.1.1 — Title**", "L0.1.1", "Title", id="heading"),
        pytest.param("## **L0.1.1** Title ##", "L0.1.1", "Title", id="heading, closed"),
        pytest.param("#### L0.1.1: Title", "L0.1.1", "Title", id="heading, not bold"),
        pytest.param("### **L0.1.1 Title**", "L0.1.1", "Title", id="heading, no dash"),
        pytest.param("    - [ ] **H-1** Title", "H-1", "Title", id="indented"),
    ],
)
def test_ticket_line_gives_code_and_title(line, code, title):
    ticket = only_ticket(line)

    assert (ticket.code, ticket.title) == (code, title)


@pytest.mark.parametrize(
    "title",
    ["**Important** first", "**ISO-9001 audit** in March", "`code` and *more*", "[link](there)"],
)
def test_task_without_code_keeps_its_title_verbatim(title):
    ticket = only_ticket(f"- [ ] {title}")

    assert ticket.title == title
    assert ticket.code.startswith("S-0-")


@pytest.mark.parametrize(
    ("lines", "status"),
    [
        pytest.param(["- [x] A"], "done", id="ticked"),
        pytest.param(["- [ ] A"], "not_started", id="open"),
        pytest.param(["- [ ] A", "  - status: In Progress"], "in_progress", id="words"),
        pytest.param(["- [ ] A", "  - state: SKIPPED"], "skipped", id="another key"),
        pytest.param(["- [x] A", "  - status: done"], "done", id="both"),
        pytest.param(["* **T-1** — A", "\t* **Status**: in-progress"], "in_progress", id="bullet, bold key"),
        pytest.param(["### **L-1 — A**", "**Status**: done"], "done", id="heading, bold key"),
        pytest.param(["### **L-1 — A**", "- status: skipped"], "skipped", id="heading, item"),
    ],
)
def test_status_is_read(lines, status):
    reading = read(*lines)

    assert reading.tickets[0].status == status
    if reading.tickets[0].is_ticked is None or status in {"done", "not_started"}:
        assert reading.not_understood == ()


def test_status_line_wins_over_a_ticked_box_and_is_reported():
    reading = read("- [x] A", "  - status: blocked", "  - reason: no text")

    assert (reading.tickets[0].status, reading.tickets[0].is_ticked) == ("blocked", True)
    assert unread(reading) == [(2, "  - status: blocked")]
    assert "line 1 is ticked" in reading.not_understood[0].reason


def test_status_done_wins_over_an_open_box_and_is_reported():
    reading = read("- [ ] A", "  - status: done")

    assert (reading.tickets[0].status, reading.tickets[0].is_ticked) == ("done", False)
    assert unread(reading) == [(2, "  - status: done")]


@pytest.mark.parametrize("status", ["in_progress", "blocked", "skipped"])
def test_open_box_beside_a_middle_status_is_no_contradiction(status):
    reading = read("- [ ] A", f"  - status: {status}", "  - reason: because")

    assert reading.not_understood == ()


def test_blocked_without_reason_is_reported_and_gets_a_reason_that_says_so():
    reading = read("- [ ] A", "  - status: blocked")

    assert reading.tickets[0].blocked_reason == pack_markdown.NO_REASON
    assert unread(reading) == [(2, "  - status: blocked")]


def test_reason_of_a_ticket_that_is_not_blocked_is_a_note():
    ticket = only_ticket("- [ ] A", "  - status: skipped", "  - reason: sold", "  - note: in May")

    assert (ticket.blocked_reason, ticket.notes) == ("", "sold\nin May")


def test_note_goes_on_over_deeper_lines():
    ticket = only_ticket("- [ ] A", "  - note: the screens", "    are replaced", "  - assignee: Ines")

    assert (ticket.notes, ticket.assignee, ticket.description) == ("the screens\nare replaced", "Ines", "")


def test_text_below_a_task_is_its_description_less_the_values():
    ticket = only_ticket(
        *("- [ ] **H-1** A", "  - assignee: Ines", "", "  First line", "  - [ ] sub-task", "    - deeper"),
        *("", "  Last line", ""),
    )

    assert ticket.description == "First line\n- [ ] sub-task\n  - deeper\n\nLast line"


def test_paragraph_that_goes_on_without_indent_is_description():
    ticket = only_ticket("- [ ] A", "and more of it", "", "A new paragraph.")

    assert ticket.description == "and more of it"


def test_deeper_headings_lists_and_inner_rules_stay_in_a_heading_tickets_description():
    body = ["#### Goal", "- [ ] step", "* **Q1** — step", "", "---", "", "text"]

    ticket = only_ticket("### **L-1 — A**", "", *body, "", "---", "", "## Next part", "text of that part")

    assert ticket.description == "\n".join(body)


def test_rule_right_below_the_last_line_of_a_heading_ticket_makes_no_heading_of_it():
    reading = read("### **L-1 — A**", "", "Done when it works", "---", "", "### **L-2 — B**")

    assert reading.tickets[0].description.startswith("Done when it works")
    assert reading.tickets[1].heading_path == ()


def test_headings_written_with_underlines_are_headings():
    reading = read("Pack v2.1", "=========", "", "Sprint 3 — Go", "-------------", "- [ ] A")

    assert (reading.title, reading.version, reading.tickets[0].sprint_number) == ("Pack v2.1", "v2.1", 3)


# Several tickets


def test_shapes_may_be_mixed_in_one_file():
    reading = read(
        *("# Mix", "## Sprint 1", "- [x] **H-1** Task", "  - depends: L-1, T-1", "* **T-1** — Bullet", ""),
        *(
            "### **L-1 — Heading**",
            "Goal",
            "",
            "---",
            "",
            "* **T-2** — After a rule",
            "",
            "### Area",
            "- [ ] Last",
        ),
    )

    assert [ticket.title for ticket in reading.tickets] == [
        "Task",
        "Bullet",
        "Heading",
        "After a rule",
        "Last",
    ]
    assert {ticket.sprint_number for ticket in reading.tickets} == {1}
    assert reading.tickets[0].depends_on == ("L-1", "T-1")
    assert reading.tickets[2].description == "Goal"
    assert reading.not_understood == ()


def test_all_samples_in_one_text_give_all_tickets():
    text = "\n\n".join((PACKS / name).read_text() for name in SAMPLES)

    assert len(read_pack(text, file="all.md").tickets) == 24


def test_task_with_a_code_is_a_ticket_below_another_ticket():
    reading = read("- [ ] **H-1** A", "  - [x] **H-1.1** Part", "    - assignee: Ines")

    assert [(ticket.code, ticket.assignee) for ticket in reading.tickets] == [("H-1", ""), ("H-1.1", "Ines")]


def test_tickets_may_stand_below_plain_items():
    reading = read("* Capture", "  * **T-1** — A", "  * **T-2** — B", "* Answer", "  * **T-3** — C")

    assert [ticket.code for ticket in reading.tickets] == ["T-1", "T-2", "T-3"]
    assert reading.not_understood == ()


@pytest.mark.parametrize(
    "block",
    [
        pytest.param(["```", "- [ ] no", "## Sprint 9", "```"], id="backticks"),
        pytest.param(["~~~~ md", "```", "- [ ] no", "~~~", "- [ ] no", "~~~~~"], id="tildes around backticks"),
        pytest.param(["- ```", "  - [ ] no", "  ```"], id="in an item"),
        pytest.param(["<!--", "- [ ] no", "-->"], id="comment"),
        pytest.param(["> - [ ] no"], id="quote"),
    ],
)
def test_tasks_shown_as_code_comment_or_quote_are_no_tickets(block):
    reading = read("Intro", "", *block, "", "text", "", "- [ ] A")

    assert [ticket.title for ticket in reading.tickets] == ["A"]
    assert reading.tickets[0].sprint_number is None
    assert reading.not_understood == ()


def test_code_block_below_a_ticket_is_kept_whole():
    ticket = only_ticket("- [ ] A", "  ```", "  - status: done", "", "  - [ ] no", "  ```", "  - note: yes")

    assert ticket.description == "```\n- status: done\n\n- [ ] no\n```"
    assert (ticket.status, ticket.notes) == ("not_started", "yes")


def test_code_block_ends_with_the_item_that_holds_it():
    reading = read("- [ ] A", "  ```", "  code", "- [ ] B")

    assert [ticket.title for ticket in reading.tickets] == ["A", "B"]


def test_code_block_that_never_ends_is_reported():
    reading = read("- [ ] A", "", "```", "- [ ] B")

    assert unread(reading) == [(3, "```")]


# Codes


def test_made_code_is_stable_over_case_blanks_and_place():
    first = read("## Sprint 2", "- [ ] Record  a Video").tickets[0]
    second = read("## Sprint 2", "- [ ] **H-1** Other", "- [x] record a video").tickets[1]

    assert first.code == second.code == "S-2-41c1350a"


def test_equal_titles_get_distinct_codes_that_do_not_change_when_more_follow():
    two = [ticket.code for ticket in read("- [ ] A", "- [ ] A").tickets]
    three = [ticket.code for ticket in read("- [ ] A", "- [ ] A", "- [ ] A").tickets]

    assert len(set(three)) == 3
    assert three[:2] == two


def test_made_code_never_takes_a_written_one():
    made = read("- [ ] A").tickets[0].code

    codes = [ticket.code for ticket in read("- [ ] A", f"- [ ] **{made}** B").tickets]

    assert codes == [f"{made}-2", made]


def test_equal_titles_in_two_sprints_have_two_codes():
    tickets = read("## Sprint 1", "- [ ] A", "## Sprint 2", "- [ ] A", "## Backlog", "- [ ] A").tickets

    assert [ticket.code[:4] for ticket in tickets] == ["S-1-", "S-2-", "S-0-"]


# Sprints


@pytest.mark.parametrize(
    ("heading", "name", "dates"),
    [
        pytest.param("## Sprint 1 — One (2026-01-05 to 2026-01-16)", "One", ("2026-01-05", "2026-01-16"), id="to"),
        pytest.param("# **SPRINT 1: One** ", "One", None, id="colon, bold, no dates"),
        pytest.param("### sprint 1", "Sprint 1", None, id="number only"),
        pytest.param(
            "## Sprint 1 (2026-01-05 \u2013 2026-01-05)",
            "Sprint 1",
            ("2026-01-05", "2026-01-05"),
            id="one day",
        ),
        pytest.param("## Sprint 1 - One, 2026-01-05/2026-01-16", "One", ("2026-01-05", "2026-01-16"), id="bare"),
        pytest.param("## Sprint 1 — One (phase 2)", "One (phase 2)", None, id="brackets without dates"),
    ],
)
def test_sprint_heading_is_read(heading, name, dates):
    reading = read(heading, "- [ ] A")

    (sprint,) = reading.sprints
    expected = tuple(date.fromisoformat(day) for day in dates) if dates else (None, None)
    assert (sprint.number, sprint.name) == (1, name)
    assert (sprint.planned_start, sprint.planned_end) == expected
    assert reading.not_understood == ()


@pytest.mark.parametrize(
    "dates",
    ["2026-02-30 to 2026-03-01", "2026-01-16 to 2026-01-05", "2026-01-05", "5.1. to 16.1.2026"],
)
def test_bad_dates_are_reported_and_the_sprint_is_kept_with_its_text(dates):
    reading = read(f"## Sprint 1 — One ({dates})", "- [ ] A")

    assert unread(reading) == [(1, f"## Sprint 1 — One ({dates})")]
    assert reading.sprints[0].planned_start is None
    assert reading.sprints[0].name == f"One ({dates})"
    assert reading.tickets[0].sprint_number == 1


@pytest.mark.parametrize("heading", ["## Sprint A", "## Sprint 12345 — Far"])
def test_sprint_without_usable_number_is_reported_and_is_no_sprint(heading):
    reading = read("## Sprint 1", "- [ ] A", heading, "- [ ] B")

    assert unread(reading) == [(3, heading)]
    assert [ticket.sprint_number for ticket in reading.tickets] == [1, None]


def test_sprint_told_twice_is_one_and_another_name_is_reported():
    reading = read("## Sprint 1 — A", "- [ ] A", "## Sprint 1", "- [ ] B", "## Sprint 1 — C", "- [ ] C")

    assert [sprint.name for sprint in reading.sprints] == ["A"]
    assert [ticket.sprint_number for ticket in reading.tickets] == [1, 1, 1]
    assert unread(reading) == [(5, "## Sprint 1 — C")]


def test_another_heading_of_the_same_level_ends_a_sprint_and_a_deeper_one_does_not():
    reading = read("## Sprint 1", "### Area", "- [ ] A", "### Backlog", "- [ ] B", "## Later", "- [ ] C")

    assert [ticket.sprint_number for ticket in reading.tickets] == [1, None, None]
    assert reading.tickets[0].heading_path == ("Sprint 1", "Area")


# Title


@pytest.mark.parametrize(
    ("lines", "title", "version"),
    [
        pytest.param(["# Pack (V1.2.3)", "- [ ] A"], "Pack (V1.2.3)", "v1.2.3", id="three numbers"),
        pytest.param(["# IPv4.1 pack v2", "- [ ] A"], "IPv4.1 pack v2", "", id="no version"),
        pytest.param(["# SYSTEM 1 — Desk", "- [ ] A"], "pack", "", id="a system is no title"),
        pytest.param(["# Sprint 1", "- [ ] A", "# Late"], "pack", "", id="a late heading is no title"),
    ],
)
def test_title_and_version_are(lines, title, version):
    reading = read(*lines)

    assert (reading.title, reading.version) == (title, version)
