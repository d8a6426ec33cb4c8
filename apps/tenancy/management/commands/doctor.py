import json
import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from rich.console import Console
from rich.table import Table

from apps.tenancy import health

STYLES = {health.OK: "green", health.WARNING: "yellow", health.WRONG: "bold red", health.UNKNOWN: "dim"}


class Command(BaseCommand):
    """Say what is right and wrong with this installation; end with 1 when something is wrong."""

    help = "Say what is right and wrong with this installation, and what to do. Ends with 1 when something is wrong."
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--json", action="store_true", help="for programs: {healthy, findings}")

    def handle(self, *, json: bool, **options: Any) -> None:
        findings = health.examine()
        count = sum(finding.state == health.WRONG for finding in findings)
        if json:
            self._json(findings, healthy=not count)
        elif getattr(self.stdout, "isatty", lambda: False)():
            self._table(findings)
        else:
            self._lines(findings)
        if not json:
            self.stdout.write(f"{count} wrong" if count else "nothing is wrong")
        if count:
            sys.exit(1)

    def _json(self, findings: list[health.Finding], *, healthy: bool) -> None:
        report = {"healthy": healthy, "findings": [finding.as_dict() for finding in findings]}
        self.stdout.write(json.dumps(report, indent=2, ensure_ascii=False))

    def _table(self, findings: list[health.Finding]) -> None:
        table = Table(box=None, pad_edge=False)
        for heading in ("", "what", "found", "what to do"):
            table.add_column(heading, overflow="fold")
        for finding in findings:
            state = f"[{STYLES[finding.state]}]{finding.state}[/]"
            table.add_row(state, finding.name, finding.detail, finding.fix)
        Console().print(table)

    def _lines(self, findings: list[health.Finding]) -> None:
        for finding in findings:
            fix = f" → {finding.fix}" if finding.fix else ""
            self.stdout.write(f"{finding.state:8} {finding.name}: {finding.detail}{fix}")
