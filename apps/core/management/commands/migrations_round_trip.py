import difflib
from typing import Any

from django.apps import apps
from django.core.management.base import BaseCommand, CommandError

from apps.core.throwaway import ThrowawayError, throwaway_database

SHOWN = 60


class Command(BaseCommand):
    """Migrate a throw-away database from zero, every app of ours back to zero, and forth again.

    The schema after it has to be the one before. Libraries' migrations stay: procrastinate's cannot be reversed.
    """

    help = "Migrate a throw-away database from zero, every app of ours back to zero and forth again; compare."
    requires_system_checks = []

    def handle(self, **options: Any) -> None:
        quiet = ["--no-input", "--verbosity", "0"]
        ours = [config.label for config in apps.get_app_configs() if config.name.startswith("apps.")]
        back = [["migrate", label, "zero", *quiet] for label in reversed(ours) if _has_migrations(label)]
        try:
            with throwaway_database() as database:
                database.manage(["migrate", *quiet])
                before = database.dump()
                database.manage(*back)
                left = _left_of(database.dump(), ours)
                database.manage(["migrate", *quiet])
                after = database.dump()
        except ThrowawayError as error:
            raise CommandError(str(error)) from error
        if left:
            raise CommandError(f"Migrated back to zero, these stay: {', '.join(left)}.")
        if before != after:
            difference = difflib.unified_diff(before.splitlines(), after.splitlines(), "first", "again", lineterm="")
            self.stdout.write("\n".join(list(difference)[:SHOWN]))
            raise CommandError("Back to zero and forth again gives another schema.")
        self.stdout.write(f"from zero, back and forth again: the same schema ({len(back)} apps)")


def _has_migrations(label: str) -> bool:
    from django.db.migrations.loader import MigrationLoader

    return label in MigrationLoader(None).migrated_apps


def _left_of(dump: str, ours: list[str]) -> list[str]:
    """Return the tables of ours that are in the dump."""
    tables = {model._meta.db_table for label in ours for model in apps.get_app_config(label).get_models()}
    return sorted(table for table in tables if f"CREATE TABLE public.{table} (" in dump)
