"""The three commands, as an operator types them."""

from __future__ import annotations

import sys

import pytest
from django.utils import timezone

from apps.metrics import operations
from apps.metrics.management.commands import roadmap_snapshot
from apps.metrics.models import ImplementationSnapshot, MetricDefinition, RoadmapOutcome
from apps.tenancy.context import tenant_context
from tests.commands import run
from tests.conftest import AT, make_firm
from tests.metrics.makers import AFTER, BEFORE, RATES, capture, make_plan, measure

SLUG = "harbor-dental"


@pytest.fixture(autouse=True)
def clock(monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: AT)


@pytest.fixture
def firm_with_plan(firm):
    with tenant_context(firm.pk):
        make_plan()
    return firm


def flags(readings):
    return [part for key, value in readings.items() for part in (f"--{key.replace('_', '-')}", str(value))]


def test_snapshot_captures_what_the_flags_say(firm_with_plan):
    ran = run("roadmap_snapshot", "--tenant", SLUG, "--label", "baseline", "--date", "2026-01-05", *flags(BEFORE))

    assert ran.failure is None
    assert ran.out.startswith(f"{SLUG}: baseline captured, of 2026-01-05\n  lead_response_minutes: 240\n")
    with tenant_context(firm_with_plan.pk):
        row = ImplementationSnapshot.objects.get()
        assert (row.label, row.source, row.metrics) == ("baseline", "manual", BEFORE)
        assert row.events.get().pgh_context["via"] == "command"


def test_snapshot_and_outcomes_as_json(firm_with_plan):
    with tenant_context(firm_with_plan.pk):
        operations.set_assumptions(values=RATES, at=AT)
    run("roadmap_snapshot", "--tenant", SLUG, "--label", "baseline", "--date", "2026-01-01", *flags(BEFORE))

    later = run(
        "roadmap_snapshot", "--tenant", SLUG, "--label", "60d", "--source", "ghl_export", "--json", *flags(AFTER)
    )
    outcome = run("roadmap_outcomes", "--tenant", SLUG, "--json")

    assert set(later.json) == {"snapshot", "outcome"}
    assert later.json["snapshot"] == {
        "id": later.json["snapshot"]["id"],
        "label": "60d",
        "snapshot_date": "2026-03-02T09:30:00Z",
        "source": "ghl_export",
        "metrics": AFTER,
        "replaced": False,
    }
    assert later.json["outcome"]["status"] == "on_track"
    found = outcome.json
    assert found["id"] == later.json["outcome"]["id"]
    assert found["deltas"]["weekly_ops_hours"] == -15
    assert found["realized_roi"]["net_roi_percent"] == 357.7
    assert found["rule"].startswith("On track: the net return of a year is 357.7 %.")
    assert (found["roadmap_version"], found["target_label"], found["status_method"]) == ("v1.0", "60d", "net_roi")


def test_snapshot_takes_metrics_of_the_firms_own(firm_with_plan):
    with tenant_context(firm_with_plan.pk):
        MetricDefinition.objects.create(
            key="no_show_rate", label="No-shows", unit="percent", min_value=0, max_value=100
        )

    ran = run("roadmap_snapshot", "--tenant", SLUG, "--label", "baseline", "--metric", "no_show_rate=7.5%")

    assert "no_show_rate: 7.5" in ran.out


def test_snapshot_captured_again_says_so(firm_with_plan):
    run("roadmap_snapshot", "--tenant", SLUG, "--label", "baseline", "--nps", "38")

    ran = run("roadmap_snapshot", "--tenant", SLUG, "--label", "baseline", "--nps", "39")

    assert "baseline captured again" in ran.out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--label", "30d", "--nps", "4"], "Capture the baseline first"),
        (["--label", "baseline"], "Enter at least one reading"),
        (["--label", "baseline", "--nps", "400"], "--nps: 400 is out of range; accepted is -100 to 100."),
        (
            ["--label", "baseline", "--nps", "400", "--close-rate", "-1", "--weekly-ops-hours", "many"],
            "--close-rate: -1 is out of range; accepted is 0 to 100.\n--weekly-ops-hours: “many” is no number.\n--nps:",
        ),
        (["--label", "baseline", "--nps", "3,5"], "has a comma"),
        (["--label", "baseline", "--nps", "4", "--metric", "shoe_size=43"], "no metric called shoe_size"),
        (["--label", "baseline", "--metric", "nps"], "--metric takes KEY=N"),
        (["--label", "baseline", "--nps", "4", "--date", "yesterday"], "“yesterday” is no day"),
        (["--label", "baseline", "--nps", "4", "--date", "2026-02-30"], "“2026-02-30” is no day"),
        (["--label", "baseline", "--nps", "4", "--date", "2026-03-03"], "is yet to come"),
    ],
)
def test_snapshot_is_refused_and_nothing_is_written(firm_with_plan, arguments, said):
    ran = run("roadmap_snapshot", "--tenant", SLUG, *arguments)

    assert ran.failure
    assert said in ran.err
    with tenant_context(firm_with_plan.pk):
        assert not ImplementationSnapshot.objects.exists()


