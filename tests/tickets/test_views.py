from __future__ import annotations

import re
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from apps.tenancy.context import tenant_context
from apps.tickets import operations
from apps.tickets.models import TicketInstance
from tests.portal.makers import Place, depend, make_pack, make_place, make_working_place, signed_in

HTMX = {"HTTP_HX_REQUEST": "true"}
MISSING = "019a4c3e-5d2b-7c1e-9f00-3a1b2c3d4e5f"


@pytest.fixture
def harbor(db) -> Place:
    return make_working_place()


def move_url(place: Place, code: str) -> str:
    return f"{place.url}tickets/{place.tickets[code].pk}/move/"


def text_of(response) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def without_token(response) -> str:
    """Return the page without the CSRF token, which is masked anew for each answer."""
    return re.sub(r"[A-Za-z0-9]{64}", "", response.content.decode())


def test_board_shows_the_pack_by_sprint(harbor):
    response = signed_in(harbor.people["viewer"]).get(f"{harbor.url}tickets/")

    assert response.status_code == 200
    assert [(g.key, len(g.tickets)) for g in response.context["board"].groups] == [("1", 3), ("2", 2), ("backlog", 1)]
    assert "Sprint 1: One inbox Nov 16 – Nov 27, 2026 0 of 3 done" in text_of(response)


def test_board_by_section_names_the_sections_of_the_roadmap(harbor):
    with tenant_context(harbor.firm.pk):
        harbor.pack.tickets.filter(ticket_id="H-301").update(section_number=None)
        harbor.pack.tickets.filter(ticket_id="H-103").update(section_number=2)

    response = signed_in(harbor.people["viewer"]).get(f"{harbor.url}tickets/?by=section")

    titles = [(group.title, [t.ticket_id for t in group.tickets]) for group in response.context["board"].groups]
    assert titles == [
        ("Section 1: The plan", ["H-101", "H-102", "H-201", "H-202"]),
        ("Section 2: The numbers", ["H-103"]),
        ("No section", ["H-301"]),
    ]


def test_board_of_a_pack_that_does_not_exist_is_not_found(harbor):
    response = signed_in(harbor.people["viewer"]).get(f"{harbor.url}tickets/?pack=no-such-pack")

    assert response.status_code == 404


@pytest.mark.parametrize(
    ("query", "codes"),
    [
        ("q=phone", ["H-101"]),
        ("q=h-2", ["H-201", "H-202"]),
        ("q=%25", []),
        ("sprint=2", ["H-201", "H-202"]),
        ("sprint=backlog", ["H-301"]),
        ("sprint=99", []),
        ("sprint=x", []),
        ("status=done", []),
        ("status=nonsense", []),
        ("assignee=Marcus+Bell", ["H-101", "H-201"]),
        ("assignee=Marcus+Bell&sprint=2", ["H-201"]),
        ("q=%00phone", ["H-101"]),
        ("q=calls+greeting", ["H-102"]),
        ("q=vendor", ["H-202"]),
        ("section=1&sprint=2", ["H-201", "H-202"]),
        ("section=none", []),
        ("section=99999999", []),
        ("assignee=me", ["H-102"]),
        ("assignee=nobody", ["H-103", "H-202", "H-301"]),
        ("assignee=marcus+bell", ["H-101", "H-201"]),
        ("status=open&sprint=2", ["H-201", "H-202"]),
        ("status=waiting", ["H-201"]),
        ("status=ready&sprint=2", ["H-202"]),
    ],
)
def test_board_is_narrowed_by(harbor, query, codes):
    with tenant_context(harbor.firm.pk):
        harbor.pack.tickets.filter(ticket_id="H-202").update(notes="Ask the vendor")

    response = signed_in(harbor.people["owner"]).get(f"{harbor.url}tickets/?{query}")

    shown = [ticket.ticket_id for group in response.context["board"].groups for ticket in group.tickets]
    assert shown == codes


