"""Fixtures of the whole suite: firms, people, and real commits cleaned up by the owner."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path

import psycopg
import pytest
from django.db import connections
from django.test import TransactionTestCase
from django.test.utils import setup_databases, teardown_databases
from pypdf import PdfReader

from apps.tenancy.choices import Role
from apps.tenancy.context import login_context, tenant_context

AT = dt.datetime(2026, 3, 2, 9, 30, tzinfo=dt.UTC)
DATA = Path(__file__).parent / "data"
KEPT = {
    "django_migrations",
    "django_content_type",
    "auth_permission",
    "roadmap_section_types",
    "ticket_library",
}


@contextmanager
def as_owner() -> Iterator[psycopg.Connection]:
    """Give a test's own arrangement a connection that no wall holds back; the tested code never gets it."""
    at = connections["owner"].settings_dict
    with psycopg.connect(
        host=at["HOST"],
        port=at["PORT"],
        user=at["USER"],
        password=at["PASSWORD"],
        dbname=at["NAME"],
        autocommit=True,
    ) as connection:
        yield connection


def _empty_as_owner(self: object = None) -> None:
    """Empty every table but the look-ups; the web login may not truncate."""
    with as_owner() as owner:
        tables = {row[0] for row in owner.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")}
        owner.execute(f"TRUNCATE {', '.join(sorted(tables - KEPT))} RESTART IDENTITY")


TransactionTestCase._fixture_teardown = _empty_as_owner  # type: ignore[method-assign]


@pytest.fixture(scope="session")
def django_db_setup(request, django_test_environment, django_db_blocker, django_db_modify_db_settings):
    """Build the database as the owner and point the web login to it; pytest-django would set up what tests name."""
    keep = request.config.getvalue("reuse_db") and not request.config.getvalue("create_db")
    with django_db_blocker.unblock():
        built = setup_databases(verbosity=0, interactive=False, keepdb=bool(keep), serialized_aliases=set())
    yield
    if not keep:
        with django_db_blocker.unblock():
            connections["default"].close()
            _end_sessions()
            teardown_databases(built, verbosity=0)


def _end_sessions() -> None:
    """End what a killed server or worker left connected: a database in use cannot be dropped."""
    with psycopg.connect(os.environ["DATABASE_ADMIN_URL"], autocommit=True) as admin:
        admin.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s",
            [connections["owner"].settings_dict["NAME"]],
        )


def words_of(response) -> str:
    """Return the text of an answer, a PDF's words included."""
    if response["Content-Type"] != "application/pdf":
        return response.content.decode()
    return "\n".join(page.extract_text() for page in PdfReader(BytesIO(response.content)).pages)


def make_user(email: str = "ines@harbor.example", *, name: str = "Ines Duarte", **fields: object):
    """Make a person outside any firm."""
    from apps.tenancy.models import User

    with login_context():
        return User.objects.create_user(email, name=name, password="a long enough password", **fields)


def make_firm(slug: str = "harbor-dental", *, name: str = "Harbor Dental Partners", **fields: object):
    """Make a firm without anybody in it."""
    from apps.tenancy.functions import new_id
    from apps.tenancy.models import Tenant

    firm_id = new_id()
    with tenant_context(firm_id):
        return Tenant.objects.create(id=firm_id, slug=slug, name=name, **fields)


def make_member(firm, user, role: str = Role.MEMBER):
    """Make a person a member of a firm."""
    from apps.tenancy.models import Membership

    with tenant_context(firm.pk):
        return Membership.objects.create(user=user, role=role)


@pytest.fixture
def firm(db):
    return make_firm()


@pytest.fixture
def other_firm(db):
    return make_firm("castellan-logistics", name="Castellan Logistics")


@pytest.fixture
def inside(firm) -> Iterator[object]:
    """Run the test inside the firm."""
    with tenant_context(firm.pk, actor={"name": "Ines Duarte", "via": "test"}):
        yield firm


@pytest.fixture
def committed(transactional_db) -> None:
    """Commit for real; the owner empties the tables afterwards."""


def pytest_configure(config: pytest.Config) -> None:
    os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")  # Playwright's sync API runs a loop in the test's thread
