"""What others did since somebody's last visit, on the home page."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.urls import set_urlconf
from django.utils import timezone

from apps.portal.news import NEWS_LIMIT, SHOWN_NEWS, News, news
from apps.roadmaps.models import Roadmap, RoadmapSection
from apps.tenancy.context import tenant_context
from apps.tenancy.models import Membership
from apps.tickets import operations
from apps.tickets.models import TicketInstance
from tests.portal.makers import Place, make_pack, many_tickets, signed_in
from tests.portal.test_home import text_of


@pytest.fixture(autouse=True)
def addresses_of_a_firm():
    """Links are written as the pages of a firm write them."""
    set_urlconf("config.urls_firm")
    yield
    set_urlconf(None)


SOON = timezone.now() + dt.timedelta(hours=1)  # all that the fixtures made is older


def by(place: Place, who: str, *, after: int = 0, user: Any = None):
    """Act as somebody, so many minutes after the last visit."""
    actor = {"name": who, "via": "page"} | ({"user": str(user.pk)} if user else {})
    return tenant_context(place.firm.pk, actor=actor, now=SOON + dt.timedelta(minutes=after))


def move(place: Place, code: str, to: str, *, who: str = "Priya Raman", after: int = 0, reason: str = "", user=None):
    with by(place, who, after=after, user=user):
        operations.move_ticket(ticket_id=place.tickets[code].pk, to=to, reason=reason, at=SOON)


def news_of(place: Place, since: dt.datetime = SOON, besides: Any = None) -> News:
    with tenant_context(place.firm.pk):
        return news(since=since, besides=besides and besides.pk, at=SOON + dt.timedelta(days=1))


def told(found: News) -> list[tuple[str, str, list[str]]]:
    return [(act.who, act.verb, [one.code or one.title for one in act.subjects]) for act in found.acts]


def test_moves_of_one_person_are_told_together(harbor):
    move(harbor, "H-101", "done")
    move(harbor, "H-102", "done", who="Tom Okafor", after=1)
    move(harbor, "H-103", "done", after=2)
    move(harbor, "H-202", "blocked", reason="No report yet", after=3)

    found = news_of(harbor)

    assert told(found) == [
        ("Priya Raman", "blocked", ["H-202"]),
        ("Priya Raman", "finished", ["H-103", "H-101"]),
        ("Tom Okafor", "finished", ["H-102"]),
    ]
    assert found.acts[0].subjects[0].details == ("blocked reason: No report yet",)
    assert found.acts[1].subjects[1].url == f"/tickets/{harbor.tickets['H-101'].pk}/"


def test_only_the_last_move_of_a_ticket_is_news(harbor):
    move(harbor, "H-101", "in_progress")
    move(harbor, "H-101", "done", after=1)

    assert told(news_of(harbor)) == [("Priya Raman", "finished", ["H-101"])]


def test_reopened_ticket_is_told_as_such(harbor):
    harbor.move("H-101", "done")
    move(harbor, "H-101", "not_started")

    assert told(news_of(harbor)) == [("Priya Raman", "reopened", ["H-101"])]


def test_what_one_did_oneself_is_no_news(harbor):
    member = harbor.people["member"]
    move(harbor, "H-101", "done", who=member.name, user=member)
    move(harbor, "H-102", "done", user=harbor.people["admin"], after=1)
    move(harbor, "H-103", "done", who="reporting script", after=2)

    found = news_of(harbor, besides=member)

    assert told(found) == [("reporting script", "finished", ["H-103"]), ("Priya Raman", "finished", ["H-102"])]


def test_edited_and_new_sections_are_news(harbor):
    with by(harbor, "Tom Okafor"):
        roadmap = Roadmap.objects.get()
        roadmap.sections.filter(section_number=1).update(content_markdown="Other words")
        RoadmapSection.objects.create(roadmap=roadmap, section_number=3, section_name="kpi", title="The figures")

    found = news_of(harbor)

    assert told(found) == [
        ("Tom Okafor", "added", ["section 3, The figures"]),
        ("Tom Okafor", "edited", ["section 1, The plan"]),
    ]
    assert found.acts[1].subjects[0].details == ("text",)


def test_new_version_is_one_piece_of_news_without_its_sections(harbor):
    with by(harbor, "Tom Okafor"):
        Roadmap.objects.update(is_current=False)
        roadmap = Roadmap.objects.create(version="v1.1")
        RoadmapSection.objects.create(roadmap=roadmap, section_number=1, section_name="plan", title="The plan")

    assert told(news_of(harbor)) == [
        ("Tom Okafor", "added", ["roadmap v1.1"]),
        ("Tom Okafor", "replaced", ["roadmap v1.0"]),
    ]


def test_deleted_ticket_has_no_link(harbor):
    with by(harbor, "Tom Okafor"):
        TicketInstance.objects.filter(ticket_id="H-301").delete()

    (act,) = news_of(harbor).acts

    assert (act.verb, act.subjects[0].code, act.subjects[0].url) == ("deleted", "H-301", "")


def test_more_news_than_fit_lead_to_the_report(harbor):
    for number in range(SHOWN_NEWS + 1):
        move(harbor, "H-101", "done" if number % 2 == 0 else "not_started", who=f"Person {number}", after=number)

    found = news_of(harbor)

    assert len(found.acts) == SHOWN_NEWS
    assert found.more_url.startswith("/activity/?from=")


def test_news_of_a_big_import_stay_short(harbor):
    with by(harbor, "Tom Okafor"):
        make_pack(key="big", title="Big", tickets=many_tickets(NEWS_LIMIT + 5))

    found = news_of(harbor)

    assert [(act.verb, act.count) for act in found.acts] == [("added", NEWS_LIMIT)]
    assert found.more_url


def test_news_of_another_firm_are_not_told(harbor, castellan):
    move(harbor, "H-101", "done")

    assert news_of(castellan).acts == []


def test_home_says_since_when_nothing_changed(harbor):
    seen = timezone.now() - dt.timedelta(hours=2)
    with tenant_context(harbor.firm.pk):
        Membership.objects.filter(user_id=harbor.people["viewer"].pk).update(visited_at=seen)

    response = signed_in(harbor.people["viewer"]).get(harbor.url)

    moment = timezone.localtime(seen, dt.timezone(dt.timedelta(hours=-5)))
    assert response.context["news"].since == seen
    assert f"Since you were here on {moment:%A, %H:%M}" in text_of(response)


def test_home_without_news_says_so(castellan):
    with tenant_context(castellan.firm.pk):
        make_pack(tickets=many_tickets(2))
    later = timezone.now() + dt.timedelta(seconds=1)
    with tenant_context(castellan.firm.pk):
        Membership.objects.filter(user_id=castellan.people["viewer"].pk).update(
            previous_visit_at=later, visited_at=later
        )

    shown = text_of(signed_in(castellan.people["viewer"]).get(castellan.url))

    assert "Nothing changed since" in shown