def test_detail_shows_text_dependencies_and_history(harbor):
    harbor.move("H-201", "blocked", reason="The vendor is silent")

    response = signed_in(harbor.people["viewer"]).get(f"{harbor.url}tickets/{harbor.tickets['H-201'].pk}/")

    shown = text_of(response)
    assert "Depends on H-101 Not started" in shown
    assert "Blocked by The vendor is silent" in shown
    assert "Priya Raman changed status from Not started to Blocked" in shown
    assert "Ines Duarte made this ticket" in shown


def test_detail_of_a_missing_ticket_is_not_found(harbor):
    response = signed_in(harbor.people["viewer"]).get(f"{harbor.url}tickets/{MISSING}/")

    assert response.status_code == 404


def test_detail_shows_markup_in_titles_and_texts_as_text(harbor):
    with tenant_context(harbor.firm.pk):
        TicketInstance.objects.filter(pk=harbor.tickets["H-101"].pk).update(
            title="<script>alert(1)</script>", description="<img src=x onerror=alert(1)>", notes="<b>bold</b>"
        )

    response = signed_in(harbor.people["viewer"]).get(f"{harbor.url}tickets/{harbor.tickets['H-101'].pk}/")

    page = response.content.decode()
    assert "<script>alert" not in page
    assert "<img src=x" not in page
    assert "&lt;b&gt;bold" in page


def test_move_with_htmx_answers_with_row_and_totals(harbor):
    response = signed_in(harbor.people["member"]).post(move_url(harbor, "H-101"), {"status": "done"}, **HTMX)

    assert response.status_code == 200
    body = response.content.decode()
    assert body.startswith(f'<li id="t{harbor.tickets["H-101"].pk}" class="tk done">')
    assert f'<p class="totals" id="p{harbor.pack.pk}" hx-swap-oob="true">' in body
    assert "1 of 6 done" in body
    assert "csrfmiddlewaretoken" not in body
    assert harbor.now("H-101").status == "done"


def test_move_without_htmx_goes_back_to_where_the_form_says(harbor):
    response = signed_in(harbor.people["member"]).post(
        move_url(harbor, "H-101"), {"status": "done", "next": f"{harbor.url}tickets/?sprint=1"}
    )

    assert response.status_code == 302
    assert response["Location"] == f"{harbor.url}tickets/?sprint=1#t{harbor.tickets['H-101'].pk}"


@pytest.mark.parametrize("to", ["https://elsewhere.example/", "//elsewhere.example/", "javascript:alert(1)", ""])
def test_move_never_leads_elsewhere(harbor, to):
    response = signed_in(harbor.people["member"]).post(move_url(harbor, "H-101"), {"status": "done", "next": to})

    assert response["Location"] == f"{harbor.url}tickets/{harbor.tickets['H-101'].pk}/"


@pytest.mark.parametrize(
    ("headers", "place"), [(HTMX, 'class="msg"'), ({}, 'role="alert"')], ids=["htmx", "plain form"]
)
def test_move_that_is_refused_says_why(harbor, headers, place):
    response = signed_in(harbor.people["member"]).post(move_url(harbor, "H-101"), {"status": "blocked"}, **headers)

    assert response.status_code == 422
    assert f"{place}>Say what blocks H-101: a blocked ticket needs a reason.<" in response.content.decode()
    assert harbor.now("H-101").status == "not_started"


@pytest.mark.parametrize("headers", [HTMX, {}], ids=["htmx", "plain form"])
def test_move_with_too_long_a_reason_says_so(harbor, headers):
    response = signed_in(harbor.people["member"]).post(
        move_url(harbor, "H-101"), {"status": "blocked", "reason": "x" * 501}, **headers
    )

    assert response.status_code == 422
    assert "at most 500 characters" in response.content.decode()
    assert harbor.now("H-101").status == "not_started"


@pytest.mark.parametrize("headers", [HTMX, {}], ids=["htmx", "plain form"])
def test_move_of_an_old_version_says_who_changed_what(harbor, headers):
    seen = harbor.tickets["H-101"].row_version
    harbor.move("H-101", "skipped")

    response = signed_in(harbor.people["member"]).post(
        move_url(harbor, "H-101"), {"status": "done", "version": seen}, **headers
    )

    assert response.status_code == 409
    assert re.search(r"Priya Raman changed this (ticket )?on \w+ \d+, \d\d:\d\d: it is skipped now", text_of(response))
    assert harbor.now("H-101").status == "skipped"


