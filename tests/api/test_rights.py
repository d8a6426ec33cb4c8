"""Who may do what, as a table: role or scope × address × method."""

import re

import pytest
from django.db import transaction
from django.test import Client
from django.utils import timezone

from apps.tenancy.choices import Role, Scope
from apps.tickets.api.checklists import EXAMPLE as CHECKLIST
from tests.api.conftest import MISSING, by_session, by_token, form, row

ALL = ("viewer", "member", "admin", "owner", "staff", "read", "write", "engine")
READS = (200, 200, 200, 200, 200, 200, 200, 200)
TICKS = (403, 200, 200, 200, 200, 403, 200, 200)
ADDS = (403, 201, 201, 201, 201, 403, 201, 201)
EDITS = (403, 403, 200, 200, 200, 403, 200, 403)
MAKES = (403, 403, 201, 201, 201, 403, 201, 403)
DELETES = (403, 403, 403, 204, 403, 403, 403, 403)
REMOVES = (403, 403, 204, 204, 204, 403, 204, 403)  # of what another added
FILE = form(file="14 calls", note="Monday")
READINGS = {"weekly_ops_hours": 40}
TODAY = timezone.now().date().isoformat()
INCIDENT = {
    "compliance_type": "incident",
    "entity_type": "client",
    "entity_id": "{entity}",
    "due_at": f"{TODAY}T17:00Z",
}
HEARD = {
    "signal_type": "referral",
    "source_type": "call",
    "source_id": "Monday",
    "client_id": "{client}",
    "extracted_text": "A friend needs it too.",
}
SHOP = {"project_name": "shop", "project_path": "/srv/shop", "pattern_id": "spa", "pattern_name": "Single page"}
# method, address, body, then the expected status by caller, in the order of ALL
TABLE = [
    ("GET", "roadmaps", None, (200, 200, 200, 200, 200, 200, 200, 200)),
    ("GET", "roadmaps/{roadmap}", None, (200, 200, 200, 200, 200, 200, 200, 200)),
    ("POST", "roadmaps", {"version": "v9.0", "is_current": False}, (403, 403, 201, 201, 201, 403, 201, 403)),
    ("PATCH", "roadmaps/{roadmap}", {"status": "delivered"}, (403, 403, 200, 200, 200, 403, 200, 403)),
    ("DELETE", "roadmaps/{roadmap}", None, (403, 403, 403, 204, 403, 403, 403, 403)),
    ("GET", "roadmap-sections", None, (200, 200, 200, 200, 200, 200, 200, 200)),
    ("GET", "roadmap-sections/{section}", None, (200, 200, 200, 200, 200, 200, 200, 200)),
    (
        "POST",
        "roadmap-sections",
        {"roadmap_id": "{roadmap}", "section_number": 2, "section_name": "pilot_scope", "title": "Pilot"},
        (403, 403, 201, 201, 201, 403, 201, 403),
    ),
    ("PATCH", "roadmap-sections/{section}", {"title": "New"}, (403, 403, 200, 200, 200, 403, 200, 403)),
    ("DELETE", "roadmap-sections/{section}", None, (403, 403, 403, 204, 403, 403, 403, 403)),
    ("GET", "ticket-packs", None, (200, 200, 200, 200, 200, 200, 200, 200)),
    ("GET", "ticket-packs/{pack}", None, (200, 200, 200, 200, 200, 200, 200, 200)),
    ("POST", "ticket-packs", {"key": "second", "title": "Second"}, (403, 403, 201, 201, 201, 403, 201, 403)),
    ("PATCH", "ticket-packs/{pack}", {"title": "New"}, (403, 403, 200, 200, 200, 403, 200, 403)),
    ("DELETE", "ticket-packs/{pack}", None, (403, 403, 403, 204, 403, 403, 403, 403)),
    ("GET", "ticket-instances", None, (200, 200, 200, 200, 200, 200, 200, 200)),
    ("GET", "ticket-instances/{ticket}", None, (200, 200, 200, 200, 200, 200, 200, 200)),
    (
        "POST",
        "ticket-instances",
        {"ticket_pack_id": "{pack}", "ticket_id": "H-002", "title": "Second"},
        (403, 403, 201, 201, 201, 403, 201, 403),
    ),
    ("PATCH", "ticket-instances/{ticket}", {"title": "New"}, (403, 403, 200, 200, 200, 403, 200, 403)),
    ("DELETE", "ticket-instances/{ticket}", None, (403, 403, 403, 204, 403, 403, 403, 403)),
    ("PATCH", "ticket-instances/{ticket}/status", {"status": "done"}, (403, 200, 200, 200, 200, 403, 200, 200)),
    ("PATCH", "ticket-instances/{ticket}/assignee", {"assignee": "Ines"}, (403, 200, 200, 200, 200, 403, 200, 200)),
    ("PATCH", "ticket-instances/{ticket}/notes", {"notes": "Called."}, (403, 200, 200, 200, 200, 403, 200, 200)),
    (
        "POST",
        "ticket-instances/bulk-status",
        {"status": "done", "rows": [{"id": "{ticket}"}]},
        (403, 200, 200, 200, 200, 403, 200, 200),
    ),
    ("GET", "roadmap/sections", None, (200, 200, 200, 200, 200, 200, 200, 200)),
    ("GET", "roadmap/sections/1", None, (200, 200, 200, 200, 200, 200, 200, 200)),
    (
        "POST",
        "roadmap/sections",
        {"section_number": 2, "section_name": "pilot_scope", "title": "Pilot", "content_markdown": ""},
        (403, 403, 201, 201, 201, 403, 201, 403),
    ),
    ("PATCH", "roadmap/sections/{section}/status", {"status": "planned"}, (403, 403, 200, 200, 200, 403, 200, 403)),
    ("PUT", "roadmap/sections/{section}/status", {"status": "planned"}, (403, 403, 200, 200, 200, 403, 200, 403)),
    ("POST", "roadmap/sync-status", {}, (403, 403, 200, 200, 200, 403, 200, 403)),
    ("POST", "roadmap/generate-tickets", {"source": "sections"}, EDITS),
    ("GET", "roadmap/tickets", None, (200, 200, 200, 200, 200, 200, 200, 200)),
    ("POST", "roadmap/qna", {"question": "every call"}, READS),
    ("GET", "roadmap/export", None, (200, 200, 200, 200, 200, 200, 200, 200)),
    ("GET", "roadmaps/{roadmap}/progress", None, (200, 200, 200, 200, 200, 200, 200, 200)),
    ("PATCH", "tickets/{ticket}/status", {"status": "done"}, (403, 200, 200, 200, 200, 403, 200, 200)),
    ("PATCH", "tickets/{ticket}/assignee", {"assignee": "Ines"}, (403, 200, 200, 200, 200, 403, 200, 200)),
    ("PATCH", "tickets/{ticket}/notes", {"notes": "Called."}, (403, 200, 200, 200, 200, 403, 200, 200)),
    ("GET", "ticket-instances/{ticket}/evidence", None, READS),
    ("POST", "ticket-instances/{ticket}/evidence", FILE, ADDS),
    ("GET", "ticket-evidence/{evidence}", None, READS),
    ("GET", "ticket-evidence/{evidence}/content", None, READS),
    ("DELETE", "ticket-evidence/{evidence}", None, REMOVES),
    ("GET", "ticket-packs/{pack}/markdown", None, READS),
    ("POST", "ticket-packs/{pack}/markdown", {"markdown": CHECKLIST, "force": True}, EDITS),
    ("GET", "roadmaps/{roadmap}/versions", None, READS),
    ("GET", "roadmaps/{roadmap}/changelog", None, READS),
    ("POST", "roadmaps/{roadmap}/refresh", None, EDITS),
    ("POST", "roadmap/refresh", None, EDITS),
    ("GET", "refresh-proposals/{proposal}", None, READS),
    ("PATCH", "refresh-proposals/{proposal}", {"accept_all": True}, EDITS),
    ("POST", "refresh-proposals/{proposal}/apply", None, MAKES),
    ("GET", "metric-definitions", None, READS),
    ("GET", "metric-definitions/{metric}", None, READS),
    ("POST", "metric-definitions", {"key": "no_shows", "label": "No-shows", "unit": "count"}, MAKES),
    ("PATCH", "metric-definitions/{metric}", {"weight": 2}, EDITS),
    ("DELETE", "metric-definitions/{metric}", None, DELETES),
    ("GET", "implementation-snapshots", None, READS),
    ("GET", "implementation-snapshots/{snapshot}", None, READS),
    ("POST", "implementation-snapshots", {"label": "baseline", "metrics": READINGS}, MAKES),
    ("PATCH", "implementation-snapshots/{snapshot}", {"notes": "Counted."}, EDITS),
    ("DELETE", "implementation-snapshots/{snapshot}", None, DELETES),
    ("GET", "roadmap-projections", None, READS),
    ("GET", "roadmap-projections/{projection}", None, READS),
    ("POST", "roadmap-projections", {"key": "close_rate", "projected_delta": 5}, MAKES),
    ("PATCH", "roadmap-projections/{projection}", {"projected_delta": 6}, EDITS),
    ("DELETE", "roadmap-projections/{projection}", None, DELETES),
    ("GET", "roadmap-outcomes", None, READS),
    ("GET", "roadmap-outcomes/{outcome}", None, READS),
    ("POST", "roadmap-outcomes/compute", {}, EDITS),
    ("GET", "roadmap-outcomes/aggregate", None, READS),
    ("GET", "roadmap-outcomes/case-study", None, READS),
    ("GET", "roi-assumptions", None, READS),
    ("PATCH", "roi-assumptions", {"annual_lead_volume": 10}, EDITS),
    ("PUT", "roi-assumptions", {"annual_lead_volume": 10}, EDITS),
    ("GET", "dashboard/owner", None, READS),
    ("GET", "dashboard/owner/transformation", None, READS),
    ("POST", "dashboard/owner/roi/baseline", {"metrics": READINGS}, MAKES),
    ("POST", "dashboard/owner/roi/snapshot", {"label": "90d", "metrics": READINGS}, MAKES),
    ("POST", "dashboard/owner/roi/compute-outcome", {}, EDITS),
    ("GET", "compliance-schedules", None, READS),
    ("GET", "compliance-schedules/{schedule}", None, READS),
    ("POST", "compliance-schedules", {"compliance_type": "profile", "target_entity_type": "client"}, MAKES),
    ("PATCH", "compliance-schedules/{schedule}", {"is_active": False}, EDITS),
    ("DELETE", "compliance-schedules/{schedule}", None, DELETES),
    ("GET", "compliance-checks", None, READS),
    ("GET", "compliance-checks/{check}", None, READS),
    ("POST", "compliance-checks", INCIDENT, MAKES),
    ("PATCH", "compliance-checks/{check}", {"notes": "Called."}, TICKS),
    ("DELETE", "compliance-checks/{check}", None, DELETES),
    ("GET", "engines/compliance/schedules", None, READS),
    ("GET", "engines/compliance/schedules/{schedule}", None, READS),
    ("POST", "engines/compliance/schedules", {"compliance_type": "profile", "target_entity_type": "client"}, MAKES),
    ("PATCH", "engines/compliance/schedules/{schedule}", {"is_active": False}, EDITS),
    ("DELETE", "engines/compliance/schedules/{schedule}", None, DELETES),
    ("GET", "engines/compliance/due", None, READS),
    ("POST", "engines/compliance/checks/{check}/complete", {}, TICKS),
    ("POST", "engines/compliance/checks/{check}/waive", {"reason": "On leave", "until": TODAY}, EDITS),
    ("POST", "engines/compliance/checks/{waived}/reopen", None, EDITS),
    ("POST", "engines/compliance/checks/{check}/remind", None, TICKS),
    ("POST", "engines/compliance/checks/{check}/escalate", None, TICKS),
    ("POST", "engines/compliance/checks/{check}/validate", None, TICKS),
    ("POST", "engines/compliance/schedules/{schedule}/generate", None, EDITS),
    ("GET", "reports/compliance-completion-rates", None, READS),
    ("GET", "clients", None, READS),
    ("GET", "clients/{client}", None, READS),
    ("POST", "clients", {"company_name": "Matai Lane"}, MAKES),
    ("PATCH", "clients/{client}", {"tier": "A"}, EDITS),
    ("DELETE", "clients/{client}", None, DELETES),
    ("GET", "contacts", None, READS),
    ("GET", "contacts/{contact}", None, READS),
    ("POST", "contacts", {"client_id": "{client}", "first_name": "Tom"}, MAKES),
    ("PATCH", "contacts/{contact}", {"client_id": "{client}", "title": "COO"}, EDITS),
    ("DELETE", "contacts/{contact}", None, DELETES),
    ("GET", "orders", None, READS),
    ("GET", "orders/{order}", None, READS),
    ("POST", "orders", {"client_id": "{client}", "order_number": "O-1", "contact_id": "{contact}"}, MAKES),
    ("PATCH", "orders/{order}", {"contact_id": "{contact}"}, EDITS),
    ("DELETE", "orders/{order}", None, DELETES),
    ("GET", "cases", None, READS),
    ("GET", "cases/{case}", None, READS),
    ("POST", "cases", {"subject": "Lost", "order_id": "{order}", "contact_id": "{contact}"}, MAKES),
    ("PATCH", "cases/{case}", {"client_id": "{client}", "status": "resolved"}, EDITS),
    ("DELETE", "cases/{case}", None, DELETES),
    ("GET", "tasks", None, READS),
    ("GET", "tasks/{task}", None, READS),
    ("POST", "tasks", {"title": "Call", "order_id": "{order}", "contact_id": "{contact}"}, MAKES),
    ("PATCH", "tasks/{task}", {"client_id": "{client}"}, EDITS),
    ("DELETE", "tasks/{task}", None, DELETES),
    ("GET", "deals", None, READS),
    ("GET", "deals/{deal}", None, READS),
    ("POST", "deals", {"client_id": "{client}", "title": "Fleet", "contact_id": "{contact}"}, MAKES),
    ("PATCH", "deals/{deal}", {"stage": "won", "contact_id": "{contact}"}, EDITS),
    ("DELETE", "deals/{deal}", None, DELETES),
    ("GET", "deals/{deal}/history", None, READS),
    ("GET", "deals/{deal}/activities", None, READS),
    ("POST", "deals/{deal}/activities", {"kind": "call"}, ADDS),
    ("POST", "deals/{deal}/follow-up", None, TICKS),
    ("POST", "deals/{deal}/park", {"until": "2199-12-31", "reason": "Budget"}, TICKS),
    ("POST", "deals/{deal}/unpark", None, TICKS),
    ("GET", "deal-stage-history", None, READS),
    ("GET", "deal-stage-history/{stage_change}", None, READS),
    ("GET", "deal-activities", None, READS),
    ("GET", "deal-activities/{activity}", None, READS),
    ("POST", "deal-activities/{draft}/approve", None, TICKS),
    ("POST", "deal-activities/{draft}/discard", None, TICKS),
    ("GET", "settings/deal-stages", None, READS),
    ("GET", "settings/deal-stages/{stage}", None, READS),
    ("PATCH", "settings/deal-stages/{stage}", {"max_follow_ups": 4}, EDITS),
    ("GET", "engines/deals/stalled", None, READS),
    ("GET", "reports/deal-stage-velocity", None, READS),
    ("GET", "quotes", None, READS),
    ("GET", "quotes/{quote}", None, READS),
    ("POST", "quotes", {"client_id": "{entity}", "title": "Roof"}, MAKES),
    ("PATCH", "quotes/{quote}", {"title": "Two roofs"}, EDITS),
    ("GET", "quotes/{quote}/pdf", None, READS),
    ("POST", "quotes/{quote}/submit", None, EDITS),
    ("POST", "quotes/{quote}/send-back", None, EDITS),
    ("POST", "quotes/{quote}/approve", None, EDITS),
    ("POST", "quotes/{quote}/send", None, EDITS),
    ("POST", "quotes/{quote}/copy", None, MAKES),
    ("POST", "quotes/{quote}/withdraw", {"reason": "Twice"}, EDITS),
    ("POST", "quotes/{sent_quote}/counter", {"notes": "Less"}, EDITS),
    ("POST", "quotes/{sent_quote}/outcome", {"outcome": "won"}, EDITS),
    ("GET", "quote-activities", None, READS),
    ("GET", "quote-activities/{quote_activity}", None, READS),
    ("GET", "quote-views", None, READS),
    ("GET", "quote-views/{quote_view}", None, READS),
    ("GET", "quote-outcomes", None, READS),
    ("GET", "quote-outcomes/{quote_outcome}", None, READS),
    ("GET", "engines/quotes/followup", None, READS),
    ("POST", "engines/quotes/followup", {}, EDITS),
    ("GET", "feedback-requests", None, READS),
    ("GET", "feedback-requests/{feedback}", None, READS),
    ("POST", "feedback-requests", {"order_id": "{delivered}"}, MAKES),
    ("DELETE", "feedback-requests/{feedback}", None, DELETES),
    ("POST", "engines/feedback/schedule", {"order_id": "{delivered}"}, EDITS),
    ("POST", "engines/feedback/{feedback}/response", {"rating": "good"}, TICKS),
    ("GET", "engines/feedback/stats", None, READS),
    ("GET", "contact-enrichment-queue", None, READS),
    ("GET", "contact-enrichment-queue/{item}", None, READS),
    ("POST", "contact-enrichment-queue", {"source": "apollo", "email_address": "mara@castellan.example"}, MAKES),
    ("DELETE", "contact-enrichment-queue/{item}", None, DELETES),
    ("GET", "enrichment-conflicts", None, READS),
    ("GET", "enrichment-conflicts/{conflict}", None, READS),
    ("GET", "contact-field-sources", None, READS),
    ("GET", "contact-field-sources/{field_source}", None, READS),
    ("GET", "engines/enrichment/pending", None, READS),
    ("POST", "engines/enrichment/{conflict}/resolve", {"resolution": "keep"}, EDITS),
    ("GET", "opportunity-signals", None, READS),
    ("GET", "opportunity-signals/{signal}", None, READS),
    ("POST", "opportunity-signals", HEARD, ADDS),
    ("DELETE", "opportunity-signals/{signal}", None, DELETES),
    ("GET", "engines/signals/unactioned", None, READS),
    ("POST", "engines/signals/{signal}/action", {"action_taken": "Called."}, TICKS),
    ("POST", "engines/signals/{signal}/dismiss", {"dismissed_reason": "Another office."}, TICKS),
    ("GET", "reports/signal-action-rates", None, READS),
    ("GET", "reports/quote-win-rates", None, READS),
    ("GET", "reports/quote-loss-reasons", None, READS),
    ("GET", "reports/competitor-analysis", None, READS),
    ("GET", "reports/time-to-decision", None, READS),
    ("GET", "outcomes", None, READS),
    ("GET", "outcomes/{project}", None, READS),
    ("POST", "outcomes", SHOP, ADDS),
    ("POST", "outcomes/bulk", {"outcomes": [SHOP]}, TICKS),
    ("PATCH", "outcomes/{project}", {"last_build_status": "success"}, TICKS),
    ("DELETE", "outcomes/{project}", None, REMOVES),
    ("POST", "outcomes/{project}/restore", None, EDITS),
    ("GET", "outcomes/{project}/builds", None, READS),
    ("POST", "outcomes/{project}/builds", {"event_type": "build", "status": "success"}, ADDS),
    ("POST", "outcomes/{project}/prompt", {"state": "shown"}, TICKS),
    ("GET", "feedback", None, READS),
    ("GET", "feedback/{rating}", None, READS),
    ("POST", "feedback", {"project_outcome_id": "{project}", "overall_satisfaction": 4}, ADDS),
    ("DELETE", "feedback/{rating}", None, DELETES),
    ("GET", "feedback-prompts", None, READS),
    ("GET", "patterns", None, READS),
    ("GET", "patterns/{pattern}", None, READS),
    ("POST", "patterns", {"pattern_id": "spa", "name": "Single page"}, MAKES),
    ("PATCH", "patterns/{pattern}", {"is_active": False}, EDITS),
    ("DELETE", "patterns/{pattern}", None, DELETES),
    ("GET", "analytics/patterns", None, READS),
    ("GET", "analytics/patterns/{pattern}", None, READS),
    ("GET", "analytics/trends?metric=nps", None, READS),
    ("GET", "analytics/summary", None, READS),
    ("GET", "analytics/recommendations", None, READS),
    ("GET", "analytics/outcomes-by-date", None, READS),
    ("GET", "analytics/sessions", None, READS),
    ("POST", "analytics/refresh", None, tuple(202 if status == 200 else status for status in TICKS)),
    ("GET", "scaffold-sessions", None, READS),
    ("GET", "scaffold-sessions/{session}", None, READS),
    ("POST", "scaffold-sessions", {"steps_completed": ["languages"]}, ADDS),
    ("PATCH", "scaffold-sessions/{session}", {"completed": True}, TICKS),
    ("GET", "export/feedback", None, READS),
    ("GET", "ci-endpoints", None, READS),
    ("GET", "ci-endpoints/{ci_endpoint}", None, READS),
    ("POST", "ci-endpoints", {"name": "GitHub, harbor", "kind": "github"}, (403, 403, 201, 201, 201, 403, 403, 403)),
    ("PATCH", "ci-endpoints/{ci_endpoint}", {"is_active": False}, EDITS),
    ("DELETE", "ci-endpoints/{ci_endpoint}", None, DELETES),
    ("POST", "ci-endpoints/{ci_endpoint}/rotate", None, (403, 403, 200, 200, 200, 403, 403, 403)),  # no token's
]
ROWS = [(method, path, body) for method, path, body, _ in TABLE if "{" in path]