@pytest.mark.parametrize("command", [["roadmap_snapshot", "--label", "baseline", "--nps", "4"], ["roadmap_outcomes"]])
def test_unknown_firm_is_named_with_a_near_one(firm_with_plan, command):
    ran = run(command[0], "--tenant", "harbor-dentil", *command[1:])

    assert ran.failure == "There is no firm harbor-dentil. Did you mean harbor-dental?"


def test_snapshot_asks_for_what_is_missing_on_a_terminal(firm_with_plan, monkeypatch):
    asked = []
    monkeypatch.setattr(sys.stdin, "isatty", lambda: True, raising=False)
    monkeypatch.setattr(
        roadmap_snapshot, "input", lambda text: asked.append(text) or ("", "7")[len(asked) == 1], raising=False
    )

    ran = run("roadmap_snapshot", "--tenant", SLUG, "--label", "baseline", "--nps", "38")

    assert ran.failure is None
    assert asked[0] == "Time to first answer (minutes): "
    assert len(asked) == 5
    with tenant_context(firm_with_plan.pk):
        assert ImplementationSnapshot.objects.get().metrics == {"lead_response_minutes": 7, "nps": 38}


def test_snapshot_of_a_day_is_its_noon_where_the_firm_is(firm):
    with tenant_context(firm.pk):
        type(firm).objects.update(time_zone="America/New_York")
        make_plan()

    run("roadmap_snapshot", "--tenant", SLUG, "--label", "baseline", "--nps", "38", "--date", "2026-01-05")

    with tenant_context(firm.pk):
        assert ImplementationSnapshot.objects.get().snapshot_date.isoformat() == "2026-01-05T17:00:00+00:00"


def test_outcomes_in_words(firm_with_plan):
    with tenant_context(firm_with_plan.pk):
        measure()

    ran = run("roadmap_outcomes", "--tenant", SLUG, "--target-label", "60d")

    assert f"{SLUG}: roadmap v1.0, baseline to 60d" in ran.out
    assert "Administrative hours a week: −15 hours (better)" in ran.out or "−15 h (better)" in ran.out
    assert "Hours saved a year: 780 h" in ran.out
    assert "assumed, not entered by the firm: annual_lead_volume" in ran.out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "Only the baseline was measured so far"),
        (["--roadmap-version", "v7.0"], "The firm has no roadmap v7.0; there are v1.0."),
        (["--baseline-label", "30d"], "no snapshot “30 days”"),
    ],
)
def test_outcomes_are_refused(firm_with_plan, arguments, said):
    with tenant_context(firm_with_plan.pk):
        capture("baseline", BEFORE)

    ran = run("roadmap_outcomes", "--tenant", SLUG, *arguments)

    assert ran.failure
    assert said in ran.err


def test_outcomes_of_all_firms_report_each(firm_with_plan, other_firm):
    with tenant_context(firm_with_plan.pk):
        measure()

    ran = run("roadmap_outcomes", "--all-tenants", "--json")

    assert ran.failure == "1 of 2 firms failed: castellan-logistics."
    assert ran.json[SLUG]["deltas"]["nps"] == 13
    assert "no current roadmap" in ran.json["castellan-logistics"]["error"]
    with tenant_context(firm_with_plan.pk):
        assert RoadmapOutcome.objects.count() == 1


def test_aggregate_prints_medians_and_counts(db):
    for number, saved in enumerate((5, 10, 15)):
        with tenant_context(make_firm(f"firm-{number}", name=f"Firm {number}").pk):
            make_plan()
            measure(before={"weekly_ops_hours": 50}, after={"weekly_ops_hours": 50 - saved})

    ran, as_json = run("roadmap_aggregate"), run("roadmap_aggregate", "--json")

    assert "all firms (3 firms; 3 measured after 60 days): 1 on track, 1 at risk, 1 off track" in ran.out
    assert "  weekly_ops_hours, change: −10 h (median of 3 firms)" in ran.out
    group = next(one for one in as_json.json["groups"] if one["grouping"] == "all")
    assert group["firms"] == 3
    assert {"kind": "delta", "measure": "weekly_ops_hours", "unit": "hours", "firms": 3,
            "milestones": {"60d": 3}, "p25": None, "p50": -10, "p75": None} in group["figures"]  # fmt: skip


def test_aggregate_of_too_few_firms_says_so(firm):
    assert "Fewer than three firms" in run("roadmap_aggregate").out
    assert run("roadmap_aggregate", "--json").json["groups"] == []
