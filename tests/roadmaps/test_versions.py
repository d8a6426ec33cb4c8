"""Versions of a roadmap: the list, two side by side, and the files."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from apps.roadmaps.models import Roadmap, RoadmapSection
from apps.roadmaps.section_diff import side_by_side
from apps.roadmaps.versions import compared
from apps.tenancy.choices import Role
from apps.tenancy.context import tenant_context
from tests.roadmaps.conftest import client_of

URL = "/f/harbor-dental/roadmap/versions/"
TEXT = st.lists(st.sampled_from(["", "a", "a b", "c d e", "b"]), max_size=15).map("\n".join)


# The words side by side


def test_diff_of_equal_texts_is_empty():
    assert side_by_side("a\nb", "a\nb") == []


def test_diff_marks_the_words_and_folds_what_is_far():
    before = "\n".join(["one", "two", "three", "four", "five", "the old queue", *"abcdefgh"])
    after = before.replace("old", "new")

    found = side_by_side(before, after)

    assert [(one.kind, one.line_count) for one in found] == [
        ("folded", 3),
        ("same", 2),
        ("changed", 1),
        ("same", 2),
        ("folded", 6),
    ]
    changed = found[2]
    assert [(piece.text, piece.is_changed) for piece in changed.before] == [
        ("the ", False),
        ("old", True),
        (" queue", False),
    ]
    assert [piece.text for piece in changed.after if piece.is_changed] == ["new"]


def test_diff_of_texts_with_little_in_common_shows_them_whole():
    (changed,) = side_by_side("Slow answers to calls", "We deliver a queue for everybody in every clinic")

    assert [piece.is_changed for piece in changed.before + changed.after] == [True, True]


@given(TEXT, TEXT)
def test_diff_loses_no_word_of_either_side(before, after):
    found = side_by_side(before, after)

    if before != after:
        left = [piece.text for one in found for piece in one.before]
        right = [piece.text for one in found for piece in (one.after if one.kind == "changed" else one.before)]
        assert " ".join(left).split() == before.split()
        assert " ".join(right).split() == after.split()


# The pages


@pytest.mark.parametrize("path", ["", "compare/", "v1.0.md", "v1.0/", "v1.0/3/"])
def test_versions_are_a_404_to_a_stranger(refreshed, other_firm, path):
    response = client_of(other_firm, Role.OWNER).get(URL + path)

    assert response.status_code == 404


@pytest.mark.parametrize("query", ["?from=v9.9&to=v1.1", "?to=nonsense"])
def test_compare_of_an_unknown_version_is_not_found(refreshed, query):
    assert client_of(refreshed.firm, Role.VIEWER).get(f"{URL}compare/{query}").status_code == 404


def test_versions_of_a_firm_without_a_roadmap_say_what_comes(other_firm):
    page = client_of(other_firm, Role.VIEWER).get("/f/castellan-logistics/roadmap/versions/")

    assert "No roadmap yet" in page.content.decode()


def test_versions_are_listed_with_their_change_log(refreshed):
    page = client_of(refreshed.firm, Role.VIEWER).get(URL).content.decode()

    assert page.index("v1.1") < page.index("The first version of this plan.")
    assert "3 · Architecture: planned → in progress" in page
    assert "?from=v1.0&amp;to=v1.1" in page


def test_compare_marks_sections_and_words(refreshed):
    response = client_of(refreshed.firm, Role.VIEWER).get(f"{URL}compare/?from=v1.0&to=v1.1")

    page = response.content.decode()
    kinds = {pair.section.section_number: pair.kind for pair in response.context["pairs"]}
    assert kinds == {1: "same", 3: "changed", 5: "changed", 8: "same", 9: "same", 10: "new"}
    assert '<ins><span class="diff-word">[added: </span>(✓ delivered Feb 3, 2026)' in page
    assert "Status: <del>Planned</del>" in page
    assert f"/f/harbor-dental/tickets/{refreshed.tickets['H-001'].pk}/" in page


def test_compare_shows_passages_as_they_read(refreshed):
    page = client_of(refreshed.firm, Role.VIEWER).get(f"{URL}compare/?from=v1.0&to=v1.1").content.decode()

    assert "?from=v1.0&amp;to=v1.1&amp;as=text" in page
    assert "<li>" in page.partition('<div class="diff">')[2]
    assert "\n- " not in page


def test_compare_shows_the_text_as_written_when_asked(refreshed):
    page = client_of(refreshed.firm, Role.VIEWER).get(f"{URL}compare/?from=v1.0&to=v1.1&as=text").content.decode()

    assert '<div class="diff-text">' in page
    assert "diff-read" not in page
    assert 'name="as" value="text"' in page
    assert '<a href="?from=v1.0&amp;to=v1.1">Show as it reads</a>' in page


def test_compare_says_when_only_the_writing_changed(world):
    with tenant_context(world.firm.pk):
        made = Roadmap.objects.create(version="v1.1", is_current=False, parent_roadmap=world.roadmap)
        for version, text in ((world.roadmap, "- one\n- two"), (made, "* one\n* two")):
            RoadmapSection.objects.update_or_create(
                roadmap=version,
                section_number=1,
                defaults={"section_name": "x", "title": "X", "content_markdown": text},
            )

    page = client_of(world.firm, Role.VIEWER).get(f"{URL}compare/?from=v1.0&to=v1.1").content.decode()

    assert "It reads the same; only the way it is written changed." in page


def test_compare_without_a_choice_shows_the_last_step(refreshed):
    response = client_of(refreshed.firm, Role.VIEWER).get(f"{URL}compare/")

    assert (response.context["before"].version, response.context["after"].version) == ("v1.0", "v1.1")


def test_compare_of_a_first_version_says_so(world):
    page = client_of(world.firm, Role.VIEWER).get(f"{URL}compare/").content.decode()

    assert "Nothing to compare with" in page


def test_compare_of_a_version_with_itself_says_so(world):
    page = client_of(world.firm, Role.VIEWER).get(f"{URL}compare/?from=v1.0&to=v1.0").content.decode()

    assert "one and the same version" in page


def test_text_of_a_section_cannot_become_markup(world):
    with tenant_context(world.firm.pk):
        made = Roadmap.objects.create(version="v1.1", is_current=False, parent_roadmap=world.roadmap)
        RoadmapSection.objects.create(
            roadmap=made, section_number=1, section_name="x", title="X", content_markdown="<script>alert(1)</script>"
        )

    page = client_of(world.firm, Role.VIEWER).get(f"{URL}compare/?from=v1.0&to=v1.1").content.decode()

    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)" in page


def test_sections_are_found_again_by_name_and_by_number(world):
    with tenant_context(world.firm.pk):
        made = Roadmap.objects.create(version="v1.1", is_current=False, parent_roadmap=world.roadmap)
        for number, name in ((4, "ghl_architecture"), (5, "renamed"), (7, "brand_new")):
            RoadmapSection.objects.create(roadmap=made, section_number=number, section_name=name, title=name)

        pairs = compared(world.roadmap, made)

        found = [(p.before and p.before.section_number, p.after and p.after.section_number, p.kind) for p in pairs]
        assert found == [
            (1, None, "removed"),
            (3, 4, "changed"),
            (5, 5, "changed"),
            (None, 7, "new"),
            (8, None, "removed"),
            (9, None, "removed"),
        ]


# A version to read


def test_an_old_version_is_read_with_what_replaced_it(refreshed):
    client = client_of(refreshed.firm, Role.VIEWER)

    page = client.get(f"{URL}v1.0/3/").content.decode()

    assert "<strong>v1.0</strong>, replaced by v1.1 on <time" in page
    assert 'href="/f/harbor-dental/roadmap/">Read the current one, v1.1</a>' in page
    assert 'href="/f/harbor-dental/roadmap/versions/v1.0/5/"' in page
    assert "(✓ delivered" not in page


def test_an_old_version_is_linked_from_the_list(refreshed):
    page = client_of(refreshed.firm, Role.VIEWER).get(URL).content.decode()

    assert '<a href="/f/harbor-dental/roadmap/versions/v1.0/"><span class="unseen">Read </span>v1.0</a>' in page


def test_the_current_version_is_read_in_its_own_place(refreshed):
    client = client_of(refreshed.firm, Role.VIEWER)

    assert client.get(f"{URL}v1.1/").headers["Location"] == "/f/harbor-dental/roadmap/"
    assert client.get(f"{URL}v1.1/3/").headers["Location"] == "/f/harbor-dental/roadmap/3/"


def test_a_draft_says_that_it_is_not_in_use(world):
    with tenant_context(world.firm.pk):
        Roadmap.objects.create(version="v2.0", is_current=False, parent_roadmap=world.roadmap)

    page = client_of(world.firm, Role.VIEWER).get(f"{URL}v2.0/").content.decode()

    assert "<strong>v2.0</strong> is not the version in use" in page
    assert "This version has no sections yet" in page


def test_diagrams_of_an_old_version_are_its_own(refreshed):
    with tenant_context(refreshed.firm.pk):
        RoadmapSection.objects.filter(roadmap=refreshed.roadmap, section_number=3).update(
            content_markdown="```mermaid\ngraph TD; Old-->Plan\n```"
        )
    client = client_of(refreshed.firm, Role.VIEWER)

    assert 'src="/f/harbor-dental/roadmap/versions/v1.0/3/diagram/0/"' in client.get(f"{URL}v1.0/3/").content.decode()
    assert "Old--&gt;Plan" in client.get(f"{URL}v1.0/3/diagram/0/").content.decode()


@pytest.mark.parametrize("path", ["v9.9/", "v9.9/1/", "v1.0/99/", "v1.0/3/diagram/7/", "v2.0/1/"])
def test_what_no_version_has_is_not_found(refreshed, path):
    with tenant_context(refreshed.firm.pk):
        Roadmap.objects.create(version="v2.0", is_current=False, parent_roadmap=refreshed.roadmap)

    assert client_of(refreshed.firm, Role.VIEWER).get(URL + path).status_code == 404


def test_any_version_leaves_as_markdown(refreshed):
    client = client_of(refreshed.firm, Role.VIEWER)

    first, second = (client.get(f"{URL}{version}.md") for version in ("v1.0", "v1.1"))

    assert first["Content-Disposition"] == 'attachment; filename="harbor-dental-roadmap-v1.0.md"'
    assert "Progress:" not in first.content.decode()
    assert "# Outcomes and learning" in second.content.decode()


def test_version_list_takes_the_same_number_of_queries_for_more(refreshed):
    client = client_of(refreshed.firm, Role.VIEWER)
    client.get(URL)
    with CaptureQueriesContext(
        connection,
    ) as two:
        client.get(URL)
    with tenant_context(refreshed.firm.pk):
        for minor in range(2, 8):
            Roadmap.objects.create(version=f"v1.{minor}", is_current=False)
    with CaptureQueriesContext(connection) as eight:
        client.get(URL)

    assert len(two) == len(eight)