@pytest.mark.parametrize("version", ["", "x", "-1", "99999999999999999999"])
def test_move_with_a_version_that_is_none_counts_as_without(harbor, version):
    response = signed_in(harbor.people["member"]).post(
        move_url(harbor, "H-101"), {"status": "done", "version": version}, **HTMX
    )

    assert response.status_code == 200


@pytest.mark.parametrize(("before", "after"), [("done", "blocked"), ("blocked", "in_progress"), ("done", "skipped")])
def test_move_is_undone_by_who_made_it(harbor, before, after):
    harbor.move("H-101", before, reason="The vendor is silent")
    was = harbor.now("H-101")
    client = signed_in(harbor.people["member"])
    moved = client.post(move_url(harbor, "H-101"), {"status": after, "reason": "Another"}, **HTMX)

    response = client.post(move_url(harbor, "H-101"), {"undo": "1"}, **HTMX)

    now = harbor.now("H-101")
    assert 'name="undo"' in moved.content.decode()
    assert re.search(r"Taken back \d\d:\d\d", text_of(response))
    assert 'name="undo"' not in response.content.decode()
    assert (now.status, now.blocked_reason, now.completed_at) == (was.status, was.blocked_reason, was.completed_at)


def test_move_to_where_the_ticket_is_has_nothing_to_undo(harbor):
    harbor.move("H-101", "done")

    response = signed_in(harbor.people["member"]).post(move_url(harbor, "H-101"), {"status": "done"}, **HTMX)

    assert 'name="undo"' not in response.content.decode()


def test_undo_of_somebody_elses_move_is_refused_with_their_name(harbor):
    harbor.move("H-101", "done")

    response = signed_in(harbor.people["member"]).post(move_url(harbor, "H-101"), {"undo": "1"}, **HTMX)

    assert response.status_code == 422
    assert "H-101 was moved by Priya Raman: only they can undo that." in text_of(response)
    assert harbor.now("H-101").status == "done"


def test_undo_of_a_ticket_that_was_changed_meanwhile_is_refused(harbor):
    client = signed_in(harbor.people["member"])
    client.post(move_url(harbor, "H-101"), {"status": "done"}, **HTMX)
    seen = harbor.now("H-101").row_version
    with tenant_context(harbor.firm.pk, actor={"name": "Priya Raman"}):
        operations.edit_ticket(ticket_id=harbor.tickets["H-101"].pk, changes={"assignee": "Priya Raman"})

    response = client.post(move_url(harbor, "H-101"), {"undo": "1", "version": seen}, **HTMX)

    assert response.status_code == 409
    assert "Priya Raman has it now" in text_of(response)
    assert harbor.now("H-101").status == "done"


def test_undo_without_a_script_is_a_button_in_the_message(harbor):
    client = signed_in(harbor.people["member"])
    page = client.post(move_url(harbor, "H-101"), {"status": "done", "next": f"{harbor.url}tickets/"}, follow=True)
    form = re.search(r'<form class="undo".*?</form>', page.content.decode())[0]
    given = dict(re.findall(r'name="(\w+)" value="([^"]*)"', form))

    response = client.post(re.search(r'action="([^"]+)"', form)[1], given)

    assert response["Location"] == f"{harbor.url}tickets/#t{harbor.tickets['H-101'].pk}"
    assert harbor.now("H-101").status == "not_started"


@pytest.mark.parametrize("headers", [HTMX, {}], ids=["htmx", "plain form"])
def test_tick_says_which_tickets_it_unlocked(harbor, headers):
    client = signed_in(harbor.people["member"])
    with tenant_context(harbor.firm.pk):
        depend(harbor.tickets["H-202"], harbor.tickets["H-101"])
        depend(harbor.tickets["H-202"], harbor.tickets["H-102"])

    first = client.post(move_url(harbor, "H-101"), {"status": "done"}, **headers, follow=True)
    second = client.post(move_url(harbor, "H-102"), {"status": "skipped"}, **headers, follow=True)

    assert "Unlocked: H-201" in text_of(first)
    assert "Unlocked: H-201," not in text_of(first)
    assert "Unlocked: H-202" in text_of(second)


