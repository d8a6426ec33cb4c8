"""Take a picture of every page of a freshly seeded Firmloop, at two widths, light and dark."""

from __future__ import annotations

import argparse
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
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.request import urlopen

from playwright.sync_api import Browser, Page, sync_playwright
from rich.progress import track

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "docs" / "screens"
FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync"]
LOOKS = [(1280, "light"), (1280, "dark"), (360, "light"), (360, "dark")]
HEIGHTS = {1280: 800, 360: 740}
TALLEST = 2400  # pixels; below it a long list only repeats itself
START_SECONDS = 180


@dataclass(frozen=True)
class Shot:
    """A page: its picture's name, who looks (a login of the demo, or nobody), and its address.

    ``follow`` are links or buttons to press one after another, as a CSS selector each.
    """

    name: str
    who: str
    path: str
    follow: tuple[str, ...] = ()


FIRM = "/f/harbor-dental"
OTHER = "/f/castellan-logistics"
SHOTS = [
    Shot("sign-in", "", "/accounts/login/"),
    Shot("home", "owner", f"{FIRM}/"),
    Shot("board", "owner", f"{FIRM}/tickets/"),
    Shot("board-by-section", "owner", f"{FIRM}/tickets/?by=section"),
    Shot("ticket", "owner", f"{FIRM}/tickets/", (".tk a[href*='/tickets/']",)),
    Shot("progress", "owner", f"{FIRM}/tickets/progress/"),
    Shot("checklist", "owner", f"{FIRM}/tickets/checklist/"),
    Shot("roadmap", "owner", f"{FIRM}/roadmap/"),
    Shot("versions", "owner", f"{FIRM}/roadmap/versions/"),
    Shot("compare", "owner", f"{FIRM}/roadmap/compare/?from=v1.0&to=v1.1"),
    Shot("results", "owner", f"{FIRM}/results/"),
    Shot("results-capture", "owner", f"{FIRM}/results/capture/"),
    Shot("activity", "owner", f"{FIRM}/activity/"),
    Shot("people", "owner", f"{FIRM}/people/"),
    Shot("tokens", "owner", f"{FIRM}/tokens/"),
    Shot("mails", "member", f"{FIRM}/mails/"),
    Shot("firms", "staff", "/"),
    Shot("dashboard", "staff", "/admin/"),
    Shot("admin-search", "staff", "/admin/search/?q=phone"),
    Shot("admin-tickets", "staff", "/admin/tickets/ticketinstance/"),
    Shot("admin-ticket", "staff", f"{FIRM}/admin/tickets/ticketinstance/", ("#result_list th a",)),
    Shot(
        "admin-ticket-history",
        "staff",
        f"{FIRM}/admin/tickets/ticketinstance/?status__exact=done",
        ("#result_list th a", ".historylink"),
    ),
    Shot("admin-packs", "staff", f"{FIRM}/admin/tickets/ticketpack/"),
    Shot("admin-firm", "staff", f"{FIRM}/admin/"),
    Shot("admin-snapshots", "staff", f"{OTHER}/admin/metrics/implementationsnapshot/"),
    Shot("admin-outcome", "staff", f"{OTHER}/admin/metrics/roadmapoutcome/", ("#result_list th a",)),
    Shot("mail-catcher", "staff", "/dev/mail/"),
]

# What a new firm would have done by then; each is a command of the README.
BEFORE = ("240", "22", "31", "35", "38", "24")
AFTER = ("45", "29", "34", "71", "27", "41")
FLAG_OF = ("lead-response-minutes", "lead-to-appt-rate", "close-rate", "crm-adoption-rate", "weekly-ops-hours", "nps")
STORY = [
    *(
        ["roadmap_snapshot", "--tenant", "harbor-dental", "--label", label]
        + [part for flag, value in zip(FLAG_OF, values, strict=True) for part in (f"--{flag}", value)]
        for label, values in (("baseline", BEFORE), ("60d", AFTER))
    ),
    ["roadmap_refresh", "--tenant", "harbor-dental", "--accept-all"],
]


def main(arguments: list[str]) -> int:
    """Take the pictures whose name contains ``--only``; return the exit code."""
    parser = argparse.ArgumentParser(prog="bin/screens")
    parser.add_argument("--only", default="", help="take only pictures whose name contains this")
    only = parser.parse_args(arguments).only
    chosen = [shot for shot in SHOTS if only in shot.name]
    found = shutil.which("chromium") or shutil.which("chromium-browser")
    if not found or not chosen:
        sys.stderr.write("Get Chromium first: apt-get install chromium\n" if chosen else f"No picture has “{only}”.\n")
        return 1
    with demo() as told, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=FLAGS)
        missing = [name for shot in track(chosen, "Pictures") for name in take(browser, shot, told)]
        browser.close()
    sys.stdout.write("".join(f"not taken: {name}\n" for name in missing))
    return 1 if missing else 0


@contextmanager
def demo() -> Iterator[dict[str, Any]]:
    """Run Firmloop on a folder of its own, with the story told, and yield what it says in demo.json."""
    with tempfile.TemporaryDirectory(prefix="firmloop-screens-") as var:
        env = os.environ | {"FIRMLOOP_VAR": var}
        run = subprocess.Popen(
            [ROOT / "bin" / "run", "--port", str(free_port())], env=env, stdout=subprocess.DEVNULL, cwd=ROOT
        )
        try:
            yield wait_for(Path(var) / "demo.json", run, env)
        finally:
            run.send_signal(signal.SIGINT)
            run.wait(timeout=30)


def wait_for(told: Path, run: subprocess.Popen[bytes], env: dict[str, str]) -> dict[str, Any]:
    """Return what ``bin/run`` tells once its pages answer, the story's commands run."""
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and run.poll() is None:
        try:
            said: dict[str, Any] = json.loads(told.read_text())
            urlopen(f"{said['url']}/accounts/login/", timeout=2).close()  # noqa: S310 -- our own server
        except (OSError, ValueError):
            time.sleep(0.5)
            continue
        for line in STORY:
            subprocess.run([sys.executable, "manage.py", *line], cwd=ROOT, env=env, check=True)
        return said
    raise SystemExit("Firmloop did not start; run bin/run to see why.")


def take(browser: Browser, shot: Shot, told: dict[str, Any]) -> Iterator[str]:
    """Take one page in every look; yield the names of those that could not be taken."""
    for width, scheme in LOOKS:
        name = f"{shot.name}-{width}-{scheme}"
        context = browser.new_context(
            viewport={"width": width, "height": HEIGHTS[width]}, color_scheme=scheme, base_url=told["url"]
        )
        page = context.new_page()
        if shot.who:
            sign_in(page, **told["logins"][shot.who])
        answer = page.goto(shot.path)
        for selector in shot.follow:
            page.locator(selector).first.click()
        page.wait_for_load_state("networkidle")
        if answer is None or not answer.ok:
            yield f"{name} ({answer.status if answer else 'no answer'})"
        else:
            height = min(TALLEST, page.evaluate("document.documentElement.scrollHeight"))
            area = {"x": 0, "y": 0, "width": width, "height": max(height, HEIGHTS[width])}
            page.screenshot(path=FOLDER / f"{name}.png", full_page=True, clip=area)
        context.close()


def sign_in(page: Page, *, email: str, password: str) -> None:
    page.goto("/accounts/login/")
    page.fill("[name=login]", email)
    page.fill("[name=password]", password)
    page.click("main button")
    page.wait_for_load_state()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
