"""The API of measurements and outcomes: rows, acts, refusals, another firm's."""

from __future__ import annotations

import pytest

from apps.metrics import operations
from apps.metrics.models import ImplementationSnapshot, MetricDefinition, RoadmapOutcome, RoadmapProjection
from apps.tenancy.choices import Scope
from apps.tenancy.context import tenant_context
from tests.api.conftest import MISSING, by_session, by_token
from tests.conftest import AT, make_firm
from tests.metrics.makers import AFTER, BEFORE, RATES, capture, make_plan, measure


@pytest.fixture
def plan(firm):
    with tenant_context(firm.pk):
        return make_plan()


@pytest.fixture
def api(firm):
    return by_token(firm, Scope.WRITE)


@pytest.fixture
def measured(firm, plan):
    with tenant_context(firm.pk):
        operations.set_assumptions(values=RATES, at=AT)
        return measure()


def test_definitions_are_listed_in_the_order_of_forms(api, firm):
    answer = api("get", "/api/metric-definitions?order=sort_order&fields=key,unit,max_value")

    assert answer.status_code == 200
    assert answer.json()["results"][:2] == [
        {"key": "lead_response_minutes", "unit": "minutes", "max_value": None},
        {"key": "lead_to_appt_rate", "unit": "percent", "max_value": 100.0},
    ]


def test_definition_of_the_firms_own_is_made_measured_and_switched_off(api, plan):
    made = api("post", "/api/metric-definitions", {
        "key": "no_show_rate", "label": "No-shows", "unit": "percent", "lower_is_better": True, "min_value": 0,
        "max_value": 100,
    })  # fmt: skip
    taken = api("post", "/api/implementation-snapshots", {"label": "baseline", "metrics": {"no_show_rate": "12 %"}})
    path = f"/api/metric-definitions/{made.json()['id']}"

    assert (made.status_code, taken.status_code) == (201, 201)
    assert taken.json()["metrics"] == {"no_show_rate": 12}
    assert api("patch", path, {"key": "other"}).json()["errors"][0]["code"] == "read_only"
    assert api("patch", path, {"is_active": False}).json()["is_active"] is False


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"key": "no show", "label": "N", "unit": "count"}, "key"),
        ({"key": "nps", "label": "N", "unit": "count"}, "key"),
        ({"key": "share", "label": "S", "unit": "percent"}, "max_value"),
        ({"key": "share", "label": "S", "unit": "furlongs"}, "unit"),
    ],
)
def test_definition_is_refused_by_field(api, body, field):
    answer = api("post", "/api/metric-definitions", body)

    assert answer.status_code == 400
    assert answer.json()["errors"][0]["field"] == field


def test_definition_that_was_measured_is_not_deleted(firm, plan):
    owner = by_session(firm, "owner")
    with tenant_context(firm.pk):
        capture("baseline", {"nps": 38})
        pk = MetricDefinition.objects.get(key="nps").pk

    answer = owner("delete", f"/api/metric-definitions/{pk}")

    assert answer.status_code in {400, 409}
    assert "switch it off" in answer.json()["detail"]


def test_snapshots_lead_to_an_outcome(api, plan):
    first = api("post", "/api/implementation-snapshots",
                {"label": "baseline", "metrics": BEFORE, "snapshot_date": "2026-01-02T09:00:00Z"})  # fmt: skip
    api("patch", "/api/roi-assumptions", RATES)
    api("post", "/api/implementation-snapshots", {"label": "60d", "metrics": AFTER, "source": "ghl_export"})

    assert first.status_code == 201
    assert first["Location"] == f"/api/implementation-snapshots/{first.json()['id']}"
    assert first.json()["source"] == "api"
    assert first.json()["series_id"] == str(plan.series_id)
    outcomes = api("get", "/api/roadmap-outcomes").json()["results"]
    assert [one["realized_roi"]["net_roi_percent"] for one in outcomes] == [357.7]
    row = api("get", f"/api/roadmap-outcomes/{outcomes[0]['id']}")
    assert row.json() == outcomes[0]
    assert row["ETag"] == f'"{outcomes[0]["row_version"]}"'
    assert row.json()["deltas"]["close_rate"] == 4


