"""What is found for a question, in which order, and that nothing of another plan or firm is."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from apps.roadmaps.models import Roadmap, RoadmapSection
from apps.tenancy.context import tenant_context
from apps.tickets.asking import FOUND_ALL, FOUND_ANY, LONGEST, MOST, NO_WORDS, QuestionError, ask
from apps.tickets.models import TicketInstance, TicketPack

DIAGNOSIS = """# SECTION 2 — Diagnosis

## Missed calls

A missed call waits **four hours** until the front desk answers it.

| Step | Who |
|---|---|
| Call back | Marcus Bell |

## Recall lists

Nobody owns the recall lists.
"""


@pytest.fixture
def plan(inside) -> Roadmap:
    roadmap = Roadmap.objects.create(version="v1.0")
    section(roadmap, 2, "SECTION 2 — Diagnosis", DIAGNOSIS)
    section(roadmap, 3, "Systems", "One inbox for the phone and the mail.\n")
    pack = TicketPack.objects.create(roadmap=roadmap, key="main", title="Main")
    ticket(pack, "H-1", "Route missed calls to the mobile", description="The phone company does it.", section_number=2)
    ticket(pack, "H-2", "Write the greeting", notes="Read out by Priya Raman.", assignee="Ines Duarte")
    return roadmap


def section(roadmap, number, title, text) -> RoadmapSection:
    return RoadmapSection.objects.create(
        roadmap=roadmap, section_number=number, section_name="x", title=title, content_markdown=text
    )


def ticket(pack, code, title, **fields) -> TicketInstance:
    return TicketInstance.objects.create(ticket_pack=pack, ticket_id=code, title=title, **fields)


def places(answer) -> list[tuple[str, str]]:
    return [(one.kind, one.heading) for one in answer.found]


def words(marked) -> list[str]:
    return [text for text, is_found in marked if is_found]


def test_place_with_all_words_is_found_whatever_their_form(plan):
    answer = ask("When is a missed call answered?", roadmap=plan)

    (one,) = answer.found
    assert (answer.answered, answer.says) == (True, FOUND_ALL)
    assert (one.kind, one.section_number, one.title, one.heading) == ("section", 2, "Diagnosis", "Missed calls")
    assert one.text == "A missed call waits four hours until the front desk answers it."
    assert words(one.marked_text) == ["missed", "call", "answers"]
    assert words(one.marked_title) == ["Missed", "calls"]
    assert "".join(text for text, _ in one.marked_text) == one.text
    assert one.score > 0


def test_sections_and_tickets_are_both_looked_through(plan):
    answer = ask("missed calls", roadmap=plan)

    assert set(places(answer)) == {("section", "Missed calls"), ("ticket", "H-1")}
    found = next(one for one in answer.found if one.kind == "ticket")
    assert (found.title, found.section_number, found.status) == ("Route missed calls to the mobile", 2, "Not started")
    assert found.text == "The phone company does it."
    assert words(found.marked_title) == ["missed", "calls"]
    assert answer.of_kind("ticket") == [found]


@pytest.mark.parametrize(
    ("question", "place"),
    [
        ("Ines Duarte", ("ticket", "H-2")),
        ("Priya", ("ticket", "H-2")),
        ("H-2", ("ticket", "H-2")),
        ("marcus bell", ("section", "Missed calls")),
        ("Who owns recalls?", ("section", "Recall lists")),
    ],
)
def test_names_codes_and_notes_are_found(plan, question, place):
    assert place in places(ask(question, roadmap=plan))


def test_where_no_place_has_all_words_those_with_most_come_first(plan):
    answer = ask("Does Marcus call back about the recall lists in the inbox?", roadmap=plan)

    assert answer.says == FOUND_ANY
    assert places(answer)[0] in {("section", "Missed calls"), ("section", "Recall lists")}
    assert ("section", "") in places(answer)  # only the inbox


def test_quoted_words_stand_together_and_others_can_be_left_out(plan):
    assert places(ask('"front desk answers"', roadmap=plan)) == [("section", "Missed calls")]
    assert places(ask("phone -company", roadmap=plan)) == [("section", "")]
    assert places(ask("missed -calls", roadmap=plan)) != []  # as if it were any of the words


@pytest.mark.parametrize("question", ["what is it?", "-inbox", "the", "?!", "' \" & | ! ( )"])
def test_question_without_a_word_to_look_for_says_so(plan, question):
    answer = ask(question, roadmap=plan)

    assert (answer.answered, answer.found, answer.says) == (False, (), NO_WORDS)


def test_nothing_found_says_what_to_try(plan):
    answer = ask("zebra", roadmap=plan)

    assert not answer.answered
    assert answer.says.startswith("Neither roadmap v1.0 nor its tickets have these words. Try ")


@pytest.mark.parametrize("question", ["", "  \n ", "x" * (LONGEST + 1)])
def test_question_of_no_or_too_many_characters_is_refused(plan, question):
    with pytest.raises(QuestionError, match=r"Write a question|at most 500 characters; this one has 501"):
        ask(question, roadmap=plan)


@pytest.mark.parametrize(
    "question",
    ["a:* & b", "'; DROP TABLE tickets; --", "calls\0", "call % %s {0}", "\\", "x" * LONGEST, "http://a.b/c?d&e"],
)
def test_no_question_breaks_it(plan, question):
    assert ask(question, roadmap=plan).says


def test_marks_in_a_text_mark_nothing(plan):
    section(plan, 4, "Odd", "A \x02forged\x03 stamp and <b>stamp</b>.")

    (one,) = ask("stamp", roadmap=plan).found

    assert words(one.marked_text) == ["stamp", "stamp"]
    assert "<b>" in "".join(text for text, _ in one.marked_text)


def test_long_passage_is_shown_around_the_words(plan):
    section(plan, 4, "Long", f"{'Filling words go on. ' * 80}Then the periscope. {'And on. ' * 80}")

    (one,) = ask("periscope", roadmap=plan).found

    shown = "".join(text for text, _ in one.marked_text)
    assert words(one.marked_text) == ["periscope"]
    assert len(shown) < 500 < len(one.text)


def test_neither_kind_crowds_out_the_other(plan):
    pack = TicketPack.objects.get(key="main")
    TicketInstance.objects.bulk_create(
        TicketInstance(ticket_pack=pack, ticket_id=f"N-{number}", title="Missed calls missed calls")
        for number in range(30)
    )

    answer = ask("missed calls", roadmap=plan)

    assert len(answer.of_kind("ticket")) == MOST
    assert ("section", "Missed calls") in places(answer)


def test_other_versions_and_packs_are_left_out(plan):
    old = Roadmap.objects.create(version="v0.9", is_current=False)
    section(old, 1, "Old", "A periscope.")
    ticket(TicketPack.objects.create(roadmap=old, key="old", title="Old"), "O-1", "Buy a periscope")
    ticket(TicketPack.objects.create(key="loose", title="Of no roadmap"), "L-1", "Sell the periscope")

    assert not ask("periscope", roadmap=plan).answered
    assert sorted(places(ask("periscope", roadmap=old))) == [("section", ""), ("ticket", "O-1")]


def test_another_firms_roadmap_is_not_read(firm, other_firm, db):
    with tenant_context(other_firm.pk):
        theirs = Roadmap.objects.create(version="v1.0")
        section(theirs, 1, "Theirs", "A periscope.")
        ticket(TicketPack.objects.create(roadmap=theirs, key="main", title="Main"), "T-1", "Buy a periscope")
        assert len(ask("periscope", roadmap=theirs).found) == 2

    with tenant_context(firm.pk):
        assert ask("periscope", roadmap=theirs).found == ()


def test_number_of_statements_does_not_grow(plan):
    def count() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert ask("missed calls", roadmap=plan).answered
        return len(captured)

    few = count()
    pack = TicketPack.objects.get(key="main")
    TicketInstance.objects.bulk_create(
        TicketInstance(ticket_pack=pack, ticket_id=f"N-{number}", title="Missed calls") for number in range(50)
    )
    for number in range(10, 40):
        section(plan, number, "More", "Missed calls.\n\n" * 5)

    assert count() == few == 5
