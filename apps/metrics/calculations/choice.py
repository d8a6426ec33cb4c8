"""Which two snapshots an outcome compares."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from uuid import UUID

from apps.metrics.choices import SnapshotLabel
from apps.metrics.errors import MetricsError

LATEST_FIRST = (SnapshotLabel.D90, SnapshotLabel.D60, SnapshotLabel.D30)


class ChoiceError(MetricsError):
    """Base of the refusals of this module; the message says what to measure."""


class BaselineMissing(ChoiceError):
    """There is nothing to compare with."""


class OnlyBaseline(ChoiceError):
    """Nothing was measured after the baseline."""


class SnapshotMissing(ChoiceError):
    """The milestone that was asked for was not measured."""


@dataclass(frozen=True)
class Measured:
    """A snapshot: when, as which milestone, and its readings by metric key."""

    id: UUID
    label: str
    at: datetime
    readings: Mapping[str, Decimal]


def choose(
    snapshots: Sequence[Measured], *, baseline_label: str = SnapshotLabel.BASELINE, target_label: str | None = None
) -> tuple[Measured, Measured]:
    """Return the baseline and the snapshot to compare with it: 90d, else 60d, else 30d, else the newest later one.

    Raises BaselineMissing, OnlyBaseline or SnapshotMissing.
    """
    by_date = sorted(snapshots, key=lambda snapshot: snapshot.at)
    baseline = next((snapshot for snapshot in by_date if snapshot.label == baseline_label), None)
    if baseline is None:
        name = SnapshotLabel(baseline_label).label.lower()
        raise BaselineMissing(f"There is no snapshot “{name}” to compare with. Capture it first.")
    later = [one for one in by_date if one.id != baseline.id and one.at >= baseline.at]
    if not later:
        raise OnlyBaseline("Only the baseline was measured so far. Capture a later snapshot, such as 30 days.")
    if target_label is None:
        labels = next(([label] for label in LATEST_FIRST if any(one.label == label for one in later)), None)
        return baseline, [one for one in later if labels is None or one.label in labels][-1]
    found = [one for one in later if one.label == target_label]
    if not found:
        name, known = SnapshotLabel(target_label).label.lower(), ", ".join(one.label for one in later)
        raise SnapshotMissing(f"The snapshot “{name}” was not measured; there are {known}.")
    return baseline, found[-1]
