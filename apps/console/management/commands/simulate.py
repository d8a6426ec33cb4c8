from __future__ import annotations

import argparse
import difflib
import json
from datetime import datetime
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from apps.console.seeding.living.business import demo_slugs
from apps.console.seeding.living.counts import Counts
from apps.console.seeding.living.days import Span, live, span_of
from apps.console.seeding.scripts import told_scripts
from apps.core.commands import progress
from apps.tenancy.functions import Firm, all_firms

LONGEST = 365


class Command(BaseCommand):
    """Live through the last days of the demo's firms: people and clients act, and the engines run at their times."""

    help = "Live through the last days up to now in the demo's firms, with the engines running as they are scheduled."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--days", type=_days, default=90, help=f"1 to {LONGEST} (default: %(default)s)")
        parser.add_argument(
            "--tenant", action="append", metavar="SLUG", help="a firm, may be repeated (default: the demo's told firms)"
        )
        parser.add_argument("--json", action="store_true", dest="as_json", help="print the result as JSON")

    def handle(self, *, days: int, tenant: list[str] | None, as_json: bool, **options: Any) -> None:
        at, results = timezone.now(), {}
        for firm in _firms(tenant):
            span = span_of(firm, days=days, at=at)
            counts = self._live(firm, span, at=at)
            results[firm.slug] = {"first": span.first, "last": span.last, "lived_before": span.before} | {
                name.replace(" ", "_").replace("-", "_"): count for name, count in counts.numbers().items()
            }
            if not as_json:
                self.stdout.write(f"{firm.slug}: {_said(span, counts)}")
        if as_json:
            self.stdout.write(json.dumps(results, default=str))

    def _live(self, firm: Firm, span: Span, *, at: datetime) -> Counts:
        counts = Counts(firm)
        bar = progress(firm.slug, total=len(span.days), stream=self.stderr._out, words=counts.words)
        with bar as advance:
            live(firm, span, at=at, counts=counts, advance=advance)
        return counts


def _days(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= LONGEST:
        raise argparse.ArgumentTypeError(f"{text} is no number of days from 1 to {LONGEST}")
    return int(text)


def _firms(slugs: list[str] | None) -> list[Firm]:
    """Return the firms of these addresses, once each.

    Raises CommandError for one that is not there, and for one whose mails would reach real people.
    """
    known = {firm.slug: firm for firm in all_firms()}
    asked = list(dict.fromkeys(slugs or [script.slug for script in told_scripts() if script.slug in known]))
    if not asked:
        raise CommandError("The demo is not there; load it with seed_demo.")
    for slug in asked:
        if slug not in known:
            near = difflib.get_close_matches(slug, known, n=3) or list(known)[:5]
            raise CommandError(f"There is no firm {slug}. Did you mean {' or '.join(near)}?")
    if not settings.FIRMLOOP_MAIL_IS_CAUGHT and (real := [one for one in asked if one not in demo_slugs()]):
        raise CommandError(
            f"{real[0]} is no firm of the demo, and this machine sends mails: a simulation would write to real people."
        )
    return [known[slug] for slug in asked]


def _said(span: Span, counts: Counts) -> str:
    days = f"{span.first:%B %-d} to {span.last:%B %-d, %Y}"
    if counts.is_nothing:
        return f"the days up to {span.last:%B %-d, %Y} were lived through before; nothing was done again."
    made = f" (the firm was made on {span.since:%B %-d, %Y})" if span.since else ""
    before = f"; the {span.before} days before were lived through already" if span.before else ""
    return f"lived through {days}{made}{before}: {counts.words()}."
