"""The library of patterns, one pattern, and the analytics: figures with how sure they are."""

from __future__ import annotations

import csv
import datetime as dt
import html
import io
import json
import re

import pytest
from django.utils import timezone

from apps.patterns import operations
from apps.patterns.models import Pattern
from apps.tenancy.context import tenant_context
from tests.patterns.makers import make_feedback, make_outcome, make_pattern, make_session
from tests.patterns.pages import HOME, browser_of, page, refresh, statements, words

DAY = dt.timedelta(days=1)
FORM = {"name": "Web application", "languages": "Python, CSS,", "version": "2.0.0", "is_active": "on"}


@pytest.fixture
def admin(firm):
    return browser_of(firm, "admin")


@pytest.fixture
def built(firm):
    """Two patterns: one of twelve projects that mostly build, one of three that do not."""
    now = timezone.now()
    with tenant_context(firm.pk):
        make_pattern("rest-api", name="REST API")
        make_pattern("web-app", name="Web application")
        for number in range(12):
            outcome = make_outcome("rest-api", created_at=now - 2 * DAY)
            build = "failure" if number < 2 else "success"
            operations.report_build(
                outcome_id=outcome.pk, last_build_status=build, test_pass_rate=90, source="ci", at=now - DAY
            )
            make_feedback(outcome, overall_satisfaction=5, likelihood_to_reuse=10, submitted_at=now - DAY)
        for _ in range(3):
            outcome = make_outcome("web-app", created_at=now - 40 * DAY)
            operations.report_build(outcome_id=outcome.pk, last_build_status="failure", source="ci", at=now - 40 * DAY)
    refresh(firm)


def text(browser, path):
    return html.unescape(words(page(browser, path)))


def test_analytics_of_nothing_say_what_comes(member):
    assert "Nothing to compare yet" in page(member, "analytics/")


def test_analytics_show_figures_of_the_period(member, built):
    month, quarter = text(member, "analytics/?period=30d"), text(member, "analytics/?period=90d")

    assert "Projects made 12 in 30 days" in month
    assert "Build success 83.3 % of 12 builds; likely 55–95 %" in month
    assert "Satisfaction 5 of 5, mean of 12 answers" in month
    assert "Would use again 100 NPS" in month
    assert "Projects made 15 in 90 days" in quarter
    assert "Build success 66.7 % of 15 builds" in quarter
    assert "in 30 days" in text(member, "analytics/?period=nonsense")


def test_every_point_says_its_n_and_empty_days_are_gaps(member, built):
    found = page(member, "analytics/?period=90d")
    chart = found[found.index('aria-labelledby="h-build-success"') :]
    chart = chart[: chart.index("</section>")]

    dots = re.findall(r"<circle[^>]*><title>(.*?)</title>", chart)
    assert [dot.partition(": ")[2] for dot in dots] == ["0 %, 3 builds", "83.3 %, 12 builds"]
    assert 'class="line"' not in chart  # no line across the days between
    assert "88 days without any are left out." in chart


def test_table_shows_the_interval_and_marks_few_projects(member, built):
    found = text(member, "analytics/")
    table = found[found.index("Every pattern") :]

    assert "REST API Projects of REST API: 12 good: 83.3 % 55–95 %, n = 12 good: 5 n = 12" in table
    assert re.search(r"Web application: 3 poor: 0 % 0–56 %, n = 3 few projects", table)


@pytest.mark.parametrize(
    ("order", "first", "sorts"),
    [
        ("-total_projects", "rest-api", "descending"),
        ("total_projects", "web-app", "ascending"),
        ("pattern_name", "rest-api", "ascending"),
        ("-pattern_name", "web-app", "descending"),
        ("nonsense", "rest-api", "descending"),
    ],
)
def test_table_is_sorted_by_its_headings(member, built, order, first, sorts):
    found = page(member, f"analytics/?order={order}")
    table = found[found.index("pattern-table") :]

    assert re.search(r'library/([\w-]+)/"><b>', table)[1] == first
    assert f'aria-sort="{sorts}"' in table


def test_reasons_lead_to_the_rows_behind_them(member, built):
    found = page(member, "analytics/")
    ranked = found[found.index('class="ranked"') : found.index("</ol>", found.index('class="ranked"'))]

    link, said = re.search(r'href="(/f/[^"]+is_built=true[^"]*)">([^<]+)', ranked).groups()
    assert said.startswith("10 of 12 built projects build")
    assert "12 projects, built at least once" in words(member.get(html.unescape(link)).content.decode())
    assert ranked.index("REST API") < ranked.index("Web application")
    assert "few projects" in ranked


def test_sessions_are_counted_by_step(firm, member, built):
    with tenant_context(firm.pk):
        now = timezone.now()
        make_session(started_at=now, last_step_at=now, steps_completed=["intent", "pattern"], completed_at=now)
        make_session(started_at=now, last_step_at=now, steps_completed=["intent"], abandoned_at=now)

    found = text(member, "analytics/")

    assert "2 begun in 30 days 1 completed 1 abandoned, 50 % of those that are over" in found
    assert "intent 2 1" in found


