"""A person's own filters of a list: kept under a name, shown as links above it, and nobody else's."""

import pytest
from django.test import Client

from apps.tenancy.context import login_context
from apps.tenancy.models import User
from apps.tenancy.saved_filters import MOST, FilterRefused, SavedFilter, remove_filter, save_filter, saved_filters
from tests.conftest import make_user
from tests.console.conftest import make_pack, said

OF = "tickets.ticketinstance"
LIST = "/f/harbor-dental/admin/tickets/ticketinstance/"
PACK = "0190d3f1-7c6e-7cc3-98c4-dc0c0c07398f"


def kept(person, firm: str = "") -> list[SavedFilter]:
    with login_context():
        return saved_filters(User.objects.get(pk=person.pk), of=OF, firm=firm)


def test_filter_is_kept_under_its_tidied_name_and_query(staff):
    save_filter(user_id=staff.pk, of=OF, name="  My   blocked ", query="status__exact=blocked&p=3&o=2")

    assert kept(staff) == [SavedFilter("My blocked", "o=2&status__exact=blocked")]


def test_filter_of_the_same_name_is_replaced(staff):
    save_filter(user_id=staff.pk, of=OF, name="Mine", query="status__exact=blocked")
    save_filter(user_id=staff.pk, of=OF, name="mine", query="status__exact=done")

    assert kept(staff) == [SavedFilter("mine", "status__exact=done")]


def test_filter_that_names_a_row_is_shown_in_its_firm_only(staff):
    save_filter(user_id=staff.pk, of=OF, name="The rollout", query=f"pack={PACK}", firm="harbor-dental")
    save_filter(user_id=staff.pk, of=OF, name="Blocked", query="status__exact=blocked", firm="harbor-dental")

    assert [one.name for one in kept(staff, "harbor-dental")] == ["The rollout", "Blocked"]
    assert [one.name for one in kept(staff, "castellan-logistics")] == ["Blocked"]
    assert [one.name for one in kept(staff)] == ["Blocked"]


def test_removed_filter_is_gone_and_removing_twice_is_no_error(staff):
    save_filter(user_id=staff.pk, of=OF, name="Mine", query="status__exact=blocked")
    save_filter(user_id=staff.pk, of=OF, name="Other", query="status__exact=done")

    remove_filter(user_id=staff.pk, of=OF, name="Mine")
    remove_filter(user_id=staff.pk, of=OF, name="Mine")

    assert [one.name for one in kept(staff)] == ["Other"]


@pytest.mark.parametrize(
    ("given", "message"),
    [
        pytest.param({"name": "   "}, "a name", id="no name"),
        pytest.param({"name": "x" * 61}, "at most 60", id="long name"),
        pytest.param({"query": ""}, "no filter to save", id="no filter"),
        pytest.param({"query": "p=2"}, "no filter to save", id="a page is no filter"),
        pytest.param({"query": "q=" + "x" * 1000}, "no filter to save", id="long filter"),
        pytest.param({"of": "../etc"}, "no filter to save", id="no list"),
    ],
)
def test_what_is_no_filter_is_refused(staff, given, message):
    with pytest.raises(FilterRefused, match=message):
        save_filter(**({"user_id": staff.pk, "of": OF, "name": "Mine", "query": "q=inbox"} | given))

    assert kept(staff) == []


def test_list_keeps_so_many_filters_and_refuses_one_more(staff):
    for number in range(MOST):
        save_filter(user_id=staff.pk, of=OF, name=f"Filter {number}", query=f"q={number}")

    with pytest.raises(FilterRefused, match="at most 20"):
        save_filter(user_id=staff.pk, of=OF, name="One more", query="q=more")

    assert len(kept(staff)) == MOST


def test_saving_by_the_page_shows_the_filter_above_the_list(staff_client, staff, firm):
    make_pack(firm)
    post = {"of": OF, "name": "Not begun", "query": "status__exact=not_started", "firm": "harbor-dental", "next": LIST}

    response = staff_client.post("/accounts/filters/", post, follow=True)
    page = staff_client.get(f"{LIST}?status__exact=not_started").text

    assert response.redirect_chain == [(LIST, 302)]
    assert "saved as “Not begun”" in said(response)
    assert f'<a href="{LIST}?status__exact=not_started" aria-current="true">Not begun</a>' in page
    assert "Save this filter" not in page
    assert "Save this filter" in staff_client.get(f"{LIST}?status__exact=done").text
    assert "Save this filter" not in staff_client.get(LIST).text


def test_filters_of_one_person_are_not_anothers(staff_client, staff, super_client, firm):
    save_filter(user_id=staff.pk, of=OF, name="Sams own", query="q=inbox")

    assert "Sams own" in staff_client.get("/admin/tickets/ticketinstance/").text
    assert "Sams own" not in super_client.get("/admin/tickets/ticketinstance/").text


def test_removing_by_the_page_says_so(staff_client, staff, firm):
    save_filter(user_id=staff.pk, of=OF, name="Mine", query="q=inbox")

    response = staff_client.post(
        "/accounts/filters/", {"act": "remove", "of": OF, "name": "Mine", "next": LIST}, follow=True
    )

    assert "“Mine” is removed" in said(response)
    assert kept(staff) == []


def test_refusal_is_said_on_the_list(staff_client, staff, firm):
    response = staff_client.post(
        "/accounts/filters/", {"of": OF, "name": "", "query": "q=a", "next": LIST}, follow=True
    )

    assert "Give the filter a name" in said(response)


@pytest.mark.parametrize("target", ["https://elsewhere.example/", "//elsewhere.example", "javascript:alert(1)", ""])
def test_page_never_leads_to_another_site(staff_client, staff, target):
    post = {"of": OF, "name": "Mine", "query": "q=inbox", "next": target}

    assert staff_client.post("/accounts/filters/", post)["Location"] == "/"


def test_route_takes_posts_of_the_signed_in_only(client, staff_client, db):
    person = make_user("nobody@harbor.example", name="Nobody")

    refused = client.post("/accounts/filters/", {"of": OF, "name": "Mine", "query": "q=inbox"})

    assert refused["Location"].startswith("/accounts/login/")
    assert staff_client.get("/accounts/filters/").status_code == 405
    assert kept(person) == []


def test_route_needs_the_csrf_token(staff):
    client = Client(enforce_csrf_checks=True)
    client.force_login(staff)

    assert client.post("/accounts/filters/", {"of": OF, "name": "Mine", "query": "q=a"}).status_code == 403
    assert kept(staff) == []
