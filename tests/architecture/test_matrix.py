"""What each caller can do with each row of a firm: table × act × caller, read off one table of expectations.

The rows are committed. Each cell begins its own transaction, as a request does; only then is a context that was
never written seen. What a cell may change, it takes back.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.admin.models import LogEntry
from django.db import Error, connection, transaction
from psycopg.types.json import Jsonb

from apps.clients.models import CaseCounter, Client, Order
from apps.compliance.models import ComplianceCheck, ComplianceSchedule
from apps.deals.models import Deal, StageConfig, StageHistory
from apps.enrichment.models import ContactFieldSource, EnrichmentConflict, OpportunitySignal
from apps.feedback.models import FeedbackRequest
from apps.metrics.models import (
    ImplementationSnapshot,
    MetricDefinition,
    RoadmapOutcome,
    RoadmapProjection,
    RoiAssumptions,
)
from apps.patterns.models import BuildEvent, CiDelivery, Pattern, ProjectOutcome
from apps.quotes.models import Quote, QuoteActivity, QuoteCounter, QuoteOutcome, QuoteView
from apps.roadmaps.models import RefreshPart, RefreshProposal, Roadmap, RoadmapChangelog, RoadmapSection
from apps.tenancy.context import staff_context, tenant_context
from apps.tenancy.functions import hash_of
from apps.tenancy.models import ApiToken, IdempotencyKey, Invitation, Membership, Tenant
from apps.tenancy.models.owned import Event
from apps.tenancy.policies import TenantLink
from apps.tickets.models import SectionCount, TicketDependency, TicketInstance, TicketPack
from apps.work.models import AuditEvent, Effect, EngineSetting, JobRun, PublicLink
from tests.architecture.firm_rows import FACTORIES, Made, firm_column, make_rows, table_of, walled_models
from tests.conftest import AT, _empty_as_owner, as_owner, make_user

DENIED = "permission denied"
WALL = "violates row-level security policy"
FIXED = "Cannot update rows"
NO_PARENT = "violates foreign key constraint"
NO_FIRM = "There is no firm"  # the number of a quote is given before the wall is asked, with the caller's rights
HAS_QUOTES = 'foreign key constraint "quotes_quote_client_link"'
HAS_PROJECTS = 'foreign key constraint "patterns_outcome_pattern_link"'

CALLERS = ("nobody", "firm a", "firm b", "staff of a")
KEPT = {AuditEvent, BuildEvent, Effect, LogEntry, StageHistory, QuoteActivity, QuoteView} | {
    model for model in walled_models() if issubclass(model, Event)
}
# act → what each of CALLERS gets for firm A's row: rows touched, or the refusal. KEPT tables are appended to only.
OWNED = {
    "select": (DENIED, 1, 0, 1),
    "insert": (DENIED, 1, WALL, DENIED),
    "update": (DENIED, 1, 0, DENIED),
    "move": (DENIED, FIXED, 0, DENIED),
    "delete": (DENIED, 1, 0, DENIED),
}
APPENDED = OWNED | {
    "update": (DENIED, DENIED, DENIED, DENIED),
    "move": (DENIED, DENIED, DENIED, DENIED),
    "delete": (DENIED, DENIED, DENIED, DENIED),
}
# The log of tables outside any firm is the login's own, without a firm: it may ask, and sees none of a firm's.
LOG = APPENDED | {"select": (0, 1, 0, 1), "insert": (WALL, 1, WALL, DENIED)}
FIRM = OWNED | {"insert": (DENIED, WALL, WALL, DENIED), "move": (DENIED, WALL, 0, DENIED)}
ONCE = "violates unique constraint"  # a second row of a table with one a firm gets past the wall and no further
SINGLE = OWNED | {"insert": (DENIED, ONCE, WALL, DENIED)}
# Numbers that were given are given once: neither a quote nor a counter goes, nor what a quote ended with. A run is a
# record; forget_old_runs alone deletes it.
UNDELETED = OWNED | {"delete": (DENIED, DENIED, DENIED, DENIED)}
EXPECTED: dict[type, dict[str, tuple[Any, ...]]] = {
    Tenant: FIRM,
    LogEntry: LOG,
    RoiAssumptions: SINGLE,
    StageConfig: SINGLE,  # a firm begins with all of its stages
    Client: OWNED | {"delete": (DENIED, HAS_QUOTES, 0, DENIED)},
    CaseCounter: UNDELETED,
    QuoteCounter: UNDELETED,
    Quote: UNDELETED | {"insert": (DENIED, 1, NO_FIRM, DENIED)},
    QuoteOutcome: UNDELETED,
    JobRun: UNDELETED,
    Pattern: OWNED | {"delete": (DENIED, HAS_PROJECTS, 0, DENIED)},
}
PARENT = (DENIED, NO_PARENT, WALL, DENIED)
PARENT_OF_QUOTE = (DENIED, NO_PARENT, NO_FIRM, DENIED)
# The deal has a contact: that its client is another one is seen before that there is no such client.
CLIENT_OF_DEAL = (DENIED, "This contact belongs to another client", WALL, DENIED)

# Columns of a copy that have to differ from the row it was copied from.
FRESH: dict[type, dict[str, Any]] = {
    Tenant: {"slug": "third-firm"},
    ApiToken: {"token_hash": hash_of("fresh")},
    Invitation: {"token_hash": hash_of("fresh link"), "email": "fresh@harbor.example"},
    Roadmap: {"version": "v2.0"},
    RoadmapSection: {"section_number": 2},
    TicketInstance: {"ticket_id": "H-099"},
    TicketPack: {"key": "fresh"},
    Effect: {"key": "mail:2"},
    IdempotencyKey: {"key": "order-2"},
    RoadmapChangelog: {"to_version": "v9.9"},
    RefreshProposal: {"status": "discarded", "decided_at": AT},
    RefreshPart: {"position": 2, "section_number": 2},
    SectionCount: {"section_number": 99},
    MetricDefinition: {"key": "no_calls"},
    ImplementationSnapshot: {"label": "30d"},
    RoadmapProjection: {"key": "close_rate"},
    Client: {"company_name": "Fresh Freight"},
    CaseCounter: {"year": 2001},
    Order: {"order_number": "A-99"},
    ComplianceSchedule: {"compliance_type": "fresh"},
    ComplianceCheck: {"period_start": AT.date() - timedelta(days=1)},
    Quote: {"quote_number": ""},
    QuoteCounter: {"year": 2001},
    EnrichmentConflict: {"field": "phone"},
    ContactFieldSource: {"field": "phone"},
    OpportunitySignal: {"source_id": "99"},
    JobRun: {"dry_run": True},
    EngineSetting: {"job_name": "fresh"},
    PublicLink: {"token_hash": hash_of("fresh page")},
    Pattern: {"pattern_id": "fresh"},
    ProjectOutcome: {"project_path": "/srv/fresh"},
    CiDelivery: {"delivery_id": "2"},
}


class Undo(Exception):
    """Takes back what a cell did."""


@pytest.fixture(scope="module")
def rows(django_db_setup, django_db_blocker) -> Iterator[dict[str, Made]]:
    """Two firms with a row in every table, committed, and a staff member of the first."""
    with django_db_blocker.unblock():
        _empty_as_owner()  # what a test that was cut short has left
        made = {"a": make_rows("harbor-dental"), "b": make_rows("castellan-logistics")}
        made["a"]["newcomer"] = make_user("newcomer@harbor.example", name="New Comer")  # type: ignore[index]
        with tenant_context(made["a"][Tenant].pk):
            made["a"]["spare ticket"] = TicketInstance.objects.create(  # type: ignore[index]
                ticket_pack=made["a"][TicketPack], ticket_id="H-003", title="Free to depend on another"
            )
            made["a"]["spare order"] = Order.objects.create(client=made["a"][Client], order_number="A-2")  # type: ignore[index]
            made["a"]["spare quote"] = Quote.objects.create(  # type: ignore[index]
                client=made["a"][Client], title="Out, without an outcome", status="sent", sent_at=AT
            )
            made["a"]["spare roadmap"] = Roadmap.objects.create(version="v7.0", is_current=False)  # type: ignore[index]
        yield made
        _empty_as_owner()


def expected(model: type) -> dict[str, tuple[Any, ...]]:
    return EXPECTED.get(model) or (APPENDED if model in KEPT else OWNED)


def cells() -> Iterator[Any]:
    for model in walled_models():
        for act, results in expected(model).items():
            for caller, result in zip(CALLERS, results, strict=True):
                yield pytest.param(model, act, caller, result, id=f"{table_of(model)}-{act}-{caller}")


def links() -> Iterator[Any]:
    for model in walled_models():
        for link in (c for c in model._meta.constraints if isinstance(c, TenantLink)):
            results = PARENT_OF_QUOTE if model is Quote else PARENT
            if (model, link.field) == (Deal, "client"):
                results = CLIENT_OF_DEAL
            for caller, result in zip(CALLERS, results, strict=True):
                yield pytest.param(model, link.field, caller, result, id=f"{table_of(model)}.{link.field}-{caller}")


@contextmanager
def as_caller(caller: str, rows: dict[str, Made]) -> Iterator[None]:
    firm_a, firm_b = rows["a"][Tenant].pk, rows["b"][Tenant].pk
    entered = {
        "nobody": transaction.atomic,
        "firm a": lambda: tenant_context(firm_a),
        "firm b": lambda: tenant_context(firm_b),
        "staff of a": lambda: staff_context([firm_a], user_id=rows["a"][Membership].user_id),
    }[caller]
    with entered():
        yield


def outcome(caller: str, rows: dict[str, Made], sql: str, params: list[Any]) -> Any:
    """Return how many rows the statement touched for the caller, or why it was refused; nothing of it stays."""
    touched: Any = None
    try:
        with as_caller(caller, rows), connection.cursor() as cursor:
            cursor.execute(sql, params)
            touched = cursor.rowcount
            raise Undo  # noqa: TRY301 -- the way out of the context is what takes it back
    except Undo:
        return touched
    except Error as refused:
        return str(refused)


def assert_outcome(got: Any, result: Any) -> None:
    if isinstance(result, str):
        assert isinstance(got, str), f"{got} rows were touched, the refusal “{result}” was expected"
        assert result in got
    else:
        assert got == result


def copy_of(row: Any, **changed: Any) -> tuple[str, list[Any]]:
    """Return an INSERT of this row under a new key, as the owner reads it."""
    model, pk = type(row), row._meta.pk
    with as_owner() as owner:
        # generated columns take no value; the key is the database's
        columns = [
            name
            for (name,) in owner.execute(
                "SELECT column_name FROM information_schema.columns WHERE table_schema = 'public' AND table_name = %s "
                "AND is_generated = 'NEVER' AND column_name <> %s ORDER BY ordinal_position",
                [table_of(model), pk.column],
            )
        ]
        listed = ", ".join(f'"{name}"' for name in columns)
        stored = owner.execute(
            f'SELECT {listed} FROM "{table_of(model)}" WHERE "{pk.column}" = %s', [row.pk]
        ).fetchone()
        types = dict(
            owner.execute(
                "SELECT attname, format_type(atttypid, atttypmod) FROM pg_attribute WHERE attrelid = %s::regclass",
                [table_of(model)],
            )
        )
    values = dict(zip(columns, stored, strict=True)) | FRESH.get(model, {}) | changed
    slots = ", ".join(f"%s::{types[name]}" for name in columns)
    given = [
        Jsonb(values[name]) if types[name] == "jsonb" and values[name] is not None else values[name] for name in columns
    ]
    return f'INSERT INTO "{table_of(model)}" ({listed}) VALUES ({slots})', given


def statement(act: str, model: type, rows: dict[str, Made]) -> tuple[str, list[Any]]:
    row = rows["a"][model]
    table, pk, firm = f'"{table_of(model)}"', f'"{row._meta.pk.column}"', f'"{firm_column(model)}"'
    if act == "insert":
        return copy_of(row, **_taken_from(rows, model))
    return {
        "select": (f"SELECT {pk} FROM {table} WHERE {pk} = %s", [row.pk]),
        "update": (f"UPDATE {table} SET {firm} = {firm} WHERE {pk} = %s", [row.pk]),
        "move": (f"UPDATE {table} SET {firm} = %s WHERE {pk} = %s", [rows["b"][Tenant].pk, row.pk]),
        "delete": (f"DELETE FROM {table} WHERE {pk} = %s", [row.pk]),
    }[act]


def _taken_from(rows: dict[str, Made], model: type) -> dict[str, Any]:
    """Return links that a copy needs to be another row."""
    if model is Membership:
        return {"user_id": rows["a"]["newcomer"].pk}  # type: ignore[index]
    if model is RoadmapOutcome:
        return {"roadmap_id": rows["a"]["spare roadmap"].pk}  # type: ignore[index]
    if model is FeedbackRequest:
        return {"order_id": rows["a"]["spare order"].pk}  # type: ignore[index]
    if model is QuoteOutcome:
        return {"quote_id": rows["a"]["spare quote"].pk}  # type: ignore[index]
    if model is TicketDependency:
        return {"ticket_instance_id": rows["a"]["spare ticket"].pk}  # type: ignore[index]
    return {}


def test_every_walled_model_has_a_factory():
    made_by_hand = {Tenant, Membership}

    missing = [m._meta.label for m in walled_models() if not issubclass(m, Event) and m not in FACTORIES]

    assert set(missing) == {model._meta.label for model in made_by_hand}


@pytest.mark.parametrize("model", walled_models(), ids=table_of)
def test_matrix_table_has_rows_of_both_firms(rows, model):
    with as_owner() as owner:
        counted = dict(owner.execute(f'SELECT {firm_column(model)}, count(*) FROM "{table_of(model)}" GROUP BY 1'))

    assert counted.get(rows["a"][Tenant].pk, 0) > 0
    assert counted.get(rows["b"][Tenant].pk, 0) > 0


@pytest.mark.parametrize(("model", "act", "caller", "result"), list(cells()))
def test_matrix_cell(rows, model, act, caller, result):
    sql, params = statement(act, model, rows)

    assert_outcome(outcome(caller, rows, sql, params), result)


def foreign_parent(rows: dict[str, Made], model: type, field: str) -> Any:
    """Return what a link of firm A's row would hold to point to firm B's: its key, or the key that it goes by."""
    link = next(c for c in model._meta.constraints if isinstance(c, TenantLink) and c.field == field)
    if link.to:
        return next(getattr(row, link.key) for of, row in rows["b"].items() if table_of(of) == link.to)
    return rows["b"][model._meta.get_field(field).related_model].pk


@pytest.mark.parametrize(("model", "field", "caller", "result"), list(links()))
def test_matrix_row_with_a_foreign_parent(rows, model, field, caller, result):
    changed = {model._meta.get_field(field).column: foreign_parent(rows, model, field)}
    sql, params = copy_of(rows["a"][model], **_taken_from(rows, model) | changed)

    assert_outcome(outcome(caller, rows, sql, params), result)


@pytest.mark.parametrize(("model", "field", "caller", "result"), [p for p in links() if p.values[2] == "firm a"])
def test_matrix_row_given_a_foreign_parent(rows, model, field, caller, result):
    row = rows["a"][model]
    column = model._meta.get_field(field).column
    sql = f'UPDATE "{table_of(model)}" SET "{column}" = %s WHERE id = %s'

    got = outcome(caller, rows, sql, [foreign_parent(rows, model, field), row.pk])

    assert_outcome(got, DENIED if model in KEPT else result)


@pytest.mark.parametrize("model", walled_models(), ids=table_of)
@pytest.mark.parametrize("caller", ["firm a", "firm b", "staff of a"])
def test_matrix_read_of_the_whole_table_shows_one_firm(rows, model, caller):
    firm = rows["b" if caller == "firm b" else "a"][Tenant].pk

    with as_caller(caller, rows), connection.cursor() as cursor:
        cursor.execute(f'SELECT DISTINCT {firm_column(model)} FROM "{table_of(model)}"')
        seen = {row[0] for row in cursor.fetchall()}

    assert seen == {firm}


@pytest.mark.parametrize("caller", ["nobody", "staff of a"])
def test_history_row_cannot_be_forged_without_the_firm(rows, caller):
    sql, params = copy_of(rows["a"][TicketInstance.pgh_event_model])

    assert_outcome(outcome(caller, rows, sql, params), DENIED)
