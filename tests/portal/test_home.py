from __future__ import annotations

import re

from apps.roadmaps.models import Roadmap
from apps.tenancy.context import tenant_context
from apps.tickets import queries
from tests.portal.makers import depend, make_pack, many_tickets, signed_in


def text_of(response) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def test_home_says_how_far_the_firm_is(harbor):
    harbor.move("H-102", "done")
    harbor.move("H-103", "skipped")
    harbor.move("H-202", "blocked", reason="The report is not there yet")

    response = signed_in(harbor.people["member"]).get(harbor.url)

    shown = text_of(response)
    assert "1 of 5 done" in shown
    assert "The report is not there yet" in shown
    assert "1 waits for another ticket" in shown
    assert "Holds up H-201 of Marcus Bell" in shown
    assert "Priya Raman finished H-102 Write the greeting for missed calls" in shown
    assert "The plan 1 of 5 done" in shown
    assert "The numbers No tickets" in shown


def test_home_puts_ones_own_tickets_first_and_leaves_out_what_waits(harbor):
    harbor.move("H-103", "in_progress")

    response = signed_in(harbor.people["member"]).get(harbor.url)

    codes = [ticket.ticket_id for ticket in response.context["next_tickets"]]
    assert codes == ["H-101", "H-103", "H-102", "H-202", "H-301"]


def test_home_of_a_new_firm_says_what_comes(castellan):
    response = signed_in(castellan.people["owner"]).get(castellan.url)

    assert "Welcome, Ines Duarte" in text_of(response)
    assert "First comes the roadmap" in text_of(response)


def test_home_with_a_roadmap_and_no_pack_leads_to_the_roadmap(castellan):
    with tenant_context(castellan.firm.pk):
        Roadmap.objects.create(version="v1.0")

    response = signed_in(castellan.people["owner"]).get(castellan.url)

    assert "Your roadmap is ready to read." in text_of(response)


def test_home_is_a_404_to_a_stranger(harbor, castellan):
    response = signed_in(castellan.people["owner"]).get(harbor.url)

    assert response.status_code == 404
    assert "Harbor Dental" not in response.content.decode()


def test_hold_ups_are_the_open_tickets_that_hold_up_most(harbor):
    tickets = harbor.tickets
    with tenant_context(harbor.firm.pk):
        depend(tickets["H-202"], tickets["H-102"])
        depend(tickets["H-301"], tickets["H-102"])
        depend(tickets["H-301"], tickets["H-103"])
    harbor.move("H-103", "done")
    harbor.move("H-202", "skipped")

    with tenant_context(harbor.firm.pk):
        found = [(one.ticket.ticket_id, one.waiting) for one in queries.hold_ups(5)]

    assert found == [("H-101", [("H-201", "Marcus Bell")]), ("H-102", [("H-301", "")])]


def test_hold_ups_stop_at_the_limit(harbor):
    with tenant_context(harbor.firm.pk):
        pack = make_pack(key="long", title="Long", tickets=many_tickets(9))
        first, *others = pack.tickets.order_by("order_index")
        for other in others:
            depend(other, first)

        found = queries.hold_ups(1)

    assert [(one.ticket.ticket_id, len(one.waiting)) for one in found] == [("N-000", 8)]
