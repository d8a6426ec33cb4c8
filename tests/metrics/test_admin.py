"""The admin of measurements, as staff of a firm use it."""

from __future__ import annotations

import pytest
from django.test import Client

from apps.metrics import operations
from apps.metrics.models import ImplementationSnapshot, MetricDefinition, RoadmapOutcome, RoadmapProjection
from apps.metrics.models import RoiAssumptions as Rates
from apps.tenancy.context import tenant_context
from tests.conftest import AT, make_member, make_user
from tests.metrics.makers import BEFORE, RATES, capture, make_plan, measure

ADMIN = "/f/harbor-dental/admin/metrics"


@pytest.fixture
def staff(firm):
    user = make_user("staff@firmloop.example", name="Maya Lindqvist")
    make_member(firm, user, "staff")
    with tenant_context(firm.pk):
        make_plan()
    client = Client()
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def entered(label="baseline", **readings):
    return {
        "label": label,
        "snapshot_date_0": "2026-01-02",
        "snapshot_date_1": "09:00:00",
        "source": "manual",
        "notes": "",
        **{f"metric_{key}": value for key, value in readings.items()},
    }


def test_snapshot_form_has_a_field_for_each_metric_with_its_range(staff):
    page = staff.get(f"{ADMIN}/implementationsnapshot/add/").content.decode()

    assert "Administrative hours a week" in page
    assert "Percent, 0 to 100; higher is better." in page
    assert "Minutes, 0 or more; lower is better." in page


def test_snapshot_form_offers_the_milestones_that_are_due_and_chooses_the_first(staff, firm):
    def offered():
        field = staff.get(f"{ADMIN}/implementationsnapshot/add/").context["adminform"].form["label"]
        return [value for value, _ in field.field.choices], field.value()

    first = offered()
    with tenant_context(firm.pk):
        capture("baseline", BEFORE, days=60)
        capture("60d", BEFORE)

    assert first == (["baseline", "30d", "60d", "90d", "custom"], "baseline")
    assert offered() == (["30d", "90d", "custom"], "30d")


def test_snapshot_list_says_labels_and_units(staff, firm):
    with tenant_context(firm.pk):
        capture("baseline", {"lead_response_minutes": 240, "nps": 38})

    for place in (ADMIN, "/admin/metrics"):
        page = staff.get(f"{place}/implementationsnapshot/").content.decode()

        assert (
            '<span class="reading">Time to first answer <b>240 min</b></span> '
            '<span class="reading">Client score (NPS) <b>38</b></span>'
        ) in page
        assert "lead_response_minutes" not in page


def test_snapshot_form_captures_and_takes_a_percent_sign(staff, firm):
    answer = staff.post(f"{ADMIN}/implementationsnapshot/add/", entered(close_rate="40 %", weekly_ops_hours="52.5"))

    assert answer.status_code == 302
    with tenant_context(firm.pk):
        row = ImplementationSnapshot.objects.get()
        assert row.metrics == {"close_rate": 40, "weekly_ops_hours": 52.5}
        assert row.events.get().pgh_context["name"] == "Maya Lindqvist"


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (entered(close_rate="140"), "140 is out of range; accepted is 0 to 100."),
        (entered(close_rate="3,5"), "has a comma. write a decimal point"),
        (entered(), "Enter at least one reading."),
        (entered("30d", nps="40"), "Capture the baseline first"),
        (entered(nps="40") | {"snapshot_date_0": "2999-01-01"}, "is yet to come"),
    ],
)
def test_snapshot_form_says_what_to_change_and_keeps_what_was_entered(staff, firm, given, said):
    page = staff.post(f"{ADMIN}/implementationsnapshot/add/", given)

    assert page.status_code == 200
    assert said.lower() in page.content.decode().lower()
    with tenant_context(firm.pk):
        assert not ImplementationSnapshot.objects.exists()


def test_snapshot_form_leads_a_second_baseline_to_the_first(staff, firm):
    with tenant_context(firm.pk):
        capture("baseline", BEFORE, days=60)

    page = staff.post(f"{ADMIN}/implementationsnapshot/add/", entered(nps="40"))

    assert "This milestone was measured already" in page.content.decode()


