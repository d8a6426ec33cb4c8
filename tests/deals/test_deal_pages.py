"""The pipeline, a deal's page, stalled deals: as a member, a reader and a stranger see them."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import connection
from django.test import Client as Browser
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from apps.deals import operations
from apps.deals.models import Deal, DealActivity, StageConfig
from apps.tenancy.context import tenant_context
from apps.work.models import OutboxMessage
from tests.conftest import make_member, make_user
from tests.deals.deal_rows import make_deal

HOUR, DAY = dt.timedelta(hours=1), dt.timedelta(days=1)


def signed_in(firm, role="member"):
    user, browser = make_user(f"{role}@harbor.example", name=f"A {role}"), Browser()
    make_member(firm, user, role)
    browser.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    browser.user = user
    return browser


@pytest.fixture
def member(firm):
    return signed_in(firm)


@pytest.fixture
def deal(firm):
    with tenant_context(firm.pk):
        return make_deal(quiet_days=10, at=timezone.now() - HOUR, value=48000)


def page(browser, path=""):
    answer = browser.get(f"/f/harbor-dental/deals/{path}")
    assert answer.status_code == 200
    return answer.content.decode()


def post(browser, path, **data):
    return browser.post(f"/f/harbor-dental/deals/{path}", data, follow=True).content.decode()


def stored(firm):
    with tenant_context(firm.pk):
        return Deal.objects.get()


def test_pipeline_says_what_to_do_without_deals(member):
    assert "No deal yet" in page(member)
    assert "No deal is yours" in page(member, "?owner=me")
    assert "Nothing has stalled" in page(member, "stalled/")


def test_pipeline_shows_deals_by_stage_with_their_heat(firm, member, deal):
    with tenant_context(firm.pk):
        make_deal("Warm", quiet_days=2, at=timezone.now() - HOUR)
        make_deal("Fresh", at=timezone.now())
        make_deal("Alone", quiet_days=9, at=timezone.now() - HOUR, auto_follow_up_enabled=False)

    found = page(member)

    assert "Stalled: 10 days quiet" in found
    assert "2 days quiet" in found
    assert "Touched today" in found
    assert "No follow-ups, 9 days quiet" in found
    assert "48,000 USD" in found
    assert found.index("Fleet contract") < found.index("Warm") < found.index("Fresh")


def test_pipeline_of_ones_own(firm, member, deal):
    with tenant_context(firm.pk):
        make_deal("Mine", assigned_to=member.user)

    found = page(member, "?owner=me")

    assert "Mine" in found
    assert "Fleet contract" not in found


@pytest.mark.parametrize("deals", [1, 3])
def test_pipeline_asks_the_same_however_many_deals(firm, member, deals):
    with tenant_context(firm.pk):
        for number in range(deals):
            make_deal(f"Deal {number}", stage="proposal")
    page(member)

    with CaptureQueriesContext(connection) as asked:
        page(member)

    assert len([one for one in asked if 'FROM "deals"' in one["sql"]]) == 3


def test_move_without_javascript_leads_back_to_the_deal_on_the_board(firm, member, deal):
    answer = member.post(
        f"/f/harbor-dental/deals/{deal.pk}/move/", {"stage": "proposal", "next": "/f/harbor-dental/deals/?owner=me"}
    )

    assert answer["Location"] == f"/f/harbor-dental/deals/?owner=me#d-{deal.pk}"
    assert stored(firm).stage == "proposal"


def test_move_leads_to_no_other_site(member, deal):
    answer = member.post(
        f"/f/harbor-dental/deals/{deal.pk}/move/", {"stage": "proposal", "next": "https://evil.example/"}
    )

    assert answer["Location"] == f"/f/harbor-dental/deals/{deal.pk}/"


def test_move_is_refused_with_the_stages_there_are(firm, member, deal):
    assert "There is no stage “thinking”" in post(member, f"{deal.pk}/move/", stage="thinking")
    assert stored(firm).stage == "lead"


def test_move_is_refused_when_somebody_else_was_faster(firm, member, deal):
    other = make_user("ana@harbor.example", name="Ana Ruiz")
    make_member(firm, other)
    with tenant_context(firm.pk, user_id=other.pk):
        operations.move_deal(deal_id=deal.pk, stage="negotiation")

    found = post(member, f"{deal.pk}/move/", stage="proposal", seen="lead")

    assert "moved “Fleet contract” to Negotiation meanwhile" in found
    assert "Ana" in found
    assert stored(firm).stage == "negotiation"


def test_move_to_a_closed_stage_asks_how_it_ended(firm, member, deal):
    answer = member.post(
        f"/f/harbor-dental/deals/{deal.pk}/move/", {"stage": "lost", "seen": "lead", "next": "/f/harbor-dental/deals/"}
    )

    assert answer["Location"].startswith(f"/f/harbor-dental/quotes/deals/{deal.pk}/close/?stage=lost&seen=lead&next=")
    assert stored(firm).stage == "lead"


def test_drafts_are_listed_and_sent_where_they_stand(firm, member, deal):
    with tenant_context(firm.pk):
        StageConfig.objects.update(drafts_first=True)
        operations.mark_stalled(limit=9, at=timezone.now())
        operations.send_due_follow_ups(limit=9, at=timezone.now())
        activity = DealActivity.objects.get()
    assert "Follow-ups that wait for you" in page(member, "stalled/")

    found = post(member, f"follow-ups/{activity.pk}/", act="send", next="/f/harbor-dental/deals/stalled/")

    assert "The follow-up is on its way." in found
    assert "Follow-ups that wait for you" not in found


SETTINGS = {
    f"{stage}-{name}": value
    for stage in ("lead", "qualified", "proposal", "negotiation")
    for name, value in (("max_days_before_stale", 4), ("max_follow_ups", 2), ("follow_up_interval_days", 6))
}


def versions(firm):
    with tenant_context(firm.pk):
        return {f"{row.stage}-version": row.row_version for row in StageConfig.objects.all()}


def test_stage_settings_are_saved_all_together(firm, deal):
    admin = signed_in(firm, "admin")
    before = versions(firm)
    assert "Save all stages" in page(admin, "settings/")

    saved = post(admin, "settings/save/", **SETTINGS, **before, **{"proposal-drafts_first": "on"})
    assert "Saved. The next look at stalled deals goes by it." in saved

    with tenant_context(firm.pk):
        rows = StageConfig.objects.order_by("stage")
        kept = {row.stage: (row.max_days_before_stale, row.max_follow_ups, row.drafts_first) for row in rows}
    assert kept == {
        "lead": (4, 2, False), "qualified": (4, 2, False), "proposal": (4, 2, True), "negotiation": (4, 2, False),
    }  # fmt: skip
    stale = post(admin, "settings/save/", **SETTINGS | {"lead-max_follow_ups": 9}, **before)
    assert "Somebody else saved these settings meanwhile." in stale
    with tenant_context(firm.pk):
        assert StageConfig.objects.get(stage="lead").max_follow_ups == 2


def test_stage_settings_refuse_what_is_no_number_of_days_and_save_none(firm, deal):
    admin = signed_in(firm, "admin")

    answer = admin.post(
        "/f/harbor-dental/deals/settings/save/", SETTINGS | versions(firm) | {"lead-max_days_before_stale": 0}
    )

    assert answer.status_code == 422
    assert "greater than or equal to 1" in answer.content.decode()
    with tenant_context(firm.pk):
        assert not StageConfig.objects.filter(max_days_before_stale=4).exists()


def test_reports_lead_to_the_rows_behind_each_figure(firm, member):
    assert "Nothing to report yet" in page(member, "reports/")
    now = timezone.now()
    for title, end in (("Fleet", "won"), ("Vans", "lost"), ("Bikes", "won")):
        with tenant_context(firm.pk, now=now - 30 * DAY):
            one = make_deal(title, value=1000, at=now - 30 * DAY)
        with tenant_context(firm.pk, now=now - 10 * DAY):
            operations.move_deal(deal_id=one.pk, stage="proposal")
        with tenant_context(firm.pk, now=now - 2 * DAY):
            operations.move_deal(deal_id=one.pk, stage=end, lost_reason="Price" if end == "lost" else "")

    found = page(member, "reports/")

    assert found.count('role="img"') == 3
    assert "Lead 20 days; Proposal 8 days." in found
    assert "Lead 66.7 %; Proposal 66.7 %." in found
    for path, titles in {
        "reports/moves/?from=lead": {"Fleet", "Vans", "Bikes"},
        "reports/closed/?stage=won": {"Fleet", "Bikes"},
        "reports/closed/?stage=lost&through=proposal": {"Vans"},
        "reports/closed/?through=qualified": set(),
    }.items():
        rows = page(member, path)
        assert {title for title in ("Fleet", "Vans", "Bikes") if f">{title}</a>" in rows} == titles
        assert path.partition("?")[2].replace("&", "&amp;") in found or not titles or "through=proposal" in path


@pytest.mark.parametrize("path", ["reports/moves/?from=nowhere", "reports/closed/?stage=lead"])
def test_rows_of_no_such_stage_are_not_there(member, path):
    assert member.get(f"/f/harbor-dental/deals/{path}").status_code == 404


def test_deal_page_tells_what_happened(firm, member, deal):
    with tenant_context(firm.pk, user_id=member.user.pk):
        operations.move_deal(deal_id=deal.pk, stage="lost", lost_reason="Price")
    post(member, f"{deal.pk}/activity/", kind="call", notes="Too dear for them.")

    found = page(member, f"{deal.pk}/")

    assert "From Lead to Lost" in found
    assert "Too dear for them." in found
    assert "A member" in found
    assert "Lost because" in found


def test_stalled_deal_is_parked_from_the_list_and_taken_up_again(firm, member, deal):
    assert "10 days quiet" in page(member, "stalled/")
    until = timezone.localdate() + 20 * DAY

    parked = post(member, f"{deal.pk}/park/", until=str(until), reason="Budget", next="/f/harbor-dental/deals/stalled/")
    assert "Nothing has stalled" in parked
    assert "Budget" in parked
    post(member, f"{deal.pk}/unpark/")

    assert stored(firm).parked_until is None


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ({"until": "soon", "reason": "Budget"}, "Choose a day until which"),
        ({"until": "2020-01-01", "reason": "Budget"}, "Choose a day after today"),
        ({"until": "2199-01-01", "reason": " "}, "Say why the deal waits"),
    ],
    ids=["no day", "past", "no reason"],
)
def test_park_says_what_to_change(firm, member, deal, data, said):
    assert said in post(member, f"{deal.pk}/park/", **data)
    assert stored(firm).parked_until is None


def test_draft_is_shown_and_sent_or_discarded(firm, member, deal):
    with tenant_context(firm.pk):
        StageConfig.objects.update(drafts_first=True)
        operations.mark_stalled(limit=9, at=timezone.now())
        operations.send_due_follow_ups(limit=9, at=timezone.now())
        activity = DealActivity.objects.get()
    found = page(member, f"{deal.pk}/")
    assert "Follow-up, waiting to be sent" in found
    assert "you asked us about “Fleet contract”" in found

    assert "The follow-up is on its way." in post(member, f"follow-ups/{activity.pk}/", act="send")

    with tenant_context(firm.pk):
        assert OutboxMessage.objects.get().status == "approved"
    assert "This is no draft any more" in post(member, f"follow-ups/{activity.pk}/", act="discard")


def test_follow_up_by_hand_says_when_there_is_nobody_to_write_to(firm, member, deal):
    with tenant_context(firm.pk):
        deal.client.email = ""
        deal.client.save(update_fields=["email"])

    assert "There is no address to write to." in post(member, f"{deal.pk}/follow-up/")


def test_reader_sees_and_moves_nothing(firm, deal):
    reader = signed_in(firm, "viewer")

    assert '<form method="post" action="/f/harbor-dental/deals/' not in page(reader)
    assert reader.post(f"/f/harbor-dental/deals/{deal.pk}/move/", {"stage": "won"}).status_code == 403
    assert stored(firm).stage == "lead"


def test_deal_of_another_firm_is_not_there(member, other_firm):
    with tenant_context(other_firm.pk):
        theirs = make_deal()

    assert member.get(f"/f/harbor-dental/deals/{theirs.pk}/").status_code == 404
    assert member.post(f"/f/harbor-dental/deals/{theirs.pk}/move/", {"stage": "won"}).status_code == 404
