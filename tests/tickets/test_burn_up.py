"""The burn-up: a pack's past from its history, its sentence, its picture and its page."""

from __future__ import annotations

import datetime as dt
import re

import pytest

from apps.tenancy.context import tenant_context
from apps.tickets import operations
from apps.tickets.burn_up import BurnUp, Day, Week, burn_up
from apps.tickets.forecast import Forecast
from apps.tickets.models import TicketInstance, TicketPack
from apps.tickets.templatetags.burn_up_chart import burn_up_chart
from apps.tickets.views.progress import outlook
from tests.portal.makers import make_pack, make_place, many_tickets, signed_in

TODAY = dt.date(2026, 3, 30)
BEGAN = dt.datetime(2026, 3, 2, 15, 0, tzinfo=dt.UTC)


@pytest.fixture
def place(db):
    return make_place()


def at(place, days: int, act) -> None:
    """Do something in the firm, that many days after the beginning."""
    when = BEGAN + dt.timedelta(days=days)
    with tenant_context(place.firm.pk, actor={"name": "Ines Duarte"}, now=when):
        act(when)


def move(pack: TicketPack, number: int, to: str):
    def act(when):
        ticket = pack.tickets.get(ticket_id=f"N-{number:03}")
        operations.move_ticket(ticket_id=ticket.pk, to=to, reason="Silent", at=when)

    return act


@pytest.fixture
def pack(place) -> TicketPack:
    made = []
    at(place, 0, lambda _: made.append(make_pack(key="main", title="Main", tickets=many_tickets(12))))
    at(place, 0, lambda _: make_pack(key="other", title="Other", tickets=many_tickets(3)))
    return made[0]


def test_burn_up_replays_the_history_of_one_pack(place, pack):
    at(place, 2, move(pack, 0, "done"))
    at(place, 2, move(pack, 1, "done"))
    at(place, 9, move(pack, 1, "not_started"))
    at(place, 10, move(pack, 2, "skipped"))
    at(place, 12, lambda _: TicketInstance.objects.get(ticket_pack=pack, ticket_id="N-003").delete())
    at(place, 12, move(pack, 4, "blocked"))

    with tenant_context(place.firm.pk):
        burn = burn_up(pack, today=TODAY)

    days = [(day.on.day, day.done, day.scope) for day in burn.days]
    assert days == [(2, 0, 12), (4, 2, 12), (11, 1, 12), (12, 1, 11), (14, 1, 10)]
    assert (burn.done, burn.scope, burn.remaining) == (1, 10, 9)
    assert burn.weeks() == [
        Week(dt.date(2026, 3, 30), 0, 1, 10),
        Week(dt.date(2026, 3, 23), 0, 1, 10),
        Week(dt.date(2026, 3, 16), -1, 1, 10),
        Week(dt.date(2026, 3, 9), 2, 2, 12),
        Week(dt.date(2026, 3, 2), 0, 0, 12),
    ]
    assert burn.forecast is None


def test_burn_up_of_weeks_with_ticks_has_a_forecast(place, pack):
    for number in range(6):
        at(place, 1 + number * 5, move(pack, number, "done"))

    with tenant_context(place.firm.pk):
        burn = burn_up(pack, today=TODAY)

    assert burn.forecast.weeks == 4
    assert TODAY < burn.forecast.early <= burn.forecast.late


def told(early: dt.date | None, late: dt.date | None, done: int = 4) -> BurnUp:
    return BurnUp(TODAY, (Day(dt.date(2026, 3, 1), done, 9),), (2, 1, 1), Forecast(6, early, early, late))


@pytest.mark.parametrize(
    ("burn", "said"),
    [
        (
            told(dt.date(2026, 4, 3), dt.date(2026, 4, 24)),
            "The pack will be done between April 3 and April 24, if the pace of the last 6 weeks holds.",
        ),
        (
            told(dt.date(2026, 12, 3), dt.date(2027, 1, 24)),
            "The pack will be done between December 3 and January 24, 2027, if the pace of the last 6 weeks holds.",
        ),
        (
            told(dt.date(2026, 4, 3), dt.date(2026, 4, 3)),
            "The pack will be done on April 3, if the pace of the last 6 weeks holds.",
        ),
        (
            told(dt.date(2026, 4, 3), None),
            (
                "The pack will be done on April 3 at the earliest, if the pace of the last 6 weeks holds; "
                "it may take more than two years."
            ),
        ),
        (told(None, None), "The pack will take more than two years, if the pace of the last 6 weeks holds."),
        (
            BurnUp(TODAY, (Day(dt.date(2026, 3, 1), 4, 9),), (0, 3, 1), None),
            "Not enough data yet: a forecast needs ticks in at least 3 of the last 6 weeks, and there were ticks in 2.",
        ),
        (BurnUp(TODAY, (Day(dt.date(2026, 3, 1), 9, 9),), (3, 3, 3), None), "Every ticket that counts is done."),
    ],
)
def test_outlook_says_in_words_when_the_pack_is_done(burn, said):
    assert outlook(burn) == said


def test_chart_is_a_named_picture_inside_its_frame():
    picture = burn_up_chart(told(dt.date(2026, 4, 3), dt.date(2026, 4, 24)))

    assert 'role="img" aria-labelledby="burn-title burn-desc"' in picture
    assert "4 of 9 tickets were done on Mar 30, 2026. The forecast reaches all of them between Apr 3, 2026" in picture
    points = [tuple(map(float, point.split(","))) for found in re.findall(r'points="([^"]+)"', picture)
              for point in found.split()]  # fmt: skip
    assert points
    assert all(0 <= x <= 480 and 0 <= y <= 290 for x, y in points)
    assert "style=" not in picture


def test_progress_page_shows_picture_sentence_and_table(place, pack):
    at(place, 2, move(pack, 0, "done"))

    response = signed_in(place.people["viewer"]).get(f"{place.url}tickets/progress/?pack=main")

    page = response.content.decode()
    assert response.status_code == 200
    assert "1 of 12 done" in page
    assert "Not enough data yet" in page
    assert '<svg class="burn"' in page
    assert page.count("<tr>") == 1 + len(response.context["burn"].weeks())


def test_progress_page_of_an_unknown_pack_is_not_found(place, pack):
    assert signed_in(place.people["viewer"]).get(f"{place.url}tickets/progress/?pack=none-such").status_code == 404


def test_progress_page_of_a_firm_without_packs_says_what_comes(place):
    response = signed_in(place.people["viewer"]).get(f"{place.url}tickets/progress/")

    assert "No ticket pack yet" in response.content.decode()
