"""The routes that go by the current roadmap."""

import pytest

from apps.roadmaps.models import Roadmap, RoadmapSection
from apps.tenancy.context import tenant_context
from apps.tickets.models import TicketInstance, TicketPack
from tests.api.conftest import new_tickets
from tests.api.test_writes import errors

SECTION = {"section_number": 2, "section_name": "pilot_scope", "title": "Pilot", "content_markdown": "# Pilot\n"}
OF_CURRENT = [
    ("GET", "roadmap/sections", None),
    ("GET", "roadmap/sections/1", None),
    ("POST", "roadmap/sections", SECTION),
    ("POST", "roadmap/sync-status", {}),
    ("GET", "roadmap/tickets", None),
    ("GET", "roadmap/export", None),
]


@pytest.mark.parametrize(("method", "path", "body"), OF_CURRENT)
@pytest.mark.parametrize("archived", [False, True], ids=["none at all", "no current one"])
def test_firm_without_a_roadmap_is_told_and_nothing_is_made(firm, other_rows, api, method, path, body, archived):
    with tenant_context(firm.pk):
        if archived:
            Roadmap.objects.create(version="v0.9", is_current=False)

    answer = api(method, f"/api/{path}", body)

    assert (answer.status_code, answer.json()["code"]) == (404, "no_roadmap")
    with tenant_context(firm.pk):
        assert Roadmap.objects.count() == int(archived)
        assert not RoadmapSection.objects.exists()


def test_sections_come_with_their_roadmap_in_the_order_of_reading(api, rows, other_rows):
    with tenant_context(rows.pack.tenant_id):
        RoadmapSection.objects.create(roadmap=rows.roadmap, section_number=0, section_name="x", title="First")
        old = Roadmap.objects.create(version="v0.9", is_current=False)
        RoadmapSection.objects.create(roadmap=old, section_number=5, section_name="x", title="Old")

    shown = api("GET", "/api/roadmap/sections").json()

    assert shown["roadmap"] == api("GET", f"/api/roadmaps/{rows.roadmap.pk}").json()
    assert [section["title"] for section in shown["sections"]] == ["First", "Summary"]
    assert shown["sections"][1] == api("GET", f"/api/roadmap-sections/{rows.section.pk}").json()


def test_section_by_its_number(api, rows, other_rows):
    found, missing = api("GET", "/api/roadmap/sections/1"), api("GET", "/api/roadmap/sections/2")

    assert (found.status_code, found["ETag"], found.json()["id"]) == (200, '"1"', str(rows.section.pk))
    assert (missing.status_code, missing.json()["code"]) == (404, "not_found")


def test_section_is_made_then_written_over(api, rows):
    made = api("POST", "/api/roadmap/sections", SECTION | {"status": "in_progress"})
    again = api("POST", "/api/roadmap/sections", SECTION | {"title": "The pilot"})

    assert (made.status_code, made["ETag"], made["Location"]) == (201, '"1"', "/api/roadmap/sections/2")
    assert made.json()["status"] == "in_progress"
    assert (again.status_code, again["ETag"], again.has_header("Location")) == (200, '"2"', False)
    assert again.json()["id"] == made.json()["id"]
    assert (again.json()["title"], again.json()["status"]) == ("The pilot", "in_progress")
    assert again.json()["roadmap_id"] == str(rows.roadmap.pk)


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"section_number": 100}, ("section_number", "max_value")),
        ({"section_name": "No Slug"}, ("section_name", "invalid")),
        ({"status": "done"}, ("status", "invalid_choice")),
        ({"roadmap_id": "x"}, ("roadmap_id", "unknown_field")),
        ({"word_count": 3}, ("word_count", "unknown_field")),
        ({"content_markdown": None}, ("content_markdown", "null")),
    ],
)
def test_section_that_is_wrong_is_refused(api, rows, change, expected):
    answer = api("POST", "/api/roadmap/sections", SECTION | change)

    assert (answer.status_code, errors(answer)) == (400, [expected])
    assert len(api("GET", "/api/roadmap-sections").json()["results"]) == 1


