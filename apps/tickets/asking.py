"""A question about the current roadmap: the answer is found in its sections and tickets, never written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple
from uuid import UUID

from django.db import connection

from apps.roadmaps.models import Roadmap, RoadmapSection
from apps.roadmaps.passages import Passage, passages, plain
from apps.roadmaps.section_files import short_title
from apps.tenancy.context import current_tenant_id
from apps.tickets.choices import TicketStatus
from apps.tickets.models import TicketInstance

LONGEST = 500  # characters of a question
MOST = 6  # of each kind: neither crowds the other out
WHOLE = 400  # characters of a passage that is shown whole; of a longer one the parts around the words are
START, STOP = "\x02", "\x03"  # around found words: nothing that people write

# A question is asked as people search the web: "quoted words" stand together, -word is left out.
ALL_WORDS = "websearch_to_tsquery('english', %s)"
ANY_WORD = "replace(plainto_tsquery('english', %s)::text, '&', '|')::tsquery"
# First those with most of the words. The words of headings and titles weigh twice those of texts, and the length of
# what they stand in is evened out.
FIND = """
    WITH asked AS MATERIALIZED (
        SELECT {query} AS query, tsvector_to_array(to_tsvector('english', %s)) AS lexemes
    ),
    placed AS (
        SELECT place, NULL::uuid AS id,
            setweight(to_tsvector('english', heading), 'B') || setweight(to_tsvector('english', text), 'C') AS words
        FROM unnest(%s::text[], %s::text[]) WITH ORDINALITY AS passage (heading, text, place)
        UNION ALL
        SELECT NULL, t.id,
            setweight(to_tsvector('english', t.ticket_id || ' ' || t.title), 'B')
            || setweight(
                to_tsvector('english', concat_ws(' ', t.description, t.notes, t.blocked_reason, t.assignee)), 'C'
            )
        FROM ticket_instances t
        JOIN ticket_packs p ON p.tenant_id = t.tenant_id AND p.id = t.ticket_pack_id
        WHERE t.tenant_id = %s AND p.roadmap_id = %s
    ),
    found AS (
        SELECT place, id, ts_rank(words, query, 1) AS score,
            cardinality(ARRAY(SELECT unnest(tsvector_to_array(words)) INTERSECT SELECT unnest(lexemes))) AS hits
        FROM placed, asked
        WHERE words @@ query
    ),
    ranked AS (
        SELECT *, row_number() OVER (PARTITION BY id IS NULL ORDER BY hits DESC, score DESC, place, id) AS nth
        FROM found
    )
    SELECT place, id, score FROM ranked WHERE nth <= %s ORDER BY hits DESC, score DESC, place NULLS LAST, id
"""
MARK = """
    SELECT ts_headline('english', text, {query}, %s || CASE WHEN length(text) <= %s THEN ', HighlightAll=true'
        ELSE ', MaxFragments=3, MaxWords=40, MinWords=15, FragmentDelimiter=" … "' END)
    FROM unnest(%s::text[]) WITH ORDINALITY AS shown (text, place) ORDER BY place
