"""What holds for any text at all, and how long reading takes."""

import contextlib
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apps.tickets import pack_markdown
from apps.tickets.pack_markdown import PackError, read_pack, read_pack_bytes

PIECES = st.sampled_from(
    [
        *("- [ ] ", "* [x] ", "- [?] ", "- ", "  - ", "    ", "\t", "### ", "# ", "**H-1** ", "**T1.1** — "),
        *(
            "**L-2 — t**",
            "## Sprint 1 ",
            "(2026-01-05 to 2026-13-01)",
            "assignee: ",
            "status: done",
            "note: x",
        ),
        *(
            "depends: H-1",
            "```",
            "~~~",
            "---",
            "===",
            "<!--",
            "-->",
            "> ",
            "|",
            "\n",
            "\n",
            "\n\n",
            "a",
            "\u2028",
        ),
    ]
)
LINES = st.lists(PIECES, max_size=4).map("".join)
TICKETS = st.sampled_from(["- [x] A", "* **T-1** — B", "### **L-1 — C**", "  - [ ] **H-2** D"])
TEXTS = st.lists(st.one_of(LINES, TICKETS, st.text(max_size=9)), min_size=3, max_size=25).map("\n".join)


@given(st.text())
def test_text_of_any_kind_is_read_or_refused_by_name(text):
    with contextlib.suppress(PackError):
        assert read_pack(text, file="any.md").tickets


@given(TEXTS)
def test_any_text_gives_tickets_in_order_without_losing_a_line_or_is_refused(text):
    try:
        reading = read_pack(text, file="any.md")
    except PackError:
        return

    lines = text.lstrip("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    positions = [ticket.line for ticket in reading.tickets]
    codes = [ticket.code.casefold() for ticket in reading.tickets]
    assert reading.source_markdown.split("\n") == lines
    assert positions == sorted(set(positions))
    assert len(set(codes)) == len(codes)
    assert all(ticket.title for ticket in reading.tickets)
    assert all(ticket.blocked_reason for ticket in reading.tickets if ticket.status == "blocked")
    assert all(unread.text == lines[unread.line - 1] for unread in reading.not_understood)
    kept = {line.strip() for line in lines}
    assert all(
        line.strip() in kept or any(line.strip() in whole for whole in kept)
        for ticket in reading.tickets
        for line in ticket.description.split("\n")
    )


@given(TEXTS)
def test_reading_is_the_same_again_and_with_windows_line_ends_and_mark(text):
    try:
        reading = read_pack(text, file="any.md")
    except PackError:
        return

    source = reading.source_markdown
    assert read_pack(source, file="any.md") == reading
    assert read_pack("\ufeff" + source.replace("\n", "\r\n"), file="any.md") == reading
    assert read_pack_bytes(b"\xef\xbb\xbf" + source.encode(), file="any.md") == reading


# Speed: far above what it takes, far below what a quadratic reader takes


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(
            "".join(f"- [ ] **H-{n}** T\n  - depends: H-0\n  text\n" for n in range(10_000)),
            id="10,000 tickets",
        ),
        pytest.param("- [ ] Same\n" * 10_000, id="10,000 equal titles"),
        pytest.param("- [ ] A\n- plain\n" * 10_000, id="10,000 unread lines"),
        pytest.param("- [ ] A\n  - note: x\n" + "    more\n" * 20_000, id="one long note"),
        pytest.param("- [ ] " + "**" * 100_000, id="one line of stars"),
        pytest.param("- [ ] **A" + "-1" * 100_000, id="one long code"),
        pytest.param("## Sprint 1 (" + "1 " * 100_000 + "\n- [ ] A", id="one long heading"),
        pytest.param(" " * 200_000 + "x\n- [ ] A", id="one long indent"),
        pytest.param("### A" + "-A" * 100_000 + "\n- [ ] A", id="one long bare code"),
    ],
)
def test_reading_takes_time_in_proportion_to_the_text(text):
    started = time.process_time()

    with contextlib.suppress(pack_markdown.CodeTooLong):
        read_pack(text, file="big.md")

    assert time.process_time() - started < 5  # what grows with the square takes minutes
