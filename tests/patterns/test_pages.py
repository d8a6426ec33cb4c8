"""The list of projects and the page of one: as members, readers and strangers see them and use them."""

from __future__ import annotations

import datetime as dt
import html

import pytest
from django.utils import timezone

from apps.patterns import operations
from apps.patterns.models import ProjectOutcome
from apps.patterns.views.listing import is_later
from apps.tenancy.context import tenant_context
from tests.patterns.makers import make_feedback, make_outcome, make_pattern
from tests.patterns.pages import HOME, browser_of, page, refresh, statements, words

DAY = dt.timedelta(days=1)


@pytest.fixture
def shop(firm):
    with tenant_context(firm.pk):
        make_pattern("rest-api", name="REST API", version="1.2.0")
        return make_outcome(
            project_name="Shop",
            project_path="/srv/shop",
            pattern_version="1.0.0",
            files_created=12,
            components_generated=["users"],
            languages_used=["Python", "SQL", "CSS", "HTML", "Go"],
            feedback_prompt_state="done",
        )


def now_of(outcome):
    with tenant_context(outcome.tenant_id):
        return ProjectOutcome.objects.get(pk=outcome.pk)


def listed(browser, query):
    return html.unescape(words(page(browser, f"?{query}")))


def test_empty_list_says_how_the_first_project_is_reported(member):
    found = html.unescape(page(member))

    assert "curl -X POST http://testserver/api/outcomes" in found
    assert "FIRMLOOP_URL=http://testserver/f/harbor-dental" in found
    assert "firmloop report --pattern rest-api" in found
    assert "Ask an admin of Harbor Dental Partners for a token" in found


def test_card_says_what_became_of_a_project(firm, member, shop):
    with tenant_context(firm.pk):
        operations.change_outcome(
            outcome_id=shop.pk,
            values={"last_build_status": "success", "test_pass_rate": "72.5", "deployment_status": "staging"},
            source="client",
            at=timezone.now(),
        )
        make_feedback(shop)

    found = listed(member, "")

    assert "Shop Tests below 80 % REST API Behind: 1.0.0, now 1.2.0 /srv/shop 12 files · 1 component" in found
    assert "Python SQL CSS +2 more 72.5 % of tests pass" in found
    assert "Staging Rated" in found


@pytest.mark.parametrize(
    ("version", "than", "expected"),
    [
        ("1.2.0", "1.0.0", True),
        ("1.10", "1.9", True),
        ("1.0.0", "1.0.0", False),
        ("1.0.0", "2.0.0", False),
        ("spring", "autumn", True),
        ("v2", "v1", True),
    ],
)
def test_pattern_has_moved_on_when_its_version_is_later(version, than, expected):
    assert is_later(version, than) is expected


def test_list_is_narrowed_and_cleared(firm, member, shop):
    with tenant_context(firm.pk):
        make_outcome("web-app", project_name="Portal", status="archived", feedback_prompt_state="done")
        make_outcome("web-app", project_name="Gone", status="deleted")

    assert "1 project Shop" in listed(member, "")
    assert "1 project Portal" in listed(member, "status=archived")
    assert "2 projects" in listed(member, "status=all")
    assert "1 project Gone" in listed(member, "status=deleted")
    for query in ("q=SHOP", "q=rest", "q=/srv/sh", "health=unknown", "pattern_id=rest-api", "has_feedback=false"):
        assert "1 project" in listed(member, query), query
    for query in ("q=zeppelin", "health=error", "pattern_id=web-app", "last_build_status=success", "q=%00"):
        assert ("No project is like this" in listed(member, query)) is (query != "q=%00"), query
    assert "1 project Shop" in listed(member, "status=nonsense&health=nonsense&sort=nonsense&page=99")


def test_pages_hold_twenty_and_are_numbered(firm, member):
    with tenant_context(firm.pk):
        for number in range(41):
            make_outcome(project_name=f"Tool {number:02}", feedback_prompt_state="done")

    first, last = page(member, "?sort=project_name"), page(member, "?sort=project_name&page=3")

    assert first.count('class="card project"') == 20
    assert "sort=project_name&amp;page=2" in first
    assert "Tool 40" in last
    assert last.count('class="card project"') == 1


def test_figures_of_the_list_have_their_interval_and_their_n(firm, member):
    with tenant_context(firm.pk):
        for build in ("success", "success", "success", "failure"):
            outcome = make_outcome(last_build_status=build, last_build_timestamp=timezone.now())
        make_feedback(outcome, overall_satisfaction=3)
    refresh(firm)

    found = words(page(member))

    assert "Projects 4 4 active, 0 archived" in found
    assert "Build success 75 % of 4 built; likely 30–95 %" in found
    assert "Satisfaction 3 of 5, mean of 1 answer" in found
    assert "Rated 25 % of the projects have feedback" in found


@pytest.mark.parametrize("count", [1, 15])
def test_list_asks_the_same_however_many_projects(firm, member, count):
    with tenant_context(firm.pk):
        for _ in range(count):
            make_feedback(make_outcome())
    page(member)

    assert statements(member, "") == 13


def test_archived_project_comes_back_by_undo(firm, member, shop):
    said = member.post(f"{HOME}projects/{shop.pk}/archive/", {"next": f"{HOME}?q=shop"}, follow=True)

    assert said.redirect_chain == [(f"{HOME}?q=shop", 302)]
    assert "“Shop” is archived." in said.content.decode()
    assert now_of(shop).status == "archived"

    assert f'action="{HOME}projects/{shop.pk}/restore/"' in said.content.decode()
    member.post(f"{HOME}projects/{shop.pk}/restore/", {"next": "https://evil.example/"})
    assert now_of(shop).status == "active"


