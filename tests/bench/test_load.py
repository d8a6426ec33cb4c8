import pytest

from bench import load, report
from tests.conftest import as_owner


@pytest.mark.parametrize(
    "into",
    [load.TENANTS, load.USERS, load.MEMBERSHIPS, load.TOKENS, load.PACKS, load.TICKETS],
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


def times(p50):
    return {"p50_ms": p50}


def result(**changes):
    """Return what a run with every goal met would have measured."""
    sql = {
        "transaction": {"ours": times(0.5), "stock": times(0.3)},
        "policy_pct": 4.0,
    }
    route = {"growth": 1.05, "statements": {"in_transaction": 6}}
    return {
        "sql": {"one": sql},
        "sql_growth": {"one": 1.0},
        "http": {"tick, API": route},
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
            {"http": {"tick, API": {"growth": 1.0, "statements": {"in_transaction": 7}}}},
            "statements between BEGIN and COMMIT: tick, API",
            id="talkative-tick",
        ),
    ],
)
def test_goals_name_the_one_that_is_missed(changes, missed):
    assert [goal["goal"] for goal in report.goals(result(**changes)) if not goal["met"]] == [missed]
