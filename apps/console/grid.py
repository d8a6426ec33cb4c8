"""The heat grid: a row for each firm or pack, a column for each section of the roadmap."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple
from uuid import UUID

from django.utils.html import escape
from django.utils.safestring import mark_safe

from apps.console.queries import Cell
from apps.tickets.choices import NO_SECTION

STEPS = (0, 25, 50, 75)  # a cell's pattern says between which of these its share lies; 100 has one of its own


class Row(NamedTuple):
    """A row of the grid: ``tickets`` is the address of its tickets' list, ready for one more filter, escaped."""

    key: UUID
    name: str
    url: str
    tickets: str


def grid_of(rows: Sequence[Row], cells: Mapping[UUID, Mapping[int, Cell]], *, of: str) -> dict[str, Any]:
    """Return the grid for the template: those furthest behind first, those without tickets last."""
    sections = sorted({number for found in cells.values() for number in found} - {NO_SECTION})
    columns = [*sections, *([NO_SECTION] if any(NO_SECTION in found for found in cells.values()) else [])]
    share = {row.key: _share(cells.get(row.key, {})) for row in rows}
    ordered = sorted(rows, key=lambda row: (share[row.key] is None, share[row.key] or 0.0))
    return {
        "of": of,
        "columns": [("none" if number == NO_SECTION else number) for number in columns],
        "count": len(rows),
        "body": mark_safe("".join(_row(row, cells.get(row.key, {}), columns) for row in ordered)),  # noqa: S308 -- names are escaped below, the rest are numbers and addresses of ours
    }


def _share(found: Mapping[int, Cell]) -> float | None:
    every = Cell.of(found.values())
    return every.done / every.countable if every.countable else None


def _row(row: Row, found: Mapping[int, Cell], columns: Sequence[int]) -> str:
    head = f'<th scope="row"><a href="{escape(row.url)}">{escape(row.name)}</a></th>'
    every = Cell.of(found.values())
    if not every.countable:
        why = "no tickets to count" if found else "no tickets yet"
        return f'<tr>{head}<td class="h-empty" colspan="{len(columns) + 1}">{why}</td></tr>'
    whole = f'<td class="h-all">{every.done} of {every.countable}</td>'
    return f"<tr>{head}{whole}{''.join(_cell(row, number, found.get(number)) for number in columns)}</tr>"


def _cell(row: Row, number: int, cell: Cell | None) -> str:
    if cell is None or not cell.countable:
        return '<td class="h-none"><span class="visually-hidden">no tickets</span></td>'
    percent = cell.done * 100 // cell.countable  # rounded down: 100 means all
    step = "full" if percent == 100 else bisect_left(STEPS, percent)  # noqa: PLR2004 -- all of it
    narrowed = "section_number__isnull=True" if number == NO_SECTION else f"section_number={number}"
    stuck = f'<b>!<span class="visually-hidden"> {cell.blocked} blocked</span></b>' if cell.blocked else ""
    return f'<td class="h-{step}"><a href="{row.tickets}{narrowed}">{percent}{stuck}</a></td>'