def test_snapshot_says_what_is_wrong_with_each_reading(api, plan):
    answer = api(
        "post",
        "/api/implementation-snapshots",
        {"label": "baseline", "metrics": {"nps": 400, "Win rate": 101, "weekly_ops_hours": "3,5"}},
    )

    assert answer.status_code == 400
    assert {one["field"]: one["message"].partition(".")[0] for one in answer.json()["errors"]} == {
        "metrics.weekly_ops_hours": "weekly_ops_hours: “3,5” has a comma",
        "metrics.Win rate": "close_rate: 101 is out of range; accepted is 0 to 100",
        "metrics.nps": "nps: 400 is out of range; accepted is -100 to 100",
    }


@pytest.mark.parametrize(
    ("body", "status", "said"),
    [
        ({"label": "30d", "metrics": {"nps": 4}}, 409, "Capture the baseline first"),
        ({"label": "baseline", "metrics": {"nps": 400}}, 400, "metrics.nps: nps: 400 is out of range"),
        ({"label": "baseline", "metrics": {"nps": "3,5"}}, 400, "has a comma"),
        ({"label": "baseline", "metrics": {"shoe": 3}}, 400, "no metric called shoe"),
        ({"label": "baseline", "metrics": {}}, 400, "may not be empty"),
        ({"label": "45d", "metrics": {"nps": 4}}, 400, "not a valid choice"),
        ({"label": "baseline", "metrics": {"nps": 4}, "snapshot_date": "2999-01-01T00:00:00Z"}, 400, "yet to come"),
        ({"label": "baseline", "metrics": {"nps": 4}, "roadmap_id": MISSING}, 400, "nothing of this id"),
    ],
)
def test_snapshot_is_refused(api, firm, plan, body, status, said):
    answer = api("post", "/api/implementation-snapshots", body)

    assert answer.status_code == status
    assert said in answer.json()["detail"]
    with tenant_context(firm.pk):
        assert not ImplementationSnapshot.objects.exists()


def test_snapshot_is_corrected_and_deleted(firm, measured):
    owner = by_session(firm, "owner")
    path = f"/api/implementation-snapshots/{measured.target_snapshot_id}"

    changed = owner("patch", path, {"metrics": {"weekly_ops_hours": 30}})

    assert changed.json()["metrics"] == {"weekly_ops_hours": 30}
    with tenant_context(firm.pk):
        assert RoadmapOutcome.objects.get().deltas["weekly_ops_hours"] == -22
    assert owner("patch", path, {"notes": "x"}, if_match='"1"').status_code == 412
    assert owner("delete", path).status_code == 204
    with tenant_context(firm.pk):
        assert not RoadmapOutcome.objects.exists()


def test_snapshot_that_is_the_baseline_of_others_is_not_deleted(firm, measured):
    answer = by_session(firm, "owner")("delete", f"/api/implementation-snapshots/{measured.baseline_snapshot_id}")

    assert answer.status_code == 409
    assert "Capture it again to correct it" in answer.json()["detail"]


def test_compute_takes_labels_and_rates(api, measured):
    answer = api("post", "/api/roadmap-outcomes/compute",
                 {"target_label": "60d", "assumptions": {"blended_hourly_rate": 60}})  # fmt: skip

    assert answer.status_code == 200
    assert answer.json()["realized_roi"]["time_savings_value_annual"] == 780 * 60
    assert api("post", "/api/roadmap-outcomes/compute", {}).json()["assumptions"]["blended_hourly_rate"] == 40


