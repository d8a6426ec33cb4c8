"""The book-keeping of engines' runs, and a firm's say in them."""

from __future__ import annotations

import json
from datetime import datetime
from uuid import UUID

from django.db import connection, transaction

from apps.tenancy.context import current_tenant_id, tenant_context
from apps.work import functions
from apps.work.choices import RunStatus
from apps.work.engines import Batch, engine_of
from apps.work.models import EngineSetting, JobRun

MOST_ERRORS = 10


@transaction.atomic
def begin_run(*, name: str, scheduled_for: datetime, dry_run: bool = False, at: datetime) -> JobRun | None:
    """Return the run of an engine for a time of its schedule; None when that run is over.

    A run that a killed worker left is returned as it stands, and goes on.
    """
    counts = {"steps": {step.name: {"seen": 0, "done": 0, "failed": 0} for step in engine_of(name).steps}}
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO job_runs (tenant_id, job_name, scheduled_for, started_at, status, dry_run, summary) "
            "VALUES (%s, %s, %s, %s, 'running', %s, %s) ON CONFLICT DO NOTHING",
            [current_tenant_id(), name, scheduled_for, at, dry_run, json.dumps(counts)],
        )
    runs = JobRun.objects.select_for_update(no_key=True)
    run: JobRun = runs.get(job_name=name, scheduled_for=scheduled_for, dry_run=dry_run)
    return run if run.status == RunStatus.RUNNING else None


@transaction.atomic
def add_to_run(*, run_id: UUID, step: str, batch: Batch, broken: str = "") -> None:
    """Count a batch in the transaction that did it; ``broken`` says why a step could not go on."""
    run = JobRun.objects.select_for_update(no_key=True).get(pk=run_id)
    run.items_seen += batch.seen
    run.items_done += batch.done
    run.items_failed += batch.failed
    counted = run.summary.setdefault("steps", {}).setdefault(step, {"seen": 0, "done": 0, "failed": 0})
    for name in counted:
        counted[name] += getattr(batch, name)
    said = [f"{step}: {one}" for one in (*batch.errors, *([broken] if broken else []))]
    run.summary["errors"] = [*run.summary.get("errors", []), *said][:MOST_ERRORS]
    if broken:
        run.error = f"{run.error}\n{step}: {broken}".strip()
    run.save(update_fields=["items_seen", "items_done", "items_failed", "summary", "error"])


@transaction.atomic
def finish_run(*, run_id: UUID, at: datetime) -> JobRun:
    """Close a run: failed when nothing was done and something broke, partly when only some of it was."""
    run: JobRun = JobRun.objects.select_for_update(no_key=True).get(pk=run_id)
    went_wrong = bool(run.error or run.items_failed)
    run.status = RunStatus.SUCCEEDED
    if went_wrong:
        run.status = RunStatus.PARTLY if run.items_done else RunStatus.FAILED
    run.finished_at = at
    run.save(update_fields=["status", "finished_at"])
    return run


@transaction.atomic
def forget_old_runs(*, at: datetime) -> int:
    """Delete runs that are older than 90 days, and count them."""
    with tenant_context(current_tenant_id(), now=at):
        return functions.forget_old_runs()


@transaction.atomic
def pause_engine(*, name: str, paused: bool) -> EngineSetting:
    """Stop or restart an engine's schedule in the firm; runs by hand go on.

    Raises UnknownEngine.
    """
    engine_of(name)
    setting: EngineSetting
    setting, _ = EngineSetting.objects.get_or_create(job_name=name)
    if setting.is_paused != paused:
        setting.is_paused = paused
        setting.save(update_fields=["is_paused"])
    return setting
