"""What a connection carries after each way a transaction can end: never somebody else's firm."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import psycopg
import pytest
from django.db import Error, OperationalError, ProgrammingError, connection, connections, transaction
from django.db.backends.signals import connection_created

from apps.tenancy.context import current, login_context, staff_context, tenant_context
from apps.tenancy.models import Membership, Tenant
from tests.conftest import as_owner, make_firm, make_member, make_user

CLEAN = ("firmloop_web", "", "", "")


def seen() -> tuple[str, ...]:
    """Return the role and settings the server itself has for this connection."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT current_user::text, coalesce(current_setting('app.tenant_id', true), ''), "
            "coalesce(nullif(current_setting('app.tenant_ids', true), '{}'), ''), "
            "coalesce(current_setting('app.user_id', true), '')"
        )
        return cursor.fetchone()


@pytest.fixture
def two_firms(committed) -> tuple[Tenant, Tenant]:
    firms = make_firm(), make_firm("castellan-logistics", name="Castellan Logistics")
    for firm in firms:
        make_member(firm, make_user(f"ines@{firm.slug}.example"))
    return firms


@pytest.fixture
def pooled(two_firms, settings) -> Iterator[None]:
    """Put the connection behind psycopg's pool with one place, so that the next check-out is the same session."""
    options = connection.settings_dict["OPTIONS"]
    connection.close()
    connection.settings_dict["OPTIONS"] = options | {"pool": {"min_size": 1, "max_size": 1, "timeout": 5}}
    yield
    connection.close()
    connection.close_pool()
    connection.settings_dict["OPTIONS"] = options


def backend() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        return cursor.fetchone()[0]


def test_login_without_context_is_bare(two_firms):
    assert seen() == CLEAN


def test_context_after_commit_is_gone(two_firms):
    firm, _ = two_firms

    with tenant_context(firm.pk):
        inside = seen()

    assert inside == ("firmloop_tenant", str(firm.pk), "", "")
    assert seen() == CLEAN
    assert current() is None


def test_context_after_an_error_is_gone(two_firms):
    firm, _ = two_firms

    with pytest.raises(ProgrammingError), tenant_context(firm.pk), connection.cursor() as cursor:
        cursor.execute("SELECT no_such_column FROM tenants")

    assert seen() == CLEAN


def test_context_after_a_rollback_on_purpose_is_gone(two_firms):
    firm, _ = two_firms

    with tenant_context(firm.pk):
        Membership.objects.update(role="viewer")
        transaction.set_rollback(True)

    assert seen() == CLEAN
    with tenant_context(firm.pk):
        assert Membership.objects.get().role == "member"


def test_context_of_one_firm_after_another_is_the_new_one(two_firms):
    firm, other = two_firms

    for each in (firm, other, firm):
        with tenant_context(each.pk):
            assert seen()[:2] == ("firmloop_tenant", str(each.pk))
            assert Tenant.objects.get() == each


def test_context_of_staff_names_all_firms_and_is_gone_afterwards(two_firms):
    firm, other = two_firms
    user = make_user("staff@firmloop.example")

    with staff_context([firm.pk, other.pk], user_id=user.pk):
        inside = seen()

    assert inside == ("firmloop_staff", "", f"{{{firm.pk},{other.pk}}}", str(user.pk))
    assert seen() == CLEAN


def test_context_of_staff_without_firms_sees_nothing(two_firms):
    user = make_user("staff@firmloop.example")

    with staff_context([], user_id=user.pk), connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM tenants")

        assert cursor.fetchone() == (0,)


def test_context_variable_without_a_transaction_is_refused(two_firms):
    from apps.tenancy.context import TENANT_ROLE, Context, _bound

    firm, _ = two_firms

    with (
        _bound(Context(TENANT_ROLE, firm.pk)),
        pytest.raises(ProgrammingError, match="permission denied for table memberships"),
    ):
        Membership.objects.count()


