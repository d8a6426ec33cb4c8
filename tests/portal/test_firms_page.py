from __future__ import annotations

import pytest
from django.test import Client

from tests.conftest import make_member, make_user
from tests.portal.makers import signed_in


def test_firms_lists_the_persons_own_by_name(harbor, castellan):
    make_member(castellan.firm, harbor.people["owner"], "viewer")

    response = signed_in(harbor.people["owner"]).get("/")

    assert [one["tenant"]["name"] for one in response.context["memberships"]] == [
        "Castellan Logistics",
        "Harbor Dental Partners",
    ]


def test_firms_of_somebody_with_one_leads_there(harbor):
    response = signed_in(harbor.people["owner"]).get("/")

    assert (response.status_code, response["Location"]) == (302, harbor.url)


def test_firms_of_somebody_with_none_says_how_to_get_in(db):
    page = signed_in(make_user("alone@example.com")).get("/").content.decode()

    assert "You belong to no firm yet" in page
    assert "alone@example.com" in page


def test_firms_of_nobody_is_the_sign_in(db):
    response = Client().get("/")

    assert (response.status_code, response["Location"]) == (302, "/accounts/login/")


def test_address_of_a_firm_without_its_slash_is_led_to_it(harbor):
    response = signed_in(harbor.people["owner"]).get("/f/harbor-dental")

    assert (response.status_code, response["Location"]) == (301, harbor.url)


@pytest.mark.parametrize("path", ["/f/HARBOR-DENTAL/", "/f//", "/f/harbor-dental/nothing-here/", "/f/harbor--dental/"])
def test_address_that_leads_nowhere_is_not_found(harbor, path):
    assert signed_in(harbor.people["owner"]).get(path).status_code == 404


def test_page_of_a_firm_names_it_its_zone_and_the_persons_role(harbor):
    page = signed_in(harbor.people["viewer"]).get(harbor.url).content.decode()

    assert '<strong title="Harbor Dental Partners">' in page
    assert "viewer@harbor-dental.example · Viewer" in page
    assert "Times are of America/New_York (E" in page
