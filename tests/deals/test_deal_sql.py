"""The functions, triggers and the view of deals, called as PostgreSQL has them, under the firm's role."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import IntegrityError, connection, transaction

from apps.deals.models import Deal, DealActivity, StageConfig, StageHistory
from apps.tenancy.context import tenant_context
from tests.conftest import AT, as_owner
from tests.deals.deal_rows import make_client, make_deal

DAY = dt.timedelta(days=1)


@pytest.fixture
def inside(firm):
    """Stand in the firm at AT, as SQL's clock too."""
    with tenant_context(firm.pk, actor={"name": "Ines Duarte", "via": "test"}, now=AT):
        yield firm


@pytest.fixture
def inside_other(other_firm):
    """Leave a stalled deal that was moved in another firm."""
    with tenant_context(other_firm.pk, now=AT):
        make_deal("theirs")
        Deal.objects.update(stage="qualified")
        Deal.objects.update(last_activity_at=AT - 30 * DAY)


def rows(sql, *params):
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        return cursor.fetchall()


def stalled(firm, limit=20):
    return [row[0] for row in rows("SELECT title FROM get_stalled_deals(%s, %s)", firm.pk, limit)]


def mark(limit=None):
    return rows("SELECT mark_stalled_deals(%s)", limit)[0][0]


def test_new_firm_has_the_default_stages(inside):
    found = StageConfig.objects.order_by("max_days_before_stale", "stage").values_list(
        "stage", "max_days_before_stale", "follow_up_interval_days", "max_follow_ups"
    )

    assert list(found) == [
        ("lead", 3, 2, 5),
        ("proposal", 5, 2, 7),
        ("negotiation", 7, 3, 5),
        ("qualified", 7, 3, 5),
    ]


def test_seed_default_deal_stages_adds_what_is_missing_and_keeps_what_the_firm_chose(inside):
    StageConfig.objects.filter(stage="lead").delete()
    StageConfig.objects.filter(stage="proposal").update(max_days_before_stale=30)

    rows("SELECT seed_default_deal_stages(%s)", inside.pk)

    assert dict(StageConfig.objects.values_list("stage", "max_days_before_stale")) == {
        "lead": 3,
        "qualified": 7,
        "proposal": 30,
        "negotiation": 7,
    }


@pytest.mark.parametrize(
    ("stage", "quiet", "is_stalled"),
    [("lead", 3, False), ("lead", 4, True), ("negotiation", 7, False), ("negotiation", 8, True), ("won", 400, False)],
)
def test_stalled_deal_was_quiet_for_more_whole_days_than_its_stage_allows(inside, stage, quiet, is_stalled):
    make_deal(quiet_days=quiet, stage=stage)

    assert stalled(inside) == (["Fleet contract"] if is_stalled else [])


def test_stalled_deal_of_a_stage_without_settings_has_seven_days(inside):
    StageConfig.objects.all().delete()
    make_deal("eight", quiet_days=8)
    make_deal("seven", quiet_days=7)

    assert stalled(inside) == ["eight"]


def test_stalled_deals_come_longest_first_and_as_many_as_asked(inside):
    make_deal("a month", quiet_days=30, stage="qualified")
    make_deal("a week", quiet_days=7)
    make_deal("a year", quiet_days=365, stage="proposal")

    found = rows("SELECT title, days_since_activity, stalled_threshold FROM get_stalled_deals(%s)", inside.pk)

    assert found == [("a year", 365, 5), ("a month", 30, 7), ("a week", 7, 3)]
    assert stalled(inside, 2) == ["a year", "a month"]


def test_stalled_deals_leave_out_the_parked_and_the_opted_out(inside):
    make_deal("parked", quiet_days=30, parked_until=AT.date() + DAY, parked_reason="Budget in spring")
    make_deal("over", quiet_days=30, parked_until=AT.date(), parked_reason="Until today")
    make_deal("left alone", quiet_days=30, auto_follow_up_enabled=False)

    assert stalled(inside) == ["over"]


def test_parked_day_begins_in_the_time_zone_of_the_firm(inside):
    inside.time_zone = "Pacific/Auckland"  # 22:30 of March 2, so 09:30 UTC is still that day
    inside.save(update_fields=["time_zone"])
    make_deal("parked", quiet_days=30, parked_until=dt.date(2026, 3, 3), parked_reason="Call then")

    before = stalled(inside)
    with tenant_context(inside.pk, now=AT + dt.timedelta(hours=2)):
        after = stalled(inside)

    assert (before, after) == ([], ["parked"])


def test_stalled_deals_of_another_firm_are_not_found(other_firm, inside_other, inside):
    make_deal("ours", quiet_days=30)

    assert stalled(inside) == ["ours"]
    assert stalled(other_firm) == []


