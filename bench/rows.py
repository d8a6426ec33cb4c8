"""How many statements each list makes for 2 rows and for 200: the numbers must be the same."""

from __future__ import annotations

from typing import Any

import psycopg

from bench.firms import Firm
from bench.load import load
from bench.routes import sign_in
from bench.statements import recorded

FEW, MANY = 2, 200
MORE = """
INSERT INTO roadmaps (id, version, status, is_current, pdf_url, needs_agent_reprovision, model_json, source_refs,
    tenant_id)
SELECT uuid7(), 'v1.' || n, 'draft', false, '', false, '{}', '{}', %(firm)s FROM generate_series(1, %(count)s) n;

INSERT INTO roadmap_sections (section_number, section_name, title, content_markdown, status, agent_cheatsheet, diagrams,
    roadmap_id, tenant_id)
SELECT n %% 99, 'section-' || n, 'Section ' || n, '# Text', 'planned', '{}', '[]', r.id, %(firm)s
FROM generate_series(1, %(count)s) n JOIN roadmaps r ON r.tenant_id = %(firm)s AND r.version = 'v1.' || (n / 90 + 1);

INSERT INTO users (password, id, email, name, is_active, is_superuser, preferences)
SELECT '!', uuid7(), 'p' || n || '@' || %(slug)s || '.example', 'Person ' || n, true, false, '{}'
FROM generate_series(1, %(count)s) n;

INSERT INTO memberships (role, name, email, user_id, tenant_id)
SELECT 'member', name, email, id, %(firm)s FROM users
WHERE email LIKE 'p%%@' || %(slug)s || '.example';

INSERT INTO api_tokens (name, prefix, token_hash, scopes, tenant_id)
SELECT 'Token ' || n, 'fl_x', sha256((%(slug)s || n)::bytea), '{read}', %(firm)s FROM generate_series(1, %(count)s) n;

INSERT INTO ticket_dependencies (ticket_instance_id, depends_on_id, tenant_id)
SELECT b.id, a.id, %(firm)s FROM ticket_instances a
JOIN ticket_instances b ON b.tenant_id = a.tenant_id AND b.ticket_pack_id = a.ticket_pack_id
    AND b.order_index = a.order_index + 1
WHERE a.tenant_id = %(firm)s
ON CONFLICT DO NOTHING;

INSERT INTO implementation_snapshots (roadmap_id, series_id, snapshot_date, label, source, metrics, notes, tenant_id)
SELECT r.id, r.series_id, now() - n * interval '1 hour', 'custom', 'manual', '{"nps": 20, "weekly_ops_hours": 30}', '',
    %(firm)s
FROM generate_series(1, %(count)s) n JOIN roadmaps r ON r.tenant_id = %(firm)s AND r.is_current;

INSERT INTO roadmap_changelogs (to_roadmap_id, from_version, to_version, body_markdown, section_changes, tenant_id)
SELECT id, 'v1.0', version, '# Changes', '[]', tenant_id FROM roadmaps
WHERE tenant_id = %(firm)s AND NOT is_current;

INSERT INTO roadmap_refresh_proposals (roadmap_id, to_version, status, fingerprint, progress, decided_at, tenant_id)
SELECT id, 'v2.0', 'discarded', '', '{}', now(), tenant_id FROM roadmaps
WHERE tenant_id = %(firm)s AND NOT is_current;

INSERT INTO invitations (email, role, expires_at, tenant_id)
SELECT 'i' || n || '@example.com', 'member', now() + interval '7 days', %(firm)s FROM generate_series(1, %(count)s) n;

UPDATE memberships SET role = 'staff' WHERE tenant_id = %(firm)s AND user_id = %(user)s
"""
PAGES = (
    "",
    "tickets/?pack=pack-000",
    "roadmap/",
    "roadmap/versions/",
    "results/",
    "activity/",
    "people/",
    "tokens/",
)
LISTS = ("ticket-instances", "ticket-packs", "roadmaps", "roadmap-sections")


def measure(owner: psycopg.Connection, first_number: int) -> dict[str, dict[str, int]]:
    """Make a firm with 2 rows of each kind and one with 200, and count what each list sends for them."""
    firms = [Firm(first_number, FEW, FEW), Firm(first_number + 1, MANY, MANY)]
    load(owner, firms)
    owner.execute("SET session_replication_role = replica")
    for firm, count in zip(firms, (FEW, MANY), strict=True):
        values = {"firm": firm.id, "slug": firm.slug, "user": firm.user_id, "count": count}
        for statement in MORE.split(";\n\n"):
            owner.execute(statement, values)
    owner.execute("SET session_replication_role = origin")
    sessions = sign_in(firms)
    counted: dict[str, dict[str, int]] = {}
    for name, path, headers in _requests():
        numbers = [_count(firm, path, headers, sessions[firm.user_id]) for firm in firms]
        if None not in numbers:
            counted[name] = {f"{FEW}_rows": numbers[0] or 0, f"{MANY}_rows": numbers[1] or 0}
    return counted


def _requests() -> list[tuple[str, str, bool]]:
    """Return the lists: name, address below the firm's, and whether a token is sent."""
    from django.contrib import admin

    tables = [model._meta for model in admin.site._registry]
    return [
        *((f"API {name}", f"/api/{name}?limit={MANY}", True) for name in LISTS),
        *((f"page /{page}", page, False) for page in PAGES),
        *((f"admin {meta.db_table}", f"admin/{meta.app_label}/{meta.model_name}/", False) for meta in tables),
    ]


def _count(firm: Firm, path: str, by_token: bool, session: str) -> int | None:
    """Return the number of statements, None where this person may not see the list."""
    from django.test import Client

    client = Client(SERVER_NAME="127.0.0.1")
    if not by_token:
        client.cookies["sessionid"] = session
    headers: dict[str, Any] = {"Authorization": f"Bearer {firm.tokens[0]}"} if by_token else {}
    address = path if by_token else f"/f/{firm.slug}/{path}"
    client.get(address, headers=headers)  # what is kept in the process is not asked for again
    with recorded() as seen:
        answer = client.get(address, headers=headers)
    if answer.status_code in {403, 404}:
        return None
    if answer.status_code != 200:  # noqa: PLR2004 -- HTTP's own number
        raise SystemExit(f"{address} was answered {answer.status_code}: {answer.content[:300]!r}")
    return len(seen)
