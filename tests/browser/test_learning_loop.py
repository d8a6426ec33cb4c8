"""The learning loop in a browser: measured, computed, refreshed, read on a phone, changed in bulk, ticked in a file."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from apps.metrics.models import ImplementationSnapshot
from apps.roadmaps.models import Roadmap
from apps.tenancy.choices import Role
from apps.tenancy.context import tenant_context
from apps.tickets.models import TicketInstance
from tests.browser.pieces import row, tick
from tests.commands import run
from tests.conftest import make_firm, make_member, make_user
from tests.metrics.test_worked_example import AFTER, BEFORE, PARTS, RULE, TABLE, promise
from tests.portal.makers import Place
from tests.roadmaps.refresh_world import World, conclude, done, make_world

PHONE = {"viewport": {"width": 360, "height": 740}, "is_mobile": True, "has_touch": True}
LABELS = dict(zip(BEFORE, TABLE, strict=True))
# Words that leave the screen or are smaller than anybody reads; a chart's words are as high as they are drawn.
UNREADABLE = """() => [...document.querySelectorAll("main :is(h1, h2, h3, p, th, td, dt, dd, li, summary, text)")]
    .filter((one) => one.textContent.trim() && one.checkVisibility() && !one.closest(".deltas thead, .unseen"))
    .filter((one) => {
        const box = one.getBoundingClientRect();
        const size = one.tagName === "text" ? box.height : parseFloat(getComputedStyle(one).fontSize);
        return box.left < 0 || box.right > innerWidth || size < 11;
    })
    .map((one) => `${one.tagName}: ${one.textContent.trim().slice(0, 60)}, ${getComputedStyle(one).fontSize}`)"""


@pytest.fixture
def staff(harbor: Place) -> Any:
    return staff_of(harbor.firm)


def staff_of(firm: Any) -> Any:
    person = make_user("sam@firmloop.example", name="Sam Whitlock")
    make_member(firm, person, Role.STAFF)
    return person


def flags(readings: dict[str, int]) -> list[str]:
    return [part for key, value in readings.items() for part in (f"--{key.replace('_', '-')}", str(value))]


def capture_baseline(place: Place) -> None:
    """Capture the baseline of sixty days ago as an operator does."""
    day = timezone.localdate(timezone=place.firm.zone) - dt.timedelta(days=60)
    ran = run("roadmap_snapshot", "--tenant", place.firm.slug, "--label", "baseline", "--date", day, *flags(BEFORE))
    assert ran.failure is None


def captured(place: Place) -> dict[str, dict[str, int]]:
    with tenant_context(place.firm.pk):
        return dict(ImplementationSnapshot.objects.values_list("label", "metrics"))


def table_of(page: Page) -> dict[str, str]:
    """What the table of before and after says, a line for each metric."""
    return {
        line.locator("th").inner_text(): "|".join(line.locator("td").all_inner_texts())
        for line in page.get_by_role("region", name="Table of before and after").locator("tbody tr").all()
    }


def parts_of(page: Page) -> dict[str, str]:
    return dict(
        zip(page.locator(".parts dt").all_inner_texts(), page.locator(".parts dd.num").all_inner_texts(), strict=True)
    )


# Measured by command and by form, computed, read


def test_baseline_by_command_and_60_days_by_the_form_give_the_figures_derived_by_hand(harbor, open_page):
    capture_baseline(harbor)
    with tenant_context(harbor.firm.pk):
        promise()
    page = open_page(harbor.people["admin"], f"{harbor.url}results/")
    expect(page.get_by_role("heading", name="Not enough data yet")).to_be_visible()

    page.get_by_role("link", name="Enter a measurement").click()
    page.get_by_label("What is measured").select_option("60 days")
    typed = {LABELS[key]: f"{value} %" if key.endswith("_rate") else str(value) for key, value in AFTER.items()}
    for label, value in (typed | {LABELS["close_rate"]: "130 %"}).items():
        page.get_by_label(label).fill(value)
    page.get_by_label("Notes").fill("Counted by Tom")
    page.get_by_role("button", name="Save the measurement").click()

    refused = page.get_by_label(LABELS["close_rate"])
    expect(refused).to_have_attribute("aria-invalid", "true")
    expect(page.locator(".errorlist")).to_have_text(re.compile("130.*100"))
    expect(refused).to_have_value("130 %")
    expect(page.get_by_label(LABELS["nps"])).to_have_value("33")
    expect(page.get_by_label("Notes")).to_have_value("Counted by Tom")
    assert captured(harbor) == {"baseline": BEFORE}

    refused.fill(typed[LABELS["close_rate"]])
    page.get_by_role("button", name="Save the measurement").click()

    expect(page.get_by_text("60 days saved.")).to_be_visible()
    assert captured(harbor) == {"baseline": BEFORE, "60d": AFTER}
    assert table_of(page) == TABLE
    assert parts_of(page) == PARTS
    expect(page.get_by_role("region", name="Status")).to_contain_text(RULE)
    expect(page.get_by_role("region", name="Net return of a year")).to_contain_text(PARTS["Net return"])


def test_60_days_by_the_form_of_the_admin_compute_the_outcome(harbor, staff, open_page):
    capture_baseline(harbor)
    page = open_page(staff, f"{harbor.url}admin/metrics/implementationsnapshot/")

    page.get_by_role("link", name="Add snapshot").click()
    page.get_by_label("Milestone").select_option("60 days")
    for key, value in (AFTER | {"lead_to_appt_rate": "126 %"}).items():
        page.get_by_label(LABELS[key]).fill(str(value))
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("126 % is out of range; accepted is 0 to 100.")).to_be_visible()
    expect(page.get_by_label(LABELS["nps"])).to_have_value("33")
    page.get_by_label(LABELS["lead_to_appt_rate"]).fill("26 %")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator(".messagelist .success")).to_be_visible()

    assert captured(harbor) == {"baseline": BEFORE, "60d": AFTER}
    page.goto(f"{harbor.url}admin/metrics/roadmapoutcome/")
    page.get_by_role("link", name="Roadmap v1.0").click()
    for label, line in TABLE.items():
        before, now, change = line.split("|")[:3]
        told = page.get_by_role("row", name=label).first
        expect(told).to_contain_text(re.compile(rf"{re.escape(before)}.*{re.escape(now)}.*{re.escape(change)}"))


# Refreshed, part by part


@pytest.fixture
def world(committed: None) -> World:
    made = make_world(make_firm())
    with tenant_context(made.firm.pk, actor={"name": "Ines Duarte", "via": "test"}):
        conclude()
    return made


def test_version_is_made_of_the_accepted_parts_alone(world, open_page):
    base = f"/f/{world.firm.slug}/"
    page = open_page(staff_of(world.firm), f"{base}admin/roadmaps/roadmap/{world.roadmap.pk}/change/")
    offered = propose(page)
    assert offered == [
        "3 · Architecture: delivered work marked",
        "3 · Architecture: progress",
        "5 · Sprints: delivered work marked",
        "5 · Sprints: progress",
        "5 · Sprints: deferred work listed",
        "8 · Dashboard: measured figures",
        "10 · Outcomes and learning: figures and next steps",
    ]
    for heading, part in zip(offered, page.locator("[data-part]").all(), strict=True):
        part.get_by_label("Leave out" if heading.startswith("8 ") else "Accept", exact=True).check()
    page.get_by_role("button", name="Make v1.1").click()
    expect(page.get_by_text("v1.1 is made, and it is what people see now.")).to_be_visible()
    assert propose(page, expected="Nothing changed since this version was made") == []

    page.goto(f"{base}roadmap/versions/")
    page.get_by_role("link", name=re.compile("^Compare with v1.0")).click()
    expect(page.locator(".diff-list li")).to_have_text(
        [
            re.compile("Same 1 · Executive briefing"),
            re.compile("Changed 3 · Architecture"),
            re.compile("Changed 5 · Sprints"),
            re.compile("Same 8 · Dashboard"),
            re.compile("Same 9 · Appendix"),
            re.compile("New 10 · Outcomes and learning"),
        ]
    )
    added = " ".join(page.locator("ins, .diff-added").all_inner_texts())
    for words in ("50 %, 1 of 2 tickets done", "✓ delivered Feb 3, 2026", "Deferred work", "H-004 Wall screens"):
        assert words in added

    with tenant_context(world.firm.pk):
        done(world, "H-002", at=timezone.now())
        made = Roadmap.objects.get(is_current=True)
    page.goto(f"{base}admin/roadmaps/roadmap/{made.pk}/change/")
    assert "8 · Dashboard: measured figures" in propose(page)  # what was left out is offered again with what is new


def propose(page: Page, *, expected: str = "parts to decide about") -> list[str]:
    """Press the button on the roadmap's page and return the headings of the parts that are proposed."""
    page.get_by_role("button", name="Propose the next version").click()
    expect(page.get_by_text(expected)).to_be_visible()
    return [
        heading.split("\n")[0].removesuffix(" New section")
        for heading in page.locator("[data-part] h2").all_inner_texts()
    ]


