from __future__ import annotations

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from apps.portal.visits import COOKIE
from apps.tenancy.context import tenant_context
from apps.tenancy.models import Membership
from apps.tenancy.operations import note_visit
from tests.portal.makers import NOW, Place, signed_in

MINUTE = dt.timedelta(minutes=1)


def visit(place: Place, role: str, at: dt.datetime, **options) -> dt.datetime | None:
    with tenant_context(place.firm.pk, user_id=place.people[role].pk):
        return note_visit(at=at, **options)


def seat(place: Place, role: str) -> Membership:
    with tenant_context(place.firm.pk):
        return Membership.objects.get(user_id=place.people[role].pk)


def test_first_visit_has_none_before_it(castellan):
    assert visit(castellan, "owner", NOW) is None
    assert seat(castellan, "owner").visited_at == NOW


@pytest.mark.parametrize("role", ["viewer", "member", "admin", "owner"])
def test_visit_after_half_an_hour_remembers_the_one_before(castellan, role):
    visit(castellan, role, NOW)

    assert visit(castellan, role, NOW + 30 * MINUTE) == NOW
    assert (seat(castellan, role).previous_visit_at, seat(castellan, role).visited_at) == (NOW, NOW + 30 * MINUTE)


def test_visit_within_half_an_hour_is_the_same_one(castellan):
    visit(castellan, "owner", NOW - 60 * MINUTE)
    visit(castellan, "owner", NOW)

    assert visit(castellan, "owner", NOW + 29 * MINUTE) == NOW - 60 * MINUTE
    assert seat(castellan, "owner").visited_at == NOW


def test_visit_that_goes_on_is_the_same_one_however_long_it_lasts(castellan):
    visit(castellan, "owner", NOW - 60 * MINUTE)
    visit(castellan, "owner", NOW)

    assert visit(castellan, "owner", NOW + 300 * MINUTE, goes_on=True) == NOW - 60 * MINUTE


def test_first_visit_is_noted_even_with_a_cookie_of_before(castellan):
    visit(castellan, "owner", NOW, goes_on=True)

    assert seat(castellan, "owner").visited_at == NOW


def test_visit_is_no_change_of_the_membership(castellan):
    before = seat(castellan, "owner")

    visit(castellan, "owner", NOW)
    visit(castellan, "owner", NOW + 60 * MINUTE)

    after = seat(castellan, "owner")
    assert (after.row_version, after.updated_at) == (before.row_version, before.updated_at)
    with tenant_context(castellan.firm.pk):
        assert [event.pgh_label for event in after.events.all()] == ["insert"]


def test_visit_of_one_person_leaves_the_others(castellan):
    visit(castellan, "owner", NOW)

    assert seat(castellan, "admin").visited_at is None


def test_program_without_a_person_has_no_visit(castellan):
    with tenant_context(castellan.firm.pk):
        assert note_visit(at=NOW) is None
        assert not Membership.objects.exclude(visited_at=None).exists()


def test_home_writes_once_a_visit(harbor):
    client = signed_in(harbor.people["viewer"])

    written = []
    for _ in range(2):
        with CaptureQueriesContext(connection) as captured:
            client.get(harbor.url)
        written.append(sum('UPDATE "memberships"' in query["sql"] for query in captured))

    assert written == [1, 0]


def test_every_page_keeps_the_visit_going(harbor):
    client = signed_in(harbor.people["member"])

    before_home = client.get(f"{harbor.url}tickets/").cookies
    home = client.get(harbor.url).cookies[COOKIE]
    board = client.get(f"{harbor.url}tickets/").cookies[COOKIE]

    assert COOKIE not in before_home
    assert home.value == board.value == str(seat(harbor, "member").pk)
    assert board["max-age"] == 1800
    assert board["path"] == harbor.url
    assert board["httponly"]


def test_visit_of_who_sat_here_before_is_not_ones_own(harbor):
    first, second = signed_in(harbor.people["member"]), signed_in(harbor.people["viewer"])
    first.get(harbor.url)
    second.cookies[COOKIE] = first.cookies[COOKIE].value

    second.get(harbor.url)

    assert seat(harbor, "viewer").visited_at is not None