def test_stalled_deals_of_a_large_firm_are_read_from_the_index(inside):
    client = make_client("Big")
    Deal.objects.bulk_create(
        Deal(client=client, title=f"Deal {n}", stage="lead", last_activity_at=AT - n * dt.timedelta(hours=1))
        for n in range(3000)
    )
    with as_owner() as owner:
        owner.execute("ANALYZE deals")
    plan = "\n".join(
        row[0]
        for row in rows(
            "EXPLAIN SELECT * FROM deals d WHERE tenant_id = %s AND stage = 'lead' AND stage IN "
            "('lead','qualified','proposal','negotiation') AND last_activity_at <= %s AND auto_follow_up_enabled "
            "ORDER BY last_activity_at LIMIT 20",
            inside.pk,
            AT - 4 * DAY,
        )
    )

    assert "Index Scan using deals_open_by_activity" in plan or "Index Scan using deals_not_stalled" in plan
    assert "Sort" not in plan


def test_mark_stamps_what_has_stalled_once_and_makes_it_due(inside):
    make_deal("stalled", quiet_days=30)
    make_deal("busy")

    first, second = mark(), mark()

    assert (first, second) == (1, 0)
    assert list(Deal.objects.order_by("title").values_list("title", "stalled_at", "next_follow_up_at")) == [
        ("busy", None, None),
        ("stalled", AT, AT),
    ]


def test_mark_is_no_change_of_the_deal_and_no_activity(inside):
    deal = make_deal(quiet_days=30)
    version = Deal.objects.get(pk=deal.pk).row_version

    mark()

    after = Deal.objects.get(pk=deal.pk)
    assert (after.row_version, after.last_activity_at) == (version, AT - 30 * DAY)


@pytest.mark.parametrize(
    "change",
    [
        {"auto_follow_up_enabled": False},
        {"parked_until": dt.date(2026, 4, 1), "parked_reason": "Budget"},
        {"last_activity_at": AT},
    ],
    ids=["opted out", "parked", "active"],
)
def test_mark_takes_the_stamp_off_what_is_stalled_no_more(inside, change):
    deal = make_deal(quiet_days=30)
    mark()
    Deal.objects.filter(pk=deal.pk).update(**change)

    assert mark() == 1

    after = Deal.objects.get(pk=deal.pk)
    assert (after.stalled_at, after.next_follow_up_at) == (None, None)


def test_mark_takes_the_stamp_off_when_the_stage_gets_more_days(inside):
    make_deal(quiet_days=5)
    mark()
    StageConfig.objects.filter(stage="lead").update(max_days_before_stale=10)

    assert mark() == 1
    assert not Deal.objects.filter(stalled_at__isnull=False).exists()


def test_mark_stamps_at_most_its_limit_the_longest_first(inside):
    for days in (10, 30, 20):
        make_deal(f"{days} days", quiet_days=days)

    assert mark(2) == 2
    assert sorted(Deal.objects.filter(stalled_at__isnull=False).values_list("title", flat=True)) == [
        "20 days",
        "30 days",
    ]


def test_mark_stamps_no_deal_of_another_firm(other_firm, inside_other, inside):
    make_deal(quiet_days=30)

    assert mark() == 1
    with as_owner() as owner:
        marks = owner.execute("SELECT prosecdef FROM pg_proc WHERE proname = 'mark_stalled_deals'").fetchall()
    assert marks == [(False,)]  # else the policies would not hold in it


@pytest.mark.parametrize(
    "change",
    [
        {"stage": "qualified"},
        {"value": 900},
        {"probability": 70},
        {"expected_close_date": dt.date(2026, 5, 1)},
        {"description": "New"},
    ],
    ids=lambda change: next(iter(change)),
)
def test_change_of_substance_is_activity_and_ends_the_stall_in_bulk_too(inside, change):
    for title in "ab":
        make_deal(title, quiet_days=30)
    mark()

    Deal.objects.update(**change)

    assert set(Deal.objects.values_list("last_activity_at", "stalled_at", "next_follow_up_at")) == {(AT, None, None)}


def test_change_of_other_columns_is_no_activity(inside):
    make_deal(quiet_days=30)

    Deal.objects.update(title="Renamed", follow_up_count=2, value=None)

    assert Deal.objects.get().last_activity_at == AT - 30 * DAY


def test_new_stage_begins_the_follow_ups_anew_and_keeps_the_closing_day(inside):
    make_deal(follow_up_count=4)

    Deal.objects.update(stage="won")

    deal = Deal.objects.get()
    assert (deal.follow_up_count, deal.actual_close_date) == (0, AT.date())
    Deal.objects.update(stage="lead")
    assert Deal.objects.get().actual_close_date is None


def test_stage_changes_of_one_statement_are_each_logged(firm):
    with tenant_context(firm.pk, now=AT - 10 * DAY):
        make_deal("a", stage="lead")
        make_deal("b", stage="qualified")
        make_deal("c", stage="lost")
    with tenant_context(firm.pk, now=AT):
        Deal.objects.update(stage="lost", lost_reason="Too late")

        found = StageHistory.objects.order_by("deal__title").values_list(
            "deal__title", "from_stage", "to_stage", "changed_at", "days_in_previous_stage", "reason"
        )
        assert list(found) == [
            ("a", "lead", "lost", AT, 10, "Too late"),
            ("b", "qualified", "lost", AT, 10, "Too late"),
        ]


