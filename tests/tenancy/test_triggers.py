"""What the database itself refuses and keeps in step on firms, people and seats, tried past every operation."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import Error, IntegrityError, connection, transaction
from django.db.utils import DataError

from apps.tenancy.choices import Role
from apps.tenancy.context import login_context, tenant_context
from apps.tenancy.functions import firms_of_user, hash_of
from apps.tenancy.models import ApiToken, Invitation, Membership, Tenant, User
from tests.conftest import AT, as_owner, make_firm, make_member, make_user


def refused(match: str) -> Any:
    return pytest.raises((Error, IntegrityError, DataError), match=match)


@pytest.fixture
def owner_seat(committed) -> Membership:
    return make_member(make_firm(), make_user("owner@harbor.example", name="Amara"), "owner")


# Seats


def test_firm_with_a_second_owner_is_refused(owner_seat):
    second = make_user("second@harbor.example")

    with refused("tenancy_membership_one_owner"), tenant_context(owner_seat.tenant_id):
        Membership.objects.create(user=second, role="owner")


def test_firm_keeps_its_owner_against_a_delete(owner_seat):
    with refused("exactly one owner"), tenant_context(owner_seat.tenant_id):
        Membership.objects.all().delete()

    assert [place.role for place in firms_of_user(owner_seat.user_id)] == ["owner"]


@pytest.mark.parametrize("role", [role for role in Role.values if role != "owner"])
def test_firm_keeps_its_owner_against_another_role(owner_seat, role):
    with refused("exactly one owner"), tenant_context(owner_seat.tenant_id):
        Membership.objects.update(role=role)

    assert [place.role for place in firms_of_user(owner_seat.user_id)] == ["owner"]


def test_firm_keeps_its_owner_is_asked_at_the_end_of_the_transaction(owner_seat):
    heir = make_user("heir@harbor.example")

    with tenant_context(owner_seat.tenant_id):
        Membership.objects.all().delete()
        Membership.objects.create(user=heir, role="owner")

    assert [place.role for place in firms_of_user(heir.pk)] == ["owner"]


def test_firm_without_an_owner_yet_may_lose_a_member(committed):
    seat = make_member(make_firm(), make_user())

    with tenant_context(seat.tenant_id):
        Membership.objects.all().delete()

    assert firms_of_user(seat.user_id) == []


def test_firm_deleted_with_its_owner_is_gone_and_its_history_stays(owner_seat):
    with tenant_context(owner_seat.tenant_id):
        Tenant.objects.all()._raw_delete("default")

    with as_owner() as owner:
        assert owner.execute("SELECT count(*) FROM memberships").fetchone() == (0,)
        labels = owner.execute("SELECT pgh_label FROM memberships_events ORDER BY pgh_id").fetchall()
    assert labels == [("insert",), ("delete",)]


@pytest.mark.parametrize("role", ["", "king", "Owner", "superuser"])
def test_seat_of_an_unknown_role_is_refused(owner_seat, role):
    other = make_user("other@harbor.example")

    with refused("tenancy_membership_role_known"), tenant_context(owner_seat.tenant_id):
        Membership.objects.create(user=other, role=role)


def test_seat_twice_is_refused(owner_seat):
    with refused("tenancy_membership_once"), tenant_context(owner_seat.tenant_id):
        Membership.objects.create(user_id=owner_seat.user_id, role="viewer")


def test_seat_cannot_be_given_to_another_person(owner_seat):
    other = make_user("other@harbor.example")

    with refused("Cannot update rows"), tenant_context(owner_seat.tenant_id):
        Membership.objects.update(user=other)


def test_seat_of_nobody_is_refused(owner_seat):
    with refused("violates foreign key constraint|null value"), tenant_context(owner_seat.tenant_id):
        Membership.objects.create(user_id="01890000-0000-7000-8000-00000000dead", role="viewer")


@pytest.mark.parametrize("model", [Membership, ApiToken, Invitation])
def test_row_cannot_leave_its_firm(owner_seat, model):
    other = make_firm("castellan-logistics")
    with tenant_context(owner_seat.tenant_id):
        Invitation.objects.create(email="new@harbor.example", role="viewer", expires_at=AT)
        ApiToken.objects.create(name="script", prefix="fl_0", token_hash=hash_of("x"), scopes=["read"])

    with refused("Cannot update rows"), tenant_context(owner_seat.tenant_id):
        model._base_manager.update(tenant_id=other.pk)


# Firms


def test_slug_cannot_be_changed(committed):
    firm = make_firm()

    with refused("Cannot update rows"), tenant_context(firm.pk):
        Tenant.objects.update(slug="harbor-group")


@pytest.mark.parametrize(
    "slug", ["Harbor", "harbor--dental", "-harbor", "harbor-", "harbor dental", "", "hárbor", "a/b", "a\n"]
)
def test_slug_of_another_form_is_refused(committed, slug):
    with refused("tenancy_tenant_slug_form"):
        make_firm(slug)


@pytest.mark.parametrize(
    ("fields", "rule"),
    [
        ({"status": "sold"}, "tenancy_tenant_status_known"),
        ({"firm_size_tier": "huge"}, "tenancy_tenant_size_tier_known"),
        ({"business_type": "club"}, "tenancy_tenant_business_type_known"),
        ({"annual_revenue": -1}, "tenancy_tenant_annual_revenue_not_negative"),
        ({"team_headcount": -1}, "team_headcount"),
    ],
    ids=str,
)
def test_firm_with_an_unknown_value_is_refused(committed, fields, rule):
    with refused(rule):
        make_firm(**fields)


def test_firm_cannot_take_another_id(committed):
    firm = make_firm()

    with refused("row-level security"), tenant_context(firm.pk), connection.cursor() as cursor:
        cursor.execute("UPDATE tenants SET id = uuid7()")


# People


def test_person_made_superuser_is_staff_of_every_firm(committed):
    firms = {make_firm().pk, make_firm("castellan-logistics").pk}
    user = make_user()

    User.objects.filter(pk=user.pk).update(is_superuser=True)

    assert {(place.tenant_id, place.role) for place in firms_of_user(user.pk)} == {(pk, "staff") for pk in firms}


def test_person_made_superuser_keeps_the_seat_they_have(owner_seat):
    make_firm("castellan-logistics")

    User.objects.filter(pk=owner_seat.user_id).update(is_superuser=True)

    assert sorted(place.role for place in firms_of_user(owner_seat.user_id)) == ["owner", "staff"]


def test_superuser_is_staff_of_a_firm_made_later(committed):
    root = make_user("root@firmloop.example", is_superuser=True)

    firm = make_firm()

    assert [(place.tenant_id, place.role) for place in firms_of_user(root.pk)] == [(firm.pk, "staff")]


def test_person_renamed_is_renamed_in_every_firm(committed):
    user = make_user("ines@harbor.example", name="Ines")
    firms = [make_firm(), make_firm("castellan-logistics")]
    for firm in firms:
        make_member(firm, user)

    User.objects.filter(pk=user.pk).update(name="Ines Duarte", email="ines.duarte@harbor.example")

    for firm in firms:
        with tenant_context(firm.pk):
            seat = Membership.objects.get()
            assert (seat.name, seat.email) == ("Ines Duarte", "ines.duarte@harbor.example")
            assert seat.events.count() == 2


def test_seat_takes_name_and_email_of_its_person_whatever_is_given(owner_seat):
    other = make_user("other@harbor.example", name="Other")

    with tenant_context(owner_seat.tenant_id):
        Membership.objects.create(user=other, role="viewer", name="Somebody", email="x@x.example")
        seat = Membership.objects.get(user=other)

    assert (seat.name, seat.email) == ("Other", "other@harbor.example")


def test_person_with_the_address_of_another_in_capitals_is_refused(committed):
    make_user("ines@harbor.example")

    with refused("tenancy_user_email_unique"), login_context():
        User.objects.create(email="INES@harbor.example", name="Another")


def test_person_cannot_be_deleted_by_the_web_login(committed):
    user = make_user()

    with refused("permission denied"), login_context():
        User.objects.filter(pk=user.pk)._raw_delete("default")


def test_person_signing_in_is_no_change_of_the_person(committed):
    user = make_user()

    User.objects.filter(pk=user.pk).update(last_login=AT)

    user.refresh_from_db()
    assert user.row_version == 1


# Invitations and tokens


def test_invitation_twice_open_to_one_address_is_refused(owner_seat):
    with refused("tenancy_invitation_one_open_per_email"), tenant_context(owner_seat.tenant_id):
        for email in ("new@harbor.example", "NEW@harbor.example"):
            Invitation.objects.create(email=email, role="viewer", expires_at=AT)


def test_invitation_open_to_one_address_in_two_firms_is_fine(committed):
    for firm in (make_firm(), make_firm("castellan-logistics")):
        with tenant_context(firm.pk):
            Invitation.objects.create(email="new@harbor.example", role="viewer", expires_at=AT)

    with as_owner() as owner:
        assert owner.execute("SELECT count(*) FROM invitations").fetchone() == (2,)


def test_invitation_both_accepted_and_revoked_is_refused(owner_seat):
    with refused("tenancy_invitation_accepted_or_revoked"), tenant_context(owner_seat.tenant_id):
        Invitation.objects.create(
            email="new@harbor.example", role="viewer", expires_at=AT, accepted_at=AT, revoked_at=AT
        )


@pytest.mark.parametrize("scopes", [[], ["root"], ["read", "root"]], ids=str)
def test_token_of_unknown_scopes_is_refused(owner_seat, scopes):
    with refused("tenancy_api_token_scopes_known"), tenant_context(owner_seat.tenant_id):
        ApiToken.objects.create(name="script", prefix="fl_0", token_hash=hash_of("x"), scopes=scopes)


def test_token_hash_is_unique_over_firms(committed):
    first, second = make_firm(), make_firm("castellan-logistics")
    with tenant_context(first.pk):
        ApiToken.objects.create(name="script", prefix="fl_0", token_hash=hash_of("x"), scopes=["read"])

    with refused("tenancy_api_token_unique"), tenant_context(second.pk):
        ApiToken.objects.create(name="script", prefix="fl_0", token_hash=hash_of("x"), scopes=["read"])


# Functions that run as their owner: what a caller can make of them


def call(sql: str, *params: Any) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        return cursor.fetchall()


def test_staff_function_writes_into_the_callers_firm_alone(committed):
    root = make_user("root@firmloop.example", is_superuser=True)
    mine, other = make_firm(), make_firm("castellan-logistics")
    with tenant_context(other.pk):
        Membership.objects.all().delete()

    with tenant_context(mine.pk), transaction.atomic():
        try:
            with transaction.atomic():
                call("SELECT staff_new_firm(%s)", other.pk)
        except Error:
            pass

    assert [place.tenant_id for place in firms_of_user(root.pk)] == [mine.pk]


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT * FROM firms_of_user(uuid7())",
        "SELECT * FROM tenant_of_slug(NULL)",
        "SELECT * FROM api_token_use('\\x00'::bytea, 1, 1)",
        "SELECT * FROM api_use_count(uuid7(), uuid7(), 1, 1)",
        "SELECT * FROM invitation_of_token('\\x00'::bytea)",
        "SELECT follow_person(uuid7())",
        "SELECT * FROM users",
        "SELECT * FROM django_session",
        "SELECT * FROM api_usage",
        "SELECT * FROM procrastinate_jobs",
        "SELECT procrastinate_register_worker_v1()",
    ],
)
def test_firm_cannot_look_outside(owner_seat, sql):
    with refused("permission denied"), tenant_context(owner_seat.tenant_id):
        call(sql)


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT person_of(uuid7())",
        "SELECT user_id_of_email('a@b.example')",
        "SELECT staff_new_firm(uuid7())",
        "SELECT * FROM api_usage",
        "SELECT * FROM procrastinate_jobs",
        "SELECT * FROM tenants",
        "SELECT ticket_pack_rebuild_sprints(ARRAY[uuid7()])",
    ],
)
def test_login_outside_firms_cannot_look_inside(committed, sql):
    with refused("permission denied"), login_context():
        call(sql)
