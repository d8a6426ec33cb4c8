import pytest
from django.db import ProgrammingError, connection, transaction

from apps.tenancy.context import (
    NoTenant,
    TenantAlreadySet,
    current,
    login_context,
    staff_context,
    tenant_context,
)
from apps.tenancy.models import Membership, Tenant
from tests.conftest import make_firm, make_member, make_user


def setting(name):
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting(%s, true), current_user", [name])
        return cursor.fetchone()


@transaction.atomic
def _in_savepoint(write, **values):
    write(**values)


def test_tests_run_as_a_login_that_bypasses_nothing(db):
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT session_user, rolsuper, rolbypassrls, rolinherit FROM pg_roles WHERE rolname = session_user"
        )
        row = cursor.fetchone()

    assert row == ("firmloop_web", False, False, False)


def test_tenant_context_sets_role_and_tenant(committed):
    firm = make_firm()

    with tenant_context(firm.pk):
        inside = setting("app.tenant_id")
    after = setting("app.tenant_id")

    assert inside == (str(firm.pk), "firmloop_tenant")
    assert after[1] == "firmloop_web"
    assert after[0] in {"", None}


def test_tenant_context_nested_in_a_transaction_is_left_again(committed):
    firm = make_firm()

    with transaction.atomic():
        with tenant_context(firm.pk):
            assert setting("app.tenant_id") == (str(firm.pk), "firmloop_tenant")
        assert setting("app.tenant_id") == ("", "firmloop_web")


def test_tenant_context_after_a_rolled_back_savepoint_is_written_again(committed):
    firm = make_firm()

    with tenant_context(firm.pk):
        with pytest.raises(ProgrammingError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SELECT nothing_like_this FROM tenants WHERE id = %s", [firm.pk])
        assert Tenant.objects.get() == firm


def test_tenant_context_of_another_firm_inside_is_refused(committed):
    firm, other = make_firm(), make_firm("castellan-logistics")

    with tenant_context(firm.pk), pytest.raises(TenantAlreadySet), tenant_context(other.pk):
        pass

    assert current() is None


def test_manager_without_context_raises(db):
    with pytest.raises(NoTenant):
        Membership.objects.count()


def test_table_without_context_is_refused_by_the_database(committed):
    make_firm()

    with connection.cursor() as cursor, pytest.raises(ProgrammingError, match="permission denied"):
        cursor.execute("SELECT count(*) FROM memberships")


def test_table_inside_login_context_is_refused_by_the_database(committed):
    with (
        login_context(),
        connection.cursor() as cursor,
        pytest.raises(ProgrammingError, match="permission denied"),
    ):
        cursor.execute("SELECT count(*) FROM tenants")


def test_staff_context_reads_the_chosen_firms_and_writes_none(committed):
    user, firm, other, third = make_user(), make_firm(), make_firm("castellan-logistics"), make_firm("third")
    for each in (firm, other, third):
        make_member(each, user, "staff")

    with staff_context([firm.pk, other.pk], user_id=user.pk):
        seen = set(Membership.objects.values_list("tenant_id", flat=True))
        everybody = Membership.objects.all()
        with pytest.raises(ProgrammingError, match="permission denied"):
            _in_savepoint(everybody.update, role="viewer")

    assert seen == {firm.pk, other.pk}


def test_context_of_a_failed_transaction_does_not_leak(committed):
    firm = make_firm()

    def fail_inside():
        with tenant_context(firm.pk):
            return Tenant.objects.count() / 0

    with pytest.raises(ZeroDivisionError):
        fail_inside()

    assert setting("role") == ("none", "firmloop_web")


def test_server_side_cursor_carries_the_context(committed):
    firm = make_firm()

    with tenant_context(firm.pk):
        assert [row.slug for row in Tenant.objects.iterator(chunk_size=1)] == ["harbor-dental"]
