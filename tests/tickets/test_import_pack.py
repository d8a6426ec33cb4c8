"""A Markdown pack becomes tickets, through the real command under the web login."""

from __future__ import annotations

import re

import pytest

from apps.roadmaps.models import Roadmap
from apps.tenancy.context import tenant_context
from apps.tickets import operations
from apps.tickets.models import TicketDependency, TicketInstance, TicketPack
from apps.work.models import AuditEvent
from tests.commands import run
from tests.conftest import AT
from tests.tickets.pack_imports import PACKS, footprint, import_file, import_text, is_empty, pack, tickets, waits

# The sample packs


def test_import_checklist_takes_over_all_it_says(firm):
    ran = import_file(PACKS / "checklist.md", "--json")

    assert ran.json == {"tickets": {"created": 10, "updated": 0, "unchanged": 0}, "not_understood": []}
    rows = tickets(firm)
    video = rows[8].ticket_id
    assert re.fullmatch(r"S-0-[0-9a-f]{8}", video)
    assert [
        (t.ticket_id, t.title, t.sprint_number, t.status, t.assignee, t.section_number, t.blocked_reason, t.notes)
        for t in rows
    ] == [
        ("H-001", "Create the shared queue", 1, "done", "Ines Duarte", 5, "", ""),
        ("H-002", "Move the three mailboxes into it", 1, "in_progress", "Ines Duarte", None, "", ""),
        ("H-003", "Write the answer templates", 1, "blocked", "", None, "waiting for the brand text", ""),
        ("H-004", "Test with twenty made-up enquiries", 1, "done", "", None, "", ""),
        ("H-005", "Agree the rota with the three front desks", 2, "not_started", "", None, "", ""),
        ("H-006", "Show the waiting time on the wall screen", 2, "skipped", "", None, "",
         "the screens are replaced in March"),
        ("H-007", "Start measuring first_answer_at", 2, "not_started", "", None, "", ""),
        ("H-008", "Name one owner per clinic", 2, "done", "", None, "", ""),
        (video, "Record a two-minute training video", None, "not_started", "", None, "", ""),
        ("H-010", "Publish the dashboard", None, "not_started", "", None, "", ""),
    ]  # fmt: skip
    assert waits(firm) == {("H-007", "H-002"), ("H-010", "H-007"), ("H-010", "H-008")}


def test_import_checklist_has_totals_and_sprints_at_once(firm):
    import_file(PACKS / "checklist.md")

    made, rows = pack(firm), tickets(firm)
    assert (made.title, made.version, made.status) == ("Ticket pack — Harbor Dental, v1.0", "v1.0", "in_progress")
    assert made.totals == {
        "tickets": 10,
        "not_started": 4,
        "in_progress": 1,
        "blocked": 1,
        "done": 3,
        "skipped": 1,
    }
    assert made.sprint_assignments == [
        {
            "sprint_number": 1,
            "name": "One inbox",
            "planned_start": "2026-01-05",
            "planned_end": "2026-01-16",
            "ticket_instances": [str(row.pk) for row in rows[:4]],
        },
        {
            "sprint_number": 2,
            "name": "The rota",
            "planned_start": "2026-01-19",
            "planned_end": "2026-01-30",
            "ticket_instances": [str(row.pk) for row in rows[4:8]],
        },
    ]
    assert all((row.completed_at is not None) == (row.status == "done") for row in rows)
    assert all((row.started_at is not None) == (row.status != "not_started") for row in rows)


def test_import_library_keeps_its_order(firm):
    ran = import_file(PACKS / "library.md", "--json")

    assert ran.json == {"tickets": {"created": 11, "updated": 0, "unchanged": 0}, "not_understood": []}
    assert [(row.ticket_id, row.title) for row in tickets(firm, "library")] == [
        ("T1.1.1", "Configure the inbound number"),
        ("T1.1.2", "Configure the inbound mailbox"),
        ("T1.1.3", "Map the web form fields (name, phone, reason)"),
        ("T1.2.1", "Build the 15-minute auto-answer"),
        ("T1.2.2", "Trigger: new enquiry → task for the rota"),
        ("T1.2.3", 'Escalate "no answer in 60 minutes"'),
        ("T2.1.1", "Import the recall lists"),
        ("T2.1.2", "Merge duplicates"),
        ("T2.2.1", "Message at 30 days"),
        ("T2.2.2", "Call task at 7 days without booking"),
        ("T2.2.3", "Tell the dentist at 21 days"),
    ]


