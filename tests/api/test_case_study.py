from apps.tenancy.context import tenant_context
from apps.work.models import AuditEvent
from tests.api.conftest import row

PATH = "/api/roadmap-outcomes/case-study"


def test_case_study_is_markdown(reader, rows, other_rows):
    row(rows, "outcome")

    answer = reader("GET", PATH)
    as_json = reader("GET", PATH, Accept="application/json")

    assert answer["Content-Type"] == "text/markdown; charset=utf-8"
    assert answer["Content-Disposition"] == 'attachment; filename="case-study-v1.0.md"'
    assert answer["Cache-Control"] == "no-store"
    assert answer.content.decode().startswith("# Case study: Harbor Dental Partners\n")
    assert as_json.status_code == 406
    with tenant_context(rows.roadmap.tenant_id):
        assert AuditEvent.objects.filter(event_type="case_study_export").count() == 1


def test_case_study_without_an_outcome_is_refused_in_words(reader, rows, other_rows):
    row(other_rows, "outcome")

    answer = reader("GET", PATH)

    assert (answer.status_code, answer.json()["code"]) == (404, "no_outcome")
    assert answer.json()["detail"].endswith("Nothing was measured yet; begin with the baseline.")
