"""What reading a pack reports as not understood, and what it refuses as a whole."""

import pytest

from apps.tickets import pack_markdown
from apps.tickets.pack_markdown import PackReading, PackTicket, read_pack, read_pack_bytes


def read(*lines: str) -> PackReading:
    return read_pack("\n".join(lines), file="pack.md")


def only_ticket(*lines: str) -> PackTicket:
    (ticket,) = read(*lines).tickets
    return ticket


def unread(reading: PackReading) -> list[tuple[int, str]]:
    return [(line.line, line.text) for line in reading.not_understood]


# Lines that are neither


@pytest.mark.parametrize(
    ("lines", "number"),
    [
        pytest.param(["- [ ] A", "  - priority: high"], 2, id="unknown key"),
        pytest.param(["- [ ] A", "  - status: finished"], 2, id="unknown status"),
        pytest.param(["- [ ] A", "  - section: five"], 2, id="section no number"),
        pytest.param(["- [ ] A", "  - section: 100"], 2, id="section too high"),
        pytest.param(["- [ ] A", "  - assignee: " + "n" * 256], 2, id="assignee too long"),
        pytest.param(["- [ ] A", "  - assignee: Ines", "  - assignee: Tom"], 3, id="second assignee"),
        pytest.param(["- [ ] A", "  - section: 1", "  - section: 2"], 3, id="second section"),
        pytest.param(["- [ ] A", "  - status: skipped", "  - status: done"], 3, id="second status"),
        pytest.param(["### **L-1 — A**", "- status: finished"], 2, id="below a heading"),
    ],
)
def test_value_that_cannot_be_taken_over_is_reported_and_stays_in_the_description(lines, number):
    reading = read(*lines)

    assert unread(reading) == [(number, lines[number - 1])]
    assert reading.tickets[0].description == lines[number - 1].strip()


@pytest.mark.parametrize(
    ("lines", "numbers"),
    [
        pytest.param(["- [ ] A", "- [ ]"], [2], id="empty task"),
        pytest.param(["- [ ] A", "- [?] B", "  - assignee: Ines", "  more"], [2, 3, 4], id="unknown box"),
        pytest.param(["- [ ] A", "- B", "- [ ] C"], [2], id="item without box"),
        pytest.param(["- B", "- [ ] A"], [1], id="item before the first ticket"),
        pytest.param(["- [ ] A", "- **H-1** B"], [2], id="bullet without dash"),
        pytest.param(["- [ ] A", "", "text", "", "  - assignee: Ines"], [5], id="value below no ticket"),
        pytest.param(["- [ ] A", " - assignee: Ines"], [2], id="value not indented enough"),
    ],
)
def test_line_that_is_no_ticket_is_reported(lines, numbers):
    reading = read(*lines)

    assert unread(reading) == [(number, lines[number - 1]) for number in numbers]
    assert all(line.reason and line.file == "pack.md" for line in reading.not_understood)


def test_plain_lists_apart_from_tickets_are_text():
    reading = read(
        "How to use:", "- tick on Monday", "- see [x](there)", "", "## Sprint 1", "- [ ] A", "", "End:", "- x"
    )

    assert reading.not_understood == ()


@pytest.mark.parametrize("value", ["H-2, H-9", "H-1", "H-2 and H-9"])
def test_dependency_that_is_none_is_reported_and_the_others_are_kept(value):
    reading = read("- [ ] **H-1** A", f"  - depends: {value}", "- [ ] **H-2** B")

    assert unread(reading) == [(2, f"  - depends: {value}")]
    assert reading.tickets[0].depends_on == (("H-2",) if "H-2" in value else ())


@pytest.mark.parametrize(
    ("value", "codes"),
    [
        pytest.param("h-2; **H-3**", ("H-2", "H-3"), id="case, bold, semicolon"),
        pytest.param("H-3 H-2 H-3", ("H-3", "H-2"), id="order kept, once each"),
        pytest.param("none", (), id="none"),
        pytest.param("", (), id="empty"),
    ],
)
def test_dependencies_are_read(value, codes):
    reading = read("- [ ] **H-1** A", f"  - depends on: {value}", "- [ ] **H-2** B", "- [ ] **H-3** C")

    assert reading.tickets[0].depends_on == codes
    assert reading.not_understood == ()


# Refusals of the whole text


@pytest.mark.parametrize("text", ["", "# Only a title\n\nand text", "- plain\n- list"])
def test_text_without_ticket_is_refused_with_what_is_accepted(text):
    with pytest.raises(pack_markdown.NoTickets, match=r"pack\.md: no ticket found\. Accepted are a task"):
        read_pack(text, file="pack.md")


def test_text_without_ticket_is_refused_with_the_first_line_that_looked_like_one():
    with pytest.raises(pack_markdown.NoTickets, match=r"Line 2: a task's box is \[ \] or \[x\]"):
        read("# T", "- [?] A", "- [ ]")


@pytest.mark.parametrize("character", ["\x00", "\ud800"], ids=["NUL", "half a pair"])
def test_character_that_cannot_be_stored_is_refused_with_its_line(character):
    with pytest.raises(pack_markdown.TextUnreadable, match="line 2: a character that cannot be stored") as refused:
        read("- [ ] A", f"- [ ] {character}")

    assert refused.value.line == 2


def test_bytes_that_are_no_utf8_are_refused_with_their_line():
    with pytest.raises(pack_markdown.TextUnreadable, match=r"pack\.md, line 2: byte 12 is not UTF-8") as refused:
        read_pack_bytes(b"- [ ] A\ncaf\xe9", file="pack.md")

    assert refused.value.line == 2


@pytest.mark.parametrize("second", ["- [ ] **H-1** B", "* **h-1** — B", "### **H-1 — B**"])
def test_duplicate_code_is_refused_with_both_lines(second):
    with pytest.raises(pack_markdown.DuplicateCode, match=r"pack\.md, lines 1 and 3: .*[hH]-1") as refused:
        read("- [ ] **H-1** A", "", second)

    assert refused.value.line == 3


def test_code_longer_than_its_column_is_refused():
    longest = "H" * 49 + "1"
    assert only_ticket(f"- [ ] **{longest}** A").code == longest

    with pytest.raises(pack_markdown.CodeTooLong, match="line 2: the code has 51 characters"):
        read("", f"- [ ] **{longest}1** A")
