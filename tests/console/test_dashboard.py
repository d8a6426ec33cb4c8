"""The staff's first page: the grid, what needs somebody, and that it reads no more with more rows."""

import datetime as dt
import re
from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from apps.metrics.models import ImplementationSnapshot, RoadmapOutcome
from apps.tenancy.context import tenant_context
from tests.console.conftest import ACTOR, make_pack, move
from tests.metrics.makers import make_plan, measure

HERE, OVER_ALL = "/f/harbor-dental/admin/", "/admin/"
NOW = timezone.now()


def put_in_sections(tickets, *sections):
    """Give the tickets these sections in turn."""
    with tenant_context(tickets[0].tenant_id, actor=ACTOR):
        for ticket, section in zip(tickets, sections, strict=True):
            type(ticket).objects.filter(pk=ticket.pk).update(section_number=section)


def cells(text: str) -> list[tuple[str, str, str]]:
    """Return the grid's cells: their pattern, address and what they say."""
    found = re.findall(r'<td class="h-([0-9full]+)"><a href="([^"]+)">(.*?)</a></td>', text)
    return [(step, url.replace("&amp;", "&"), re.sub(r"<[^>]+>", "", said)) for step, url, said in found]


def tile(response, key: str):
    return next(tile for tile in response.context["tiles"] if tile.key == key)


def counted(firm) -> dict[int, tuple[int, ...]]:
    from apps.tickets.models import SectionCount

    with tenant_context(firm.pk):
        rows = SectionCount.objects.values_list(
            "section_number",
            "not_started_count",
            "in_progress_count",
            "blocked_count",
            "done_count",
            "skipped_count",
        )
        return {number: tuple(counts) for number, *counts in rows}


# The counts by section, kept by the database


def test_section_counts_follow_making_moving_and_deleting_tickets(firm):
    tickets = make_pack(firm, tickets=4)
    made = counted(firm)
    put_in_sections(tickets, 1, 1, 2, None)
    placed = counted(firm)
    move(tickets[0], "done")
    move(tickets[2], "blocked", reason="No login")
    moved = counted(firm)
    with tenant_context(firm.pk):
        tickets[1].delete()

    assert made == {-1: (4, 0, 0, 0, 0)}
    assert placed == {-1: (1, 0, 0, 0, 0), 1: (2, 0, 0, 0, 0), 2: (1, 0, 0, 0, 0)}
    assert moved == {-1: (1, 0, 0, 0, 0), 1: (1, 0, 0, 1, 0), 2: (0, 0, 1, 0, 0)}
    assert counted(firm) == {-1: (1, 0, 0, 0, 0), 1: (0, 0, 0, 1, 0), 2: (0, 0, 1, 0, 0)}


def test_section_counts_go_with_their_pack(firm):
    tickets = make_pack(firm)
    kept = make_pack(firm, key="second", tickets=2)
    put_in_sections(kept, 5, 5)

    with tenant_context(firm.pk):
        tickets[0].ticket_pack.delete()

    assert counted(firm)[5] == (2, 0, 0, 0, 0)
    assert sum(sum(counts) for counts in counted(firm).values()) == 2


def test_section_counts_follow_a_ticket_into_another_pack(firm):
    from apps.tickets.models import SectionCount

    tickets = make_pack(firm, tickets=1)
    other = make_pack(firm, key="second", prefix="S", tickets=1)
    put_in_sections(tickets, 3)

    with tenant_context(firm.pk):
        type(tickets[0]).objects.filter(pk=tickets[0].pk).update(ticket_pack=other[0].ticket_pack)
        rows = set(SectionCount.objects.values_list("ticket_pack__key", "section_number", "not_started_count"))

    assert {row for row in rows if row[2]} == {("second", 3, 1), ("second", -1, 1)}


def test_last_tick_of_a_pack_stays_when_the_ticket_is_opened_again(firm):
    ticket = make_pack(firm)[0]
    move(ticket, "done")
    with tenant_context(firm.pk):
        ticked_at = type(ticket).objects.get(pk=ticket.pk).completed_at
    move(ticket, "in_progress")

    with tenant_context(firm.pk):
        assert type(ticket.ticket_pack).objects.get().last_tick_at == ticked_at


# The grid


def test_grid_over_all_says_each_firms_percent_by_section_and_leads_to_its_tickets(staff_client, firm, other_firm):
    tickets = make_pack(firm, tickets=4)
    put_in_sections(tickets, 1, 1, 1, 2)
    move(tickets[0], "done")
    move(tickets[3], "blocked", reason="No login")
    done = make_pack(other_firm, tickets=1, prefix="C")
    put_in_sections(done, 2)
    move(done[0], "done")

    text = staff_client.get(OVER_ALL).text
    found = cells(text)

    at = "/f/{}/admin/tickets/ticketinstance/?section_number={}"
    assert found == [
        ("2", at.format("harbor-dental", 1), "33"),
        ("0", at.format("harbor-dental", 2), "0! 1 blocked"),
        ("full", at.format("castellan-logistics", 2), "100"),
    ]
    assert "Altogether 2 of 5 are done." in text
    shown = staff_client.get(found[0][1]).context["cl"].result_list
    assert {ticket.pk for ticket in shown} == {ticket.pk for ticket in tickets[:3]}


