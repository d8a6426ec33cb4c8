"""The activity report: what changed between two days."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from django.utils import timezone

from apps.portal import activity
from apps.tenancy.context import because, tenant_context
from apps.tenancy.models import Membership
from apps.tickets.models import TicketInstance
from apps.tickets.operations import move_ticket
from tests.portal.makers import Place, make_pack, many_tickets, signed_in
from tests.portal.test_home import text_of

DAY = dt.datetime(2026, 3, 2, 15, 0, tzinfo=dt.UTC)  # a Monday, 10:00 at home


def on(place: Place, day: int, *, who: str = "Priya Raman", hour: int = 15):
    return tenant_context(place.firm.pk, actor={"name": who, "via": "page"}, now=DAY.replace(day=day, hour=hour))


def move(place: Place, code: str, to: str, *, day: int, **options) -> None:
    with on(place, day, **options):
        move_ticket(ticket_id=place.tickets[code].pk, to=to, at=DAY.replace(day=day))


def report(place: Place, query: str = "?from=2026-03-02&to=2026-03-08", role: str = "viewer"):
    response = signed_in(place.people[role]).get(f"{place.url}activity/{query}")
    assert response.status_code == 200
    return response


def told(response) -> list[tuple[str, str, str, list[str]]]:
    return [
        (day.isoformat(), act.who, act.verb, [one.code or one.title for one in act.subjects])
        for day, acts in response.context["days"]
        for act in acts
    ]


def test_report_tells_each_day_newest_first(harbor):
    move(harbor, "H-101", "in_progress", day=2)
    move(harbor, "H-101", "done", day=4)
    move(harbor, "H-102", "done", day=4, who="Tom Okafor", hour=16)

    response = report(harbor)

    assert told(response) == [
        ("2026-03-04", "Tom Okafor", "finished", ["H-102"]),
        ("2026-03-04", "Priya Raman", "finished", ["H-101"]),
        ("2026-03-02", "Priya Raman", "started", ["H-101"]),
    ]
    assert "Wednesday, March 4, 2026" in text_of(response)
    assert f'href="{harbor.url}tickets/{harbor.tickets["H-101"].pk}/"' in response.content.decode()


def test_report_takes_days_of_the_firms_zone_both_included(harbor):
    move(harbor, "H-101", "in_progress", day=2, hour=4)  # March 1, 23:00 at home
    move(harbor, "H-102", "in_progress", day=2, hour=5)
    move(harbor, "H-103", "in_progress", day=9, hour=3)
    move(harbor, "H-202", "in_progress", day=9, hour=4)

    codes = [code for _, _, _, subjects in told(report(harbor)) for code in subjects]

    assert codes == ["H-103", "H-102"]


def test_report_of_one_person_leaves_out_the_others(harbor):
    move(harbor, "H-101", "done", day=2)
    move(harbor, "H-102", "done", day=3, who="Tom Okafor")

    response = report(harbor, "?from=2026-03-02&to=2026-03-08&who=Tom+Okafor")

    assert [who for _, who, _, _ in told(response)] == ["Tom Okafor"]
    assert "by Tom Okafor" in text_of(response)


def test_report_of_somebody_who_left_can_still_be_asked_for(harbor):
    move(harbor, "H-101", "done", day=2)

    assert len(told(report(harbor, "?from=2026-03-02&to=2026-03-08&who=Priya+Raman"))) == 1


def test_what_was_saved_at_once_is_one_line(harbor):
    with on(harbor, 3):
        make_pack(key="more", title="More", tickets=many_tickets(3))

    assert told(report(harbor)) == [
        ("2026-03-03", "Priya Raman", "added", ["N-002", "N-001", "N-000"]),
        ("2026-03-03", "Priya Raman", "added", ["More"]),
    ]


def test_report_says_what_was_changed_from_what_to_what_and_why(harbor):
    with on(harbor, 3), because("asked for by the front desk"):
        TicketInstance.objects.filter(ticket_id="H-103").update(assignee="Vera Lindt", notes="long", sprint_number=2)

    text = text_of(report(harbor))

    assert "assignee: Vera Lindt; sprint number: 1 → 2; notes" in text
    assert "Because: asked for by the front desk" in text


def test_report_tells_of_people_without_their_visits(harbor):
    with on(harbor, 3):
        Membership.objects.filter(role="member").update(role="viewer", visited_at=DAY)
        Membership.objects.filter(role="admin").update(visited_at=DAY)

    response = report(harbor)

    assert told(response) == [("2026-03-03", "Priya Raman", "changed", ["Marcus Bell"])]
    assert "role: Member → Viewer" in text_of(response)


def test_change_of_derived_columns_alone_is_not_told(harbor):
    with on(harbor, 3):
        TicketInstance.objects.filter(ticket_id="H-101").update(order_index=9)

    assert told(report(harbor)) == []
    assert "Nothing changed in these days" in text_of(report(harbor))


def test_report_is_paged_and_loses_nothing(harbor, monkeypatch):
    monkeypatch.setattr(activity, "PAGE", 2)
    for number, code in enumerate(["H-101", "H-102", "H-103", "H-202", "H-301"]):
        move(harbor, code, "in_progress", day=2 + number)
    client, seen, url = signed_in(harbor.people["viewer"]), [], "?from=2026-03-02&to=2026-03-08"

    pages = 0
    while url:
        response = client.get(f"{harbor.url}activity/{url}")
        seen += [code for _, _, _, subjects in told(response) for code in subjects]
        url = response.context["older_url"]
        pages += 1

    assert seen == ["H-301", "H-202", "H-103", "H-102", "H-101"]
    assert pages == 3
    assert "Newest changes" in text_of(response)


def test_place_that_nobody_was_given_is_the_beginning(harbor):
    move(harbor, "H-101", "done", day=2)

    for place in ("nonsense", "2026-03-02~x", "2026-03-02T10:00:00~01890000-0000-7000-8000-00000000dead", "~"):
        assert len(told(report(harbor, f"?from=2026-03-02&to=2026-03-08&before={place}"))) == 1


def test_report_without_days_is_of_the_last_seven(harbor):
    response = report(harbor, "")

    today = timezone.localtime(timezone.now(), harbor.firm.zone).date()
    asked = response.context["asked"]
    assert (asked["from"], asked["to"]) == (today - dt.timedelta(days=6), today)
    assert re.search("added 6 tickets", text_of(response))


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("?from=2026-03-08&to=2026-03-02", "The first day, March 8, comes after the last one, March 2. Swap them."),
        ("?from=yesterday&to=2026-03-02", "Enter a valid date."),
        ("?from=2026-03-08&to=9999-12-31", "Enter a year before 9000."),
    ],
)
def test_impossible_days_are_told(harbor, query, said):
    response = report(harbor, query)

    assert said in text_of(response)
    assert response.context["days"] is None


def test_report_is_of_ones_own_firm(harbor, castellan):
    move(harbor, "H-101", "done", day=2)

    assert told(report(castellan)) == []
    assert signed_in(castellan.people["owner"]).get(f"{harbor.url}activity/").status_code == 404