def test_days_in_a_stage_count_from_the_move_before_not_from_any_change(firm):
    for days, change in ((20, {}), (15, {"stage": "qualified"}), (5, {"value": 10}), (0, {"stage": "proposal"})):
        with tenant_context(firm.pk, now=AT - days * DAY):
            if change:
                Deal.objects.update(**change)
            else:
                make_deal()
    with tenant_context(firm.pk):
        found = StageHistory.objects.order_by("changed_at").values_list("to_stage", "days_in_previous_stage")

        assert list(found) == [("qualified", 5), ("proposal", 15)]


def test_history_is_written_by_the_trigger_alone_and_never_changed(inside):
    make_deal()
    Deal.objects.update(stage="won")

    with pytest.raises(Exception, match="permission denied"), transaction.atomic():
        StageHistory.objects.update(reason="none")


def test_activity_by_a_person_counts_and_a_follow_up_does_not(inside):
    deal = make_deal(quiet_days=30)
    mark()

    DealActivity.objects.create(deal=deal, kind="follow_up", happened_at=AT)
    assert Deal.objects.get().stalled_at == AT
    DealActivity.objects.create(deal=deal, kind="call", happened_at=AT - DAY)

    after = Deal.objects.get()
    assert (after.stalled_at, after.next_follow_up_at, after.last_activity_at) == (None, None, AT - DAY)


def test_activity_noted_late_does_not_move_the_last_one_back(inside):
    deal = make_deal(quiet_days=1)

    DealActivity.objects.create(deal=deal, kind="meeting", happened_at=AT - 9 * DAY)

    assert Deal.objects.get().last_activity_at == AT - DAY


def test_velocity_says_how_long_deals_stayed_in_the_stage_they_left(firm):
    for title, days in (("a", 4), ("b", 10), ("c", 1)):
        with tenant_context(firm.pk, now=AT - days * DAY):
            make_deal(title, stage="lead")
    with tenant_context(firm.pk, now=AT - 200 * DAY):
        make_deal("old", stage="lead")
        make_deal("older", stage="qualified")
    with tenant_context(firm.pk, now=AT - 95 * DAY):
        Deal.objects.filter(title="older").update(stage="lost")  # before the last 90 days
    with tenant_context(firm.pk, now=AT):
        Deal.objects.filter(title__in="abc").update(stage="proposal")

        found = rows(
            "SELECT from_stage, transitions, avg_days, median_days, min_days, max_days FROM deal_stage_velocity"
        )

        assert found == [("lead", 3, 5, 4, 1, 10)]


def test_velocity_shows_a_firm_its_own_deals_alone(other_firm, inside_other, inside):
    make_deal()
    Deal.objects.update(stage="won")

    assert rows("SELECT tenant_id, transitions FROM deal_stage_velocity") == [(inside.pk, 1)]


@pytest.mark.parametrize(
    ("fields", "rule"),
    [
        ({"title": " "}, "deals_deal_has_title"),
        ({"stage": "thinking"}, "deals_deal_stage_known"),
        ({"value": -5}, "deals_deal_value_not_negative"),
        ({"probability": 101}, "deals_deal_probability_in_percent"),
        ({"parked_until": dt.date(2026, 4, 1)}, "deals_deal_parked_with_reason"),
        ({"parked_reason": "because"}, "deals_deal_parked_with_reason"),
        ({"actual_close_date": dt.date(2026, 4, 1)}, "deals_deal_closed_when"),
    ],
    ids=lambda value: value if isinstance(value, str) else next(iter(value)),
)
def test_database_refuses_a_deal_that_cannot_be(inside, fields, rule):
    with pytest.raises(IntegrityError, match=rule):
        make_deal(**fields)


@pytest.mark.parametrize("name", ["max_days_before_stale", "follow_up_interval_days", "max_follow_ups"])
def test_database_refuses_stage_settings_of_zero(inside, name):
    with pytest.raises(IntegrityError, match="deals_stage_config_positive"):
        StageConfig.objects.update(**{name: 0})


@pytest.mark.parametrize("stage", ["won", "lead"], ids=["closed", "twice"])
def test_database_refuses_settings_of_a_closed_stage_and_a_second_row(inside, stage):
    with pytest.raises(IntegrityError, match=r"deals_stage_config_(stage_open|one_per_stage)"):
        StageConfig.objects.create(stage=stage)


def test_database_has_the_specified_names(inside):
    functions = rows(
        "SELECT proname FROM pg_proc WHERE proname IN ('get_stalled_deals', 'mark_stalled_deals', "
        "'log_deal_stage_change', 'update_deal_last_activity', 'seed_default_deal_stages')"
    )
    triggers = rows("SELECT tgname FROM pg_trigger WHERE tgrelid = 'deals'::regclass AND tgname LIKE 'deal%%'")

    assert len(functions) == 5
    assert {name for (name,) in triggers} == {"deal_stage_change", "deal_activity_update", "deal_contact_of_client"}