OWN = {
    "roadmap": "roadmaps",
    "section": "roadmap-sections",
    "pack": "ticket-packs",
    "ticket": "ticket-instances",
    "evidence": "ticket-evidence",
    "metric": "metric-definitions",
    "snapshot": "implementation-snapshots",
    "projection": "roadmap-projections",
    "outcome": "roadmap-outcomes",
    "proposal": "refresh-proposals",
    "client": "clients",
    "contact": "contacts",
    "order": "orders",
    "case": "cases",
    "task": "tasks",
    "deal": "deals",
    "stage": "settings/deal-stages",
    "stage_change": "deal-stage-history",
    "activity": "deal-activities",
    "draft": "deal-activities",
    "quote_activity": "quote-activities",
    "quote_view": "quote-views",
    "schedule": "compliance-schedules",
    "check": "compliance-checks",
    "waived": "compliance-checks",
    "delivered": "orders",
    "feedback": "feedback-requests",
    "item": "contact-enrichment-queue",
    "conflict": "enrichment-conflicts",
    "signal": "opportunity-signals",
    "field_source": "contact-field-sources",
    "quote": "quotes",
    "sent_quote": "quotes",
    "quote_outcome": "quote-outcomes",
    "project": "outcomes",
    "rating": "feedback",
    "pattern": "patterns",
    "session": "scaffold-sessions",
    "ci_endpoint": "ci-endpoints",
}