@pytest.mark.parametrize(
    ("body", "status", "said"),
    [
        ({"target_label": "90d"}, 409, "was not measured"),
        ({"assumptions": {"blended_hourly_rate": 0}}, 400, "an hour costs more than 0"),
        ({"assumptions": {"rate": 1}}, 400, "no such field"),
    ],
)
def test_compute_is_refused(api, measured, body, status, said):
    answer = api("post", "/api/roadmap-outcomes/compute", body)

    assert (answer.status_code, said in answer.json()["detail"]) == (status, True)


def test_compute_without_a_roadmap_is_refused(api):
    answer = api("post", "/api/roadmap-outcomes/compute", {})

    assert (answer.status_code, answer.json()["code"]) == (409, "no_roadmap")


def test_outcome_is_not_written_as_a_row(api, measured):
    assert api("post", "/api/roadmap-outcomes", {}).status_code == 405
    assert api("patch", f"/api/roadmap-outcomes/{measured.pk}", {}).status_code == 405
    assert api("delete", f"/api/roadmap-outcomes/{measured.pk}").status_code == 405


def test_projections_are_set_and_changed(api, firm, plan):
    made = api("post", "/api/roadmap-projections", {"key": "close_rate", "projected_delta": 5, "low": 2, "high": 8})
    path = f"/api/roadmap-projections/{made.json()['id']}"

    assert (made.status_code, made.json()["projected_delta"], made.json()["source"]) == (201, 5.0, "manual")
    assert api("patch", path, {"projected_delta": 6.5}).json()["projected_delta"] == 6.5
    refused = api("patch", path, {"projected_delta": -1, "low": None})
    assert refused.status_code == 400
    assert "no improvement; higher is better" in refused.json()["detail"]
    assert api("patch", path, {"projected_delta": 9}).status_code == 400


def test_assumptions_are_the_defaults_until_they_are_set(api, firm):
    before = api("get", "/api/roi-assumptions").json()
    after = api("put", "/api/roi-assumptions", RATES | {"currency": "EUR"}).json()

    assert before["assumed"] == sorted(set(before) - {"assumed", "currency"})
    assert after == RATES | {"currency": "EUR", "assumed": []}
    refused = api("patch", "/api/roi-assumptions", {"blended_hourly_rate": 0})
    assert refused.status_code == 400


def test_assumptions_are_compared_with_what_the_caller_saw(api, firm):
    seen = api("get", "/api/roi-assumptions")
    first = api("patch", "/api/roi-assumptions", RATES, If_Match=seen["ETag"])
    late = api("patch", "/api/roi-assumptions", {"implementation_cost": 1}, If_Match=seen["ETag"])
    again = api("put", "/api/roi-assumptions", {"implementation_cost": 1}, If_Match=first["ETag"])

    assert (seen["ETag"], first["ETag"], again["ETag"]) == ('"0"', '"1"', '"2"')
    assert (first.status_code, late.status_code, again.status_code) == (200, 412, 200)
    assert late["ETag"] == '"1"'
    assert late.json()["code"] == "changed_meanwhile"
    assert late.json()["current"] == first.json()
    assert api("patch", "/api/roi-assumptions", {"implementation_cost": 1}, If_Match="2").status_code == 400
    assert api("get", "/api/roi-assumptions")["ETag"] == '"2"'


def test_aggregate_shows_groups_of_three(db):
    firms = []
    for number in range(3):
        firms.append(make_firm(f"firm-{number}", name=f"Firm {number}"))
        with tenant_context(firms[-1].pk):
            make_plan()
            measure(before={"weekly_ops_hours": 50}, after={"weekly_ops_hours": 45 - number})
    api = by_token(firms[0], Scope.READ)
    before = api("get", "/api/roadmap-outcomes/aggregate").json()
    with tenant_context(firms[0].pk):
        operations.refresh_aggregates()

    after = api("get", "/api/roadmap-outcomes/aggregate").json()

    assert before["groups"] == []
    assert after["groups"][0]["name"] == "all firms"
    assert "firm-1" not in str(after)