# Read on a phone, and on paper


def measure(place: Place) -> None:
    """Promise and measure what the example has, by commands."""
    with tenant_context(place.firm.pk):
        promise()
    capture_baseline(place)
    assert run("roadmap_snapshot", "--tenant", place.firm.slug, "--label", "60d", *flags(AFTER)).failure is None


def test_results_are_read_on_a_phone(harbor, open_page):
    measure(harbor)
    page = open_page(harbor.people["viewer"], f"{harbor.url}results/", **PHONE)

    for fold in page.get_by_text("Figures", exact=True).all():
        fold.tap()
    assert page.evaluate("document.documentElement.scrollWidth") == 360
    assert page.evaluate(UNREADABLE) == []
    assert parts_of(page) == PARTS
    for key, label in LABELS.items():
        card = page.locator(f"#m-{key}")
        expect(card.get_by_role("img")).to_have_count(2)
        expect(card.get_by_role("row")).to_have_text(
            [
                re.compile("Reading"),
                *(
                    re.compile(f"{name}.*{reading[key]}", re.DOTALL)
                    for name, reading in (("Baseline", BEFORE), ("60 days", AFTER))
                ),
            ]
        )
        expect(card.get_by_role("heading")).to_contain_text(label)


def test_results_are_one_page_on_paper(harbor, open_page):
    measure(harbor)
    page = open_page(harbor.people["owner"], f"{harbor.url}results/")

    paper = page.pdf(format="A4")
    page.emulate_media(media="print")

    assert len(re.findall(rb"/Type\s*/Page\b", paper)) == 1
    expect(page.get_by_role("button", name="Print")).to_be_hidden()
    expect(page.get_by_text(PARTS["Net return"]).first).to_be_visible()
    assert list(parts_of(page).values()) == list(PARTS.values())


