"""The checklist on the portal: download, see what changes, change it."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from apps.tenancy.context import tenant_context
from tests.portal.makers import Place, make_working_place, signed_in


@pytest.fixture
def harbor(db) -> Place:
    return make_working_place()


def url(place: Place, end: str = "checklist/") -> str:
    return f"{place.url}tickets/packs/{place.pack.pk}/{end}"


def downloaded(place: Place) -> str:
    return signed_in(place.people["viewer"]).get(url(place, "checklist.md")).content.decode()


def ticked(place: Place, *codes: str) -> str:
    text = downloaded(place)
    for code in codes:
        assert f"- [ ] **{code}**" in text
        text = text.replace(f"- [ ] **{code}**", f"- [x] **{code}**")
    return text


def post(place: Place, who: str = "admin", **data: Any) -> Any:
    return signed_in(place.people[who]).post(url(place, "checklist/import/"), data)


def text_of(response: Any) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def confirmed(place: Place, preview: Any) -> Any:
    """Press the button of the page that shows the differences, with the fields as the browser sends them."""
    html = preview.content.decode()
    (seen,) = re.findall(r'name="seen" value="([0-9a-f]+)"', html)
    return post(place, text=preview.context["text"].replace("\n", "\r\n"), seen=seen, name="rollout.md", apply="yes")


def test_viewer_downloads_the_checklist(harbor):
    response = signed_in(harbor.people["viewer"]).get(url(harbor, "checklist.md"))

    assert response["Content-Type"] == "text/markdown; charset=utf-8"
    assert response["Content-Disposition"] == 'attachment; filename="rollout.md"'
    assert response.content.decode().count("- [ ] **H-") == 6


@pytest.mark.parametrize(("who", "status"), [("viewer", 403), ("member", 403), ("admin", 200), ("owner", 200)])
def test_page_is_for_those_who_import(harbor, who, status):
    assert signed_in(harbor.people[who]).get(url(harbor)).status_code == status


@pytest.mark.parametrize("way", ["file", "text"])
def test_differences_are_shown_and_nothing_is_changed_yet(harbor, way):
    text = ticked(harbor, "H-101").replace("  - assignee: Ines Duarte", "  - assignee: Tom Okafor")
    given = SimpleUploadedFile("rollout.md", text.encode()) if way == "file" else text

    response = post(harbor, **{way: given})

    page = text_of(response)
    assert response.status_code == 200
    assert "2 tickets would change" in page
    assert "Connect the phone line to the shared inbox H-101 Status: Not started → Done" in page
    assert "Assignee: Ines Duarte → Tom Okafor" in page
    assert harbor.now("H-101").status == "not_started"


def test_confirmed_differences_are_written(harbor):
    preview = post(harbor, text=ticked(harbor, "H-101", "H-103"))

    response = confirmed(harbor, preview)

    assert response.status_code == 302
    assert response["Location"] == f"{harbor.url}tickets/?pack=rollout"
    assert [harbor.now(code).status for code in ("H-101", "H-102", "H-103")] == ["done", "not_started", "done"]
    with tenant_context(harbor.firm.pk):
        assert harbor.tickets["H-101"].events.get(status="done").pgh_context["name"] == "Tom Okafor"


def test_text_with_markup_survives_the_confirmation(harbor):
    text = downloaded(harbor).replace("  - status", "  - notes: </textarea><b>&amp;\n  - status", 1)

    confirmed(harbor, post(harbor, text=text))

    assert harbor.now("H-101").notes == "</textarea><b>&amp;"


def test_unchanged_checklist_has_nothing_to_confirm(harbor):
    response = post(harbor, text=downloaded(harbor))

    assert "Nothing to change" in text_of(response)
    assert 'name="apply"' not in response.content.decode()


def test_lines_that_are_left_out_are_shown(harbor):
    response = post(harbor, text=downloaded(harbor) + "- [x] Buy a plant\n")

    assert "1 line not taken over" in text_of(response)
    assert "- [x] Buy a plant" in response.content.decode()


def test_stale_checklist_is_shown_with_a_warning_and_taken_when_confirmed(harbor):
    text = ticked(harbor, "H-101")
    harbor.move("H-102", "done")

    preview = post(harbor, text=text)
    response = confirmed(harbor, preview)

    assert "The pack has changed since this checklist was downloaded" in text_of(preview)
    assert "Status: Done → Not started" in text_of(preview)
    assert response.status_code == 302
    assert [harbor.now(code).status for code in ("H-101", "H-102")] == ["done", "not_started"]


def test_pack_that_changes_while_somebody_looks_is_shown_again(harbor):
    preview = post(harbor, text=ticked(harbor, "H-101"))
    harbor.move("H-102", "done")

    response = confirmed(harbor, preview)

    assert response.status_code == 409
    assert "Somebody changed the pack while you were looking" in text_of(response)
    assert [harbor.now(code).status for code in ("H-101", "H-102")] == ["not_started", "done"]
    assert confirmed(harbor, response).status_code == 302


@pytest.mark.parametrize(
    ("given", "said"),
    [
        pytest.param({}, "Choose the file that you ticked, or paste its text.", id="nothing"),
        pytest.param({"text": "- [x] Call"}, "this is no exported checklist", id="no header"),
        pytest.param(
            {"file": SimpleUploadedFile("a.md", b"\xff\xfe")}, "a.md, line 1: byte 1 is not UTF-8", id="bytes"
        ),
        pytest.param({"text": "x" * 2_000_001}, "more than 2 MB", id="too large"),
    ],
)
def test_text_that_cannot_be_taken_is_refused(harbor, given, said):
    response = post(harbor, **given)

    assert response.status_code == 422
    assert said in text_of(response)


def test_checklist_of_another_pack_is_refused(harbor):
    response = post(harbor, text=downloaded(harbor).replace("pack: rollout", "pack: other"))

    assert response.status_code == 422
    assert "is the checklist of pack other, not of rollout" in text_of(response)
