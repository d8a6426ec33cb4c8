from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal

import pytest
from django.utils import timezone

from apps.metrics import operations
from apps.metrics.models import ImplementationSnapshot
from apps.metrics.queries import results
from apps.portal.result_cards import milestones, weeks
from apps.roadmaps.models import Roadmap
from apps.tenancy.context import tenant_context
from apps.tickets.operations import move_ticket
from tests.portal.makers import signed_in
from tests.portal.measured import AFTER_60, BASELINE, days_ago, done_on, measure, measured_twice
from tests.portal.test_home import text_of

PARTS = {
    "Hours saved a year": "780 h",
    "Value of the hours": "58,500 USD",
    "Revenue of more appointments": "36,000 USD",
    "Revenue of better closing": "0 USD",
    "Cost avoided by better records": "48 USD",
    "Net return": "278.19 %",
}


def page(place, role: str = "viewer", path: str = ""):
    response = signed_in(place.people[role]).get(f"{place.url}results/{path}")
    assert response.status_code == 200
    return response


def test_results_without_a_roadmap_say_that_there_is_nothing_to_measure(castellan):
    response = page(castellan, "owner")

    assert "Not enough data yet" in text_of(response)
    assert "There is no roadmap yet" in text_of(response)
    assert "Enter" not in text_of(response)


@pytest.mark.parametrize(("role", "shown"), [("owner", "Enter the baseline"), ("viewer", "Ask an admin of Harbor")])
def test_results_without_a_baseline_say_who_enters_it(harbor, role, shown):
    text = text_of(page(harbor, role))

    assert "Nothing was measured yet." in text
    assert shown in text
    assert ("Enter a measurement" in text) == (role == "owner")


def test_results_with_a_baseline_alone_show_it_and_when_the_next_is_due(harbor):
    measure(harbor, "baseline", BASELINE, days=10)

    text = text_of(page(harbor))

    due = timezone.localtime(days_ago(10)).date() + dt.timedelta(days=30)
    assert "Only the baseline was measured." in text
    assert f"The measurement “30 days” is due on {due:%b} {due.day}, {due.year}." in text
    assert "was measured once, so there is nothing to compare yet." in text
    assert "Net return" not in text


def test_results_say_when_a_measurement_is_late(harbor):
    measure(harbor, "baseline", BASELINE, days=45)

    assert "was due on" in text_of(page(harbor))


def test_results_say_what_changed_in_words(harbor):
    measured_twice(harbor)

    text = text_of(page(harbor))

    assert "Time to first answer fell from 240 min to 60 min: 75 % better." in text
    assert "Inquiries that become appointments rose from 20 % to 30 %: 50 % better." in text
    assert "Appointments that become deals is what it was: 15 %." in text
    assert "Client score (NPS) fell from 10 to −5: worse." in text
    assert "(3 since the baseline)" in text


def test_results_show_the_return_in_parts_with_rule_and_inputs(harbor):
    measured_twice(harbor)
    with tenant_context(harbor.firm.pk):
        values = {"annual_lead_volume": 480, "avg_deal_value": Decimal(5000)}
        operations.set_assumptions(values=values, at=timezone.now())
        operations.compute_outcome(at=timezone.now())

    html = page(harbor).content.decode()

    found = dict(re.findall(r"<dt>([^<]+)</dt><dd class=\"num\"><b>([^<]+)</b>", html))
    assert found == PARTS
    assert "Hours less a week × 52 weeks" in html
    assert "Saved an inquiry: 0.50 USD" in html


def test_results_flag_what_is_assumed(harbor):
    measured_twice(harbor)

    html = page(harbor).content.decode()

    assert 'Cost of an hour: 75 USD <span class="chip">assumed</span>' in html
    assert "Hours less a week: 15 h</li>" in html


def test_results_show_promised_against_reached_and_the_rule_of_the_status(harbor):
    measured_twice(harbor)
    with tenant_context(harbor.firm.pk):
        operations.set_projection(key="weekly_ops_hours", projected_delta=-20, at=timezone.now())

    stale = text_of(page(harbor))
    signed_in(harbor.people["admin"]).post(f"{harbor.url}results/compute/")
    text = text_of(page(harbor))

    assert "was changed after these figures were computed" in stale
    assert "was changed after these figures were computed" not in text
    assert "−20 h 75 %" in text
    assert "At risk: 75 % of the promised improvement was reached, over one metric." in text
    assert "Promised: −20 h, entered by hand." in text


