"""A pack that is made of the roadmap's sections, and made again."""

from __future__ import annotations

import pytest

from apps.roadmaps.models import Roadmap, RoadmapSection
from apps.roadmaps.refresh_texts import with_block, with_delivered_words, with_marks, with_note
from apps.tickets.generating.found_work import tidy, work_in
from apps.tickets.models import TicketInstance, TicketPack
from apps.tickets.operations import (
    GenerationRefused,
    ImportRefused,
    NothingFound,
    PackNotGenerated,
    PreviewStale,
    edit_ticket,
    generate_pack,
    move_ticket,
)
from tests.conftest import AT
from tests.tickets.pack_imports import footprint, import_text

TEXT = """# SECTION 4 — Pilot scope

Before any heading.

- Not below a heading, and yet a bullet
- Short one

## 1. The answer desk

One roster for **all three** clinics.

- Call back within the hour
- x
- This bullet runs on so long that it is an essay rather than a piece of work, so nobody takes it for one at all

### Step 2: Recall *engine*:

```
## Not a heading
- not a bullet, since it is code
```

#### Follow-up

##### Too deep to count

> ## Quoted heading

## A fourth heading
"""


def titles(text, **options):
    return [work.title for work in work_in(text, **options)]


def test_first_three_headings_and_two_bullets_are_found_in_the_order_of_the_text():
    assert titles(TEXT) == [
        "Not below a heading, and yet a bullet",
        "The answer desk",
        "Call back within the hour",
        "Recall engine",
        "Follow-up",
    ]


def test_work_quotes_the_words_that_it_comes_from():
    _, desk, call, recall, _ = work_in(TEXT)

    assert (desk.quote, desk.below) == ("One roster for **all three** clinics.", "")
    assert (call.quote, call.below) == ("- Call back within the hour", "The answer desk")
    assert recall.quote == ""


@pytest.mark.parametrize("length", [10, 11, 99, 100])
def test_bullet_has_11_to_99_characters(length):
    assert bool(titles(f"- {'a' * length}")) == (11 <= length <= 99)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="nothing"),
        pytest.param("# Only the title\n\nAnd a paragraph of it.", id="first level"),
        pytest.param("    ## Indented code\n", id="indented code"),
        pytest.param("~~~\n## Code\n- A bullet of the code\n~~~", id="fence"),
        pytest.param("1. A numbered line that is no bullet", id="numbered"),
        pytest.param("> - A bullet of somebody's quote", id="quote"),
        pytest.param("## The section", id="its own title"),
        pytest.param("## Backlog\n\n*Kept up to date by the refresh: what is written here by hand is replaced.*\n\n"
                     "- Something that was deferred\n", id="what a refresh wrote"),
    ],
)  # fmt: skip
def test_nothing_is_found_where_no_work_is_named(text):
    assert titles(text, besides=["The section"]) == []


def test_same_title_twice_is_one_piece_of_work():
    assert titles("## Answer calls\n\n## answer  CALLS\n\n## Other work") == ["Answer calls", "Other work"]


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("1. answer calls.", "Answer calls"),
        ("2.3 Answer calls", "Answer calls"),
        ("Step 2: answer calls:", "Answer calls"),
        ("[ ]  Answer   calls", "Answer calls"),
        ("3 clinics at once", "3 clinics at once"),
        ("24-hour reply", "24-hour reply"),
        ("Open until 6:30 p.m.", "Open until 6:30 p.m."),
        ("Why?", "Why?"),
    ],
)
def test_titles_are_tidied(given, expected):
    assert tidy(given) == expected


@pytest.fixture
def roadmap(inside):
    roadmap = Roadmap.objects.create(version="v1.0")
    write(roadmap, 1, "executive_summary", "Summary", "Nothing but a paragraph.")
    write(roadmap, 4, "pilot_scope", "SECTION 4 — Pilot scope", TEXT)
    write(roadmap, 9, "appendix", "Old things", "## Left alone", status="deprecated")
    write(roadmap, 10, "outcomes_learning", "Outcomes", "## Figures")
    return roadmap


def write(roadmap, number, name, title, text, **more):
    section, _ = RoadmapSection.objects.update_or_create(
        roadmap=roadmap,
        section_number=number,
        defaults={"section_name": name, "title": title, "content_markdown": text, **more},
    )
    return section


def generate(**options):
    return generate_pack(source="sections", at=AT, **options)


