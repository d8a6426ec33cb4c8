from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from apps.tickets import operations
from apps.tickets.operations.library import LIBRARY_FILE


class Command(BaseCommand):
    """Load the master library of tickets, the same for every firm."""

    help = "Load the ticket library from its JSON file; a second load of the same file changes nothing."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--file", type=Path, default=LIBRARY_FILE, help="a library of one's own")
        parser.add_argument("--json", action="store_true", dest="as_json", help="print the result as JSON")

    def handle(self, *, file: Path, as_json: bool, **options: Any) -> None:
        try:
            loaded = operations.load_library(rows=operations.read_library(file))
        except operations.LibraryRefused as error:
            raise CommandError(str(error)) from error
        if as_json:
            self.stdout.write(json.dumps(asdict(loaded)))
            return
        for label, codes in (("created", loaded.created), ("updated", loaded.updated), ("retired", loaded.retired)):
            self.stdout.write(f"{len(codes)} {label}" + (f": {', '.join(codes)}" if codes else ""))
        self.stdout.write(f"{loaded.unchanged} unchanged")