def test_ticket_is_taken_from_the_board(harbor):
    response = signed_in(harbor.people["member"]).post(move_url(harbor, "H-103"), {"take": "1"}, **HTMX)

    assert response.status_code == 200
    assert harbor.now("H-103").assignee == "Marcus Bell"


def edit_url(place: Place, code: str) -> str:
    return f"{place.url}tickets/{place.tickets[code].pk}/edit/"


def test_edit_saves_notes_and_assignee(harbor):
    client = signed_in(harbor.people["member"])

    client.post(edit_url(harbor, "H-103"), {"notes": "Called twice.\r\nNobody there. "})
    client.post(edit_url(harbor, "H-103"), {"assignee": "Tom Okafor"})

    now = harbor.now("H-103")
    assert (now.notes, now.assignee) == ("Called twice.\nNobody there.", "Tom Okafor")


def test_edit_of_an_old_version_keeps_what_was_typed_and_shows_what_the_other_wrote(harbor):
    seen = harbor.tickets["H-103"].row_version
    with tenant_context(harbor.firm.pk, actor={"name": "Priya Raman"}):
        operations.edit_ticket(ticket_id=harbor.tickets["H-103"].pk, changes={"notes": "Tom answers <on> Mondays"})
    client = signed_in(harbor.people["member"])

    response = client.post(edit_url(harbor, "H-103"), {"notes": "Ines answers", "version": seen})

    page = response.content.decode()
    assert response.status_code == 409
    assert "Priya Raman changed this ticket on" in page
    assert "Tom answers &lt;on&gt; Mondays" in page
    assert re.search(r"<textarea[^>]*>\nInes answers</textarea>", page)
    assert harbor.now("H-103").notes == "Tom answers <on> Mondays"
    again = client.post(
        edit_url(harbor, "H-103"), {"notes": "Ines answers", "version": response.context["ticket"].row_version}
    )
    assert again.status_code == 302
    assert harbor.now("H-103").notes == "Ines answers"


def test_edit_with_too_long_an_assignee_says_so_and_keeps_it(harbor):
    response = signed_in(harbor.people["member"]).post(edit_url(harbor, "H-103"), {"assignee": "x" * 256})

    assert response.status_code == 422
    assert "Assignee: Ensure this value has at most 255 characters" in response.content.decode()
    assert f'value="{"x" * 256}"' in response.content.decode()


@pytest.mark.parametrize("path", ["edit/", "evidence/"])
def test_viewer_may_neither_edit_nor_add_files(harbor, path):
    url = f"{harbor.url}tickets/{harbor.tickets['H-103'].pk}/{path}"

    response = signed_in(harbor.people["viewer"]).post(url, {"notes": "Mine"})

    assert response.status_code == 403
    assert harbor.now("H-103").notes == ""


def test_move_by_a_viewer_is_forbidden(harbor):
    response = signed_in(harbor.people["viewer"]).post(move_url(harbor, "H-101"), {"status": "done"}, **HTMX)

    assert response.status_code == 403
    assert harbor.now("H-101").status == "not_started"


def test_move_without_the_csrf_token_is_forbidden(harbor):
    client = Client(enforce_csrf_checks=True)
    client.force_login(harbor.people["member"])

    response = client.post(move_url(harbor, "H-101"), {"status": "done"}, **HTMX)

    assert response.status_code == 403
    assert harbor.now("H-101").status == "not_started"


def test_move_by_get_is_refused(harbor):
    assert signed_in(harbor.people["member"]).get(move_url(harbor, "H-101")).status_code == 405


@pytest.mark.parametrize("path", ["tickets/", "tickets/{ticket}/", "tickets/{ticket}/move/"])
def test_page_of_tickets_is_a_404_to_a_stranger_and_a_sign_in_to_nobody(harbor, path):
    castellan = make_place("castellan-logistics", name="Castellan Logistics")
    url = harbor.url + path.format(ticket=harbor.tickets["H-101"].pk)

    stranger = signed_in(castellan.people["owner"]).post(url, {"status": "done"})
    nobody = Client().post(url, {"status": "done"})

    assert stranger.status_code == 404
    assert (nobody.status_code, nobody["Location"]) == (302, f"/accounts/login/?next={harbor.url}")
    assert harbor.now("H-101").status == "not_started"


