from __future__ import annotations

import difflib
import json
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from apps.console.seeding.living.business import demo_slugs
from apps.console.seeding.living.shown import LONGEST, live_shown, number_of_days, said_of
from apps.console.seeding.scripts import told_scripts
from apps.tenancy.functions import Firm, all_firms


class Command(BaseCommand):
    """Live through the last days of the demo's firms: people and clients act, and the engines run at their times."""

    help = "Live through the last days up to now in the demo's firms, with the engines running as they are scheduled."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--days", type=number_of_days, default=90, help=f"1 to {LONGEST} (default: %(default)s)")
        parser.add_argument(
            "--tenant", action="append", metavar="SLUG", help="a firm, may be repeated (default: the demo's told firms)"
        )
        parser.add_argument("--json", action="store_true", dest="as_json", help="print the result as JSON")

    def handle(self, *, days: int, tenant: list[str] | None, as_json: bool, **options: Any) -> None:
        at, results = timezone.now(), {}
        for firm in _firms(tenant):
            span, counts = live_shown(firm, days=days, at=at, stream=self.stderr._out)
            results[firm.slug] = {"first": span.first, "last": span.last, "lived_before": span.before} | {
                name.replace(" ", "_").replace("-", "_"): count for name, count in counts.numbers().items()
            }
            if not as_json:
                self.stdout.write(f"{firm.slug}: {said_of(span, counts)}")
        if as_json:
            self.stdout.write(json.dumps(results, default=str))


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
