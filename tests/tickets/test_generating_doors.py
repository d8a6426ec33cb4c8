"""Packs are made by command, over the API and on the portal, each by the one operation."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.http import QueryDict

from apps.tenancy.context import tenant_context
from apps.tickets.models import TicketInstance, TicketPack
from tests.api.conftest import by_session, by_token, furnish
from tests.commands import run
from tests.conftest import make_firm, make_member, make_user
from tests.portal.makers import Place, make_working_place, signed_in
from tests.tickets.library_rows import SMALL, fill_library
from tests.tickets.pack_imports import footprint

API = "/api/roadmap/generate-tickets"


@pytest.fixture
def harbor(db) -> Place:
    fill_library(*SMALL)
    return make_working_place()


def packs(firm):
    with tenant_context(firm.pk):
        return {pack.key: pack.total_tickets for pack in TicketPack.objects.all()}


# The command


def command(*more: str) -> Any:
    return run("ticketpack_generate", "--tenant", "harbor-dental", *more)


def test_command_makes_a_pack_and_says_what_it_is_made_of(harbor):
    ran = command("--from", "library", "--systems", "recall, extra", "--start", "2026-03-02")

    assert (ran.failure, ran.err) == (None, "")
    assert ran.out.splitlines() == [
        "sprint 1: 2026-03-02 to 2026-03-13, 4 tickets, 14 hours: Recall · Extra · 1 more",
        "  A short one: this is what is left",
        "added T1.1 Do T1.1, needed by T2.1",
        "harbor-dental: pack library: tickets 4 created, 0 updated, 0 unchanged, 0 skipped, 0 reopened",
    ]
    assert packs(harbor.firm)["library"] == 4


def test_command_again_says_unchanged(harbor):
    command("--from", "sections")

    assert command("--from", "sections").out.splitlines()[-1] == "harbor-dental: pack sections: unchanged"


def test_command_on_a_dry_run_shows_everything_and_writes_nothing(harbor):
    command("--from", "library", "--systems", "desk", "--start", "2026-03-02")
    before = footprint(harbor.firm)

    ran = command("--from", "library", "--systems", "desk", "--tickets", "T10.1", "--start", "2026-03-02", "--dry-run")

    assert "+ T10.1 Do T10.1" in ran.out
    assert ran.out.endswith("dry run: nothing was written\n")
    assert footprint(harbor.firm) == before


def test_command_tells_it_as_json(harbor):
    told = command("--from", "library", "--tags", "mail", "--start", "2026-03-02", "--pack", "mails", "--json").json

    assert (told["pack"], told["source"], told["unchanged"]) == ("mails", "library", False)
    assert told["tickets"] == {"created": 3, "updated": 0, "unchanged": 0, "skipped": 0, "reopened": 0}
    assert told["prerequisites"] == [{"ticket_id": "T1.1", "title": "Do T1.1", "needed_by": ["T2.1"]}]
    (sprint,) = told["sprints"]
    assert sprint["tickets"][0] == {"ticket_id": "T1.1", "title": "Do T1.1", "hours": 2.0, "is_prerequisite": True}
    assert (sprint["hours"], sprint["planned_end"]) == (10.0, "2026-03-13")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--from", "library", "--systems", "fax"], "Accepted are desk, recall, extra"),
        (["--from", "library"], "Say what the pack is made of"),
        (["--from", "sections", "--roadmap", "v7.0"], "The firm has no roadmap v7.0; there are v1.0."),
        (["--from", "sections", "--pack", "rollout", "--dry-run"], ""),
    ],
)
def test_command_refuses_with_the_reason(harbor, arguments, said):
    ran = command(*arguments)

    assert said in ran.err
    assert (ran.failure is None) == (said == "")


# The API


def test_api_previews_and_then_makes_a_pack(harbor):
    api = by_token(harbor.firm, "write")
    body = {"source": "library", "systems": ["desk"], "start": "2026-03-02"}

    preview = api("POST", API, body | {"dry_run": True})
    assert (preview.status_code, preview.json()["pack_id"], "library" in packs(harbor.firm)) == (200, None, False)

    made = api("POST", API, body)

    assert made.status_code == 200
    assert made.json()["tickets"]["created"] == 3
    assert packs(harbor.firm)["library"] == 3
    assert api("POST", API, body).json()["unchanged"] is True


@pytest.mark.parametrize(
    ("body", "status", "field"),
    [
        ({}, 400, "source"),
        ({"source": "library"}, 400, "systems"),
        ({"source": "library", "systems": ["fax"]}, 400, "systems"),
        ({"source": "library", "systems": ["desk"], "roadmap": "v7.0"}, 400, "roadmap"),
        ({"source": "library", "systems": ["desk"], "start": "1999-01-01"}, 400, "start"),
        ({"source": "library", "systems": "desk"}, 400, "systems"),
        ({"source": "sections", "pack": "No Key"}, 400, "pack"),
        ({"source": "sections", "tags": ["mail"]}, 400, "tags"),
        ({"source": "sections", "system": ["desk"]}, 400, "system"),
    ],
)
def test_api_refuses_naming_the_field(harbor, body, status, field):
    answer = by_token(harbor.firm, "write")("POST", API, body)

    assert answer.status_code == status
    assert [error["field"] for error in answer.json()["errors"]] == [field]


def test_api_of_a_firm_without_a_roadmap_says_so(harbor):
    answer = by_token(make_firm("empty-firm"), "write")("POST", API, {"source": "sections"})

    assert (answer.status_code, answer.json()["code"]) == (404, "no_sections")


def test_api_does_not_replace_an_imported_pack(harbor):
    with tenant_context(harbor.firm.pk):
        TicketPack.objects.create(key="imported", title="From a file", source_markdown="- [ ] **H-1** A")

    answer = by_token(harbor.firm, "write")("POST", API, {"source": "sections", "pack": "imported"})

    assert (answer.status_code, answer.json()["code"]) == (409, "pack_not_generated")


@pytest.mark.parametrize("caller", ["viewer", "member", "read"])
def test_api_is_for_those_who_edit(firm, caller):
    furnish(firm)
    api = by_token(firm, caller) if caller == "read" else by_session(firm, caller)

    answer = api("POST", API, {"source": "sections"})

    assert answer.status_code == 403
    assert set(packs(firm)) == {"main"}


# The portal


def get(place: Place, query: str = "", who: str = "admin") -> Any:
    return signed_in(place.people[who]).get(f"{place.url}tickets/generate/{query}")


def post(place: Place, query: str, who: str = "admin", **more: str) -> Any:
    """Press the button of the preview, with the fields as the browser sends them."""
    data = {**dict(QueryDict(query).lists()), **more}
    return signed_in(place.people[who]).post(f"{place.url}tickets/generate/save/", data)


def text_of(response: Any) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def seen_in(response: Any) -> str:
    (seen,) = re.findall(r'name="seen" value="([0-9a-f]+)"', response.content.decode())
    return seen


CHOSEN = "from=library&systems=recall&start=2026-03-02&key=library"


@pytest.mark.parametrize(("who", "status"), [("viewer", 403), ("member", 403), ("admin", 200), ("owner", 200)])
def test_page_is_for_those_who_edit(harbor, who, status):
    assert get(harbor, who=who).status_code == status
    assert post(harbor, CHOSEN, who=who).status_code == (302 if status == 200 else 403)
    assert ("library" in packs(harbor.firm)) == (status == 200)


def test_page_offers_the_systems_with_their_work(harbor):
    page = text_of(get(harbor))

    assert "Desk 3 tickets, 5.5 hours" in page
    assert "Recall 2 tickets, 8 hours" in page
    assert "Late work 1 ticket, 0 hours" in page
    assert "mail 2" in page


def test_page_without_a_roadmap_or_a_library_says_what_to_do(harbor):
    fill_library()
    with tenant_context(harbor.firm.pk):
        harbor.pack.roadmap.delete()

    assert "The ticket library is empty" in text_of(get(harbor))
    page = get(harbor, "?from=sections")
    assert "There is no roadmap yet" in text_of(page)
    assert "Show the pack" not in text_of(page)


def test_preview_shows_the_plan_and_writes_nothing(harbor):
    before = packs(harbor.firm)

    page = get(harbor, f"?{CHOSEN}&preview=yes")

    said = text_of(page)
    assert page.status_code == 200
    assert "3 tickets in 1 sprint, 10 hours" in said
    assert "Mar 2 – Mar 13, 2026" in said
    assert "10 of 80 hours" in said
    assert "1 ticket was added because others depend on it" in said
    assert "needed by T2.1" in said
    assert packs(harbor.firm) == before


def test_button_makes_the_pack_and_leads_to_its_board(harbor):
    seen = seen_in(get(harbor, f"?{CHOSEN}&preview=yes"))

    answer = post(harbor, CHOSEN, seen=seen)

    assert answer["Location"] == f"{harbor.url}tickets/?pack=library"
    board = signed_in(harbor.people["admin"]).get(answer["Location"])
    assert "Do T2.1" in text_of(board)


def test_sections_lead_to_the_board_by_section(harbor):
    answer = post(harbor, "from=sections")

    assert answer["Location"] == f"{harbor.url}tickets/?pack=sections&by=section"


def test_preview_of_a_second_time_shows_what_becomes_of_the_tickets(harbor):
    post(harbor, CHOSEN)
    with tenant_context(harbor.firm.pk):
        TicketInstance.objects.filter(ticket_id="T2.2").update(status="in_progress")

    page = text_of(get(harbor, "?from=library&systems=desk&key=library&preview=yes"))

    assert "2 new · 1 as they are · 2 skipped" in page
    assert "Do T2.2 T2.2 in progress → skipped" in page
    assert "Bring the pack in step" in page


def test_form_of_a_pack_that_is_there_begins_with_its_choice(harbor):
    post(harbor, CHOSEN)

    html = get(harbor).content.decode()

    assert re.findall(r'name="systems" value="(\w+)"[^>]* checked', html) == ["recall"]


def test_preview_of_what_is_there_already_offers_nothing_to_write(harbor):
    post(harbor, CHOSEN)

    page = text_of(get(harbor, f"?{CHOSEN}&preview=yes"))

    assert "Nothing to change" in page
    assert "Bring the pack in step" not in page


def test_button_after_somebody_changed_the_pack_shows_the_plan_again(harbor):
    post(harbor, CHOSEN)
    seen = seen_in(get(harbor, "?from=library&systems=desk&key=library&preview=yes"))
    with tenant_context(harbor.firm.pk):
        TicketInstance.objects.filter(ticket_id="T2.2").update(status="done")

    answer = post(harbor, "from=library&systems=desk&key=library", seen=seen)

    assert answer.status_code == 409
    assert "changed while you were looking" in text_of(answer)
    assert packs(harbor.firm)["library"] == 3
    assert post(harbor, "from=library&systems=desk&key=library", seen=seen_in(answer)).status_code == 302


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("from=library", "Say what the pack is made of"),
        ("from=library&systems=desk&start=soon", "“soon” is no day"),
        ("from=library&systems=desk&key=No+Key", "cannot be a pack&#x27;s key"),
        ("from=library&systems=desk&systems=%00", "the library has no"),
        ("from=library&systems=desk&tags=mail", "No ticket of the library fits all of it"),
    ],
)
def test_refusal_keeps_what_was_chosen(harbor, query, said):
    shown, sent = get(harbor, f"?{query}&preview=yes"), post(harbor, query)

    for page in (shown, sent):
        assert page.status_code == 422
        assert said in page.content.decode()
    if "desk" in query:
        assert re.search(r'value="desk"[^>]* checked', shown.content.decode())


def test_board_leads_those_who_edit_to_it(harbor):
    address = f"{harbor.url}tickets/generate/"

    assert address in signed_in(harbor.people["admin"]).get(f"{harbor.url}tickets/").content.decode()
    assert address not in signed_in(harbor.people["member"]).get(f"{harbor.url}tickets/").content.decode()
    with tenant_context(harbor.firm.pk):
        TicketPack.objects.all().delete()
    assert address in signed_in(harbor.people["admin"]).get(f"{harbor.url}tickets/").content.decode()
    assert address not in signed_in(harbor.people["member"]).get(f"{harbor.url}tickets/").content.decode()


def test_admin_of_a_firm_leads_to_it_and_the_admin_of_all_firms_does_not(harbor):
    staff = make_user("sam@firmloop.example", name="Sam Staff")
    make_member(harbor.firm, staff, "staff")
    client, link = signed_in(staff), f'href="{harbor.url}tickets/generate/"'

    assert link in client.get(f"{harbor.url}admin/tickets/ticketpack/").content.decode()
    assert "tickets/generate/" not in client.get("/admin/tickets/ticketpack/").content.decode()
