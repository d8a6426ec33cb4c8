"""Firms, people, invitations and tokens: each operation's pass, each refusal, and two callers at once."""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import connection, connections

from apps.tenancy import operations
from apps.tenancy.choices import Role
from apps.tenancy.context import tenant_context
from apps.tenancy.functions import firm_of_slug, firms_of_user, hash_of, invitation_of_link, use_token
from apps.tenancy.models import ApiToken, Invitation, Membership, Tenant, User
from apps.work.models import AuditEvent
from tests.conftest import AT, as_owner, make_firm, make_member, make_user

LATER = AT + dt.timedelta(days=1)
FAR = dt.datetime(2100, 1, 1, tzinfo=dt.UTC)  # api_token_use reads the server's own clock


def at_once(*calls: Callable[[], Any]) -> list[Any]:
    """Run the calls in threads that start together; a refusal is returned in its call's place."""
    start = threading.Barrier(len(calls), timeout=10)

    def run(call: Callable[[], Any]) -> Any:
        try:
            start.wait()
            return call()
        except (operations.TenancyError, ValidationError) as refused:
            return refused
        finally:
            connections["default"].close()

    with ThreadPoolExecutor(len(calls)) as pool:
        return list(pool.map(run, calls))


def link_of(firm: Tenant, email: str, role: str = Role.MEMBER, *, expires_at: dt.datetime = LATER) -> str:
    """Return the token of an invitation's mailed link."""
    with tenant_context(firm.pk):
        invitation = operations.invite(email=email, role=role, at=AT)
        Invitation.objects.filter(pk=invitation.pk).update(expires_at=expires_at)
        return operations.renew_invitation_link(invitation_id=invitation.pk).rstrip("/").rpartition("/")[2]


@pytest.fixture
def owned(firm):
    """A firm with an owner, an admin, a member and a viewer."""
    return {
        role: make_member(firm, make_user(f"{role}@harbor.example", name=role), role)
        for role in ("owner", "admin", "member", "viewer", "staff")
    }


