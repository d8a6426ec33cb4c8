"""A folder of section files becomes the roadmap, through the real command under the web login."""

from __future__ import annotations

import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from apps.roadmaps import operations
from apps.roadmaps.apps import SECTION_TYPES
from apps.roadmaps.models import Roadmap, RoadmapSection, SectionType
from apps.roadmaps.section_files import SECTION_ALIASES, SECTION_KEYS, read_folder
from apps.tenancy.context import tenant_context
from apps.work.models import AuditEvent
from tests.commands import run
from tests.conftest import AT, DATA

SAMPLE = DATA / "roadmaps" / "harbor-dental"
NAMES = {
    1: "executive_summary",
    2: "diagnostic_analysis",
    3: "ghl_architecture",
    4: "pilot_scope",
    5: "implementation_sprint",
    6: "workflow_sops",
    7: "metrics_dashboard",
    8: "appendix",
}


def import_folder(folder, *more, slug="harbor-dental"):
    return run("roadmap_import", "--tenant", slug, "--dir", folder, *more)


def sections(firm):
    with tenant_context(firm.pk):
        return {row.section_number: row for row in RoadmapSection.objects.order_by("section_number")}


def versions(firm):
    """Each section's row version and number of history rows: they stand still while nothing is written."""
    with tenant_context(firm.pk):
        return [(row.section_number, row.row_version, row.events.count()) for row in RoadmapSection.objects.all()]


def audited(firm):
    with tenant_context(firm.pk):
        rows = AuditEvent.objects.order_by("id")
        return list(rows.values_list("event_type", "entity_type", "actor_kind", "after"))


@pytest.fixture
def folder(tmp_path):
    """Make a folder of one section, and let the test write more."""
    (tmp_path / "a_section_1_executive_briefing.md").write_text("# Where we stand\n\nCalls wait.\n")
    return tmp_path


def test_import_sample_makes_eight_sections_of_a_draft(firm):
    ran = import_folder(SAMPLE, "--json")

    assert ran.failure is None
    assert ran.json == {
        "sections": {"created": 8, "updated": 0, "unchanged": 0},
        "skipped": [{"file": "notes.txt", "reason": "not named <anything>section_<n>_<slug>.md"}],
        "not_understood": [],
    }
    with tenant_context(firm.pk):
        roadmap = Roadmap.objects.get()
        assert (roadmap.version, roadmap.status, roadmap.is_current) == ("v1.0", "draft", True)
    assert {number: row.section_name for number, row in sections(firm).items()} == NAMES
    assert {row.status for row in sections(firm).values()} == {"planned"}


def test_import_sample_keeps_every_line_verbatim(firm):
    import_folder(SAMPLE)

    kept = sections(firm)
    for path in sorted(SAMPLE.glob("*.md")):
        text = path.read_bytes().decode("utf-8-sig").replace("\r\n", "\n")
        row = kept[int(path.name.split("_")[2])]
        assert row.content_markdown == text
        assert row.title in text.splitlines()[0]
        assert row.word_count == len(text.split())
    assert kept[1].title == "SECTION 1 — EXECUTIVE BRIEFING"
    with_diagram = [number for number, row in kept.items() if row.diagrams]
    assert with_diagram == [n for n, row in kept.items() if "```mermaid" in row.content_markdown]
    assert with_diagram


def test_import_again_writes_nothing(firm):
    import_folder(SAMPLE)
    before = versions(firm)

    ran = import_folder(SAMPLE, "--json")

    assert ran.json["sections"] == {"created": 0, "updated": 0, "unchanged": 8}
    assert versions(firm) == before


def test_import_again_keeps_the_status_and_writes_the_changed_text(firm, folder):
    import_folder(folder)
    with tenant_context(firm.pk, actor={"name": "Ines Duarte", "via": "page"}):
        section_id = RoadmapSection.objects.get().pk
        operations.update_section_status(section_id=section_id, status="implemented", at=AT)
    (folder / "a_section_1_executive_briefing.md").write_text("# Where we stand\n\nCalls are answered.\n")

    ran = import_folder(folder, "--json")

    assert ran.json["sections"] == {"created": 0, "updated": 1, "unchanged": 0}
    with tenant_context(firm.pk):
        row = RoadmapSection.objects.get()
        assert (row.status, row.content_markdown) == ("implemented", "# Where we stand\n\nCalls are answered.\n")
        history = list(row.events.order_by("pgh_id"))
        assert [(event.pgh_label, event.pgh_context["via"]) for event in history] == [
            ("insert", "command"),
            ("update", "page"),
            ("update", "command"),
        ]
        assert history[1].content_markdown == "# Where we stand\n\nCalls wait.\n"
        assert row.last_updated_at > AT


def test_import_keeps_sections_without_a_file_and_names_them(firm, folder):
    import_folder(SAMPLE)

    ran = import_folder(folder)

    assert "sections without a file, kept as they are: 2, 3, 4, 5, 6, 7, 8\n" in ran.out
    assert len(sections(firm)) == 8


def test_import_goes_into_the_current_roadmap(firm, folder):
    with tenant_context(firm.pk):
        Roadmap.objects.create(version="v1.0", is_current=False)
        current = Roadmap.objects.create(version="v2.1", status="delivered")

    ran = import_folder(folder)

    assert ran.out.endswith("harbor-dental: roadmap v2.1: sections 1 created, 0 updated, 0 unchanged\n")
    assert sections(firm)[1].roadmap_id == current.pk


