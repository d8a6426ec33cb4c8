from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import CommandError, CommandParser
from django.utils import timezone

from apps.core.commands import write_file
from apps.metrics.case_study import NothingToTell, export_case_study
from apps.tenancy.commands import TenantCommand
from apps.tenancy.functions import Firm


class Command(TenantCommand):
    """Tell what a firm's plan has changed as a case study."""

    help = (
        "Tell what a firm's plan has changed as a case study in Markdown, from its tickets and stored measurements. "
        "Example: roadmap_case_study --tenant harbor-dental --out harbor-dental.md"
    )
    over_all = False

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("--out", type=Path, metavar="FILE", help="where to write it (default: printed)")

    def handle_tenant(self, firm: Firm, **options: Any) -> dict[str, Any]:
        try:
            study = export_case_study(at=timezone.now())
        except NothingToTell as error:
            raise CommandError(str(error)) from error
        file: Path | None = options["out"]
        result = {"roadmap_version": study.version}
        if file is None:
            return result | {"markdown": study.text}
        write_file(file, study.text)
        return result | {"file": str(file)}

    def describe(self, firm: Firm, result: dict[str, Any]) -> str:
        if "markdown" in result:
            return str(result["markdown"]).removesuffix("\n")  # the stream ends the line
        return f"{firm.slug}: the case study of roadmap {result['roadmap_version']} is in {result['file']}"