def test_snapshot_is_corrected_and_its_outcome_follows(staff, firm):
    with tenant_context(firm.pk):
        outcome = measure()
        row = ImplementationSnapshot.objects.get(label="60d")
    path = f"{ADMIN}/implementationsnapshot/{row.pk}/change/"
    page = staff.get(path).content.decode()
    given = entered("60d", weekly_ops_hours="30") | {"snapshot_date_0": "2026-03-01", "seen_version": row.row_version}

    answer = staff.post(path, given)

    assert 'value="37"' in page
    assert answer.status_code == 302
    with tenant_context(firm.pk):
        assert ImplementationSnapshot.objects.get(pk=row.pk).metrics == {"weekly_ops_hours": 30}
        assert RoadmapOutcome.objects.get(pk=outcome.pk).deltas["weekly_ops_hours"] == -22


def test_outcome_page_explains_each_figure_and_cannot_be_edited(staff, firm):
    with tenant_context(firm.pk):
        operations.set_assumptions(values=RATES, at=AT)
        outcome = measure()
    path = f"{ADMIN}/roadmapoutcome/{outcome.pk}/change/"

    page = staff.get(path).content.decode()

    assert "the net return of a year is 357.7 %" in page
    assert "hours saved a year × cost of an hour" in page
    assert "Hours saved a year: 780 h; Cost of an hour: 40 USD" in page
    assert 'name="_save"' not in page
    assert staff.post(path, {"notes": "x"}).status_code == 403


def test_outcome_is_recomputed_by_an_action(staff, firm):
    with tenant_context(firm.pk):
        outcome = measure()
        operations.set_assumptions(values=RATES, at=AT)
    posted = {"action": "recompute", "_selected_action": str(outcome.pk)}

    page = staff.post(f"{ADMIN}/roadmapoutcome/", posted, follow=True).content.decode()

    assert "the net return of a year is 357.7 %" in page
    with tenant_context(firm.pk):
        assert RoadmapOutcome.objects.get().assumptions["blended_hourly_rate"] == 40


def test_projection_form_refuses_what_is_no_improvement(staff, firm):
    refused = staff.post(f"{ADMIN}/roadmapprojection/add/", {"key": "close_rate", "projected_delta": "-2"})
    made = staff.post(f"{ADMIN}/roadmapprojection/add/", {"key": "close_rate", "projected_delta": "5", "low": "2"})

    assert "higher is better" in refused.content.decode()
    assert made.status_code == 302
    with tenant_context(firm.pk):
        row = RoadmapProjection.objects.get()
    path = f"{ADMIN}/roadmapprojection/{row.pk}/change/"
    staff.post(path, {"projected_delta": "6", "low": "", "high": "", "seen_version": row.row_version})
    with tenant_context(firm.pk):
        assert RoadmapProjection.objects.get().projected_delta == 6


def test_promise_of_too_few_firms_says_so(staff, firm):
    with tenant_context(firm.pk):
        row = capture("baseline", BEFORE, days=60).snapshot
    posted = {"action": "promise_what_firms_reached", "_selected_action": str(row.pk)}

    page = staff.post(f"{ADMIN}/implementationsnapshot/", posted, follow=True).content.decode()

    assert "fewer than three firms have measured the same" in page


def test_assumptions_are_entered_once_and_changed(staff, firm):
    given = {name: str(value) for name, value in RATES.items()} | {"currency": "USD"}

    made = staff.post(f"{ADMIN}/roiassumptions/add/", given)

    assert made.status_code == 302
    assert staff.get(f"{ADMIN}/roiassumptions/add/").status_code == 403
    with tenant_context(firm.pk):
        row = Rates.objects.get()
    path = f"{ADMIN}/roiassumptions/{row.pk}/change/"
    refused = staff.post(path, given | {"blended_hourly_rate": "0", "seen_version": row.row_version})
    assert "An hour costs more than 0." in refused.content.decode()


def test_metric_of_the_firms_own_is_added_and_none_is_deleted(staff, firm):
    given = {"label": "No-shows", "key": "no_show_rate", "unit": "percent", "min_value": "0", "max_value": "100",
             "weight": "1", "sort_order": "7", "is_active": "on"}  # fmt: skip

    assert staff.post(f"{ADMIN}/metricdefinition/add/", given).status_code == 302
    assert "Give both bounds".lower() in (
        staff.post(f"{ADMIN}/metricdefinition/add/", given | {"key": "b", "max_value": ""}).content.decode().lower()
    )
    with tenant_context(firm.pk):
        row = MetricDefinition.objects.get(key="no_show_rate")
    assert staff.post(f"{ADMIN}/metricdefinition/{row.pk}/delete/", {"post": "yes"}).status_code == 403