def caller_of(firm, name):
    return by_session(firm, name) if name in Role.values else by_token(firm, name)


def filled(text, rows):
    if text.endswith(("compute", "compute-outcome", "roi/snapshot", "case-study")):
        row(rows, "outcome")  # there has to be something to compare
    return text.format(**{name: row(rows, name).pk for name in re.findall(r"{(\w+)}", text)})


def body_of(body, rows):
    match body:
        case str():
            return filled(body, rows) if body.startswith("{") else body
        case list():
            return [body_of(inner, rows) for inner in body]
        case dict():
            return {name: body_of(inner, rows) for name, inner in body.items()}
    return body


@pytest.mark.parametrize(
    ("method", "path", "body", "expected"), TABLE, ids=lambda case: case if isinstance(case, str) else ""
)
def test_role_and_scope(firm, rows, method, path, body, expected):
    address, sent = f"/api/{filled(path, rows)}", body_of(body, rows)

    answers = {}
    for caller in ALL:
        with transaction.atomic():
            answers[caller] = caller_of(firm, caller)(method, address, sent)
            transaction.set_rollback(True)

    assert {caller: answer.status_code for caller, answer in answers.items()} == dict(zip(ALL, expected, strict=True))
    for answer in answers.values():
        if answer.status_code == 403:
            assert answer.json()["code"] == "not_allowed"
            assert answer["Content-Type"] == "application/problem+json"