def test_import_of_a_firm_whose_roadmaps_are_all_past_is_refused(firm, folder):
    with tenant_context(firm.pk):
        Roadmap.objects.create(version="v1.0", is_current=False)

    ran = import_folder(folder)

    assert ran.failure == "1 of 1 firms failed: harbor-dental."
    assert ran.err == "harbor-dental: None of the roadmaps v1.0 is the current one. Make one current first.\n"


def test_dry_run_prints_the_differences_and_writes_nothing(firm, folder):
    import_folder(folder)
    before, acts = versions(firm), audited(firm)
    (folder / "a_section_1_executive_briefing.md").write_text("# Where we stand\n\nCalls are answered.\n")
    (folder / "a_section_2_own_words.md").write_text("# New\n")

    ran = import_folder(folder, "--dry-run")

    lines = [line.strip() for line in ran.out.splitlines()]
    assert "~ 1 Where we stand (a_section_1_executive_briefing.md): updated" in lines
    assert {"-Calls wait.", "+Calls are answered."} <= set(lines)
    assert "+ 2 New (a_section_2_own_words.md): created" in lines
    assert lines[-1] == "dry run: nothing was written"
    assert (versions(firm), audited(firm)) == (before, acts)


def test_dry_run_of_a_first_roadmap_makes_none(firm):
    ran = import_folder(SAMPLE, "--dry-run", "--json")

    assert ran.json["sections"] == {"created": 8, "updated": 0, "unchanged": 0}
    with tenant_context(firm.pk):
        assert not Roadmap.objects.exists()
        assert not AuditEvent.objects.exists()


def test_import_is_remembered_with_its_counts(firm, folder):
    import_folder(folder)

    counts = {"created": 1, "updated": 0, "unchanged": 0}
    assert audited(firm) == [("roadmap_import", "roadmap", "command", {"version": "v1.0", "sections": counts})]


def test_import_keeps_hostile_text_as_text(firm, folder):
    text = "# <script>alert(1)</script>\n\n'); DROP TABLE roadmaps; -- %s {{ 7*7 }}\n"
    (folder / "a_section_9_appendix.md").write_text(text)

    import_folder(folder)

    row = sections(firm)[9]
    assert (row.title, row.content_markdown) == ("<script>alert(1)</script>", text)


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        pytest.param("b_section_2_x.md", b"# A\n\xff\n", "b_section_2_x.md, line 2: byte 5 is", id="no UTF-8"),
        pytest.param("b_section_2_x.md", b"# A\n\n\x00\n", "b_section_2_x.md, line 3: a NUL character", id="a NUL"),
        pytest.param("b_section_2_x.md", b"\n", "b_section_2_x.md: the file is empty", id="empty"),
        pytest.param("b_section_1_x.md", b"# A\n", "b_section_1_x.md: both are section 1", id="a number twice"),
        pytest.param("b_section_100_x.md", b"# A\n", "b_section_100_x.md: section number 100", id="number too high"),
        pytest.param(f"b_section_2_{'x' * 51}.md", b"# A\n", "the name after the number has 51", id="name too long"),
        pytest.param("b_section_2_ça.md", b"# A\n", "b_section_2_ça.md: its section_name “ça”", id="name not accepted"),
        pytest.param("b_section_2_x.md", b"# " + b"A" * 201, "b_section_2_x.md: its title “AAA", id="title too long"),
    ],
)  # fmt: skip
def test_import_of_a_wrong_file_names_it_and_writes_nothing(firm, folder, name, content, said):
    (folder / name).write_bytes(content)

    ran = import_folder(folder)

    assert ran.failure == "1 of 1 firms failed: harbor-dental."
    assert said in ran.err
    assert sections(firm) == {}


@pytest.mark.parametrize("is_there", [True, False], ids=["without a section", "missing"])
def test_import_of_no_folder_of_sections_says_what_is_accepted(firm, tmp_path, is_there):
    ran = import_folder(tmp_path if is_there else tmp_path / "nowhere", "--json")

    assert ran.failure is not None
    assert "section_<n>_<slug>.md" in ran.json["error"]


def test_import_for_an_unknown_firm_is_refused(firm, folder):
    assert import_folder(folder, slug="nobody").failure.startswith("There is no firm nobody.")


def test_import_leaves_another_firm_alone(firm, other_firm, folder):
    import_folder(folder, slug=other_firm.slug)
    before = versions(other_firm)

    import_folder(SAMPLE)

    assert versions(other_firm) == before
    assert len(sections(firm)) == 8


def test_import_again_makes_as_many_statements_for_eight_sections_as_for_one(inside, folder):
    counts = []
    for reading in (read_folder(SAMPLE), read_folder(folder)):
        operations.import_roadmap(folder=reading, at=AT)
        with CaptureQueriesContext(connection) as asked:
            operations.import_roadmap(folder=reading, at=AT)
        counts.append(len(asked))

    assert counts[0] == counts[1]


def test_progress_hears_of_each_section(inside):
    told: list[int] = []

    operations.import_roadmap(folder=read_folder(SAMPLE), advance=told.append, at=AT)

    assert told == [1] * 8


def test_section_types_are_loaded_as_the_file_and_the_reader_have_them(db):
    expected = json.loads(SECTION_TYPES.read_text())
    columns = list(expected[0])

    rows = list(SectionType.objects.order_by("sort_order").values(*columns))

    assert rows == expected
    assert [row["key"] for row in rows] == list(SECTION_KEYS)
    assert {alias: row["key"] for row in rows for alias in row["aliases"]} == SECTION_ALIASES
