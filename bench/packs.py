"""Import and export of a large ticket pack, beside the rows alone by one statement of the owner."""

from __future__ import annotations

import resource
import subprocess
import sys
from pathlib import Path
from time import perf_counter
from typing import Any

from apps.core.launcher.bootstrap import ROOT
from bench.firms import THINGS, VERBS, Firm
from bench.place import Place
from bench.plans import ACTOR
from bench.timing import by_turns

COLUMNS = (
    "id, created_at, updated_at, row_version, ticket_id, title, description, section_number, sprint_number, "
    "order_index, status, blocked_reason, assignee, notes, started_at, completed_at, tenant_id, ticket_pack_id"
)
PER_SPRINT = 250
KEY = "bench-import"
LOADED = "pack-000"
EXPORTS = 7


def text_of(count: int) -> str:
    """Return a pack in the checklist shape: sprints, sections, assignees, every seventh with a dependency."""
    lines = ["# Ticket pack of the bench", ""]
    for number in range(1, count + 1):
        if number % PER_SPRINT == 1:
            lines += ["", f"## Sprint {number // PER_SPRINT + 1} — Weeks of work", ""]
        title = f"{VERBS[number % len(VERBS)]} {THINGS[number // len(VERBS) % len(THINGS)]}, part {number}"
        lines += [f"- [ ] **B-{number:05}** {title}", "  - assignee: Ines Duarte", f"  - section: {number % 9 + 1}"]
        if number % 7 == 0:
            lines.append(f"  - depends: B-{number - 1:05}")
    return "\n".join(lines) + "\n"


def measure(place: Place, firm: Firm, *, count: int) -> dict[str, Any]:
    """Import by the command as an operator does, three ways: new, unchanged, and the rows alone in SQL."""
    file = place.folder / "pack.md"
    file.write_text(text_of(count), encoding="utf-8")
    file.chmod(0o644)
    arguments = ["ticketpack_import", "--tenant", firm.slug, "--file", str(file), "--pack", KEY, "--json"]
    fresh, again = _command(place, arguments), _command(place, arguments)
    operation = _operation(firm, file)
    with place.owner() as owner:
        pack = "(SELECT id FROM ticket_packs WHERE tenant_id = %s AND key = %s)"
        owner.execute(
            f"CREATE TEMP TABLE kept AS SELECT * FROM ticket_instances WHERE ticket_pack_id = {pack}", [firm.id, KEY]
        )
        found = owner.execute("SELECT count(*) FROM kept").fetchone()
        if found != (count,):
            sys.exit(f"The import wrote {found} tickets instead of {count}.")
        owner.execute("DELETE FROM ticket_instances WHERE id IN (SELECT id FROM kept)")
        begun = perf_counter()
        owner.execute(f"INSERT INTO ticket_instances ({COLUMNS}) SELECT {COLUMNS} FROM kept")
        plain = perf_counter() - begun
    return {
        "tickets": count,
        "command_s": round(fresh["seconds"], 2),
        "command_again_s": round(again["seconds"], 2),
        "command_peak_mb": round(max(fresh["peak_mb"], again["peak_mb"]), 1),
        "operation_s": round(operation, 2),
        "tickets_per_second": round(count / operation),
        "plain_insert_s": round(plain, 2),
        "plain_tickets_per_second": round(count / plain),
    }


def measure_export(place: Place, firm: Firm) -> dict[str, Any]:
    """Export the firm's loaded pack as a checklist: by the command, by the operation, and its rows alone in SQL."""
    from apps.tenancy.context import tenant_context
    from apps.tickets.operations import export_checklist

    file = place.folder / "checklist.md"
    command = _command(place, ["ticketpack_export", "--tenant", firm.slug, "--pack", LOADED, "--file", str(file)])

    def operation(_: int) -> None:
        with tenant_context(firm.id, user_id=firm.user_id, actor=ACTOR):
            found.append(len(export_checklist(key=LOADED).places))

    found: list[int] = []
    with place.owner() as owner:
        read, plain = by_turns(
            operation,
            lambda _: owner.execute(
                f"SELECT {COLUMNS} FROM ticket_instances WHERE tenant_id = %s", [firm.id]
            ).fetchall(),
            runs=EXPORTS,
        )
    if set(found) != {firm.pack_size}:
        sys.exit(f"The export wrote {set(found)} tickets instead of {firm.pack_size}.")
    return {
        "tickets": firm.pack_size,
        "command_s": round(command["seconds"], 2),
        "command_peak_mb": round(command["peak_mb"], 1),
        "operation_s": round(read.p50 / 1000, 3),
        "tickets_per_second": round(firm.pack_size / read.p50 * 1000),
        "plain_read_s": round(plain.p50 / 1000, 3),
        "bytes": file.stat().st_size,
    }


def _operation(firm: Firm, file: Path) -> float:
    """Delete the pack, and return the seconds of reading its text, the operation, and the commit."""
    from django.utils import timezone

    from apps.tenancy.context import tenant_context
    from apps.tickets.models import TicketPack
    from apps.tickets.operations import import_pack
    from apps.tickets.pack_markdown import read_pack_bytes

    with tenant_context(firm.id):
        TicketPack.objects.filter(key=KEY).delete()
    begun = perf_counter()
    reading = read_pack_bytes(file.read_bytes(), file=file.name)
    with tenant_context(firm.id, user_id=firm.user_id, actor={"name": "Bench", "via": "command"}):
        import_pack(reading=reading, key=KEY, file=file.name, at=timezone.now())
    return perf_counter() - begun


def _command(place: Place, arguments: list[str]) -> dict[str, float]:
    begun = perf_counter()
    done = subprocess.run(
        [sys.executable, "manage.py", *arguments], cwd=ROOT, env=place.env, capture_output=True, text=True, check=False
    )
    seconds = perf_counter() - begun
    if done.returncode:
        sys.exit(f"{arguments[0]} failed: {done.stdout[-500:]} {done.stderr[-500:]}")
    return {"seconds": seconds, "peak_mb": resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024}
