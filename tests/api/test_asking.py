import pytest

from apps.roadmaps.models import RoadmapSection
from apps.tenancy.context import tenant_context
from apps.work.models import AuditEvent

PATH = "/api/roadmap/qna"


@pytest.fixture
def texts(rows):
    with tenant_context(rows.roadmap.tenant_id):
        RoadmapSection.objects.filter(pk=rows.section.pk).update(
            title="Summary", content_markdown="## The phone\n\nEvery **call** is answered.\n"
        )
    return rows


def test_answer_is_what_was_found(api, reader, texts, other_rows):
    answer = reader("POST", PATH, {"question": "  Is every call answered? "})

    shown = answer.json()
    assert answer.status_code == 200
    assert (shown["question"], shown["answered"]) == ("Is every call answered?", True)
    (passage,) = [one for one in shown["passages"] if one["kind"] == "section"]
    score = passage.pop("score")
    assert 0 < score < 1
    assert passage == {
        "kind": "section",
        "id": str(texts.section.pk),
        "url": "/api/roadmap/sections/1",
        "section_number": 1,
        "title": "Summary",
        "heading": "The phone",
        "text": "Every call is answered.",
    }
    assert api("GET", passage["url"]).json()["id"] == passage["id"]


def test_ticket_is_an_answer_too(reader, owner, texts, other_rows):
    (ticket,) = [
        one for one in reader("POST", PATH, {"question": "every call"}).json()["passages"] if one["kind"] == "ticket"
    ]

    assert (ticket["id"], ticket["heading"], ticket["title"]) == (str(texts.ticket.pk), "H-001", "Answer every call")
    assert ticket["url"] == f"/api/ticket-instances/{texts.ticket.pk}"
    inside = owner("POST", PATH, {"question": "every call"}).json()["passages"]
    assert {one["url"].partition("/api/")[0] for one in inside} == {"/f/harbor-dental"}


@pytest.mark.parametrize("question", ["zebra", "what is it"])
def test_nothing_found_is_no_answer(reader, texts, question):
    shown = reader("POST", PATH, {"question": question}).json()

    assert (shown["answered"], shown["passages"]) == (False, [])
    assert shown["says"]


@pytest.mark.parametrize("body", [{}, {"question": ""}, {"question": " "}, {"question": "x" * 501}, {"question": None},
                                  {"question": 7}, {"question": "x", "limit": 3}])  # fmt: skip
def test_question_that_is_wrong_is_refused(reader, texts, body):
    answer = reader("POST", PATH, body)

    assert answer.status_code == 400
    assert {error["field"] for error in answer.json()["errors"]} <= {"question", "limit"}


def test_firm_without_a_roadmap_is_told(firm, other_rows, reader):
    answer = reader("POST", PATH, {"question": "every call"})

    assert (answer.status_code, answer.json()["code"]) == (404, "no_roadmap")


def test_question_changes_nothing(reader, texts):
    reader("POST", PATH, {"question": "every call"})

    with tenant_context(texts.roadmap.tenant_id):
        assert not AuditEvent.objects.exists()