def by_title():
    return {ticket.title: ticket for ticket in TicketInstance.objects.all()}


def test_sections_give_tickets_with_their_place_and_their_words(roadmap):
    result = generate()

    assert [(one.number, one.title, len(one.tickets)) for one in result.sections] == [
        (1, "Summary", 2),
        (4, "Pilot scope", 5),
    ]
    assert result.counts == {"created": 7, "updated": 0, "unchanged": 0, "skipped": 0, "reopened": 0}
    pack = TicketPack.objects.get()
    assert (pack.key, pack.title, pack.version, pack.roadmap, pack.is_primary) == (
        "sections",
        "Work from the roadmap",
        "v1.0",
        roadmap,
        True,
    )
    assert result.pack_id == pack.pk
    call = by_title()["Call back within the hour"]
    assert call.ticket_id.startswith("S-4-T-")
    assert (call.section_number, call.sprint_number, call.status) == (4, None, "not_started")
    assert call.description == "> - Call back within the hour\n\nFrom section 4, Pilot scope, below “The answer desk”."


def test_section_that_names_no_work_is_reviewed_and_then_carried_out(roadmap):
    generate()

    there = by_title()
    (waits,) = there["Carry out section 1: Summary"].dependencies.all()
    assert waits.depends_on == there["Review section 1: Summary"]


def test_generation_with_nothing_changed_writes_nothing(roadmap, firm):
    generate()
    before = footprint(firm)

    result = generate()

    assert result.is_unchanged
    assert result.counts["unchanged"] == 7
    assert footprint(firm) == before


def test_dry_run_writes_nothing(roadmap):
    result = generate(dry_run=True)

    assert result.counts["created"] == 7
    assert not TicketPack.objects.exists()


def test_codes_stand_still_while_the_text_around_them_is_edited(roadmap):
    generate()
    before = {ticket.title: ticket.ticket_id for ticket in by_title().values()}
    write(roadmap, 4, "pilot_scope", "Pilot, renamed", TEXT.replace("Before any", "## New work\n\nBefore any"))
    write(roadmap, 1, "executive_summary", "Brief", "Other words.")

    result = generate()

    after = {ticket.title: ticket.ticket_id for ticket in by_title().values()}
    kept = set(before) & set(after) - {"Follow-up"}
    assert kept >= {"The answer desk", "Call back within the hour", "Recall engine"}
    assert all(after[title] == before[title] for title in kept)
    assert after["Review section 1: Brief"] == before["Review section 1: Summary"]
    assert [ticket.title for ticket in result.left_out] == ["Follow-up"]  # the fourth heading now


def test_what_a_refresh_writes_into_a_section_changes_no_ticket(roadmap):
    text = "# Summary\n\n## Proposed rota\n\nTwo people.\n\n- Answer every call\n"
    write(roadmap, 1, "executive_summary", "Summary", text)
    generate()
    before = {ticket.ticket_id for ticket in by_title().values()}
    text = with_delivered_words(with_note(text, label="Progress", said="1 of 2 done"))
    text = with_marks(text, by_code={}, by_title={"answer every call": AT.date()})
    text = with_block(text, heading="Backlog", body="- A ticket that was deferred")
    assert "Delivered rota" in text
    assert "✓ delivered" in text
    write(roadmap, 1, "executive_summary", "Summary", text)

    result = generate()

    assert {ticket.ticket_id for ticket in by_title().values()} == before
    assert result.counts == {"created": 0, "updated": 2, "unchanged": 5, "skipped": 0, "reopened": 0}
    assert {"Delivered rota", "Answer every call"} < set(by_title())


