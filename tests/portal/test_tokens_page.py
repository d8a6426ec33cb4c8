from __future__ import annotations

import datetime as dt
import re

import pytest
from django.test import Client
from django.utils import timezone

from apps.tenancy import operations
from apps.tenancy.context import tenant_context
from apps.tenancy.models import ApiToken
from tests.portal.makers import signed_in


@pytest.fixture
def token(harbor) -> ApiToken:
    with tenant_context(harbor.firm.pk):
        return operations.make_token(name="nightly export", scopes=["read"], at=timezone.now())[0]


def test_token_create_shows_the_secret_once_and_it_works(harbor):
    client = signed_in(harbor.people["admin"])

    response = client.post(f"{harbor.url}tokens/new/", {"name": "reporting script", "scope": "read", "days": "30"})

    secret = re.search(r'value="(fl_[^"]+)"', response.content.decode())[1]
    assert "no-store" in response["Cache-Control"]
    assert secret not in client.get(f"{harbor.url}tokens/").content.decode()
    assert Client().get("/api/ticket-packs", headers={"Authorization": f"Bearer {secret}"}).status_code == 200
    with tenant_context(harbor.firm.pk):
        made = ApiToken.objects.get()
    assert (made.scopes, made.created_by_id) == (["read"], harbor.people["admin"].pk)
    assert dt.timedelta(days=29) < made.expires_at - timezone.now() <= dt.timedelta(days=30)


@pytest.mark.parametrize(
    ("asked", "reason"),
    [
        ({"name": "", "scope": "read", "days": "30"}, "This field is required."),
        ({"name": "x", "scope": "all", "days": "30"}, "all is not one of the available choices."),
        ({"name": "x", "scope": "read", "days": "7"}, "7 is not one of the available choices."),
    ],
    ids=["no name", "scope not offered", "days not offered"],
)
def test_token_create_that_is_refused_says_why(harbor, asked, reason):
    response = signed_in(harbor.people["owner"]).post(f"{harbor.url}tokens/new/", asked)

    assert response.status_code == 422
    assert reason in response.content.decode()
    with tenant_context(harbor.firm.pk):
        assert ApiToken.objects.count() == 0


def test_token_revoke_is_kept_and_listed_last(harbor, token):
    client = signed_in(harbor.people["owner"])
    with tenant_context(harbor.firm.pk):
        operations.make_token(name="weekly report", scopes=["read"], at=timezone.now())

    client.post(f"{harbor.url}tokens/{token.pk}/revoke/")
    client.post(f"{harbor.url}tokens/{token.pk}/revoke/")

    listed = client.get(f"{harbor.url}tokens/").context["tokens"]
    assert [(one.name, one.revoked_at is None) for one in listed] == [
        ("weekly report", True),
        ("nightly export", False),
    ]


@pytest.mark.parametrize(("method", "path"), [("get", ""), ("post", "new/"), ("post", "{token}/revoke/")])
def test_tokens_are_forbidden_to_members_and_a_404_to_strangers(harbor, castellan, token, method, path):
    url = f"{harbor.url}tokens/{path.format(token=token.pk)}"
    asked = {"name": "x", "scope": "read", "days": "30"}

    member = getattr(signed_in(harbor.people["member"]), method)(url, asked)
    stranger = getattr(signed_in(castellan.people["owner"]), method)(url, asked)

    assert (member.status_code, stranger.status_code) == (403, 404)
    assert "Only admin, owner and staff may make and revoke API tokens." in member.content.decode()
    with tenant_context(harbor.firm.pk):
        assert [one.revoked_at for one in ApiToken.objects.all()] == [None]


def test_token_of_another_firm_is_not_found(harbor, castellan, token):
    response = signed_in(castellan.people["owner"]).post(f"{castellan.url}tokens/{token.pk}/revoke/")

    assert response.status_code == 404
    with tenant_context(harbor.firm.pk):
        assert ApiToken.objects.get().revoked_at is None
