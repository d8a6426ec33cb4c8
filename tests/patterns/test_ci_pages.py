import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from apps.patterns.ci.secrets import secret_of
from apps.patterns.models import CiDelivery, CiEndpoint
from apps.tenancy.context import tenant_context
from tests.conftest import AT
from tests.patterns.ci_sending import from_github, payload
from tests.patterns.makers import make_endpoint, make_outcome
from tests.portal.makers import make_place, signed_in

NEW = {"name": "GitHub, harbor", "kind": "github"}


@pytest.fixture
def harbor(db):
    return make_place()


@pytest.fixture
def castellan(db):
    return make_place("castellan-logistics", name="Castellan Logistics")


@pytest.fixture
def endpoint(harbor):
    with tenant_context(harbor.firm.pk):
        return make_endpoint()


def text_of(response):
    return response.content.decode()


def secret_in(response):
    found = re.search(r'id="secret" value="(whsec_[^"]+)"', text_of(response))
    return found[1] if found else None


def test_endpoint_shows_its_secret_once_and_it_works(harbor):
    client = signed_in(harbor.people["admin"])
    with tenant_context(harbor.firm.pk):
        make_outcome(repository="harbor/shop", project_name="shop")

    response = client.post(f"{harbor.url}patterns/ci/create/", NEW)

    with tenant_context(harbor.firm.pk):
        made = CiEndpoint.objects.get()
    page = client.get(f"{harbor.url}patterns/ci/{made.pk}/")
    assert "no-store" in response["Cache-Control"]
    assert secret_in(response) == secret_of(made.pk, 1)
    assert "whsec_" not in text_of(page)
    assert (made.name, made.kind, made.created_by_id) == ("GitHub, harbor", "github", harbor.people["admin"].pk)
    assert from_github(made, payload("github_workflow_run"), key=secret_in(response)).status_code == 200


@pytest.mark.parametrize(
    ("asked", "reason"),
    [
        (NEW | {"name": " "}, "This field is required."),
        (NEW | {"name": "x" * 101}, "at most 100 characters"),
        (NEW | {"name": "a\0b"}, "Null characters are not allowed."),
        (NEW | {"kind": "jenkins"}, "jenkins is not one of the available choices."),
    ],
    ids=["no name", "long name", "NUL", "kind not offered"],
)
def test_endpoint_that_is_refused_says_why(harbor, asked, reason):
    response = signed_in(harbor.people["owner"]).post(f"{harbor.url}patterns/ci/create/", asked)

    assert response.status_code == 422
    assert reason in text_of(response)
    with tenant_context(harbor.firm.pk):
        assert CiEndpoint.objects.count() == 0


def test_list_names_the_address_and_what_became_of_the_last_delivery(harbor, endpoint, settings):
    from_github(endpoint, payload("github_workflow_run"))
    from_github(endpoint, payload("github_ping"), "ping")

    text = text_of(signed_in(harbor.people["viewer"]).get(f"{harbor.url}patterns/ci/"))

    assert f'value="{settings.FIRMLOOP_URL}/api/webhooks/ci?endpoint={endpoint.pk}"' in text
    assert "GitHub’s ping: the address and the secret are right." in text
    assert "No active project" not in text


def test_page_lists_deliveries_with_what_became_of_each(harbor, endpoint):
    with tenant_context(harbor.firm.pk):
        outcome = make_outcome(repository="harbor/shop", project_name="shop")
    from_github(endpoint, payload("github_workflow_run"))
    from_github(endpoint, payload("github_workflow_run", repository__full_name="harbor/dock"))

    text = text_of(signed_in(harbor.people["viewer"]).get(f"{harbor.url}patterns/ci/{endpoint.pk}/"))

    assert "No active project has the repository harbor/dock." in text
    assert "Build succeeded: noted for “shop”." in text
    assert f'href="{harbor.url}patterns/projects/{outcome.pk}/"' in text