def test_results_of_few_firms_say_why_others_are_not_shown(harbor):
    measured_twice(harbor)

    assert "once at least three of them have results" in text_of(page(harbor))


def test_results_draw_a_line_and_bars_for_each_metric(harbor):
    measured_twice(harbor)

    html = page(harbor).content.decode()

    assert html.count('class="chart bars"') == html.count('class="chart lines"') == 6
    ids = re.findall(r' id="([^"]+)"', html)
    assert len(ids) == len(set(ids))
    assert "style=" not in html
    day = timezone.localtime(days_ago(40))
    assert f"{day:%b} {day.day}, {day.year}: 2 tickets done" in html


def test_figures_of_results_lead_to_their_snapshots_and_tickets(harbor):
    first, second = measured_twice(harbor)

    html = page(harbor).content.decode()

    for one in (first, second):
        assert f'href="{harbor.url}results/snapshots/{one.pk}/"' in html
    weekly = re.findall(r'href="[^"]*(results/done/[^"]+)"', html)
    found = [text_of(signed_in(harbor.people["viewer"]).get(harbor.url + one.replace("&amp;", "&"))) for one in weekly]
    assert len(found) == 2
    assert "2 tickets done" in found[0]
    assert "H-101" in found[0]
    assert "H-103" not in found[0]
    assert "1 ticket done" in found[1]


def test_reading_without_a_second_one_is_not_compared(harbor):
    measure(harbor, "baseline", {"nps": 10, "weekly_ops_hours": 30}, days=70)
    measure(harbor, "60d", {"weekly_ops_hours": 20, "close_rate": 18}, days=10)

    text = text_of(page(harbor))

    assert "Client score (NPS) was measured once" in text
    assert "Missing: Inquiries that become appointments, measured twice." in text


def test_weeks_begin_on_monday_and_leave_out_empty_ones():
    done = {dt.date(2026, 3, 1): 1, dt.date(2026, 3, 2): 2, dt.date(2026, 3, 8): 3, dt.date(2026, 3, 16): 4}

    assert [(one.first, one.last, one.count) for one in weeks(done)] == [
        (dt.date(2026, 2, 23), dt.date(2026, 3, 1), 1),
        (dt.date(2026, 3, 2), dt.date(2026, 3, 8), 5),
        (dt.date(2026, 3, 16), dt.date(2026, 3, 22), 4),
    ]


def test_milestone_is_late_the_day_after_it_is_due(harbor):
    measure(harbor, "baseline", BASELINE, days=30)
    with tenant_context(harbor.firm.pk):
        lines = results().snapshots
    start = timezone.localdate(days_ago(30))

    late = {
        days: [one.label for one in milestones(lines, today=start + dt.timedelta(days=days)) if one.is_late]
        for days in (30, 31, 61)
    }

    assert late == {30: [], 31: ["30d"], 61: ["30d", "60d"]}


def test_snapshot_shows_who_captured_it_and_what_was_changed(harbor):
    measure(harbor, "baseline", BASELINE, days=70)
    row = measure(harbor, "baseline", BASELINE | {"nps": 12}, days=69, who="admin")

    text = text_of(page(harbor, path=f"snapshots/{row.pk}/"))

    assert "Entered by Tom Okafor" in text
    assert "Client score (NPS) 12" in text
    assert "Tom Okafor measured again: snapshot date: " in text
    assert "nps: 10 → 12" in text
    assert "Ines Duarte measured" in text
    assert "Correct it" not in text


def test_snapshot_of_another_firm_is_not_found(harbor, castellan):
    row = measure(harbor, "baseline", BASELINE, days=70)

    response = signed_in(castellan.people["owner"]).get(f"{castellan.url}results/snapshots/{row.pk}/")

    assert response.status_code == 404


@pytest.mark.parametrize(
    "query",
    ["", "?from=2026-03-02", "?from=x&to=y", "?from=2026-03-09&to=2026-03-02", "?from=2026-03-09&to=9999-12-31"],
)
def test_done_without_days_is_not_found(harbor, query):
    assert signed_in(harbor.people["viewer"]).get(f"{harbor.url}results/done/{query}").status_code == 404


def test_done_of_days_without_tickets_says_so(harbor):
    assert "No ticket was done in these days" in text_of(page(harbor, path="done/?from=2020-01-06&to=2020-01-12"))


