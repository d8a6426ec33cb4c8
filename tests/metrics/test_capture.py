"""Capturing snapshots: what is kept, what is refused, and the outcome that follows."""

from __future__ import annotations

import json
import threading

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction

from apps.metrics import operations
from apps.metrics.models import ImplementationSnapshot, MetricDefinition, RoadmapOutcome
from apps.roadmaps.models import Roadmap
from apps.tenancy.context import tenant_context
from apps.tenancy.locks import Busy
from apps.work.models import AuditEvent
from tests.conftest import AT, make_firm
from tests.metrics.makers import AFTER, BEFORE, capture, days_ago, make_plan, measure


def test_capture_keeps_the_readings_of_the_current_plan(plan):
    captured = capture("baseline", BEFORE, days=60, notes="Counted for four weeks.")

    row = ImplementationSnapshot.objects.get()
    assert row == captured.snapshot
    assert (row.roadmap, row.series_id) == (plan, plan.series_id)
    assert (row.label, row.source, row.metrics, row.notes) == ("baseline", "manual", BEFORE, "Counted for four weeks.")
    assert row.snapshot_date == days_ago(60)
    assert not captured.replaced
    assert captured.outcome is None


def test_capture_of_a_later_snapshot_computes_the_outcome_in_the_same_transaction(plan):
    outcome = measure()

    assert outcome == RoadmapOutcome.objects.get()
    assert outcome.deltas["weekly_ops_hours"] == -15
    assert outcome.target_label == "60d"
    assert outcome.target_snapshot == outcome.at_60d_snapshot == ImplementationSnapshot.objects.get(label="60d")


def test_capture_of_a_milestone_again_replaces_it_and_keeps_what_it_was(plan):
    measure()
    captured = capture("60d", {"weekly_ops_hours": 30}, notes="Counted again.")

    row = ImplementationSnapshot.objects.get(label="60d")
    assert captured.replaced
    assert row.metrics == {"weekly_ops_hours": 30}
    assert [event.metrics for event in row.events.order_by("pgh_id")] == [AFTER, {"weekly_ops_hours": 30}]
    audit = AuditEvent.objects.get(event_type="snapshot_replace")
    assert audit.entity_id == str(row.pk)
    assert (audit.before["metrics"], audit.after["metrics"]) == (AFTER, {"weekly_ops_hours": 30})
    assert RoadmapOutcome.objects.get().deltas == {
        "lead_response_minutes": None,
        "lead_to_appt_rate": None,
        "close_rate": None,
        "crm_adoption_rate": None,
        "weekly_ops_hours": -22,
        "nps": None,
    }


def test_capture_of_other_days_keeps_each(plan):
    capture("baseline", BEFORE, days=60)
    capture("custom", {"nps": 40}, days=20)
    capture("custom", {"nps": 44}, days=10)

    assert ImplementationSnapshot.objects.filter(label="custom").count() == 2
    assert RoadmapOutcome.objects.get().deltas["nps"] == 6


@pytest.mark.parametrize("label", ["30d", "60d", "90d", "custom"])
def test_capture_of_a_later_snapshot_without_a_baseline_says_to_capture_that(plan, label):
    with pytest.raises(operations.BaselineFirst, match="Capture the baseline first"):
        capture(label, AFTER)

    assert not ImplementationSnapshot.objects.exists()


def test_capture_without_a_roadmap_is_refused(inside):
    with pytest.raises(operations.NoRoadmap, match="nothing to measure yet"):
        capture("baseline", BEFORE)


def test_capture_of_nothing_is_refused_and_names_what_is_no_metric(plan):
    with pytest.raises(operations.NothingMeasured, match="no metric called shoe size"):
        capture("baseline", {"nps": "", "shoe size": 4})


@pytest.mark.parametrize(
    ("readings", "said"),
    [
        ({"close_rate": 400}, "close_rate: 400 is out of range; accepted is 0 to 100."),
        ({"nps": -101}, "nps: -101 is out of range; accepted is -100 to 100."),
        ({"weekly_ops_hours": -0.5}, "weekly_ops_hours: -0.5 is out of range; accepted is 0 or more."),
    ],
)
def test_capture_of_a_reading_out_of_range_names_key_value_and_range(plan, readings, said):
    with pytest.raises(operations.ReadingsRefused) as refused:
        capture("baseline", readings)

    assert str(refused.value) == said
    assert list(refused.value.errors) == list(readings)
    assert not ImplementationSnapshot.objects.exists()


