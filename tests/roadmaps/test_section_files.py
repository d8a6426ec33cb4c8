from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apps.roadmaps import section_files
from apps.roadmaps.section_files import below_title, read_folder, section_name, short_title, text_of

HARBOR = Path(__file__).parent.parent / "data" / "roadmaps" / "harbor-dental"


def folder_with(path: Path, **files: str | bytes) -> Path:
    for name, content in files.items():
        data = content if isinstance(content, bytes) else content.encode()
        (path / f"{name}.md").write_bytes(data)
    return path


def only_section(path: Path, content: str | bytes) -> section_files.SectionFile:
    return read_folder(folder_with(path, section_1_appendix=content)).sections[0]


def test_sample_folder_gives_eight_sections_in_order_with_their_names():
    reading = read_folder(HARBOR)

    assert [(section.number, section.slug, section.name) for section in reading.sections] == [
        (1, "executive_briefing", "executive_summary"),
        (2, "diagnostic_analysis", "diagnostic_analysis"),
        (3, "system_architecture", "ghl_architecture"),
        (4, "high_leverage_systems", "pilot_scope"),
        (5, "implementation_blueprint", "implementation_sprint"),
        (6, "templates_sops", "workflow_sops"),
        (7, "owner_dashboard", "metrics_dashboard"),
        (8, "appendix", "appendix"),
    ]


def test_sample_folder_names_the_file_that_is_no_section():
    reading = read_folder(HARBOR)

    assert [skipped.file for skipped in reading.skipped] == ["notes.txt"]
    assert "section_<n>_<slug>.md" in reading.skipped[0].reason


def test_sample_titles_are_the_files_own_headings():
    titles = [section.title for section in read_folder(HARBOR).sections]

    assert titles[0] == "SECTION 1 — EXECUTIVE BRIEFING"
    assert titles[4] == "SECTION 5 — IMPLEMENTATION BLUEPRINT (30/60/90 DAYS)"


def test_sample_content_is_the_file_less_byte_order_mark_and_carriage_returns():
    for section in read_folder(HARBOR).sections:
        data = (HARBOR / section.file).read_bytes()

        expected = data.removeprefix(b"\xef\xbb\xbf").replace(b"\r\n", b"\n").decode()

        assert section.content_markdown == expected


def test_sample_with_windows_line_ends_is_stored_with_its_marks():
    data = (HARBOR / "harbor_section_1_executive_briefing.md").read_bytes()

    assert data.startswith(b"\xef\xbb\xbf")  # else git has rewritten the sample
    assert data.count(b"\r\n") == data.count(b"\n") > 0


def test_sample_diagram_is_found_whole():
    diagrams = {section.number: section.diagrams for section in read_folder(HARBOR).sections}

    assert [number for number, found in diagrams.items() if found] == [3]
    assert diagrams[3][0].startswith("flowchart LR\n  Web[Web form] --> Inbox\n")
    assert diagrams[3][0].endswith("Triage -->|no| Offer[Offer two slots]")


def test_word_count_is_the_number_of_blank_separated_words(tmp_path):
    section = only_section(tmp_path, "# One two\n\n- three\tfour\n")

    assert section.word_count == 6  # the marks "#" and "-" stand alone, so they count


@pytest.mark.parametrize(
    ("content", "title"),
    [
        pytest.param("intro\n\n## Second\n\n# **First** of `all` #\n", "First of all", id="first level-1 heading"),
        pytest.param("text\n\n## Only a *second* level\n", "Only a second level", id="no level-1 heading"),
        pytest.param("Set\nbelow\n=====\n", "Set below", id="underlined over two lines"),
        pytest.param("```\n# code\n```\n\n# Real\n", "Real", id="not from a code block"),
        pytest.param("> # quoted\n\n# Real\n", "Real", id="not from a quote"),
        pytest.param("#\n\n# Named\n", "Named", id="not an empty one"),
        pytest.param("no heading at all\n", "Appendix", id="from the file name"),
    ],
)
def test_title_is(tmp_path, content, title):
    assert only_section(tmp_path, content).title == title


@pytest.mark.parametrize(
    ("content", "diagrams"),
    [
        pytest.param("```mermaid\na\n```\n\n~~~ Mermaid theme=x\nb\n\nc\n~~~\n", ("a", "b\n\nc"), id="both fences"),
        pytest.param("1. step\n   ```mermaid\n   a --> b\n   ```\n", ("a --> b",), id="in a list item"),
        pytest.param("````md\n```mermaid\na\n```\n````\n", (), id="not one shown as code"),
        pytest.param("```\nmermaid\n```\n", (), id="not an unnamed block"),
    ],
)
def test_diagrams_are(tmp_path, content, diagrams):
    assert only_section(tmp_path, content).diagrams == diagrams


@pytest.mark.parametrize(
    ("file", "number", "slug"),
    [
        pytest.param("section_0_summary.md", 0, "summary", id="no prefix"),
        pytest.param("SCEND Roadmap_SECTION_07_SOP Pack.MD", 7, "sop_pack", id="case and blanks"),
        pytest.param("a-section_99_kpis-metrics.md", 99, "kpis_metrics", id="dashes"),
        pytest.param("x_section_2_section_3_y.md", 2, "section_3_y", id="the first number counts"),
    ],
)
def test_file_name_gives_number_and_slug(tmp_path, file, number, slug):
    (tmp_path / file).write_text("# T\n")

    section = read_folder(tmp_path).sections[0]

    assert (section.file, section.number, section.slug) == (file, number, slug)


