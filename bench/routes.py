"""What is asked over HTTP: what firms and staff do all day, for many firms."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import psycopg

from bench.firms import STAFF_ID, Firm

CSRF = "b" * 32  # as cookie and as header: what the browser's script sends
PER_FIRM = 64  # tickets of each firm that are asked for; a multiple of the clients


@dataclass(frozen=True)
class Target:
    """One firm as a client knows it."""

    firm: Firm
    token: str
    session: str
    visit: str  # the cookie of a visit that goes on
    staff: str  # a session of somebody who is staff of all firms
    pack_key: str
    pack_id: UUID
    ticket_id: UUID

    def values(self) -> list[Any]:
        """Return what differs from target to target in the statements of one request."""
        from apps.tenancy.functions import hash_of

        own = [self.firm.id, self.firm.user_id, self.firm.roadmap_id, self.ticket_id, self.pack_id]
        return [
            *own,
            *map(str, own),
            self.firm.slug,
            self.session,
            UUID(self.visit),
            self.pack_key,
            hash_of(self.token),
        ]


@dataclass(frozen=True)
class Route:
    """One kind of request; ``moves`` where every other round has to undo it.

    ``over_firms`` where one answer is made from the rows of all firms, so that it may grow with them.
    """

    name: str
    method: str
    path: Callable[[Target], str]
    headers: Callable[[Target], dict[str, str]]
    body: Callable[[str], str] = lambda _: ""
    moves: bool = False
    over_firms: bool = False

    def text(self, target: Target, to: str = "done") -> str:
        """Return the request as it is sent."""
        body = self.body(to)
        headers = {"Host": "127.0.0.1", **self.headers(target)} | ({"Content-Length": str(len(body))} if body else {})
        head = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
        return f"{self.method} {self.path(target)} HTTP/1.1\r\n{head}\r\n{body}"

    def texts(self, targets: Sequence[Target]) -> list[str]:
        """Return one round over all targets, and for moves one back."""
        rounds = ("done", "in_progress") if self.moves else ("done",)
        return [self.text(target, to) for to in rounds for target in targets]


def _token(target: Target) -> dict[str, str]:
    return {"Authorization": f"Bearer {target.token}", "Accept": "application/json"}


def _session(target: Target) -> dict[str, str]:
    return {"Cookie": f"sessionid={target.session}; csrftoken={CSRF}; firmloop-visit={target.visit}"}


def _staff(target: Target) -> dict[str, str]:
    return {"Cookie": f"sessionid={target.staff}; csrftoken={CSRF}"}


LIST = Route("list of 20, API", "GET", lambda _: "/api/ticket-instances?status=not_started", _token)
PLAIN = Route("list of 20, plain viewset", "GET", lambda _: "/api/yardstick/plain?status=not_started", _token)
BARE = Route("list of 20, bare view", "GET", lambda _: "/api/yardstick/bare?status=not_started", _token)
ROUTES = (
    LIST,
    Route("one ticket, API", "GET", lambda t: f"/api/ticket-instances/{t.ticket_id}", _token),
    Route(
        "tick, API",
        "PATCH",
        lambda t: f"/api/ticket-instances/{t.ticket_id}/status",
        lambda t: _token(t) | {"Content-Type": "application/json"},
        lambda to: f'{{"status": "{to}"}}',
        moves=True,
    ),
    Route(
        "tick, portal",
        "POST",
        lambda t: f"/f/{t.firm.slug}/tickets/{t.ticket_id}/move/",
        lambda t: (
            _session(t)
            | {"Content-Type": "application/x-www-form-urlencoded", "X-CSRFToken": CSRF, "HX-Request": "true"}
        ),
        lambda to: f"status={to}",
        moves=True,
    ),
    Route("board of 200, portal", "GET", lambda t: f"/f/{t.firm.slug}/tickets/?pack={t.pack_key}", _session),
    Route("home, portal", "GET", lambda t: f"/f/{t.firm.slug}/", _session),
    Route("results, portal", "GET", lambda t: f"/f/{t.firm.slug}/results/", _session),
    Route("dashboard over all firms, staff", "GET", lambda _: "/admin/", _staff, over_firms=True),
)


def targets(owner: psycopg.Connection, firms: Sequence[Firm], sessions: dict[UUID, str]) -> list[Target]:
    """Return tickets of every firm, the firms by turns; none is done, so that the first move counts."""
    sql = (
        "SELECT i.id, i.ticket_pack_id, p.key FROM ticket_instances i JOIN ticket_packs p ON p.id = i.ticket_pack_id "
        "WHERE i.tenant_id = %s AND i.status = 'in_progress' ORDER BY md5(i.id::text) LIMIT %s"
    )
    found = {firm.number: owner.execute(sql, [firm.id, PER_FIRM]).fetchall() for firm in firms}
    seats = dict(owner.execute("SELECT user_id, id::text FROM memberships WHERE role = 'owner'").fetchall())
    return [
        Target(
            firm=firm,
            token=firm.tokens[turn % len(firm.tokens)],
            session=sessions[firm.user_id],
            visit=seats[firm.user_id],
            staff=sessions[STAFF_ID],
            pack_key=key,
            pack_id=pack_id,
            ticket_id=ticket_id,
        )
        for turn in range(PER_FIRM)
        for firm in firms
        for ticket_id, pack_id, key in found[firm.number][turn : turn + 1]
    ]


def sign_in(firms: Sequence[Firm]) -> dict[UUID, str]:
    """Return a session of each firm's member and of the staff, by person, made as signing in makes it."""
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore

    from apps.tenancy.models import User

    sessions = {}
    for user in User.objects.filter(pk__in=[STAFF_ID, *(firm.user_id for firm in firms)]):
        store = SessionStore()
        store[SESSION_KEY] = str(user.pk)
        store[BACKEND_SESSION_KEY] = "allauth.account.auth_backends.AuthenticationBackend"
        store[HASH_SESSION_KEY] = user.get_session_auth_hash()
        store.save()
        sessions[user.pk] = str(store.session_key)
    return sessions
