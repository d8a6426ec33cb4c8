import difflib
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from apps.core.throwaway import ThrowawayError, throwaway_database

MADE_WITH = 18
SHOWN = 200
HEAD = """\
-- The whole schema as the migrations build it, on PostgreSQL {made_with}: to read, and to compare a server with.
-- Written by `manage.py schema_file`; CI compares. Not for loading: that is `manage.py migrate`.

"""


class Command(BaseCommand):
    """Write ``docs/schema.sql`` from a database migrated from zero, or say how the two differ."""

    help = "Write docs/schema.sql from a throw-away database migrated from zero; --check only compares."
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--check", action="store_true", help="write nothing; print the difference, end with 1")
        parser.add_argument("--file", type=Path, default=Path(settings.BASE_DIR) / "docs" / "schema.sql")

    def handle(self, *, check: bool, file: Path, **options: Any) -> None:
        built = HEAD.format(made_with=MADE_WITH) + _schema()
        if not check:
            file.write_text(built, encoding="utf-8")
            self.stdout.write(f"wrote {file.name}: {built.count(chr(10))} lines")
            return
        kept = file.read_text(encoding="utf-8") if file.is_file() else ""
        difference = list(
            difflib.unified_diff(
                kept.splitlines(), built.splitlines(), f"{file.name} kept", "migrated now", lineterm=""
            )
        )
        if difference:
            self.stdout.write("\n".join(difference[:SHOWN]))
            raise CommandError(
                f"{file.name} is not what the migrations build. Run manage.py schema_file, and commit it."
            )
        self.stdout.write(f"{file.name} is what the migrations build")


def _schema() -> str:
    try:
        with throwaway_database() as database:
            if database.server_version // 10000 != MADE_WITH:
                raise CommandError(f"The file is made on PostgreSQL {MADE_WITH}; this server is another version.")
            database.manage(["migrate", "--no-input", "--verbosity", "0"])
            return database.dump()
    except ThrowawayError as error:
        raise CommandError(str(error)) from error