def test_role_alone_without_a_firm_is_an_error(two_firms):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL ROLE firmloop_tenant")
        with pytest.raises(Error, match="invalid input syntax for type uuid"):
            cursor.execute("SELECT count(*) FROM memberships")
        transaction.set_rollback(True)


def test_pool_check_out_is_clean(pooled, two_firms):
    firm, other = two_firms
    with tenant_context(firm.pk):
        Membership.objects.update(role="viewer")
        first = backend()
    connection.close()

    bare, second = seen(), backend()
    with tenant_context(other.pk):
        counted = Membership.objects.filter(role="viewer").count()

    assert second == first
    assert bare == CLEAN
    assert counted == 0


def test_pool_check_out_after_a_transaction_left_open_is_clean(pooled, two_firms):
    firm, _ = two_firms
    entered = tenant_context(firm.pk)
    entered.__enter__()
    Membership.objects.update(role="viewer")
    first = backend()
    connection.close()  # as at the end of a worker that was cut short
    entered.__exit__(None, None, None)

    connection.ensure_connection()

    assert backend() == first
    assert seen() == CLEAN
    with tenant_context(firm.pk):
        assert Membership.objects.get().role == "member"


def test_killed_backend_comes_back_clean(two_firms):
    firm, _ = two_firms
    with pytest.raises(OperationalError), tenant_context(firm.pk):  # noqa: PT012 -- the block is the transaction
        Membership.objects.update(role="viewer")
        _kill(backend())
        Membership.objects.count()

    connection.close_if_unusable_or_obsolete()

    assert seen() == CLEAN
    with tenant_context(firm.pk):
        assert Membership.objects.get().role == "member"


def _kill(pid: int) -> None:
    """End the backend from a second connection of the same login, which PostgreSQL allows."""
    at = connection.settings_dict
    with psycopg.connect(
        host=at["HOST"], port=at["PORT"], user=at["USER"], password=at["PASSWORD"], dbname=at["NAME"]
    ) as second:
        assert second.execute("SELECT pg_terminate_backend(%s)", [pid]).fetchone() == (True,)


def test_threads_do_not_share_a_context(two_firms):
    firm, other = two_firms
    both_inside = threading.Barrier(2, timeout=10)

    def read(each: Tenant) -> tuple[str, list[str]]:
        try:
            with tenant_context(each.pk):
                both_inside.wait()
                slugs = list(Tenant.objects.values_list("slug", flat=True))
                both_inside.wait()
                return seen()[1], slugs
        finally:
            connections["default"].close()

    with ThreadPoolExecutor(2) as pool:
        found = list(pool.map(read, two_firms))

    assert found == [(str(firm.pk), [firm.slug]), (str(other.pk), [other.slug])]


def test_new_thread_starts_without_the_context_of_its_parent(two_firms):
    firm, _ = two_firms

    def read() -> tuple[object, tuple[str, ...]]:
        try:
            return current(), seen()
        finally:
            connections["default"].close()

    with tenant_context(firm.pk), ThreadPoolExecutor(1) as pool:
        found = pool.submit(read).result()

    assert found == (None, CLEAN)


def test_iterator_reads_one_firm_in_chunks(two_firms):
    firm, _ = two_firms
    for number in range(5):
        make_member(firm, make_user(f"{number}@harbor.example"))

    with tenant_context(firm.pk):
        found = [row.tenant_id for row in Membership.objects.iterator(chunk_size=2)]

    assert found == [firm.pk] * 6
    assert seen() == CLEAN


def test_iterator_as_the_first_statement_carries_the_context(two_firms):
    _, other = two_firms

    with tenant_context(other.pk):
        found = list(Membership.objects.values_list("tenant_id", flat=True).iterator(chunk_size=1))

    assert found == [other.pk]


def test_nested_savepoints_keep_the_firm(two_firms):
    firm, _ = two_firms

    with tenant_context(firm.pk):
        with transaction.atomic():
            Membership.objects.update(role="admin")
            with pytest.raises(ZeroDivisionError), transaction.atomic():  # noqa: PT012 -- the block is the savepoint
                Membership.objects.update(role="viewer")
                1 / 0  # noqa: B018 -- the fault
            assert seen()[1] == str(firm.pk)
            with tenant_context(firm.pk), transaction.atomic():
                assert Membership.objects.get().role == "admin"
        assert Membership.objects.get().role == "admin"