def test_done_belongs_to_the_day_of_the_firms_zone(harbor):
    late = dt.datetime(2026, 3, 3, 3, 0, tzinfo=dt.UTC)  # March 2, 22:00 at home
    with tenant_context(harbor.firm.pk, now=late):
        move_ticket(ticket_id=harbor.tickets["H-101"].pk, to="done", at=late)

    assert "1 ticket done" in text_of(page(harbor, path="done/?from=2026-03-02&to=2026-03-02"))
    assert "0 tickets done" in text_of(page(harbor, path="done/?from=2026-03-03&to=2026-03-03"))


# Entering measurements


def entered(label: str = "baseline", **values: str) -> dict[str, str]:
    day = timezone.localtime(days_ago(70)).date().isoformat()
    return {"label": label, "taken_on": day, "source": "manual", "notes": "", "seen": "none"} | {
        f"metric_{key}": value for key, value in values.items()
    }


def save(place, data: dict[str, str], role: str = "admin"):
    return signed_in(place.people[role]).post(f"{place.url}results/capture/save/", data)


def snapshots(place) -> list[ImplementationSnapshot]:
    with tenant_context(place.firm.pk):
        return list(ImplementationSnapshot.objects.order_by("snapshot_date"))


def test_capture_keeps_what_was_entered_and_no_more(harbor):
    response = save(harbor, entered(close_rate="22.5 %", nps="-4", weekly_ops_hours=" 30 "))

    assert (response.status_code, response.headers["Location"]) == (302, f"{harbor.url}results/")
    (row,) = snapshots(harbor)
    assert row.metrics == {"close_rate": 22.5, "nps": -4, "weekly_ops_hours": 30}
    assert timezone.localtime(row.snapshot_date, harbor.firm.zone).hour == 12
    assert row.captured_by_id == harbor.people["admin"].pk


def test_capture_of_today_is_of_now(harbor):
    today = timezone.localtime(timezone.now(), harbor.firm.zone).date().isoformat()

    response = save(harbor, entered(nps="3") | {"taken_on": today})

    assert response.status_code == 302
    assert timezone.now() - snapshots(harbor)[0].snapshot_date < dt.timedelta(minutes=1)


def test_capture_that_is_no_number_is_told_at_its_field_and_kept(harbor):
    response = save(harbor, entered(close_rate="about 20", nps="5"))

    form = response.context["form"]
    assert response.status_code == 422
    assert form.errors == {"metric_close_rate": ["“about 20” is no number."]}
    assert 'value="about 20"' in response.content.decode()
    assert 'value="5"' in response.content.decode()
    assert snapshots(harbor) == []


def test_capture_out_of_range_is_told_at_its_field(harbor):
    response = save(harbor, entered(close_rate="120"))

    assert response.status_code == 422
    assert list(response.context["form"].errors) == ["metric_close_rate"]
    assert "100" in response.context["form"].errors["metric_close_rate"][0]
    assert snapshots(harbor) == []


def test_capture_tells_each_wrong_reading_at_its_field(harbor):
    response = save(harbor, entered(close_rate="120", nps="-400", weekly_ops_hours="many"))

    assert response.context["form"].errors == {
        "metric_weekly_ops_hours": ["“many” is no number."],
        "metric_close_rate": ["120 is out of range; accepted is 0 to 100."],
        "metric_nps": ["-400 is out of range; accepted is -100 to 100."],
    }
    assert snapshots(harbor) == []


def test_capture_of_nothing_is_refused(harbor):
    response = save(harbor, entered())

    assert response.context["form"].non_field_errors() == ["Enter at least one reading."]


def test_capture_of_a_day_to_come_is_told_at_the_day(harbor):
    tomorrow = (timezone.now() + dt.timedelta(days=2)).date().isoformat()

    response = save(harbor, entered(nps="3") | {"taken_on": tomorrow})

    assert "is yet to come" in response.context["form"].errors["taken_on"][0]


def test_capture_before_the_baseline_is_told_at_the_label(harbor):
    response = save(harbor, entered("30d", nps="3"))

    assert "Capture the baseline first" in response.context["form"].errors["label"][0]


def test_capture_of_a_taken_milestone_says_what_it_replaces(harbor):
    row = measure(harbor, "baseline", BASELINE, days=70)

    response = page(harbor, "admin", "capture/?label=baseline")

    day = timezone.localtime(days_ago(70))
    assert f"Baseline (replaces the one of {day:%b} {day.day}, {day.year})" in response.content.decode()
    assert response.context["form"]["metric_nps"].value() == 10
    assert response.context["form"]["seen"].value() == f"baseline:{row.row_version}"


