"""Run an engine in a firm: a transaction for each batch of each step, so that what is done stays done."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

import structlog
from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from apps.core.queue import enqueue
from apps.tenancy.functions import Firm, all_firms
from apps.tenancy.models import Tenant
from apps.work import operations
from apps.work.engines import BATCH, Batch, Engine, Step, engine_of, engines
from apps.work.firm_jobs import WENT_WRONG, asks_again, in_firm
from apps.work.models import EngineSetting, JobRun

log = structlog.get_logger(__name__)
CATCH_UP = timedelta(hours=24)  # a time that was missed for longer is left to the next one
RUN = "work.run_engine"


def run_engine(
    name: str, *, tenant_id: UUID | str, scheduled_for: datetime, dry_run: bool = False, at: datetime
) -> JobRun | None:
    """Run an engine to its end in one firm and return its run; None when that time was run already.

    A dry run does everything in one transaction and takes it back. A step that breaks is noted and the others go on.
    Raises UnknownEngine; Busy or OperationalError when the database asks to try again.
    """
    engine, begun = engine_of(name), timezone.now()
    with in_firm(str(tenant_id), job=name):
        run = operations.begin_run(name=name, scheduled_for=scheduled_for, dry_run=dry_run, at=at)
        zone = Tenant.objects.get(pk=tenant_id).zone
    if run is None:
        return None
    with timezone.override(zone):
        if dry_run:
            _rehearse(engine, str(tenant_id), run.pk, at=at)
        else:
            for step in engine.steps:
                _carry_out(engine, step, str(tenant_id), run.pk, at=at)
    with in_firm(str(tenant_id), job=name):
        return operations.finish_run(run_id=run.pk, at=at + (timezone.now() - begun))  # by the clock handed in


def _carry_out(engine: Engine, step: Step, tenant_id: str, run_id: UUID, *, at: datetime) -> None:
    batch = Batch(seen=1, done=1)
    while batch.done:
        try:
            with in_firm(tenant_id, job=engine.name, title=engine.actor, now=at):
                batch = step.run(limit=BATCH, at=at)
                if batch != Batch():  # most runs find nothing to do: they cost one look a step
                    operations.add_to_run(run_id=run_id, step=step.name, batch=batch)
        except Exception as error:
            if asks_again(error):
                raise
            log.exception("engine_step_failed", engine=engine.name, step=step.name)
            with in_firm(tenant_id, job=engine.name):
                operations.add_to_run(run_id=run_id, step=step.name, batch=Batch(), broken=WENT_WRONG)
            return


def _rehearse(engine: Engine, tenant_id: str, run_id: UUID, *, at: datetime) -> None:
    tallies: list[tuple[Step, Batch, str]] = []
    with in_firm(tenant_id, job=engine.name, title=engine.actor, now=at):
        for step in engine.steps:
            batch, broken = Batch(seen=1, done=1), ""
            while batch.done:
                try:
                    with transaction.atomic():
                        batch = step.run(limit=BATCH, at=at)
                except Exception as error:
                    if asks_again(error):
                        raise
                    log.exception("engine_step_failed", engine=engine.name, step=step.name)
                    batch, broken = Batch(), WENT_WRONG
                tallies.append((step, batch, broken))
        transaction.set_rollback(True)
    with in_firm(tenant_id, job=engine.name):
        for step, batch, broken in tallies:
            operations.add_to_run(run_id=run_id, step=step.name, batch=batch, broken=broken)


def queue_due_runs(*, at: datetime) -> list[tuple[str, str]]:
    """Queue each engine whose time has come in a firm, once however many workers look; return firms and names."""
    queued = []
    for firm in all_firms():
        try:
            queued += [(firm.slug, name) for name in _queue_in(firm, at=at)]
        except Exception:
            log.exception("engine_tick_failed", tenant=firm.slug)  # one firm's trouble stops no other
    return queued


def _queue_in(firm: Firm, *, at: datetime) -> list[str]:
    due = {engine.name: engine.last_due(at, ZoneInfo(firm.time_zone)) for engine in engines()}
    due = {name: slot for name, slot in due.items() if at - slot < CATCH_UP}
    if not due:
        return []
    with in_firm(str(firm.tenant_id), job="work.tick_engines"):
        made = Tenant.objects.values_list("created_at", flat=True).get(pk=firm.tenant_id)
        paused = set(EngineSetting.objects.filter(is_paused=True).values_list("job_name", flat=True))
        runs = JobRun.objects.filter(dry_run=False, scheduled_for__gte=at - CATCH_UP)
        ran = dict(runs.values_list("job_name").annotate(latest=Max("scheduled_for")))
        ready = [
            name
            for name, slot in due.items()
            if name not in paused and slot >= made and (name not in ran or ran[name] < slot)
        ]
        for name in ready:
            queue_run(name, scheduled_for=due[name])
        if at.minute == 0:
            operations.queue_forgotten(at=at)
        if at.hour == 0 and at.minute == 0:
            operations.forget_old_runs(at=at)
        return ready


def queue_in_all(name: str, *, at: datetime) -> tuple[list[str], list[str]]:
    """Queue an engine in every firm that has not paused it; return the firms where it is, and where that failed.

    Calls within a minute are one. Raises UnknownEngine.
    """
    engine_of(name)
    slot = at.replace(second=0, microsecond=0)
    queued, failed = [], []
    for firm in all_firms():
        try:
            with in_firm(str(firm.tenant_id), job=name):
                if EngineSetting.objects.filter(job_name=name, is_paused=True).exists():
                    continue
                queue_run(name, scheduled_for=slot)
            queued.append(firm.slug)
        except Exception:
            log.exception("engine_tick_failed", tenant=firm.slug, engine=name)  # one firm's trouble stops no other
            failed.append(firm.slug)
    return queued, failed


def queue_run(name: str, *, scheduled_for: datetime, dry_run: bool = False) -> None:
    """Queue a run in the firm of the context; one that waits already is enough.

    Raises UnknownEngine.
    """
    engine_of(name)
    kind = f"engine:{name}:dry" if dry_run else f"engine:{name}"
    slot = scheduled_for.isoformat()
    enqueue(RUN, name=name, scheduled_for=slot, dry_run=dry_run, queueing_lock=kind, lock=f"engine:{name}")
