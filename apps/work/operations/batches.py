"""Many rows in one go: written at once or by a job, each row by its table's rules, and put back in one go."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError, RestrictedError

from apps.core.queue import enqueue
from apps.tenancy.context import current, current_tenant_id, tenant_context
from apps.tenancy.locks import take_turns
from apps.work import reverting
from apps.work.batches import Kind, RowChange, RowLeft, Skipped, TableRules, rules_of
from apps.work.choices import BatchStatus
from apps.work.models import ChangeBatch
from apps.work.operations.acts import record_audit

AT_ONCE = 500  # rows that a page writes itself: 500 tickets took 3 to 6 s on two cores busy with other work
CHUNK = 200  # rows of a job's transaction
MOST_ROWS = 10_000


class BatchError(Exception):
    """Base of the refusals of this module; the message is written for the user."""


class BatchTooLarge(BatchError):
    """More rows than a batch may have."""


class NotUndoable(BatchError):
    """The batch is running, was put back before, or has changed nothing."""


@transaction.atomic
def start_batch(
    *,
    title: str,
    model_label: str,
    rows: Sequence[RowChange],
    skipped: Sequence[Skipped] = (),
    event_type: str = "bulk_change",
    undoes: UUID | None = None,
    at: datetime,
) -> ChangeBatch:
    """Write many rows: up to AT_ONCE here and now, more by the job ``work.continue_batch``.

    A row that was changed since it was read, or that its table's rules refuse, is left as it is and named in
    ``skipped``. Raises BatchTooLarge, or Busy while another batch writes the same table.
    """
    if len(rows) > MOST_ROWS:
        raise BatchTooLarge(f"These are {len(rows):,} rows. At most {MOST_ROWS:,} can be changed in one go.")
    context = current()
    actor = context.actor if context else {}
    batch = ChangeBatch(
        title=title[:200],
        model_label=model_label,
        made_by_id=context.user_id if context else None,
        made_by_name=actor.get("name", "")[:150],
        row_count=len(rows),
        skipped=[one.packed() for one in skipped],
        request={"actor": actor, "rows": [row.packed() for row in rows], "skipped_before": len(skipped)},
        undoes=undoes,
    )
    batch.save()
    record_audit(
        event_type=event_type,
        entity_type=model_label,
        entity_id=batch.pk,
        after={"title": batch.title, "rows": len(rows), "skipped": len(skipped)},
    )
    if len(rows) > AT_ONCE:
        enqueue("work.continue_batch", batch_id=batch.pk, lock=f"batch:{batch.pk}")
    else:
        _write(batch, rows, at=at)
    return batch


@transaction.atomic
def continue_batch(*, batch_id: UUID, at: datetime) -> bool:
    """Write the next rows of a batch; True while more are left.

    What is written and how far it is are one transaction, so a worker that is killed repeats and leaves out nothing.
    """
    batch = ChangeBatch.objects.select_for_update(no_key=True).get(pk=batch_id)
    if batch.status != BatchStatus.RUNNING:
        return False
    written = batch.done_count + len(batch.skipped) - batch.request["skipped_before"]
    rows = [RowChange.unpacked(row) for row in batch.request["rows"][written : written + CHUNK]]
    _write(batch, rows, at=at)
    return batch.status == BatchStatus.RUNNING


@transaction.atomic
def fail_batch(*, batch_id: UUID, error: str) -> None:
    """Note that a batch cannot go on; what it has written stays and can be put back."""
    batch = ChangeBatch.objects.select_for_update(no_key=True).get(pk=batch_id)
    if batch.status == BatchStatus.RUNNING:
        batch.status, batch.error = BatchStatus.FAILED, error[:500]
        batch.save(update_fields=["status", "error"])


@transaction.atomic
def undo_batch(*, batch_id: UUID, at: datetime) -> ChangeBatch:
    """Put back every row that still is as the batch left it, and return the batch that does so.

    Rows changed since are left alone, with who changed them as the reason. Raises NotUndoable or Busy.
    """
    batch = ChangeBatch.objects.select_for_update(no_key=True).get(pk=batch_id)
    if batch.status == BatchStatus.RUNNING:
        raise NotUndoable("This batch is still running. Wait until it is done.")
    if batch.undone_at is not None:
        who = batch.undone_by_name or "Somebody"
        raise NotUndoable(f"{who} has put this batch back already, {reverting.moment(batch.undone_at)}.")
    rows, skipped = reverting.rows_to_undo(batch)
    if not rows:
        raise NotUndoable("This batch has changed no row, so there is nothing to put back.")
    undo = start_batch(
        title=_title_of_undo(batch.title),
        model_label=batch.model_label,
        rows=rows,
        skipped=skipped,
        event_type="batch_undo",
        undoes=batch.pk,
        at=at,
    )
    batch.undone_at, batch.undone_by_name, batch.status = at, undo.made_by_name, BatchStatus.DONE
    batch.save(update_fields=["undone_at", "undone_by_name", "status"])
    return undo


def _title_of_undo(title: str) -> str:
    if title.startswith("Undo: "):
        return "Redo: " + title.removeprefix("Undo: ")
    return "Undo: " + title.removeprefix("Redo: ")


def _write(batch: ChangeBatch, rows: Sequence[RowChange], *, at: datetime) -> None:
    """Write some of the batch's rows and note how far it is."""
    rules = rules_of(batch.model_label)
    take_turns(f"batch of {rules.model._meta.verbose_name_plural}")
    with _as_batch(batch):
        there, events = reverting.rows_now(rules, rows), reverting.events_named(rules, rows)
        for row in rows:
            try:
                with transaction.atomic():
                    _write_row(rules, row, there.get(row.row_id), events, at=at)
            except Exception as refused:
                if not isinstance(refused, (*rules.refusals, IntegrityError)):
                    raise
                label = str(there.get(row.row_id) or row.label or rules.model._meta.verbose_name)
                reason = said(refused, rules).rstrip(".")
                batch.skipped.append(Skipped(row.row_id, label, reason).packed())
            else:
                batch.done_count += 1
    if batch.done_count + len(batch.skipped) - batch.request["skipped_before"] == batch.row_count:
        batch.status = BatchStatus.DONE
        batch.request = {}  # what is to be written is written; histories keep it
    batch.save(update_fields=["done_count", "skipped", "status", "request"])


