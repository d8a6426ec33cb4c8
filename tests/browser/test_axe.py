"""axe on every page of ours, in every state it has, at two widths, light and dark, without a finding."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import pytest
from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from axe_playwright_python.sync_playwright import Axe
from django.urls import URLPattern, URLResolver, get_resolver
from django.utils import timezone
from playwright.sync_api import Page, expect

from apps.clients.models import Client, Contact, Order
from apps.compliance.models import ComplianceCheck, ComplianceSchedule
from apps.compliance.operations import make_schedule, remind_check, reopen_check
from apps.deals.models import Deal
from apps.feedback import operations as feedback
from apps.feedback.models import FeedbackRequest
from apps.metrics.models import ImplementationSnapshot
from apps.patterns.models import ProjectOutcome
from apps.portal import queries
from apps.quotes.links import make_link
from apps.quotes.models import Quote
from apps.tenancy import operations
from apps.tenancy.context import login_context, tenant_context
from apps.tickets.models import TicketInstance, TicketPack
from apps.tickets.operations import (
    Choice,
    add_evidence,
    edit_ticket,
    export_checklist,
    generate_pack,
    load_library,
    move_ticket,
    read_library,
)
from apps.work.caught_mail import keep
from apps.work.models import OutboxMessage
from tests.browser.conftest import OpenPage
from tests.browser.pieces import open_menu, row, tick
from tests.browser.pipeline import LONG as LONG_DEAL
from tests.browser.pipeline import make_pipeline
from tests.browser.scaffolding import LONG as LONG_PROJECT
from tests.browser.scaffolding import make_projects
from tests.conftest import make_member, make_user
from tests.enrichment.makers import make_conflict, make_contact, make_signal
from tests.patterns.ci_sending import from_github, payload
from tests.patterns.makers import make_endpoint
from tests.portal.makers import NOW, Place, make_pack, make_place, many_tickets
from tests.portal.measured import days_ago, measured_twice

APPEARANCES = [(width, scheme) for width in (1280, 360) for scheme in ("light", "dark")]
OPTIONS = {"resultTypes": ["violations"], "preload": False}  # axe would fetch style sheets, which the policy forbids
LONG = "Move every reminder, recall and after-care message that still lives in the practice software into the inbox"
MAIL = (
    b"From: a@b.example\r\nTo: c@d.example\r\nSubject: Join Harbor\r\nContent-Type: text/html\r\n\r\n"
    b"<html lang='en'><head><title>Join</title></head><body><main><h1>Hello</h1></main></body></html>"
)

# Names of addresses that show no page of their own, with what they are instead.
NO_PAGES = {
    "api-docs": "Swagger's own page, left out by name (issue 2)",
    "work:caught_mail_html": "a mail's own HTML in a frame that runs no script, axe included",
    "account_email": "shut: answers with the 404 page, which has its case",
    "account_email_shut": "the same",
    "account_confirm_login_code": "sign-in by a mailed code is off: it leads to the sign-in",
    "tickets:move": "answers with a row or the ticket's page: states of tickets:board and tickets:detail",
    "tickets:edit": "a form's target: leads back to tickets:detail, or answers with it",
    "tickets:evidence": "a file as somebody uploaded it",
    "tickets:evidence_add": "a form's target: leads back to tickets:detail, or answers with it",
    "tickets:evidence_remove": "a form's target: leads back to tickets:detail",
    "tickets:checklist_file": "a file to keep",
    "quotes:pdf": "a file to read or keep",
    "quote-public-pdf": "the same",
    "deals:move": "a form's target: leads back to deals:board or deals:detail, or to quotes:close_deal",
    **{
        f"deals:{name}": "a form's target: leads back to deals:detail or deals:stalled"
        for name in ("park", "unpark", "activity", "follow_up", "draft")
    },
    "quotes:close_deal_save": "a form's target: leads to where it stood, or answers with quotes:close_deal",
    "deals:create": "a form's target: leads to deals:detail, or answers with deals:new",
    "deals:settings_save": "a form's target: leads back to deals:settings, or answers with it",
    "quotes:create": "a form's target: leads to quotes:detail, or answers with quotes:new",
    "quotes:save": "a form's target: leads to quotes:detail, or answers with quotes:edit",
    "quotes:outcome": "a form's target: leads back to quotes:detail, or answers with it",
    **{
        f"quotes:{name}": "a button's target: leads back to quotes:detail"
        for name in ("submit", "send-back", "approve", "send", "follow-up", "counter", "withdraw", "copy")
    },
    "tickets:generate_save": "a form's target: leads to tickets:board, or answers with tickets:generate",
    "roadmaps:version_markdown": "a file to keep",
    "roadmaps:version": "roadmaps:view with a banner: tests/browser/test_refresh_pages.py",
    "roadmaps:version_section": "the same",
    "roadmaps:version_diagram": "roadmaps:diagram, of another version",
    "portal:case_study_file": "a file to keep",
    "portal:compute": "a form's target: leads back to portal:results",
    "filters": "a form's target: leads back to the list it stood on",
    "portal:mails_save": "a form's target: leads back to portal:mails",
    "tenancy:invitation_revoke": "a form's target: leads back to tenancy:people",
    "tenancy:member_role": "a form's target: leads back to tenancy:people",
    "tenancy:member_remove": "a form's target: leads back to tenancy:people",
    "tenancy:token_revoke": "a form's target: leads back to tenancy:tokens",
    "feedback:answer": "a form's target: leads back to feedback:detail, or answers with it",
    "feedback:resolve": "a form's target: leads back to feedback:detail, or answers with it",
    "enrichment:act": "a form's target: leads back to enrichment:signals, or answers with it",
    "enrichment:dismiss": "a form's target: leads back to enrichment:signals, or answers with it",
    "enrichment:restore": "a form's target: leads back to enrichment:signals",
    "enrichment:resolve": "a form's target: leads back to enrichment:conflicts, or answers with it",
    "compliance:check_complete": "a form's target: leads back to compliance:check",
    "compliance:check_reopen": "a form's target: leads back to compliance:check",
    "compliance:check_remind": "a form's target: leads back to compliance:check",
    "compliance:check_escalate": "a form's target: leads back to compliance:check",
    "compliance:check_validate": "a form's target: leads back to compliance:check",
    "compliance:check_notes": "a form's target: leads back to compliance:check",
    "compliance:check_waive": "a form's target: leads back to compliance:check, or answers with it",
    "compliance:schedule_create": "a form's target: leads to compliance:schedule, or answers with schedule_new",
    "compliance:schedule_save": "a form's target: leads back to compliance:schedule, or answers with it",
    "compliance:schedule_generate": "a form's target: leads back to compliance:schedule",
    "patterns:archive": "a button's target: leads back to the list or the project",
    "patterns:restore": "the same",
    "patterns:delete_confirm": "a form's target: leads to patterns:projects",
    "patterns:feedback_save": "a form's target: leads to patterns:feedback_thanks, or answers with feedback_give",
    "patterns:prompt_dismiss": "a button's target: leads back to where the question stood",
    "patterns:prompt_shown": "called by a page, answers with nothing",
    "patterns:refresh": "a button's target: leads back to patterns:analytics",
    "patterns:analytics_export": "a file to keep",
    "patterns:pattern_create": "a form's target: leads to patterns:pattern, or answers with patterns:pattern_new",
    "patterns:pattern_save": "a form's target: leads back to patterns:pattern, or answers with it",
    "patterns:ci_rotate": "answers as patterns:ci_create does",
    "patterns:ci_switch": "a form's target: leads back to patterns:ci_endpoint",
    "patterns:ci_delete": "a form's target: leads back to patterns:ci",
}
OTHER_SUITES = ("admin/", "api", "^api")  # tests/console runs axe on the admin; the API answers with JSON


def names_of_pages(patterns: list[Any], at: str = "", space: str = "") -> Iterator[str]:
    for pattern in patterns:
        address = at + str(pattern.pattern)
        if address.startswith(OTHER_SUITES) and pattern.pattern != "api/docs" and not _is_docs(pattern):
            continue
        if isinstance(pattern, URLResolver):
            inner = f"{pattern.namespace}:" if pattern.namespace else ""
            yield from names_of_pages(pattern.url_patterns, address, space + inner)
        else:
            yield f"{space}{pattern.name}"


def _is_docs(pattern: URLPattern | URLResolver) -> bool:
    return isinstance(pattern, URLPattern) and pattern.name == "api-docs"


@dataclass
class Scene:
    """Who looks, from where, and at what."""

    place: Place
    server: str
    open_page: OpenPage
    pages: dict[Any, Page] = field(default_factory=dict)

    def by(self, role: str) -> Page:
        """Return the page of a person of the firm, of nobody, or of the owner of a new firm."""
        if role not in self.pages:
            if role == "stranger":
                self.place.people[role] = make_place("castellan-logistics", name="Castellan Logistics").people["owner"]
            user = None if role == "nobody" else self.place.people[role]
            self.pages[role] = self.open_page(user)
        return self.pages[role]


State = Callable[[Scene], Page]
STATES: dict[str, list[tuple[str, State]]] = {}


def state(view: str, description: str = "") -> Callable[[State], State]:
    """Name the address whose page a function brings up, and the state it is in."""

    def remember(bring_up: State) -> State:
        STATES.setdefault(view.partition(".")[0], []).append((f"{view} {description}".strip(), bring_up))
        return bring_up

    return remember


def plain(view: str, path: str, who: str = "owner", description: str = "") -> None:
    """Register a page that needs nothing but its address; one of the firm begins without a slash."""

    @state(view, description)
    def bring_up(scene: Scene) -> Page:
        page = scene.by(who)
        page.goto(path if path.startswith("/") else scene.place.url + path)
        return page


plain("portal:home", "")
plain("portal:home", "", "viewer", "of a viewer")
plain("tickets:board", "tickets/")
plain("tickets:board", "tickets/?q=zzz", "owner", "that nothing matches")
plain("tickets:board", "tickets/?by=section&assignee=me", "owner", "by section, of one person")
plain("tickets:progress", "tickets/progress/", "owner", "without enough data")
plain("tickets:progress", "/f/castellan-logistics/tickets/progress/", "stranger", "of a new firm")
plain("roadmaps:view", "roadmap/")
plain("roadmaps:section", "roadmap/2/", "owner", "that is empty")
plain("roadmaps:ask", "roadmap/ask/", "viewer")
plain("roadmaps:ask", "roadmap/ask/?q=missed+calls", "viewer", "with places found")
plain("roadmaps:ask", "roadmap/ask/?q=zebra", "viewer", "with nothing found")
plain("roadmaps:ask", f"roadmap/ask/?q={'x' * 501}", "viewer", "after a refusal")
plain("roadmaps:ask", "/f/castellan-logistics/roadmap/ask/?q=phone", "stranger", "of a new firm")
plain("roadmaps:versions", "roadmap/versions/")
plain("roadmaps:versions", "/f/castellan-logistics/roadmap/versions/", "stranger", "of a new firm")
plain("roadmaps:compare", "roadmap/versions/compare/", "owner", "of a first version")
plain("tenancy:people", "people/")
plain("tenancy:people", "people/", "viewer", "of a viewer")
plain("portal:mails", "mails/")
plain("portal:activity", "activity/")
plain("portal:clients", "clients/")
plain("portal:clients", "/f/castellan-logistics/clients/", "stranger", "of a new firm")
plain("portal:activity", "activity/?from=2020-01-01&to=2020-01-02", "viewer", "of days without changes")
plain("portal:activity", "activity/?from=2020-01-02&to=2020-01-01", "owner", "of impossible days")
plain("portal:results", "results/", "owner", "before the baseline")
plain("portal:results", "/f/castellan-logistics/results/", "stranger", "of a new firm")
plain("portal:case_study", "results/case-study/", "viewer", "before the baseline")
plain("portal:capture", "results/capture/")
plain("portal:capture", "/f/castellan-logistics/results/capture/", "stranger", "of a new firm")
plain("portal:assumptions", "results/assumptions/")
plain("portal:done", "results/done/?from=2020-01-01&to=2020-01-02", "owner", "of days without tickets")
plain("tenancy:tokens", "tokens/")
plain("compliance:calendar", "compliance/")
plain("compliance:calendar", "/f/castellan-logistics/compliance/", "stranger", "of a new firm")
plain("compliance:checks", "compliance/checks/?status=open")
plain("compliance:checks", "compliance/checks/?q=zzz", "viewer", "that nothing matches")
plain("compliance:schedules", "compliance/schedules/")
plain("compliance:schedules", "/f/castellan-logistics/compliance/schedules/", "stranger", "of a new firm")
plain("compliance:schedule_new", "compliance/schedules/new/")
plain("compliance:rates", "compliance/rates/")
plain("compliance:rates", "/f/castellan-logistics/compliance/rates/", "stranger", "of a new firm")
plain("patterns:projects", "/f/castellan-logistics/patterns/", "stranger", "of a new firm")
plain("patterns:projects", "patterns/?q=zzz", "viewer", "that nothing matches")
plain("patterns:analytics", "/f/castellan-logistics/patterns/analytics/", "stranger", "of a new firm")
plain("patterns:library", "/f/castellan-logistics/patterns/library/", "stranger", "of a new firm")
plain("patterns:feedback", "/f/castellan-logistics/patterns/feedback/", "stranger", "of a new firm")
plain("patterns:feedback_export", "/f/castellan-logistics/patterns/feedback/export/", "stranger", "of a new firm")
plain("patterns:pattern_new", "patterns/new/")
plain("patterns:ci", "/f/castellan-logistics/patterns/ci/", "stranger", "of a new firm")
plain("compliance-answer", "/c/no-such-link/", "nobody", "that is gone")
plain("feedback:inbox", "/f/castellan-logistics/feedback/", "stranger", "of a new firm")
plain("feedback:inbox", "feedback/?status=pending", "viewer", "of a state without requests")
plain("feedback:inbox", "feedback/?q=zzz", "viewer", "that nothing matches")
plain("feedback-answer", "/feedback/no-such-link/", "nobody", "that is gone")
plain("enrichment:signals", "/f/castellan-logistics/signals/", "stranger", "of a new firm")
plain("enrichment:conflicts", "/f/castellan-logistics/contacts/conflicts/", "stranger", "of a new firm")
plain("deals:board", "/f/castellan-logistics/deals/", "stranger", "of a new firm")
plain("deals:board", "deals/?owner=me", "viewer", "of somebody without deals")
plain("deals:stalled", "/f/castellan-logistics/deals/stalled/", "stranger", "of a new firm")
plain("deals:reports", "/f/castellan-logistics/deals/reports/", "stranger", "of a new firm")
plain("deals:moves", "/f/castellan-logistics/deals/reports/moves/?from=lead", "stranger", "that are none")
plain("deals:closed", "/f/castellan-logistics/deals/reports/closed/?stage=won", "stranger", "that are none")
plain("deals:settings", "deals/settings/")
plain("deals:new", "deals/new/")
plain("quotes:list", "/f/castellan-logistics/quotes/", "stranger", "of a new firm")
plain("quotes:list", "quotes/?q=zzz", "viewer", "that nothing matches")
plain("quotes:reports", "/f/castellan-logistics/quotes/reports/", "stranger", "of a new firm")
plain("quotes:new", "quotes/new/")
plain("quote-public", "/q/no-such-link/", "nobody", "that is gone")
plain("portal:home", "/f/castellan-logistics/", "stranger", "of a new firm")
plain("tickets:board", "/f/castellan-logistics/tickets/", "stranger", "of a new firm")
plain("roadmaps:view", "/f/castellan-logistics/roadmap/", "stranger", "of a new firm")
plain("tenancy:tokens", "/f/castellan-logistics/tokens/", "stranger", "of a new firm")
plain("account_login", "/accounts/login/", "nobody")
plain("account_logout", "/accounts/logout/")
plain("account_inactive", "/accounts/inactive/", "nobody")
plain("account_signup", "/accounts/signup/", "nobody")
plain("account_reauthenticate", "/accounts/reauthenticate/")
plain("account_email_verification_sent", "/accounts/confirm-email/", "nobody")
plain("account_confirm_email", "/accounts/confirm-email/no-such-key/", "nobody")
plain("account_change_password", "/accounts/password/change/")
plain("account_reset_password", "/accounts/password/reset/", "nobody")
plain("account_reset_password_done", "/accounts/password/reset/done/", "nobody")
plain("account_reset_password_from_key", "/accounts/password/reset/key/1-bad/", "nobody", "that has run out")
plain("account_reset_password_from_key_done", "/accounts/password/reset/key/done/", "nobody")
plain("invitation", "/invite/nobody-made-this/", "nobody", "that is closed")
plain("error.404", "nothing-here/", "owner", "in a firm")
plain("error.404", "/nothing-here/", "nobody", "outside")
plain("error.403", "tokens/", "viewer")


@state("portal:home", "with the account's menu open")
def account_menu(scene: Scene) -> Page:
    page = scene.by("owner")
    page.goto(scene.place.url)
    page.get_by_text("Ines Duarte").first.click()
    return page


@state("tickets:board", "with a menu open, filters open and every kind of message")
def busy_board(scene: Scene) -> Page:
    page = scene.by("member")
    page.goto(f"{scene.place.url}tickets/?pack=rollout&sprint=&q=H-")
    scene.place.move("H-103", "skipped")
    tick(page, "H-103").click()
    expect(row(page, "H-103").locator(".msg")).to_contain_text("changed this")
    tick(page, "H-101").click()
    expect(row(page, "H-101").locator(".msg.ok")).to_be_visible()
    open_menu(page, "H-202").get_by_role("button", name="Mark blocked").click()
    expect(row(page, "H-202").locator(".msg")).to_contain_text("Say what blocks")
    page.context.set_offline(True)
    tick(page, "H-301").click()
    expect(row(page, "H-301").locator(".msg")).to_contain_text("no connection")
    page.context.set_offline(False)
    open_menu(page, "H-201")
    return page


def measured(scene: Scene) -> Any:
    """Let the firm have a baseline and a measurement after 60 days, once; return the baseline."""
    with tenant_context(scene.place.firm.pk):
        known = ImplementationSnapshot.objects.filter(label="baseline").first()
        TicketInstance.objects.filter(ticket_pack__key="extra-0").update(status="done", completed_at=days_ago(40))
    return known or measured_twice(scene.place, tickets=())[0]


@state("portal:results", "measured twice, with the figures of a metric open")
def results(scene: Scene) -> Page:
    measured(scene)
    page = scene.by("owner")
    page.goto(f"{scene.place.url}results/")
    page.get_by_text("Figures").first.click()
    return page


@state("portal:results", "of a viewer")
def results_of_viewer(scene: Scene) -> Page:
    measured(scene)
    page = scene.by("viewer")
    page.goto(f"{scene.place.url}results/")
    return page


@state("portal:case_study", "with its Markdown open")
def case_study(scene: Scene) -> Page:
    measured(scene)
    page = scene.by("viewer")
    page.goto(f"{scene.place.url}results/case-study/")
    page.get_by_text("As Markdown", exact=True).click()
    return page


@state("portal:snapshot")
def snapshot(scene: Scene) -> Page:
    page = scene.by("owner")
    page.goto(f"{scene.place.url}results/snapshots/{measured(scene).pk}/")
    return page


@state("portal:done")
def done_tickets(scene: Scene) -> Page:
    measured(scene)
    page = scene.by("viewer")
    page.goto(f"{scene.place.url}results/")
    page.locator(".weeks a").first.click()
    expect(page.get_by_role("heading", name="done")).to_be_visible()
    return page


@state("portal:save_capture", "after a refusal")
def refused_measurement(scene: Scene) -> Page:
    page = scene.by("owner")
    page.goto(f"{scene.place.url}results/capture/")
    page.get_by_label("Time to first answer").fill("soon")
    page.get_by_role("button", name="Save the measurement").click()
    expect(page.locator(".errorlist").first).to_be_visible()
    return page


@state("portal:save_assumptions", "after a refusal")
def refused_rates(scene: Scene) -> Page:
    page = scene.by("owner")
    page.goto(f"{scene.place.url}results/assumptions/")
    page.get_by_label("Cost of an hour").fill("0")
    page.get_by_role("button", name="Save and compute again").click()
    expect(page.locator(".errorlist").first).to_be_visible()
    return page


@state("tickets:detail")
def ticket(scene: Scene) -> Page:
    page = scene.by("owner")
    page.goto(f"{scene.place.url}tickets/{scene.place.tickets['H-201'].pk}/")
    page.get_by_text("Blocked?").click()
    return page


@state("tickets:detail", "with files, after somebody else wrote notes")
def conflicting_ticket(scene: Scene) -> Page:
    ticket = scene.place.tickets["H-102"]
    page = scene.by("owner")
    page.goto(f"{scene.place.url}tickets/{ticket.pk}/")
    with tenant_context(scene.place.firm.pk, actor={"name": "Priya Raman"}):
        edit_ticket(ticket_id=ticket.pk, changes={"notes": f"{LONG} {timezone.now()}"})
        add_evidence(ticket_id=ticket.pk, file_name=f"{LONG}.pdf", content=b"%PDF", note=LONG)
    page.get_by_role("textbox", name="Notes").fill("Mine")
    page.get_by_role("button", name="Save notes").click()
    expect(page.get_by_role("alert")).to_contain_text("what you typed is still here")
    return page


@state("tickets:progress", "with a forecast")
def forecast(scene: Scene) -> Page:
    with tenant_context(scene.place.firm.pk):
        if not TicketPack.objects.filter(key="paced").exists():
            make_pack(key="paced", title="A pack with a pace", tickets=many_tickets(20))
    for week in range(5):
        when = timezone.now() - timedelta(days=7 * week + 1)
        with tenant_context(scene.place.firm.pk, now=when):
            ticket = TicketInstance.objects.get(ticket_pack__key="paced", ticket_id=f"N-{week:03}")
            move_ticket(ticket_id=ticket.pk, to="done", at=when)
    page = scene.by("viewer")
    page.goto(f"{scene.place.url}tickets/progress/?pack=paced")
    expect(page.get_by_text("if the pace of the last 5 weeks holds")).to_be_visible()
    return page


@state("tickets:detail", "after a refusal")
def refused_ticket(scene: Scene) -> Page:
    page = scene.by("owner")
    page.goto(f"{scene.place.url}tickets/{scene.place.tickets['H-301'].pk}/")
    page.get_by_text("Blocked?").click()
    page.get_by_label("Blocked by what?").fill("   ")
    page.get_by_role("button", name="Mark blocked").click()
    expect(page.get_by_role("alert")).to_be_visible()
    return page


plain("tickets:generate", "tickets/generate/?from=sections", "owner", "from the sections")
plain("tickets:generate", "tickets/generate/?from=sections&preview=yes", "owner", "as a preview of sections")


@state("tickets:checklist")
def checklist(scene: Scene) -> Page:
    page = scene.by("owner")
    page.goto(f"{scene.place.url}tickets/packs/{scene.place.pack.pk}/checklist/")
    return page


@state("tickets:checklist_import", "of a checklist that is stale, with a line of its own")
def checklist_changes(scene: Scene) -> Page:
    with tenant_context(scene.place.firm.pk):
        text = export_checklist(key=scene.place.pack.key).text
    scene.place.move("H-301", "skipped")
    page = checklist(scene)
    page.get_by_label("Or its text").fill(text.replace("[ ] **H-1", "[x] **H-1") + f"- [x] {LONG}\n")
    page.get_by_role("button", name="Show what changes").click()
    expect(page.get_by_role("button", name="Change the pack all the same")).to_be_visible()
    return page


@state("tickets:generate", "with parts and tags open, after a refusal")
def generate(scene: Scene) -> Page:
    load_library(rows=read_library())
    page = scene.by("owner")
    page.goto(f"{scene.place.url}tickets/generate/?from=library&subsystems=desk.none&tags=automation&preview=yes")
    page.get_by_text("Only parts of it").first.click()
    expect(page.get_by_role("alert")).to_be_visible()
    return page


@state("tickets:generate", "as a preview of a pack that is there")
def generated(scene: Scene) -> Page:
    load_library(rows=read_library())
    with tenant_context(scene.place.firm.pk):
        generate_pack(source="library", choice=Choice(systems=("reviews",)), at=timezone.now())
    page = scene.by("owner")
    page.goto(f"{scene.place.url}tickets/generate/")
    page.get_by_role("checkbox", name="Reviews and reputation").uncheck()
    page.get_by_role("checkbox", name="Inquiry desk").check()
    page.get_by_role("checkbox", name="Quoting and follow-up").check()
    page.get_by_role("button", name="Show the pack").click()
    page.get_by_text("Its tickets").first.click()
    expect(page.get_by_role("button", name="Bring the pack in step")).to_be_visible()
    return page


@state("roadmaps:diagram")
def diagram(scene: Scene) -> Page:
    page = scene.by("owner")
    page.goto(f"{scene.place.url}roadmap/1/diagram/0/")
    expect(page.locator("#picture svg")).to_be_visible()
    return page


@state("tenancy:invite", "after a refusal")
def refused_invitation(scene: Scene) -> Page:
    page = scene.by("owner")
    page.goto(f"{scene.place.url}people/")
    page.get_by_role("textbox", name="Email").fill(scene.place.people["member"].email)
    page.get_by_role("button", name="Send invitation").click()
    expect(page.locator(".errorlist")).to_be_visible()
    return page


@state("tenancy:people", "with a menu open and a message")
def people_menu(scene: Scene) -> Page:
    page = scene.by("owner")
    page.goto(f"{scene.place.url}people/")
    page.get_by_role("textbox", name="Email").fill("noor@harbor.example")
    page.get_by_role("button", name="Send invitation").click()
    expect(page.locator(".notice.success")).to_be_visible()
    page.get_by_label("More for Marcus Bell").click()
    return page


@state("tenancy:token_create", "with a new token")
def new_token(scene: Scene) -> Page:
    page = scene.by("owner")
    page.goto(f"{scene.place.url}tokens/")
    page.get_by_label("Name").fill("reporting script")
    page.get_by_role("button", name="Make token").click()
    expect(page.get_by_role("heading", name="Your new token")).to_be_visible()
    return page


@state("firms")
def firms(scene: Scene) -> Page:
    make_member(make_place("matai-lane", name="Matai Lane Architects").firm, scene.place.people["admin"], "viewer")
    page = scene.by("admin")
    page.goto("/")
    expect(page.get_by_role("heading", name="Your firms")).to_be_visible()
    return page


@state("firms", "of somebody with none")
def no_firms(scene: Scene) -> Page:
    return scene.open_page(make_user("alone@example.com"), "/")


@state("account_login", "after a wrong password")
def wrong_password(scene: Scene) -> Page:
    page = scene.by("nobody")
    page.goto("/accounts/login/")
    page.get_by_label("Email").fill("nobody@example.com")
    page.get_by_label("Password").fill("not this one at all")
    page.get_by_role("button", name="Sign in").click()
    expect(page.locator(".errorlist").first).to_be_visible()
    return page


@state("account_change_password", "after a refusal")
def refused_password(scene: Scene) -> Page:
    page = scene.by("owner")
    page.goto("/accounts/password/change/")
    for box in page.locator("input[type=password]").all():
        box.fill("short")
    page.get_by_role("button", name="Change password").click()
    expect(page.locator(".errorlist").first).to_be_visible()
    return page


@state("account_set_password")
def set_password(scene: Scene) -> Page:
    person = make_user("no-password@example.com")
    with login_context():
        person.set_unusable_password()
        person.save()
    page = scene.open_page(person, "/accounts/password/set/")
    expect(page.get_by_role("heading", name="Set a password")).to_be_visible()
    return page


@state("account_reset_password_from_key")
def reset_password(scene: Scene) -> Page:
    person = scene.place.people["viewer"]
    key = f"{user_pk_to_url_str(person)}-{default_token_generator.make_token(person)}"
    page = scene.by("nobody")
    page.goto(f"/accounts/password/reset/key/{key}/")
    expect(page.get_by_role("button", name="Save the password")).to_be_visible()
    return page


def invitation_path(scene: Scene, email: str) -> str:
    with tenant_context(scene.place.firm.pk, user_id=scene.place.people["owner"].pk):
        found = operations.invite(email=email, role="member", at=timezone.now())
        return operations.renew_invitation_link(invitation_id=found.pk)


@state("invitation", "of somebody new, after a refusal")
def open_invitation(scene: Scene) -> Page:
    page = scene.by("nobody")
    page.goto(invitation_path(scene, "new@harbor.example"))
    page.get_by_label("Your name").fill("Noor")
    page.get_by_label("Choose a password").fill("short")
    page.get_by_role("button", name="Create account and join").click()
    expect(page.locator(".errorlist")).to_be_visible()
    return page


@state("invitation", "of somebody with an account")
def invitation_of_member(scene: Scene) -> Page:
    make_user("guest@example.com")
    page = scene.by("nobody")
    page.goto(invitation_path(scene, "guest@example.com"))
    expect(page.get_by_role("link", name="Sign in to accept")).to_be_visible()
    return page


@state("invitation", "of somebody else")
def invitation_of_another(scene: Scene) -> Page:
    page = scene.by("owner")
    page.goto(invitation_path(scene, "else@example.com"))
    expect(page.get_by_role("button", name="Sign out").last).to_be_visible()
    return page


@state("invitation", "to accept")
def invitation_to_accept(scene: Scene) -> Page:
    page = scene.open_page(make_user("second@example.com"), invitation_path(scene, "second@example.com"))
    expect(page.get_by_role("button", name="Accept")).to_be_visible()
    return page


@state("error.400")
def bad_request(scene: Scene) -> Page:
    page = scene.by("nobody")
    page.goto(scene.server.replace("localhost", "other.localhost"))  # a host that the site does not serve
    expect(page.get_by_text("400", exact=True)).to_be_visible()
    return page


@state("error.403_csrf")
def form_has_run_out(scene: Scene) -> Page:
    page = scene.open_page(None, "/accounts/login/")
    page.get_by_label("Email").fill("nobody@example.com")
    page.get_by_label("Password").fill("not this one at all")
    page.context.clear_cookies()
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading", name="This form has run out")).to_be_visible()
    return page


@state("error.500")
def server_error(scene: Scene) -> Page:
    def broken(**_: Any) -> None:
        raise RuntimeError("broken on purpose")

    page = scene.by("owner").context.new_page()  # one whose console nobody watches: the fault is on purpose
    whole, queries.home = queries.home, broken
    try:
        page.goto(scene.place.url)
    finally:
        queries.home = whole
    expect(page.get_by_text("500", exact=True)).to_be_visible()
    return page


@state("work:caught_mail")
def caught_mail(scene: Scene) -> Page:
    if "staff" not in scene.place.people:
        scene.place.people["staff"] = make_user("staff@firmloop.example", name="Staff Person")
        make_member(scene.place.firm, scene.place.people["staff"], "staff")
    page = scene.by("staff")
    page.goto("/dev/mail/")
    expect(page.get_by_role("link", name="Join Harbor")).to_be_visible()
    return page


@state("work:caught_mail_open")
def caught_mail_open(scene: Scene) -> Page:
    page = caught_mail(scene)
    page.get_by_role("link", name="Join Harbor").click()
    expect(page.get_by_role("heading", name="Join Harbor")).to_be_visible()
    return page


@pytest.fixture
def scene(harbor: Place, server: str, open_page: OpenPage, settings, tmp_path) -> Scene:
    """A firm with all that pages can show: long names, ten packs, dependencies, tokens, invitations."""
    (tmp_path / "mail").mkdir()
    settings.FIRMLOOP_VAR = tmp_path
    keep(tmp_path / "mail", MAIL, at=NOW)
    with tenant_context(harbor.firm.pk, actor={"name": "Ines Duarte", "via": "page"}):
        TicketInstance.objects.filter(ticket_id="H-102").update(title=LONG * 4, assignee="Maximiliane " * 10)
        TicketInstance.objects.filter(ticket_id="H-201").update(
            description="Why: **calls are lost**.\n\n1. one\n2. two", notes="Asked."
        )
        for number in range(9):
            make_pack(key=f"extra-{number}", title=f"Extra pack {number}", tickets=many_tickets(3))
        made, _ = operations.make_token(name="old script", scopes=["read"], at=NOW)
        operations.revoke_token(token_id=made.pk, at=NOW)
        operations.invite(email=f"{'long.' * 10}name@example.com", role="viewer", at=timezone.now())
    harbor.move("H-102", "blocked", reason="The vendor has not answered since Monday")
    return Scene(harbor, server, open_page)


def compliance_check(scene: Scene) -> ComplianceCheck:
    """A check of the firm that is not completed, made where there is none."""
    with tenant_context(scene.place.firm.pk):
        found = ComplianceCheck.objects.exclude(status="completed").select_related("schedule").first()
        if found is None:
            client, _ = Client.objects.get_or_create(
                company_name="Castellan Logistics", defaults={"email": "desk@castellan.example"}
            )
            schedule = ComplianceSchedule.objects.first() or make_schedule(
                compliance_type="license_renewal", target_entity_type="client", at=timezone.now()
            )
            today = timezone.now().date()
            found = ComplianceCheck.objects.create(
                schedule=schedule,
                compliance_type="license_renewal",
                entity_type="client",
                entity_id=client.pk,
                entity_name=client.company_name,
                period_start=today - timedelta(days=ComplianceCheck.objects.count()),  # one check a period
                period_end=today,
                due_at=timezone.now(),
                required_fields=["phone", "address"],
                missing_fields=["phone", "address"],
            )
    return found


def check_page(scene: Scene, who: str = "owner") -> Page:
    page = scene.by(who)
    page.goto(f"{scene.place.url}compliance/checks/{compliance_check(scene).pk}/")
    return page


@state("compliance:check", "of a viewer")
def a_viewed_check(scene: Scene) -> Page:
    return check_page(scene, "viewer")


@state("compliance:check", "after a refused waiver")
def a_check(scene: Scene) -> Page:
    page = check_page(scene)
    page.get_by_label("Why").fill("They are closing.")
    page.get_by_label("Until the end of").fill("2020-01-01")
    page.get_by_role("button", name="Waive").click()
    expect(page.locator(".errorlist")).to_be_visible()
    return page


@state("compliance:check", "with a manager")
def an_escalated_check(scene: Scene) -> Page:
    page = check_page(scene)
    page.get_by_role("button", name="Give to a manager").click()
    expect(page.locator(".notice.error")).to_be_visible()
    return page


@state("compliance:check", "that is waived")
def a_waived_check(scene: Scene) -> Page:
    page = check_page(scene)
    page.get_by_label("Why").fill("They are closing.")
    page.get_by_role("button", name="Waive").click()
    expect(page.get_by_role("button", name="Open it again now")).to_be_visible()
    return page


@state("compliance:calendar", "with a check")
def a_busy_month(scene: Scene) -> Page:
    page = check_page(scene)
    page.get_by_role("link", name="Compliance", exact=True).last.click()
    expect(page.locator(".month")).to_contain_text("Castellan Logistics")
    return page


@state("compliance:rates", "with checks")
def rates_of_checks(scene: Scene) -> Page:
    compliance_check(scene)
    page = scene.by("viewer")
    page.goto(f"{scene.place.url}compliance/rates/")
    expect(page.locator(".shares")).to_be_visible()
    return page


@state("compliance:schedule_new", "after a refusal")
def a_refused_schedule(scene: Scene) -> Page:
    page = scene.by("owner")
    page.goto(f"{scene.place.url}compliance/schedules/new/")
    page.get_by_label("What is checked").fill("License renewal")
    page.get_by_label("Who is checked").select_option("contact")
    page.get_by_label("Address").check()
    page.get_by_role("button", name="Make the schedule").click()
    expect(page.locator(".errorlist")).to_be_visible()
    return page


@state("compliance:schedule")
def a_schedule(scene: Scene) -> Page:
    page = scene.by("owner")
    page.goto(f"{scene.place.url}compliance/schedules/{compliance_check(scene).schedule_id}/")
    return page


def scaffolded(scene: Scene) -> dict[str, Any]:
    """Let the firm have projects of 90 days, once; return the ids of some."""
    with tenant_context(scene.place.firm.pk):
        if not ProjectOutcome.objects.filter(project_name=LONG_PROJECT).exists():
            make_projects()
        names = {"due": LONG_PROJECT, "built": "Clinic tool 2", "failed": "Clinic tool 1", "archived": "Put away"}
        return {key: ProjectOutcome.objects.get(project_name=name).pk for key, name in names.items()}


def of_projects(view: str, path: str, who: str = "owner", description: str = "") -> None:
    """Register a page of patterns; its path may name a project."""

    @state(view, description)
    def bring_up(scene: Scene) -> Page:
        ids = scaffolded(scene)
        page = scene.by(who)
        page.goto(scene.place.url + path.format(**ids))
        for summary in page.locator("main details.fold > summary").all():
            summary.click()
        return page


of_projects("patterns:projects", "patterns/?status=all&sort=created_at", "member", "of every health, with a question")
of_projects("patterns:projects", "patterns/?status=all", "viewer", "of a viewer")
of_projects("patterns:project", "patterns/projects/{built}/", "owner", "with builds and feedback")
of_projects("patterns:project", "patterns/projects/{archived}/", "viewer", "that is archived, of a viewer")
of_projects("patterns:project", "patterns/projects/{due}/", "member", "with its question")
of_projects("patterns:delete", "patterns/projects/{failed}/delete/")
of_projects("patterns:feedback_give", "patterns/projects/{due}/feedback/", "member")
of_projects("patterns:feedback", "patterns/feedback/")
of_projects("patterns:feedback", "patterns/feedback/?project={built}", "viewer", "of one project")
of_projects("patterns:feedback_export", "patterns/feedback/export/")
of_projects("patterns:analytics", "patterns/analytics/?period=90d", "owner", "with the tables of the trends open")
of_projects("patterns:analytics", "patterns/analytics/?period=7d&order=nps", "viewer", "of a viewer")
of_projects("patterns:library", "patterns/library/")
of_projects("patterns:pattern", "patterns/library/rest-api/")
of_projects("patterns:pattern", "patterns/library/untried/", "viewer", "without projects")


@state("patterns:feedback_give", "in its second step, with a wish")
def second_step(scene: Scene) -> Page:
    page = scene.by("member")
    page.goto(f"{scene.place.url}patterns/projects/{scaffolded(scene)['failed']}/feedback/")
    page.get_by_role("button", name="Next").click()
    expect(page.get_by_text("Choose one to five stars.")).to_be_visible()
    page.get_by_role("radio", name="4 stars").check(force=True)
    page.get_by_role("button", name="Next").click()
    page.get_by_label("What is missing?").fill(LONG)
    page.keyboard.press("Enter")
    return page


@state("patterns:feedback_give", "after a refusal")
def refused_feedback(scene: Scene) -> Page:
    page = scene.by("member")
    page.goto(f"{scene.place.url}patterns/projects/{scaffolded(scene)['built']}/feedback/")
    page.evaluate("document.querySelector('form[data-draft]').submit()")
    expect(page.locator(".errorlist")).to_be_visible()
    return page


@state("patterns:feedback_thanks")
def thanked(scene: Scene) -> Page:
    page = scene.by("admin")
    page.goto(f"{scene.place.url}patterns/projects/{scaffolded(scene)['archived']}/feedback/")
    page.get_by_role("radio", name="2 stars").check(force=True)
    page.get_by_role("button", name="Next").click()
    page.get_by_role("button", name="Send the feedback").click()
    expect(page.get_by_role("heading", name="Thank you")).to_be_visible()
    return page


@state("patterns:pattern", "after a refusal")
def refused_pattern(scene: Scene) -> Page:
    scaffolded(scene)
    page = scene.by("owner")
    page.goto(f"{scene.place.url}patterns/library/web-app/")
    page.get_by_label("Name").fill(" ")
    page.get_by_role("button", name="Save").click()
    page.locator(".errorlist").wait_for()
    return page


@state("patterns:ci", "after a refusal")
def a_refused_endpoint(scene: Scene) -> Page:
    page = scene.by("owner")
    with tenant_context(scene.place.firm.pk):
        make_endpoint("gitlab", is_active=False)
    page.goto(f"{scene.place.url}patterns/ci/")
    page.get_by_label("Name").fill(" ")
    page.get_by_role("button", name="Make the endpoint").click()
    expect(page.locator(".errorlist")).to_be_visible()
    return page


@state("patterns:ci_create", "with the secret")
def a_new_endpoint(scene: Scene) -> Page:
    page = scene.by("owner")
    page.goto(f"{scene.place.url}patterns/ci/")
    page.get_by_label("Name").fill("Jenkins")
    page.get_by_label("CI system").select_option("generic")
    page.get_by_role("button", name="Make the endpoint").click()
    expect(page.get_by_label("Secret", exact=True)).to_be_visible()
    return page


@state("patterns:ci_endpoint", "with deliveries")
def an_endpoint(scene: Scene) -> Page:
    with tenant_context(scene.place.firm.pk):
        endpoint = make_endpoint()
    from_github(endpoint, payload("github_ping"), "ping")
    from_github(endpoint, payload("github_workflow_run"))
    page = scene.by("owner")
    page.goto(f"{scene.place.url}patterns/ci/{endpoint.pk}/")
    for summary in page.locator("details.fold > summary").all():
        summary.click()
    return page


@state("compliance-answer", "of a reminder, after a refusal")
def a_reminded_client(scene: Scene) -> Page:
    check = compliance_check(scene)
    with tenant_context(check.tenant_id):
        if ComplianceCheck.objects.get(pk=check.pk).status == "waived":
            reopen_check(check_id=check.pk)
        remind_check(check_id=check.pk, at=timezone.now())
        text = OutboxMessage.objects.filter(purpose="compliance_reminder").order_by("-id").first().body_text
    page = scene.by("nobody")
    page.goto(re.search(r"/c/[\w-]+/", text)[0])
    for box in page.get_by_role("textbox").all():
        box.fill(" ")
    page.get_by_role("button", name="Send to ").click()
    expect(page.locator(".errorlist").first).to_be_visible()
    return page


@state("compliance-answer", "that was answered")
def an_answering_client(scene: Scene) -> Page:
    page = a_reminded_client(scene)
    for box in page.get_by_role("textbox").all():
        box.fill("555 0142")
    page.get_by_role("button", name="Send to ").click()
    expect(page.get_by_role("heading", name="Thank you")).to_be_visible()
    return page


@state("compliance:check", "that is completed")
def a_completed_check(scene: Scene) -> Page:
    page = check_page(scene)
    if page.get_by_role("button", name="Open it again now").count():
        page.get_by_role("button", name="Open it again now").click()
    page.get_by_role("button", name="Complete", exact=True).click()
    expect(page.get_by_text("Completed on")).to_be_visible()
    return page


def feedback_asked(scene: Scene) -> tuple[FeedbackRequest, dict[str, str]]:
    """A request that was mailed now, and the addresses of its mail."""
    with tenant_context(scene.place.firm.pk):
        number = Order.objects.count()  # each state asks about an order of its own
        client = Client.objects.create(company_name=f"Alder Lending {number}")
        Contact.objects.create(client=client, first_name="Mara", email="mara@alder.example", is_primary=True)
        delivered = timezone.now() - timedelta(days=8)
        order = Order.objects.create(
            client=client, order_number=f"O-{number}", status="delivered", delivered_at=delivered
        )
        request = feedback.queue_feedback_request(order_id=order.pk)
        feedback.send_due(limit=1, at=timezone.now())
        request.refresh_from_db()
        text = OutboxMessage.objects.get(pk=request.message_id).body_text
    return request, {kind: path for path, kind in re.findall(r"(/(feedback|unsubscribe)/[\w-]+/)", text)}


@state("feedback-answer")
def asked_how_it_was(scene: Scene) -> Page:
    _, links = feedback_asked(scene)
    page = scene.by("nobody")
    page.goto(links["feedback"])
    return page


@state("feedback-answer", "after a refusal")
def said_nothing(scene: Scene) -> Page:
    page = asked_how_it_was(scene)
    page.get_by_role("button", name="Send to ").click()
    expect(page.locator(".errorlist")).to_be_visible()
    return page


@state("feedback-answer", "answered")
def said_how_it_was(scene: Scene) -> Page:
    page = asked_how_it_was(scene)
    page.get_by_label("Very good").check()
    page.get_by_role("button", name="Send to ").click()
    expect(page.get_by_role("heading", name="Thank you")).to_be_visible()
    return page


@state("unsubscribe")
def wants_no_mails(scene: Scene) -> Page:
    _, links = feedback_asked(scene)
    page = scene.by("nobody")
    page.goto(links["unsubscribe"])
    return page


@state("unsubscribe", "done")
def gets_no_mails(scene: Scene) -> Page:
    page = wants_no_mails(scene)
    page.get_by_role("button", name="No more of these mails").click()
    expect(page.get_by_role("heading", name="Done")).to_be_visible()
    return page


@state("feedback:detail", "that waits for its answer, after a refusal")
def no_answer(scene: Scene) -> Page:
    request, _ = feedback_asked(scene)
    page = scene.by("owner")
    page.goto(f"{scene.place.url}feedback/{request.pk}/")
    page.get_by_role("button", name="Keep the answer").click()
    expect(page.locator(".errorlist")).to_be_visible()
    return page


@state("feedback:detail", "with its open case")
def one_answer(scene: Scene) -> Page:
    request, _ = feedback_asked(scene)
    with tenant_context(scene.place.firm.pk):
        text = "Terrible: late, and full of errors."
        feedback.answer_request(request_id=request.pk, text=text, source="staff", at=timezone.now())
    page = scene.by("owner")
    page.goto(f"{scene.place.url}feedback/{request.pk}/")
    return page


@state("feedback:detail", "with its resolved case")
def made_up_for(scene: Scene) -> Page:
    page = one_answer(scene)
    page.get_by_label("What was done for them").fill("Called them.")
    page.get_by_role("button", name="Resolve the case").click()
    expect(page.locator(".notice.success")).to_be_visible()
    return page


@state("feedback:inbox")
def answers(scene: Scene) -> Page:
    page = one_answer(scene)
    page.goto(f"{scene.place.url}feedback/")
    return page


@state("enrichment:signals", "with both forms open, after a refusal")
def hints(scene: Scene) -> Page:
    with tenant_context(scene.place.firm.pk):
        strong = {"base": 0.95, "decision_maker_bonus": 0.05, "keywords": ["new office"], "keyword_count": 1}
        for _ in range(2):
            make_signal(make_contact(), context=strong)
    page = scene.by("owner")
    page.goto(f"{scene.place.url}signals/")
    page.locator("[data-dismiss] > summary").first.click()
    page.get_by_label("Why nobody has to act").first.fill(" ")
    page.get_by_role("button", name="Dismiss it").first.click()
    expect(page.get_by_role("alert")).to_be_visible()
    page.locator("[data-act] > summary").last.click()
    return page


@state("enrichment:signals", "that was dismissed")
def dismissed_hints(scene: Scene) -> Page:
    page = hints(scene)
    page.get_by_label("Why nobody has to act").first.fill("Known since June")
    page.get_by_role("button", name="Dismiss it").first.click()
    page.goto(f"{scene.place.url}signals/?show=dismissed")
    expect(page.locator(".signal")).to_contain_text("Known since June")
    return page


@state("enrichment:conflicts", "with a field to write anew, after a refusal")
def side_by_side(scene: Scene) -> Page:
    with tenant_context(scene.place.firm.pk):
        contact = make_contact(title="Manager", phone="555 0100")
        make_conflict(contact)
        make_conflict(contact, field="phone", current_value="555 0100", proposed_value="555 0199", confidence="0.90")
    page = scene.by("owner")
    page.goto(f"{scene.place.url}contacts/conflicts/")
    page.locator("summary", has_text="Neither").last.click()
    page.get_by_role("button", name="Save this").last.click()
    expect(page.get_by_role("alert")).to_be_visible()
    return page


def pipeline(scene: Scene) -> dict[str, Any]:
    """Let the firm have deals of every heat, two of them closed, and quotes in every state, once; return some ids."""
    with tenant_context(scene.place.firm.pk):
        if not Deal.objects.exists():
            make_pipeline(by=scene.place.people["owner"].pk)
        late = Deal.objects.get(title=LONG_DEAL)
        quotes = {quote.status: quote.pk for quote in Quote.objects.all()}
        return {"late": late.pk, "parked": Deal.objects.get(title="Parked").pk, **quotes}


@state("deals:board", "with deals of every heat, and a refusal")
def full_board(scene: Scene) -> Page:
    ids = pipeline(scene)
    page = scene.by("member")
    page.goto(f"{scene.place.url}deals/")
    page.locator(f"#d-{ids['late']} summary").click()
    page.locator(f"#d-{ids['late']} [name=seen]").evaluate("field => { field.value = 'qualified' }")
    page.locator(f"#m-{ids['late']}").select_option("proposal")
    page.locator(f"#d-{ids['late']} form button").click()
    expect(page.locator(".notice.error")).to_contain_text("meanwhile")
    page.locator(f"#d-{ids['late']} summary").click()
    return page


@state("deals:board", "with the dialog that asks how a deal ended")
def closing_dialog(scene: Scene) -> Page:
    ids = pipeline(scene)
    page = scene.by("owner")
    page.goto(f"{scene.place.url}deals/")
    page.locator(f"#d-{ids['late']} summary").click()
    page.locator(f"#m-{ids['late']}").select_option("lost")
    page.locator(f"#d-{ids['late']} form button").click()
    page.get_by_role("dialog").wait_for()
    return page


@state("deals:detail", "with a draft, quotes, and the form to park it open")
def late_deal(scene: Scene) -> Page:
    page = scene.by("owner")
    page.goto(f"{scene.place.url}deals/{pipeline(scene)['late']}/")
    page.locator("summary", has_text="Park").click()
    return page


@state("deals:detail", "that is parked, to a viewer")
def parked_deal(scene: Scene) -> Page:
    page = scene.by("viewer")
    page.goto(f"{scene.place.url}deals/{pipeline(scene)['parked']}/")
    return page


@state("deals:stalled")
def stalled_deals(scene: Scene) -> Page:
    pipeline(scene)
    page = scene.by("member")
    page.goto(f"{scene.place.url}deals/stalled/")
    page.get_by_text("Read it").first.click()
    page.locator("summary", has_text="Park").first.click()
    return page


@state("deals:settings", "after a refusal")
def refused_settings(scene: Scene) -> Page:
    page = scene.by("owner")
    page.goto(f"{scene.place.url}deals/settings/")
    page.locator("form[action$='/save/']").evaluate("form => { form.noValidate = true }")
    page.get_by_role("group", name="Lead").get_by_label("Follow-ups at most").fill("0")
    page.get_by_role("button", name="Save all stages").click()
    page.locator(".errorlist").wait_for()
    return page


def of_pipeline(view: str, path: str, who: str = "owner", description: str = "with deals and quotes") -> None:
    """Register a page of deals and quotes that have had some life; ``{late}`` and states of quotes stand for ids."""

    @state(view, description)
    def bring_up(scene: Scene) -> Page:
        ids = pipeline(scene)
        page = scene.by(who)
        page.goto(scene.place.url + path.format(**ids))
        return page


of_pipeline("portal:clients", "clients/")
of_pipeline("deals:reports", "deals/reports/")
of_pipeline("deals:moves", "deals/reports/moves/?from=lead")
of_pipeline("deals:closed", "deals/reports/closed/?through=lead")
of_pipeline("quotes:close_deal", "quotes/deals/{late}/close/?stage=lost")
of_pipeline("quotes:close_deal", "quotes/deals/{late}/close/", "member", "to somebody who ends no quotes")
of_pipeline("quotes:list", "quotes/")
of_pipeline("quotes:list", "quotes/?outcome=lost&window=ended", "viewer", "of a report's figure")
of_pipeline("quotes:reports", "quotes/reports/")
of_pipeline("quotes:edit", "quotes/{draft}/edit/")
for of_state in ("draft", "pending_approval", "viewed", "countered", "accepted", "rejected", "expired", "withdrawn"):
    of_pipeline("quotes:detail", f"quotes/{{{of_state}}}/", description=f"that is {of_state}")
of_pipeline("quotes:detail", "quotes/{viewed}/", "viewer", "to a viewer")


@state("quotes:detail", "with its forms open")
def forms_of_quote(scene: Scene) -> Page:
    page = scene.by("owner")
    page.goto(f"{scene.place.url}quotes/{pipeline(scene)['viewed']}/")
    for fold in page.locator("main details > summary").all():
        fold.click()
    return page


@state("quotes:edit", "after a refusal")
def refused_quote(scene: Scene) -> Page:
    page = scene.by("owner")
    page.goto(f"{scene.place.url}quotes/{pipeline(scene)['draft']}/edit/")
    page.get_by_label("Line 1, unit price").fill("a lot")
    page.get_by_role("button", name="Save the draft").last.click()
    page.locator(".errorlist").wait_for()
    return page


def of_link(of_state: str) -> None:
    @state("quote-public", f"that is {of_state}")
    def bring_up(scene: Scene) -> Page:
        ids = pipeline(scene)
        with tenant_context(scene.place.firm.pk):
            make_link(quote_id=ids[of_state], token=f"a-{of_state}-token", at=timezone.now())
        page = scene.by("nobody")
        page.goto(f"/q/a-{of_state}-token/")
        if of_state == "viewed":
            page.get_by_text("No, thank you").click()
        return page


for of_state in ("viewed", "accepted", "rejected", "expired", "withdrawn"):
    of_link(of_state)


def findings(page: Page, description: str) -> Iterator[str]:
    """Run axe on the page as it stands, in every appearance."""
    for width, scheme in APPEARANCES:
        page.set_viewport_size({"width": width, "height": 800})
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")  # no color is half way to the next one
        for violation in Axe().run(page, options=OPTIONS).response["violations"]:
            where = "; ".join(node["html"][:120] for node in violation["nodes"][:3])
            yield f"{description}, {width} {scheme}: {violation['id']}: {where}"
        if page.evaluate("document.documentElement.scrollWidth") > width:
            yield f"{description}, {width} {scheme}: wider than the screen"
    page.set_viewport_size({"width": 1280, "height": 800})


GROUPS = {
    "home and tickets": r"portal:|tickets:",
    "roadmap and people": r"roadmaps:|tenancy:",
    "deals": r"deals:|quotes:close",
    "quotes": r"quotes:(?!close)|quote-",
    "compliance": r"compliance",
    "patterns": r"patterns:",
    "feedback and signals": r"feedback|unsubscribe|enrichment:",
    "accounts": r"account_",
    "firms, invitations, mail and errors": r"firms|invitation|work:|error",
}


@pytest.mark.parametrize("pattern", GROUPS.values(), ids=GROUPS)
def test_pages_have_no_finding(scene, pattern):
    found = [
        finding
        for view, states in STATES.items()
        if re.match(pattern, view)
        for description, bring_up in states
        for finding in findings(bring_up(scene), description)
    ]

    assert found == []


def test_every_page_has_an_axe_case():
    pages = {
        name for urls in ("config.urls", "config.urls_firm") for name in names_of_pages(get_resolver(urls).url_patterns)
    }

    assert pages - set(STATES) - set(NO_PAGES) == set()
    assert set(NO_PAGES) <= pages
    assert {view for view in STATES if view != "error"} <= pages
    assert all(any(re.match(pattern, view) for pattern in GROUPS.values()) for view in STATES)
