import json
import os
import re
from io import StringIO

import pytest
import schemathesis
import yaml
from django.core.management import CommandError, call_command
from drf_spectacular.openapi import AutoSchema
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis import GenerationMode, checks
from schemathesis.specs.openapi import checks as openapi

from apps.core.api.openapi import schema
from apps.roadmaps.models import RoadmapSection
from apps.tenancy.context import tenant_context
from apps.tickets.models import TicketInstance, TicketPack
from apps.tickets.operations import load_library, read_library
from config.wsgi import application
from tests.api.conftest import MISSING, MORE, by_session, by_token, form, furnish, make_firm, make_token, row

WEBHOOKS = "/api/webhooks/"  # signed, by no caller of ours: tests/patterns/test_ci_webhook.py
EXAMPLES = [
    pytest.param(path, method, example["value"], id=f"{method} {path}")
    for path, methods in schema()["paths"].items()
    if not path.startswith(WEBHOOKS)
    for method, operation in methods.items()
    for content in operation.get("requestBody", {}).get("content", {}).values()
    for example in content.get("examples", {}).values()
]


def test_schema_is_open_and_of_version_3_1(client, db):
    answer = client.get("/api/schema")

    assert answer.status_code == 200
    assert answer["Content-Type"] == "application/json"
    assert answer.json()["openapi"].startswith("3.1")
    assert answer.json()["components"]["securitySchemes"]["bearer"]["scheme"] == "bearer"


def test_schema_in_yaml_says_the_same(client, db):
    assert yaml.safe_load(client.get("/api/schema?format=yaml").content) == client.get("/api/schema").json()


def test_schema_file_is_what_the_views_say_without_a_warning():
    """A difference means that the contract changed: look at it, run ``manage.py openapi_file``, and commit the file."""
    call_command("openapi_file", check=True)


def test_schema_file_check_names_the_difference(tmp_path):
    file = tmp_path / "openapi.json"
    call_command("openapi_file", file=file)
    file.write_text(file.read_text().replace("ticket-packs", "packs"))

    said = StringIO()
    with pytest.raises(CommandError, match=r"Run manage\.py openapi_file"):
        call_command("openapi_file", check=True, file=file, stdout=said)

    assert '+  "/api/ticket-packs": {' in said.getvalue()


def test_schema_with_a_warning_is_refused(tmp_path, monkeypatch):
    from apps.roadmaps.api.views import RoadmapExport

    monkeypatch.setattr(RoadmapExport, "schema", AutoSchema())

    with pytest.raises(CommandError, match="warnings"):
        call_command("openapi_file", file=tmp_path / "openapi.json")

    assert not (tmp_path / "openapi.json").exists()


def test_schema_names_every_enum():
    def unnamed(node, place):
        if isinstance(node, dict):
            if (
                "enum" in node
                and "/components/schemas/" not in place
                and "fields" not in place
                and "order" not in place
                and "sort" not in place
            ):
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

    assert set(index) == {
        "schema",
        "docs",
        "roadmap-outcomes",
        "deal-activities",
        "deal-stage-history",
        "quote-activities",
        "quote-views",
        "quote-outcomes",
        "enrichment-conflicts",
        "contact-field-sources",
        "roadmaps",
        "roadmap-sections",
        "quotes",
        "ticket-packs",
        "ticket-instances",
        "metric-definitions",
        "implementation-snapshots",
        "roadmap-projections",
        "clients",
        "contacts",
        "orders",
        "cases",
        "tasks",
        "deals",
        "opportunity-signals",
        "compliance-schedules",
        "compliance-checks",
        "feedback-requests",
        "contact-enrichment-queue",
        "outcomes",
        "feedback",
        "patterns",
        "scaffold-sessions",
        "ci-endpoints",
    }
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
def test_example_of_the_schema_works(firm, api, rows, path, method, body):
    if path == "/api/ci-endpoints":
        api = by_session(firm, "admin")  # no program makes a secret
    entity = row(rows, "entity")
    links = {"roadmap_id": rows.roadmap, "ticket_pack_id": rows.pack, "entity_id": entity, "client_id": entity}
    links |= {"order_id": row(rows, "delivered"), "project_outcome_id": row(rows, "project")}
    body = {name: str(links[name].pk) if name in links else value for name, value in body.items()}
    body = json.loads(json.dumps(body).replace(MISSING, str(rows.ticket.pk)))

    sent = form(**body) if "multipart/form-data" in schema()["paths"][path][method]["requestBody"]["content"] else body

    answer = api(method.upper(), path.replace("{id}", str(row_of(path, rows).pk)), sent)

    assert str(answer.status_code) in schema()["paths"][path][method]["responses"]
    assert answer.status_code < 300
    shown = answer.json()
    assert {name: shown[name] for name in body if name in shown} == {
        name: value for name, value in body.items() if name in shown
    }


