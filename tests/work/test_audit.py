import pytest
from django.db import ProgrammingError, connection, transaction

from apps.tenancy.context import NoTenant, tenant_context
from apps.work.models import AuditEvent
from apps.work.operations import record_audit
from tests.conftest import make_firm, make_user


def record(**changes):
    return record_audit(
        event_type="pack_exported", entity_type="ticket_pack", entity_id=7, after={"rows": 23}, **changes
    )


def test_record_audit_says_who_did_what(committed):
    firm, user = make_firm(), make_user()
    actor = {"name": "Ines Duarte", "via": "page", "user": str(user.pk), "request": "r-1"}

    with tenant_context(firm.pk, user_id=user.pk, actor=actor):
        record()
        event = AuditEvent.objects.get()

    assert (event.actor_id, event.actor_kind, event.actor_name, event.request_id) == (
        user.pk, "user", "Ines Duarte", "r-1",
    )  # fmt: skip
    assert (event.event_type, event.entity_type, event.entity_id) == ("pack_exported", "ticket_pack", "7")
    assert (event.before, event.after, event.tenant_id) == (None, {"rows": 23}, firm.pk)


@pytest.mark.parametrize(
    ("actor", "kind"),
    [
        ({"name": "Sync", "via": "api", "user": "", "token": "t"}, "api_token"),
        ({"name": "work.mail_invitation", "via": "job"}, "job"),
        ({"name": "root", "via": "command"}, "command"),
        ({"name": "firm made", "via": "operation"}, "system"),
        ({}, "system"),
    ],
)
def test_record_audit_knows_the_kind_of_actor(committed, actor, kind):
    firm = make_firm()

    with tenant_context(firm.pk, actor={key: value for key, value in actor.items() if value}):
        assert record().actor_kind == kind


@pytest.mark.parametrize(
    "statement", ["UPDATE audit_events SET event_type = 'x'", "DELETE FROM audit_events", "TRUNCATE audit_events"]
)
def test_audit_events_are_only_appended(committed, statement):
    firm = make_firm()

    with tenant_context(firm.pk):
        record()
        with (
            pytest.raises(ProgrammingError, match="permission denied"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(statement)
        assert AuditEvent.objects.count() == 1


def test_record_audit_outside_a_firm_is_refused(db):
    with pytest.raises(NoTenant):
        record()


def test_audit_events_of_another_firm_are_invisible(committed):
    firm, other = make_firm(), make_firm("castellan-logistics")
    with tenant_context(other.pk):
        record()
        assert AuditEvent.objects.count() == 1

    with tenant_context(firm.pk), connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM audit_events")
        assert cursor.fetchone() == (0,)