def test_import_headings_keeps_the_text_below_each_ticket(firm):
    ran = import_file(PACKS / "headings.md", "--json")

    assert ran.json == {"tickets": {"created": 3, "updated": 0, "unchanged": 0}, "not_understood": []}
    rows = tickets(firm, "headings")
    assert [(row.ticket_id, row.title) for row in rows] == [
        ("L0.1.1", "Record the baseline"),
        ("L0.1.2", "Agree the hourly rate"),
        ("L1.1.1", "Tick tickets in the weekly meeting"),
    ]
    assert rows[0].description == (
        "**Goal**: know where the practice stands before anything changes.\n\n"
        "**Tasks**:\n- Export four weeks of enquiries\n- Compute the median first answer\n"
        "- Enter the baseline snapshot\n\n**Validation**:\n- The snapshot shows all six measures"
    )


@pytest.mark.parametrize("name", ["checklist", "library", "headings"])
def test_import_finds_every_line_again(firm, name):
    path = PACKS / f"{name}.md"
    import_file(path)

    text = path.read_text(encoding="utf-8")
    made, rows = pack(firm, name), tickets(firm, name)
    assert made.source_markdown == text
    told = [f"{row.ticket_id} {row.title}\n{row.description}\n{row.notes}\n{row.blocked_reason}" for row in rows]
    told += [f"{row.status}\n{row.assignee}\n{row.section_number}" for row in rows]
    words = [line.strip() for line in text.splitlines() if re.match(r"\s*(- |\* |### )", line)]
    lost = [line for line in words if not in_rows(line, "\n".join(told), waits(firm))]
    assert lost == []


def in_rows(line, told, dependencies):
    """Whether a ticket's line is found in a row's columns, without its marks."""
    key, _, value = line.lstrip("-* ").partition(": ")
    if key == "depends":
        return set(value.split(", ")) <= {other for _, other in dependencies}
    if key in {"assignee", "section", "status", "reason", "note"}:
        return value in told
    if line in told:
        return True
    code, title = re.fullmatch(
        r"(?:[-*] (?:\[.\] )?|### )(?:\*\*(\S+?)(?:\*\*| — )(?: [–—-])? ?)?(.+?)(?:\*\*)?", line
    ).groups()
    return (f"{code} {title}" if code else title).replace("`", "") in told


def test_import_shows_code_in_a_title_without_its_marks(firm, tmp_path):
    file = tmp_path / "pack.md"
    file.write_text("# The `first` pack\n\n- [ ] **H-001** Measure `first_answer_at` daily\n- [ ] **H-002** `\n")

    import_file(file)
    again = import_file(file, "--json")

    assert pack(firm, "pack").title == "The first pack"
    assert [row.title for row in tickets(firm, "pack")] == ["Measure first_answer_at daily", "`"]
    assert again.json["tickets"] == {"created": 0, "updated": 0, "unchanged": 2}


# Again


@pytest.mark.parametrize("name", ["checklist", "library", "headings"])
def test_import_again_writes_nothing(firm, name):
    created = import_file(PACKS / f"{name}.md", "--json").json["tickets"]["created"]
    before = footprint(firm)

    ran = import_file(PACKS / f"{name}.md", "--json")

    assert ran.json["tickets"] == {"created": 0, "updated": 0, "unchanged": created}
    assert footprint(firm) == before


def test_import_again_keeps_the_states_people_gave(firm):
    import_file(PACKS / "checklist.md")
    first, fifth = tickets(firm)[0], tickets(firm)[4]
    with tenant_context(firm.pk):
        operations.move_ticket(ticket_id=first.pk, to="in_progress", at=AT)
        operations.move_ticket(ticket_id=fifth.pk, to="blocked", reason="one desk is ill", at=AT)

    ran = import_file(PACKS / "checklist.md", "--json")

    assert ran.json["tickets"] == {"created": 0, "updated": 0, "unchanged": 10}
    rows = tickets(firm)
    assert [(row.status, row.blocked_reason) for row in (rows[0], rows[4])] == [
        ("in_progress", ""),
        ("blocked", "one desk is ill"),
    ]
    assert pack(firm).done_count == 2


