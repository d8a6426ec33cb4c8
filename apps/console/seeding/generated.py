"""Further firms of the demo, made up from names, the ticket library and texts per system; always the same ones."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

from django.utils.text import slugify

from apps.console.seeding.days import When
from apps.console.seeding.invented_results import invent_results
from apps.console.seeding.invented_story import invent_story
from apps.console.seeding.scripts import DEMO, Pack, Person, Script, staff
from apps.roadmaps.section_files import FolderReading, read_folder
from apps.tenancy.choices import Role, SizeTier
from apps.tickets.operations import read_library

SYSTEMS = 3
SPRINT_DAYS = 10
BANDS = ((5, SizeTier.MICRO), (15, SizeTier.SMALL), (50, SizeTier.MID))
OFFICES = ("", " North", " South", " West")  # a firm's second office, once all names are used
SYSTEM_TEXTS = ("symptom", "quote", "goal", "measure", "today", "target")


@dataclass(frozen=True)
class System:
    """A system of the library with its tickets and what a roadmap says about it."""

    key: str
    name: str
    tickets: tuple[Mapping[str, Any], ...]
    texts: Mapping[str, str]


def generated_scripts(count: int, *, at: datetime) -> list[Script]:
    """Return the first ``count`` further firms."""
    firms = _names()["firms"]
    if count > len(firms) * len(OFFICES):
        raise ValueError(f"there are names for {len(firms) * len(OFFICES)} firms")
    return [
        _script(firms[place % len(firms)], OFFICES[place // len(firms)], Random(place))  # noqa: S311 -- no secret
        for place in range(count)
    ]


def generated_slugs() -> list[str]:
    """Return the addresses of all further firms that there can be."""
    return [_slug(firm["name"] + office) for office in OFFICES for firm in _names()["firms"]]


def _slug(name: str) -> str:
    return slugify(name.replace("&", "and"))


def _script(firm: Mapping[str, Any], office: str, random: Random) -> Script:
    name = firm["name"] + office
    slug = _slug(name)
    people = _people(firm, slug, random)
    systems = random.sample(_systems(), SYSTEMS)
    begun = random.randint(6, 72)  # working days since the first sprint began
    makers = staff()
    consultant = random.choice(makers).email
    sprint_names = random.sample(_names()["sprint_names"], SYSTEMS)
    roadmap = _roadmap(firm, name, people, systems)
    workers = [person for person in people if person.role in {Role.ADMIN, Role.MEMBER}]
    tickets = _tickets(systems, workers, roadmap, random)
    return Script(
        fields=_fields(firm, name, slug, random),
        created=When(begun + 14, "10:30", next(person.email for person in makers if person.is_superuser)),
        people=tuple(people),
        staff=(consultant,),
        roadmap=roadmap,
        roadmap_status="in_progress",
        roadmap_imported=When(begun + 5, "15:10", consultant),
        packs=(
            Pack("program.md", "program", _pack_text(name, tickets, sprint_names, begun), True,
                 When(begun + 2, "11:20", consultant)),
        ),
        story=tuple(invent_story(tickets, begun=begun, sprint_days=SPRINT_DAYS, words=_names(), random=random)),
        results=invent_results(firm, begun=begun, by=consultant),
    )  # fmt: skip


def _fields(firm: Mapping[str, Any], name: str, slug: str, random: Random) -> dict[str, Any]:
    own = {key: value for key, value in firm.items() if key != "name_groups"}
    tier = next((tier for most, tier in BANDS if firm["team_headcount"] <= most), SizeTier.LARGE)
    more = {"status": "active", "cohort_label": f"Cohort {random.randint(6, 8)}", "firm_size_tier": tier}
    return own | more | {"name": name, "slug": slug}


def _people(firm: Mapping[str, Any], slug: str, random: Random) -> list[Person]:
    groups = {group["group"]: group for group in _names()["people"]}
    names: dict[str, None] = {}
    roles = [Role.OWNER, Role.ADMIN, *[Role.MEMBER] * random.randint(3, 5), Role.VIEWER]
    while len(names) < len(roles):
        group = groups[random.choice(firm["name_groups"])]
        names[f"{random.choice(group['first_names'])} {random.choice(group['last_names'])}"] = None
    return [
        Person(name, f"{slugify(name).replace('-', '.')}@{slug}.example", role)
        for name, role in zip(names, roles, strict=True)
    ]


def _roadmap(firm: Mapping[str, Any], name: str, people: list[Person], systems: Sequence[System]) -> FolderReading:
    """Read the generated section files with the firm's own words in place of the names in braces."""
    words = {
        "firm": name,
        "headcount": str(firm["team_headcount"]),
        "leads": str(firm["baseline_monthly_leads"]),
        "industry": firm["industry"][:1].lower() + firm["industry"][1:],
        "owner": people[0].name,
        "manager": people[1].name,
    }
    for place, system in enumerate(systems, start=1):
        words[f"system_{place}"] = system.name
        words |= {f"system_{place}_{text}": system.texts[text] for text in SYSTEM_TEXTS}
        words[f"system_{place}_tickets"] = "\n".join(f"- {ticket['title']}" for ticket in system.tickets)
    with TemporaryDirectory() as folder:
        for path in (DEMO / "generated" / "roadmap").glob("*.md"):
            text = path.read_text()
            for word, value in words.items():
                text = text.replace("{" + word + "}", value)
            (Path(folder) / path.name).write_text(text)
        return read_folder(Path(folder))


