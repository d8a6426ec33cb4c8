"""The checklist by command: what it prints, what it writes, and how it fails."""

from __future__ import annotations

import json

import pytest

from apps.tenancy.context import tenant_context
from apps.tickets import operations
from apps.tickets.models import TicketInstance, TicketPack
from apps.work.models import AuditEvent
from tests.commands import run
from tests.conftest import AT
from tests.tickets.checklists import STATES, make_pack, states, ticked


@pytest.fixture
def pack(firm):
    with tenant_context(firm.pk):
        return make_pack()


def export(*more):
    return run("ticketpack_export", "--tenant", "harbor-dental", "--pack", "main", *more)


def bring_back(file, *more):
    return run("ticketpack_import", "--tenant", "harbor-dental", "--file", file, "--from-export", *more)


@pytest.fixture
def file(pack, tmp_path):
    path = tmp_path / "main.md"
    assert export("--file", path).failure is None
    return path


def now(firm):
    with tenant_context(firm.pk):
        return states()


def test_export_prints_the_checklist(pack):
    ran = export()

    assert (ran.failure, ran.err) == (None, "")
    assert ran.out.startswith("<!-- firmloop checklist; pack: main; state: ")
    assert ran.out.endswith("  - status: skipped\n  - assignee:\n")


def test_export_writes_the_file_and_says_so(pack, tmp_path):
    path = tmp_path / "out.md"

    ran = export("--file", path)

    assert ran.out == f"harbor-dental: pack main: 5 tickets in {path}\n"
    assert path.read_text() == export().out
    assert list(tmp_path.iterdir()) == [path]


def test_export_as_json(pack, tmp_path):
    path = tmp_path / "out.md"

    printed, kept = export("--json").json, export("--json", "--file", path).json

    assert printed == {"pack": "main", "state": kept["state"], "tickets": 5, "markdown": path.read_text()}
    assert kept == {"pack": "main", "state": printed["state"], "tickets": 5, "file": str(path)}


def test_export_of_no_pack_fails(pack):
    ran = run("ticketpack_export", "--tenant", "harbor-dental", "--pack", "mian")

    assert ran.failure
    assert "There is no pack mian in this firm. Its packs: main." in ran.err


def test_export_to_where_nothing_can_be_written_fails_and_remembers_nothing(pack, firm, tmp_path):
    ran = export("--file", tmp_path / "missing" / "out.md")

    assert ran.failure
    assert "the file cannot be written (No such file or directory)" in ran.err
    with tenant_context(firm.pk):
        assert not AuditEvent.objects.exists()


def test_round_trip_by_command(file, firm):
    file.write_text(ticked(file.read_text(), "H-1", "H-3"))

    ran = bring_back(file)

    assert (ran.failure, ran.err) == (None, "")
    assert ran.out == "harbor-dental: pack main: 2 done, 0 opened again; 2 tickets changed, 3 unchanged\n"
    assert now(firm) == STATES | {"H-1": "done", "H-3": "done"}


def test_import_as_json(file, firm):
    file.write_text(ticked(file.read_text(), "H-3") + "By the way\n")
    with tenant_context(firm.pk):
        pk = str(TicketInstance.objects.get(ticket_id="H-3").pk)
    line = next(n for n, text in enumerate(file.read_text().split("\n"), start=1) if pk in text)
    last = file.read_text().count("\n")

    assert bring_back(file, "--json").json == {
        "pack": "main",
        "is_stale": False,
        "tickets": {"updated": 1, "unchanged": 4, "absent": 0},
        "moved": {"done": 1, "not_started": 0},
        "changed": [
            {"id": pk, "line": line, "ticket_id": "H-3", "status": {"before": "blocked", "after": "done"}},
        ],
        "absent": [],
        "not_understood": [
            {
                "file": "main.md",
                "line": last,
                "text": "By the way",
                "reason": "neither a ticket of the checklist nor a line below one",
            }
        ],
    }