def test_states_notes_and_sprints_survive_and_what_vanished_is_skipped(roadmap):
    generate()
    there = by_title()
    move_ticket(ticket_id=there["The answer desk"].pk, to="done", at=AT)
    move_ticket(ticket_id=there["Recall engine"].pk, to="blocked", reason="No list", notes="Ask Ines", at=AT)
    edit_ticket(ticket_id=there["Recall engine"].pk, changes={"sprint_number": 2})
    move_ticket(ticket_id=there["Follow-up"].pk, to="blocked", reason="No phone", notes="Tried twice", at=AT)
    write(roadmap, 4, "pilot_scope", "Pilot scope", "## Recall engine\n\nAll of it.")

    result = generate()

    now = by_title()
    recall, gone = now["Recall engine"], now["Follow-up"]
    assert (recall.status, recall.blocked_reason, recall.notes, recall.sprint_number) == (
        "blocked",
        "No list",
        "Ask Ines",
        2,
    )
    assert recall.description.startswith("> All of it.")
    assert (gone.status, gone.blocked_reason) == ("skipped", "")
    assert gone.notes == (
        "Tried twice\n\nSkipped on Mar 2, 2026: no longer part of this pack, which is made from the roadmap’s sections."
    )
    assert now["The answer desk"].status == "done"
    assert result.done_before == (now["The answer desk"].ticket_id,)
    assert result.counts["skipped"] == 3
    assert gone.events.order_by("-pgh_id").first().pgh_context["why"] == "no longer part of the generated pack"
    assert generate().is_unchanged


def test_what_a_generation_skipped_comes_back_as_it_was_and_what_people_skipped_stays(roadmap):
    generate()
    there = by_title()
    move_ticket(ticket_id=there["Follow-up"].pk, to="blocked", reason="No phone", at=AT)
    move_ticket(ticket_id=there["Recall engine"].pk, to="skipped", at=AT)
    write(roadmap, 4, "pilot_scope", "Pilot scope", "## Other work")
    generate()
    assert by_title()["Follow-up"].status == "skipped"
    write(roadmap, 4, "pilot_scope", "Pilot scope", TEXT)

    result = generate()

    now = by_title()
    assert (now["Follow-up"].status, now["Follow-up"].blocked_reason) == ("blocked", "No phone")
    assert now["Recall engine"].status == "skipped"
    assert now["Recall engine"].ticket_id not in {one.code for one in result.returned}


def test_tickets_that_people_wrote_into_the_pack_are_left_alone(roadmap):
    generate()
    TicketInstance.objects.create(ticket_pack=TicketPack.objects.get(), ticket_id="H-1", title="By hand")

    result = generate()

    assert result.is_unchanged
    assert TicketInstance.objects.get(ticket_id="H-1").status == "not_started"


def test_pack_moves_on_to_the_version_that_it_is_made_of(roadmap):
    generate()
    Roadmap.objects.update(is_current=False)
    newer = Roadmap.objects.create(version="v1.1", parent_roadmap=roadmap)
    write(newer, 4, "pilot_scope", "Pilot scope", TEXT)

    generate()

    pack = TicketPack.objects.get()
    assert (pack.roadmap, pack.version) == (newer, "v1.1")
    assert pack.skipped_count == 2  # section 1's


def test_pack_that_was_imported_is_not_replaced(roadmap):
    import_text("- [ ] **H-001** Answer every call", key="sections")

    with pytest.raises(PackNotGenerated, match=r"The pack sections was imported from a file.*such as sections-2"):
        generate()


def test_write_after_a_preview_that_no_longer_holds_is_refused(roadmap):
    seen = generate(dry_run=True).state
    write(roadmap, 4, "pilot_scope", "Pilot scope", "## Other work")

    with pytest.raises(PreviewStale):
        generate(seen=seen)

    assert not TicketPack.objects.exists()
    assert generate(seen=generate(dry_run=True).state).counts["created"] == 3


@pytest.mark.parametrize(
    ("options", "field", "said"),
    [
        ({"source": "nowhere"}, "source", "“nowhere” is no source. Accepted are sections and library"),
        ({"source": "sections", "start": AT.date()}, "start", "no sprints"),
        ({"source": "sections", "roadmap": "none"}, "roadmap", "Name a version"),
    ],
)
def test_what_makes_no_sense_is_refused(roadmap, options, field, said):
    with pytest.raises(GenerationRefused, match=said) as refused:
        generate_pack(at=AT, **options)

    assert refused.value.field == field


def test_key_that_is_none_is_refused(roadmap):
    with pytest.raises(ImportRefused, match="cannot be a pack's key"):
        generate(key="No Key")


def test_firm_without_a_roadmap_is_refused(inside):
    with pytest.raises(NothingFound, match="no current roadmap"):
        generate()


def test_roadmap_without_sections_is_refused(inside):
    roadmap = Roadmap.objects.create(version="v1.0")
    write(roadmap, 10, "outcomes_learning", "Outcomes", "## Figures")

    with pytest.raises(NothingFound, match=r"Roadmap v1\.0 has no section that gives tickets"):
        generate()
