"""Figures over firms: what is hidden, who may read and refresh, and the projections taken from them."""

from __future__ import annotations

import threading
from decimal import Decimal
from uuid import UUID

import pytest
from django.db import DatabaseError, ProgrammingError, connection, transaction

from apps.metrics import operations
from apps.metrics.jobs import project_from_firms as project_job
from apps.metrics.models import OutcomeAggregate, RoadmapOutcome, RoadmapProjection
from apps.metrics.queries import aggregates, deltas_of_firms_like, firms_like_yours, milestones_in_words
from apps.roadmaps.models import Roadmap
from apps.roadmaps.operations import import_roadmap
from apps.roadmaps.section_files import read_folder
from apps.tenancy.context import staff_context, tenant_context
from apps.tenancy.models import Tenant
from tests.conftest import AT, DATA, as_owner, make_firm
from tests.metrics.makers import capture, make_plan

NOBODY = UUID(int=0)


def make_measured(slug, *, saves, **fields):
    """Make a firm that needed 50 hours a week and now needs fewer."""
    firm = make_firm(slug, name=slug, **{"segment": "Dental", "team_headcount": 20} | fields)
    with tenant_context(firm.pk):
        make_plan()
        capture("baseline", {"weekly_ops_hours": 50}, days=60)
        capture("60d", {"weekly_ops_hours": 50 - saves})
    return firm


def refresh():
    with transaction.atomic():
        return operations.refresh_aggregates()


def figures(firm, **which):
    with tenant_context(firm.pk):
        rows = OutcomeAggregate.objects.filter(**which).order_by("row_key")
        return [(row.grouping, row.firms, row.p25, row.p50, row.p75) for row in rows]


HOURS = {"kind": "delta", "measure": "weekly_ops_hours"}


def test_figures_are_interpolated_quartiles_over_firms(db):
    firms = [make_measured(f"firm-{saves}", saves=saves) for saves in (2, 4, 8, 16, 24, 25)]
    refresh()

    # 2, 4, 8, 16, 24, 25 in order: the quartiles lie at places 1.25, 2.5 and 3.75 of 0…5
    assert figures(firms[0], **HOURS, grouping="all") == [("all", 6, Decimal(-22), Decimal(-12), Decimal(-5))]
    # 4, 8, 16, 32, 48 and 50 percent of 50 hours
    assert figures(firms[0], kind="improvement_pct", grouping="all") == [
        ("all", 6, Decimal(10), Decimal(24), Decimal(44))
    ]
    assert figures(firms[0], measure="time_savings_hours_annual", grouping="all") == [
        ("all", 6, Decimal(260), Decimal(624), Decimal(1144))
    ]


@pytest.mark.parametrize(("count", "shown"), [(3, False), (4, False), (5, True)])
def test_quartiles_of_fewer_than_five_firms_are_hidden_in_the_view_itself(db, count, shown):
    firms = [make_measured(f"firm-{number}", saves=number + 1) for number in range(count)]
    refresh()

    with tenant_context(firms[0].pk), connection.cursor() as cursor:
        cursor.execute("SELECT count(*), count(p50), count(p25), count(p75) FROM outcome_aggregates WHERE firms > 0 "
                       "AND kind <> 'status'")  # fmt: skip
        rows, medians, *quartiles = cursor.fetchone()

    assert rows == medians > 0
    assert quartiles == ([rows, rows] if shown else [0, 0])


def test_each_firm_counts_once_at_its_latest_milestone(db):
    first, second, third, fourth = (make_measured(f"firm-{saves}", saves=saves) for saves in (2, 4, 6, 8))
    with tenant_context(first.pk):
        capture("90d", {"weekly_ops_hours": 40})
    with tenant_context(second.pk):
        capture("30d", {"weekly_ops_hours": 49}, days=30)
    with tenant_context(fourth.pk):  # somebody looked at an earlier milestone, which is no result of now
        capture("30d", {"weekly_ops_hours": 49}, days=30)
        operations.compute_outcome(target_label="30d", at=AT)
    refresh()

    with tenant_context(third.pk):
        row = OutcomeAggregate.objects.get(**HOURS, grouping="all")
        group = aggregates(grouping="all").groups[0]
    assert (row.firms, row.p50) == (3, -6)  # 10, 4 and 6 hours
    assert row.milestones == {"30d": 0, "60d": 2, "90d": 1, "custom": 0}
    assert group.milestones == {"60d": 2, "90d": 1}
    assert milestones_in_words(group.milestones) == "2 measured after 60 days, 1 after 90 days"


