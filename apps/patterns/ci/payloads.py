"""What GitHub, GitLab and our own recipe send, read into the event of a build; the signature is checked before."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs

import orjson

from apps.core.api.problems import Problem
from apps.patterns.choices import CiKind, EventStatus, EventType
from apps.patterns.ci import shapes

FORM = "application/x-www-form-urlencoded"
PLAIN = re.compile(r"[!-~]{1,200}")
EVENT_NAME = re.compile(r"[a-z_]{1,100}")
ACTIONS = "github-actions"
GITHUB_CONCLUSIONS = {
    "success": EventStatus.SUCCESS,
    "failure": EventStatus.FAILURE,
    "timed_out": EventStatus.FAILURE,
    "startup_failure": EventStatus.FAILURE,
    "cancelled": EventStatus.CANCELLED,
}
GITLAB_STATUSES = {
    "success": EventStatus.SUCCESS,
    "failed": EventStatus.FAILURE,
    "canceled": EventStatus.CANCELLED,
}


@dataclass(frozen=True)
class Delivery:
    """One delivery: the sender's id of it, and the event of a project that it tells of.

    ``event`` is as ``record_events`` takes it; without one ``says`` is why there is nothing to note. An event that
    also comes under another name has that name as ``twin``.
    """

    delivery_id: str
    name: str
    repository: str = ""
    event: Mapping[str, Any] | None = None
    says: str = ""
    twin: str = ""


def read_delivery(kind: str, headers: Mapping[str, str], body: bytes) -> Delivery:
    """Read what an endpoint of this kind was sent.

    Raises Problem for what is no JSON object, REST framework's ValidationError naming each field that is wrong.
    """
    if kind == CiKind.GITHUB:
        return _github(headers, body)
    if kind == CiKind.GITLAB:
        return _gitlab(headers, body)
    return _generic(headers, body)


def _github(headers: Mapping[str, str], body: bytes) -> Delivery:
    name = headers.get("X-GitHub-Event", "")
    if not EVENT_NAME.fullmatch(name):
        raise Problem(400, "malformed", "X-GitHub-Event names no event of GitHub.")
    delivery_id = _id(headers.get("X-GitHub-Delivery", ""), body)
    data = _object(_payload_of_form(body) if headers.get("Content-Type", "").startswith(FORM) else body)
    if name == "ping":
        return Delivery(delivery_id, name, says="GitHub’s ping: the address and the secret are right.")
    if name not in shapes.GITHUB:
        says = f"Not noted: {name} is no event of builds. Choose “Workflow runs” in GitHub."
        return Delivery(delivery_id, name, says=says)
    found = shapes.cleaned(shapes.GITHUB[name], data)
    run, repository = found[name], found["repository"]["full_name"]
    status = GITHUB_CONCLUSIONS.get(run["conclusion"] or "")
    if found["action"] != "completed":
        return Delivery(delivery_id, name, repository, says="Not noted: the run is not over yet.")
    if status is None:
        return Delivery(delivery_id, name, repository, says=f"Not noted: the run ended as {run['conclusion']}.")
    ended, started = run["updated_at"], run.get("run_started_at")
    attempt = run["run_attempt"] if name == "workflow_run" else int(ended.timestamp())  # a suite counts no attempts
    event = {
        "event_type": EventType.BUILD,
        "status": status,
        "occurred_at": ended,
        "duration_seconds": int((ended - started).total_seconds()) if started and started <= ended else None,
        "external_id": f"github:{name}:{run['id']}:{attempt}",
    }
    is_actions = name == "check_suite" and run["app"]["slug"] == ACTIONS
    return Delivery(delivery_id, name, repository, event, twin="workflow_run" if is_actions else "")


def _gitlab(headers: Mapping[str, str], body: bytes) -> Delivery:
    given = (headers.get(name) for name in ("webhook-id", "Idempotency-Key", "X-Gitlab-Event-UUID"))
    delivery_id = _id(next(filter(None, given), ""), body)
    data = _object(body)
    name = shapes.cleaned(shapes.GitlabEvent, data)["object_kind"]
    if name != "pipeline":
        says = f"Not noted: {name} is no event of pipelines. Choose “Pipeline events” in GitLab."
        return Delivery(delivery_id, name, says=says)
    found = shapes.cleaned(shapes.GitlabPipeline, data)
    run, repository = found["object_attributes"], found["project"]["path_with_namespace"]
    if run["status"] not in GITLAB_STATUSES:
        return Delivery(delivery_id, name, repository, says=f"Not noted: the pipeline is {run['status']}.")
    ended, duration = run.get("finished_at"), run.get("duration")
    event: dict[str, Any] = {
        "event_type": EventType.BUILD,
        "status": GITLAB_STATUSES[run["status"]],
        "duration_seconds": None if duration is None else int(duration),
        # a pipeline whose jobs are run again keeps its id and ends anew
        "external_id": f"gitlab:pipeline:{run['id']}" + (f":{int(ended.timestamp())}" if ended else ""),
    }
    return Delivery(delivery_id, name, repository, event | ({"occurred_at": ended} if ended else {}))


def _generic(headers: Mapping[str, str], body: bytes) -> Delivery:
    # The signature covers the time and the body, not the id: what is signed once counts once under any id.
    signed = headers.get("X-Firmloop-Timestamp", "").encode() + b"." + body
    event = dict(shapes.cleaned(shapes.Report, _object(body)))
    event.setdefault("external_id", f"generic:{hashlib.sha256(signed).hexdigest()}")
    repository = event.pop("repository")
    return Delivery(_id(headers.get("X-Firmloop-Delivery", ""), signed), event["event_type"], repository, event)


def _id(given: str, signed: bytes) -> str:
    """Return the sender's id of a delivery; where it is none that can be kept, the hash of what was sent."""
    return given if PLAIN.fullmatch(given) else f"sha256:{hashlib.sha256(signed).hexdigest()}"


def _payload_of_form(body: bytes) -> str:
    try:
        return parse_qs(body.decode("ascii"), errors="strict", max_num_fields=8)["payload"][0]
    except (ValueError, KeyError):
        raise Problem(400, "malformed", "The form has no field payload that can be read.") from None


def _object(text: bytes | str) -> dict[str, Any]:
    try:
        data = orjson.loads(text)
    except orjson.JSONDecodeError as error:
        raise Problem(400, "malformed", f"This is no valid JSON in UTF-8: {error}.") from error
    if not isinstance(data, dict):
        raise Problem(400, "malformed", "This is JSON, but no object.")
    return data
