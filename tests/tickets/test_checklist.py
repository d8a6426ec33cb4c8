"""The checklist's text: what is written, what is read back, from whatever editor."""

from __future__ import annotations

from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apps.tickets.checklist import (
    ChecklistTicket,
    NotAChecklist,
    TicketTwice,
    is_checklist,
    label_of,
    one_line,
    plain,
    read_checklist,
    read_checklist_bytes,
    write_checklist,
)
from apps.tickets.pack_markdown import TextUnreadable

ONE, TWO = (UUID(f"019a4c3e-5d2b-7c1e-9f00-3a1b2c3d4e5{digit}") for digit in "12")
SPRINTS = [{"sprint_number": 1, "name": "One inbox", "planned_start": "2026-01-05", "planned_end": "2026-01-16"}]
TICKETS = [
    ChecklistTicket(ONE, "H-1", "Answer every call", "done", 1, 0, "Ines Duarte", "", "Asked.\n\n- twice"),
    ChecklistTicket(TWO, "H-2", "Agree on the rota", "blocked", None, 1, "", "No answer yet", ""),
]
TEXT = f"""\
<!-- firmloop checklist; pack: front-desk; state: {{state}} -->

# Front desk

> Tick a box when its ticket is done, clear it to open the ticket again.
> The lines for assignee and notes may be changed or added, too. All else is for reading, and stays as it is.

## Sprint 1: One inbox (2026-01-05 to 2026-01-16)

- [x] **H-1** Answer every call <!-- {ONE} -->
  - status: done
  - assignee: Ines Duarte
  - notes: Asked.

    - twice

## Backlog

- [ ] **H-2** Agree on the rota <!-- {TWO} -->
  - status: blocked
  - reason: No answer yet
  - assignee:
"""


def written(tickets=TICKETS, **changes):
    return write_checklist(
        **{"key": "front-desk", "title": "Front desk", "sprints": SPRINTS, "tickets": tickets} | changes
    )


def told(reading):
    """What a reading says of each ticket."""
    return [
        (item.id, item.is_ticked, item.label, {name: value.value for name, value in item.values.items()})
        for item in reading.items
    ]


def test_checklist_is_written_sprint_by_sprint():
    checklist = written()

    assert checklist.text == TEXT.replace("{state}", checklist.state)


def test_checklist_is_read_back_whole():
    reading = read_checklist(written().text, file="front.md")

    assert (reading.key, reading.state, reading.unread) == ("front-desk", written().state, ())
    assert told(reading) == [
        (
            ONE,
            True,
            "**H-1** Answer every call",
            {"status": "done", "assignee": "Ines Duarte", "notes": "Asked.\n\n- twice"},
        ),
        (TWO, False, "**H-2** Agree on the rota", {"status": "blocked", "reason": "No answer yet", "assignee": ""}),
    ]
    assert [item.place for item in reading.items] == [
        (2, "Sprint 1: One inbox (2026-01-05 to 2026-01-16)"),
        (2, "Backlog"),
    ]


@pytest.mark.parametrize(
    "change",
    [
        pytest.param({"status": "skipped"}, id="state"),
        pytest.param({"assignee": "Tom"}, id="assignee"),
        pytest.param({"notes": "More."}, id="notes"),
        pytest.param({"title": "Another"}, id="title"),
        pytest.param({"sprint_number": 2}, id="sprint"),
    ],
)
def test_state_of_the_export_changes_with_what_it_shows(change):
    assert written([TICKETS[0], TICKETS[1]._replace(**change)]).state != written().state


def test_state_of_the_export_is_the_same_in_any_order_of_rows():
    assert written(TICKETS[::-1]) == written()


def test_sprint_without_a_ticket_has_its_heading():
    text = written(sprints=[*SPRINTS, {"sprint_number": 7, "name": ""}]).text

    assert "\n## Sprint 7\n\n## Backlog\n" in text


EDITORS = {
    "windows": lambda text: text.replace("\n", "\r\n"),
    "byte-order mark": lambda text: "\ufeff" + text,
    "capital X": lambda text: text.replace("[x]", "[X]"),
    "stars": lambda text: text.replace("\n- [", "\n* [").replace("\n  - ", "\n  * "),
    "plus signs": lambda text: text.replace("\n- [", "\n+ [").replace("\n  - ", "\n  + "),
    "blanks in the boxes": lambda text: text.replace("[x]", "[ x ]").replace("[ ]", "[]"),
    "blanks at line ends": lambda text: text.replace("\n", "  \n"),
    "no blank lines": lambda text: text.replace("\n\n##", "\n##").replace("\n\n- [", "\n- ["),
    "blank lines between": lambda text: text.replace("\n- [", "\n\n\n- [").replace("\n  - ", "\n\n  - "),
    "tabs": lambda text: text.replace("\n    ", "\n\t\t").replace("\n  -", "\n\t-"),
    "no end of line": lambda text: text.rstrip("\n"),
    "old mac": lambda text: text.replace("\n", "\r"),
}


@pytest.mark.parametrize("edited", EDITORS.values(), ids=EDITORS)
def test_editor_that_changes_the_form_changes_nothing_else(edited):
    text = written().text

    reading, plain_one = read_checklist(edited(text), file="f.md"), read_checklist(text, file="f.md")

    assert edited(text) != text
    assert told(reading) == told(plain_one)
    assert reading.unread == ()
    assert [heading for *_, heading in reading.headings] == [heading for *_, heading in plain_one.headings]