def test_import_of_a_changed_file_updates_with_a_history_row_of_the_command(firm, tmp_path):
    file = tmp_path / "checklist.md"
    text = (PACKS / "checklist.md").read_text()
    file.write_text(text)
    import_file(file)
    text = text.replace("Create the shared queue", "Create one shared queue").replace(
        "depends: H-002", "depends: H-001"
    )
    file.write_text(text.replace("One inbox (2026-01-05", "Inbox (2026-01-06") + "- [ ] **H-011** Celebrate\n")

    ran = import_file(file, "--json")

    assert ran.json["tickets"] == {"created": 1, "updated": 2, "unchanged": 8}
    row = tickets(firm)[0]
    with tenant_context(firm.pk):
        history = list(row.events.order_by("pgh_id"))
    assert [(event.pgh_label, event.title, event.pgh_context["via"]) for event in history] == [
        ("insert", "Create the shared queue", "command"),
        ("update", "Create one shared queue", "command"),
    ]
    assert (row.status, row.row_version) == ("done", 2)
    assert waits(firm) == {("H-007", "H-001"), ("H-010", "H-007"), ("H-010", "H-008")}
    sprint = pack(firm).sprint_assignments[0]
    assert (sprint["name"], sprint["planned_start"], len(sprint["ticket_instances"])) == ("Inbox", "2026-01-06", 4)
    assert pack(firm).total_tickets == 11


def test_import_again_keeps_what_people_added_where_the_text_is_silent(inside):
    import_text("- [ ] **H-1** A\n- [ ] **H-2** B\n  - assignee: Linh Tran\n")
    for ticket in TicketInstance.objects.all():
        operations.edit_ticket(
            ticket_id=ticket.pk, changes={"assignee": "Rosa Delgado", "section_number": 4, "notes": "rang twice"}
        )

    result = import_text("- [ ] **H-1** A\n- [ ] **H-2** B\n  - assignee: Linh Tran\n  - note: begun\n")

    assert (result.unchanged, [update.code for update in result.updated]) == (1, ["H-2"])
    assert list(TicketInstance.objects.order_by("order_index").values_list("assignee", "section_number", "notes")) == [
        ("Rosa Delgado", 4, "rang twice"),
        ("Linh Tran", 4, "rang twice"),
    ]


def test_import_of_a_shorter_file_keeps_and_names_the_rest(firm, tmp_path):
    import_file(PACKS / "checklist.md")
    (tmp_path / "short.md").write_text("- [ ] **H-001** Create the shared queue\n  - assignee: Ines Duarte\n")

    ran = import_file(tmp_path / "short.md", "--pack", "checklist")

    assert "no longer in the file, kept as they are: H-002, H-003, H-004, H-005, H-006, H-007, H-008, S-0-" in ran.out
    assert len(tickets(firm)) == 10


def test_import_re_orders_as_the_text_does(inside):
    import_text("- [ ] **H-1** A\n- [ ] **H-2** B\n")

    import_text("## Sprint 3\n\n- [ ] **H-2** B\n- [ ] **H-1** A\n")

    rows = TicketInstance.objects.order_by("order_index")
    assert list(rows.values_list("ticket_id", "sprint_number")) == [("H-2", 3), ("H-1", 3)]
    assert TicketPack.objects.get().sprint_assignments[0]["ticket_instances"] == [str(row.pk) for row in rows]


# Dry run, audit, key and roadmap


def test_dry_run_prints_the_differences_and_writes_nothing(firm, tmp_path):
    file = tmp_path / "checklist.md"
    text = (PACKS / "checklist.md").read_text()
    file.write_text(text)
    import_file(file)
    before = footprint(firm)
    text = text.replace("Create the shared queue", "Create one queue").replace("H-007, H-008", "H-008")
    file.write_text(text + "- [ ] **H-011** Celebrate\n")

    ran = import_file(file, "--dry-run")

    lines = [line.strip() for line in ran.out.splitlines()]
    assert "+ H-011 Celebrate (not_started)" in lines
    assert "title: Create the shared queue → Create one queue" in lines
    assert "depends_on: H-007, H-008 → H-008" in lines
    assert lines[-2:] == [
        "harbor-dental: pack checklist: tickets 1 created, 2 updated, 8 unchanged",
        "dry run: nothing was written",
    ]
    assert footprint(firm) == before
    with tenant_context(firm.pk):
        assert AuditEvent.objects.count() == 1


def test_dry_run_of_a_new_pack_makes_none(firm):
    ran = import_file(PACKS / "headings.md", "--dry-run")

    assert ran.out.splitlines()[:2] == ["+ pack headings", "+ L0.1.1 Record the baseline (not_started)"]
    assert is_empty(firm)


