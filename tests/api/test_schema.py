import re

import pytest
import schemathesis
import yaml
from django.core.management import call_command
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis import GenerationMode, checks
from schemathesis.specs.openapi import checks as openapi

from apps.core.api.openapi import ROUTES, schema
from config.wsgi import application
from tests.api.conftest import MISSING, by_session, by_token, furnish, make_firm, make_token

EXAMPLES = [
    pytest.param(path, method, example["value"], id=f"{method} {path}")
    for path, methods in schema()["paths"].items()
    for method, operation in methods.items()
    for example in operation.get("requestBody", {})
    .get("content", {})
    .get("application/json", {})
    .get("examples", {})
    .values()
]


def test_schema_is_open_and_of_version_3_1(client, db):
    answer = client.get("/api/schema")

    assert answer.status_code == 200
    assert answer["Content-Type"] == "application/json"
    assert answer.json()["openapi"].startswith("3.1")
    assert answer.json()["components"]["securitySchemes"]["bearer"]["scheme"] == "bearer"


def test_schema_in_yaml_says_the_same(client, db):
    assert yaml.safe_load(client.get("/api/schema?format=yaml").content) == client.get("/api/schema").json()


def test_schema_is_valid_and_without_a_warning(tmp_path):
    call_command(
        "spectacular", urlconf=ROUTES, validate=True, fail_on_warn=True, file=str(tmp_path / "schema.yaml"), verbosity=0
    )

    assert (tmp_path / "schema.yaml").stat().st_size > 1000


def test_schema_names_every_enum():
    def unnamed(node, place):
        if isinstance(node, dict):
            if "enum" in node and "/components/schemas/" not in place and "fields" not in place:
                yield place
            for key, inner in node.items():
                yield from unnamed(inner, f"{place}/{key}" if "schemas" not in place.split("/")[-2:-1] else place + "!")
        elif isinstance(node, list):
            for number, inner in enumerate(node):
                yield from unnamed(inner, f"{place}/{inner.get('name', number) if isinstance(inner, dict) else ''}")

    paths = [place for place in unnamed(schema()["paths"], "") if not place.endswith("anyOf/1")]  # the word none

    assert paths == []
    assert {"TicketStatus", "PackStatus", "RoadmapStatus", "SectionStatus", "PilotStage"} <= set(
        schema()["components"]["schemas"]
    )
    references = set(re.findall(r"#/components/schemas/(\w+)", str(schema())))
    assert references == set(schema()["components"]["schemas"])


@pytest.mark.parametrize("prefix", ["", "/f/harbor-dental"])
def test_index_names_every_list_and_each_answers(firm, rows, prefix):
    api = by_session(firm, "viewer") if prefix else by_token(firm, "read")

    index = api("GET", "/api").json()

    assert set(index) == {"schema", "docs", "roadmaps", "roadmap-sections", "ticket-packs", "ticket-instances"}
    for name, url in index.items():
        assert url == f"http://testserver{prefix}/api/{name}"
        assert api("GET", url.removeprefix(f"http://testserver{prefix}")).status_code == 200


def test_docs_are_open_offline_and_need_no_inline_script(client, db):
    page = client.get("/api/docs")
    script = client.get("/api/docs?script=")

    html = page.content.decode()
    assert page.status_code == script.status_code == 200
    assert "script-src 'self'" in page["Content-Security-Policy"]
    assert "unsafe" not in page["Content-Security-Policy"]
    assert re.findall(r'(?:src|href)="(?!/)', html) == []
    assert "<style" not in html
    assert "style=" not in html
    assert re.findall(r"<script(?! src=)", html) == []
    assert script["Content-Type"].startswith("application/javascript")
    for asset in re.findall(r'(?:src|href)="(/static/[^"]+)"', html):
        answer = client.get(asset)
        assert answer.status_code == 200
        answer.close()


@pytest.mark.parametrize(("path", "method", "body"), EXAMPLES)
def test_example_of_the_schema_works(api, rows, path, method, body):
    own = {"roadmaps": rows.roadmap, "roadmap-sections": rows.section, "ticket-packs": rows.pack}
    links = {"roadmap_id": rows.roadmap, "ticket_pack_id": rows.pack}
    body = {name: str(links[name].pk) if value == MISSING else value for name, value in body.items()}
    row = own.get(path.split("/")[2], rows.ticket)

    answer = api(method.upper(), path.replace("{id}", str(row.pk)), body)

    assert str(answer.status_code) == min(schema()["paths"][path][method]["responses"])
    shown = answer.json()
    assert {name: shown.get(name) for name in body if name != "reason"} == {
        name: value for name, value in body.items() if name != "reason"
    }


def test_every_write_has_an_example():
    writes = {
        (path, method)
        for path, methods in schema()["paths"].items()
        for method in methods
        if method in {"post", "patch"}
    }

    assert {(case.values[0], case.values[1]) for case in EXAMPLES} == writes


@pytest.fixture
def seeded(committed, monkeypatch):
    """A firm to be hammered by schemathesis, which must not run into the minute's limit."""
    monkeypatch.setattr("apps.tenancy.functions.PER_TOKEN", 1_000_000)
    monkeypatch.setattr("apps.tenancy.functions.PER_FIRM", 1_000_000)
    firm = make_firm()
    return furnish(firm), make_token(firm, "write")


DESCRIPTION = schemathesis.openapi.from_dict(schema())
# Rules across rows (a version taken, an unknown link) are no part of a schema: what keeps to it may be refused.
CHECKS = [
    checks.not_a_server_error,
    openapi.status_code_conformance,
    openapi.content_type_conformance,
    openapi.response_headers_conformance,
    openapi.response_schema_conformance,
    openapi.unsupported_method,
]


@pytest.mark.parametrize(
    "operation", [result.ok() for result in DESCRIPTION.get_all_operations()], ids=lambda o: o.label
)
def test_operation_keeps_to_the_schema(seeded, operation):
    """schemathesis: 25 right and 25 wrong requests an operation, against a row that exists where there is one."""
    rows, token = seeded
    own = {"roadmaps": rows.roadmap, "roadmap-sections": rows.section, "ticket-packs": rows.pack}
    row = own.get(operation.path.split("/")[2], rows.ticket)
    links = {"roadmap_id": rows.roadmap, "ticket_pack_id": rows.pack}

    def attempt(case):
        wrong = {place.value for place, part in case.meta.components.items() if part.mode.is_negative}
        if case.path_parameters and "path" not in wrong:
            case.path_parameters["id"] = str(row.pk)
        if isinstance(case.body, dict) and "body" not in wrong:
            case.body |= {name: str(parent.pk) for name, parent in links.items() if case.body.get(name)}
        looked_at = [*CHECKS, openapi.negative_data_rejection] if wrong & {"path", "query", "body"} else CHECKS
        case.call_and_validate(app=application, headers={"Authorization": f"Bearer {token}"}, checks=looked_at)

    bounded = settings(
        max_examples=25,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
        derandomize=True,
        database=None,
    )
    for mode in (GenerationMode.POSITIVE, GenerationMode.NEGATIVE):
        bounded(given(operation.as_strategy(generation_mode=mode))(attempt))()
