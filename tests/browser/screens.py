"""Take a picture of every page of a freshly seeded Firmloop, at two widths, light and dark: docs/screens."""

from __future__ import annotations

import argparse
import datetime as dt
import io
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.request import urlopen

from PIL import Image
from playwright.sync_api import Browser, BrowserContext, Error, FilePayload, Page, sync_playwright
from rich.progress import track

from tests.browser.pictures import FIRM, GUEST, REASON, SHOTS, Shot

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "docs" / "screens"
FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync"]
LOOKS = [(1280, "light"), (1280, "dark"), (360, "light"), (360, "dark")]
HEIGHTS = {1280: 800, 360: 740}
TALLEST = 1800  # pixels; below that a long page only repeats itself
LARGEST = 80_000  # bytes of a picture, so that a clone stays small
COLORS = (64, 40, 24)
APART = 12  # how much two colors of a picture differ, red, green and blue together
PATIENCE = 10_000  # milliseconds
START_SECONDS = 180
MAIL_SECONDS = 60

# What a firm that uses Firmloop has done by then. Days before today, and readings in the order of FLAGS_OF.
MEASURED = (
    ("baseline", 60, (240, 22, 31, 35, 38, 24)),
    ("30d", 30, (130, 25, 31, 52, 33, 30)),
    ("60d", 0, (45, 29, 34, 71, 27, 41)),
)
FLAGS_OF = ("lead-response-minutes", "lead-to-appt-rate", "close-rate", "crm-adoption-rate", "weekly-ops-hours", "nps")
MAILS = """
from django.utils import timezone
from apps.portal.digest import send_digest
from apps.tenancy.context import tenant_context
from apps.tenancy.functions import all_firms
from apps.tickets.operations.blocked_mail import mail_blocked
firm = next(firm for firm in all_firms() if firm.slug == "harbor-dental")
with tenant_context(firm.tenant_id, actor={"name": "portal.send_digest", "via": "job"}):
    mail_blocked(at=timezone.now())
    send_digest(at=timezone.now())
"""


def main(arguments: list[str]) -> int:
    """Take the pictures whose name contains ``--only``; return the exit code."""
    parser = argparse.ArgumentParser(prog="bin/screens", description=__doc__)
    parser.add_argument("--only", default="", help="take only pictures whose name contains this")
    parser.add_argument("--of", type=Path, metavar="DEMO.JSON", help="of the Firmloop that wrote this file, as it is")
    options = parser.parse_args(arguments)
    chosen = [shot for shot in SHOTS if options.only in shot.name]
    found = shutil.which("chromium") or shutil.which("chromium-browser")
    if not found or not chosen:
        missing = "Get Chromium first: apt-get install chromium"
        sys.stderr.write(f"{missing}\n" if chosen else f"No picture has “{options.only}”.\n")
        return 1
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=FLAGS)
        if options.of:
            faults = take_all(browser, chosen, json.loads(options.of.read_text()))
        else:
            with demo(browser) as told:
                faults = take_all(browser, chosen, told)
        browser.close()
    write_index()
    sys.stderr.write("".join(f"{fault}\n" for fault in faults))
    return 1 if faults else 0


# The Firmloop that is shown


@contextmanager
def demo(browser: Browser) -> Iterator[dict[str, Any]]:
    """Run Firmloop on a folder of its own, with the story told, and yield what it says in demo.json."""
    with tempfile.TemporaryDirectory(prefix="firmloop-screens-") as var:
        env = os.environ | {"FIRMLOOP_VAR": var}
        command = [sys.executable, ROOT / "bin" / "run", "--port", str(free_port())]
        run = subprocess.Popen(command, env=env, stdout=subprocess.DEVNULL, cwd=ROOT)
        try:
            told = wait_for(Path(var) / "demo.json", run)
            tell(browser, told, env)
            yield told
        finally:
            run.send_signal(signal.SIGINT)
            run.wait(timeout=30)


def wait_for(file: Path, run: subprocess.Popen[bytes]) -> dict[str, Any]:
    """Return what ``bin/run`` tells once its pages answer."""
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and run.poll() is None:
        try:
            told: dict[str, Any] = json.loads(file.read_text())
            urlopen(f"{told['url']}/accounts/login/", timeout=2).close()  # noqa: S310 -- our own server
        except (OSError, ValueError):
            time.sleep(0.5)
        else:
            return told
    raise SystemExit("Firmloop did not start; run bin/run to see why.")