def test_dashboard_shows_the_specified_figures(api, measured):
    found = api("get", "/api/dashboard/owner/transformation").json()

    assert found["hasMetrics"] is True
    assert found["outcome"]["realized_roi"]["net_roi_percent"] == 357.7
    assert found["rule"].startswith("On track: the net return of a year is 357.7 %")
    assert {label: row and row["label"] for label, row in found["snapshots"].items()} == {
        "baseline": "baseline",
        "30d": None,
        "60d": "60d",
        "90d": None,
    }
    hours = next(one for one in found["series"] if one["key"] == "weekly_ops_hours")
    assert [(point["day"], point["value"]) for point in hours["points"]] == [(0, 52), (60, 37)]
    assert (hours["delta"], hours["direction"]) == (-15, "better")


def test_dashboard_of_a_firm_that_measured_nothing(api, plan):
    found = api("get", "/api/dashboard/owner/transformation").json()

    assert (found["hasMetrics"], found["outcome"], found["firms_like_yours"]) == (False, None, None)
    assert found["next_step"].startswith("Nothing was measured yet.")


def test_dashboard_captures_and_computes(api, firm, plan):
    early = api("post", "/api/dashboard/owner/roi/snapshot", {"label": "30d", "metrics": {"nps": 4}})
    base = api("post", "/api/dashboard/owner/roi/baseline",
               {"metrics": BEFORE, "snapshot_date": "2026-01-02T09:00:00Z"})  # fmt: skip
    later = api("post", "/api/dashboard/owner/roi/snapshot", {"label": "60d", "metrics": AFTER | {"shoe": 4}})
    again = api("post", "/api/dashboard/owner/roi/snapshot", {"label": "60d", "metrics": AFTER})
    outcome = api("post", "/api/dashboard/owner/roi/compute-outcome", {})

    assert early.status_code == 409
    assert (base.status_code, base.json()["outcome"], base.json()["replaced"]) == (201, None, False)
    assert (later.status_code, later.json()["dropped"]) == (201, ["shoe"])
    assert (again.status_code, again.json()["replaced"]) == (200, True)
    assert outcome.json()["id"] == later.json()["outcome"]["id"]


def test_dashboard_of_the_owner(api, firm, plan):
    by_session(firm, "owner")

    found = api("get", "/api/dashboard/owner").json()

    assert found["firm"]["slug"] == firm.slug
    assert found["team"] == [{"name": "The owner", "role": "owner"}]
    assert found["roadmap"] == {"version": "v1.0", "status": "draft", "done": 0, "countable": 0}
    assert found["recent"] == []


@pytest.mark.parametrize("role", ["viewer", "member"])
@pytest.mark.parametrize(
    "path",
    [
        "implementation-snapshots",
        "roadmap-outcomes/compute",
        "roadmap-projections",
        "metric-definitions",
        "dashboard/owner/roi/baseline",
        "dashboard/owner/roi/snapshot",
        "dashboard/owner/roi/compute-outcome",
    ],
)
def test_readers_and_members_do_not_measure(firm, role, path):
    assert by_session(firm, role)("post", f"/api/{path}", {}).status_code == 403


@pytest.mark.parametrize("name", ["implementation-snapshots", "roadmap-projections", "roadmap-outcomes"])
def test_rows_of_another_firm_are_not_there(firm, other_firm, name):
    with tenant_context(other_firm.pk):
        make_plan()
        outcome = measure()
        operations.set_projection(key="nps", projected_delta=3, at=AT)
        ids = {
            "implementation-snapshots": ImplementationSnapshot.objects.first().pk,
            "roadmap-projections": RoadmapProjection.objects.get().pk,
            "roadmap-outcomes": outcome.pk,
        }
    api = by_token(firm, Scope.WRITE)

    assert api("get", f"/api/{name}").json()["results"] == []
    assert api("get", f"/api/{name}/{ids[name]}").status_code == 404
