"""The section that the refresh writes itself, and the firm's figures in Markdown.

Every sentence follows from the inputs; no clock is read, so that the same inputs give the same text on any day.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from decimal import Decimal

from apps.metrics.calculations import Change, Computed, Roi, change_unit, improvement, in_words
from apps.metrics.choices import SnapshotLabel
from apps.metrics.refresh.inputs import Inputs, Reading, milestones
from apps.roadmaps.refresh_texts import day

RESPONSE, ADOPTION = "lead_response_minutes", "crm_adoption_rate"
FASTER_BY, ADOPTED_BY, RETURN_ABOVE = 5, 20, 100
ASSUMED = {
    "blended_hourly_rate": "what an hour costs",
    "annual_lead_volume": "the inquiries a year",
    "avg_deal_value": "what a deal brings",
    "implementation_cost": "what the program costs",
}


def figures_table(inputs: Inputs) -> str:
    """Return the milestones measured so far as a table, a column each; empty before the first."""
    shown = milestones(inputs)
    rows = [metric for metric in inputs.metrics if any(metric.key in reading.figures for reading in shown)]
    if not rows:
        return ""
    body = [[metric.label, *(_text(one.figures.get(metric.key), metric.unit) for one in shown)] for metric in rows]
    return _table(["Measure", *map(_heading, shown)], body, ["---", *("---:" for _ in shown)])


def outcomes_section(inputs: Inputs, *, title: str) -> str:
    """Return the text of the outcomes section: before and after, return, status, measurements, next steps."""
    parts = [f"# {title}", "*Written by the refresh from the firm's own tickets and measurements.*"]
    outcome = inputs.outcome
    target = inputs.reading(outcome.target_id) if outcome else None
    baseline = inputs.reading(outcome.baseline_id) if outcome else None
    baseline = baseline or next((one for one in inputs.readings if one.label == SnapshotLabel.BASELINE), None)
    steps = _next_steps(None if outcome is None else outcome.computed, has_baseline=baseline is not None)
    if baseline is None:
        parts.append(
            "> **Baseline pending.** Before and after can be compared once the figures were measured before the work "
            "began to show. Take the baseline now: each week of waiting makes it less of one."
        )
    elif outcome is None or target is None:
        parts += ["## Before and after", _before(inputs, baseline)]
    else:
        computed = outcome.computed
        parts += ["## Before and after", _before_and_after(computed.changes, baseline, target)]
        parts += ["## Return on investment", _return(computed.roi, outcome.assumptions.get("assumed", ()))]
        parts += ["## Status", computed.rule]
    parts += ["## Measurements", _measurements(inputs.readings), "## Next steps", steps]
    return "\n\n".join(parts) + "\n"


def _before(inputs: Inputs, baseline: Reading) -> str:
    lines = [
        f"- {metric.label}: {_text(baseline.figures[metric.key], metric.unit)}"
        for metric in inputs.metrics
        if metric.key in baseline.figures
    ]
    said = f"Measured on {day(baseline.on)}, before the work. What changed shows after the next measurement."
    return "\n".join([said, "", *lines]).rstrip()


def _before_and_after(changes: tuple[Change, ...], baseline: Reading, target: Reading) -> str:
    body = [
        [change.metric.label, _text(change.before, change.metric.unit), _text(change.after, change.metric.unit), shown]
        for change in changes
        if (shown := _change(change)) or change.before is not None or change.after is not None
    ]
    return _table(["Measure", _heading(baseline), _heading(target), "Change"], body, ["---", "---:", "---:", "---"])


def _change(change: Change) -> str:
    """The change with its arrow, and in words whether it is a good one."""
    if change.delta is None:
        return "not measured twice" if change.before is not None or change.after is not None else ""
    if not change.delta:
        return "→ no change"
    unit = change_unit(change.metric.unit)
    return f"{'↑' if change.delta > 0 else '↓'} {in_words(abs(change.delta), unit=unit)} {change.direction}"


def _return(roi: Roi, assumed: Collection[str]) -> str:
    worth = "" if roi.time_value.value is None else f", worth {_text(roi.time_value.value, roi.currency)}"
    lines = [
        f"- Time saved in a year: {_text(roi.hours.value, 'hours')}{worth}",
        f"- More revenue a year: {_text(roi.revenue, roi.currency)}",
        f"- {roi.avoidance.label}, a year: {_text(roi.avoidance.value, roi.currency)}",
        f"- {roi.net_percent.label} of a year: {_text(roi.net_percent.value, 'percent')}",
    ]
    if named := [says for name, says in ASSUMED.items() if name in assumed]:
        lines += ["", f"Assumed rather than told by the firm: {', '.join(named)}."]
    return "\n".join(lines)


def _measurements(readings: tuple[Reading, ...]) -> str:
    if not readings:
        return "None so far."
    first, last = day(readings[0].on), day(readings[-1].on)
    if len(readings) == 1:
        return f"One measurement, on {first}."
    if first == last:
        return f"{len(readings)} measurements, {'both' if len(readings) == 2 else 'all'} on {first}."  # noqa: PLR2004 -- words
    return f"{len(readings)} measurements, the first on {first}, the last on {last}."


def _next_steps(computed: Computed | None, *, has_baseline: bool) -> str:
    if not has_baseline:
        return "- Measure the baseline.\n- Measure again 30, 60 and 90 days later."
    if computed is None:
        return "- Measure again at the next milestone: 30, 60 or 90 days after the start."
    by_key = {change.metric.key: change for change in computed.changes}
    net = computed.roi.net_percent.value
    steps = [_response_step(by_key), _adoption_step(by_key)]
    if net is None:
        steps.append("The net return could not be computed: measure the hours a week and the rates at each milestone.")
    elif net > RETURN_ABOVE:
        steps.append("The program earns more than twice its cost in a year: choose the next systems to build.")
    else:
        steps.append("The net return is not above 100 % yet: finish what is open before anything new is added.")
    return "\n".join(f"- {step}" for step in steps)


def _response_step(by_key: Mapping[str, Change]) -> str:
    name, faster = _improved(by_key, RESPONSE, "Time to first answer")
    if faster is None:
        return f"{name}: measure it at the next milestone, too."
    if faster < FASTER_BY:
        return f"{name} is not yet {FASTER_BY} minutes shorter: look where inquiries wait, and begin there."
    return f"{name} is {in_words(faster)} minutes shorter: keep it there, and check it every week."


def _adoption_step(by_key: Mapping[str, Change]) -> str:
    name, gained = _improved(by_key, ADOPTION, "Work recorded in the CRM")
    if gained is None:
        return f"{name}: measure it at the next milestone, too."
    if gained < ADOPTED_BY:
        return f"{name} has not risen by {ADOPTED_BY} points yet: sit down with those who still work around it."
    return f"{name} has risen by {in_words(gained)} points: retire the lists that it replaces."


def _improved(by_key: Mapping[str, Change], key: str, name: str) -> tuple[str, Decimal | None]:
    """What the firm calls the metric, and by how much it got better."""
    change = by_key.get(key)
    if change is None:
        return name, None
    better = change.delta and improvement(change.delta, lower_is_better=change.metric.lower_is_better)
    return change.metric.label, better


def _heading(reading: Reading) -> str:
    return f"{reading.name}, {day(reading.on)}"


def _text(value: Decimal | None, unit: str) -> str:
    return "–" if value is None else in_words(value, unit=unit)


def _table(head: list[str], body: list[list[str]], aligned: list[str]) -> str:
    rows = [[cell.replace("|", r"\|") for cell in row] for row in (head, *body)]
    return "\n".join(f"| {' | '.join(row)} |" for row in (rows[0], aligned, *rows[1:]))
