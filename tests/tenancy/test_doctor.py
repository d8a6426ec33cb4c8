"""Each fault is made in the database by its owner, seen by the web login, and mended again."""

import datetime as dt
import json
from contextlib import contextmanager

import pytest
from django.core.management import call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.utils import timezone

from apps.tenancy import health
from tests.conftest import as_owner

POLICY = "current_setting('app.tenant_id')::uuid"

((_, NEWEST),) = MigrationLoader(None).graph.leaf_nodes("tickets")


@contextmanager
def broken(*statements, mended_by):
    """Break the database as its owner for the block."""
    with as_owner() as owner:
        for statement in statements:
            owner.execute(statement)
        try:
            yield
        finally:
            for statement in mended_by:
                owner.execute(statement)


def report(capsys):
    """Return the exit code and the findings of ``doctor --json`` by name."""
    capsys.readouterr()
    code = 0
    try:
        call_command("doctor", "--json")
    except SystemExit as ended:
        code = ended.code
    said = json.loads(capsys.readouterr().out)
    assert said["healthy"] == (code == 0)
    return code, {finding["name"]: finding for finding in said["findings"]}


@pytest.fixture
def in_order(db, settings):
    """Leave nothing to complain of outside the database."""
    settings.SECRET_KEY = "k" * 64
    settings.DEBUG = False


def test_doctor_with_everything_in_order_ends_with_0(in_order, capsys):
    code, findings = report(capsys)

    assert code == 0
    assert {f["name"]: f for f in findings.values() if f["state"] == "wrong"} == {}
    assert findings["policies"]["state"] == findings["row security"]["state"] == "ok"
    assert findings["owner"]["detail"] == "sees all rows by BYPASSRLS"


def test_doctor_as_text_names_state_and_remedy(in_order, settings, capsys):
    settings.DEBUG = True

    with pytest.raises(SystemExit) as ended:
        call_command("doctor")

    lines = capsys.readouterr().out.splitlines()
    assert ended.value.code == 1
    assert "wrong    debug: DEBUG is on → Unset DEBUG." in lines
    assert lines[-1] == "1 wrong"


@pytest.mark.parametrize(
    ("broken_by", "mended_by", "name", "detail"),
    [
        pytest.param(
            "ALTER TABLE ticket_packs NO FORCE ROW LEVEL SECURITY",
            "ALTER TABLE ticket_packs FORCE ROW LEVEL SECURITY",
            "row security",
            "ticket_packs does not force it",
            id="force",
        ),
        pytest.param(
            "ALTER TABLE roadmaps DISABLE ROW LEVEL SECURITY",
            "ALTER TABLE roadmaps ENABLE ROW LEVEL SECURITY",
            "row security",
            "roadmaps has it off",
            id="row-security-off",
        ),
        pytest.param(
            "DROP POLICY memberships_tenant ON memberships",
            "CREATE POLICY memberships_tenant ON memberships TO firmloop_tenant "
            f"USING (tenant_id = {POLICY}) WITH CHECK (tenant_id = {POLICY})",
            "policies",
            "memberships_tenant is missing",
            id="policy-dropped",
        ),
        pytest.param(
            "CREATE POLICY helpful ON tenants TO firmloop_tenant USING (true)",
            "DROP POLICY helpful ON tenants",
            "policies",
            "tenants has helpful besides",
            id="policy-added",
        ),
        pytest.param(
            "ALTER POLICY roadmaps_tenant ON roadmaps USING (true)",
            f"ALTER POLICY roadmaps_tenant ON roadmaps USING (tenant_id = {POLICY})",
            "policies",
            "roadmaps_tenant reads otherwise",
            id="policy-opened",
        ),
        pytest.param(
            "ALTER POLICY roadmaps_staff ON roadmaps TO public",
            "ALTER POLICY roadmaps_staff ON roadmaps TO firmloop_staff",
            "policies",
            "roadmaps_staff reads otherwise",
            id="policy-for-everybody",
        ),
        pytest.param(
            "ALTER POLICY django_admin_log_web ON django_admin_log WITH CHECK (true)",
            "ALTER POLICY django_admin_log_web ON django_admin_log WITH CHECK (tenant_id IS NULL)",
            "policies",
            "django_admin_log_web reads otherwise",
            id="library-table",
        ),
        pytest.param(
            "CREATE VIEW every_firm AS SELECT name FROM tenants",
            "DROP VIEW every_firm",
            "views",
            "run as their owner: every_firm",
            id="view-of-its-owner",
        ),
        pytest.param(
            f"DELETE FROM django_migrations WHERE app = 'tickets' AND name = '{NEWEST}'",
            f"INSERT INTO django_migrations (app, name, applied) VALUES ('tickets', '{NEWEST}', now())",
            "migrations",
            f"tickets.{NEWEST}",
            id="migration-pending",
        ),
        pytest.param(
            "DROP INDEX deals_stalled",
            "CREATE INDEX deals_stalled ON deals (tenant_id, stage, last_activity_at) WHERE stalled_at IS NOT NULL",
            "objects",
            "missing: deals_stalled",
            id="index-dropped",
        ),
        pytest.param(
            "ALTER FUNCTION get_stalled_deals(uuid, int) RENAME TO get_other_deals",
            "ALTER FUNCTION get_other_deals(uuid, int) RENAME TO get_stalled_deals",
            "objects",
            "missing: get_stalled_deals",
            id="function-renamed",
        ),
    ],
)
def test_doctor_sees_what_was_broken(in_order, capsys, broken_by, mended_by, name, detail):
    with broken(broken_by, mended_by=[mended_by]):
        code, findings = report(capsys)
    mended, _ = report(capsys)

    assert (code, mended) == (1, 0)
    assert findings[name]["state"] == "wrong"
    assert detail in findings[name]["detail"]
    assert findings[name]["fix"]


