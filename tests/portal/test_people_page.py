from __future__ import annotations

import datetime as dt

import pytest
from django.contrib.messages import get_messages
from django.test import Client
from django.utils import timezone

from apps.tenancy import operations
from apps.tenancy.context import tenant_context
from apps.tenancy.models import Invitation, Membership
from tests.portal.makers import signed_in


@pytest.fixture
def invitation(harbor) -> Invitation:
    with tenant_context(harbor.firm.pk, user_id=harbor.people["owner"].pk):
        return operations.invite(email="noor@harbor.example", role="member", at=timezone.now())


@pytest.fixture
def link(harbor, invitation) -> str:
    with tenant_context(harbor.firm.pk):
        link = operations.renew_invitation_link(invitation_id=invitation.pk)
    return link[link.index("/invite/") :]


def role_of(place, person) -> str | None:
    with tenant_context(place.firm.pk):
        return Membership.objects.filter(user_id=person.pk).values_list("role", flat=True).first()


def seat(place, role: str) -> Membership:
    with tenant_context(place.firm.pk):
        return Membership.objects.get(user_id=place.people[role].pk)


def said(response) -> list[str]:
    return [str(message) for message in get_messages(response.wsgi_request)]


def test_people_lists_members_and_open_invitations(harbor, invitation):
    page = signed_in(harbor.people["owner"]).get(f"{harbor.url}people/").content.decode()

    assert "4 people at Harbor Dental Partners" in page
    assert "member@harbor-dental.example" in page
    assert "noor@harbor.example" in page


def test_people_shows_a_viewer_no_invitations_and_nothing_to_press(harbor, invitation):
    page = signed_in(harbor.people["viewer"]).get(f"{harbor.url}people/").content.decode()

    assert "noor@harbor.example" not in page
    assert "people/invite/" not in page
    assert 'name="role"' not in page


def test_invite_queues_the_mail_and_says_so(harbor):
    response = signed_in(harbor.people["admin"]).post(
        f"{harbor.url}people/invite/", {"email": "Noor@Harbor.example", "role": "viewer"}
    )

    assert response.status_code == 302
    assert said(response) == ["The invitation to noor@harbor.example is on its way."]
    with tenant_context(harbor.firm.pk):
        assert Invitation.objects.get().role == "viewer"


@pytest.mark.parametrize(
    ("asked", "reason"),
    [
        ({"email": "no address", "role": "member"}, "Enter a valid email address."),
        ({"email": "", "role": "member"}, "This field is required."),
        ({"email": "noor@harbor.example", "role": "owner"}, "owner is not one of the available choices."),
        ({"email": "MEMBER@harbor-dental.example", "role": "member"}, "belongs to this firm already."),
    ],
    ids=["no address", "empty", "as owner", "member already"],
)
def test_invite_that_is_refused_says_why_and_keeps_what_was_typed(harbor, asked, reason):
    response = signed_in(harbor.people["owner"]).post(f"{harbor.url}people/invite/", asked)

    assert response.status_code == 422
    assert reason in response.content.decode()
    assert asked["email"] in response.content.decode()
    with tenant_context(harbor.firm.pk):
        assert Invitation.objects.count() == 0


def test_invitation_revoke_closes_the_link(harbor, invitation, link):
    client = signed_in(harbor.people["owner"])
    url = f"{harbor.url}people/invitations/{invitation.pk}/revoke/"

    first, second = client.post(url), client.post(url)

    assert said(first) == ["The invitation of noor@harbor.example is revoked."]
    assert "This invitation was used or revoked before." in said(second)
    assert Client().get(link).status_code == 410


def test_member_role_is_changed_by_the_owner(harbor):
    response = signed_in(harbor.people["owner"]).post(
        f"{harbor.url}people/{seat(harbor, 'viewer').pk}/role/", {"role": "admin"}
    )

    assert said(response) == ["Vera Lindt is now admin."]
    assert role_of(harbor, harbor.people["viewer"]) == "admin"


@pytest.mark.parametrize(
    ("whose", "to", "reason"),
    [
        ("viewer", "king", "“king” is no role"),
        ("viewer", "owner", "A firm has exactly one owner"),
        ("viewer", "staff", "Staff are the company's own people"),
        ("owner", "member", "A firm has exactly one owner"),
    ],
)
def test_member_role_that_is_refused_says_why(harbor, whose, to, reason):
    response = signed_in(harbor.people["owner"]).post(
        f"{harbor.url}people/{seat(harbor, whose).pk}/role/", {"role": to}
    )

    assert reason in said(response)[0]
    assert role_of(harbor, harbor.people[whose]) == whose


def test_member_remove_takes_the_access_away_at_once(harbor):
    member = signed_in(harbor.people["member"])

    response = signed_in(harbor.people["owner"]).post(f"{harbor.url}people/{seat(harbor, 'member').pk}/remove/")

    assert said(response) == ["Marcus Bell no longer belongs to the firm."]
    assert member.get(harbor.url).status_code == 404