def tell(browser: Browser, told: dict[str, Any], env: dict[str, str]) -> None:
    """Let the firm measure, refresh its roadmap and work on, by its commands and pages, and mail what there is to."""
    today = dt.datetime.now(dt.UTC).date() - dt.timedelta(days=1)  # has begun in every time zone
    for label, days, readings in MEASURED:
        given = [part for flag, value in zip(FLAGS_OF, readings, strict=True) for part in (f"--{flag}", str(value))]
        manage(env, "roadmap_snapshot", "--label", label, "--date", str(today - dt.timedelta(days=days)), *given)
    manage(env, "roadmap_refresh", "--accept-all")
    work(browser, told)
    manage_shell = [sys.executable, "manage.py", "shell", "--no-imports", "-c", MAILS]
    subprocess.run(manage_shell, cwd=ROOT, env=env, check=True, stdout=subprocess.DEVNULL)
    with signed_in(browser, told, "staff") as staff:
        page = staff.new_page()
        deadline = time.monotonic() + MAIL_SECONDS
        while page.goto("/dev/mail/") and any(
            not page.get_by_role("link", name=text).count() for text in ("is blocked", "done", "Join")
        ):
            if time.monotonic() > deadline:
                raise SystemExit("The mails were not sent; see what the worker says.")
            time.sleep(1)


def manage(env: dict[str, str], command: str, *arguments: str) -> None:
    line = [sys.executable, "manage.py", command, "--tenant", "harbor-dental", *arguments]
    subprocess.run(line, cwd=ROOT, env=env, check=True, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)


def work(browser: Browser, told: dict[str, Any]) -> None:
    """Add evidence to a ticket, finish one, block one, invite somebody."""
    with signed_in(browser, told, "member") as member:
        page = member.new_page()
        page.goto(f"{FIRM}/roadmap/")
        sheet = FilePayload(name="roster-signed.png", mimeType="image/png", buffer=page.screenshot())
        page.goto(f"{FIRM}/tickets/")
        page.locator(".tk.in_progress h3 a").first.click()
        page.get_by_label("Add files").set_input_files(sheet)
        page.get_by_label("What they show").fill("The page as all three clinic leads signed it")
        page.get_by_role("button", name="Add", exact=True).click()
        page.get_by_role("textbox", name="Notes").fill("Rosa asks for one more week at clinic 3.")
        page.get_by_role("button", name="Save notes").click()
        page.goto(f"{FIRM}/tickets/")
        page.locator(".tk.in_progress button.tick").last.click()
        page.get_by_text("Saved").first.wait_for()
        page.locator(".tk.not_started:has(button.tick) h3 a").last.click()
        page.get_by_text("Blocked?").click()
        page.get_by_label("Blocked by what?").fill(REASON)
        page.get_by_role("button", name="Mark blocked").click()
        page.locator(".st.blocked").first.wait_for()
    with signed_in(browser, told, "owner") as owner:
        page = owner.new_page()
        page.goto(f"{FIRM}/people/")
        page.get_by_role("textbox", name="Email").fill(GUEST)
        page.get_by_role("button", name="Send invitation").click()
        page.locator(".notice.success").wait_for()


@contextmanager
def signed_in(browser: Browser, told: dict[str, Any], who: str) -> Iterator[BrowserContext]:
    """Yield a browser of its own for somebody of the demo, or for nobody."""
    context = browser.new_context(base_url=told["url"], timezone_id="America/New_York")
    context.set_default_timeout(PATIENCE)
    if who:
        page = context.new_page()
        page.goto("/accounts/login/")
        page.fill("[name=login]", told["logins"][who]["email"])
        page.fill("[name=password]", told["logins"][who]["password"])
        page.click("main button")
        page.wait_for_url(lambda url: "/accounts/login/" not in url)
        page.close()
    yield context
    context.close()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


# The pictures


