"""The pages that bin/screens takes pictures of, and the ways to those that an address alone does not show."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from playwright.sync_api import FilePayload, Page

FIRM = "/f/harbor-dental"
ADMIN = f"{FIRM}/admin"
TICKETS = f"{ADMIN}/tickets/ticketinstance/"
REASON = "The telephone provider has not named a day for the switch"
GUEST = "noor@harbor-dental.example"
TODAY = datetime.now(UTC).date()

Way = Callable[[Page], object]


@dataclass(frozen=True)
class Shot:
    """A page: its picture's name, what it is in words, who looks (a login of the demo, or nobody), and its address.

    ``way`` is gone from there; ``status`` is what the address answers.
    """

    name: str
    title: str
    who: str
    path: str
    way: Way | None = None
    status: int = 200
    is_window: bool = False  # what hangs over the page, such as a dialog


def click(*selectors: str) -> Way:
    """Press one thing after another."""

    def way(page: Page) -> None:
        for selector in selectors:
            page.locator(selector).first.click()
            page.wait_for_load_state()

    return way


def mail(subject: str) -> Way:
    """Open the newest caught mail whose subject says this, as its reader sees it."""

    def way(page: Page) -> None:
        page.get_by_role("link", name=re.compile(subject)).first.click()
        page.goto(page.locator("iframe").get_attribute("src") or "")

    return way


def ticked_checklist(page: Page) -> None:
    page.goto(page.locator("a[href$='/checklist/']").first.get_attribute("href") or "")
    answer = page.request.get(page.get_by_role("link", name="Download the checklist").get_attribute("href") or "")
    text = answer.text().replace("[ ]", "[x]", 1) + "- [ ] Call the other clinics, too\n"
    page.get_by_label("Or its text").fill(text)
    page.get_by_role("button", name="Show what changes").click()


def new_token(page: Page) -> None:
    page.get_by_label("Name").fill("Monday report")
    page.get_by_role("button", name="Make token").click()


def palette(page: Page) -> None:
    page.keyboard.press("Control+k")
    page.get_by_role("combobox").fill("recall")
    page.locator("#palette [role=option]").nth(1).wait_for()


def bulk_form(page: Page) -> None:
    for box in page.locator("#result_list .action-select").all()[:6]:
        box.check()
    page.get_by_label("Action:").select_option("assign")
    page.get_by_role("button", name="Go").click()


def bulk_preview(page: Page) -> None:
    bulk_form(page)
    page.get_by_label("Assignee").fill("Rosa Delgado")
    page.get_by_role("button", name="Preview").click()


def bulk_result(page: Page) -> None:
    bulk_preview(page)
    page.get_by_role("button", name="Assign: ").click()


def import_preview(page: Page) -> None:
    rows = "pack;code;notes\nrollout;H-012;Both clinics have the sheet\nnone;X-1;A pack that is not there\n"
    page.get_by_label("File").set_input_files(
        FilePayload(name="tickets.csv", mimeType="text/csv", buffer=rows.encode())
    )
    page.get_by_role("button", name="Preview").click()


def proposal(page: Page) -> None:
    page.locator("#result_list tbody th a").first.click()
    page.get_by_role("button", name="Propose the next version").click()
    page.locator("[data-part]").first.wait_for()


def closing(page: Page) -> None:
    page.locator(".deal.late summary").first.click()
    page.locator(".deal.late select").first.select_option("lost")
    page.locator(".deal.late .mover button").first.click()
    page.get_by_role("dialog").wait_for()


def feedback_form(page: Page) -> None:
    page.locator(".project .actions a").first.click()
    page.get_by_role("radio", name="4 stars").check(force=True)


def feedback_more(page: Page) -> None:
    feedback_form(page)
    page.get_by_role("button", name="Next").click()
    page.get_by_label("Fast").check()
    page.get_by_label("What is missing?").fill("Background jobs")
    page.keyboard.press("Enter")


SHOTS = [
    Shot("home", "Home", "owner", f"{FIRM}/"),
    Shot("board", "Tickets by sprint", "owner", f"{FIRM}/tickets/"),
    Shot("board-by-section", "Tickets by section", "owner", f"{FIRM}/tickets/?by=section"),
    Shot("board-menu", "A ticket's menu", "owner", f"{FIRM}/tickets/", click(".tk.not_started .menu > summary")),
    Shot("board-nothing", "Tickets: nothing found", "owner", f"{FIRM}/tickets/?q=zeppelin"),
    Shot("ticket", "Ticket", "owner", f"{FIRM}/tickets/", click(".tk.blocked h3 a")),
    Shot("ticket-evidence", "Ticket with evidence", "owner", f"{FIRM}/tickets/", click(".tk.in_progress h3 a")),
    Shot("progress", "Progress and forecast", "owner", f"{FIRM}/tickets/progress/"),
    Shot(
        "checklist",
        "Checklist",
        "owner",
        f"{FIRM}/tickets/",
        click("[aria-label='More for this pack']", "a[href$='/checklist/']"),
    ),
    Shot("checklist-changes", "Checklist: what it changes", "owner", f"{FIRM}/tickets/", ticked_checklist),
    Shot("generate", "Make a pack", "owner", f"{FIRM}/tickets/generate/"),
    Shot(
        "generate-preview",
        "Make a pack: the plan",
        "owner",
        f"{FIRM}/tickets/generate/?from=library&systems=inquiry_desk&systems=recall&systems=quoting&preview=yes",
    ),
    Shot("roadmap", "Roadmap", "owner", f"{FIRM}/roadmap/"),
    Shot("roadmap-section", "Section of a roadmap", "owner", f"{FIRM}/roadmap/7/"),
    Shot("roadmap-outcomes", "Section 10, generated", "owner", f"{FIRM}/roadmap/10/"),
    Shot("ask", "Ask the roadmap", "owner", f"{FIRM}/roadmap/ask/?q=Who+answers+the+phone%3F"),
    Shot("versions", "Versions", "owner", f"{FIRM}/roadmap/versions/"),
    Shot("version", "An earlier version", "owner", f"{FIRM}/roadmap/versions/v1.0/4/"),
    Shot("compare", "Versions side by side", "owner", f"{FIRM}/roadmap/versions/compare/?from=v1.0&to=v1.1"),
    Shot("results", "Results", "owner", f"{FIRM}/results/"),
    Shot("case-study", "Case study", "owner", f"{FIRM}/results/case-study/"),
    Shot("results-none", "Results: not enough data yet", "staff", "/f/matai-lane-architects/results/"),
    Shot("capture", "Enter a measurement", "owner", f"{FIRM}/results/capture/"),
    Shot("snapshot", "Measurement", "owner", f"{FIRM}/results/", click("a[href*='/snapshots/']")),
    Shot("assumptions", "Assumptions", "owner", f"{FIRM}/results/assumptions/"),
    Shot(
        "done",
        "Done between two measurements",
        "owner",
        f"{FIRM}/results/done/?from={TODAY - timedelta(60)}&to={TODAY}",
    ),
    Shot("activity", "Activity", "owner", f"{FIRM}/activity/"),
    Shot("clients", "Clients: what needs somebody", "owner", f"{FIRM}/clients/"),
    Shot("pipeline", "Pipeline", "owner", f"{FIRM}/deals/"),
    Shot("deal-new", "New deal", "owner", f"{FIRM}/deals/new/"),
    Shot("deal", "Deal", "owner", f"{FIRM}/deals/", click(".deal.late > a")),
    Shot("deal-close", "How a deal ended", "owner", f"{FIRM}/deals/", closing, is_window=True),
    Shot("stalled", "Stalled deals", "owner", f"{FIRM}/deals/stalled/"),
    Shot("deal-reports", "Deals in figures", "owner", f"{FIRM}/deals/reports/"),
    Shot("stage-settings", "Stage settings", "owner", f"{FIRM}/deals/settings/"),
    Shot("pipeline-empty", "Pipeline: no deal of mine", "member", f"{FIRM}/deals/?owner=me"),
    Shot("quotes", "Quotes", "owner", f"{FIRM}/quotes/"),
    Shot("quote", "Quote", "owner", f"{FIRM}/quotes/?status=sent", click(".records tbody a")),
    Shot("quote-new", "Write a quote", "owner", f"{FIRM}/quotes/new/"),
    Shot("quote-reports", "Quotes in figures", "owner", f"{FIRM}/quotes/reports/"),
    Shot("feedback", "Feedback", "owner", f"{FIRM}/feedback/"),
    Shot("feedback-waiting", "Feedback: asked, not answered yet", "owner", f"{FIRM}/feedback/?status=sent"),
    Shot("feedback-nothing", "Feedback: nothing found", "owner", f"{FIRM}/feedback/?q=zeppelin"),
    Shot("feedback-bad", "A bad answer and its case", "owner", f"{FIRM}/feedback/?case=any", click(".pile h2 a")),
    Shot("feedback-gone", "Feedback link that has ended", "", "/feedback/no-such-link/", status=410),
    Shot("signals", "Signals", "owner", f"{FIRM}/signals/"),
    Shot("signals-act", "Signals: acting on one", "owner", f"{FIRM}/signals/", click("[data-act] > summary")),
    Shot("signals-acted", "Signals that were acted on", "owner", f"{FIRM}/signals/?show=acted"),
    Shot("signals-none", "Signals: nothing dismissed of a kind", "owner", f"{FIRM}/signals/?show=dismissed&q=zeppelin"),
    Shot("conflicts", "Differing contact data", "owner", f"{FIRM}/contacts/conflicts/"),
    Shot("compliance", "Compliance, the month", "owner", f"{FIRM}/compliance/"),
    Shot("compliance-checks", "Checks", "owner", f"{FIRM}/compliance/checks/?status=open"),
    Shot("compliance-check", "Check", "owner", f"{FIRM}/compliance/checks/?status=open", click(".records tbody a")),
    Shot("compliance-late", "Checks that are late", "owner", f"{FIRM}/compliance/checks/?status=late"),
    Shot("compliance-schedules", "Schedules", "owner", f"{FIRM}/compliance/schedules/"),
    Shot("compliance-schedule", "Schedule", "owner", f"{FIRM}/compliance/schedules/", click(".records tbody a")),
    Shot("compliance-rates", "Completion", "owner", f"{FIRM}/compliance/rates/"),
    Shot("quote-gone", "A quote's link that is gone", "", "/q/no-such-link/", status=410),
    Shot("projects", "Projects", "owner", f"{FIRM}/patterns/"),
    Shot("projects-nothing", "Projects: nothing found", "owner", f"{FIRM}/patterns/?q=zeppelin"),
    Shot("projects-none", "Projects: how the first is reported", "staff", "/f/matai-lane-architects/patterns/"),
    Shot("project", "Project", "owner", f"{FIRM}/patterns/?has_feedback=true", click(".project h2 a")),
    Shot("project-feedback", "Feedback on a project", "member", f"{FIRM}/patterns/", feedback_form),
    Shot("project-feedback-more", "Feedback on a project, step 2", "member", f"{FIRM}/patterns/", feedback_more),
    Shot("analytics", "Analytics of patterns", "owner", f"{FIRM}/patterns/analytics/?period=90d"),
    Shot("pattern-library", "Pattern library", "owner", f"{FIRM}/patterns/library/"),
    Shot("pattern", "Pattern", "owner", f"{FIRM}/patterns/library/rest-api/"),
    Shot("project-answers", "Feedback on projects", "owner", f"{FIRM}/patterns/feedback/"),
    Shot("project-answers-export", "Export of feedback", "owner", f"{FIRM}/patterns/feedback/export/"),
    Shot("ci-endpoints", "CI endpoints", "owner", f"{FIRM}/patterns/ci/"),
    Shot("people", "People", "owner", f"{FIRM}/people/"),
    Shot("tokens", "API tokens", "owner", f"{FIRM}/tokens/"),
    Shot("token-new", "A new token", "owner", f"{FIRM}/tokens/", new_token),
    Shot("mails", "Your mails", "member", f"{FIRM}/mails/"),
    Shot("firms", "Your firms", "staff", "/"),
    Shot("dashboard", "Dashboard over all firms", "staff", "/admin/"),
    Shot("dashboard-firm", "Dashboard of a firm", "staff", f"{ADMIN}/"),
    Shot("late", "Late tickets", "staff", "/admin/today/late/"),
    Shot("failed-mails", "Mails that failed", "staff", "/admin/today/mails/"),
    Shot("search", "Search", "staff", "/admin/search/?q=recall"),
    Shot("palette", "Ctrl-K", "staff", "/admin/", palette, is_window=True),
    Shot("admin-tickets-all", "Tickets over all firms", "staff", "/admin/tickets/ticketinstance/"),
    Shot("admin-tickets", "Tickets of a firm", "staff", TICKETS),
    Shot("admin-ticket", "Ticket record", "staff", TICKETS, click("#result_list tbody th a")),
    Shot(
        "admin-history",
        "History",
        "staff",
        f"{TICKETS}?status__exact=done",
        click("#result_list tbody th a", ".historylink"),
    ),
    Shot("admin-bulk-form", "Bulk change", "staff", TICKETS, bulk_form),
    Shot("admin-bulk-preview", "Bulk change: preview", "staff", TICKETS, bulk_preview),
    Shot("admin-bulk-result", "Bulk change: result", "staff", TICKETS, bulk_result),
    Shot("admin-batches", "Batches", "staff", f"{ADMIN}/work/changebatch/"),
    Shot("admin-import", "Import", "staff", f"{TICKETS}import/"),
    Shot("admin-import-preview", "Import: preview", "staff", f"{TICKETS}import/", import_preview),
    Shot("admin-packs", "Packs", "staff", f"{ADMIN}/tickets/ticketpack/"),
    Shot("admin-library", "Library of tickets", "staff", "/admin/tickets/libraryticket/"),
    Shot(
        "admin-roadmap",
        "Roadmap record",
        "staff",
        f"{ADMIN}/roadmaps/roadmap/?status__exact=in_progress",
        click("#result_list tbody th a"),
    ),
    Shot(
        "admin-proposal",
        "Proposal of the next version",
        "staff",
        f"{ADMIN}/roadmaps/roadmap/?is_current__exact=1",
        proposal,
    ),
    Shot("admin-snapshots", "Measurements", "staff", f"{ADMIN}/metrics/implementationsnapshot/"),
    Shot(
        "admin-outcome", "Outcome", "staff", f"{ADMIN}/metrics/roadmapoutcome/?o=-1", click("#result_list tbody th a")
    ),
    Shot("admin-people", "Members of a firm", "staff", f"{ADMIN}/tenancy/membership/"),
    Shot("admin-firm", "Firm record", "staff", f"{ADMIN}/tenancy/tenant/", click("#result_list tbody th a")),
    Shot("admin-schedule", "Engines' schedule", "staff", f"{ADMIN}/work/jobrun/schedule/"),
    Shot("admin-runs", "Engines' runs", "staff", f"{ADMIN}/work/jobrun/"),
    Shot("caught-mail", "Caught mail", "staff", "/dev/mail/"),
    Shot("mail-digest", "Mail: the week", "staff", "/dev/mail/", mail(r"\d+ of \d+ done")),
    Shot("mail-blocked", "Mail: blocked ticket", "staff", "/dev/mail/", mail("is blocked|are blocked")),
    Shot("mail-invitation", "Mail: invitation", "staff", "/dev/mail/", mail("Join|invit")),
    Shot("sign-in", "Sign in", "", "/accounts/login/"),
    Shot("not-found", "Not there", "owner", f"{FIRM}/nothing/", status=404),
    Shot("not-allowed", "Not allowed", "member", f"{FIRM}/tokens/", status=403),
]