# Changed in bulk, undone


def test_bulk_change_is_previewed_with_what_it_skips_applied_and_undone(harbor, staff, open_page):
    harbor.move("H-102", "done")
    before = states(harbor)
    page = open_page(staff, f"{harbor.url}admin/tickets/ticketinstance/")

    page.get_by_label("Select all objects on this page for an action").check()
    page.get_by_label("Action:").select_option("mark_done")
    page.get_by_role("button", name="Go").click()
    page.get_by_text("1 skipped, and why").click()
    expect(page.get_by_text("H-102 Write the greeting for missed calls: it is so already")).to_be_visible()
    expect(page.get_by_role("row", name=re.compile("^H-103 "))).to_have_text(
        re.compile("Status.*Not started.*Done", re.DOTALL)
    )
    assert states(harbor) == before
    page.get_by_role("button", name="Mark done: 5 tickets").click()
    expect(page.get_by_role("button", name="Undo this batch")).to_be_visible()
    assert set(states(harbor).values()) == {"done"}
    harbor.move("H-101", "skipped")
    page.get_by_role("button", name="Undo this batch").click()
    expect(page.get_by_role("heading", name=re.compile("^Undo: Mark 5 tickets done"))).to_be_visible()
    expect(page.get_by_text(re.compile("^H-101 .*: Priya Raman changed it on "))).to_be_visible()

    assert states(harbor) == before | {"H-101": "skipped"}