def _tickets(
    systems: Sequence[System], workers: Sequence[Person], roadmap: FolderReading, random: Random
) -> list[dict[str, Any]]:
    """Return the systems' tickets in order, each with sprint, person, section and what it waits for."""
    numbers = {section.name: section.number for section in roadmap.sections}
    codes = {ticket["ticket_id"] for system in systems for ticket in system.tickets}
    return [
        {
            "code": ticket["ticket_id"],
            "title": ticket["title"],
            "description": ticket["description"],
            "sprint": sprint,
            "person": random.choice(workers),
            "section": numbers.get(ticket["default_section_key"], numbers["pilot_scope"]),
            "depends": [code for code in ticket["dependencies"] if code in codes],
        }
        for sprint, system in enumerate(systems, start=1)
        for ticket in system.tickets
    ]


def _pack_text(name: str, tickets: Sequence[Mapping[str, Any]], sprint_names: Sequence[str], begun: int) -> str:
    lines = [
        f"# Ticket pack — {name}, v1.0",
        "",
        "A sprint takes two weeks. Every ticket has one person who sees it through.",
    ]
    for sprint, sprint_name in enumerate(sprint_names, start=1):
        start = (sprint - 1) * SPRINT_DAYS - begun
        days = f"{{workday:{start}}} to {{workday:{start + SPRINT_DAYS - 1}}}"
        lines += ["", f"## Sprint {sprint} — {sprint_name} ({days})", ""]
        for ticket in tickets:
            if ticket["sprint"] == sprint:
                lines += _ticket_lines(ticket)
    return "\n".join(lines) + "\n"


def _ticket_lines(ticket: Mapping[str, Any]) -> list[str]:
    depends = [f"  - depends: {', '.join(ticket['depends'])}"] if ticket["depends"] else []
    return [
        f"- [ ] **{ticket['code']}** {ticket['title']}",
        f"  - assignee: {ticket['person'].name}",
        f"  - section: {ticket['section']}",
        *depends,
        "",
        f"  {ticket['description']}",
    ]


@cache
def _names() -> dict[str, Any]:
    return dict(json.loads((DEMO / "names.json").read_text()))


@cache
def _systems() -> list[System]:
    texts = {system["system_key"]: system for system in json.loads((DEMO / "generated" / "systems.json").read_text())}
    tickets: dict[str, list[dict[str, Any]]] = {}
    for ticket in read_library():
        tickets.setdefault(ticket["system_key"], []).append(ticket)
    return [System(key, rows[0]["system_name"], tuple(rows), texts[key]) for key, rows in tickets.items()]
