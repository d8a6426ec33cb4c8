"""The tick and what hangs on it, in a browser."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from apps.tenancy.context import tenant_context
from tests.browser.pieces import open_menu, row, tick


def test_tick_is_one_request_that_moves_the_totals_and_says_when_it_was_saved(harbor, open_page):
    page = open_page(harbor.people["member"], f"{harbor.url}tickets/")
    requests = []
    page.on("request", lambda request: request.resource_type == "xhr" and requests.append(request.url))

    tick(page, "H-101").click()

    expect(row(page, "H-101").locator(".msg")).to_have_text(re.compile(r"^Saved \d\d:\d\d\. Unlocked: H-201 Undo$"))
    expect(row(page, "H-101")).to_have_class(re.compile(r"\bdone\b"))
    expect(tick(page, "H-101")).to_have_attribute("aria-pressed", "true")
    expect(page.locator(".board-top")).to_contain_text("1 of 6 done")
    expect(page.locator(".sprint .sum")).to_have_text(["1 of 3", "0 of 2", "0 of 1"])
    expect(page.locator("#say")).to_have_text(re.compile(r"^H-101: Saved"))
    assert harbor.now("H-101").status == "done"
    assert len(requests) == 1


def test_undo_takes_the_tick_back_and_is_gone_after_ten_seconds(harbor, open_page):
    page = open_page(harbor.people["member"])
    page.clock.install()
    page.goto(f"{harbor.url}tickets/")
    undo = page.get_by_role("button", name="Undo")

    tick(page, "H-101").click()
    undo.click()

    expect(row(page, "H-101")).to_have_class(re.compile(r"\bnot_started\b"))
    expect(page.locator(".board-top")).to_contain_text("0 of 6 done")
    expect(page.locator(".sprint .sum").first).to_have_text("0 of 3")
    assert harbor.now("H-101").status == "not_started"

    tick(page, "H-102").click()
    mine = row(page, "H-102").get_by_role("button", name="Undo")
    expect(page.locator("#say")).to_contain_text("H-102: Saved")
    page.clock.fast_forward(9_000)
    expect(mine).to_be_visible()
    page.clock.fast_forward(1_500)
    expect(mine).to_have_count(0)


def test_undo_of_a_start_brings_the_reason_of_the_block_back(harbor, open_page):
    harbor.move("H-102", "blocked", reason="The vendor is silent")
    page = open_page(harbor.people["member"], f"{harbor.url}tickets/")

    open_menu(page, "H-102").get_by_role("button", name="Start", exact=True).click()
    row(page, "H-102").get_by_role("button", name="Undo").click()

    expect(row(page, "H-102").locator(".why")).to_have_text("The vendor is silent")
    assert harbor.now("H-102").blocked_reason == "The vendor is silent"


def test_tick_on_home_moves_the_sum_of_all_packs(harbor, open_page):
    page = open_page(harbor.people["member"], harbor.url)
    expect(page.get_by_role("heading", level=1)).to_have_text("0 of 6 done")

    tick(page, "H-101").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("1 of 6 done")
    expect(page.locator(".hero progress")).to_have_js_property("value", 1)
    expect(page.locator(".packs .totals")).to_contain_text("1 of 6 done")


def test_home_says_who_waits_for_whom_until_it_is_done(harbor, open_page):
    page = open_page(harbor.people["member"], harbor.url)
    card = page.get_by_role("region", name="Who waits for whom")

    expect(card).to_contain_text("H-101 Not started Marcus Bell")
    expect(card).to_contain_text("Holds up H-201 of Marcus Bell")
    harbor.move("H-101", "done")
    page.reload()
    expect(card).to_have_count(0)


def test_menu_blocks_a_ticket_with_its_reason(harbor, open_page):
    page = open_page(harbor.people["member"], f"{harbor.url}tickets/")

    menu = open_menu(page, "H-102")
    menu.get_by_label("Blocked by what?").fill("The vendor is silent")
    menu.get_by_role("button", name="Mark blocked").click()

    expect(row(page, "H-102").locator(".why")).to_have_text("The vendor is silent")
    expect(row(page, "H-102").locator(".st")).to_have_text("Blocked")
    expect(page.locator(".board-top")).to_contain_text("1 blocked")
    expect(tick(page, "H-102")).to_have_count(0)
    assert harbor.now("H-102").blocked_reason == "The vendor is silent"


def test_block_without_a_reason_is_refused_in_words(harbor, open_page):
    page = open_page(harbor.people["member"], f"{harbor.url}tickets/")

    menu = open_menu(page, "H-102")
    menu.get_by_label("Blocked by what?").fill("   ")
    menu.get_by_role("button", name="Mark blocked").click()

    expect(row(page, "H-102").locator(".msg")).to_have_text("Say what blocks H-102: a blocked ticket needs a reason.")
    assert harbor.now("H-102").status == "not_started"


def test_second_person_gets_told_who_was_faster_and_sees_the_newest_state(harbor, open_page):
    first = open_page(harbor.people["owner"], f"{harbor.url}tickets/")
    second = open_page(harbor.people["member"], f"{harbor.url}tickets/")

    open_menu(first, "H-102").get_by_role("button", name="Skip").click()
    expect(row(first, "H-102").locator(".msg")).to_contain_text("Saved")
    tick(second, "H-102").click()

    message = row(second, "H-102").locator(".msg")
    expect(message).to_have_text(
        re.compile(
            r"^Ines Duarte changed this on [A-Z][a-z]{2} \d{1,2}, \d\d:\d\d: it is skipped now\. "
            r"Nothing was overwritten; look and try again\.$"
        )
    )
    expect(row(second, "H-102")).to_have_class(re.compile(r"\bskipped\b"))
    expect(second.locator(".sprint .sum").first).to_have_text("0 of 2")
    expect(second.locator(".board-top")).to_contain_text("0 of 5 done")
    assert harbor.now("H-102").status == "skipped"

    open_menu(second, "H-102").get_by_role("button", name="Start", exact=True).click()
    expect(row(second, "H-102")).to_have_class(re.compile(r"\bin_progress\b"))


def test_offline_tick_says_that_it_was_not_saved_and_works_again_online(harbor, open_page):
    page = open_page(harbor.people["member"], f"{harbor.url}tickets/")

    page.context.set_offline(True)
    tick(page, "H-101").click()

    expect(row(page, "H-101").locator(".msg")).to_have_text("Not saved: no connection. Try again when you are online.")
    expect(row(page, "H-101")).to_have_class("tk not_started")
    expect(page.locator(".board-top")).to_contain_text("0 of 6 done")
    assert harbor.now("H-101").status == "not_started"

    page.context.set_offline(False)
    tick(page, "H-101").click()
    expect(row(page, "H-101").locator(".msg")).to_contain_text("Saved")


def test_tick_after_signing_out_elsewhere_says_to_sign_in(harbor, open_page):
    page = open_page(harbor.people["member"], f"{harbor.url}tickets/")

    page.context.clear_cookies(name="sessionid")
    tick(page, "H-101").click()

    expect(row(page, "H-101").locator(".msg")).to_contain_text("Not saved: you are signed out.")
    assert harbor.now("H-101").status == "not_started"


def test_tick_of_a_ticket_that_is_gone_says_so(harbor, open_page):
    page = open_page(harbor.people["member"], f"{harbor.url}tickets/")

    with tenant_context(harbor.firm.pk):
        harbor.tickets["H-301"].delete()
    tick(page, "H-301").click()

    expect(row(page, "H-301").locator(".msg")).to_contain_text("Not saved: this ticket no longer exists.")


def test_tick_unlocks_the_ticket_that_waited_and_untick_locks_it_again(harbor, open_page):
    page = open_page(harbor.people["member"], f"{harbor.url}tickets/")
    waits = row(page, "H-201").locator(".waiting")
    expect(waits).to_have_text("Waits for H-101")

    tick(page, "H-101").click()
    expect(waits).to_be_hidden()

    tick(page, "H-101").click()
    expect(waits).to_be_visible()


def test_filters_and_search_narrow_the_board(harbor, open_page):
    page = open_page(harbor.people["viewer"], f"{harbor.url}tickets/")

    def shown() -> list[str]:
        return page.locator(".tk .code").all_text_contents()

    page.locator(".filters summary").click()
    page.get_by_label("Words or code").fill("PHONE")
    page.get_by_role("button", name="Filter").click()
    expect(page.locator(".filters summary")).to_have_text("Search and filter: 1 of 6 tickets shown")
    assert shown() == ["H-101"]

    page.get_by_role("link", name="Show all").click()
    page.locator(".filters summary").click()
    page.get_by_label("Sprint", exact=True).select_option("Backlog")
    page.get_by_role("button", name="Filter").click()
    assert shown() == ["H-301"]

    page.goto(f"{harbor.url}tickets/?assignee=Marcus+Bell")
    assert shown() == ["H-101", "H-201"]

    page.goto(f"{harbor.url}tickets/?status=done")
    expect(page.get_by_role("heading", name="No ticket matches")).to_be_visible()


def test_quick_filters_and_grouping_are_addresses_that_keep_each_other(harbor, open_page):
    page = open_page(harbor.people["member"], f"{harbor.url}tickets/", java_script_enabled=False)

    page.get_by_role("link", name="By section").click()
    page.get_by_role("link", name="Mine").click()

    expect(page.get_by_role("heading", name="Section 1: The plan")).to_be_visible()
    assert page.locator(".tk .code").all_text_contents() == ["H-101", "H-201"]
    assert page.url.endswith("/tickets/?by=section&assignee=me")
    page.get_by_role("link", name="Mine").click()
    expect(page.locator(".tk")).to_have_count(6)


def test_tick_that_unlocks_names_and_marks_what_it_unlocked(harbor, open_page):
    page = open_page(harbor.people["member"], f"{harbor.url}tickets/")

    tick(page, "H-101").click()

    expect(row(page, "H-101").locator(".msg")).to_contain_text("Unlocked: H-201")
    expect(row(page, "H-201")).to_have_class(re.compile(r"\bfreed\b"))
    tick(page, "H-301").click()
    expect(row(page, "H-201")).not_to_have_class(re.compile(r"\bfreed\b"))


def test_undo_of_a_block_of_a_done_ticket_makes_it_done_again(harbor, open_page):
    harbor.move("H-102", "done")
    page = open_page(harbor.people["member"], f"{harbor.url}tickets/")

    menu = open_menu(page, "H-102")
    menu.get_by_label("Blocked by what?").fill("The vendor is silent")
    menu.get_by_role("button", name="Mark blocked").click()
    row(page, "H-102").get_by_role("button", name="Undo").click()

    expect(row(page, "H-102").locator(".msg")).to_have_text(re.compile(r"^Taken back \d\d:\d\d$"))
    expect(row(page, "H-102")).to_have_class("tk done")
    expect(page.locator(".board-top")).to_contain_text("1 of 6 done")


def test_undo_without_javascript_is_in_the_message(harbor, open_page):
    page = open_page(harbor.people["member"], f"{harbor.url}tickets/", java_script_enabled=False)

    tick(page, "H-101").click()
    page.get_by_role("button", name="Undo").click()

    expect(page.locator(".board-top")).to_contain_text("0 of 6 done")
    expect(page.locator(".notice")).to_have_text(re.compile(r"^Saved \d\d:\d\d: H-101 is not started\.$"))


def test_conflict_keeps_the_reason_that_was_typed(harbor, open_page):
    page = open_page(harbor.people["member"], f"{harbor.url}tickets/")
    menu = open_menu(page, "H-102")
    menu.get_by_label("Blocked by what?").fill("The vendor is silent")
    harbor.move("H-102", "in_progress")

    menu.get_by_role("button", name="Mark blocked").click()

    expect(row(page, "H-102").locator(".msg")).to_contain_text("Priya Raman changed this on")
    expect(menu.get_by_label("Blocked by what?")).to_have_value("The vendor is silent")
    menu.get_by_role("button", name="Mark blocked").click()
    expect(row(page, "H-102").locator(".why")).to_have_text("The vendor is silent")
    expect(menu).not_to_have_attribute("open", re.compile(""))
    assert harbor.now("H-102").status == "blocked"


def test_two_people_write_notes_and_neither_loses_a_word(harbor, open_page):
    address = f"{harbor.url}tickets/{harbor.tickets['H-102'].pk}/"
    first, second = open_page(harbor.people["owner"], address), open_page(harbor.people["member"], address)

    first.get_by_role("textbox", name="Notes").fill("Tom records it on Monday.")
    first.get_by_role("button", name="Save notes").click()
    expect(first.locator(".notice")).to_have_text(re.compile(r"^Saved \d\d:\d\d: notes\.$"))
    second.get_by_role("textbox", name="Notes").fill("Ines has the text.")
    second.get_by_role("button", name="Save notes").click()

    expect(second.get_by_role("alert")).to_contain_text("Ines Duarte changed this ticket on")
    expect(second.get_by_role("alert")).to_contain_text("is now “Tom records it on Monday.”")
    expect(second.get_by_role("textbox", name="Notes")).to_have_value("Ines has the text.")
    second.get_by_role("textbox", name="Notes").fill("Tom records it on Monday. Ines has the text.")
    second.get_by_role("button", name="Save notes").click()
    expect(second.locator(".notice.success")).to_be_visible()
    assert harbor.now("H-102").notes == "Tom records it on Monday. Ines has the text."


def test_notes_that_were_not_saved_come_back_after_leaving(harbor, open_page):
    address = f"{harbor.url}tickets/{harbor.tickets['H-102'].pk}/"
    page = open_page(harbor.people["member"], address)
    page.get_by_role("textbox", name="Notes").fill("Half a sentence")

    page.goto(harbor.url)
    page.goto(address)

    expect(page.get_by_role("textbox", name="Notes")).to_have_value("Half a sentence")
    expect(page.get_by_text("These are your unsaved notes.")).to_be_visible()
    page.get_by_role("button", name="Save notes").click()
    expect(page.locator(".notice.success")).to_be_visible()
    expect(page.get_by_text("These are your unsaved notes.")).to_have_count(0)


def test_ticket_is_taken_and_given_to_a_member(harbor, open_page):
    page = open_page(harbor.people["member"], f"{harbor.url}tickets/{harbor.tickets['H-103'].pk}/")

    page.get_by_role("button", name="Take it").click()
    expect(page.locator(".facts")).to_contain_text("Marcus Bell (you)")
    assert page.locator("#members option").evaluate_all("all => all.map((one) => one.value)") == [
        "Ines Duarte",
        "Marcus Bell",
        "Tom Okafor",
        "Vera Lindt",
    ]
    page.get_by_label("Give it to").fill("Tom Okafor")
    page.get_by_role("button", name="Save", exact=True).click()

    expect(page.locator(".facts")).to_contain_text("Tom Okafor")
    assert harbor.now("H-103").assignee == "Tom Okafor"


def test_evidence_is_added_opened_and_removed(harbor, open_page):
    page = open_page(harbor.people["member"], f"{harbor.url}tickets/{harbor.tickets['H-101'].pk}/")

    page.get_by_label("Add files").set_input_files([{"name": "plan.txt", "mimeType": "text/plain", "buffer": b"Plan"}])
    page.get_by_label("What they show").fill("The signed plan")
    page.get_by_role("button", name="Add", exact=True).click()
    expect(page.locator(".files li")).to_contain_text("The signed plan")

    with page.expect_download() as download:
        page.get_by_role("link", name="plan.txt").click()
    assert download.value.suggested_filename == "plan.txt"
    page.get_by_role("button", name="Remove plan.txt").click()
    expect(page.locator(".files")).to_have_count(0)


def test_too_large_a_file_is_refused_before_it_travels(harbor, open_page, tmp_path):
    film = tmp_path / "film.mov"
    film.write_bytes(b"0" * (10 * 1024 * 1024 + 1))
    page = open_page(harbor.people["member"], f"{harbor.url}tickets/{harbor.tickets['H-101'].pk}/")

    page.get_by_label("Add files").set_input_files(film)
    page.get_by_role("button", name="Add", exact=True).click()

    said = page.get_by_label("Add files").evaluate("field => field.validationMessage")
    assert said == "“film.mov” has 10.0 MB; a file can have at most 10.0 MB."
    expect(page.locator(".notice")).to_have_count(0)


def test_keys_move_a_ticket_and_the_focus(harbor, open_page):
    page = open_page(harbor.people["member"], f"{harbor.url}tickets/")
    tick(page, "H-101").focus()

    page.keyboard.press("ArrowDown")
    expect(tick(page, "H-102")).to_be_focused()
    page.keyboard.press("s")
    expect(row(page, "H-102")).to_have_class("tk in_progress")
    expect(tick(page, "H-102")).to_be_focused()
    page.keyboard.press("b")
    page.keyboard.type("The vendor is silent")
    page.keyboard.press("Enter")
    expect(row(page, "H-102").locator(".why")).to_have_text("The vendor is silent")
    expect(page.get_by_label("Change H-102", exact=True)).to_be_focused()
    page.keyboard.press("z")
    expect(row(page, "H-102")).to_have_class("tk in_progress")
    expect(tick(page, "H-102")).to_be_focused()
    page.keyboard.press("t")
    expect(row(page, "H-102")).to_contain_text("Marcus Bell")
    expect(tick(page, "H-102")).to_be_focused()
    expect(row(page, "H-102")).to_have_class("tk in_progress")  # htmx has put its own marks away
    page.keyboard.press("k")
    expect(row(page, "H-102")).to_have_class("tk skipped")
    assert harbor.now("H-102").status == "skipped"


def test_viewer_sees_the_board_without_anything_to_press(harbor, open_page):
    page = open_page(harbor.people["viewer"], f"{harbor.url}tickets/")

    expect(page.locator(".tk")).to_have_count(6)
    expect(page.locator(".tk button")).to_have_count(0)
    expect(page.locator(".tk summary")).to_have_count(0)


def test_tick_with_reduced_motion_works_without_any_transition(harbor, open_page):
    page = open_page(harbor.people["member"], f"{harbor.url}tickets/", reduced_motion="reduce")

    moving = page.evaluate(
        """() => [...document.querySelectorAll("*")].filter((element) => {
            const style = getComputedStyle(element);
            return parseFloat(style.transitionDuration) > 0 || style.animationName !== "none"
                || style.scrollBehavior === "smooth";
        }).length"""
    )
    tick(page, "H-101").click()

    expect(row(page, "H-101").locator(".msg")).to_contain_text("Saved")
    assert moving == 0