def test_dry_run_prints_the_differences_and_writes_nothing(file, firm):
    text = ticked(file.read_text(), "H-2").replace(
        "  - status: in_progress\n", "  - status: in_progress\n  - note: x\n"
    )
    file.write_text(f"{text}- [ ] A new one\n")

    ran = bring_back(file, "--dry-run")

    assert ran.failure is None
    assert ran.out == (
        "~ H-2 Ticket H-2\n    status: in_progress → done\n    notes: (empty) → x\n"
        f"not understood: main.md, line {text.count(chr(10)) + 1}: - [ ] A new one "
        "(no id of a ticket: a checklist adds none; write new tickets on the board)\n"
        "harbor-dental: pack main: 1 done, 0 opened again; 1 ticket changed, 4 unchanged\n"
        "dry run: nothing was written\n"
    )
    assert now(firm) == STATES


def test_same_file_again_has_nothing_to_change(file, firm):
    file.write_text(ticked(file.read_text(), "H-1", "H-2"))
    bring_back(file)

    ran = bring_back(file)

    assert (ran.failure, ran.out) == (None, "harbor-dental: pack main: nothing to change, 5 tickets as the file says\n")


def test_stale_export_fails_until_it_is_forced(file, firm):
    file.write_text(ticked(file.read_text(), "H-1"))
    with tenant_context(firm.pk):
        operations.move_ticket(
            ticket_id=TicketInstance.objects.get(ticket_id="H-2").pk, to="blocked", reason="x", at=AT
        )

    refused, seen, forced = (
        bring_back(file, "--json"),
        bring_back(file, "--dry-run", "--force"),
        bring_back(file, "--force"),
    )

    assert refused.failure
    assert refused.json == {
        "error": "Pack main has changed since main.md was exported. Export it again and tick that one, or force the "
        "import: then what this file says counts."
    }
    assert (seen.failure, forced.failure) == (None, None)
    assert "the pack had changed since the export: forced" in forced.out
    assert now(firm) == STATES | {"H-1": "done", "H-2": "blocked"}


@pytest.mark.parametrize(
    ("change", "more", "said"),
    [
        pytest.param(lambda text: text[5:], (), "main.md: this is no exported checklist", id="no header"),
        pytest.param(lambda _: "", (), "main.md: the file is empty", id="empty"),
        pytest.param(lambda text: text + text.partition("\n")[2], (), "lines 10 and ", id="ticket twice"),
        pytest.param(lambda text: text.replace("pack: main", "pack: gone"), (), "There is no pack gone", id="no pack"),
        pytest.param(str, ("--pack", "other"), "is the checklist of pack main, not of other", id="other pack"),
        pytest.param(str, ("--roadmap", "v1.0"), "--roadmap is not for --from-export", id="roadmap"),
    ],
)
def test_import_that_cannot_be_fails_and_writes_nothing(file, firm, change, more, said):
    file.write_text(change(ticked(file.read_text(), "H-1")))

    ran = bring_back(file, *more)

    assert ran.failure
    assert said in ran.err
    assert now(firm) == STATES


def test_import_of_a_file_that_is_not_there_fails(pack, tmp_path):
    ran = bring_back(tmp_path / "main.md")

    assert ran.failure
    assert "the file cannot be read" in ran.err


def test_checklist_is_not_taken_for_a_pack(file, firm):
    ran = run("ticketpack_import", "--tenant", "harbor-dental", "--file", file)

    assert ran.failure
    assert "main.md is an exported checklist; bring it back with --from-export." in ran.err
    with tenant_context(firm.pk):
        assert TicketPack.objects.count() == 1


def test_force_is_for_checklists_alone(file):
    ran = run("ticketpack_import", "--tenant", "harbor-dental", "--file", file, "--force")

    assert ran.failure
    assert "--force is only for --from-export" in ran.err


def test_import_into_an_unknown_firm_names_near_ones(file):
    ran = run("ticketpack_import", "--tenant", "harbour-dental", "--file", file, "--from-export")

    assert ran.failure == "There is no firm harbour-dental. Did you mean harbor-dental?"


def test_json_of_the_export_comes_back_as_a_file(pack, firm, tmp_path):
    path = tmp_path / "main.md"
    path.write_text(ticked(json.loads(export("--json").out)["markdown"], "H-1"), newline="\r\n", encoding="utf-8-sig")

    assert bring_back(path).failure is None
    assert now(firm)["H-1"] == "done"
