from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from types import TracebackType
from typing import Any, Self, TypeVar, Unpack
from urllib.parse import quote
from uuid import NAMESPACE_URL, UUID, uuid4, uuid5

import urllib3

from firmloop_client.errors import NotConfigured
from firmloop_client.inputs import (
    Metric,
    NewBuild,
    NewFeedback,
    NewOutcome,
    OutcomeChange,
    OutcomeFilter,
    Period,
    SessionStep,
)
from firmloop_client.models import (
    Build,
    BulkResult,
    Feedback,
    Outcome,
    OutcomeDetail,
    PatternFigures,
    PatternReport,
    Recommendations,
    Session,
    Trend,
    read,
)
from firmloop_client.transport import Transport
from firmloop_client.version import __version__

T = TypeVar("T")
AT_ONCE = 1000
PAGE = 100
# Each is noted as an event: sent twice it would count twice.
NOTED = {"last_build_status", "test_pass_rate", "deployment_status"}
YES = {"1", "true", "yes"}


class Client:
    """Firmloop's projects, patterns and feedback, for programs.

    ``url`` and ``token`` come from FIRMLOOP_URL and FIRMLOOP_TOKEN where they are not given; the token names the firm.
    What can be sent again without harm is: up to ``retries`` times, patiently. Calls that make something take an
    ``idempotency_key``: with the same key and values they do it once a day, however often they are called.
    Every call raises FirmloopError: RefusedError for the server's no, Unreachable without an answer.
    """

    def __init__(
        self,
        url: str | None = None,
        token: str | None = None,
        *,
        allow_http: bool | None = None,
        retries: int = 4,
        pool: urllib3.PoolManager | None = None,
    ) -> None:
        given = {"FIRMLOOP_URL": url, "FIRMLOOP_TOKEN": token}
        found = {name: value or os.environ.get(name, "").strip() for name, value in given.items()}
        if missing := [name for name, value in found.items() if not value]:
            raise NotConfigured(f"Set {' and '.join(missing)}. Tokens are made on the firm's token page.")
        if allow_http is None:
            allow_http = os.environ.get("FIRMLOOP_ALLOW_HTTP", "").lower() in YES
        self._transport = Transport(
            found["FIRMLOOP_URL"],
            found["FIRMLOOP_TOKEN"],
            allow_http=allow_http,
            retries=retries,
            pool=pool,
            agent=f"firmloop-client/{__version__}",
        )

    def __repr__(self) -> str:
        return f"Client({self._transport.url!r})"

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the connections that are kept open between calls."""
        self._transport.close()

    # Projects

    def record_outcome(self, *, idempotency_key: str | None = None, **values: Unpack[NewOutcome]) -> Outcome:
        """Record a project that was scaffolded."""
        return self._made(Outcome, "outcomes", values, idempotency_key)

    def record_outcomes(self, rows: Iterable[NewOutcome], *, idempotency_key: str | None = None) -> list[BulkResult]:
        """Record many projects, 1,000 a request, and return for each its id or why it was refused.

        When it raises after some were sent, call it again with the same rows and ``idempotency_key``.
        """
        key = _new_key() if idempotency_key is None else idempotency_key
        left, results = iter(rows), list[BulkResult]()
        while chunk := list(islice(left, AT_ONCE)):
            before = len(results)
            answer = self._transport.send(
                "POST", "outcomes/bulk", body={"outcomes": chunk}, key=_part_of(key, str(before))
            )
            results += [read(BulkResult, row | {"index": before + row["index"]}) for row in answer["results"]]
        return results

    def outcome(self, outcome_id: str | UUID) -> OutcomeDetail:
        """Return one project with the newest of its feedback and of its builds."""
        return read(OutcomeDetail, self._transport.send("GET", _outcome(outcome_id)))

    def outcomes(self, *, at_most: int | None = None, **filters: Unpack[OutcomeFilter]) -> Iterator[Outcome]:
        """Yield projects, the newest first, a page at a time; deleted ones only where ``status`` asks for them."""
        return self._pages(Outcome, "outcomes", filters, at_most)

    def update_outcome(self, outcome_id: str | UUID, **changes: Unpack[OutcomeChange]) -> OutcomeDetail:
        """Change a project.

        A change with a build, a test rate or a deployment is not repeated when no answer comes: report_build is.
        """
        return read(
            OutcomeDetail,
            self._transport.send(
                "PATCH", _outcome(outcome_id), body=changes, repeatable=not NOTED.intersection(changes)
            ),
        )

    def delete_outcome(self, outcome_id: str | UUID) -> None:
        """Mark a project deleted; again is fine."""
        self._transport.send("DELETE", _outcome(outcome_id))

    def restore_outcome(self, outcome_id: str | UUID) -> Outcome:
        """Make an archived or deleted project active again."""
        return self._made(Outcome, f"{_outcome(outcome_id)}/restore", {}, None)

    # Builds

    def report_build(
        self, outcome_id: str | UUID, *, idempotency_key: str | None = None, **event: Unpack[NewBuild]
    ) -> Build:
        """Note a build, a test run or a deployment; the project's last ones follow."""
        return self._made(Build, f"{_outcome(outcome_id)}/builds", event, idempotency_key)

    def report_builds(
        self, outcome_id: str | UUID, events: Iterable[NewBuild], *, idempotency_key: str | None = None
    ) -> list[Build]:
        """Note several of a project, one after the other.

        When it raises after some were sent, call it again with the same events and ``idempotency_key``.
        """
        key = _new_key() if idempotency_key is None else idempotency_key
        return [
            self.report_build(outcome_id, idempotency_key=_part_of(key, f"event {number}"), **event)
            for number, event in enumerate(events)
        ]

    # Feedback

    def give_feedback(self, *, idempotency_key: str | None = None, **answers: Unpack[NewFeedback]) -> Feedback:
        """Keep what somebody says of a project."""
        return self._made(Feedback, "feedback", answers, idempotency_key)

    def export_feedback(self) -> Iterator[dict[str, Any]]:
        """Yield the feedback whose giver agreed to an export, oldest first, as it comes in."""
        for line in self._transport.lines("export/feedback", {"format": "jsonl"}):
            yield json.loads(line)

    # Figures

    def pattern_analytics(
        self, *, order: str | None = None, min_projects: int | None = None
    ) -> Iterator[PatternFigures]:
        """Yield the figures of patterns, those with most projects first."""
        return self._pages(PatternFigures, "analytics/patterns", {"order": order, "min_projects": min_projects}, None)

    def pattern_report(self, pattern_id: str) -> PatternReport:
        """Return one pattern's figures, its newest feedback and its trends."""
        return read(PatternReport, self._transport.send("GET", f"analytics/patterns/{quote(pattern_id, safe='')}"))

    def trends(self, metric: Metric, period: Period = "30d", *, pattern_id: str | None = None) -> Trend:
        """Return one figure by day, of one pattern or of all together."""
        query = {"metric": metric, "period": period, "pattern_id": pattern_id}
        return read(Trend, self._transport.send("GET", "analytics/trends", query=query))

    def recommendations(self, languages: Sequence[str] = (), *, limit: int | None = None) -> Recommendations:
        """Return which patterns to take next: all, or those for one of the languages."""
        query = {"languages": languages or None, "limit": limit}
        return read(Recommendations, self._transport.send("GET", "analytics/recommendations", query=query))

    # The wizard

    def start_session(self, *, idempotency_key: str | None = None, **step: Unpack[SessionStep]) -> Session:
        """Note that somebody begins to scaffold."""
        return self._made(Session, "scaffold-sessions", step, idempotency_key)

    def step_session(self, session_id: str | UUID, **step: Unpack[SessionStep]) -> Session:
        """Note where the wizard is. A session without a step for a day is counted as abandoned."""
        return read(Session, self._transport.send("PATCH", _session(session_id), body=step))

    def complete_session(self, session_id: str | UUID, **step: Unpack[SessionStep]) -> Session:
        """Note that the wizard came to its end; ``project_outcome_id`` says in which project."""
        body = {**step, "completed": True}
        return read(Session, self._transport.send("PATCH", _session(session_id), body=body, repeatable=False))

    def address_of(self, outcome_id: str) -> str:
        """Return a project's page where the client's address names the firm, else its address in the API."""
        url, firm = self._transport.url, self._transport.firm
        return f"{url}/f/{firm}/patterns/projects/{outcome_id}/" if firm else f"{url}/api/{_outcome(outcome_id)}"

    def _made(self, kind: type[T], path: str, values: Mapping[str, Any], key: str | None) -> T:
        return read(kind, self._transport.send("POST", path, body=values, key=_new_key() if key is None else key))

    def _pages(self, kind: type[T], path: str, query: Mapping[str, Any], at_most: int | None) -> Iterator[T]:
        rows = self._rows(path, {**query, "limit": min(PAGE, at_most or PAGE)})
        return (read(kind, row) for row in islice(rows, at_most))

    def _rows(self, path: str, query: Mapping[str, Any]) -> Iterator[Any]:
        offset, seen = 0, set[str]()
        while True:
            page = self._transport.send("GET", path, query={**query, "offset": offset})
            for row in page["data"]:
                name = row.get("id") or row["pattern_id"]
                if name not in seen:  # a row made meanwhile pushes the last of a page onto the next
                    seen.add(name)
                    yield row
            offset += len(page["data"])
            if not page["hasMore"]:
                return


def _part_of(key: str, name: str) -> str:
    """Return the key of one of several requests that belong to one act."""
    return str(uuid5(NAMESPACE_URL, f"{key}/{name}"))


def _new_key() -> str:
    return str(uuid4())


def _outcome(outcome_id: str | UUID) -> str:
    return f"outcomes/{UUID(str(outcome_id))}"


def _session(session_id: str | UUID) -> str:
    return f"scaffold-sessions/{UUID(str(session_id))}"
