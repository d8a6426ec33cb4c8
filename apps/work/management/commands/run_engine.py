from __future__ import annotations

from typing import Any

from django.core.management.base import CommandError, CommandParser
from django.utils import timezone

from apps.tenancy.commands import TenantCommand
from apps.tenancy.functions import Firm
from apps.work import engine_runs
from apps.work.engines import UnknownEngine, engines


class Command(TenantCommand):
    """Run an engine now, as its schedule would."""

    help = "Run an engine now, in one firm or in all: run_engine deal-stall-detection --tenant harbor-dental --dry-run"

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("name", help=f"one of {', '.join(engine.name for engine in engines())}")
        parser.add_argument("--dry-run", action="store_true", help="say what it would do, and write nothing")

    def _in_firm(self, firm: Firm, options: dict[str, Any]) -> dict[str, Any]:
        return self.handle_tenant(firm, **options)  # an engine opens a transaction for each batch

    def handle_tenant(self, firm: Firm, *, name: str, dry_run: bool, **options: Any) -> dict[str, Any]:
        at = timezone.now()
        try:
            run = engine_runs.run_engine(name, tenant_id=firm.tenant_id, scheduled_for=at, dry_run=dry_run, at=at)
        except UnknownEngine as unknown:
            raise CommandError(str(unknown)) from unknown
        if run is None:
            raise CommandError("Another run began in the same moment.")
        if run.error:
            raise CommandError(run.error)
        return {
            "status": run.status,
            "dry_run": dry_run,
            "seen": run.items_seen,
            "done": run.items_done,
            "failed": run.items_failed,
            **{step: counts["done"] for step, counts in run.summary.get("steps", {}).items()},
        }
