import os

import psycopg
import pytest
from django.db.models import Sum

from apps.metrics.models import ImplementationSnapshot, RoadmapOutcome
from apps.tenancy.context import tenant_context
from apps.tickets.models import FirmSectionCount, SectionCount, TicketPack
from bench import load, report, routes, timing
from bench.firms import END, Firm
from tests.conftest import as_owner


@pytest.mark.parametrize(
    "into",
    [
        load.TENANTS,
        load.USERS,
        load.MEMBERSHIPS,
        load.TOKENS,
        load.ROADMAPS,
        load.SECTIONS,
        load.PACKS,
        load.TICKETS,
        f"ticket_instances_events (pgh_created_at, pgh_label, pgh_obj_id, pgh_context, {load.MOVE})",
    ],
    ids=lambda into: into.split()[0],
)
def test_load_fills_every_column_that_has_no_default(db, into):
    table, _, columns = into.partition(" ")
    filled = {name.strip() for name in columns.strip("()").split(",")}
    sql = (
        "SELECT column_name, is_nullable = 'NO' AND column_default IS NULL AND is_generated = 'NEVER' "
        "FROM information_schema.columns WHERE table_schema = 'public' AND table_name = %s"
    )

    with as_owner() as owner:
        found = dict(owner.execute(sql, [table]).fetchall())

    assert {name for name, is_needed in found.items() if is_needed} - filled == set()
    assert filled - found.keys() == set()


@pytest.fixture
def loaded(committed):
    """Load a small firm as the benchmark does: without triggers, which is the superuser's to allow."""
    firm = Firm(0, packs=3, pack_size=40)
    setting = "SET ON PARAMETER session_replication_role"
    with psycopg.connect(os.environ["DATABASE_ADMIN_URL"], autocommit=True) as admin:
        admin.execute(f"GRANT {setting} TO firmloop_owner")
        try:
            with as_owner() as owner:
                load.load(owner, [firm])
        finally:
            admin.execute(f"REVOKE {setting} FROM firmloop_owner")
    return firm


def test_load_fills_what_the_triggers_would_have(loaded):
    rebuilt = """
        DELETE FROM ticket_section_counts;
        UPDATE ticket_packs SET not_started_count = 0, in_progress_count = 0, blocked_count = 0, done_count = 0,
            skipped_count = 0, last_tick_at = NULL, sprint_assignments = (
                SELECT jsonb_agg(e - 'ticket_instances') FROM jsonb_array_elements(sprint_assignments) e
            );
        CREATE TEMP TABLE kept AS SELECT * FROM ticket_instances;
        SET session_replication_role = replica;
        DELETE FROM ticket_instances;
        SET session_replication_role = origin;
    """
    columns = ", ".join(column.strip() for column in load.TICKETS.partition("(")[2].strip(")").split(","))

    before = _totals(loaded)
    with psycopg.connect(_as_superuser(), autocommit=True) as superuser:
        superuser.execute(rebuilt)
        superuser.execute(f"INSERT INTO ticket_instances ({columns}) SELECT {columns} FROM kept")

    assert before == _totals(loaded)
    assert len(before[0]) == 3
    assert before[2]
    assert all(pack["last_tick_at"] for pack in before[0])


def _as_superuser():
    with as_owner() as owner:
        return psycopg.conninfo.make_conninfo(os.environ["DATABASE_ADMIN_URL"], dbname=owner.info.dbname)


def _totals(firm):
    counts = [f"{status}_count" for status in ("not_started", "in_progress", "blocked", "done", "skipped")]
    with tenant_context(firm.id):
        packs = TicketPack.objects.order_by("key").values("key", "last_tick_at", "sprint_assignments", *counts)
        sections = SectionCount.objects.order_by("ticket_pack_id", "section_number")
        firm_sections = FirmSectionCount.objects.order_by("section_number").values("section_number")
        return (
            list(packs),
            list(sections.values("ticket_pack_id", "section_number", *counts)),
            list(firm_sections.annotate(**{f"sum_{count}": Sum(count) for count in counts})),
        )


