import difflib
import json
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from drf_spectacular.drainage import GENERATOR_STATS
from drf_spectacular.validation import validate_schema

from apps.core.api.openapi import fresh_schema

SHOWN = 200


class Command(BaseCommand):
    """Write ``docs/api/openapi.json`` from the views, or say how the two differ."""

    help = "Write docs/api/openapi.json, the API's description; --check only compares."
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--check", action="store_true", help="write nothing; print the difference, end with 1")
        parser.add_argument("--file", type=Path, default=Path(settings.BASE_DIR) / "docs" / "api" / "openapi.json")

    def handle(self, *, check: bool, file: Path, **options: Any) -> None:
        built = _text()
        if not check:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(built, encoding="utf-8")
            self.stdout.write(f"wrote {file.name}: {built.count(chr(10))} lines")
            return
        kept = file.read_text(encoding="utf-8") if file.is_file() else ""
        lines = kept.splitlines(), built.splitlines()
        difference = list(difflib.unified_diff(*lines, f"{file.name} kept", "the views now", lineterm=""))
        if difference:
            self.stdout.write("\n".join(difference[:SHOWN]))
            raise CommandError(f"{file.name} is not what the views say. Run manage.py openapi_file, and commit it.")
        self.stdout.write(f"{file.name} is what the views say")


def _text() -> str:
    """Return the description as the file has it; a warning of its maker is an error here."""
    GENERATOR_STATS.reset()
    described = fresh_schema()
    if GENERATOR_STATS:
        GENERATOR_STATS.emit_summary()
        raise CommandError("The description has warnings; they are above.")
    validate_schema(described)
    return json.dumps(described, indent=1, ensure_ascii=False) + "\n"