def test_capture_names_every_wrong_reading_by_the_name_it_was_given(plan):
    with pytest.raises(operations.ReadingsRefused) as refused:
        capture("baseline", {"Win rate": 400, "nps": "many", "weekly_ops_hours": -1, "crm_adoption_rate": 40})

    assert refused.value.errors == {
        "nps": "nps: “many” is no number.",
        "Win rate": "close_rate: 400 is out of range; accepted is 0 to 100.",
        "weekly_ops_hours": "weekly_ops_hours: -1 is out of range; accepted is 0 or more.",
    }
    assert not ImplementationSnapshot.objects.exists()


def test_database_names_every_wrong_reading_at_once(plan):
    with pytest.raises(IntegrityError) as refused, transaction.atomic():
        ImplementationSnapshot.objects.create(
            roadmap=plan, label="custom", snapshot_date=AT, metrics={"nps": 400, "shoe": 1, "close_rate": "3"}
        )

    diag = refused.value.__cause__.diag
    assert json.loads(diag.message_detail) == {
        "close_rate": 'close_rate: "3" is no number.',
        "nps": "nps: 400 is out of range; accepted is -100 to 100.",
        "shoe": "shoe: the firm has no such metric.",
    }
    assert diag.message_primary == (
        'close_rate: "3" is no number. nps: 400 is out of range; accepted is -100 to 100. '
        "shoe: the firm has no such metric."
    )


def test_capture_leaves_out_metrics_that_are_switched_off(plan):
    MetricDefinition.objects.filter(key="nps").update(is_active=False)

    captured = capture("baseline", BEFORE)

    assert captured.dropped == ("nps",)
    assert "nps" not in captured.snapshot.metrics


def test_capture_of_a_day_to_come_is_refused(plan):
    with pytest.raises(operations.WrongDate, match="2026-03-03 09:30 is yet to come"):
        capture("baseline", BEFORE, days=-1)


def test_capture_before_the_baseline_is_refused(plan):
    capture("baseline", BEFORE, days=30)

    with pytest.raises(operations.WrongDate, match="The baseline was measured on 2026-01-31"):
        capture("30d", AFTER, days=40)


def test_capture_of_a_baseline_after_later_snapshots_is_refused(plan):
    measure()

    with pytest.raises(operations.WrongDate, match="“60 days” was measured on 2026-03-02"):
        operations.capture_snapshot(
            label="baseline", metrics=BEFORE, taken_at=AT.replace(hour=23), at=AT.replace(day=4)
        )


@pytest.mark.parametrize(("field", "given"), [("label", {"label": "45d"}), ("source", {"source": "guess"})])
def test_capture_of_an_unknown_label_or_source_is_refused(plan, field, given):
    capture("baseline", BEFORE, days=60)

    with pytest.raises(ValidationError) as refused:
        operations.capture_snapshot(**{"label": "30d", "source": "manual", "metrics": AFTER, "at": AT, **given})

    assert list(refused.value.message_dict) == [field]


def test_capture_over_a_milestone_that_changed_meanwhile_is_refused(plan):
    seen = capture("baseline", BEFORE, days=60).snapshot.row_version
    capture("baseline", BEFORE | {"nps": 39}, days=60)

    with pytest.raises(operations.SnapshotChanged) as refused:
        capture("baseline", BEFORE | {"nps": 40}, days=60, version=seen)

    assert refused.value.snapshot.metrics["nps"] == 39
    assert ImplementationSnapshot.objects.get().metrics["nps"] == 39


def test_capture_of_a_milestone_that_somebody_captured_meanwhile_is_refused(plan):
    capture("baseline", BEFORE, days=60, version=0)

    with pytest.raises(operations.SnapshotChanged):
        capture("baseline", BEFORE, days=60, version=0)


def test_capture_belongs_to_the_plan_whatever_its_version(plan):
    capture("baseline", BEFORE, days=60)
    Roadmap.objects.update(is_current=False)
    second = make_plan("v1.1", parent_roadmap=plan)

    outcome = capture("60d", AFTER).outcome

    assert outcome.roadmap == second
    assert ImplementationSnapshot.objects.get(label="baseline").roadmap == plan
    assert {row.series_id for row in ImplementationSnapshot.objects.all()} == {plan.series_id}