def test_member_remove_of_the_owner_is_refused(harbor):
    response = signed_in(harbor.people["admin"]).post(f"{harbor.url}people/{seat(harbor, 'owner').pk}/remove/")

    assert said(response) == ["The owner cannot be removed; hand the firm over first."]
    assert role_of(harbor, harbor.people["owner"]) == "owner"


@pytest.mark.parametrize(
    ("path", "role"),
    [
        ("people/invite/", "member"),
        ("people/invitations/{invitation}/revoke/", "member"),
        ("people/{seat}/remove/", "member"),
        ("people/{seat}/role/", "admin"),
    ],
)
def test_act_on_people_is_forbidden_to_lesser_roles_and_a_404_to_strangers(harbor, castellan, invitation, path, role):
    url = path.format(invitation=invitation.pk, seat=seat(harbor, "viewer").pk)
    asked = {"email": "x@y.example", "role": "member"}

    lesser = signed_in(harbor.people[role]).post(harbor.url + url, asked)
    stranger = signed_in(castellan.people["owner"]).post(harbor.url + url, asked)

    assert (lesser.status_code, stranger.status_code) == (403, 404)
    assert role_of(harbor, harbor.people["viewer"]) == "viewer"
    with tenant_context(harbor.firm.pk):
        assert [(one.email, one.revoked_at) for one in Invitation.objects.all()] == [("noor@harbor.example", None)]


@pytest.mark.parametrize(
    "path", ["people/invitations/{invitation}/revoke/", "people/{seat}/remove/", "people/{seat}/role/"]
)
def test_person_or_invitation_of_another_firm_is_not_found(harbor, castellan, invitation, path):
    url = path.format(invitation=invitation.pk, seat=seat(harbor, "viewer").pk)

    response = signed_in(castellan.people["owner"]).post(castellan.url + url, {"role": "admin"})

    assert response.status_code == 404
    assert role_of(harbor, harbor.people["viewer"]) == "viewer"


def test_people_is_a_404_to_a_stranger(harbor, castellan):
    assert signed_in(castellan.people["owner"]).get(f"{harbor.url}people/").status_code == 404


def test_invitation_makes_the_account_and_the_member(harbor, link):
    client = Client()

    response = client.post(link, {"name": "Noor Haddad", "password": "three words in a row"})

    assert (response.status_code, response["Location"]) == (302, harbor.url)
    assert client.get(harbor.url).context["membership"]["role"] == "member"
    assert Client().get(link).status_code == 410


@pytest.mark.parametrize(
    ("asked", "reason"),
    [
        ({"name": "Noor", "password": "short"}, "too short"),
        ({"name": "Noor", "password": "noor@harbor.example"}, "too similar"),
        ({"name": "  ", "password": "three words in a row"}, "This field is required."),
    ],
    ids=["short", "like the address", "no name"],
)
def test_invitation_with_a_bad_form_says_why_and_stays_open(harbor, link, asked, reason):
    response = Client().post(link, asked)

    assert response.status_code == 422
    assert reason in response.content.decode()
    assert Client().get(link).status_code == 200


def test_invitation_of_somebody_with_an_account_asks_to_sign_in_and_adds_the_firm(harbor, castellan):
    guest = castellan.people["member"]
    with tenant_context(harbor.firm.pk, user_id=harbor.people["owner"].pk):
        invitation = operations.invite(email=guest.email, role="viewer", at=timezone.now())
        link = operations.renew_invitation_link(invitation_id=invitation.pk)
    path = link[link.index("/invite/") :]

    before = Client().get(path)
    wrong = signed_in(castellan.people["admin"]).post(path)
    right = signed_in(guest).post(path)

    assert "Sign in to accept" in before.content.decode()
    assert "You are signed in as admin@castellan-logistics.example" in wrong.content.decode()
    assert (right.status_code, right["Location"]) == (302, harbor.url)
    assert role_of(harbor, guest) == "viewer"
    assert role_of(harbor, castellan.people["admin"]) is None


def test_invitation_that_has_run_out_says_when(harbor):
    with tenant_context(harbor.firm.pk):
        invitation = operations.invite(
            email="late@harbor.example", role="member", at=timezone.now() - dt.timedelta(days=15)
        )
        link = operations.renew_invitation_link(invitation_id=invitation.pk)

    response = Client().get(link[link.index("/invite/") :])

    assert response.status_code == 410
    assert "This invitation expired on" in response.content.decode()


def test_invitation_link_that_nobody_made_is_gone(db):
    response = Client().get("/invite/nobody-made-this/")

    assert response.status_code == 410
    assert "This invitation is not valid any more." in response.content.decode()
