from __future__ import annotations

from typing import Any

from django.core.management.base import CommandError, CommandParser

from apps.tenancy import operations
from apps.tenancy.commands import TenantCommand
from apps.tenancy.functions import Firm, user_id_of_email


class Command(TenantCommand):
    """Make one of the company's own people staff of firms."""

    help = "Make a person with an account staff of the firm; a second time changes nothing."

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("--email", required=True, help="the person's e-mail")

    def handle_tenant(self, firm: Firm, **options: Any) -> dict[str, Any]:
        user_id = user_id_of_email(options["email"])
        if user_id is None:
            raise CommandError(f"There is no active account {options['email']}; make one in the admin, under People.")
        try:
            seat = operations.seat_staff(user_id=user_id)
        except operations.TenancyError as error:
            raise CommandError(str(error)) from error
        seat.refresh_from_db(fields=["name", "email"])  # a new seat's are written by trigger
        return {"name": seat.name, "email": seat.email, "role": seat.role}

    def describe(self, firm: Firm, result: dict[str, Any]) -> str:
        return f"{firm.slug}: {result['name']} <{result['email']}> is {result['role']}"
