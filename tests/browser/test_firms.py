"""Signing in, tokens, invitations, two firms, and the roadmap, in a browser."""

from __future__ import annotations

import re

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from apps.roadmaps.models import RoadmapSection
from apps.tenancy import operations
from apps.tenancy.context import tenant_context
from tests.browser.pieces import sign_in
from tests.conftest import make_member
from tests.portal.makers import make_place


@pytest.mark.parametrize("role", ["owner", "admin", "member", "viewer"])
def test_sign_in_leads_to_the_home_of_the_firm(harbor, open_page, role):
    page = open_page()

    sign_in(page, harbor.people[role].email)

    expect(page).to_have_url(re.compile(rf"{harbor.url}$"))
    expect(page.get_by_role("heading", level=1)).to_have_text("0 of 6 done")
    expect(page.locator(".bar-top")).to_contain_text("Harbor Dental Partners")
    expect(page.get_by_role("link", name="API tokens")).to_have_count(1 if role in {"owner", "admin"} else 0)


def test_sign_in_with_a_wrong_password_says_so_and_sign_out_ends_the_session(harbor, open_page):
    page = open_page(None, f"{harbor.url}tickets/")
    page.get_by_label("Email").fill(harbor.people["member"].email)
    page.get_by_label("Password").fill("not this one at all")
    page.get_by_role("button", name="Sign in").click()
    expect(page.locator(".errorlist")).to_contain_text("password you specified are not correct")

    sign_in(page, harbor.people["member"].email)
    page.get_by_text("Marcus Bell").first.click()
    page.get_by_role("button", name="Sign out").click()
    page.goto(harbor.url)
    expect(page.get_by_role("heading", name="Sign in")).to_be_visible()


def test_token_is_shown_once_works_and_is_refused_after_it_is_revoked(harbor, open_page, server):
    page = open_page(harbor.people["owner"], f"{harbor.url}tokens/")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=server)

    page.get_by_label("Name").fill("reporting script")
    page.get_by_role("button", name="Make token").click()
    token = page.get_by_role("textbox", name="New token").input_value()
    page.get_by_role("button", name="Copy").click()
    expect(page.get_by_role("button", name="Copied")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == token
    expect(page.locator(".curl")).to_contain_text(f"Bearer {token}")

    program = open_page().request
    headers = {"Authorization": f"Bearer {token}"}
    answer = program.get(f"{server}/api/ticket-instances", headers=headers)
    assert answer.status == 200
    assert len(answer.json()["results"]) == 6

    page.goto(f"{harbor.url}tokens/")
    assert token not in page.content()
    page.get_by_role("button", name="Revoke reporting script").click()
    expect(page.locator(".notice")).to_have_text("“reporting script” is revoked; its next request is refused.")
    assert program.get(f"{server}/api/ticket-instances", headers=headers).status == 401


def test_invitation_is_accepted_in_a_fresh_browser(harbor, open_page):
    with tenant_context(harbor.firm.pk, user_id=harbor.people["owner"].pk):
        invitation = operations.invite(email="new@harbor.example", role="member", at=timezone.now())
        link = operations.renew_invitation_link(invitation_id=invitation.pk)
    page = open_page(None, link)

    expect(page.get_by_role("heading", name="Join Harbor Dental Partners")).to_be_visible()
    page.get_by_label("Your name").fill("Noor Haddad")
    page.get_by_label("Choose a password").fill("short")
    page.get_by_role("button", name="Create account and join").click()
    expect(page.locator(".errorlist")).to_contain_text("too short")
    page.get_by_label("Choose a password").fill("three words in a row")
    page.get_by_role("button", name="Create account and join").click()

    expect(page).to_have_url(re.compile(rf"{harbor.url}$"))
    expect(page.locator(".bar-top")).to_contain_text("Noor Haddad")
    again = open_page(None, link)
    expect(again.get_by_role("heading", name="This invitation is no longer open")).to_be_visible()
    expect(again.get_by_text("This invitation was used.")).to_be_visible()


def test_person_of_two_firms_switches_and_each_page_names_its_firm(harbor, open_page):
    castellan = make_place("castellan-logistics", name="Castellan Logistics")
    make_member(castellan.firm, harbor.people["member"], "viewer")
    page = open_page(harbor.people["member"], harbor.url)

    page.get_by_role("link", name="Switch to another firm").click()
    page.get_by_role("link", name="Castellan Logistics").click()

    expect(page).to_have_url(re.compile(rf"{castellan.url}$"))
    expect(page.locator(".bar-top strong").first).to_have_text("Castellan Logistics")
    expect(page.get_by_role("heading", name="No tickets yet")).to_be_visible()


def test_firm_of_others_is_the_same_page_as_a_firm_that_does_not_exist(harbor, open_page):
    castellan = make_place("castellan-logistics", name="Castellan Logistics")
    page = open_page(harbor.people["owner"])

    foreign = page.goto(castellan.url)
    expect(page.get_by_role("heading", name="There is nothing here")).to_be_visible()
    seen = page.locator("main").inner_text()
    missing = page.goto("/f/no-such-firm/")

    assert (foreign.status, missing.status) == (404, 404)
    assert page.locator("main").inner_text() == seen


def test_roadmap_draws_its_diagram_in_a_frame_of_its_own(harbor, open_page):
    page = open_page(harbor.people["viewer"], f"{harbor.url}roadmap/")
    frame = page.frame_locator("iframe[title='Diagram 1']")

    expect(page.get_by_role("heading", name="The plan", level=1)).to_be_visible()
    expect(frame.locator("#picture svg")).to_be_visible()
    expect(frame.locator("#picture svg")).to_contain_text("Inbox")
    expect(frame.locator("#fault")).to_be_hidden()
    expect(page.get_by_role("cell", name="Connect the phone")).to_be_visible()
    page.get_by_text("Source of diagram 1").click()
    expect(page.get_by_text("Calls --> Inbox --> Front_desk")).to_be_visible()

    page.get_by_role("link", name="The numbers →").click()
    expect(page.get_by_text("This section is empty.")).to_be_visible()


def test_diagram_with_a_mistake_shows_its_source_and_says_so(harbor, open_page):
    with tenant_context(harbor.firm.pk):
        RoadmapSection.objects.filter(section_number=2).update(
            content_markdown="```mermaid\nflowchart LR\n A --\n```\n"
        )
    page = open_page(harbor.people["viewer"], f"{harbor.url}roadmap/2/")
    frame = page.frame_locator("iframe[title='Diagram 1']")

    expect(frame.locator("#fault")).to_contain_text("This diagram has a mistake")
    expect(frame.locator("#source")).to_contain_text("A --")


def test_diagram_far_below_is_drawn_for_the_print_too(harbor, open_page):
    text = "Some words.\n\n" * 400 + "```mermaid\nflowchart LR\n A --> B\n```\n"
    with tenant_context(harbor.firm.pk):
        RoadmapSection.objects.filter(section_number=2).update(content_markdown=text)
    page = open_page(harbor.people["viewer"], f"{harbor.url}roadmap/2/")

    page.emulate_media(media="print")

    expect(page.frame_locator("iframe").locator("#picture svg")).to_be_visible()
    expect(page.locator(".bar-top")).to_be_hidden()
