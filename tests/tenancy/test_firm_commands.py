"""The commands that make firms and seat the company's people, under the web login."""

from __future__ import annotations

import pytest

from apps.tenancy.context import tenant_context
from apps.tenancy.functions import all_firms, firm_of_slug
from apps.tenancy.models import Invitation, Membership, Tenant
from tests.commands import run
from tests.conftest import make_member, make_user

HARBOR = ("--name", "Harbor Dental Partners", "--slug", "harbor-dental", "--owner", "amara@harbor.example")


def create(*more):
    return run("tenant_create", *HARBOR, *more)


def seats(slug="harbor-dental"):
    with tenant_context(firm_of_slug(slug).tenant_id):
        return set(Membership.objects.values_list("email", "role"))


def invited(slug="harbor-dental"):
    with tenant_context(firm_of_slug(slug).tenant_id):
        return list(Invitation.objects.values_list("email", "role"))


def test_tenant_create_makes_the_firm_as_told(db):
    ran = create("--time-zone", "America/New_York", "--currency", "CAD")

    assert ran.out == "made Harbor Dental Partners at /f/harbor-dental/\namara@harbor.example is invited by mail\n"
    found = firm_of_slug("harbor-dental")
    with tenant_context(found.tenant_id):
        firm = Tenant.objects.get()
    assert (firm.name, firm.time_zone, firm.currency) == ("Harbor Dental Partners", "America/New_York", "CAD")


def test_tenant_create_invites_an_owner_without_an_account(db):
    ran = create("--json")

    found = firm_of_slug("harbor-dental")
    assert ran.json == {
        "id": str(found.tenant_id),
        "slug": "harbor-dental",
        "name": "Harbor Dental Partners",
        "owner": "invited",
    }
    assert (invited(), seats()) == ([("amara@harbor.example", "owner")], set())


def test_tenant_create_seats_an_owner_with_an_account(db):
    make_user("amara@harbor.example", name="Amara Okafor")

    ran = create()

    assert ran.out.endswith("amara@harbor.example is the owner\n")
    assert (invited(), seats()) == ([], {("amara@harbor.example", "owner")})


def test_tenant_create_makes_superusers_staff_but_nobody_else(db):
    make_user("maya@firmloop.example", name="Maya", is_superuser=True)
    make_user("linh@elsewhere.example", name="Linh")

    create()

    assert seats() == {("maya@firmloop.example", "staff")}


def test_tenant_create_gives_a_superuser_who_owns_the_firm_the_owners_seat(db):
    make_user("amara@harbor.example", name="Amara Okafor", is_superuser=True)

    create()

    assert seats() == {("amara@harbor.example", "owner")}


@pytest.mark.parametrize(
    ("more", "said"),
    [
        pytest.param(["--time-zone", "Mars/Base"], "--time-zone: “Mars/Base” is no time zone", id="time zone"),
        pytest.param(["--currency", "dollars"], "--currency: ", id="currency"),
        pytest.param(["--slug", "Harbor Dental"], "--slug: Lower-case letters, digits and single", id="slug"),
        pytest.param(["--slug", "x" * 64], "--slug: Ensure this value has at most 63", id="slug too long"),
        pytest.param(["--name", ""], "--name: This field cannot be blank", id="no name"),
        pytest.param(["--owner", "amara"], "--owner: Enter a valid email address", id="owner's e-mail"),
    ],
)
def test_tenant_create_refuses_a_wrong_value_by_its_flag_and_makes_nothing(db, more, said):
    ran = create(*more)

    assert said in ran.failure
    assert all_firms() == []


def test_tenant_create_refuses_an_address_that_is_taken(db, other_firm):
    create()

    ran = create("--name", "Another")

    assert ran.failure == "--slug: There is a firm with the address harbor-dental already."
    assert {firm.name for firm in all_firms()} == {"Harbor Dental Partners", "Castellan Logistics"}


@pytest.mark.parametrize("flag", ["--name", "--slug", "--owner"])
def test_tenant_create_needs_name_slug_and_owner(db, flag):
    place = HARBOR.index(flag)

    ran = run("tenant_create", *HARBOR[:place], *HARBOR[place + 2 :])

    assert f"the following arguments are required: {flag}" in ran.failure


def test_tenant_create_commits(committed):
    create()

    assert firm_of_slug("harbor-dental") is not None
    assert invited() == [("amara@harbor.example", "owner")]


def test_firm_staff_seats_a_person_once(firm, other_firm):
    make_user("maya@firmloop.example", name="Maya Lindqvist")
    arguments = ("firm_staff", "--tenant", firm.slug, "--email", "maya@firmloop.example")

    first, again = run(*arguments), run(*arguments, "--json")

    assert first.out == "harbor-dental: Maya Lindqvist <maya@firmloop.example> is staff\n"
    assert again.json == {"name": "Maya Lindqvist", "email": "maya@firmloop.example", "role": "staff"}
    assert seats() == {("maya@firmloop.example", "staff")}
    assert seats(other_firm.slug) == set()


def test_firm_staff_seats_a_person_in_all_firms(firm, other_firm):
    make_user("maya@firmloop.example", name="Maya Lindqvist")

    ran = run("firm_staff", "--all-tenants", "--email", "MAYA@firmloop.example")

    assert ran.failure is None
    assert seats() == seats(other_firm.slug) == {("maya@firmloop.example", "staff")}


def test_firm_staff_refuses_a_person_who_sits_in_the_firm_otherwise(firm):
    make_member(firm, make_user("ines@harbor.example", name="Ines Duarte"), "admin")

    ran = run("firm_staff", "--tenant", firm.slug, "--email", "ines@harbor.example")

    assert ran.failure is not None
    assert ran.err == "harbor-dental: Ines Duarte belongs to this firm as Admin.\n"
    assert seats() == {("ines@harbor.example", "admin")}


@pytest.mark.parametrize("is_there", [False, True], ids=["unknown", "inactive"])
def test_firm_staff_refuses_a_person_without_an_active_account(firm, is_there):
    if is_there:
        make_user("maya@firmloop.example", name="Maya", is_active=False)

    ran = run("firm_staff", "--tenant", firm.slug, "--email", "maya@firmloop.example")

    assert ran.failure is not None
    assert "There is no active account maya@firmloop.example; make one in the admin, under People." in ran.err
    assert seats() == set()


def test_firm_staff_for_an_unknown_firm_is_refused(firm):
    ran = run("firm_staff", "--tenant", "harbor", "--email", "maya@firmloop.example")

    assert ran.failure == "There is no firm harbor. Did you mean harbor-dental?"
