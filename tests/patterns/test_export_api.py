"""Feedback as a file: what its giver agreed to, and nothing else."""

from __future__ import annotations

import csv
import io
import json
import tracemalloc

import pytest
from django.db import connection

from apps.patterns.operations import delete_outcome
from apps.patterns.queries import EXPORTED
from apps.tenancy.context import tenant_context
from apps.work.models import AuditEvent
from tests.api.conftest import api, by_session, by_token, reader  # noqa: F401 -- fixtures
from tests.conftest import as_owner, make_firm
from tests.patterns.makers import make_feedback, make_outcome

ADDRESS = "/api/export/feedback"


@pytest.fixture
def agreed(firm):
    with tenant_context(firm.pk):
        make_feedback(additional_comments="kept here")
        delete_outcome(
            outcome_id=make_feedback(consent_to_export=True, additional_comments="deleted").project_outcome_id
        )
        return make_feedback(
            make_outcome(languages_used=["Python", "SQL"], test_pass_rate=97.5),
            consent_to_export=True,
            additional_comments="=1+1",
            would_recommend=False,
            positive_aspects=["fast"],
            error_details=[{"type": "build", "message": "No, “really”"}],
        )


def text_of(answer):
    assert answer.status_code == 200
    return b"".join(answer.streaming_content).decode()


@pytest.mark.parametrize("query", ["", "?format=jsonl"])
def test_feedback_is_exported_as_a_line_each(reader, agreed, query):  # noqa: F811
    answer = reader("GET", ADDRESS + query)
    rows = [json.loads(line) for line in text_of(answer).splitlines()]

    assert answer["Content-Type"] == "application/x-ndjson"
    assert answer["Content-Disposition"].startswith('attachment; filename="harbor-dental-feedback-20')
    assert [row["id"] for row in rows] == [str(agreed.pk)]
    assert list(rows[0]) == list(EXPORTED)
    assert (rows[0]["additional_comments"], rows[0]["would_recommend"], rows[0]["test_pass_rate"]) == (
        "=1+1",
        False,
        97.5,
    )
    assert rows[0]["languages_used"] == ["Python", "SQL"]
    assert not {"user_id", "project_path", "project_name", "tenant_id"} & set(rows[0])


def test_feedback_is_exported_as_a_table_that_calculates_nothing(reader, agreed):  # noqa: F811
    answer = reader("GET", f"{ADDRESS}?format=csv")
    rows = list(csv.DictReader(io.StringIO(text_of(answer).removeprefix("\ufeff"))))

    assert answer["Content-Type"].startswith("text/csv")
    assert answer["Content-Disposition"].endswith('.csv"')
    assert [row["id"] for row in rows] == [str(agreed.pk)]
    assert rows[0]["additional_comments"] == "'=1+1"
    assert json.loads(rows[0]["error_details"]) == [{"type": "build", "message": "No, “really”"}]
    assert (rows[0]["positive_aspects"], rows[0]["code_quality"], rows[0]["would_recommend"]) == (
        '["fast"]',
        "",
        "false",
    )


def test_nothing_to_export_is_an_empty_file_with_a_head(firm, reader):  # noqa: F811
    assert text_of(reader("GET", ADDRESS)) == ""
    assert text_of(reader("GET", f"{ADDRESS}?format=csv")).strip("\ufeff\r\n") == ",".join(EXPORTED)


@pytest.mark.parametrize("accept", ["text/csv", "application/x-ndjson", "*/*", "application/json"])
def test_export_answers_whatever_is_accepted(reader, accept):  # noqa: F811
    assert text_of(reader("GET", f"{ADDRESS}?format=jsonl", Accept=accept)) == ""


def test_another_format_is_refused(reader):  # noqa: F811
    refused = reader("GET", f"{ADDRESS}?format=xlsx")

    assert refused.status_code == 400
    assert refused.json()["errors"] == [{"field": "format", "code": "invalid", "message": "Takes one of jsonl, csv."}]


def test_export_is_remembered_with_who_took_it(firm, agreed):
    text_of(by_session(firm, "viewer")("GET", f"{ADDRESS}?format=csv"))

    with tenant_context(firm.pk):
        event = AuditEvent.objects.get(event_type="feedback_export")
        assert (event.actor_name, event.after) == ("The viewer", {"format": "csv", "rows": 1})


def test_feedback_of_another_firm_is_not_exported(other_firm, agreed):
    other = by_token(other_firm, "read")

    assert text_of(other("GET", ADDRESS)) == ""


def test_file_holds_the_firms_rows_though_it_is_read_after_the_request(committed):
    firm, other = make_firm(), make_firm("castellan-logistics")
    for one in (firm, other):
        with tenant_context(one.pk):
            make_feedback(consent_to_export=True, additional_comments=one.slug)

    first, second = (by_token(one, "read")("GET", ADDRESS) for one in (firm, other))

    assert json.loads(text_of(second))["additional_comments"] == "castellan-logistics"
    assert json.loads(text_of(first))["additional_comments"] == "harbor-dental"


def test_memory_stays_flat_for_many_rows(committed):
    firm = make_firm()
    with tenant_context(firm.pk), connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO user_feedback (tenant_id, project_outcome_id, overall_satisfaction, consent_to_export,"
            " additional_comments) SELECT %s, %s, 4, true, repeat('x', 2000) FROM generate_series(1, 12000)",
            [firm.pk, make_outcome().pk],
        )
    caller = by_token(firm, "read")

    for kind in ("jsonl", "csv"):
        tracemalloc.start()
        answer = caller("GET", f"{ADDRESS}?format={kind}")
        size = sum(len(part) for part in answer.streaming_content)
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()

        assert size > 24_000_000
        assert peak < size / 2  # a part of 2,000 rows, and the first megabyte of the file


def test_second_export_at_the_same_time_is_asked_to_come_again(firm, api):  # noqa: F811
    with as_owner() as owner, owner.transaction():
        owner.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"{firm.pk}:feedback export"])
        answer = api("GET", "/api/export/feedback")

    assert (answer.status_code, answer.json()["code"], answer["Retry-After"]) == (503, "busy", "5")
    assert api("GET", "/api/export/feedback").status_code == 200
