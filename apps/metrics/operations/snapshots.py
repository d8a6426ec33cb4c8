"""Capture what was measured."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection, transaction

from apps.metrics.calculations import ChoiceError
from apps.metrics.choices import SnapshotLabel, SnapshotSource
from apps.metrics.errors import MetricsError
from apps.metrics.models import ImplementationSnapshot, MetricDefinition, RoadmapOutcome
from apps.metrics.operations.outcomes import LOCK, compute_outcome, plan_of
from apps.metrics.operations.projections import project_from_firms
from apps.metrics.operations.refusals import Refused, refused_by
from apps.metrics.readings import Normalized, ReadingsRefused, normalized
from apps.roadmaps.models import Roadmap
from apps.tenancy.context import current, current_tenant_id
from apps.tenancy.locks import take_turns
from apps.work.operations import record_audit


class BaselineFirst(MetricsError):
    """A later snapshot has nothing to be compared with."""


class BaselineNeeded(MetricsError):
    """The baseline of later snapshots was to be removed."""


class NothingMeasured(MetricsError):
    """A snapshot without a reading was to be kept."""


class WrongDate(MetricsError):
    """The day is to come, or in the wrong order with the baseline's."""


class SnapshotChanged(MetricsError):
    """Somebody else captured the milestone since the caller looked; ``snapshot`` is how it stands now."""

    def __init__(self, snapshot: ImplementationSnapshot | None) -> None:
        super().__init__(
            "Somebody else captured this milestone meanwhile. Nothing of yours was saved; look and save again."
        )
        self.snapshot = snapshot


@dataclass(frozen=True)
class Captured:
    """A kept snapshot; the outcome it led to, once there is a later one; names in the input that are no metrics."""

    snapshot: ImplementationSnapshot
    outcome: RoadmapOutcome | None
    replaced: bool
    dropped: tuple[str, ...]


@transaction.atomic
def capture_snapshot(
    *,
    label: str,
    metrics: Mapping[str, Any],
    roadmap_id: UUID | None = None,
    source: str = SnapshotSource.MANUAL,
    notes: str = "",
    taken_at: datetime | None = None,
    version: int | None = None,
    at: datetime,
) -> Captured:
    """Keep the readings of a milestone of the plan, or of another day, and compute its outcome anew.

    ``metrics`` may be spelled as people do (apps.metrics.readings). A milestone captured before is replaced, with an
    audit row; ``version`` is the ``row_version`` of it that the caller saw, 0 for none. Without a projection the
    baseline takes over those of firms like this one.

    Raises NoRoadmap, BaselineFirst, NothingMeasured, WrongDate, ReadingsRefused, SnapshotChanged, Busy, or
    ValidationError naming the field; then nothing has changed.
    """
    roadmap = plan_of(roadmap_id)
    take_turns(LOCK)
    read = _read(metrics)
    known = None if label == SnapshotLabel.CUSTOM else _milestone(roadmap, label)
    if version is not None and label != SnapshotLabel.CUSTOM and (known.row_version if known else 0) != version:
        raise SnapshotChanged(known)
    snapshot = known or ImplementationSnapshot(label=label)
    snapshot.roadmap, snapshot.series_id = roadmap, roadmap.series_id
    _write(snapshot, read=read, source=source, notes=notes, taken_at=taken_at or at, at=at)
    if label == SnapshotLabel.BASELINE and not known:
        project_from_firms(roadmap_id=roadmap.pk, only_if_none=True, at=at)
    return Captured(snapshot, _outcome(roadmap, at=at), replaced=known is not None, dropped=read.dropped)


@transaction.atomic
def correct_snapshot(
    *,
    snapshot_id: UUID,
    metrics: Mapping[str, Any],
    source: str,
    notes: str,
    taken_at: datetime,
    version: int | None = None,
    at: datetime,
) -> ImplementationSnapshot:
    """Replace what a snapshot says, with an audit row, and compute the outcome anew.

    Raises ImplementationSnapshot.DoesNotExist, and what ``capture_snapshot`` does.
    """
    take_turns(LOCK)
    snapshot: ImplementationSnapshot = ImplementationSnapshot.objects.select_for_update(no_key=True).get(pk=snapshot_id)
    if version is not None and snapshot.row_version != version:
        raise SnapshotChanged(snapshot)
    read = _read(metrics)
    _write(snapshot, read=read, source=source, notes=notes, taken_at=taken_at, at=at)
    roadmap = _newest_version(snapshot.series_id)
    if roadmap:
        _outcome(roadmap, at=at)
    return snapshot


def _read(metrics: Mapping[str, Any]) -> Normalized:
    keys = MetricDefinition.objects.filter(is_active=True).values_list("key", flat=True)
    try:
        read = normalized(metrics, keys=list(keys))
    except ReadingsRefused as refused:
        if refused.others:  # say what else is wrong, so that all of it can be mended at once
            errors = refused.errors | _wrong(refused.others)
            refused = ReadingsRefused({str(name): errors[str(name)] for name in metrics if str(name) in errors})
        raise refused from None
    if not read.readings:
        unknown = f" There is no metric called {', '.join(read.dropped)}." if read.dropped else ""
        raise NothingMeasured(f"Enter at least one reading.{unknown}")
    return read


