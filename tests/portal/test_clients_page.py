"""The first page of the engines: figures, what needs somebody, and the rows each leads to."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone

from apps.deals import operations as deals
from apps.deals.models import StageConfig
from apps.quotes import operations as quotes
from apps.tenancy.context import tenant_context
from tests.deals.deal_rows import make_deal
from tests.enrichment.makers import make_conflict, make_contact, make_signal
from tests.portal.makers import make_place, signed_in
from tests.quotes.makers import make_client, make_quote


@pytest.fixture
def place(db):
    return make_place()


def page(place, role="viewer"):
    answer = signed_in(place.people[role]).get(f"{place.url}clients/")
    assert answer.status_code == 200
    return answer.content.decode()


def test_new_firm_is_told_how_clients_come_and_that_nothing_waits(place):
    found = page(place)

    assert "No client is here yet." in found
    assert found.count("Nothing waits for you") == 5


def test_figures_and_needs_lead_to_their_rows(place):
    now = timezone.now()
    with tenant_context(place.firm.pk):
        client = make_client()
        make_deal("Late", client=client, quiet_days=10, at=now, value=1200)
        make_deal("Fresh", client=client, at=now, value=300)
        StageConfig.objects.update(drafts_first=True)
        deals.mark_stalled(limit=9, at=now)
        deals.send_due_follow_ups(limit=9, at=now)
        make_quote(sent=True, at=now, client=client, valid_until=now.date() + dt.timedelta(days=3))
        quotes.submit_quote(quote_id=make_quote(at=now, client=client).pk, at=now)
        make_signal(make_contact())
        make_conflict()

    found = page(place)

    assert "1,500 USD" in found
    for path, count, says in (
        ("deals/stalled/", 1, "stalled"),
        ("deals/stalled/#drafts", 1, "follow-up waits to be sent"),
        ("quotes/?status=pending_approval", 1, "to approve"),
        ("quotes/?status=ending", 1, "ends within a week"),
        ("contacts/conflicts/", 1, "contact field differs"),
    ):
        assert f'<a href="{place.url}{path}"><b>{count}</b> {says}</a>' in found
    for figure in ("<strong>2</strong> open", "<strong>1</strong> with clients", "<strong>1</strong> to act on"):
        assert figure in found
    assert found.count("Nothing waits for you") == 2
    ending = signed_in(place.people["viewer"]).get(f"{place.url}quotes/?status=ending").content.decode()
    assert ending.count("<tr><td ") == 1


def test_navigation_marks_the_engine_and_its_page_and_hides_what_one_may_not(place):
    viewer, admin = signed_in(place.people["viewer"]), signed_in(place.people["admin"])
    board = viewer.get(f"{place.url}deals/").content.decode()

    assert f'<a href="{place.url}clients/" aria-current="true">Clients</a>' in board
    assert f'<a href="{place.url}deals/" aria-current="true">Deals</a>' in board
    assert f'<a href="{place.url}deals/" aria-current="page">Pipeline</a>' in board
    assert "Stage settings" not in board
    assert "Stage settings" in admin.get(f"{place.url}deals/").content.decode()
    assert 'aria-label="Clients"' not in viewer.get(place.url).content.decode()
