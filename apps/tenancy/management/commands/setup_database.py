from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from apps.tenancy import roles


class Command(BaseCommand):
    """Make or repair the roles and the database on the server of DATABASE_ADMIN_URL."""

    help = "Make or repair the database roles and the database; safe to run again. Needs DATABASE_ADMIN_URL."
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--database", default=roles.DATABASE, help="its name (default: %(default)s)")
        parser.add_argument(
            "--for-tests", action="store_true", help="let the owner create databases, as the test runner does"
        )

    def handle(self, *, database: str, for_tests: bool, **options: Any) -> None:
        if not settings.FIRMLOOP_DATABASE_ADMIN_URL:
            raise CommandError("DATABASE_ADMIN_URL is not set: the address of a login that may create roles.")
        kept = Path(settings.FIRMLOOP_VAR) / "roles.json"
        try:
            report = roles.setup(
                settings.FIRMLOOP_DATABASE_ADMIN_URL, kept=kept, database=database, may_create_databases=for_tests
            )
        except roles.SetupError as error:
            raise CommandError(str(error)) from error
        for line in report.done:
            self.stdout.write(line)
        for line in report.notes:
            self.stdout.write(self.style.WARNING(line))
        self.stdout.write("roles and database are in order")