def test_remove_takes_the_outcome_back_to_what_remains(plan):
    capture("baseline", BEFORE, days=60)
    capture("30d", {"weekly_ops_hours": 45}, days=30)
    capture("60d", AFTER)

    operations.remove_snapshot(snapshot_id=ImplementationSnapshot.objects.get(label="60d").pk, at=AT)

    assert RoadmapOutcome.objects.get().deltas["weekly_ops_hours"] == -7
    operations.remove_snapshot(snapshot_id=ImplementationSnapshot.objects.get(label="30d").pk, at=AT)
    assert not RoadmapOutcome.objects.exists()
    operations.remove_snapshot(snapshot_id=ImplementationSnapshot.objects.get().pk, at=AT)
    assert not ImplementationSnapshot.objects.exists()


def test_remove_of_the_baseline_of_others_is_refused(plan):
    measure()
    baseline = ImplementationSnapshot.objects.get(label="baseline")

    with pytest.raises(operations.BaselineNeeded, match="Capture it again to correct it"):
        operations.remove_snapshot(snapshot_id=baseline.pk, at=AT)


def test_remove_of_a_snapshot_that_changed_meanwhile_is_refused(plan):
    row = capture("baseline", BEFORE).snapshot

    with pytest.raises(operations.SnapshotChanged):
        operations.remove_snapshot(snapshot_id=row.pk, version=row.row_version + 1, at=AT)


def test_capture_of_another_firms_roadmap_is_as_of_none(firm, other_firm):
    with tenant_context(other_firm.pk):
        foreign = make_plan()

    with tenant_context(firm.pk), pytest.raises(Roadmap.DoesNotExist):
        capture("baseline", BEFORE, roadmap_id=foreign.pk)

    with tenant_context(other_firm.pk):
        assert not ImplementationSnapshot.objects.exists()


@pytest.fixture
def two_threads():
    """Run a function in two threads at once, and return what each returned or raised."""

    def run(work):
        gate, said = threading.Barrier(2), []

        def one(number):
            gate.wait()
            try:
                said.append(work(number))
            except Exception as error:  # noqa: BLE001 -- the test looks at it
                said.append(error)
            finally:
                connection.close()

        threads = [threading.Thread(target=one, args=(number,)) for number in range(2)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        return said

    return run


def test_capture_of_one_milestone_by_two_at_once_keeps_one_of_them(committed, two_threads):
    firm = make_firm()
    with tenant_context(firm.pk):
        make_plan()
        capture("baseline", BEFORE, days=60)

    def work(number):
        with tenant_context(firm.pk, actor={"name": f"caller {number}", "via": "test"}):
            return capture("60d", AFTER | {"nps": 50 + number}, version=0).snapshot.metrics["nps"]

    said = two_threads(work)

    lost = [one for one in said if isinstance(one, operations.SnapshotChanged)]
    won = [one for one in said if isinstance(one, int)]
    assert (len(lost), len(won)) == (1, 1)
    with tenant_context(firm.pk):
        assert ImplementationSnapshot.objects.get(label="60d").metrics["nps"] == won[0]
        assert RoadmapOutcome.objects.get().deltas["nps"] == won[0] - 38


def test_capture_by_two_at_once_without_a_version_keeps_both_in_the_history(committed, two_threads):
    firm = make_firm()
    with tenant_context(firm.pk):
        make_plan()

    def work(number):
        with tenant_context(firm.pk):
            return capture("baseline", BEFORE | {"nps": number}, days=60).replaced

    said = two_threads(work)

    assert sorted(said) == [False, True]
    with tenant_context(firm.pk):
        row = ImplementationSnapshot.objects.get()
        assert row.events.count() == 2


def test_capture_while_another_takes_too_long_is_busy(committed):
    firm = make_firm()
    with tenant_context(firm.pk):
        make_plan()
    held, let_go = threading.Event(), threading.Event()

    def hold():
        with tenant_context(firm.pk):
            capture("baseline", BEFORE, days=60)
            held.set()
            let_go.wait(timeout=20)
        connection.close()

    holder = threading.Thread(target=hold)
    holder.start()
    held.wait(timeout=10)
    try:
        with tenant_context(firm.pk), connection.cursor() as cursor:
            cursor.execute("SET LOCAL lock_timeout = '100ms'")
            with pytest.raises(Busy, match="measurement is being written by somebody else"):
                capture("baseline", BEFORE, days=60)
            transaction.set_rollback(True)  # the refusal broke it
    finally:
        let_go.set()
        holder.join()
