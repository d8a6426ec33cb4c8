from __future__ import annotations

import pytest
from django.test import Client as Browser
from django.utils import timezone

from apps.deals.models import Deal, DealActivity
from apps.enrichment.operations.signals import in_notes
from apps.tenancy.choices import Role
from apps.tenancy.context import tenant_context
from tests.conftest import make_member, make_user
from tests.enrichment.makers import make_contact, make_signal


@pytest.fixture
def page(firm):
    user = make_user()
    make_member(firm, user, Role.MEMBER)
    browser = Browser()
    browser.force_login(user)

    def look() -> str:
        return browser.get("/f/harbor-dental/signals/").content.decode()

    return look


def test_signal_of_a_note_leads_to_its_deal(firm, page):
    with tenant_context(firm.pk):
        contact = make_contact()
        deal = Deal.objects.create(client_id=contact.client_id, contact=contact, title="Fleet contract")
        DealActivity.objects.create(deal=deal, kind="call", notes="They are opening a new location.")
        in_notes(limit=9, at=timezone.now())

    assert f'href="/f/harbor-dental/deals/{deal.pk}/">Call</a>' in page()


def test_signal_whose_note_is_gone_says_only_what_it_was(firm, page):
    with tenant_context(firm.pk):
        make_signal(make_contact(), source_type="call", source_id=str(firm.pk), context={"found_in": "note"})

    assert "/deals/0" not in page()
    assert "Call ·" in page()
