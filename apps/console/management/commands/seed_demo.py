from __future__ import annotations

import json
import time
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.core.serializers.json import DjangoJSONEncoder
from django.utils import timezone

from apps.console.seeding.demo import SIZES, Seeded, WrongLogin, count_missing, is_there, seed
from apps.console.seeding.living.shown import live_shown, number_of_days
from apps.console.seeding.scripts import FIRST_FIRM
from apps.core.commands import progress
from apps.tenancy.functions import firm_of_slug


class Command(BaseCommand):
    """Load the demo: firms with people, roadmaps, tickets and what was done with them until today."""

    help = "Load the demo's firms. Those that are there stay as they are; a larger size adds to a smaller one."

    def add_arguments(self, parser: CommandParser) -> None:
        sizes = ", ".join(f"{size} {count} firms" for size, count in SIZES.items())
        parser.add_argument("--size", choices=SIZES, default="s", help=f"{sizes} (default: %(default)s)")
        parser.add_argument("--if-empty", action="store_true", help="do nothing, silently, when the demo is there")
        parser.add_argument("--write", type=Path, metavar="PATH", help="write the logins to this file, mode 0600")
        parser.add_argument(
            "--days", type=number_of_days, default=0, metavar="N",
            help="let the first firm live through its last N days, as simulate does (default: none)",
        )  # fmt: skip
        parser.add_argument("--json", action="store_true", dest="as_json", help="print the result as JSON")

    def handle(
        self, *, size: str, if_empty: bool, write: Path | None, days: int, as_json: bool, **options: Any
    ) -> None:
        if if_empty and is_there():
            return
        at, started = timezone.now(), time.monotonic()
        missing = count_missing(size, at=at)
        if not missing:
            self.stdout.write("{}" if as_json else f"The demo of size {size} is there; nothing was changed.")
            return
        try:
            with progress("firms", total=missing, stream=self.stderr._out) as advance:
                seeded = seed(size=size, at=at, write=write, advance=advance)
        except WrongLogin as error:
            raise CommandError(str(error)) from error
        except OSError as error:
            raise CommandError(
                f"{write}: the logins cannot be written ({error.strerror}); no firm was made."
            ) from error
        if days and (first := firm_of_slug(FIRST_FIRM)):
            live_shown(first, days=days, at=at, stream=self.stderr._out)
        if as_json:
            shown = {"firms": [asdict(firm) for firm in seeded.firms]} | ({} if write else seeded.logins)
            self.stdout.write(json.dumps(shown, cls=DjangoJSONEncoder, ensure_ascii=False))
        else:
            self._tell(seeded, write=write, seconds=time.monotonic() - started)

    def _tell(self, seeded: Seeded, *, write: Path | None, seconds: float) -> None:
        width = max(len(firm.slug) for firm in seeded.firms)
        self.stdout.write(f"{'firm':<{width}}  people  tickets  done")
        for firm in seeded.firms:
            done = f"{firm.done} of {firm.countable}"
            self.stdout.write(f"{firm.slug:<{width}}  {firm.people:>6}  {firm.tickets:>7}  {done}")
        self.stdout.write(f"{len(seeded.firms)} firms in {seconds:.1f} s")
        if seeded.logins and write:
            self.stdout.write(f"the logins are in {write}")
        elif seeded.logins:
            for name, login in seeded.logins["logins"].items():
                self.stdout.write(f"{name:<6} {login['email']}  {login['password']}")
            self.stdout.write(f"token  {seeded.logins['token']}")