def test_doctor_sees_a_view_that_runs_as_its_reader_is_no_fault(in_order, capsys):
    view = "CREATE VIEW own_firm WITH (security_invoker = true) AS SELECT name FROM tenants"

    with broken(view, mended_by=["DROP VIEW own_firm"]):
        code, findings = report(capsys)

    assert code == 0
    assert findings["views"]["state"] == "ok"


def test_doctor_sees_a_migration_of_newer_code(in_order, capsys):
    newer = "INSERT INTO django_migrations (app, name, applied) VALUES ('tickets', '0999_later', now())"

    with broken(newer, mended_by=["DELETE FROM django_migrations WHERE name = '0999_later'"]):
        _, findings = report(capsys)

    assert findings["migrations"]["state"] == "warning"
    assert "tickets.0999_later" in findings["migrations"]["detail"]


def test_login_that_owns_a_table_is_wrong(in_order):
    """PostgreSQL gives a table away only to a role that may create in its schema."""
    with (
        broken(
            "GRANT CREATE ON SCHEMA public TO firmloop_web",
            mended_by=["REVOKE CREATE ON SCHEMA public FROM firmloop_web"],
        ),
        connection.cursor() as cursor,
    ):
        before = health.login().state
        cursor.execute("CREATE TABLE mine (id int)")
        after = health.login()

    assert before == "ok"
    assert (after.state, after.detail) == ("wrong", "The login firmloop_web owns tables.")


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        pytest.param((True, False, True, False, False, None, []), "is a superuser", id="superuser"),
        pytest.param((True, False, False, False, True, None, []), "has BYPASSRLS", id="bypass"),
        pytest.param((True, True, False, False, False, None, []), "inherits its groups' rights", id="inherits"),
        pytest.param((True, False, False, False, False, None, []), "is no member of firmloop_tenant", id="no-member"),
        pytest.param(
            (True, False, False, False, False, None, ["firmloop_tenant", "firmloop_owner"]),
            "is a member of firmloop_owner",
            id="member-of-owner",
        ),
        pytest.param((False, False, False, False, False, None, []), "may not log in", id="no-login"),
        pytest.param((True, False, False, False, False, None, []), "lacks statement_timeout=10s", id="no-time-limit"),
    ],
)
def test_role_with_a_wrong_attribute_is_wrong(row, fault):
    finding = health.role("firmloop_web", row)

    assert finding.state == "wrong"
    assert fault in finding.detail.split("; ")


def test_role_that_is_missing_is_wrong():
    assert health.role("firmloop_staff", None).state == "wrong"


def test_clock_that_is_off_by_six_seconds_is_wrong(db):
    finding = health.clock(lambda: timezone.now() - dt.timedelta(seconds=6))

    assert finding.state == "wrong"
    assert finding.detail.startswith("the database is +6.0 s")


def test_clock_that_is_off_by_four_seconds_is_fine(db):
    assert health.clock(lambda: timezone.now() + dt.timedelta(seconds=4)).state == "ok"


def test_disk_without_room_is_wrong(tmp_path):
    finding = health.disk(tmp_path / "not" / "made" / "yet", least=10**18)

    assert finding.state == "wrong"
    assert "GB free at" in finding.detail


def test_disk_with_room_is_fine(tmp_path):
    assert health.disk(tmp_path, least=1).state == "ok"


def test_mail_caught_here_is_a_warning(settings):
    settings.FIRMLOOP_MAIL_IS_CAUGHT = True

    assert health.mail().state == "warning"


def test_mail_sent_out_is_fine(settings):
    settings.FIRMLOOP_MAIL_IS_CAUGHT = False

    assert health.mail().state == "ok"


def test_secret_key_that_is_short_is_wrong(settings):
    settings.SECRET_KEY = "k" * 49

    assert health.secret_key().state == "wrong"


def test_queue_is_unknown_to_the_web_login(db):
    finding = health.queue()

    assert finding.state == "unknown"
    assert "FIRMLOOP_ROLE=worker" in finding.detail


@pytest.mark.parametrize(
    ("age", "state"), [pytest.param(5, "ok", id="alive"), pytest.param(90, "warning", id="silent")]
)
def test_queue_says_whether_a_worker_is_alive(committed, age, state):
    heartbeat = f"INSERT INTO procrastinate_workers (last_heartbeat) VALUES (now() - interval '{age} s')"
    grant = "GRANT SELECT ON procrastinate_workers TO firmloop_web"

    with broken(heartbeat, grant, mended_by=["REVOKE SELECT ON procrastinate_workers FROM firmloop_web"]):
        finding = health.queue()

    assert finding.state == state


def test_queue_without_any_worker_is_a_warning(committed):
    grant = "GRANT SELECT ON procrastinate_workers TO firmloop_web"

    with broken(grant, mended_by=["REVOKE SELECT ON procrastinate_workers FROM firmloop_web"]):
        finding = health.queue()

    assert (finding.state, finding.detail) == ("warning", "no worker has reported")


def test_server_that_does_not_answer_is_the_one_database_finding(db, settings, monkeypatch):
    with monkeypatch.context() as network:
        network.setattr(connection, "cursor", _refuse)
        findings = {finding.name: finding for finding in health.examine()}

    assert findings["server"].state == "wrong"
    assert "connection refused" in findings["server"].detail
    assert set(findings) == {"server", "mail", "disk", "secret key", "debug"}


def _refuse():
    from django.db import OperationalError

    raise OperationalError("connection refused")