def _wrong(read: Normalized) -> dict[str, str]:
    """Return what the database would refuse of these readings, by the names they were given by."""
    try:
        with refused_by("readings_are_in_range"), connection.cursor() as cursor:
            cursor.execute("SELECT check_readings(%s, %s::jsonb)", [current_tenant_id(), json.dumps(read.readings)])
    except Refused as refused:
        return _by_given_name(refused, read)
    return {}


def _by_given_name(refused: Refused, read: Normalized) -> dict[str, str]:
    names = {key: name for key, name in read.names.items() if key in refused.by_key}  # in the order they were given
    return {names.get(key, key): refused.by_key[key] for key in [*names, *(refused.by_key.keys() - names.keys())]}


def _write(
    snapshot: ImplementationSnapshot,
    *,
    read: Normalized,
    source: str,
    notes: str,
    taken_at: datetime,
    at: datetime,
) -> None:
    """Save the readings; where the row is there already, remember in an audit row what they were."""
    is_new = snapshot._state.adding
    off = MetricDefinition.objects.filter(is_active=False, key__in=snapshot.metrics).values_list("key", flat=True)
    readings = {key: snapshot.metrics[key] for key in off} | read.readings  # nobody is asked for these any more
    before = {} if is_new else {"metrics": snapshot.metrics, "snapshot_date": snapshot.snapshot_date}
    snapshot.snapshot_date, snapshot.metrics, snapshot.source, snapshot.notes = taken_at, readings, source, notes
    _check_order(snapshot, at=at)
    _save(snapshot, read)
    if not is_new:
        record_audit(
            event_type="snapshot_replace",
            entity_type="implementation_snapshot",
            entity_id=snapshot.pk,
            before=before,
            after={"metrics": snapshot.metrics, "snapshot_date": snapshot.snapshot_date},
        )


def _newest_version(series_id: UUID) -> Roadmap | None:
    """Return the version that people see, else the newest; None when the whole plan was deleted."""
    versions = Roadmap.objects.filter(series_id=series_id).order_by("-is_current", "-created_at")
    found: Roadmap | None = versions.first()
    return found


def _milestone(roadmap: Roadmap, label: str) -> ImplementationSnapshot | None:
    found: ImplementationSnapshot | None = ImplementationSnapshot.objects.filter(
        series_id=roadmap.series_id, label=label
    ).first()
    return found


def _check_order(snapshot: ImplementationSnapshot, *, at: datetime) -> None:
    """Refuse days to come, later snapshots without a baseline or before it, and a baseline after them."""
    taken = snapshot.snapshot_date
    if taken > at:
        raise WrongDate(f"{taken:%Y-%m-%d %H:%M} is yet to come: a snapshot is of what was measured.")
    others = ImplementationSnapshot.objects.filter(series_id=snapshot.series_id)
    if snapshot.label == SnapshotLabel.BASELINE:
        first = others.exclude(label=SnapshotLabel.BASELINE).order_by("snapshot_date").first()
        if first and first.snapshot_date < taken:
            raise WrongDate(
                f"The baseline comes first: “{first.get_label_display()}” was measured on "
                f"{first.snapshot_date:%Y-%m-%d}. Give the baseline an earlier day."
            )
        return
    baseline = others.filter(label=SnapshotLabel.BASELINE).first()
    if baseline is None:
        raise BaselineFirst(
            "There is no baseline to compare with. Capture the baseline first, dated on the day it was measured."
        )
    if taken < baseline.snapshot_date:
        raise WrongDate(
            f"The baseline was measured on {baseline.snapshot_date:%Y-%m-%d}; a later snapshot cannot be of "
            f"{taken:%Y-%m-%d}."
        )


def _save(snapshot: ImplementationSnapshot, read: Normalized) -> None:
    context = current()
    snapshot.captured_by_id = context.user_id if context else None
    snapshot.clean_fields(exclude={"id", "created_at", "updated_at", "row_version", "tenant", "roadmap", "captured_by"})
    try:
        with refused_by("readings_are_in_range"):
            snapshot.save()
    except Refused as refused:
        raise ReadingsRefused(_by_given_name(refused, read)) from refused
    snapshot.refresh_from_db()


def _outcome(roadmap: Roadmap, *, at: datetime) -> RoadmapOutcome | None:
    """Compute the outcome as far as there is one."""
    try:
        return compute_outcome(roadmap_id=roadmap.pk, at=at)
    except ChoiceError:
        return None


@transaction.atomic
def remove_snapshot(*, snapshot_id: UUID, version: int | None = None, at: datetime) -> None:
    """Delete a snapshot taken by mistake; the outcome is computed from those that remain, or goes as well.

    Raises ImplementationSnapshot.DoesNotExist, SnapshotChanged, Busy, or BaselineNeeded while there are later ones.
    """
    take_turns(LOCK)
    snapshot = ImplementationSnapshot.objects.select_for_update(no_key=True).get(pk=snapshot_id)
    if version is not None and snapshot.row_version != version:
        raise SnapshotChanged(snapshot)
    others = ImplementationSnapshot.objects.filter(series_id=snapshot.series_id).exclude(pk=snapshot.pk)
    if snapshot.label == SnapshotLabel.BASELINE and others.exists():
        raise BaselineNeeded("Later snapshots are compared with this baseline. Capture it again to correct it.")
    roadmap = _newest_version(snapshot.series_id)
    snapshot.delete()
    if roadmap is None or _outcome(roadmap, at=at) is None:
        RoadmapOutcome.objects.filter(series_id=snapshot.series_id).delete()
