"""The master library of tickets is loaded from its file, the same for every firm."""

from __future__ import annotations

import copy
import json

import pytest

from apps.tenancy.context import login_context
from apps.tickets.models import LibraryTicket
from apps.tickets.operations import LibraryRefused, load_library, read_library
from tests.commands import run

ROWS = read_library()


@pytest.fixture
def empty(db) -> None:
    """An earlier run may have left the library, which firms' tests keep."""
    from tests.conftest import as_owner

    with as_owner() as owner:
        owner.execute("DELETE FROM ticket_library")


def rows(*changed, count=3):
    """The first tickets of the library, some with other values: (place, column, value)."""
    taken = copy.deepcopy(ROWS[:count])
    for place, column, value in changed:
        taken[place][column] = value
    return taken


def stored(code):
    with login_context():
        return LibraryTicket.objects.get(pk=code)


def test_library_load_writes_all_tickets_of_the_file(empty):
    ran = run("ticket_library_load", "--json")

    loaded = ran.json
    assert (ran.failure, len(loaded["created"]), loaded["updated"], loaded["unchanged"]) == (None, 100, [], 0)
    for expected in ROWS:
        row = stored(expected["ticket_id"])
        assert {name: getattr(row, name) for name in expected if name != "default_section_key"} == {
            name: value for name, value in expected.items() if name != "default_section_key"
        }
        assert row.default_section_key_id == expected["default_section_key"]
        assert (row.version, row.is_active) == (1, True)


def test_library_load_again_writes_nothing(empty):
    load_library(rows=ROWS)

    ran = run("ticket_library_load")

    assert ran.out == "0 created\n0 updated\n0 retired\n100 unchanged\n"
    with login_context():
        assert set(LibraryTicket.objects.values_list("version", "row_version")) == {(1, 1)}


def test_library_load_gives_a_changed_ticket_the_next_version(empty):
    load_library(rows=rows())

    loaded = load_library(rows=rows((1, "title", "Open two inboxes")))

    code = ROWS[1]["ticket_id"]
    assert (loaded.updated, loaded.unchanged) == ((code,), 2)
    assert (stored(code).title, stored(code).version) == ("Open two inboxes", 2)
    assert stored(ROWS[0]["ticket_id"]).version == 1


def test_library_load_retires_what_the_file_lost_and_takes_it_back(empty):
    load_library(rows=rows())
    code = ROWS[2]["ticket_id"]

    retired = load_library(rows=rows(count=2))
    again = load_library(rows=rows(count=2))
    back = load_library(rows=rows())

    assert (retired.retired, again.retired, back.updated) == ((code,), (), (code,))
    assert stored(code).is_active


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        pytest.param((0, "dependencies", ["T9.9.9"]), "T1.1.1 depends on T9.9.9, which", id="unknown dependency"),
        pytest.param((0, "dependencies", ["T1.1.3"]), "circle: T1.1.1 → T1.1.3 → T1.1.2 → T1.1.1", id="circle"),
        pytest.param((0, "dependencies", ["T1.1.1"]), "circle: T1.1.1 → T1.1.1", id="itself"),
        pytest.param((1, "ticket_id", "T1.1.1"), "ticket 2 (T1.1.1): a second ticket", id="code twice"),
        pytest.param((1, "ticket_id", ""), "ticket 2 (): ticket_id: This field cannot be blank", id="no code"),
        pytest.param((1, "title", "x" * 301), "ticket 2 (T1.1.2): title: Ensure", id="title too long"),
        pytest.param((1, "titel", "x"), "ticket 2 (T1.1.2): unknown titel. Accepted are", id="unknown column"),
        pytest.param((1, "ticket_type", "magic"), "ticket 2 (T1.1.2): ticket_type: Value 'magic'", id="unknown type"),
        pytest.param((1, "default_section_key", "attic"), "no section type attic. There are", id="unknown section"),
        pytest.param((1, "default_section_key", ["x"]), "no section type ['x']. There are", id="section a list"),
        pytest.param((1, "validation_criteria", []), "how to check that it is done", id="no criteria"),
        pytest.param((1, "validation_criteria", None), "validation_criteria: accepted is a list", id="null list"),
        pytest.param((1, "tags", "inbox"), "tags: accepted is a list of texts", id="text for a list"),
        pytest.param((1, "estimated_hours", "soon"), "estimated_hours: “soon” value", id="hours no number"),
        pytest.param((1, "estimated_hours", -1), "estimated_hours: accepted is a number", id="hours negative"),
    ],
)  # fmt: skip
def test_library_load_refuses_a_wrong_ticket_by_name_and_writes_nothing(empty, changed, said):
    with pytest.raises(LibraryRefused) as refused:
        load_library(rows=rows(changed))

    assert said in str(refused.value)
    with login_context():
        assert not LibraryTicket.objects.exists()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        pytest.param(None, "cannot be read (No such file or directory)", id="missing"),
        pytest.param("[", "no JSON", id="no JSON"),
        pytest.param("{}", "accepted is a list of tickets", id="no list"),
        pytest.param("[1]", "accepted is a list of tickets", id="list of numbers"),
        pytest.param('[{"ticket_id": "T1"}]', "ticket 1 (T1): ", id="half a ticket"),
    ],
)
def test_library_load_command_fails_on_a_wrong_file(empty, tmp_path, content, said):
    file = tmp_path / "library.json"
    if content is not None:
        file.write_text(content)

    ran = run("ticket_library_load", "--file", file)

    assert said in ran.failure


def test_library_load_of_a_file_of_ones_own(empty, tmp_path):
    file = tmp_path / "library.json"
    file.write_text(json.dumps(rows(), default=str))

    assert run("ticket_library_load", "--file", file).out.endswith("0 unchanged\n")
    assert stored("T1.1.3").dependencies == ["T1.1.2"]
