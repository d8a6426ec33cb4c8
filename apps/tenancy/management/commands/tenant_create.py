from __future__ import annotations

import json
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from apps.tenancy import operations


class Command(BaseCommand):
    """Make a firm."""

    help = "Make a firm with all it needs. An owner with an account is seated, another one is invited by mail."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--name", required=True, help="such as: Harbor Dental Partners")
        parser.add_argument("--slug", required=True, help="its address /f/SLUG/, such as harbor-dental; fixed for good")
        parser.add_argument("--owner", required=True, metavar="EMAIL", help="the owner's e-mail")
        parser.add_argument("--time-zone", default="UTC", help="such as America/New_York (default: %(default)s)")
        parser.add_argument("--currency", default="USD", help="three capital letters (default: %(default)s)")
        parser.add_argument("--json", action="store_true", dest="as_json", help="print the result as JSON")

    def handle(self, *, name: str, slug: str, owner: str, as_json: bool, **options: Any) -> None:
        try:
            founded = operations.create_firm(
                name=name,
                slug=slug,
                owner_email=owner,
                at=timezone.now(),
                time_zone=options["time_zone"],
                currency=options["currency"],
            )
        except ValidationError as error:
            raise CommandError(_in_words(error)) from error
        except operations.TenancyError as error:
            raise CommandError(str(error)) from error
        firm = founded.tenant
        if as_json:
            outcome = "invited" if founded.invitation else "seated"
            self.stdout.write(json.dumps({"id": str(firm.pk), "slug": firm.slug, "name": firm.name, "owner": outcome}))
            return
        self.stdout.write(f"made {firm.name} at /f/{firm.slug}/")
        self.stdout.write(f"{owner} is " + ("invited by mail" if founded.invitation else "the owner"))


def _in_words(error: ValidationError) -> str:
    if not hasattr(error, "error_dict"):
        return f"--owner: {'; '.join(error.messages)}"
    return "; ".join(f"--{name.replace('_', '-')}: {' '.join(said)}" for name, said in error.message_dict.items())