@pytest.mark.parametrize("path", ["tickets/{ticket}/", "tickets/{ticket}/move/"])
def test_ticket_of_another_firm_is_the_same_404_as_a_missing_one(harbor, path):
    castellan = make_place("castellan-logistics", name="Castellan Logistics")
    client = signed_in(castellan.people["owner"])
    ask = client.post if path.endswith("move/") else client.get

    foreign = ask(castellan.url + path.format(ticket=harbor.tickets["H-101"].pk), {"status": "done"})
    missing = ask(castellan.url + path.format(ticket=uuid4()), {"status": "done"})

    assert (foreign.status_code, missing.status_code) == (404, 404)
    assert without_token(foreign) == without_token(missing)
    assert harbor.now("H-101").status == "not_started"


WIDE = 'Überweisungsträger für die Zähne: größtmögliche Äußerung über Öl & "Süßes" — Καλημέρα, доброе утро, 歯科医院。'


@pytest.mark.parametrize(
    "letters", ["Plain letters only. ", WIDE, "\"'<&>", "🦷"], ids=["ascii", "mixed", "escaped", "emoji"]
)
@pytest.mark.parametrize("outcome", ["saved", "unlocking", "blocked", "refused", "conflict"])
def test_answer_to_a_tick_is_at_most_2_kb_whatever_the_ticket_says(db, letters, outcome):
    harbor = make_place("harbor-dental-partners-and-associated-surgeries-of-the-greater")
    codes = [f"HARBOR-ROLLOUT-2026-{i:03}" for i in range(7)]
    long = (letters * 500)[:500]
    with tenant_context(harbor.firm.pk, actor={"name": (letters * 150)[:150], "via": "page"}):
        pack = make_pack(
            key="long", title="Rollout of the shared inbox", tickets=[(code, long, 12, long[:255]) for code in codes]
        )
        ticket, *others = pack.tickets.order_by("order_index")
        for other in others:
            depend(ticket, other)
        freed = TicketInstance.objects.bulk_create(
            TicketInstance(ticket_pack=pack, ticket_id=f"HARBOR-FREED-2026-{i:03}", title="Next") for i in range(5)
        )
        for other in freed:
            depend(other, ticket)
    asked = {"status": "in_progress", "version": ticket.row_version}
    if outcome == "blocked":
        asked |= {"status": "blocked", "reason": long}
    if outcome == "unlocking":
        asked |= {"status": "done"}
    if outcome == "refused":
        asked |= {"status": "blocked"}
    if outcome == "conflict":
        asked |= {"version": 99}

    response = signed_in(harbor.people["member"]).post(f"{harbor.url}tickets/{ticket.pk}/move/", asked, **HTMX)

    expected = {"saved": 200, "unlocking": 200, "blocked": 200, "refused": 422, "conflict": 409}
    assert response.status_code == expected[outcome]
    assert len(response.content) <= 2048


@pytest.fixture
def committed_harbor(committed) -> Place:
    return make_working_place()


def in_the_transaction(statements: list[str]) -> list[str]:
    """Return what runs inside the firm's transaction: all after the look-up of the caller."""
    caller = next(place for place, sql in enumerate(statements) if "firms_of_user" in sql)
    return [sql for sql in statements[caller + 1 :] if sql not in {"BEGIN", "COMMIT"}]


def test_tick_takes_six_statements_in_its_transaction(committed_harbor):
    client = signed_in(committed_harbor.people["member"])
    client.get(f"{committed_harbor.url}tickets/")

    with CaptureQueriesContext(
        connection,
    ) as captured:
        client.post(move_url(committed_harbor, "H-101"), {"status": "done", "version": 1}, **HTMX)

    statements = [query["sql"] for query in captured]
    inside = in_the_transaction(statements)
    assert [sql.split()[0] for sql in inside] == ["SAVEPOINT", "SELECT", "UPDATE", "RELEASE", "SELECT", "SELECT"]
    assert committed_harbor.now("H-101").status == "done"