def test_grid_in_a_firm_has_a_row_for_each_pack(staff_client, firm):
    tickets = make_pack(firm, tickets=3)
    put_in_sections(tickets, 1, 1, None)
    move(tickets[0], "skipped")
    make_pack(firm, key="empty", tickets=0)

    text = staff_client.get(HERE).text
    found = cells(text)

    pack = tickets[0].ticket_pack_id
    at = f"{HERE}tickets/ticketinstance/?pack={pack}&"
    assert found == [("0", f"{at}section_number=1", "0"), ("0", f"{at}section_number__isnull=True", "0")]
    assert [len(staff_client.get(url).context["cl"].result_list) for _, url, _ in found] == [2, 1]
    assert "no tickets yet" in text


def test_names_in_the_grid_are_escaped(staff_client, firm):
    from apps.tickets.models import TicketPack

    with tenant_context(firm.pk):
        TicketPack.objects.create(key="odd", title="<script>alert(1)</script>")

    text = staff_client.get(HERE).text

    assert "<script>alert" not in text
    assert "&lt;script&gt;alert(1)" in text


# What needs somebody


def test_empty_tiles_say_why_they_are_empty(staff_client, firm):
    response = staff_client.get(HERE)

    assert {tile.key: tile.found.count for tile in response.context["tiles"]} == {
        "blocked": 0,
        "late": 0,
        "quiet": 0,
        "mails": 0,
    }
    for shown in response.context["tiles"]:
        assert shown.empty in unescape(response.text)


def test_blocked_tile_says_how_long_and_why_and_leads_to_the_list(staff_client, firm, other_firm):
    ticket = make_pack(firm)[0]
    move(ticket, "blocked", reason="No login yet")
    move(make_pack(other_firm, prefix="C")[0], "blocked", reason="Supplier is away")

    response = staff_client.get(OVER_ALL)
    blocked = tile(response, "blocked")

    assert blocked.found.count == 2
    assert [row.blocked_reason for row in blocked.found.rows] == ["No login yet", "Supplier is away"]
    assert sum(day.ticks for day in blocked.found.days) == 2
    assert "blocked for 0" in response.text
    assert {t.pk for t in staff_client.get(blocked.link).context["cl"].result_list} == {
        row.pk for row in blocked.found.rows
    }


def make_sprint(firm, *, number: int, ended: dt.date | None, tickets: list) -> None:
    from apps.tickets.models import TicketInstance, TicketPack

    with tenant_context(firm.pk, actor=ACTOR):
        TicketInstance.objects.filter(pk__in=[ticket.pk for ticket in tickets]).update(sprint_number=number)
        pack = TicketPack.objects.get(pk=tickets[0].ticket_pack_id)
        for sprint in pack.sprint_assignments:
            if sprint["sprint_number"] == number:
                sprint["planned_end"] = ended.isoformat() if ended else None
        TicketPack.objects.filter(pk=pack.pk).update(sprint_assignments=pack.sprint_assignments)


def test_late_tile_counts_the_open_tickets_of_sprints_that_are_over(staff_client, firm):
    tickets = make_pack(firm, tickets=5)
    ended = NOW.date() - dt.timedelta(days=3)
    make_sprint(firm, number=1, ended=ended, tickets=tickets[:3])
    make_sprint(firm, number=2, ended=NOW.date() + dt.timedelta(days=3), tickets=tickets[3:4])
    make_sprint(firm, number=3, ended=None, tickets=tickets[4:])
    move(tickets[0], "done")

    response = staff_client.get(OVER_ALL)
    late = tile(response, "late")
    page = staff_client.get(late.link)

    assert late.found.count == 2
    assert [(row.number, row.open_count, row.ended_on) for row in late.found.rows] == [(1, 2, ended)]
    assert [day.day for day in late.found.days if day.ticks] == [ended + dt.timedelta(days=1)]
    assert "2 open tickets; it ended on" in response.text
    assert "</time>, 3\xa0days ago" in response.text
    assert late.rule in unescape(page.text)
    link = re.search(r'href="(/f/harbor-dental/admin/tickets/ticketinstance/\?pack=[^"]+)"', page.text)
    shown = staff_client.get(link.group(1).replace("&amp;", "&")).context["cl"].result_list
    assert {ticket.pk for ticket in shown} == {ticket.pk for ticket in tickets[:3]}