def test_import_is_remembered_with_its_counts(firm):
    import_file(PACKS / "headings.md")

    with tenant_context(firm.pk):
        event = AuditEvent.objects.get()
    assert (event.event_type, event.entity_type, event.entity_id, event.actor_kind) == (
        "ticketpack_import",
        "ticket_pack",
        str(pack(firm, "headings").pk),
        "command",
    )
    counts = {"created": 3, "updated": 0, "unchanged": 0}
    assert event.after == {"key": "headings", "file": "headings.md", "tickets": counts}


def test_import_by_key_makes_a_second_pack(firm):
    import_file(PACKS / "headings.md")

    import_file(PACKS / "headings.md", "--pack", "learning-loop")

    with tenant_context(firm.pk):
        assert set(TicketPack.objects.values_list("key", "total_tickets")) == {("headings", 3), ("learning-loop", 3)}


@pytest.mark.parametrize(("name", "key"), [("Ticket Pack (v2).md", "ticket-pack-v2"), ("Straße_1.md", "strasse_1")])
def test_import_makes_a_key_of_the_files_name(firm, tmp_path, name, key):
    (tmp_path / name).write_text("- [ ] **H-1** A\n")

    import_file(tmp_path / name)

    assert pack(firm, key).total_tickets == 1


def test_import_belongs_to_the_current_roadmap_by_default(firm):
    with tenant_context(firm.pk):
        Roadmap.objects.create(version="v1.0", is_current=False)
        Roadmap.objects.create(version="v2.0")

    import_file(PACKS / "checklist.md")
    import_file(PACKS / "library.md", "--roadmap", "v1.0")
    import_file(PACKS / "headings.md", "--roadmap", "none")
    import_file(PACKS / "headings.md", "--pack", "second")

    found = {key: pack(firm, key) for key in ("checklist", "library", "headings", "second")}
    assert {key: (row.roadmap and row.roadmap.version, row.is_primary) for key, row in found.items()} == {
        "checklist": ("v2.0", True),
        "library": ("v1.0", True),
        "headings": (None, False),
        "second": ("v2.0", False),
    }


def test_import_moves_a_pack_only_when_told(firm):
    with tenant_context(firm.pk):
        Roadmap.objects.create(version="v1.0", is_current=False)
        Roadmap.objects.create(version="v2.0")
    import_file(PACKS / "headings.md", "--roadmap", "v1.0")

    import_file(PACKS / "headings.md")
    stayed = pack(firm, "headings").roadmap.version
    import_file(PACKS / "headings.md", "--roadmap", "current")

    assert (stayed, pack(firm, "headings").roadmap.version) == ("v1.0", "v2.0")


# Refusals


@pytest.mark.parametrize(
    ("content", "said"),
    [
        pytest.param(b"- [ ] A\n\xff\n", "bad.md, line 2: byte 9 is not UTF-8. Save the file as UTF-8.", id="no UTF-8"),
        pytest.param(b"", "bad.md: the file is empty", id="empty"),
        pytest.param(b"- [ ] A\n\x00", "bad.md, line 2: a NUL character", id="a NUL"),
        pytest.param(b"Only words.\n", "bad.md: no ticket found. Accepted are", id="no ticket"),
        pytest.param(
            b"- [ ] **H-1** A\n\n- [ ] **H-1** B\n",
            "bad.md, lines 1 and 3: two tickets with the code H-1",
            id="code twice",
        ),
        pytest.param(
            b"- [ ] **H-1** A\n  - depends: H-2\n- [ ] **H-2** B\n  - depends: H-1\n",
            "bad.md, line 1: tickets wait for each other in a circle: H-1 → H-2 → H-1",
            id="circle",
        ),
        pytest.param(
            b"\n- [ ] **H-1** " + b"x" * 501, "bad.md, line 2: the title of H-1 has 501 characters", id="title too long"
        ),
        pytest.param(
            b"- [ ] **H-1** A\n  - status: blocked\n  - reason: " + b"x" * 501,
            "bad.md, line 1: the reason of H-1 has 501 characters",
            id="reason too long",
        ),
        pytest.param(
            b"- [ ] **H-" + b"1" * 49 + b"** A\n", "bad.md, line 1: the code has 51 characters", id="code too long"
        ),
        pytest.param(
            b"\n# " + b"x" * 201 + b"\n\n- [ ] A\n",
            "bad.md, line 2: the pack's title has 201 characters. Accepted are at most 200.",
            id="pack title too long",
        ),
    ],
)  # fmt: skip
def test_import_of_a_wrong_file_names_the_line_and_writes_nothing(firm, tmp_path, content, said):
    (tmp_path / "bad.md").write_bytes(content)

    ran = import_file(tmp_path / "bad.md")

    assert ran.failure == "1 of 1 firms failed: harbor-dental."
    assert said in ran.err
    assert is_empty(firm)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        pytest.param(["--roadmap", "v9.9"], "The firm has no roadmap v9.9; it has none yet.", id="unknown roadmap"),
        pytest.param(["--pack", "Upper Case"], "“Upper Case” cannot be a pack's key. Accepted are", id="key"),
        pytest.param(["--pack", "x" * 64], "at most 63", id="key too long"),
        pytest.param(["--file", "nowhere.md"], "nowhere.md: the file cannot be read (No such file", id="no file"),
        pytest.param(["--file", PACKS], "the file cannot be read (Is a directory)", id="a folder"),
    ],
)
def test_import_with_a_wrong_argument_says_so_as_json_too(firm, arguments, said):
    ran = import_file(PACKS / "checklist.md", "--json", *arguments)

    assert ran.failure is not None
    assert said in ran.json["error"]
    assert is_empty(firm)