def test_section_without_its_text_is_refused(api, rows):
    answer = api("POST", "/api/roadmap/sections", {k: v for k, v in SECTION.items() if k != "content_markdown"})

    assert (answer.status_code, errors(answer)) == (400, [("content_markdown", "required")])


@pytest.mark.parametrize("method", ["PATCH", "PUT"])
def test_section_status_with_if_match(api, rows, method):
    path = f"/api/roadmap/sections/{rows.section.pk}/status"

    first = api(method, path, {"status": "implemented"}, If_Match='"1"')
    late = api(method, path, {"status": "planned"}, If_Match='"1"')
    unknown = api(method, path, {"status": "done"})

    assert (first.status_code, first["ETag"], first.json()["status"]) == (200, '"2"', "implemented")
    assert first.json()["last_updated_at"] is not None
    assert (late.status_code, late.json()["code"]) == (412, "changed_meanwhile")
    assert late.json()["current"]["status"] == "implemented"
    assert errors(unknown) == [("status", "invalid_choice")]


def test_sync_status_says_what_changed(api, rows):
    with tenant_context(rows.pack.tenant_id):
        TicketInstance.objects.update(section_number=1)
    api("PATCH", f"/api/tickets/{rows.ticket.pk}/status", {"status": "done"})

    first, again = api("POST", "/api/roadmap/sync-status", {}), api("POST", "/api/roadmap/sync-status")

    change = {"id": str(rows.section.pk), "section_number": 1, "before": "planned", "after": "implemented"}
    assert first.json() == {"changed": 1, "sections": [change]}
    assert again.json() == {"changed": 0, "sections": []}
    assert api("GET", "/api/roadmap/sections/1").json()["status"] == "implemented"


def test_tickets_are_those_of_the_current_roadmap_by_section(api, rows, other_rows):
    new_tickets(rows, 2, section_number=3)
    with tenant_context(rows.pack.tenant_id):
        loose = TicketPack.objects.create(key="loose", title="Of no roadmap")
        TicketInstance.objects.create(ticket_pack=loose, ticket_id="X", title="X", section_number=1)
        TicketInstance.objects.create(ticket_pack=rows.pack, ticket_id="B", title="B", section_number=1)
        older, newer = (TicketInstance.objects.get(ticket_id=code).pk for code in ("N-000", "N-001"))

    shown = api("GET", "/api/roadmap/tickets?fields=ticket_id,section_number").json()["results"]

    assert [(row["ticket_id"], row["section_number"]) for row in shown] == [
        ("B", 1),
        *((f"N-00{number}", 3) for number in ((0, 1) if older < newer else (1, 0))),  # of one moment: the key decides
        ("H-001", None),
    ]


def test_export_is_markdown_in_the_order_of_reading(api, rows):
    with tenant_context(rows.pack.tenant_id):
        RoadmapSection.objects.create(
            roadmap=rows.roadmap, section_number=0, section_name="x", title="T", content_markdown="# Zero\n\nText\n"
        )

    answer = api("GET", "/api/roadmap/export")
    as_text = api("GET", "/api/roadmap/export", Accept="text/markdown")
    as_json = api("GET", "/api/roadmap/export", Accept="application/json")

    assert answer["Content-Type"] == "text/markdown; charset=utf-8"
    assert answer["Content-Disposition"] == 'attachment; filename="roadmap-v1.0.md"'
    assert answer.content.decode() == "# Roadmap v1.0\n\n# Zero\n\nText\n\n# 1 · Summary\n\nOne two.\n"
    assert as_text.content == answer.content
    assert as_json.status_code == 406