def test_sprint_is_late_by_its_firms_calendar(staff_client, firm):
    from apps.console.queries import late_sprints
    from apps.tenancy.models import Tenant

    tickets = make_pack(firm, tickets=1)
    make_sprint(firm, number=1, ended=dt.date(2026, 3, 2), tickets=tickets)

    found = {}
    for zone in ("Pacific/Auckland", "America/Los_Angeles"):
        with tenant_context(firm.pk):
            Tenant.objects.filter(pk=firm.pk).update(time_zone=zone)
            found[zone] = len(late_sprints(at=dt.datetime(2026, 3, 2, 20, tzinfo=dt.UTC)))

    assert found == {"Pacific/Auckland": 1, "America/Los_Angeles": 0}


def test_quiet_tile_shows_old_packs_that_nobody_ticked(staff_client, firm, other_firm):
    from apps.tickets.models import TicketPack

    old = NOW - dt.timedelta(days=20)
    quiet = make_pack(firm)[0].ticket_pack
    ticked = make_pack(firm, key="ticked", prefix="T")[0]
    move(ticked, "done")
    make_pack(other_firm)
    with tenant_context(firm.pk):
        TicketPack.objects.update(created_at=old)
        TicketPack.objects.filter(pk=ticked.ticket_pack_id).update(last_tick_at=NOW - dt.timedelta(days=2))

    response = staff_client.get(OVER_ALL)
    shown = tile(response, "quiet")

    assert [row.pk for row in shown.found.rows] == [quiet.pk]
    assert [day.day for day in shown.found.days if day.ticks] == [(old + dt.timedelta(days=14)).date()]
    assert "never ticked since" in response.text
    assert [row.pk for row in staff_client.get(shown.link).context["cl"].result_list] == [quiet.pk]


def test_mails_tile_shows_those_given_up_with_the_reason(staff_client, firm):
    from apps.work.models import OutboxMessage

    with tenant_context(firm.pk):
        for status in ("failed", "approved"):
            OutboxMessage.objects.create(
                to_email="omar@harbor.example",
                subject=f"A mail that is {status}",
                purpose="digest",
                status=status,
                last_error="550 no such mailbox",
            )

    response = staff_client.get(OVER_ALL)
    mails = tile(response, "mails")

    assert mails.found.count == 1
    assert "550 no such mailbox" in response.text
    assert "A mail that is failed" in staff_client.get(mails.link).text
    assert "A mail that is approved" not in staff_client.get(mails.link).text


def test_recent_changes_have_measurements_and_outcomes(staff_client, firm):
    with tenant_context(firm.pk):
        make_plan()
        measure()

    page = " ".join(staff_client.get("/admin/").content.decode().split())

    with tenant_context(firm.pk):
        snapshot, outcome = ImplementationSnapshot.objects.get(label="60d"), RoadmapOutcome.objects.get()
    assert (
        f'added <a href="/admin/metrics/implementationsnapshot/{snapshot.pk}/history/">measurement “60 days”</a>'
        in page
    )
    assert f'added <a href="/admin/metrics/roadmapoutcome/{outcome.pk}/history/">outcome after 60 days</a>' in page
    assert "measurement “Baseline”" in page


def test_figure_that_does_not_exist_is_not_found(staff_client, firm):
    assert staff_client.get("/admin/today/revenue/").status_code == 404


def test_nothing_of_a_firm_that_is_not_theirs_is_shown(staff_client, firm, stranger_firm):
    from apps.work.models import OutboxMessage

    tickets = make_pack(stranger_firm, prefix="M")
    move(tickets[0], "blocked", reason="Secret of Matai")
    make_sprint(stranger_firm, number=1, ended=dt.date(2026, 1, 5), tickets=tickets)
    with tenant_context(stranger_firm.pk):
        OutboxMessage.objects.create(to_email="m@matai.example", subject="Matai mail", purpose="x", status="failed")

    for address in (OVER_ALL, HERE, "/admin/today/late/", "/admin/today/mails/", f"{HERE}today/late/"):
        text = staff_client.get(address).text
        assert "atai" not in text
        assert "M-001" not in text


@pytest.mark.parametrize("address", [OVER_ALL, HERE])
def test_page_takes_as_many_queries_for_one_row_of_each_as_for_many(staff_client, firm, other_firm, address):
    from apps.work.models import OutboxMessage

    def more(number: int) -> None:
        for one in (firm, other_firm):
            tickets = make_pack(one, key=f"pack-{number}", prefix=f"P{number}")
            put_in_sections(tickets, 1, 2, None)
            move(tickets[0], "blocked", reason="No login")
            make_sprint(one, number=1, ended=dt.date(2026, 1, 5), tickets=tickets[:2])
            with tenant_context(one.pk):
                type(tickets[0].ticket_pack).objects.update(created_at=NOW - dt.timedelta(days=30))
                OutboxMessage.objects.create(to_email="a@b.example", subject="x", purpose="x", status="failed")

    more(1)
    with CaptureQueriesContext(connection) as few:
        staff_client.get(address)
    for number in range(2, 6):
        more(number)
    with CaptureQueriesContext(connection) as many:
        staff_client.get(address)

    assert len(many) == len(few)