def test_table_names_every_route():
    from apps.core.api.openapi import schema

    described = {
        (method.upper(), path.removeprefix("/api/"))
        for path, methods in schema()["paths"].items()
        for method in methods
        # their tables are in test_superadmin.py, tests/work/test_cron.py and tests/patterns/test_ci_webhook.py
        if not path.startswith(("/api/superadmin/", "/api/cron/", "/api/webhooks/"))
    }

    as_described = {
        (method, path.replace("sections/1", "sections/{number}") if "status" not in path else path)
        for method, path, _, _ in TABLE
    }
    assert {
        (method, re.sub(r"{(?!number)\w+}", "{id}", path.partition("?")[0])) for method, path in as_described
    } == described


@pytest.mark.parametrize(("method", "path", "body"), ROWS, ids=lambda case: case if isinstance(case, str) else "")
def test_row_of_another_firm_is_as_missing(firm, rows, other_rows, method, path, body):
    owner = by_session(firm, Role.OWNER)
    nothing = dict.fromkeys(OWN, MISSING)

    foreign = owner(method, f"/api/{filled(path, other_rows)}", body_of(body, rows))
    missing = owner(method, f"/api/{path.format(**nothing)}", body_of(body, rows))

    assert foreign.status_code == missing.status_code == 404
    assert foreign.content == missing.content
    for name in re.findall(r"{(\w+)}", path):
        assert owner("GET", f"/api/{OWN[name]}/{row(rows, name).pk}").status_code == 200