def test_table_is_exported_as_csv_and_json(member, built):
    answer = member.get(f"{HOME}analytics/export.csv?order=pattern_name")
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    data = json.loads(member.get(f"{HOME}analytics/export.json").content)

    assert "attachment" in answer["Content-Disposition"]
    assert [(row["pattern_id"], row["successful_builds"]) for row in rows] == [
        ("rest-api", "10"),
        ("web-app", "0"),
    ]
    assert (data[0]["build_success_rate"], data[0]["build_success_low"]) == (83.33, 55.2)
    assert data[1]["avg_satisfaction"] is None
    assert member.get(f"{HOME}analytics/export.xml").status_code == 404


def test_refresh_is_asked_for(firm, member, built):
    said = member.post(f"{HOME}analytics/refresh/", {"period": "7d"}, follow=True)

    assert said.redirect_chain == [(f"{HOME}analytics/?period=7d", 302)]
    assert "brought up to date within a minute" in said.content.decode()
    assert browser_of(firm, "viewer").post(f"{HOME}analytics/refresh/").status_code == 403


@pytest.mark.parametrize("patterns", [1, 6])
def test_analytics_ask_the_same_however_many_patterns(firm, member, patterns):
    with tenant_context(firm.pk):
        for number in range(patterns):
            make_feedback(make_outcome(f"pattern-{number}", last_build_status="success"))
    refresh(firm)
    page(member, "analytics/")

    assert statements(member, "analytics/") == 12


def test_library_shows_how_each_pattern_fares(firm, member, built):
    with tenant_context(firm.pk):
        make_pattern("untried", name="Untried", is_active=False)

    found = text(member, "library/")

    assert "REST API rest-api 1.0.0 Projects of REST API: 12 good: 83.3 % 55–95 %, n = 12" in found
    assert found.index("Web application") < found.index("Untried Not in use")
    assert "Add the first pattern" not in found


def test_empty_library_says_where_patterns_come_from(admin):
    assert "Add the first pattern" in page(admin, "library/")


@pytest.mark.parametrize("patterns", [1, 6])
def test_library_asks_the_same_however_many_patterns(firm, member, patterns):
    with tenant_context(firm.pk):
        for number in range(patterns):
            make_outcome(f"pattern-{number}")
    refresh(firm)
    page(member, "library/")

    assert statements(member, "library/") == 10


def test_pattern_page_shows_figures_trends_and_feedback(member, built):
    found = text(member, "library/rest-api/")

    assert "Build success 83.3 % 10 of 12; likely 55–95 %" in found
    assert "Satisfaction 5 of 5 of 12 answers" in found
    assert found.count("Show as table") == 5
    assert "Change it" not in found
    assert "No project yet" not in found


def test_pattern_is_added_and_changed(firm, admin):
    made = admin.post(f"{HOME}create/", FORM | {"pattern_id": "new"})
    assert made["Location"] == f"{HOME}library/new/"
    shown = page(admin, "library/new/")
    assert 'value="Python, CSS"' in shown
    seen = re.search(r'name="seen" value="(\d+)"', shown)[1]

    saved = admin.post(f"{HOME}library/new/save/", {"name": "Web", "languages": "", "version": "2.1.0", "seen": seen})

    assert saved["Location"] == f"{HOME}library/new/"
    with tenant_context(firm.pk):
        pattern = Pattern.objects.get()
        assert (pattern.pattern_id, pattern.name, pattern.version) == ("new", "Web", "2.1.0")
        assert (pattern.languages, pattern.is_active) == ([], False)
    again = admin.post(f"{HOME}library/new/save/", FORM | {"seen": seen})
    assert (again.status_code, "Somebody changed this pattern meanwhile" in again.content.decode()) == (422, True)


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"pattern_id": "rest-api"}, "There is a pattern of this id already."),
        ({"pattern_id": "two words"}, "An id has letters, digits, dots, dashes and underscores"),
        ({"name": "  "}, "This field is required."),
        ({"languages": "x" * 51}, "at most 50 characters"),
    ],
    ids=["taken", "id", "name", "language"],
)
def test_wrong_pattern_is_refused_beside_its_field(firm, admin, wrong, said):
    with tenant_context(firm.pk):
        make_pattern("rest-api")

    answer = admin.post(f"{HOME}create/", {"pattern_id": "web-app"} | FORM | wrong)

    assert answer.status_code == 422
    assert said in html.unescape(answer.content.decode())


def test_member_adds_and_changes_no_pattern(firm, member):
    with tenant_context(firm.pk):
        make_pattern("rest-api")

    assert member.get(f"{HOME}new/").status_code == 403
    assert member.post(f"{HOME}create/", FORM | {"pattern_id": "x"}).status_code == 403
    assert member.post(f"{HOME}library/rest-api/save/", FORM).status_code == 403