"""
# A question of nothing but "what" and "is", or of words to be left out, asks for no word.
HAS_WORDS = "SELECT querytree(websearch_to_tsquery('english', %s)) NOT IN ('', 'T')"

Kind = Literal["section", "ticket"]
Marked = list[tuple[str, bool]]


class QuestionError(Exception):
    """The question is empty or too long; the message is written for who asked it."""


@dataclass(frozen=True)
class Found:
    """A place that has the words: a passage of a section, or a ticket.

    ``heading`` is what the passage stands under, of a ticket its code; ``marked_…`` are pieces, true for found words.
    """

    kind: Kind
    id: UUID
    section_number: int | None
    title: str
    heading: str
    text: str
    status: str
    score: float
    marked_title: Marked
    marked_text: Marked


@dataclass(frozen=True)
class Answer:
    """The places that have the words, the best first, and in words how well they fit or what to try instead."""

    question: str
    found: tuple[Found, ...]
    says: str

    @property
    def answered(self) -> bool:
        """Whether anything was found."""
        return bool(self.found)

    def of_kind(self, kind: Kind) -> list[Found]:
        """Return only the passages, or only the tickets."""
        return [one for one in self.found if one.kind == kind]


class _Place(NamedTuple):
    section: RoadmapSection
    passage: Passage


class _Hit(NamedTuple):
    place: int | None
    ticket_id: UUID | None
    score: float


def ask(question: str, *, roadmap: Roadmap) -> Answer:
    """Look for the words of a question in the roadmap's sections and in the tickets of its packs.

    Where no place has all of the words, places with any of them are taken.
    Raises QuestionError for a question that is empty or longer than ``LONGEST``.
    """
    question = " ".join(question.replace("\0", "").split())
    if not question:
        raise QuestionError("Write a question, or a word or two to look for.")
    if len(question) > LONGEST:
        raise QuestionError(f"A question has at most {LONGEST} characters; this one has {len(question):,}.")
    if not _value(HAS_WORDS, question):
        return Answer(question, (), NO_WORDS)
    places = _places(roadmap)
    for query, says in ((ALL_WORDS, FOUND_ALL), (ANY_WORD, FOUND_ANY)):
        if hits := _hits(query, question, places, roadmap):
            return Answer(question, tuple(_shown(query, question, hits, places)), says)
    return Answer(question, (), f"Neither roadmap {roadmap.version} nor its tickets have these words. {TRY}")


TRY = "Try another word for it, a single word, or the name of a system or a person."
NO_WORDS = "There is no word to look for in this question. Name what it is about, such as “missed calls”."
FOUND_ALL = "These places have all of the words, the best match first."
FOUND_ANY = "No place has all of the words; these have some of them, the best match first."


def _places(roadmap: Roadmap) -> list[_Place]:
    fields = ("tenant", "roadmap", "section_number", "title", "content_markdown")
    rows = roadmap.sections.order_by("section_number").only(*fields)
    return [_Place(row, passage) for row in rows for passage in passages(row.content_markdown)]


def _hits(query: str, question: str, places: list[_Place], roadmap: Roadmap) -> list[_Hit]:
    headings = [f"{place.section.title} {place.passage.heading}" for place in places]
    texts = [place.passage.markdown for place in places]
    given = [question, question, headings, texts, current_tenant_id(), roadmap.pk, MOST]
    return [_Hit(*row) for row in _rows(FIND.format(query=query), given)]


def _shown(query: str, question: str, hits: list[_Hit], places: list[_Place]) -> list[Found]:
    fields = ("tenant", "ticket_id", "title", "section_number", "status", "description", "notes", "blocked_reason")
    ids = [hit.ticket_id for hit in hits if hit.ticket_id]
    tickets = {row.pk: row for row in TicketInstance.objects.filter(pk__in=ids).only(*fields)} if ids else {}
    found = [
        _of_section(places[hit.place - 1]) if hit.place else _of_ticket(tickets[hit.ticket_id])
        for hit in hits
        if hit.place or hit.ticket_id in tickets
    ]
    titles = [one["heading"] if one["kind"] == "section" else one["title"] for one in found]
    marked = _marked(query, question, [*titles, *(one["text"] for one in found)])
    return [
        Found(**one, score=round(hit.score, 4), marked_title=title, marked_text=text)
        for one, hit, title, text in zip(found, hits, marked[: len(found)], marked[len(found) :], strict=True)
    ]


def _of_section(place: _Place) -> dict[str, Any]:
    section, passage = place
    number = section.section_number
    title = short_title(section.title, number=number)
    heading = "" if passage.heading in {section.title, title} else passage.heading
    return {
        "kind": "section",
        "id": section.pk,
        "section_number": number,
        "title": title,
        "heading": heading,
        "text": plain(passage.markdown),
        "status": "",
    }


def _of_ticket(ticket: TicketInstance) -> dict[str, Any]:
    texts = (plain(text) for text in (ticket.description, ticket.notes, ticket.blocked_reason))
    return {
        "kind": "ticket",
        "id": ticket.pk,
        "section_number": ticket.section_number,
        "title": ticket.title,
        "heading": ticket.ticket_id,
        "text": "\n".join(text for text in texts if text),
        "status": TicketStatus(ticket.status).label,
    }


def _marked(query: str, question: str, texts: Sequence[str]) -> list[Marked]:
    """Return each text in pieces: those that were asked for, and those between."""
    options = f'StartSel="{START}", StopSel="{STOP}"'
    clean = [text.replace(START, "").replace(STOP, "") for text in texts]
    rows = _rows(MARK.format(query=query), [question, options, WHOLE, clean])
    return [_pieces(text) for (text,) in rows]


def _pieces(text: str) -> Marked:
    pieces: Marked = []
    for part in text.split(START):
        word, stop, rest = part.partition(STOP)
        pieces += [(word, True), (rest, False)] if stop else [(part, False)]
    return [piece for piece in pieces if piece[0]]


def _value(sql: str, *params: Any) -> Any:
    return _rows(sql, list(params))[0][0]


def _rows(sql: str, params: list[Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        return cursor.fetchall()