@pytest.mark.parametrize(
    ("kind", "says"),
    [("github", "Workflow runs"), ("gitlab", "Pipeline events"), ("generic", "X-Firmloop-Signature")],
)
def test_page_says_what_to_paste_where(harbor, kind, says):
    with tenant_context(harbor.firm.pk):
        endpoint = make_endpoint(kind)

    text = text_of(signed_in(harbor.people["member"]).get(f"{harbor.url}patterns/ci/{endpoint.pk}/"))

    assert says in text
    assert "Make another secret" not in text


def test_rotate_shows_another_secret_and_the_old_one_is_refused(harbor, endpoint):
    old = secret_of(endpoint.pk, 1)

    response = signed_in(harbor.people["admin"]).post(f"{harbor.url}patterns/ci/{endpoint.pk}/rotate/")

    assert "no-store" in response["Cache-Control"]
    assert secret_in(response) == secret_of(endpoint.pk, 2) != old
    statuses = [
        from_github(endpoint, payload("github_ping"), "ping", key=key).status_code for key in (old, secret_in(response))
    ]
    assert statuses == [401, 200]


def test_switch_refuses_deliveries_until_it_is_on_again(harbor, endpoint):
    client = signed_in(harbor.people["admin"])
    statuses = []

    for to in ("off", "on"):
        client.post(f"{harbor.url}patterns/ci/{endpoint.pk}/switch/", {"to": to})
        statuses.append(from_github(endpoint, payload("github_ping"), "ping").status_code)

    assert statuses == [401, 200]


def test_delete_is_the_owners(harbor, endpoint):
    url = f"{harbor.url}patterns/ci/{endpoint.pk}/delete/"

    statuses = [signed_in(harbor.people[role]).post(url).status_code for role in ("admin", "owner", "owner")]

    assert statuses == [403, 302, 404]
    with tenant_context(harbor.firm.pk):
        assert CiEndpoint.objects.count() == 0


@pytest.mark.parametrize(
    ("method", "path", "of_viewers"),
    [
        ("get", "", 200),
        ("post", "create/", 403),
        ("get", "{pk}/", 200),
        ("post", "{pk}/rotate/", 403),
        ("post", "{pk}/switch/", 403),
        ("post", "{pk}/delete/", 403),
    ],
)
def test_pages_are_read_by_viewers_and_missing_to_strangers(harbor, castellan, endpoint, method, path, of_viewers):
    tail = f"patterns/ci/{path.format(pk=endpoint.pk)}"

    viewer = getattr(signed_in(harbor.people["viewer"]), method)(harbor.url + tail, NEW)
    stranger = getattr(signed_in(castellan.people["owner"]), method)(harbor.url + tail, NEW)
    foreign = getattr(signed_in(castellan.people["owner"]), method)(castellan.url + tail, NEW)

    assert (viewer.status_code, stranger.status_code) == (of_viewers, 404)
    assert foreign.status_code == (404 if "pk" in path else 200)
    assert str(endpoint.pk) not in (text_of(foreign) if foreign.status_code == 200 else "")
    with tenant_context(harbor.firm.pk):
        endpoint.refresh_from_db()
    assert (endpoint.secret_number, endpoint.is_active) == (1, True)


def test_lists_ask_the_same_however_many_there_are(harbor, endpoint):
    client = signed_in(harbor.people["owner"])
    counts = []

    for number in (1, 3):
        with tenant_context(harbor.firm.pk):
            for _ in range(number):
                other, outcome = make_endpoint(name=f"number {number}"), make_outcome()
                for one in (endpoint, other):
                    CiDelivery.objects.create(
                        endpoint=one, project_outcome=outcome, delivery_id=str(outcome.pk), result="x", created_at=AT
                    )
        for url in ("", f"{endpoint.pk}/"):
            with CaptureQueriesContext(connection) as asked:
                client.get(f"{harbor.url}patterns/ci/{url}")
            counts.append(len(asked))

    assert counts[:2] == counts[2:]
