"""What each firm plans and measured: a roadmap of nine sections, three snapshots and their outcome."""

from __future__ import annotations

import json
from datetime import timedelta
from functools import cache
from typing import Any

from apps.core.launcher.bootstrap import ROOT
from bench.firms import END, START, VERBS, Firm, source_of

TEXTS = ROOT / "apps" / "console" / "demo" / "castellan-logistics" / "roadmap"
ACTOR = {"name": "Bench", "via": "command"}
DAYS = {"baseline": 0, "30d": 30, "60d": 60}
BASELINE_AGO = timedelta(days=75)
# metric: lowest and highest reading before the work, and the best factor after 60 days
READINGS = {
    "lead_response_minutes": (60, 240, 0.3),
    "lead_to_appt_rate": (10, 25, 1.6),
    "close_rate": (15, 30, 1.4),
    "crm_adoption_rate": (25, 45, 2.0),
    "weekly_ops_hours": (20, 60, 0.6),
    "nps": (10, 40, 1.5),
}
PROMISED = {"weekly_ops_hours": -10, "lead_response_minutes": -60, "crm_adoption_rate": 20}


def roadmaps(firm: Firm) -> str:
    """Its row of ``roadmaps``: one current version."""
    return (
        f"{firm.roadmap_id}\t{START}\t{START}\tv1.0\tdelivered\tt\t{firm.roadmap_id}\t\t{START}\tf\t{{}}\t{{}}\t"
        f"{firm.id}\n"
    )


def sections(firm: Firm) -> str:
    """Its rows of ``roadmap_sections``: the demo's texts, with the firm's own work listed below each."""
    rows = []
    for section in _texts():
        work = "\n".join(f"- {verb} part {firm.number % 7 + 1} of section {section.number}" for verb in VERBS)
        text = f"{section.content_markdown}\n\n## Work of this firm\n\n{work}\n"
        drawn = json.dumps(section.diagrams)
        kept = (section.title, text, "planned", "{}", drawn)
        texts = "\t".join(one.replace("\\", "\\\\").replace("\n", "\\n").replace("\t", "\\t") for one in kept)
        rows.append(f"{section.number}\t{section.name}\t{texts}\t{firm.roadmap_id}\t{firm.id}\n")
    return "".join(rows)


@cache
def _texts() -> tuple[Any, ...]:
    from apps.roadmaps.section_files import read_folder

    return read_folder(TEXTS).sections


def measure(firm: Firm) -> None:
    """Promise three improvements, capture the snapshots and have the outcome computed, by the product's operations."""
    from apps.metrics import operations
    from apps.tenancy.context import tenant_context

    source = source_of(f"readings {firm.number}")
    before = {key: source.uniform(low, high) for key, (low, high, _) in READINGS.items()}
    reached = source.uniform(-0.1, 1.0)  # of the best; a few firms got worse
    with tenant_context(firm.id, user_id=firm.user_id, actor=ACTOR):
        operations.set_assumptions(values={"implementation_cost": 12_000 + 500 * (firm.number % 40)}, at=END)
        for key, delta in PROMISED.items():
            operations.set_projection(key=key, projected_delta=delta, at=END)
        for label, day in DAYS.items():
            share = reached * day / DAYS["60d"]
            readings = {key: round(value * (1 + (READINGS[key][2] - 1) * share), 1) for key, value in before.items()}
            taken_at = END - BASELINE_AGO + timedelta(days=day)
            operations.capture_snapshot(label=label, metrics=readings, taken_at=taken_at, at=END)