def check_now() -> None:
    """Let the checks that wait for the commit happen here, inside the firm."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


# Firms


def test_create_firm_with_a_new_owner_invites_them(db):
    founded = operations.create_firm(name="Harbor", slug="harbor", owner_email="Amara@Harbor.example", at=AT)

    with tenant_context(founded.tenant.pk):
        assert Tenant.objects.get().slug == "harbor"
        assert [(i.email, i.role) for i in Invitation.objects.all()] == [("amara@harbor.example", "owner")]
        assert Membership.objects.count() == 0


def test_create_firm_with_a_known_owner_seats_them(db):
    user = make_user("amara@harbor.example", name="Amara")

    founded = operations.create_firm(name="Harbor", slug="harbor", owner_email="AMARA@harbor.example", at=AT)

    assert founded.invitation is None
    with tenant_context(founded.tenant.pk):
        assert [(m.user_id, m.role, m.name) for m in Membership.objects.all()] == [(user.pk, "owner", "Amara")]


def test_create_firm_makes_every_active_superuser_staff(db):
    root = make_user("root@firmloop.example", is_superuser=True)
    make_user("gone@firmloop.example", is_superuser=True, is_active=False)

    founded = operations.create_firm(name="Harbor", slug="harbor", at=AT)

    with tenant_context(founded.tenant.pk):
        assert [(m.user_id, m.role) for m in Membership.objects.all()] == [(root.pk, "staff")]


def test_create_firm_owned_by_a_superuser_gives_the_owners_seat(db):
    root = make_user("root@firmloop.example", is_superuser=True)

    founded = operations.create_firm(name="Harbor", slug="harbor", owner_email=root.email, at=AT)

    with tenant_context(founded.tenant.pk):
        assert Membership.objects.get().role == "owner"


@pytest.mark.parametrize(
    ("fields", "named"),
    [
        ({"slug": "Harbor Dental"}, "slug"),
        ({"slug": ""}, "slug"),
        ({"slug": "a--b"}, "slug"),
        ({"name": ""}, "name"),
        ({"time_zone": "Mars/Olympus"}, "time_zone"),
        ({"currency": "usd"}, "currency"),
        ({"status": "sold"}, "status"),
        ({"annual_revenue": -1}, "__all__"),
    ],
    ids=str,
)
def test_create_firm_with_a_wrong_field_names_it_and_makes_nothing(db, fields, named):
    with pytest.raises(ValidationError) as refused:
        operations.create_firm(**{"name": "Harbor", "slug": "harbor", "at": AT} | fields)

    assert named in refused.value.message_dict
    assert firm_of_slug("harbor") is None


def test_create_firm_with_a_taken_slug_names_it(firm):
    with pytest.raises(ValidationError, match="harbor-dental already") as refused:
        operations.create_firm(name="Another", slug=firm.slug, at=AT)

    assert list(refused.value.message_dict) == ["slug"]


def test_create_firm_with_a_wrong_owner_address_makes_nothing(db):
    with pytest.raises(ValidationError):
        operations.create_firm(name="Harbor", slug="harbor", owner_email="nobody", at=AT)

    assert firm_of_slug("harbor") is None


def test_create_firm_twice_at_once_makes_one(committed):
    made = at_once(*[lambda: operations.create_firm(name="Harbor", slug="harbor", at=AT)] * 2)

    assert sorted(type(one).__name__ for one in made) == ["Founded", "ValidationError"]
    with as_owner() as owner:
        assert owner.execute("SELECT count(*) FROM tenants").fetchone() == (1,)


def test_change_settings_changes_the_firm(inside):
    tenant = operations.change_settings(changes={"name": "Harbor Group", "time_zone": "Europe/Madrid"}, version=1)

    tenant.refresh_from_db()
    assert (tenant.name, tenant.time_zone, tenant.row_version) == ("Harbor Group", "Europe/Madrid", 2)


def test_change_settings_of_an_older_version_is_refused(inside):
    operations.change_settings(changes={"name": "First"})

    with pytest.raises(ValidationError, match="changed meanwhile"):
        operations.change_settings(changes={"name": "Second"}, version=1)

    assert Tenant.objects.get().name == "First"


def test_change_settings_with_a_wrong_zone_names_it(inside):
    with pytest.raises(ValidationError) as refused:
        operations.change_settings(changes={"time_zone": "Mars/Olympus"})

    assert "time_zone" in refused.value.message_dict


# Invitations


@pytest.mark.parametrize("role", ["viewer", "member", "admin"])
def test_invite_as_a_role_of_the_firm_opens_an_invitation(inside, role):
    invitation = operations.invite(email=" New@Harbor.example ", role=role, at=AT)

    assert (invitation.email, invitation.role) == ("new@harbor.example", role)
    assert invitation.expires_at == AT + dt.timedelta(days=14)
    assert invitation.token_hash is None


@pytest.mark.parametrize("role", ["owner", "staff", "king", ""])
def test_invite_as_another_role_is_refused(inside, role):
    with pytest.raises(operations.RoleRefused):
        operations.invite(email="new@harbor.example", role=role, at=AT)

    assert Invitation.objects.count() == 0


def test_invite_somebody_who_belongs_to_the_firm_is_refused(firm):
    make_member(firm, make_user("ines@harbor.example"))

    with tenant_context(firm.pk), pytest.raises(operations.AlreadyMember, match="belongs to this firm"):
        operations.invite(email="INES@harbor.example", role="member", at=AT)


@pytest.mark.parametrize("email", ["nobody", "", "a@", "a b@harbor.example"])
def test_invite_an_address_that_is_none_is_refused(inside, email):
    with pytest.raises(ValidationError) as refused:
        operations.invite(email=email, role="member", at=AT)

    assert "email" in refused.value.message_dict


def test_invite_again_replaces_the_open_invitation(inside):
    first = operations.invite(email="new@harbor.example", role="member", at=AT)

    second = operations.invite(email="new@harbor.example", role="viewer", at=LATER)

    first.refresh_from_db()
    assert first.revoked_at == LATER
    assert second.revoked_at is None


def test_invitation_link_made_again_closes_the_older(firm):
    old = link_of(firm, "new@harbor.example")
    with tenant_context(firm.pk):
        new = operations.renew_invitation_link(invitation_id=Invitation.objects.get().pk).rstrip("/").rpartition("/")[2]

    assert invitation_of_link(old) is None
    assert invitation_of_link(new).email == "new@harbor.example"


def test_revoke_invitation_closes_its_link_once(firm):
    token = link_of(firm, "new@harbor.example")
    with tenant_context(firm.pk):
        pk = Invitation.objects.get().pk
        operations.revoke_invitation(invitation_id=pk, at=AT)
        with pytest.raises(operations.InvitationClosed):
            operations.revoke_invitation(invitation_id=pk, at=AT)
        with pytest.raises(operations.InvitationClosed):
            operations.renew_invitation_link(invitation_id=pk)

    with pytest.raises(operations.InvitationClosed, match="not valid"):
        operations.open_invitation(token, at=AT)


def test_open_invitation_of_an_unknown_link_is_refused(db):
    with pytest.raises(operations.InvitationClosed, match="not valid"):
        operations.open_invitation("nothing like it", at=AT)


def test_open_invitation_that_expired_is_refused_to_the_second(firm):
    token = link_of(firm, "new@harbor.example", expires_at=LATER)

    assert operations.open_invitation(token, at=LATER - dt.timedelta(seconds=1)).email == "new@harbor.example"
    with pytest.raises(operations.InvitationClosed, match="expired"):
        operations.open_invitation(token, at=LATER)


def test_accept_invitation_makes_a_member_of_that_firm_alone(firm, other_firm):
    user = make_user("new@harbor.example")
    token = link_of(firm, user.email, "viewer")

    operations.accept_invitation(token=token, user=user, at=AT)

    assert [(place.tenant_id, place.role) for place in firms_of_user(user.pk)] == [(firm.pk, "viewer")]


def test_accept_invitation_twice_is_refused(firm):
    user = make_user("new@harbor.example")
    token = link_of(firm, user.email)
    operations.accept_invitation(token=token, user=user, at=AT)

    with pytest.raises(operations.InvitationClosed, match="was used"):
        operations.accept_invitation(token=token, user=user, at=AT)


def test_accept_invitation_of_somebody_else_is_refused(firm):
    token = link_of(firm, "new@harbor.example")
    other = make_user("other@harbor.example")

    with pytest.raises(operations.WrongPerson, match=r"new@harbor\.example"):
        operations.accept_invitation(token=token, user=other, at=AT)

    assert firms_of_user(other.pk) == []


def test_accept_invitation_by_a_member_is_refused_and_leaves_it_open(firm):
    token = link_of(firm, "new@harbor.example")
    user = make_user("new@harbor.example")
    make_member(firm, user, "viewer")

    with pytest.raises(operations.AlreadyMember):
        operations.accept_invitation(token=token, user=user, at=AT)

    with tenant_context(firm.pk):
        assert Invitation.objects.get().accepted_at is None
        assert Membership.objects.get().role == "viewer"


def test_accept_invitation_twice_at_once_makes_one_member(committed):
    firm, user = make_firm(), make_user("new@harbor.example")
    token = link_of(firm, user.email)

    made = at_once(*[lambda: operations.accept_invitation(token=token, user=user, at=AT)] * 2)

    assert sorted(type(one).__name__ for one in made) == ["InvitationClosed", "InvitationFound"]
    assert len(firms_of_user(user.pk)) == 1


def test_join_by_invitation_makes_the_account_and_the_member(firm):
    token = link_of(firm, "new@harbor.example", "admin")

    user = operations.join_by_invitation(token=token, name=" Noor Haddad ", password="four plain words here", at=AT)

    assert (user.name, user.email, user.is_superuser) == ("Noor Haddad", "new@harbor.example", False)
    assert user.check_password("four plain words here")
    assert user.password.startswith("argon2")
    assert [place.role for place in firms_of_user(user.pk)] == ["admin"]


@pytest.mark.parametrize(
    ("name", "password", "field"),
    [(" ", "four plain words here", "name"), ("Noor", "short", "password"), ("Noor", "123456789012345", "password")],
    ids=["no name", "short password", "digits alone"],
)
def test_join_by_invitation_with_a_wrong_field_makes_nothing(firm, name, password, field):
    token = link_of(firm, "new@harbor.example")

    with pytest.raises(ValidationError) as refused:
        operations.join_by_invitation(token=token, name=name, password=password, at=AT)

    assert list(refused.value.message_dict) == [field]
    assert not User.objects.filter(email="new@harbor.example").exists()
    assert operations.open_invitation(token, at=AT).accepted_at is None


def test_join_by_invitation_with_an_account_is_refused(firm):
    token = link_of(firm, "new@harbor.example")
    make_user("new@harbor.example")

    with pytest.raises(operations.AccountExists, match="Sign in"):
        operations.join_by_invitation(token=token, name="Noor", password="four plain words here", at=AT)


def test_join_by_invitation_twice_at_once_makes_one_account(committed):
    firm = make_firm()
    token = link_of(firm, "new@harbor.example")

    def join():
        return operations.join_by_invitation(token=token, name="Noor", password="four plain words here", at=AT)

    made = at_once(join, join)

    assert sum(isinstance(one, User) for one in made) == 1
    with as_owner() as owner:
        assert owner.execute("SELECT count(*) FROM users").fetchone() == (1,)
        assert owner.execute("SELECT count(*) FROM memberships").fetchone() == (1,)


def test_join_by_the_owners_invitation_makes_the_owner(committed):
    founded = operations.create_firm(name="Harbor", slug="harbor", owner_email="amara@harbor.example", at=AT)
    with tenant_context(founded.tenant.pk):
        link = operations.renew_invitation_link(invitation_id=founded.invitation.pk)

    user = operations.join_by_invitation(
        token=link.rstrip("/").rpartition("/")[2], name="Amara", password="four plain words here", at=AT
    )

    assert [place.role for place in firms_of_user(user.pk)] == ["owner"]


# Seats


@pytest.mark.parametrize("role", ["viewer", "member", "admin"])
def test_change_role_gives_a_role_of_the_firm(firm, owned, role):
    with tenant_context(firm.pk):
        assert operations.change_role(membership_id=owned["member"].pk, role=role).role == role
        assert Membership.objects.get(pk=owned["member"].pk).role == role


@pytest.mark.parametrize(
    ("seat", "role"),
    [
        ("owner", "member"),
        ("member", "owner"),
        ("member", "staff"),
        ("staff", "admin"),
        ("member", "king"),
        ("member", ""),
    ],
)
def test_change_role_that_is_not_the_firms_to_give_is_refused(firm, owned, seat, role):
    with tenant_context(firm.pk):
        with pytest.raises(operations.RoleRefused):
            operations.change_role(membership_id=owned[seat].pk, role=role)
        assert Membership.objects.get(pk=owned[seat].pk).role == seat


def test_change_role_of_another_firms_member_finds_nobody(firm, owned, other_firm):
    with tenant_context(other_firm.pk), pytest.raises(Membership.DoesNotExist):
        operations.change_role(membership_id=owned["member"].pk, role="viewer")


@pytest.mark.parametrize("seat", ["member", "admin"])
def test_hand_over_changes_both_seats(firm, owned, seat):
    with tenant_context(firm.pk):
        operations.hand_over(membership_id=owned[seat].pk)

        assert Membership.objects.get(role="owner").pk == owned[seat].pk
        assert Membership.objects.get(pk=owned["owner"].pk).role == "admin"
        check_now()


@pytest.mark.parametrize("seat", ["viewer", "staff"])
def test_hand_over_to_a_viewer_or_staff_is_refused(firm, owned, seat):
    with tenant_context(firm.pk):
        with pytest.raises(operations.RoleRefused):
            operations.hand_over(membership_id=owned[seat].pk)
        assert Membership.objects.get(role="owner").pk == owned["owner"].pk


def test_hand_over_to_another_firms_member_finds_nobody(firm, owned, other_firm):
    with tenant_context(other_firm.pk), pytest.raises(Membership.DoesNotExist):
        operations.hand_over(membership_id=owned["member"].pk)


def test_hand_over_to_the_owner_changes_nothing(firm, owned):
    with tenant_context(firm.pk):
        assert operations.hand_over(membership_id=owned["owner"].pk).role == "owner"
        assert Membership.objects.filter(role="owner").count() == 1


def test_hand_over_twice_at_once_leaves_one_owner(committed):
    firm = make_firm()
    make_member(firm, make_user("owner@harbor.example"), "owner")
    heirs = [make_member(firm, make_user(f"{n}@harbor.example"), "admin") for n in ("first", "second")]

    def to(heir):
        with tenant_context(firm.pk):
            return operations.hand_over(membership_id=heir.pk)

    made = at_once(*[lambda heir=heir: to(heir) for heir in heirs])

    assert [type(one) for one in made] == [Membership, Membership]
    with tenant_context(firm.pk):
        assert Membership.objects.get(role="owner").pk in {heir.pk for heir in heirs}
        assert sorted(Membership.objects.values_list("role", flat=True)) == ["admin", "admin", "owner"]


def test_remove_member_takes_the_person_out_and_keeps_the_history(firm, owned):
    seat = owned["member"]

    with tenant_context(firm.pk):
        operations.remove_member(membership_id=seat.pk)

        events = Membership.pgh_event_model.objects.filter(pgh_obj_id=seat.pk)
        assert list(events.order_by("pgh_id").values_list("pgh_label", flat=True)) == ["insert", "delete"]
    assert firms_of_user(seat.user_id) == []


def test_remove_member_of_the_owner_is_refused(firm, owned):
    with tenant_context(firm.pk), pytest.raises(operations.RoleRefused, match="hand the firm over"):
        operations.remove_member(membership_id=owned["owner"].pk)

    assert [place.role for place in firms_of_user(owned["owner"].user_id)] == ["owner"]


def test_remove_member_of_another_firm_finds_nobody(firm, owned, other_firm):
    with tenant_context(other_firm.pk), pytest.raises(Membership.DoesNotExist):
        operations.remove_member(membership_id=owned["member"].pk)


def test_seat_staff_seats_once(firm):
    user = make_user("staff@firmloop.example")

    with tenant_context(firm.pk):
        first, second = operations.seat_staff(user_id=user.pk), operations.seat_staff(user_id=user.pk)

    assert first == second
    assert [place.role for place in firms_of_user(user.pk)] == ["staff"]


def test_seat_staff_of_a_member_is_refused(firm, owned):
    with tenant_context(firm.pk), pytest.raises(operations.AlreadyMember):
        operations.seat_staff(user_id=owned["member"].user_id)


def test_make_staff_user_with_a_known_address_is_refused(db):
    make_user("staff@firmloop.example")

    with pytest.raises(ValidationError) as refused:
        operations.make_staff_user(email="Staff@firmloop.example", name="Again", password="four plain words here")

    assert "email" in refused.value.message_dict


# Tokens


def test_make_token_shows_its_secret_once_and_keeps_a_hash(inside):
    _, secret = operations.make_token(name=" script ", scopes=["write", "read", "read"], at=AT)

    kept = ApiToken.objects.get()
    assert (kept.name, kept.scopes) == ("script", ["read", "write"])
    assert secret.startswith(f"{kept.prefix}_")
    assert len(secret) > len(kept.prefix) + 42
    assert bytes(kept.token_hash) == hash_of(secret)
    assert secret not in str(ApiToken.objects.values())


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"name": " "}, "name"),
        ({"scopes": ["root"]}, "scopes"),
        ({"expires_at": AT}, "expires_at"),
    ],
    ids=["no name", "unknown scope", "expired"],
)
def test_make_token_with_a_wrong_field_names_it(inside, fields, field):
    with pytest.raises(ValidationError) as refused:
        operations.make_token(**{"name": "script", "scopes": ["read"], "at": AT} | fields)

    assert field in refused.value.message_dict
    assert ApiToken.objects.count() == 0


def test_make_token_without_scopes_is_refused(inside):
    with pytest.raises(ValidationError):
        operations.make_token(name="script", scopes=[], at=AT)


def a_token(firm: Tenant, **fields: Any) -> tuple[ApiToken, str]:
    with tenant_context(firm.pk):
        return operations.make_token(**{"name": "script", "scopes": ["read"], "at": AT} | fields)


def test_use_token_answers_its_firm_and_no_other(firm, other_firm):
    (_, mine), (_, theirs) = a_token(firm), a_token(other_firm)

    assert (use_token(mine).tenant_id, use_token(theirs).tenant_id) == (firm.pk, other_firm.pk)


@pytest.mark.parametrize("wrong", ["", "fl_", "fl_00000000_x", "{prefix}", "{secret}x", "{secret_lower}"])
def test_use_token_of_a_wrong_secret_is_nobody(firm, wrong):
    token, secret = a_token(firm)

    given = wrong.format(prefix=token.prefix, secret=secret, secret_lower=secret.swapcase())

    assert use_token(given) is None


def test_use_token_of_a_revoked_one_is_nobody_from_the_next_request(firm):
    token, secret = a_token(firm)
    assert use_token(secret) is not None

    with tenant_context(firm.pk):
        first = operations.revoke_token(token_id=token.pk, at=AT)
        second = operations.revoke_token(token_id=token.pk, at=LATER)

    assert use_token(secret) is None
    assert (first.revoked_at, second.revoked_at) == (AT, AT)


def test_revoke_token_of_another_firm_finds_none(firm, other_firm):
    token, secret = a_token(firm)

    with tenant_context(other_firm.pk), pytest.raises(ApiToken.DoesNotExist):
        operations.revoke_token(token_id=token.pk, at=AT)

    assert use_token(secret) is not None


def test_use_token_past_its_end_is_nobody(firm):
    token, secret = a_token(firm, expires_at=FAR)
    assert use_token(secret) is not None

    with tenant_context(firm.pk):
        ApiToken.objects.filter(pk=token.pk).update(expires_at=dt.datetime(2020, 1, 1, tzinfo=dt.UTC))

    assert use_token(secret) is None


def test_use_token_keeps_the_last_use_to_the_minute_without_a_version_or_an_event(firm):
    _, secret = a_token(firm)

    use_token(secret)
    use_token(secret)

    with tenant_context(firm.pk):
        kept = ApiToken.objects.get()
        assert (kept.last_used_at.second, kept.last_used_at.microsecond) == (0, 0)
        assert kept.row_version == 1
        assert list(kept.events.values_list("pgh_label", flat=True)) == ["insert"]


def test_use_token_counts_the_token_and_its_firm(firm, other_firm):
    (_, first), (_, second), (_, foreign) = a_token(firm), a_token(firm), a_token(other_firm)

    wait_for_a_fresh_minute()

    left = [(use.left_token, use.left_firm) for use in map(use_token, [first, first, second, foreign])]

    assert left == [(599, 2999), (598, 2998), (599, 2997), (599, 2999)]
    assert 1 <= use_token(first).resets_in <= 60


def wait_for_a_fresh_minute() -> None:
    """Stay out of a minute's last two seconds: the counts start again with each."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_sleep(CASE WHEN extract(second FROM clock_timestamp()) > 58 THEN 2.1 ELSE 0 END)")