def test_sections_are_ordered_by_number_not_by_file_name(tmp_path):
    folder_with(tmp_path, a_section_10_late="# L", b_section_9_early="# E")

    assert [section.number for section in read_folder(tmp_path).sections] == [9, 10]


def test_folders_and_other_files_are_skipped_by_name(tmp_path):
    folder_with(tmp_path, section_1_appendix="# A", section_x_appendix="# B")
    (tmp_path / "section_2_drafts.md").mkdir()

    skipped = read_folder(tmp_path).skipped

    assert [entry.file for entry in skipped] == ["section_2_drafts.md", "section_x_appendix.md"]


@pytest.mark.parametrize("slug", section_files.SECTION_KEYS)
def test_section_name_of_a_key_is_the_key(slug):
    assert section_name(slug) == slug


def test_section_aliases_lead_to_known_keys_only():
    assert set(section_files.SECTION_ALIASES.values()) < set(section_files.SECTION_KEYS)


def test_section_name_of_another_slug_is_the_slug(tmp_path):
    folder_with(tmp_path, section_1_our_story="# A")

    assert read_folder(tmp_path).sections[0].name == "our_story"


@pytest.mark.parametrize(
    ("title", "short"),
    [
        pytest.param("SECTION 5 — PLAN", "PLAN", id="em dash"),
        pytest.param("Section 5: Plan", "Plan", id="colon"),
        pytest.param("SECTION 6 — PLAN", "SECTION 6 — PLAN", id="another number"),
        pytest.param("SECTION 5 —", "SECTION 5 —", id="nothing after it"),
        pytest.param("Plan", "Plan", id="no prefix"),
    ],
)
def test_short_title_is(title, short):
    assert short_title(title, number=5) == short


def test_missing_folder_is_refused(tmp_path):
    with pytest.raises(section_files.FolderMissing, match=r"nowhere: no such folder.*section_<n>_<slug>\.md"):
        read_folder(tmp_path / "nowhere")


def test_file_in_place_of_a_folder_is_refused(tmp_path):
    folder_with(tmp_path, section_1_appendix="# A")

    with pytest.raises(section_files.FolderMissing):
        read_folder(tmp_path / "section_1_appendix.md")


def test_folder_without_section_is_refused(tmp_path):
    (tmp_path / "notes.txt").write_text("x")

    with pytest.raises(section_files.NoSectionFile, match="no section file among 1 entries"):
        read_folder(tmp_path)


def test_two_files_with_one_number_are_refused_by_both_names(tmp_path):
    folder_with(tmp_path, a_section_1_appendix="# A", b_section_01_summary="# B")

    with pytest.raises(
        section_files.SectionNumberTaken, match=r"a_section_1_appendix\.md and b_section_01_summary\.md"
    ):
        read_folder(tmp_path)


def test_number_above_99_is_refused(tmp_path):
    folder_with(tmp_path, section_100_appendix="# A")

    with pytest.raises(section_files.SectionNumberOutOfRange, match=r"section_100_appendix\.md.*0 to 99"):
        read_folder(tmp_path)


def test_slug_longer_than_the_column_is_refused(tmp_path):
    longest, longer = "a" * 50, "a" * 51
    folder_with(tmp_path, **{f"section_1_{longest}": "# A"})
    assert read_folder(tmp_path).sections[0].name == longest

    folder_with(tmp_path, **{f"section_2_{longer}": "# A"})

    with pytest.raises(section_files.SectionNameTooLong, match="has 51 characters"):
        read_folder(tmp_path)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        pytest.param(b"", "file is empty", id="no byte"),
        pytest.param(b"\xef\xbb\xbf \r\n", "file is empty", id="mark and blanks"),
        pytest.param(b"# A\ncaf\xe9\n", r"line 2: byte 8 is not UTF-8\. Save", id="Windows code page"),
        pytest.param("# A\n".encode("utf-16"), r"line 1: byte 1 is not UTF-8\. It looks like UTF-16", id="UTF-16"),
        pytest.param(b"# A\n\n\x00\n", "line 3: a NUL", id="NUL"),
    ],
)
def test_unreadable_file_is_refused_by_name_and_line(tmp_path, data, message):
    with pytest.raises(section_files.FileUnreadable, match=rf"section_1_appendix\.md.*{message}"):
        only_section(tmp_path, data)


@given(st.text())
def test_text_of_keeps_every_line_and_is_idempotent(text):
    try:
        read = text_of(text.encode(), file="x.md")
    except section_files.FileUnreadable:
        assert not text.lstrip("\ufeff").strip() or "\x00" in text
        return

    assert text_of(read.encode(), file="x.md") == read
    assert text_of(b"\xef\xbb\xbf" + read.replace("\n", "\r\n").encode(), file="x.md") == read
    assert read.split("\n") == text.lstrip("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")


def test_below_title_leaves_out_a_heading_that_repeats_the_title():
    assert below_title("\n# Appendix\n\nText", title="Appendix") == "\nText"


@pytest.mark.parametrize("content", ["# Other\nText", "## Appendix\nText", "Text\n# Appendix", ""])
def test_below_title_keeps_any_other_text(content):
    assert below_title(content, title="Appendix") == content