def test_loaded_firm_has_a_measured_plan_and_staff(loaded):
    with tenant_context(loaded.id):
        labels = ImplementationSnapshot.objects.order_by("snapshot_date").values_list("label", flat=True)
        outcome = RoadmapOutcome.objects.get()

        assert list(labels) == ["baseline", "30d", "60d"]
    assert outcome.target_label == "60d"
    assert outcome.attainment_pct is not None
    with as_owner() as owner:
        sections = owner.execute("SELECT count(*) FROM roadmap_sections").fetchone()
        roles = owner.execute("SELECT role FROM memberships ORDER BY role").fetchall()
        late = owner.execute(
            "SELECT count(*) FROM ticket_instances WHERE greatest(updated_at, completed_at) > %s", [END]
        )

        assert sections == (9,)
        assert roles == [("owner",), ("staff",)]
        assert late.fetchone() == (0,)


def test_targets_know_a_session_of_the_firm_and_one_of_the_staff(loaded):
    with as_owner() as owner:
        found = routes.targets(owner, [loaded], routes.sign_in([loaded]))

    assert found
    assert {target.firm for target in found} == {loaded}
    assert found[0].session != found[0].staff


def test_by_turns_stops_after_its_seconds_but_takes_one_turn():
    assert [len(times.ms) for times in timing.by_turns(lambda _: None, lambda _: None, runs=9, seconds=0)] == [1, 1]


def times(p50):
    return {"p50_ms": p50}


def result(**changes):
    """Return what a run with every goal met would have measured."""
    sql = {
        "transaction": {"ours": times(0.5), "stock": times(0.3)},
        "policy_pct": 4.0,
    }
    route = {"growth": 1.05, "statements": {"in_transaction": 6}, "runs": [{"p50_ms": 3.0}, {"p50_ms": 90.0}]}
    return {
        "sql": {"one": sql},
        "sql_growth": {"one": 1.0},
        "http": dict.fromkeys(report.ONE_CLIENT_MS, route),
        "yardsticks": {"times_plain": 2.5, "times_bare": 0.9},
        "loop": {name: times(100.0) for name in report.LOOP_MS},
        "import": {"tickets_per_second": 5000},
        "rows": {"page /": {"2_rows": 4, "200_rows": 4}},
    } | changes


def test_goals_of_a_good_run_are_all_met():
    assert [goal for goal in report.goals(result()) if not goal["met"]] == []


@pytest.mark.parametrize(
    ("changes", "missed"),
    [
        pytest.param({"import": {"tickets_per_second": 4999}}, "tickets imported a second", id="slow-import"),
        pytest.param(
            {"rows": {"page /": {"2_rows": 4, "200_rows": 5}}},
            "lists with more statements for 200 rows than for 2",
            id="growing-list",
        ),
        pytest.param({"sql_growth": {"one": 1.11}}, "p50 at all firms over p50 at few, SQL: one", id="growth"),
        pytest.param(
            {"http": result()["http"] | {"tick, API": {"statements": {"in_transaction": 7}, "runs": [times(8.0)]}}},
            "statements between BEGIN and COMMIT: tick, API",
            id="talkative-tick",
        ),
        pytest.param(
            {"http": result()["http"] | {"board of 200, portal": {"statements": {}, "runs": [times(40.1)]}}},
            "p50 ms, one client: board of 200, portal",
            id="slow-board",
        ),
        pytest.param(
            {"yardsticks": {"times_plain": 2.4, "times_bare": 0.9}},
            "list of 20, times the plain viewset, 8 clients",
            id="little-faster-than-plain",
        ),
        pytest.param(
            {"yardsticks": {"times_plain": 2.5, "times_bare": 0.89}},
            "list of 20, times the bare view, 8 clients",
            id="far-from-bare",
        ),
        pytest.param(
            {"loop": result()["loop"] | {"aggregates over all firms read": times(100.1)}},
            "p50 ms: aggregates over all firms read",
            id="slow-aggregates",
        ),
    ],
)
def test_goals_name_the_one_that_is_missed(changes, missed):
    assert [goal["goal"] for goal in report.goals(result(**changes)) if not goal["met"]] == [missed]


def test_goals_of_one_client_are_of_routes_and_loop_that_are_measured():
    assert report.ONE_CLIENT_MS.keys() <= {route.name for route in routes.ROUTES}
