import pytest
from django.core.exceptions import ImproperlyConfigured
from jsonschema import Draft202012Validator

from apps.core.api.openapi import schema
from apps.tenancy.context import tenant_context
from apps.work import operations
from config import env
from tests.conftest import as_owner, make_firm
from tests.work.engine_rows import NAME, registered

SECRET = "0123456789abcdef0123456789abcdef"


@pytest.fixture(autouse=True)
def secret_is_set(settings):
    settings.FIRMLOOP_CRON_SECRET = SECRET


def call(client, name=NAME, *, secret=SECRET, method="post"):
    with registered():
        return getattr(client, method)(f"/api/cron/{name}", headers={"Authorization": f"Bearer {secret}"})


def queued():
    with as_owner() as owner:
        sql = "SELECT args->>'tenant_id', args->>'name' FROM procrastinate_jobs ORDER BY id"
        return owner.execute(sql).fetchall()


def test_cron_queues_the_engine_in_all_firms_once_a_minute_but_where_it_is_paused(committed, client):
    first, paused, third = (make_firm(slug, name=slug) for slug in ("a-firm", "b-firm", "c-firm"))
    with registered(), tenant_context(paused.pk):
        operations.pause_engine(name=NAME, paused=True)

    responses = [call(client), call(client)]

    assert [response.status_code for response in responses] == [202, 202]
    assert responses[0].json() == {"engine": NAME, "queued": ["a-firm", "c-firm"], "failed": []}
    assert sorted(queued()) == sorted([(str(first.pk), NAME), (str(third.pk), NAME)])


@pytest.mark.parametrize("secret", ["", "wrong", SECRET[:-1], SECRET + "0", "sécret"])
def test_cron_refuses_another_secret(db, client, secret):
    response = call(client, secret=secret.encode().decode("latin-1"))

    assert (response.status_code, response.json()["code"]) == (401, "not_authenticated")


def test_cron_is_switched_off_without_a_secret(db, client, settings):
    settings.FIRMLOOP_CRON_SECRET = ""

    response = call(client, secret="")

    assert (response.status_code, response.json()["code"]) == (503, "cron_off")


def test_cron_names_the_engines_there_are(db, client):
    response = call(client, "nothing")

    assert (response.status_code, response.json()["code"]) == (404, "unknown_engine")
    assert NAME in response.json()["detail"]


def test_cron_takes_post_alone(db, client):
    response = call(client, method="get")

    assert (response.status_code, response["Allow"]) == (405, "POST")


def test_cron_secret_of_less_than_32_characters_stops_the_start(monkeypatch):
    monkeypatch.setenv("CRON_SECRET", SECRET[:-1])
    with pytest.raises(ImproperlyConfigured, match="32"):
        env.cron_secret()

    monkeypatch.setenv("CRON_SECRET", SECRET)
    assert env.cron_secret() == SECRET
    monkeypatch.delenv("CRON_SECRET")
    assert env.cron_secret() == ""


ENGINES = [
    "feedback-automation",
    "deal-stall-detection",
    "quote-followups",
    "contact-enrichment",
    "compliance-reminders",
]


@pytest.mark.parametrize("name", ENGINES)
def test_cron_knows_the_engine(committed, client, name):
    make_firm("a-firm", name="a-firm")

    response = client.post(f"/api/cron/{name}", headers={"Authorization": f"Bearer {SECRET}"})

    assert (response.status_code, response.json()) == (202, {"engine": name, "queued": ["a-firm"], "failed": []})
    assert [engine for _, engine in queued()] == [name]


def test_cron_is_described_as_it_answers(committed, client, settings):
    make_firm()
    described = schema()["paths"]["/api/cron/{name}"]["post"]

    answers = [call(client), call(client, secret="wrong"), call(client, "nothing")]
    settings.FIRMLOOP_CRON_SECRET = ""
    answers.append(call(client))

    assert [str(answer.status_code) for answer in answers] == list(described["responses"])
    for answer in answers:
        content = described["responses"][str(answer.status_code)]["content"]
        assert list(content) == [answer["Content-Type"]]
        shape = content[answer["Content-Type"]]["schema"]
        Draft202012Validator({**shape, "components": schema()["components"]}).validate(answer.json())
    assert "deal-stall-detection" in described["parameters"][0]["description"]
