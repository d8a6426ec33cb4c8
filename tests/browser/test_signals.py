"""Signals and differing contact data, worked through by the keyboard alone."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from apps.clients.models import Contact
from apps.enrichment.models import ContactFieldSource, OpportunitySignal
from apps.enrichment.operations.signals import Said, detect_signals
from apps.tenancy.context import tenant_context
from tests.browser.conftest import OpenPage
from tests.browser.test_without_a_mouse import tab_to
from tests.conftest import AT
from tests.enrichment.makers import make_conflict, make_contact, make_field_source
from tests.portal.makers import Place

SAID = "We are opening a new office. Our budget is approved. You are late again, this is a complaint."


def heard(place: Place) -> list[str]:
    """Let a person who decides say three things at once; return the signals' kinds, the strongest first."""
    with tenant_context(place.firm.pk):
        contact = make_contact(title="Owner")
        found = detect_signals(said=Said("case", "case", "1", contact.client_id, contact, SAID))
    return [one.get_signal_type_display() for one in sorted(found, key=lambda one: -one.signal_strength)]


def test_signals_are_worked_through_by_keys(harbor: Place, open_page: OpenPage):
    kinds = heard(harbor)
    page = open_page(harbor.people["member"], f"{harbor.url}signals/")
    items = page.locator(".signal")
    expect(items.locator("h2")).to_have_text([re.compile(f"^{kind}: ") for kind in kinds])
    expect(items.last.locator(".sum-of")).to_have_text("0.85 = 0.80 complaint + 0.05 said by somebody who decides")

    page.keyboard.press("j")
    page.keyboard.press("j")
    expect(items.nth(1)).to_be_focused()
    page.keyboard.press("k")
    expect(items.nth(0)).to_be_focused()
    page.keyboard.press("a")
    page.keyboard.type("Called; they want a quote for March")
    page.keyboard.press("Enter")
    expect(page.locator(".notice.success")).to_have_text("Noted.")
    expect(items).to_have_count(2)
    expect(items.first).to_be_focused()  # the next one
    page.keyboard.press("d")
    page.keyboard.type("Known since June")
    page.keyboard.press("Enter")
    expect(items).to_have_count(1)

    page.get_by_role("link", name="1 dismissed").first.click()
    expect(page.locator(".signal")).to_contain_text("Known since June")
    with tenant_context(harbor.firm.pk):
        assert OpportunitySignal.objects.get(actioned=True).action_taken == "Called; they want a quote for March"
        assert OpportunitySignal.objects.exclude(dismissed_at=None).get().dismissed_reason == "Known since June"


def test_signals_without_javascript_are_dismissed_by_tab_and_enter(harbor: Place, open_page: OpenPage):
    kinds = heard(harbor)
    page = open_page(harbor.people["member"], f"{harbor.url}signals/", java_script_enabled=False)

    page.locator("summary", has_text=f"Dismiss {kinds[0]}").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.type("Not for us")
    page.keyboard.press("Enter")

    expect(page.locator(".notice.success")).to_have_text("Dismissed.")
    expect(page.locator(".signal")).to_have_count(len(kinds) - 1)


def test_conflicts_are_decided_by_tab_and_enter_with_their_sources(harbor: Place, open_page: OpenPage):
    with tenant_context(harbor.firm.pk):
        contact = make_contact(title="Manager", phone="555 0100")
        make_field_source(contact, field="title", value="Manager", source="email_signature")
        make_conflict(contact)
        make_conflict(contact, field="phone", current_value="555 0100", proposed_value="555 0199", confidence="0.90")
    page = open_page(harbor.people["admin"], f"{harbor.url}contacts/conflicts/")
    title = page.get_by_role("form", name="Title")
    expect(title.locator(".side").first).to_contain_text(f"Mail signature, {AT:%B %-d, %Y}")
    expect(title.locator(".side").last).to_contain_text("Apollo, ")
    expect(page.get_by_role("form", name="Phone").locator(".side").last).to_contain_text("confidence 0.90")

    tab_to(page, page.get_by_role("button", name=re.compile("^Keep this ?: Phone")))
    page.keyboard.press("Enter")
    expect(page.locator(".notice.success")).to_have_text("Decided.")
    page.keyboard.press("Tab")  # the address names the next one: its first button is one step away
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name=re.compile("^Take this ?: Title"))).to_be_focused()
    page.keyboard.press("Enter")

    expect(page.get_by_role("heading", name="Nothing to decide")).to_be_visible()
    with tenant_context(harbor.firm.pk):
        kept = Contact.objects.get(pk=contact.pk)
        source = ContactFieldSource.objects.get(contact=contact, field="title")
    assert (kept.title, kept.phone) == ("Director", "555 0100")
    assert (source.source, source.accepted_by_id) == ("apollo", harbor.people["admin"].pk)
