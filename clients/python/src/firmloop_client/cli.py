"""The command ``firmloop``: what scaffolding scripts call, and a look at the figures."""

from __future__ import annotations

import argparse
import io
import json
import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from firmloop_client.arguments import KNOWN_FROM_THE_START, parser
from firmloop_client.client import Client
from firmloop_client.errors import FirmloopError, NotConfigured, RefusedError, ServerFault
from firmloop_client.inputs import NewBuild, NewOutcome, OutcomeChange
from firmloop_client.models import Outcome, Trend
from firmloop_client.transport import plain

DONE, REFUSED, USAGE, UNREACHABLE = 0, 1, 2, 3
# What lies in a project's folder without having been scaffolded.
NOT_OURS = {".git", ".hg", ".svn", ".venv", "venv", "node_modules", "__pycache__"}
BARS = "▁▂▃▄▅▆▇█"
GAP = "·"


class Misused(Exception):
    """Options that do not go together; the message says how they do."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command and return its exit code: 0 done, 1 refused, 2 used wrongly, 3 no answer."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")  # a terminal without these letters
    given = sys.argv[1:] if arguments is None else list(arguments)
    try:
        code = _run(given)
        sys.stdout.flush()
    except BrokenPipeError:  # such as: firmloop outcomes | head
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    if code != DONE and "--quiet-failure" in given:
        _warn("This was not reported; scaffolding goes on.")
        return DONE
    return code


def _run(arguments: Sequence[str]) -> int:
    try:
        asked = parser().parse_args(arguments)
    except SystemExit as stopped:
        return int(stopped.code or 0)
    try:
        with Client(asked.url, allow_http=asked.allow_http or None) as client:
            ACTS[asked.act](client, asked)
    except (Misused, NotConfigured) as error:
        _warn(f"firmloop: {error}")
        return USAGE
    except FirmloopError as error:
        _warn(f"firmloop: {error}")
        return REFUSED if isinstance(error, RefusedError) and not isinstance(error, ServerFault) else UNREACHABLE
    return DONE


def report(client: Client, asked: argparse.Namespace) -> None:
    """Record a project, or change the one of ``--outcome``; then note its build, tests and deployment."""
    outcome = _changed(client, asked) if asked.outcome else _recorded(client, asked)
    try:
        if client.report_builds(outcome.id, _events(asked), idempotency_key=asked.idempotency_key) and asked.json:
            outcome = client.outcome(outcome.id)
    finally:  # the project is there, whatever became of its build
        address = client.address_of(outcome.id)
        _say(_json(asdict(outcome) | {"address": address}) if asked.json else f"{outcome.id}\n{address}")


def _recorded(client: Client, asked: argparse.Namespace) -> Outcome:
    path = Path(asked.path or ".").absolute()
    if not asked.pattern:
        raise Misused("Name the pattern: --pattern rest-api. With --outcome ID an existing project is changed.")
    values: NewOutcome = {
        "project_name": asked.name or path.name,
        "project_path": str(path),
        "pattern_id": asked.pattern,
        "files_created": _count_files(path) if asked.count_files else asked.files or 0,
    }
    optional: dict[str, Any] = {
        "pattern_name": asked.pattern_name,
        "pattern_version": asked.pattern_version,
        "components_generated": asked.component,
        "languages_used": asked.language,
        "dependencies_installed": asked.dependency,
        "stack_id": asked.stack,
        "repository": asked.repository,
    }
    values.update({name: value for name, value in optional.items() if value})  # type: ignore[typeddict-item]
    return client.record_outcome(idempotency_key=asked.idempotency_key, **values)


def _changed(client: Client, asked: argparse.Namespace) -> Outcome:
    if fixed := [f"--{name.replace('_', '-')}" for name in KNOWN_FROM_THE_START if getattr(asked, name)]:
        raise Misused(f"{', '.join(fixed)} cannot be changed on an existing project; leave out --outcome or these.")
    optional = {
        "project_name": asked.name,
        "project_path": asked.path and str(Path(asked.path).absolute()),
        "stack_id": asked.stack,
        "repository": asked.repository,
    }
    changes: OutcomeChange = {name: value for name, value in optional.items() if value}  # type: ignore[assignment]
    return client.update_outcome(asked.outcome, **changes) if changes else client.outcome(asked.outcome)


def _events(asked: argparse.Namespace) -> list[NewBuild]:
    events: list[NewBuild] = []
    if asked.build:
        events.append({"event_type": "build", "status": asked.build})
    if asked.tests is not None:
        events.append({"event_type": "test", "status": "success", "test_pass_rate": asked.tests})
    if asked.deployment:
        events.append({"event_type": "deploy", "status": "success", "environment": asked.deployment})
    return events


def _count_files(path: Path) -> int:
    if not path.is_dir():
        raise Misused(
            f"--count-files: there is no folder {path}. Run this where the project was made, or give --files."
        )
    count = 0
    for _, folders, files in os.walk(path):
        folders[:] = [name for name in folders if name not in NOT_OURS]
        count += len(files)
    return count


def outcomes(client: Client, asked: argparse.Namespace) -> None:
    """List projects, the newest first."""
    filters = {"status": asked.status, "pattern_id": asked.pattern, "health": asked.health, "q": asked.search}
    found = client.outcomes(at_most=asked.limit, **{name: value for name, value in filters.items() if value})
    for one in found:
        if asked.json:
            _say(_json(asdict(one)))
            continue
        tests = "" if one.test_pass_rate is None else f"{one.test_pass_rate:g} % of tests"
        _say(f"{one.id}  {one.health:<8}{one.project_name}  {one.pattern_id}  {tests}".rstrip())


def trends(client: Client, asked: argparse.Namespace) -> None:
    """Show one figure over time."""
    trend = client.trends(asked.metric, asked.period, pattern_id=asked.pattern)
    if asked.json:
        _say(_json(asdict(trend)))
        return
    value = "nothing yet" if trend.value is None else f"{trend.value:g}"
    _say(f"{trend.metric}, {trend.period}: {value} (n = {trend.n})")
    known = [point.value for point in trend.points if point.value is not None]
    if known:
        _say(f"{sparkline(trend)}  {min(known):g} to {max(known):g}, {trend.points[0].day} to {trend.points[-1].day}")


def sparkline(trend: Trend) -> str:
    """Return a trend as a row of bars, one a day, with a dot for a day without anything."""
    known = [point.value for point in trend.points if point.value is not None]
    low, high = min(known, default=0), max(known, default=0)
    scale = (len(BARS) - 1) / (high - low) if high > low else 0  # nothing moved: the lowest bar
    return "".join(GAP if point.value is None else BARS[round((point.value - low) * scale)] for point in trend.points)


def recommend(client: Client, asked: argparse.Namespace) -> None:
    """Say which pattern to take next, and why."""
    found = client.recommendations(asked.language or (), limit=asked.limit)
    if asked.json:
        _say(_json(asdict(found)))
        return
    for place, one in enumerate(found.results, start=1):
        _say(f"{place}. {one.pattern_id}  {one.pattern_name}  {one.score:g} of 100, n = {one.builds}")
        for reason in one.reasons:
            _say(f"   {reason.text}")
    if not found.results:
        _say("No pattern has enough built projects to be recommended yet.")
    if found.too_few_projects:
        _say(f"Too few built projects to tell: {', '.join(one.pattern_id for one in found.too_few_projects)}")


def feedback(client: Client, asked: argparse.Namespace) -> None:
    """Keep what somebody says of a project."""
    answers: dict[str, Any] = {
        "would_recommend": asked.recommend,
        "likelihood_to_reuse": asked.reuse,
        "additional_comments": asked.comment,
    }
    row = client.give_feedback(
        idempotency_key=asked.idempotency_key,
        project_outcome_id=str(asked.id),
        overall_satisfaction=asked.stars,
        **{name: value for name, value in answers.items() if value is not None},
    )
    _say(_json(asdict(row)) if asked.json else row.id)


ACTS: dict[str, Callable[[Client, argparse.Namespace], None]] = {
    "report": report,
    "outcomes": outcomes,
    "trends": trends,
    "recommend": recommend,
    "feedback": feedback,
}


def _json(value: Any) -> str:
    return json.dumps(value, default=plain, ensure_ascii=False)


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")


def _warn(line: str) -> None:
    sys.stderr.write(f"{line}\n")