@pytest.mark.parametrize(("method", "path", "body"), [row[:3] for row in TABLE], ids=lambda case: str(case)[:40])
def test_stranger_with_a_session_sees_no_firm(firm, rows, other_firm, method, path, body):
    stranger = by_session(other_firm, Role.OWNER)

    answer = stranger.client.generic(method, f"/f/{firm.slug}/api/{filled(path, rows)}")

    assert answer.status_code == 404
    assert answer.json()["code"] == "not_found"


@pytest.mark.parametrize(("method", "path", "body"), [row[:3] for row in TABLE], ids=lambda case: str(case)[:40])
def test_nobody_is_refused(firm, rows, method, path, body):
    by_address = Client().generic(method, f"/api/{filled(path, rows)}")
    by_firm = Client().generic(method, f"/f/{firm.slug}/api/{filled(path, rows)}")

    assert by_address.status_code == by_firm.status_code == 401


def test_session_write_without_the_csrf_token_is_refused(firm, rows):
    member = by_session(firm, Role.MEMBER)
    member.client.handler.enforce_csrf_checks = True
    path = f"/api/ticket-instances/{rows.ticket.pk}/status"

    refused = member("PATCH", path, {"status": "done"})
    member.client.cookies["csrftoken"] = "a" * 32
    passed = member("PATCH", path, {"status": "done"}, X_CSRFToken="a" * 32)

    assert (refused.status_code, refused.json()["code"]) == (403, "csrf_failed")
    assert passed.status_code == 200
    assert member("GET", "/api/roadmaps").status_code == 200


def test_token_write_needs_no_csrf_token(firm, rows):
    api = by_token(firm, Scope.WRITE)
    api.client.handler.enforce_csrf_checks = True

    assert api("PATCH", f"/api/ticket-packs/{rows.pack.pk}", {"title": "New"}).status_code == 200


def test_session_does_not_open_the_address_of_tokens(firm, rows):
    member = by_session(firm, Role.OWNER)

    assert member.client.get("/api/roadmaps").status_code == 401


def test_token_does_not_open_a_firms_address(firm, rows):
    api = by_token(firm, Scope.WRITE)
    api.prefix = f"/f/{firm.slug}"

    assert api("GET", "/api/roadmaps").status_code == 401