def test_firms_without_a_milestone_count_on_another_day(db):
    for number in range(3):
        firm = make_firm(f"firm-{number}", name=f"Firm {number}")
        with tenant_context(firm.pk):
            make_plan()
            capture("baseline", {"weekly_ops_hours": 50}, days=60)
            capture("custom", {"weekly_ops_hours": 45})
    refresh()

    with tenant_context(firm.pk):
        assert milestones_in_words(aggregates(grouping="all").groups[0].milestones) == "3 measured on another day"


@pytest.mark.parametrize("by", ["itself", "the owner"])
def test_a_deleted_firm_leaves_the_figures_at_once(empty_afterwards, committed, by):
    firms = [make_measured(f"firm-{number}", saves=number + 1) for number in range(4)]
    refresh()

    if by == "itself":
        with tenant_context(firms[3].pk), connection.cursor() as cursor:
            cursor.execute("DELETE FROM tenants")
    else:
        with as_owner() as owner:
            owner.execute("DELETE FROM tenants WHERE id = %s", [firms[3].pk])

    assert figures(firms[0], **HOURS, grouping="all") == [("all", 3, None, Decimal(-2), None)]


@pytest.mark.parametrize(("count", "shown"), [(2, False), (3, True)])
def test_groups_below_three_firms_are_hidden_in_the_view_itself(db, count, shown):
    firms = [make_measured(f"firm-{number}", saves=number + 1) for number in range(count)]
    refresh()

    with tenant_context(firms[0].pk), connection.cursor() as cursor:
        cursor.execute("SELECT count(*), min(firms) FROM outcome_aggregates WHERE kind <> 'refresh'")
        rows, least = cursor.fetchone()

    assert (rows > 0) == shown
    assert least == (3 if shown else None)


@pytest.fixture
def empty_afterwards(django_db_setup):
    """Leave no figures of this test's firms behind: the view keeps them when the tables are emptied."""
    yield
    with as_owner() as owner:
        owner.execute("REFRESH MATERIALIZED VIEW rpt.outcome_aggregates")


def test_groups_of_two_are_behind_the_view_and_stay_there(empty_afterwards, committed):
    firms = [make_measured(f"firm-{number}", saves=number + 1) for number in range(2)]
    refresh()

    with as_owner() as owner:
        behind = owner.execute("SELECT DISTINCT firms FROM rpt.outcome_aggregates WHERE kind = 'delta'").fetchall()
    assert behind == [(2,)]  # there is something to hide
    assert figures(firms[0], **HOURS) == []
    with staff_context([firm.pk for firm in firms], user_id=NOBODY):
        assert [row.kind for row in OutcomeAggregate.objects.all()] == ["refresh"]


def test_groups_are_by_segment_industry_size_and_segment_with_size(db):
    for number in range(3):
        make_measured(f"dental-{number}", saves=number + 1, industry="Dental care")
        firm = make_measured(f"legal-{number}", saves=number + 1, segment="Legal", team_headcount=4)
    make_measured("tax", saves=1, segment="Tax", team_headcount=4)
    refresh()

    with tenant_context(firm.pk):
        rows = OutcomeAggregate.objects.filter(**HOURS)
        found = {(row.grouping, row.segment, row.industry, row.size_band): row.firms for row in rows}

    assert found == {
        ("all", "", "", ""): 7,
        ("segment", "Dental", "", ""): 3,
        ("segment", "Legal", "", ""): 3,
        ("industry", "", "Dental care", ""): 3,
        ("size_band", "", "", "mid"): 3,
        ("size_band", "", "", "micro"): 4,
        ("segment_size_band", "Dental", "", "mid"): 3,
        ("segment_size_band", "Legal", "", "micro"): 3,
    }


@pytest.mark.parametrize(
    ("people", "band"),
    [(1, "micro"), (5, "micro"), (6, "small"), (15, "small"), (16, "mid"), (50, "mid"), (51, "large")],
)
def test_size_band(inside, people, band):
    with connection.cursor() as cursor:
        cursor.execute("SELECT size_band(%s)", [people])
        assert cursor.fetchone() == (band,)


def test_money_of_different_currencies_is_not_mixed(db):
    for number, currency in enumerate(("USD", "USD", "USD", "EUR", "EUR")):
        firm = make_measured(f"firm-{number}", saves=number + 1, currency=currency)
    refresh()

    with tenant_context(firm.pk):
        rows = OutcomeAggregate.objects.filter(measure="time_savings_value_annual", grouping="all")
        assert [(row.unit, row.firms) for row in rows] == [("USD", 3)]