def states(place: Place) -> dict[str, str]:
    with tenant_context(place.firm.pk):
        return dict(TicketInstance.objects.order_by("ticket_id").values_list("ticket_id", "status"))


# Taken out, ticked in an editor, brought back


def test_pack_is_exported_ticked_in_an_editor_and_imported_after_a_look(harbor, open_page, tmp_path):
    harbor.move("H-102", "in_progress")
    harbor.move("H-103", "blocked", reason="The vendor is silent")
    harbor.move("H-202", "done")
    harbor.move("H-301", "skipped")
    page = open_page(harbor.people["admin"], f"{harbor.url}tickets/")

    page.get_by_label("More for this pack").click()
    with page.expect_download() as download:
        page.get_by_role("link", name="Download as a checklist").click()
    file = tmp_path / download.value.suggested_filename
    download.value.save_as(file)
    text = file.read_text()
    assert "- [ ] **H-101**" in text
    file.write_text(text.replace("- [ ] **H-101**", "- [x] **H-101**"))
    page.get_by_role("link", name="Take in a ticked checklist").click()
    page.get_by_label("The ticked file").set_input_files(file)
    page.get_by_role("button", name="Show what changes").click()

    expect(page.get_by_role("heading", name="1 ticket would change")).to_be_visible()
    expect(page.get_by_role("row", name="H-101")).to_contain_text("Status: Not started → Done")
    assert harbor.now("H-101").status == "not_started"
    page.get_by_role("button", name="Change 1 ticket").click()
    expect(row(page, "H-101")).to_have_class(re.compile(r"\bdone\b"))
    assert states(harbor) == {
        "H-101": "done",
        "H-102": "in_progress",
        "H-103": "blocked",
        "H-201": "not_started",
        "H-202": "done",
        "H-301": "skipped",
    }
    assert harbor.now("H-103").blocked_reason == "The vendor is silent"


# Two people, one ticket


def test_two_people_on_one_ticket_lose_nothing(harbor, open_page):
    first = open_page(harbor.people["owner"], f"{harbor.url}tickets/{harbor.tickets['H-102'].pk}/")
    second = open_page(harbor.people["member"], f"{harbor.url}tickets/")

    tick(second, "H-102").click()
    expect(row(second, "H-102").locator(".msg")).to_contain_text("Saved")
    first.get_by_role("textbox", name="Notes").fill("The vendor answered.")
    first.get_by_role("button", name="Save notes").click()

    expect(first.get_by_role("alert")).to_contain_text("Marcus Bell changed this ticket on")
    expect(first.get_by_role("alert")).to_contain_text("Status was “Not started”, is now “Done” (Marcus Bell).")
    expect(first.get_by_role("textbox", name="Notes")).to_have_value("The vendor answered.")
    first.get_by_role("button", name="Save notes").click()
    expect(first.locator(".notice.success")).to_be_visible()
    assert (harbor.now("H-102").status, harbor.now("H-102").notes) == ("done", "The vendor answered.")


# Found


def test_ctrl_k_finds_a_ticket_by_its_code_and_opens_it(harbor, staff, open_page):
    page = open_page(staff, "/admin/")

    page.keyboard.press("Control+k")
    page.get_by_role("combobox").fill("h-201")
    expect(page.locator("#palette [role=option][aria-selected=true]")).to_contain_text("H-201")
    page.keyboard.press("Enter")

    expect(page.get_by_role("heading", level=1)).to_contain_text("H-201")
    assert page.url.endswith(f"{harbor.url}admin/tickets/ticketinstance/{harbor.tickets['H-201'].pk}/change/")
