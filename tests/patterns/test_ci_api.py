import pytest

from apps.patterns.ci.secrets import secret_of
from apps.patterns.models import CiEndpoint
from apps.tenancy.context import tenant_context
from tests.api.conftest import by_session, by_token
from tests.conftest import as_owner
from tests.patterns.ci_sending import from_github, payload
from tests.patterns.makers import make_endpoint

NEW = {"name": "GitHub, harbor", "kind": "github"}


@pytest.fixture
def api(firm):
    return by_session(firm, "admin")


@pytest.fixture
def endpoint(firm):
    with tenant_context(firm.pk):
        return make_endpoint()


def test_endpoint_is_made_with_its_secret_and_shown_without(firm, api, settings):
    made = api("POST", "/api/ci-endpoints", NEW)
    row = made.json()
    secret = row.pop("secret")
    shown = api("GET", made["Location"].removeprefix(f"/f/{firm.slug}"))

    assert made.status_code == 201
    assert (row["name"], row["kind"], row["is_active"], row["last_delivery_at"]) == (
        "GitHub, harbor",
        "github",
        True,
        None,
    )
    assert row["address"] == f"{settings.FIRMLOOP_URL}/api/webhooks/ci?endpoint={row['id']}"
    assert shown.json() == row
    assert made["ETag"] == shown["ETag"]
    with tenant_context(firm.pk):
        endpoint = CiEndpoint.objects.get()
    assert secret == secret_of(endpoint.pk, 1)
    assert from_github(endpoint, payload("github_ping"), "ping", key=secret).status_code == 200


def test_repeated_answer_is_without_the_secret_and_none_is_kept(firm, api):
    answers = [api("POST", "/api/ci-endpoints", NEW, idempotency_key="k-1").json() for _ in range(2)]
    path = f"/api/ci-endpoints/{answers[0]['id']}/rotate"
    rotated = [api("POST", path, idempotency_key="k-2").json() for _ in range(2)]

    assert answers[1] == answers[0] | {"secret": None}
    assert rotated[1] == rotated[0] | {"secret": None}
    assert rotated[0]["secret"] == secret_of(CiEndpoint(pk=answers[0]["id"]).pk, 2)
    with tenant_context(firm.pk):
        assert CiEndpoint.objects.get().secret_number == 2


@pytest.mark.parametrize(
    ("sent", "field"),
    [
        ({"kind": "github"}, "name"),
        (NEW | {"name": ""}, "name"),
        (NEW | {"name": "x" * 101}, "name"),
        (NEW | {"name": "a\0"}, "name"),
        (NEW | {"kind": "jenkins"}, "kind"),
        (NEW | {"is_active": "yes"}, "is_active"),
        (NEW | {"secret": "mine"}, "secret"),
        (NEW | {"address": "https://x.example"}, "address"),
        (NEW | {"secret_number": 7}, "secret_number"),
    ],
)
def test_endpoint_with_a_wrong_field_is_refused(firm, api, sent, field):
    answer = api("POST", "/api/ci-endpoints", sent)

    assert (answer.status_code, [error["field"] for error in answer.json()["errors"]]) == (400, [field])


def test_endpoint_is_renamed_and_switched_and_keeps_its_kind(firm, api, endpoint):
    path = f"/api/ci-endpoints/{endpoint.pk}"

    changed = api("PATCH", path, {"name": "Renamed", "is_active": False}, If_Match='"1"')
    lost = api("PATCH", path, {"name": "Lost"}, If_Match='"1"')
    refused = api("PATCH", path, {"kind": "gitlab"})

    assert (changed.status_code, changed.json()["name"], changed.json()["is_active"]) == (200, "Renamed", False)
    assert (lost.status_code, refused.status_code) == (412, 400)
    assert from_github(endpoint, payload("github_ping"), "ping").status_code == 401


def test_list_is_narrowed_by_kind_and_state(firm, api, endpoint):
    with tenant_context(firm.pk):
        off = make_endpoint("gitlab", is_active=False)

    found = {
        query: [row["id"] for row in api("GET", f"/api/ci-endpoints?{query}").json()["results"]]
        for query in ("", "kind=github", "is_active=false", "kind=generic")
    }

    assert found == {
        "": [str(off.pk), str(endpoint.pk)],
        "kind=github": [str(endpoint.pk)],
        "is_active=false": [str(off.pk)],
        "kind=generic": [],
    }


def test_rotate_compares_the_version(firm, api, endpoint):
    path = f"/api/ci-endpoints/{endpoint.pk}/rotate"

    answers = [api("POST", path, If_Match='"1"') for _ in range(2)]

    assert [answer.status_code for answer in answers] == [200, 412]
    assert answers[0].json()["secret"] == secret_of(endpoint.pk, 2)


def test_delete_is_the_owners_and_takes_the_deliveries_along(firm, endpoint):
    from_github(endpoint, payload("github_ping"), "ping")
    path = f"/api/ci-endpoints/{endpoint.pk}"

    statuses = [by_session(firm, role)("DELETE", path).status_code for role in ("member", "admin", "owner")]

    assert statuses == [403, 403, 204]


def test_endpoint_of_another_firm_is_as_missing(firm, other_firm, endpoint):
    stranger = by_token(other_firm, "write")
    path = f"/api/ci-endpoints/{endpoint.pk}"

    answers = [
        stranger("GET", path),
        stranger("PATCH", path, {"name": "Mine"}),
        stranger("POST", f"{path}/rotate"),
    ]

    assert [answer.status_code for answer in answers] == [404, 404, 404]
    assert stranger("GET", "/api/ci-endpoints").json()["results"] == []
    with tenant_context(firm.pk):
        endpoint.refresh_from_db()
    assert (endpoint.name, endpoint.secret_number) == ("github, harbor", 1)


def test_secret_stands_in_no_table(committed):
    from tests.conftest import make_firm

    firm = make_firm()
    api = by_session(firm, "admin")
    made = api("POST", "/api/ci-endpoints", NEW, idempotency_key="k-1").json()

    with as_owner() as owner:
        tables = [row[0] for row in owner.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")]
        found = [
            table
            for table in tables
            if owner.execute(f"SELECT FROM {table} t WHERE t::text LIKE %s", [f"%{made['secret'][6:]}%"]).fetchone()
        ]

    assert found == []


def test_program_makes_no_secret_that_outlives_its_token(firm, endpoint):
    program = by_token(firm, "write")

    made = program("POST", "/api/ci-endpoints", NEW)
    rotated = program("POST", f"/api/ci-endpoints/{endpoint.pk}/rotate")

    assert [made.status_code, rotated.status_code] == [403, 403]
    with tenant_context(firm.pk):
        assert CiEndpoint.objects.get().secret_number == 1