def test_statuses_are_counted_by_group(db):
    firms = [make_measured(f"firm-{saves}", saves=saves) for saves in (2, 8, 16)]
    refresh()

    with tenant_context(firms[0].pk):
        group = aggregates(grouping="all").groups[0]

    # 2, 8 and 16 hours × 52 × 75 less 25,000, by 25,000: −68.8 %, 24.8 % and 149.6 %
    assert group.statuses == {"on_track": 1, "at_risk": 0, "off_track": 2}
    assert (group.name, group.firms) == ("all firms", 3)


def test_an_outcome_of_a_plan_that_is_not_current_is_not_counted(db):
    firms = [make_measured(f"firm-{saves}", saves=saves) for saves in (2, 8, 16)]
    with tenant_context(firms[0].pk):
        RoadmapOutcome.objects.get().roadmap.__class__.objects.update(is_current=False)
    refresh()

    assert figures(firms[1], **HOURS, grouping="all") == []


def test_view_is_read_by_firms_and_staff_and_by_nobody_else(db):
    firms = [make_measured(f"firm-{saves}", saves=saves) for saves in (2, 8, 16)]
    refresh()

    with tenant_context(firms[0].pk):
        by_firm = OutcomeAggregate.objects.count()
    with staff_context([], user_id=NOBODY):
        by_staff = OutcomeAggregate.objects.count()

    assert by_firm == by_staff > 1
    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        OutcomeAggregate.objects.count()


@pytest.mark.parametrize(
    "act",
    [
        "SELECT * FROM rpt.outcome_aggregates",
        "REFRESH MATERIALIZED VIEW rpt.outcome_aggregates",
        "DELETE FROM outcome_aggregates",
        "UPDATE outcome_aggregates SET firms = 3",
        "CREATE TABLE rpt.mine ()",
    ],
)
def test_what_lies_behind_the_view_is_the_owners(inside, act):
    with pytest.raises(DatabaseError, match=r"permission denied|cannot (update|delete)"), transaction.atomic():
        connection.cursor().execute(act)


def test_refresh_is_for_the_login_and_for_firms_and_not_for_staff(firm):
    first = refresh()
    with tenant_context(firm.pk):
        second = operations.refresh_aggregates()
        assert aggregates().refreshed_at == second > first
    with (
        staff_context([firm.pk], user_id=NOBODY),
        pytest.raises(ProgrammingError, match="permission denied"),
        transaction.atomic(),
    ):
        operations.refresh_aggregates()


def test_refresh_that_began_after_one_asked_is_enough(firm):
    at = refresh()

    with connection.cursor() as cursor:
        cursor.execute("SELECT refresh_outcome_aggregates(%s)", [at])
        assert cursor.fetchone() == (at,)


def test_refreshes_at_once_run_one_after_another(committed):
    firm = make_firm()
    said = []

    def one():
        try:
            with tenant_context(firm.pk):
                said.append(operations.refresh_aggregates())
        except Exception as error:  # noqa: BLE001 -- the test looks at it
            said.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=one) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert [one for one in said if isinstance(one, Exception)] == []
    with tenant_context(firm.pk):
        assert aggregates().refreshed_at == max(said)


def test_outcome_asks_for_one_refresh_while_one_waits(committed):
    make_measured("firm-1", saves=3)

    with as_owner() as owner:
        jobs = owner.execute("SELECT task_name FROM procrastinate_jobs WHERE task_name LIKE 'metrics.%'").fetchall()
    assert jobs == [("metrics.refresh_aggregates",)]


# Firms like yours


def test_firms_like_yours_takes_the_narrowest_group_there_is(db):
    for saves in (2, 3, 6, 9, 10):
        dental = make_measured(f"dental-{saves}", saves=saves)
    for saves in (1, 2, 3):
        legal = make_measured(f"legal-{saves}", saves=saves, segment="Legal", team_headcount=saves * 20)
    newcomer = make_firm("new", name="New", segment="Tax", team_headcount=4)
    refresh()

    found = []
    for firm in (dental, legal, newcomer):
        with tenant_context(firm.pk):
            found.append(firms_like_yours(Tenant.objects.get()))

    assert [like.sentence for like in found] == [
        "Firms like yours saved 3 to 9 hours a week (n = 5; Dental, 16–50 people; 5 measured after 60 days).",
        "Firms like yours saved about 2 hours a week (median of 3 firms; Legal; 3 measured after 60 days).",
        "Firms in the program saved 2 to 6.75 hours a week (n = 8; all firms; 8 measured after 60 days).",
    ]
    assert [(like.low, like.middle, like.high, like.firms) for like in found[:2]] == [(3, 6, 9, 5), (None, 2, None, 3)]


