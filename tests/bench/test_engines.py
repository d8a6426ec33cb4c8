import json
import os
import re

import psycopg
import pytest
from django.db import connection

from apps.tenancy.context import tenant_context
from bench import engine_queries, engine_report, engine_rows, engine_ticks
from bench.firms import Firm
from tests.conftest import as_owner

INTO = re.compile(r"INSERT INTO (\w+) \(([^)]*)\)")
INSERTS = [INTO.search(sql).groups() for sql in engine_rows.ROWS if "INSERT" in sql]
COUNT = 400


@pytest.mark.parametrize(("table", "columns"), INSERTS, ids=[table for table, _ in INSERTS])
def test_load_fills_every_column_that_has_no_default(db, table, columns):
    filled = {name.strip() for name in columns.split(",")}
    sql = (
        "SELECT column_name FROM information_schema.columns WHERE table_schema = 'public' AND table_name = %s "
        "AND is_nullable = 'NO' AND column_default IS NULL AND is_generated = 'NEVER'"
    )

    with as_owner() as owner:
        needed = {name for (name,) in owner.execute(sql, [table])}

    assert needed - filled == set()


@pytest.fixture
def loaded(committed):
    """Load a small firm as the benchmark does: without triggers, which is the superuser's to allow."""
    setting = "SET ON PARAMETER session_replication_role"
    with psycopg.connect(os.environ["DATABASE_ADMIN_URL"], autocommit=True) as admin, as_owner() as owner:
        admin.execute(f"GRANT {setting} TO firmloop_owner")
        try:
            engine_rows.load(owner, [(Firm(0, 0, 0), COUNT)])
            yield owner
        finally:
            admin.execute(f"REVOKE {setting} FROM firmloop_owner")


def ask(sql, values):
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return cursor.fetchall()


def test_functions_find_what_is_loaded_as_the_queries_by_hand_do(loaded):
    firm = Firm(0, 0, 0).id
    found = {}
    for name, by_hand in engine_queries.FUNCTIONS.items():
        with tenant_context(firm):
            found[name] = ask(f"SELECT * FROM {name}(%s)", [firm])
            assert found[name] == ask(by_hand.replace("current_date", "(now() AT TIME ZONE 'UTC')::date"), [firm])

    assert {name: len(rows) for name, rows in found.items()} == {
        "get_stalled_deals": 20, "get_quotes_needing_followup": 20, "get_compliance_due": 20
    }  # fmt: skip


def test_settled_firm_has_nothing_for_an_engine_to_do_until_mails_are_made_due(loaded):
    firm = Firm(0, 0, 0).id

    engine_rows.settle(loaded, [firm])
    taken = engine_ticks.nothing_due([firm])  # raises when an engine finds something

    assert {"tick", "deal-stall-detection", "quote-followups", "compliance-reminders"} <= taken.keys()
    assert engine_rows.make_follow_ups_due(loaded, [firm], each=7) == 7


def times(p95):
    return {"ours": {"p50_ms": p95, "p95_ms": p95, "count": 9}}


def result():
    """Return what a run with every goal met would have measured."""
    functions = dict.fromkeys(engine_queries.FUNCTIONS, times(1.0))
    sql = {
        "functions": {"each": functions, "large": dict.fromkeys(functions, times(10.0))},
        "lookups": {"signals to act on": times(2.0)},
    }
    good = {
        "due": sql,
        "settled": sql,
        "inserts": {"deal": {"one": times(1.0), "twenty": times(5.0), "commit": times(9.0)}},
        "stage_trigger": times(0.2)["ours"],
        "ticks": {"tick": times(2000.0)["ours"]},
        "mails": {"per_second": 300.0},
    }
    return json.loads(json.dumps(good))  # no part stands in two places


def test_goals_of_a_good_run_are_all_met():
    assert [goal for goal in engine_report.goals(result()) if not goal["met"]] == []


@pytest.mark.parametrize(
    ("path", "worse", "missed"),
    [
        ("due functions each get_compliance_due ours p95_ms", 1.1, "p95 ms, some due, a firm: get_compliance_due"),
        (
            "settled functions large get_stalled_deals ours p95_ms",
            11,
            "p95 ms, none due, large firm: get_stalled_deals",
        ),
        ("due lookups signals_to_act_on ours p95_ms", 2.1, "p95 ms, some due, look-up: signals to act on"),
        ("inserts deal twenty ours p95_ms", 5.1, "p95 ms, insert of twenty: deal"),
        ("stage_trigger p95_ms", 0.21, "p95 ms, trigger of the stage history"),
        ("ticks tick p95_ms", 2001, "p95 ms, all firms, nothing due: tick"),
        ("mails per_second", 299.9, "mails a second, written and handed in"),
    ],
)
def test_goals_name_the_one_that_is_missed(path, worse, missed):
    measured = result()
    *way, last = path.split()
    place = measured
    for step in way:
        place = place[step.replace("_", " ") if step.startswith("signals") else step]
    place[last] = worse

    assert [goal["goal"] for goal in engine_report.goals(measured) if not goal["met"]] == [missed]
    engine_report.show(measured | {"goals": engine_report.goals(measured)})