def take_all(browser: Browser, shots: list[Shot], told: dict[str, Any]) -> list[str]:
    """Take the pictures; return a line for each page that could not be taken or did not fit."""
    faults: list[str] = []
    FOLDER.mkdir(exist_ok=True)
    for who in dict.fromkeys(shot.who for shot in shots):
        with signed_in(browser, told, who) as context:
            for shot in track([shot for shot in shots if shot.who == who], f"As {who or 'nobody'}"):
                page = context.new_page()
                try:
                    faults += take(page, shot)
                except Error as error:
                    faults.append(f"{shot.name}: {error.message.splitlines()[0]}")
                page.close()
    return faults


def take(page: Page, shot: Shot) -> list[str]:
    """Bring up one page and take it in every look; return what is wrong with it."""
    page.set_viewport_size({"width": 1280, "height": HEIGHTS[1280]})
    page.emulate_media(reduced_motion="reduce")
    answer = page.goto(shot.path)
    if answer is None or answer.status != shot.status:
        return [f"{shot.name}: {answer.status if answer else 'no answer'} from {shot.path}"]
    if shot.way:
        shot.way(page)
    faults = []
    for width, scheme in LOOKS:
        page.set_viewport_size({"width": width, "height": HEIGHTS[width]})
        page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
        if shot.way is None:
            page.reload()  # some scripts look at the width once
        page.wait_for_load_state("networkidle")
        if page.evaluate("document.documentElement.scrollWidth") > width:
            faults.append(f"{shot.name}: wider than {width} pixels")
        # A window as high as the page: what sticks to an edge of it is where it belongs.
        height = HEIGHTS[width]
        if not shot.is_window:
            height = max(height, min(TALLEST, page.evaluate("document.documentElement.scrollHeight")))
        page.set_viewport_size({"width": width, "height": height})
        page.evaluate("scrollTo(0, 0)")
        save(page.screenshot(), FOLDER / f"{shot.name}-{width}-{scheme}.png")
    return faults


def save(picture: bytes, path: Path) -> None:
    """Write a picture with as many colors as it may weigh."""
    whole = Image.open(io.BytesIO(picture)).convert("RGB")
    for colors in COLORS:
        file = io.BytesIO()
        whole.quantize(palette=palette(whole, colors), dither=Image.Dither.NONE).save(file, "PNG", optimize=True)
        if file.tell() <= LARGEST:
            break
    path.write_bytes(file.getvalue())


def palette(whole: Image.Image, colors: int) -> Image.Image:
    """Choose the commonest colors as they are, and none twice: surfaces stay exact, a single red word stays red."""
    chosen: list[tuple[int, int, int]] = []
    for _, color in sorted(whole.getcolors(whole.width * whole.height) or [], reverse=True):
        if all(sum(abs(a - b) for a, b in zip(color, other, strict=True)) > APART for other in chosen):
            chosen.append(color)
        if len(chosen) == colors:
            break
    made = Image.new("P", (1, 1))
    made.putpalette([part for color in chosen for part in color])
    return made


def write_index() -> None:
    """Write the table of the pictures there are, and take away those of pages that are gone."""
    names = {f"{shot.name}-{width}-{scheme}.png" for shot in SHOTS for width, scheme in LOOKS}
    for path in FOLDER.glob("*.png"):
        if path.name not in names:
            path.unlink()
    lines = [
        "# Every page",
        "",
        "Taken of the demo by `bin/screens`; this file is written by it, too. A picture opens larger on a click.",
        "",
        "| Page | 1280 px, light | 1280 px, dark | 360 px, light | 360 px, dark |",
        "|---|---|---|---|---|",
    ]
    for shot in SHOTS:
        cells = [cell(shot, width, scheme) for width, scheme in LOOKS]
        if any(cells):
            lines.append(f"| {shot.title} | {' | '.join(cells)} |")
    (FOLDER / "README.md").write_text("\n".join([*lines, ""]))


def cell(shot: Shot, width: int, scheme: str) -> str:
    name = f"{shot.name}-{width}-{scheme}.png"
    if not (FOLDER / name).exists():
        return ""
    shown = 320 if width > 360 else 120
    return f'<a href="{name}"><img src="{name}" width="{shown}" alt="{shot.title}, {width} px, {scheme}"></a>'


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