def test_restore_is_refused_while_another_is_at_the_path(firm, member, shop):
    with tenant_context(firm.pk):
        operations.archive_outcome(outcome_id=shop.pk)
        make_outcome(project_path="/srv/shop")

    said = member.post(f"{HOME}projects/{shop.pk}/restore/", follow=True).content.decode()

    assert "There is an active project at this path already" in said
    assert now_of(shop).status == "archived"


def test_deleted_project_is_not_archived(firm, member, shop):
    with tenant_context(firm.pk):
        operations.delete_outcome(outcome_id=shop.pk)

    said = member.post(f"{HOME}projects/{shop.pk}/archive/", follow=True).content.decode()

    assert "This project is deleted; restore it first." in said


def test_project_page_shows_builds_tests_feedback_and_changes(firm, member, shop):
    with tenant_context(firm.pk, actor={"name": "Ines Duarte", "via": "page"}):
        for day, rate in enumerate((40, 97.5)):
            at = timezone.now() - (3 - day) * DAY
            operations.report_build(
                outcome_id=shop.pk, last_build_status="success", test_pass_rate=rate, source="ci", at=at
            )
        make_feedback(shop, additional_comments="Built at once.", positive_aspects=["good-docs"])
        operations.change_outcome(
            outcome_id=shop.pk, values={"project_name": "Web shop"}, source="client", at=timezone.now()
        )

    found = words(page(member, f"projects/{shop.pk}/"))

    assert "Web shop Healthy Behind: 1.0.0, now 1.2.0" in found
    assert "2 runs, the first 40 %, the last 97.5 %." in found
    assert found.index("Tests: 97.5 %") < found.index("Tests: 40 %")
    assert "4 of 5 Built at once." in found
    assert "Good: Good documentation" in found
    assert "Ines Duarte: name from “Shop” to “Web shop”" in found


def test_project_page_names_the_newest_of_many_events(firm, member, shop):
    with tenant_context(firm.pk):
        for minute in range(51):
            at = timezone.now() - dt.timedelta(minutes=minute)
            operations.report_build(outcome_id=shop.pk, last_build_status="failure", source="ci", at=at)

    found = words(page(member, f"projects/{shop.pk}/"))

    assert "The newest 50 of 51" in found
    assert found.count("Build: failed") == 50


@pytest.mark.parametrize("count", [1, 6])
def test_project_page_asks_the_same_however_much_happened(firm, member, shop, count):
    with tenant_context(firm.pk):
        for number in range(count):
            at = timezone.now() - number * DAY
            operations.report_build(outcome_id=shop.pk, last_build_status="success", source="ci", at=at)
            make_feedback(shop, user_id=member.user.pk, submitted_at=at)
    page(member, f"projects/{shop.pk}/")

    assert statements(member, f"projects/{shop.pk}/") == 14


def test_project_is_deleted_after_a_question_and_comes_back(firm, shop):
    admin = browser_of(firm, "admin")
    asked = words(page(admin, f"projects/{shop.pk}/delete/"))
    assert "Delete this project?" in asked

    said = admin.post(f"{HOME}projects/{shop.pk}/delete/confirm/", follow=True).content.decode()

    assert "“Shop” is deleted." in said
    assert now_of(shop).status == "deleted"
    assert "This project is deleted" in page(admin, f"projects/{shop.pk}/")
    assert admin.get(f"{HOME}projects/{shop.pk}/delete/").status_code == 302
    admin.post(f"{HOME}projects/{shop.pk}/restore/")
    assert now_of(shop).status == "active"


def test_viewer_reads_and_changes_nothing(firm, shop):
    viewer = browser_of(firm, "viewer")

    for path in ("", f"projects/{shop.pk}/", "library/", "library/rest-api/", "analytics/", "feedback/"):
        found = page(viewer, path)
        assert 'method="post"' not in found[found.index("<main") : found.index("</main>")]
    for act in ("archive", "restore", "delete/confirm", "feedback/save"):
        assert viewer.post(f"{HOME}projects/{shop.pk}/{act}/").status_code == 403
    assert viewer.post(f"{HOME}prompts/{shop.pk}/dismiss/").status_code == 403
    assert viewer.get(f"{HOME}projects/{shop.pk}/feedback/").status_code == 403


def test_member_deletes_nothing(firm, member, shop):
    assert "Delete</a>" not in page(member, f"projects/{shop.pk}/")
    assert member.get(f"{HOME}projects/{shop.pk}/delete/").status_code == 403
    assert member.post(f"{HOME}projects/{shop.pk}/delete/confirm/").status_code == 403
    assert now_of(shop).status == "active"


def test_projects_of_another_firm_are_not_there(firm, other_firm, member):
    with tenant_context(other_firm.pk):
        theirs = make_outcome("their-pattern", project_name="Their shop")
    stranger = browser_of(other_firm, "owner")

    assert "Their shop" not in member.get(f"{HOME}?status=all").content.decode()
    for path in ("", "feedback/"):
        assert member.get(f"{HOME}projects/{theirs.pk}/{path}").status_code == 404
    for act in ("archive", "restore", "feedback/save"):
        assert member.post(f"{HOME}projects/{theirs.pk}/{act}/").status_code == 404
    assert member.get(f"{HOME}library/their-pattern/").status_code == 404
    assert member.get(f"{HOME}feedback/?project={theirs.pk}").status_code == 404
    assert stranger.get(HOME).status_code == 404


def test_metadata_with_a_key_named_items_is_shown(firm, member):
    with tenant_context(firm.pk):
        shop = make_outcome(metadata={"items": 5})

    assert "items" in words(page(member, f"projects/{shop.pk}/"))