KINDS = {
    "roadmaps": "roadmap",
    "roadmap-sections": "section",
    "ticket-packs": "pack",
    "ticket-evidence": "evidence",
    "metric-definitions": "metric",
    "implementation-snapshots": "snapshot",
    "roadmap-projections": "projection",
    "roadmap-outcomes": "outcome",
    "refresh-proposals": "proposal",
    "superadmin": "firm",
    "clients": "client",
    "contacts": "contact",
    "orders": "order",
    "cases": "case",
    "tasks": "task",
    "deals": "deal",
    "deal-stage-history": "stage_change",
    "deal-activities": "activity",
    "settings": "stage",
    "quote-activities": "quote_activity",
    "quote-views": "quote_view",
    "compliance-schedules": "schedule",
    "compliance-checks": "check",
    "feedback-requests": "feedback",
    "contact-enrichment-queue": "item",
    "enrichment-conflicts": "conflict",
    "opportunity-signals": "signal",
    "contact-field-sources": "field_source",
    "quotes": "quote",
    "quote-outcomes": "quote_outcome",
    "outcomes": "project",
    "feedback": "rating",
    "patterns": "pattern",
    "analytics": "pattern",
    "scaffold-sessions": "session",
    "ci-endpoints": "ci_endpoint",
}
ENGINE_ACTS = {
    "/response$": "feedback",
    "/resolve$": "conflict",
    "/action$": "signal",
    "/dismiss$": "signal",
    "deal-activities/.*/": "draft",
}
COMPARES = ("compute", "compute-outcome", "roi/snapshot", "metrics/snapshot", "case-study")  # needs something measured


def row_of(path, rows):
    """The row whose id an address takes, where it takes one."""
    if path.endswith("generate-tickets"):
        load_library(rows=read_library())  # what its example chooses from
    if path.endswith(COMPARES):
        measured = row(rows, "outcome")
        return measured if "{id}" not in path else row(rows, "firm")
    if "{id}" not in path:
        return rows.ticket
    if acted := next((kind for act, kind in ENGINE_ACTS.items() if re.search(act, path)), ""):
        return row(rows, acted)
    if "/engines/compliance/" in path:
        kind = "schedule" if "/schedules/" in path else "waived" if path.endswith("reopen") else "check"
        return row(rows, kind)
    if path.endswith(("/counter", "/outcome")):
        return row(rows, "sent_quote")
    return rows.section if "/roadmap/sections/" in path else row(rows, KINDS.get(path.split("/")[2], "ticket"))


def test_every_write_has_an_example():
    writes = {
        (path, method)
        for path, methods in schema()["paths"].items()
        for method in methods
        if "requestBody" in methods[method] and not path.startswith(WEBHOOKS)
    }

    assert {(case.values[0], case.values[1]) for case in EXAMPLES} == writes


@pytest.fixture
def seeded(committed, monkeypatch):
    """Two firms to be hammered by schemathesis, which must not run into the minute's limit."""
    monkeypatch.setattr("apps.tenancy.functions.PER_CALLER", 1_000_000)
    monkeypatch.setattr("apps.tenancy.functions.PER_FIRM", 1_000_000)
    firm, other = make_firm(), make_firm("castellan-logistics", name="Castellan Logistics")
    rows = furnish(firm)
    furnish(other)
    for name in MORE:
        row(rows, name)
    with tenant_context(firm.pk):
        TicketPack.objects.filter(pk=rows.pack.pk).update(title=SECRET)
        TicketInstance.objects.filter(pk=rows.ticket.pk).update(title=SECRET)
        RoadmapSection.objects.filter(pk=rows.section.pk).update(title=SECRET)
    return rows, firm, other


SECRET = "only Harbor knows this"
# For a closer look than each run's: SCHEMATHESIS_EXAMPLES=200 SCHEMATHESIS_ONLY=/api/outcomes bin/test -k keep_to
CLOSER, ONLY = int(os.environ.get("SCHEMATHESIS_EXAMPLES", "0")), os.environ.get("SCHEMATHESIS_ONLY", "")
DESCRIPTION = schemathesis.openapi.from_dict(schema()).exclude(path_regex="^/api/(cron|webhooks)/")  # no caller of ours
# Rules across rows (a version taken, an unknown link) are no part of a schema: what keeps to it may be refused.
CHECKS = [
    checks.not_a_server_error,
    openapi.status_code_conformance,
    openapi.content_type_conformance,
    openapi.response_headers_conformance,
    openapi.response_schema_conformance,
    openapi.unsupported_method,
]
READS = {"get", "head", "options"}
ASKS = {"/api/roadmap/qna"}  # a question comes as POST and writes nothing
OF_STAFF = "/api/superadmin/"