def test_progress_counts_the_tickets_of_the_roadmaps_packs(api, rows):
    new_tickets(rows, 3, section_number=1)
    with tenant_context(rows.pack.tenant_id):
        done, skipped, _ = TicketInstance.objects.filter(section_number=1).order_by("ticket_id")
        loose = TicketPack.objects.create(key="loose", title="Of no roadmap")
        TicketInstance.objects.create(ticket_pack=loose, ticket_id="X", title="X", section_number=1)
    api("PATCH", f"/api/tickets/{done.pk}/status", {"status": "done"})
    api("PATCH", f"/api/tickets/{skipped.pk}/status", {"status": "skipped"})

    shown = api("GET", f"/api/roadmaps/{rows.roadmap.pk}/progress").json()

    assert shown["version"] == "v1.0"
    assert shown["tickets"] == {
        "total": 4,
        "not_started": 2,
        "in_progress": 0,
        "blocked": 0,
        "done": 1,
        "skipped": 1,
        "countable": 3,
        "percent": 33,
    }
    (section,) = shown["sections"]
    assert (section["done"], section["countable"], section["percent"]) == (1, 2, 50)


def test_progress_of_an_empty_roadmap_is_nothing(api, rows):
    with tenant_context(rows.pack.tenant_id):
        empty = Roadmap.objects.create(version="v0.9", is_current=False)

    shown = api("GET", f"/api/roadmaps/{empty.pk}/progress").json()

    assert (shown["tickets"]["total"], shown["tickets"]["percent"], shown["sections"]) == (0, 0, [])


# Bulk status


def test_bulk_status_has_a_result_for_each_row(api, rows, other_rows):
    new_tickets(rows, 1)
    with tenant_context(rows.pack.tenant_id):
        other = TicketInstance.objects.get(ticket_id="N-000")
    sent = [
        {"id": str(rows.ticket.pk), "row_version": 1},
        {"id": str(other.pk), "row_version": 7},
        {"id": str(other_rows.ticket.pk)},
    ]

    answer = api("POST", "/api/ticket-instances/bulk-status", {"status": "done", "rows": sent})

    moved, late, foreign = answer.json()["results"]
    assert (answer.status_code, answer.json()["moved"], answer.json()["refused"]) == (200, 1, 2)
    assert moved == {"id": str(rows.ticket.pk), "ok": True, "status": "done", "row_version": 2}
    assert (late["ok"], late["code"], late["status"], late["row_version"]) == (
        False,
        "changed_meanwhile",
        "not_started",
        1,
    )
    assert foreign == {
        "id": str(other_rows.ticket.pk),
        "ok": False,
        "code": "not_found",
        "detail": "There is no ticket of this id in the firm.",
    }
    with tenant_context(other_rows.pack.tenant_id):
        assert TicketInstance.objects.get().status == "not_started"


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"rows": []}, ("rows", "empty")),
        ({"rows": [True]}, ("rows.0", "invalid")),
        ({"rows": [{}]}, ("rows.0.id", "required")),
        ({"rows": [{"id": 7}]}, ("rows.0.id", "invalid")),
        ({"rows": [{"id": "{ticket}", "row_version": 0}]}, ("rows.0.row_version", "min_value")),
        ({"rows": [{"id": "{ticket}", "status": "done"}]}, ("rows.0.status", "unknown_field")),
        ({"rows": [{"id": "{ticket}"}] * 2}, ("rows", "duplicate")),
        ({"rows": [{"id": "{ticket}"}] * 501}, ("rows", "max_length")),
        ({"status": "finished"}, ("status", "invalid_choice")),
        ({"status": "blocked", "reason": " "}, ("reason", "required")),
        ({"order": "all"}, ("order", "unknown_field")),
    ],
)
def test_bulk_status_that_is_wrong_moves_nothing(api, rows, change, expected):
    from tests.api.test_rights import body_of

    body = {"status": "done", "rows": [{"id": str(rows.ticket.pk)}]} | body_of(change, rows)

    answer = api("POST", "/api/ticket-instances/bulk-status", body)

    assert (answer.status_code, errors(answer)[0]) == (400, expected)
    assert api("GET", f"/api/ticket-instances/{rows.ticket.pk}")["ETag"] == '"1"'


def test_bulk_status_blocks_with_one_reason(api, rows):
    body = {"status": "blocked", "reason": "No contract.", "rows": [{"id": str(rows.ticket.pk)}]}

    answer = api("POST", "/api/ticket-instances/bulk-status", body)

    assert answer.json()["results"][0]["ok"] is True
    assert api("GET", f"/api/ticket-instances/{rows.ticket.pk}").json()["blocked_reason"] == "No contract."