def test_import_of_a_file_without_a_name_asks_for_a_key(firm, tmp_path):
    (tmp_path / "項目.md").write_text("- [ ] **H-1** A\n")

    assert "give one with --pack KEY" in import_file(tmp_path / "項目.md").err
    assert import_file(tmp_path / "項目.md", "--pack", "items").failure is None


def test_import_for_an_unknown_firm_is_refused(firm):
    ran = import_file(PACKS / "checklist.md", slug="harbour-dental")

    assert ran.failure == "There is no firm harbour-dental. Did you mean harbor-dental?"


def test_import_of_one_pack_into_all_firms_is_no_option(firm):
    assert "--tenant" in run("ticketpack_import", "--all-tenants", "--file", PACKS / "checklist.md").failure


def test_import_again_with_a_circle_is_refused_and_undone(inside):
    import_text("- [ ] **H-1** A\n- [ ] **H-2** B\n")

    with pytest.raises(operations.DependencyCircle, match="H-2 → H-3 → H-2"):
        import_text("- [ ] **H-2** Changed\n  - depends: H-3\n- [ ] **H-3** C\n  - depends: H-2\n")

    assert list(TicketInstance.objects.order_by("order_index").values_list("title", flat=True)) == ["A", "B"]


def test_import_that_closes_a_circle_through_another_pack_is_refused_and_undone(inside):
    import_text("- [ ] **A-1** A\n- [ ] **A-2** B\n", key="first")
    import_text("- [ ] **B-1** C\n", key="second")
    ids = dict(TicketInstance.objects.values_list("ticket_id", "id"))
    TicketDependency.objects.create(ticket_instance_id=ids["A-1"], depends_on_id=ids["B-1"])
    TicketDependency.objects.create(ticket_instance_id=ids["B-1"], depends_on_id=ids["A-2"])

    with pytest.raises(operations.DependencyCircle, match="tickets of other packs"):
        import_text("- [ ] **A-1** Changed\n- [ ] **A-2** B\n  - depends: A-1\n", key="first")

    assert TicketInstance.objects.get(pk=ids["A-1"]).title == "A"
    assert TicketDependency.objects.count() == 2


def test_import_reports_lines_that_are_not_understood(firm, tmp_path):
    (tmp_path / "odd.md").write_text("- [ ] **H-1** A\n  - depends: H-9\n- [?] B\n")

    ran = import_file(tmp_path / "odd.md", "--json")

    assert ran.failure is None
    assert ran.json["not_understood"] == [
        {"file": "odd.md", "line": 2, "text": "  - depends: H-9"},
        {"file": "odd.md", "line": 3, "text": "- [?] B"},
    ]


def test_import_keeps_hostile_text_as_text(firm, tmp_path):
    title = "<script>alert(1)</script> '); DROP TABLE ticket_packs; -- %s {{ 7*7 }}"
    below = "<img src=x onerror=alert(2)>"
    (tmp_path / "main.md").write_text(f"- [ ] **H-1** {title}\n  {below}\n  - note: {title}\n")

    import_file(tmp_path / "main.md")

    (row,) = tickets(firm, "main")
    assert (row.title, row.description, row.notes) == (title, below, title)


def test_import_leaves_another_firms_pack_of_the_same_key_alone(firm, other_firm):
    import_file(PACKS / "checklist.md", slug=other_firm.slug)
    before = footprint(other_firm)

    import_file(PACKS / "headings.md", "--pack", "checklist")

    assert footprint(other_firm) == before
    assert [row.ticket_id for row in tickets(firm)] == ["L0.1.1", "L0.1.2", "L1.1.1"]