def test_capture_again_replaces_and_keeps_the_hour_of_the_day(harbor):
    row = measure(harbor, "baseline", BASELINE, days=70)

    response = save(harbor, entered(nps="12") | {"seen": f"baseline:{row.row_version}"})

    assert response.status_code == 302
    (again,) = snapshots(harbor)
    assert (again.pk, again.metrics, again.snapshot_date) == (row.pk, {"nps": 12}, row.snapshot_date)


def test_capture_of_what_somebody_else_captured_meanwhile_is_refused_once(harbor):
    measure(harbor, "baseline", BASELINE, days=70)

    refused = save(harbor, entered(nps="12"))

    form = refused.context["form"]
    assert refused.status_code == 422
    assert "Somebody else captured this milestone meanwhile" in form.non_field_errors()[0]
    assert snapshots(harbor)[0].metrics == BASELINE
    again = save(harbor, entered(nps="12") | {"seen": form["seen"].value()})
    assert again.status_code == 302
    assert snapshots(harbor)[0].metrics == {"nps": 12}


def test_capture_without_a_roadmap_says_so(castellan):
    assert "There is no roadmap yet" in text_of(page(castellan, "owner", "capture/"))
    refused = save(castellan, entered(nps="3"))
    assert (refused.status_code, snapshots(castellan)) == (422, [])


def test_capture_proposes_the_next_milestone(harbor):
    measure(harbor, "baseline", BASELINE, days=70)

    assert page(harbor, "admin", "capture/").context["form"]["label"].value() == "30d"


@pytest.mark.parametrize("role", ["viewer", "member"])
@pytest.mark.parametrize("path", ["capture/", "assumptions/"])
def test_entering_needs_the_right(harbor, role, path):
    client = signed_in(harbor.people[role])

    assert client.get(f"{harbor.url}results/{path}").status_code == 403
    assert client.post(f"{harbor.url}results/{path}save/", entered(nps="1")).status_code == 403
    assert client.post(f"{harbor.url}results/compute/").status_code == 403
    assert snapshots(harbor) == []


def test_strangers_get_no_results(harbor, castellan):
    client = signed_in(castellan.people["owner"])

    for path in ("", "capture/", "assumptions/", "done/?from=2026-03-02&to=2026-03-08"):
        assert client.get(f"{harbor.url}results/{path}").status_code == 404
    assert client.post(f"{harbor.url}results/capture/save/", entered(nps="1")).status_code == 404


# The rates


RATES = {
    "blended_hourly_rate": "50",
    "annual_lead_volume": "1000",
    "avg_deal_value": "4000",
    "implementation_cost": "30000",
    "currency": "USD",
}


def test_rates_are_assumed_until_they_are_saved(harbor):
    before = text_of(page(harbor, "owner", "assumptions/"))
    measured_twice(harbor)

    response = signed_in(harbor.people["owner"]).post(f"{harbor.url}results/assumptions/save/", RATES)

    assert "they are assumed until they are saved" in before
    assert response.status_code == 302
    after = page(harbor)
    assert "39,000 USD" in text_of(after)
    assert after.context["results"].rates.assumed == frozenset()
    assert not after.context["results"].is_stale


@pytest.mark.parametrize(
    ("field", "value"),
    [("blended_hourly_rate", "0"), ("avg_deal_value", "-1"), ("currency", "dollars"), ("annual_lead_volume", "")],
)
def test_impossible_rate_is_told_at_its_field_and_kept(harbor, field, value):
    response = signed_in(harbor.people["owner"]).post(f"{harbor.url}results/assumptions/save/", RATES | {field: value})

    assert response.status_code == 422
    errors = response.context["form"].errors
    assert errors
    assert response.context["form"].data[field] == value
    with tenant_context(harbor.firm.pk):
        assert operations.rates_of_firm().assumed


def test_computing_without_measurements_says_so(harbor):
    response = signed_in(harbor.people["owner"]).post(f"{harbor.url}results/compute/", follow=True)

    assert "There is nothing to compare yet." in text_of(response)


def test_refreshed_version_keeps_its_results(harbor):
    measured_twice(harbor)
    with tenant_context(harbor.firm.pk):
        old = Roadmap.objects.get()
        Roadmap.objects.update(is_current=False)
        Roadmap.objects.create(version="v1.1", parent_roadmap=old)

    assert "75 % better" in text_of(page(harbor))
    done_on(harbor, "H-202", days=1)
    assert "(4 since the baseline)" in text_of(page(harbor))
    assert set(AFTER_60) == set(BASELINE)