@contextmanager
def _as_batch(batch: ChangeBatch) -> Iterator[None]:
    """Let each change remember the batch, and who began it rather than the job that goes on with it."""
    actor = {**batch.request["actor"], "batch": str(batch.pk)}
    with tenant_context(current_tenant_id(), user_id=batch.made_by_id, actor=actor):
        yield


def _write_row(rules: TableRules, change: RowChange, row: Any, events: Mapping[str, Any], *, at: datetime) -> None:
    if change.kind == Kind.ADD:
        rules.add(change.values, at=at)
        return
    if change.version is None:
        if row is not None:
            raise RowLeft("it is there again")
        rules.bring_back(events[change.event], at=at)
        return
    if row is None or not reverting.is_as_left(rules, row, change, events):
        raise RowLeft(reverting.said_of_last_change(rules, change.row_id))
    if change.kind == Kind.REMOVE:
        rules.remove(row, at=at)
    elif change.kind == Kind.RESTORE:
        rules.restore(row, rules.differences(row, rules.snapshot(events[change.event])), at=at)
    else:
        rules.change(row, change.values, at=at)


def said(refused: Exception, rules: TableRules) -> str:
    """Return in words why a row was refused: by an operation, a field, or a constraint of the database."""
    if isinstance(refused, ValidationError):
        if hasattr(refused, "error_dict"):
            return " ".join(
                message if name == "__all__" else f"{name.replace('_', ' ').capitalize()}: {message}"
                for name, messages in refused.message_dict.items()
                for message in messages
            )
        return " ".join(refused.messages)
    if isinstance(refused, ProtectedError | RestrictedError):
        return "other rows need it, and they are not deleted with it"
    if isinstance(refused, IntegrityError):
        name = getattr(getattr(refused.__cause__, "diag", None), "constraint_name", "") or ""
        for constraint in rules.model._meta.constraints:
            if constraint.name == name:
                told = getattr(constraint, "violation_error_message", "")
                return (
                    str(told) if told and "is violated" not in str(told) else "what it belongs to is not there any more"
                )
        return "the database refuses it: what it belongs to is gone, or its place is taken"
    return str(refused)