def in_session(firm, role):
    """A member's session: the application with every address below the firm's, and with the cookies."""
    caller = by_session(firm, role)
    cookies = "; ".join(f"{name}={cookie.value}" for name, cookie in caller.client.cookies.items())

    def application_of_the_firm(environ, start_response):
        path = environ["PATH_INFO"]
        path = path if path.startswith(OF_STAFF) else f"/f/{firm.slug}{path}"
        sent = environ | {"PATH_INFO": path, "HTTP_COOKIE": f"{cookies}; csrftoken={'a' * 32}"}
        sent.pop("HTTP_AUTHORIZATION", None)  # schemathesis makes one up; a browser sends none
        return application(sent, start_response)

    return {"X-CSRFToken": "a" * 32}, application_of_the_firm


def by_owner(firm, other):
    """The owner's session, which has every right."""
    return *in_session(firm, "owner"), lambda _: None


def by_staff(firm, other):
    """The session of the firm's staff, at the addresses that are theirs alone."""
    return *in_session(firm, "staff"), lambda _: None


def by_viewer(firm, other):
    """A viewer's session: reads, and no write at all."""
    refused = {400, 403, 404, 405, 413, 415, 422}
    return *in_session(firm, "viewer"), lambda one: None if one.method in READS or one.path in ASKS else refused


def by_stranger(firm, other):
    """Another firm's token, given the first firm's ids: whatever has one of them is not there."""
    headers = {"Authorization": f"Bearer {make_token(other, 'read', 'write')}"}
    missing = {400, 403, 404, 405, 413, 415, 422}
    return headers, application, lambda operation: missing if "{id}" in operation.path else None


OPERATIONS = [result.ok() for result in DESCRIPTION.get_all_operations()]
GONE_LAST = ["ticket-instances", "roadmap-sections", "ticket-packs", "roadmaps"]  # what goes with another goes first


def deletes_last(operation):
    name = operation.path.split("/")[2]
    return operation.method == "delete" and 1 + (GONE_LAST.index(name) + 1 if name in GONE_LAST else 0)


@pytest.mark.parametrize("caller", [by_owner, by_staff, by_viewer, by_stranger], ids=lambda caller: caller.__name__)
def test_operations_keep_to_the_schema(seeded, caller):
    """schemathesis: right and wrong requests to each operation, against rows that exist."""
    rows, firm, other = seeded
    headers, app, only = caller(firm, other)
    asked = [one for one in OPERATIONS if caller is not by_staff or one.path.startswith(OF_STAFF)]
    asked = [one for one in asked if re.search(ONLY, one.label)]
    failures = []
    for operation in sorted(asked, key=deletes_last):
        try:
            hammer(operation, rows, caller, headers, app, only(operation))
        except Exception as failed:  # noqa: BLE001 -- whatever it is, the other operations are looked at too
            failed.add_note(f"{caller.__name__}: {operation.label}")
            failures.append(failed)
    if failures:
        raise ExceptionGroup("operations that do not keep to the schema", failures)
    with tenant_context(firm.pk):
        kept = TicketInstance.objects.filter(pk=rows.ticket.pk, title=SECRET).exists()
    assert kept or caller is by_owner


def trimmed(body):
    """Whether blanks around a text are cut off, after which it may be right."""
    if isinstance(body, str):
        return body != body.strip()
    parts = body.values() if isinstance(body, dict) else body if isinstance(body, list) else ()
    return any(trimmed(part) for part in parts)


def unsent(query):
    """Whether a part of the query is nothing once it stands in an address, after which the rest may be right."""
    return any(value in ([], {}) for value in (query or {}).values())


def hammer(operation, rows, caller, headers, app, allowed):
    own, links = row_of(operation.path, rows), {"roadmap_id": rows.roadmap, "ticket_pack_id": rows.pack}

    def attempt(case):
        wrong = {place.value for place, part in case.meta.components.items() if part.mode.is_negative}
        if case.path_parameters and "path" not in wrong and "id" in case.path_parameters:
            case.path_parameters["id"] = str(own.pk)
        if isinstance(case.body, dict) and "body" not in wrong:
            case.body |= {name: str(parent.pk) for name, parent in links.items() if case.body.get(name)}
        looked_at = CHECKS
        is_form = case.media_type == "multipart/form-data"  # all of it is text: no number is wrong there
        if (
            caller in {by_owner, by_staff}
            and wrong & {"path", "query", "body"}
            and not trimmed(case.body)
            and not unsent(case.query)
            and not is_form
        ):
            looked_at = [*CHECKS, openapi.negative_data_rejection]
        answer = case.call_and_validate(app=app, headers=headers, checks=looked_at)
        assert answer.status_code != 401 or wrong, answer.text  # what is wrong may be the missing token
        assert allowed is None or answer.status_code in (allowed | {401} if wrong else allowed)
        assert caller is not by_stranger or SECRET not in answer.text

    bounded = settings(
        max_examples=CLOSER or (8 if caller in {by_owner, by_staff} else 4),
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
        derandomize=True,
        database=None,
    )
    for mode in (GenerationMode.POSITIVE, GenerationMode.NEGATIVE):
        bounded(given(operation.as_strategy(generation_mode=mode))(attempt))()