@pytest.mark.parametrize(
    ("saves", "said"),
    [
        ((4, 4, 4, 4, 4), "saved 4 hours a week"),
        ((-4, -2, 0, 4, 8), "went from needing 2 hours a week more to saving 4"),
        ((-8, -6, -4, -3, -2), "needed 3 to 6 hours a week more"),
        ((1, 4, 4.5, 9), "saved about 4.25 hours a week (median of 4 firms;"),
        ((-8, -4, -2), "needed about 4 hours a week more"),
        ((-8, 0, 2), "needed as many hours a week as before"),
    ],
)
def test_firms_like_yours_says_it_as_it_is(db, saves, said):
    firms = [make_measured(f"firm-{place}", saves=hours) for place, hours in enumerate(saves)]
    refresh()

    with tenant_context(firms[0].pk):
        assert said in firms_like_yours(Tenant.objects.get()).sentence


def test_firms_like_yours_is_none_while_there_are_too_few(db):
    firms = [make_measured(f"firm-{place}", saves=place) for place in range(2)]
    refresh()

    with tenant_context(firms[0].pk):
        assert firms_like_yours(Tenant.objects.get()) is None
        assert deltas_of_firms_like(Tenant.objects.get()) == {}
        assert aggregates().groups == ()


def test_new_plan_is_promised_what_firms_like_it_reached(db):
    for saves in (4, 6, 8):
        make_measured(f"firm-{saves}", saves=saves)
    refresh()
    firm = make_firm("new", name="New", segment="Dental", team_headcount=30)

    with tenant_context(firm.pk):
        make_plan()
        capture("baseline", {"weekly_ops_hours": 40}, days=30)
        row = RoadmapProjection.objects.get()
        outcome = capture("30d", {"weekly_ops_hours": 37}).outcome

    assert (row.key, row.projected_delta, row.low, row.high) == ("weekly_ops_hours", -6, None, None)
    assert (row.source, row.sample_size, row.basis) == ("firms", 3, "Dental, 16–50 people")
    assert (outcome.attainment_pct, outcome.status) == (50, "at_risk")


def test_promise_taken_from_five_firms_has_their_quartiles_as_range(db):
    for saves in (4, 5, 6, 7, 8):
        make_measured(f"firm-{saves}", saves=saves)
    refresh()
    firm = make_firm("new", name="New", segment="Dental", team_headcount=30)

    with tenant_context(firm.pk):
        make_plan()
        operations.project_from_firms(at=AT)
        row = RoadmapProjection.objects.get()

    assert (row.projected_delta, row.low, row.high, row.sample_size) == (-6, -7, -5, 5)


def test_promise_by_hand_stays_when_others_are_taken_over(db):
    for saves in (4, 6, 8):
        make_measured(f"firm-{saves}", saves=saves)
    refresh()
    firm = make_firm("new", name="New")

    with tenant_context(firm.pk):
        plan = make_plan()
        operations.set_projection(key="weekly_ops_hours", projected_delta=-1, at=AT)
        projected = operations.project_from_firms(roadmap_id=plan.pk, at=AT)

        assert projected.made == ()
        assert RoadmapProjection.objects.get().projected_delta == -1


def test_nothing_is_promised_where_firms_got_worse(db):
    for saves in (-4, -6, -8):
        make_measured(f"firm{saves}", saves=saves)
    refresh()
    firm = make_firm("new", name="New")

    with tenant_context(firm.pk):
        make_plan()
        assert "weekly_ops_hours" in operations.project_from_firms(at=AT).without
        assert not RoadmapProjection.objects.exists()


def test_first_roadmap_that_is_imported_gets_its_promise_by_a_job(empty_afterwards, committed):
    for saves in (4, 6, 8):
        make_measured(f"firm-{saves}", saves=saves)
    refresh()
    firm = make_firm("new", name="New")

    with tenant_context(firm.pk):
        import_roadmap(folder=read_folder(DATA / "roadmaps" / "harbor-dental"), at=AT)
        roadmap = Roadmap.objects.get()
    with as_owner() as owner:
        jobs = owner.execute(
            "SELECT args FROM procrastinate_jobs WHERE task_name = 'metrics.project_from_firms'"
        ).fetchall()

    assert jobs == [({"tenant_id": str(firm.pk), "roadmap_id": str(roadmap.pk)},)]
    with tenant_context(firm.pk):
        project_job(roadmap_id=str(roadmap.pk), at=AT)
        assert RoadmapProjection.objects.get().projected_delta == -6
        project_job(roadmap_id=str(roadmap.pk), at=AT)
        assert RoadmapProjection.objects.count() == 1