def test_use_token_past_its_requests_says_so_below_zero(firm):
    _, secret = a_token(firm)
    used = []
    with connection.cursor() as cursor:
        for _ in range(3):
            cursor.execute("SELECT left_token, left_firm FROM api_token_use(%s, 1, 1)", [hash_of(secret)])
            used.append(cursor.fetchone())

    assert (-1, -1) in used  # the second use, or the third where a minute ended in between


def test_use_token_at_once_loses_no_count(committed):
    firm = make_firm()
    _, secret = a_token(firm)

    wait_for_a_fresh_minute()

    used = at_once(*[lambda: use_token(secret)] * 6)

    assert sorted(use.left_token for use in used) == [594, 595, 596, 597, 598, 599]


# Histories


def test_histories_hold_no_secret(db):
    with as_owner() as owner:
        found = owner.execute(
            "SELECT table_name, column_name FROM information_schema.columns WHERE table_name LIKE '%\\_events' "
            "AND table_schema = 'public' AND (column_name ~ 'hash|password|secret|token$|body')"
        ).fetchall()

    # which of the secrets derived from the installation's key: a number, and none of it
    assert found == [("ci_endpoints_events", "secret_number")]


def test_histories_say_who_acted(firm, owned):
    with tenant_context(firm.pk, actor={"name": "Ines Duarte", "via": "page"}):
        operations.change_role(membership_id=owned["viewer"].pk, role="member")
        event = owned["viewer"].events.latest("pgh_id")

    assert event.pgh_context == {"name": "Ines Duarte", "via": "page"}
    assert (event.pgh_label, event.role) == ("update", "member")


def test_audit_keeps_no_row_of_what_has_a_history(firm, owned):
    with tenant_context(firm.pk):
        operations.change_role(membership_id=owned["viewer"].pk, role="member")

        assert AuditEvent.objects.count() == 0