def test_firm_inside_a_login_transaction_is_left_with_it(two_firms):
    firm, other = two_firms

    with login_context():
        with tenant_context(firm.pk):
            assert Tenant.objects.get() == firm
        with tenant_context(other.pk):
            assert Tenant.objects.get() == other
        assert seen() == CLEAN
        with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
            Membership.objects.model._base_manager.count()


def test_firm_inside_a_rolled_back_savepoint_is_left_with_it(two_firms):
    firm, _ = two_firms

    with transaction.atomic():
        with pytest.raises(ZeroDivisionError), tenant_context(firm.pk):  # noqa: PT012 -- the block is the savepoint
            assert Tenant.objects.get() == firm
            1 / 0  # noqa: B018 -- the fault
        assert seen() == CLEAN


def test_user_of_the_inner_context_is_written(two_firms):
    firm, _ = two_firms
    first, second = make_user("first@harbor.example"), make_user("second@harbor.example")

    with tenant_context(firm.pk, user_id=first.pk):
        outer = seen()[3]
        with tenant_context(firm.pk, user_id=second.pk):
            inner = seen()[3]
        after = seen()[3]

    assert (outer, inner, after) == (str(first.pk), str(second.pk), str(first.pk))


def test_actor_of_the_inner_context_is_kept_beside_its_changes(two_firms):
    firm, _ = two_firms

    with tenant_context(firm.pk, actor={"name": "Outer", "via": "test"}):
        Membership.objects.update(role="admin")
        with tenant_context(firm.pk, actor={"name": "Inner", "via": "test"}):
            Membership.objects.update(role="viewer")
        Membership.objects.update(role="member")
        member = Membership.objects.get()
        written = list(member.events.order_by("pgh_id").values_list("role", "pgh_context__name"))[1:]

    assert written == [("admin", "Outer"), ("viewer", "Inner"), ("member", "Outer")]


def test_actor_of_the_second_context_in_one_transaction_is_kept_beside_its_changes(two_firms):
    firm, _ = two_firms

    with transaction.atomic():
        for name, role in (("First", "admin"), ("Second", "viewer")):
            with tenant_context(firm.pk, actor={"name": name, "via": "test"}):
                Membership.objects.update(role=role)
    with tenant_context(firm.pk):
        written = list(Membership.objects.get().events.order_by("pgh_id").values_list("role", "pgh_context__name"))[1:]

    assert written == [("admin", "First"), ("viewer", "Second")]


def test_bulk_statements_carry_the_context_when_they_come_first(two_firms):
    _, other = two_firms

    with tenant_context(other.pk), connection.cursor() as cursor:
        cursor.executemany(
            "UPDATE memberships SET role = %s WHERE role = %s", [("viewer", "member"), ("admin", "viewer")]
        )

    with tenant_context(other.pk):
        assert Membership.objects.get().role == "admin"


def test_script_without_parameters_carries_the_context(two_firms):
    firm, _ = two_firms

    with tenant_context(firm.pk), connection.cursor() as cursor:
        cursor.execute("UPDATE memberships SET role = 'viewer'; UPDATE memberships SET role = 'admin'")

    with as_owner() as owner:
        found = dict(owner.execute("SELECT tenant_id, role FROM memberships"))
    assert found[firm.pk] == "admin"
    assert set(found.values()) == {"admin", "member"}


def test_connection_made_inside_a_context_begins_in_it(two_firms):
    firm, _ = two_firms
    made = []
    connection_created.connect(lambda **kwargs: made.append(kwargs["connection"]), weak=False, dispatch_uid="wall")
    connection.close()

    try:
        with tenant_context(firm.pk):
            assert Tenant.objects.get() == firm
    finally:
        connection_created.disconnect(dispatch_uid="wall")

    assert len(made) == 1
    assert seen() == CLEAN