def test_bytes_with_mark_and_windows_line_ends_are_read_alike():
    data = b"\xef\xbb\xbf" + written().text.replace("\n", "\r\n").encode()

    assert told(read_checklist_bytes(data, file="f.md")) == told(read_checklist(written().text, file="f.md"))


@pytest.mark.parametrize("data", [b"", b"\xff\xfea\x00", b"a\xff", b"a\x00b"], ids=["empty", "utf-16", "latin", "nul"])
def test_bytes_that_are_no_text_are_refused(data):
    with pytest.raises(TextUnreadable, match=r"f\.md"):
        read_checklist_bytes(data, file="f.md")


@pytest.mark.parametrize("text", ["", "# A pack\n\n- [x] **H-1** Call\n", "<!-- firmloop checklist; pack: A B -->\n"])
def test_text_without_the_header_is_refused(text):
    assert not is_checklist(text)
    with pytest.raises(NotAChecklist, match=r"f\.md: this is no exported checklist"):
        read_checklist(text, file="f.md")


def test_header_is_found_below_what_somebody_wrote_above_it():
    reading = read_checklist("My list\n\n" + written().text, file="f.md")

    assert (reading.key, [(one.line, one.text) for one in reading.unread]) == ("front-desk", [(1, "My list")])


def test_ticket_twice_is_refused_with_both_lines():
    text = written().text
    again = next(line for line in text.split("\n") if str(ONE) in line)

    with pytest.raises(TicketTwice, match=r"f\.md, lines 10 and 23: the same ticket twice"):
        read_checklist(f"{text}{again}\n", file="f.md")


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        pytest.param("- [x] Call the vendor", "no id of a ticket", id="new ticket"),
        pytest.param("- [x] **H-1** Call <!-- 019a4c3e -->", "no id of a ticket", id="damaged id"),
        pytest.param("Remember the rota!", "neither a ticket", id="text"),
        pytest.param("- a bullet", "neither a ticket", id="bullet"),
        pytest.param("  - priority: high", "neither a ticket", id="unknown value"),
        pytest.param("  - [ ] a step", "neither a ticket", id="box below a ticket"),
        pytest.param("  - assignee: Tom", "line for assignee already, line 22", id="value twice"),
        pytest.param("    more of it", "neither a ticket", id="deeper line below a single one"),
        pytest.param("<!-- a remark -->", "neither a ticket", id="comment"),
    ],
)
def test_line_that_is_nothing_of_a_checklist_is_left_with_its_place_and_reason(line, reason):
    reading = read_checklist(f"{written().text}{line}\n", file="f.md")

    assert [(one.file, one.line, one.text) for one in reading.unread] == [("f.md", 23, line)]
    assert reason in reading.unread[0].reason
    assert told(reading) == told(read_checklist(written().text, file="f.md"))


def test_box_with_another_mark_is_neither_ticked_nor_empty():
    reading = read_checklist(written().text.replace("[x]", "[?]"), file="f.md")

    assert [item.is_ticked for item in reading.items] == [None, False]
    assert [(one.line, one.reason) for one in reading.unread] == [(10, "a box is empty or ticked: [ ] or [x]")]


# Any texts at all

TEXTS = st.text(st.characters(exclude_characters="\x00", exclude_categories=["Cs"]), max_size=30)
LINES = st.sampled_from(
    ["- [x] a", "  - assignee: Tom", "# Head", "## Backlog", f"<!-- {TWO} -->", "    deep", "", "x:"]
)
PROSE = st.one_of(TEXTS, st.lists(st.one_of(LINES, TEXTS), max_size=6).map("\n".join))
ANY_TICKET = st.builds(
    ChecklistTicket,
    st.uuids(),
    st.from_regex(r"[A-Z]{1,3}-[0-9]{1,3}", fullmatch=True),
    TEXTS,
    st.sampled_from(["not_started", "in_progress", "blocked", "done", "skipped"]),
    st.sampled_from([None, 1, 2]),
    st.integers(0, 5),
    TEXTS,
    TEXTS,
    PROSE,
)


@given(st.lists(ANY_TICKET, max_size=6, unique_by=lambda ticket: ticket.id), TEXTS)
def test_any_tickets_come_back_as_they_were(tickets, title):
    checklist = written(tickets, title=title)

    reading = read_checklist(checklist.text, file="f.md")

    found = {item.id: item for item in reading.items}
    assert reading.unread == ()
    assert {heading for *_, heading in reading.headings} <= checklist.headings
    assert set(found) == {ticket.id for ticket in tickets}
    for ticket in tickets:
        item = found[ticket.id]
        values = {name: value.value for name, value in item.values.items()}
        assert (item.is_ticked, item.label, item.place) == (
            ticket.status == "done",
            label_of(ticket),
            checklist.places[ticket.id],
        )
        assert values["status"] == ticket.status
        assert values["assignee"] == one_line(ticket.assignee)
        assert values.get("notes", "") == plain(ticket.notes)


@given(st.text(max_size=200))
def test_any_text_below_the_header_is_read_line_by_line_or_refused_by_name(text):
    try:
        reading = read_checklist("<!-- firmloop checklist; pack: a; state: 0123456789abcdef -->\n" + text, file="f.md")
    except (TextUnreadable, TicketTwice):
        return

    assert reading.items == ()
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    headings = {line for _, line, _ in reading.headings}
    assert [one.text for one in reading.unread] == [line for line in lines if line.strip() and line not in headings]
