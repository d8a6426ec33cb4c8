"""Who may do what: every role and scope against every right, spelled out."""

from __future__ import annotations

from uuid import UUID

import pytest

from apps.tenancy.choices import Role, Scope
from apps.tenancy.permissions import RIGHTS, SCOPE_RIGHTS, Caller, Right, rights_of, rights_of_scopes

NOBODY = UUID("01890000-0000-7000-8000-000000000000")
#             view  tick  edit  invite tokens roles settings delete admin site
TABLE = {
    "viewer": (1, 0, 0, 0, 0, 0, 0, 0, 0),
    "member": (1, 1, 0, 0, 0, 0, 0, 0, 0),
    "admin": (1, 1, 1, 1, 1, 0, 0, 0, 0),
    "owner": (1, 1, 1, 1, 1, 1, 1, 1, 0),
    "staff": (1, 1, 1, 1, 1, 0, 0, 0, 1),
    "superuser": (1, 1, 1, 1, 1, 1, 1, 1, 1),
}
COLUMNS = (
    Right.VIEW,
    Right.TICK,
    Right.EDIT,
    Right.INVITE,
    Right.TOKENS,
    Right.ROLES,
    Right.SETTINGS,
    Right.DELETE,
    Right.ADMIN_SITE,
)


def test_rights_and_roles_are_all_on_the_table():
    assert set(COLUMNS) == set(Right)
    assert set(TABLE) == {*Role.values, "superuser"}
    assert set(RIGHTS) == set(Role.values)
    assert set(SCOPE_RIGHTS) == set(Scope.values)


@pytest.mark.parametrize("right", COLUMNS)
@pytest.mark.parametrize("role", TABLE)
def test_right_of_a_role(role, right):
    held = rights_of("staff", is_superuser=True) if role == "superuser" else rights_of(role)
    caller = Caller(NOBODY, "harbor", "Harbor", "UTC", "Ines", held)

    assert caller.may(right) is bool(TABLE[role][COLUMNS.index(right)])


@pytest.mark.parametrize("role", [role for role in Role.values if role != "staff"])
def test_superuser_in_another_seat_has_that_seats_rights(role):
    assert rights_of(role, is_superuser=True) == rights_of(role)


@pytest.mark.parametrize(
    ("scopes", "rights"),
    [
        ([], set()),
        (["read"], {Right.VIEW}),
        (["write"], {Right.VIEW, Right.TICK, Right.EDIT}),
        (["engine"], {Right.VIEW, Right.TICK}),
        (["read", "engine"], {Right.VIEW, Right.TICK}),
        (["read", "write", "engine"], {Right.VIEW, Right.TICK, Right.EDIT}),
    ],
    ids=lambda values: "+".join(sorted(map(str, values))) or "none",
)
def test_rights_of_scopes(scopes, rights):
    assert rights_of_scopes(scopes) == rights


def test_rights_of_an_unknown_role_are_an_error():
    with pytest.raises(KeyError):
        rights_of("king")


def test_caller_keeps_time_by_its_firm():
    caller = Caller(NOBODY, "harbor", "Harbor", "America/New_York", "Ines", frozenset())

    assert caller.zone.key == "America/New_York"
