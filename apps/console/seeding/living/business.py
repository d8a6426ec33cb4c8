"""What a firm of the demo does for whom, and the words that its people and clients use."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from apps.console.seeding.generated import generated_slugs
from apps.console.seeding.scripts import DEMO, told_scripts

Words = Mapping[str, Any]


@dataclass(frozen=True)
class Business:
    """A firm's clients in the order in which they come, what it offers, what it checks, and who else offers that."""

    clients: Sequence[Words]
    offers: Sequence[Words]
    schedules: Sequence[Words]
    competitors: Sequence[str]
    words: Words


@cache
def business_of(slug: str) -> Business:
    """Return the business of a firm that has a file of its own, else the general one."""
    own = DEMO / slug / "business.json"
    data = json.loads((own if own.exists() else DEMO / "generated" / "business.json").read_text())
    return Business(**data, words=json.loads((DEMO / "business.json").read_text()))


def demo_slugs() -> list[str]:
    """Return the addresses of the demo's firms, the told ones first."""
    return [*(script.slug for script in told_scripts()), *generated_slugs()]
