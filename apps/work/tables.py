"""A table as a file: which columns it has, how a row is found again by its natural key, what an import would write.

Own code rather than a library: docs/adr/0010-own-table-imports.md.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from django.core.exceptions import ValidationError
from django.db import models

from apps.core.table_files import Line, TableFile
from apps.core.timeline import Change
from apps.work.batches import Kind, RowChange, rules_of

FIRM = "firm"  # the first column of an export over several firms
Key = tuple[str, ...]


class ColumnsRefused(Exception):
    """The file's columns are not those of the table; the message names both."""


class CellRefused(Exception):
    """A cell of a row cannot be kept; the message says why."""


class CellLeft(Exception):
    """A cell is left out and its row taken all the same; the message warns of it."""


@dataclass(frozen=True)
class Column:
    """One column of the file. Without a ``field`` it is a key, or is only shown; ``path`` reads it from a row.

    ``aliases`` are names under which other programs write it.
    """

    name: str
    help: str
    path: str
    field: str = ""
    is_key: bool = False
    aliases: tuple[str, ...] = ()

    def of(self, row: Any) -> Any:
        """Return the row's value, through links."""
        value = row
        for part in self.path.split("__"):
            value = getattr(value, part, None)
        return value() if callable(value) else value


@dataclass(frozen=True)
class Outcome:
    """What an import makes of one row of the file; ``twice`` says that its key stands in an earlier line."""

    line: Line
    kind: Literal["new", "changed", "same", "bad"]
    label: str
    changes: tuple[Change, ...] = ()
    errors: tuple[str, ...] = ()
    row: RowChange | None = None
    warnings: tuple[str, ...] = ()
    twice: bool = False


class ExportTable:
    """A table that is written to files."""

    columns: Sequence[Column] = ()

    def prepared(self, queryset: Any) -> Any:
        """Return the queryset with what the columns read."""
        return queryset

    def values(self, row: Any) -> list[Any]:
        """Return the row's cells."""
        return [column.of(row) for column in self.columns]


@dataclass
class Found:
    """What the database has for a file: its rows by their keys, and what new rows belong to."""

    rows: dict[Key, Any]
    parents: dict[str, Any] = field(default_factory=dict)


class ImportTable(ExportTable):
    """A table that is read from files too; a row is found again by its key columns, never by an id."""

    label: str  # of the model, such as tickets.TicketInstance
    noun = "row"
    maps_columns = False  # whether a file's other columns are asked about rather than refused

    def find(self, lines: Iterable[Line]) -> Found:
        """Return what is there for these rows."""
        raise NotImplementedError

    def key(self, cells: Mapping[str, str], found: Found) -> Key:
        """Return the natural key of a row.

        Raises CellRefused.
        """
        names = [column.name for column in self.columns if column.is_key]
        if missing := next((name for name in names if not cells.get(name, "").strip()), ""):
            raise CellRefused(f"{missing} is empty; it says which {self.noun} this is.")
        return tuple(cells[name].strip() for name in names)

    def new_values(self, key: Key, found: Found) -> dict[str, Any]:
        """Return the columns that a new row gets from its key.

        Raises CellRefused.
        """
        raise NotImplementedError

    def parsed(self, column: Column, raw: str, found: Found) -> Any:
        """Return a cell's value as the column takes it.

        Raises CellRefused or ValidationError.
        """
        model_field: Any = rules_of(self.label).model._meta.get_field(column.field)
        if model_field.choices:
            codes = {str(label).lower(): code for code, label in model_field.flatchoices}
            raw = codes.get(raw.strip().lower(), raw.strip().lower())
            if raw not in codes.values():
                raise CellRefused(f"“{raw}” is none of {', '.join(codes.values())}.")
        is_text = isinstance(model_field, (models.CharField, models.TextField))
        return model_field.clean(raw if is_text else raw.strip() or None, None)

    def notice(self, column: Column, raw: str, found: Found) -> str:
        """Return what to warn of in a cell that is taken; empty where there is nothing."""
        return ""

    def check(self, values: Mapping[str, Any]) -> None:
        """Refuse values that do not go together.

        Raises CellRefused.
        """


def check_columns(table: ImportTable, file: TableFile) -> None:
    """Refuse a file whose columns are not the table's.

    Raises ColumnsRefused.
    """
    known = [column.name for column in table.columns]
    accepted = f"Accepted are {', '.join(known)}."
    if unknown := [name for name in file.columns if name not in {*known, FIRM}]:
        raise ColumnsRefused(f"There is no column “{unknown[0]}”. {accepted}")
    if missing := [c.name for c in table.columns if c.is_key and c.name not in file.columns and c.name != "roadmap"]:
        raise ColumnsRefused(f"The column “{missing[0]}” is missing: it says which {table.noun} a row is. {accepted}")
    if not file.lines:
        raise ColumnsRefused("The file names its columns and has no row below them.")


def plan_rows(table: ImportTable, file: TableFile, *, firm: str) -> list[Outcome]:
    """Return what an import of the file would do, row by row; nothing is written.

    Columns that the file does not have stay as they are. Raises ColumnsRefused.
    """
    check_columns(table, file)
    found = table.find(file.lines)
    seen: dict[Key, int] = {}
    outcomes = []
    for line in file.lines:
        try:
            key = table.key(line.cells, found)
            _refuse_other_firm(line, firm)
            if key in seen:
                said = f"the same {table.noun} is in line {seen[key]} already."
                outcomes.append(Outcome(line, "bad", _name(table, line), errors=(said,), twice=True))
                continue
            seen[key] = line.number
            outcomes.append(_outcome(table, line, key, found))
        except CellRefused as refused:
            outcomes.append(Outcome(line, "bad", _name(table, line), errors=(str(refused),)))
    return outcomes


def _refuse_other_firm(line: Line, firm: str) -> None:
    other = line.cells.get(FIRM, "").strip()
    if other not in {"", firm}:
        raise CellRefused(f"this row is of the firm “{other}”; here are the rows of “{firm}”.")


def _name(table: ImportTable, line: Line) -> str:
    return " ".join(
        filter(None, (line.cells.get(column.name, "").strip() for column in table.columns if column.is_key))
    )


def _outcome(table: ImportTable, line: Line, key: Key, found: Found) -> Outcome:
    """Return what becomes of a row whose key is known."""
    values, shown, errors, warnings = _parsed(table, line, found)
    row = found.rows.get(key)
    label = str(row) if row is not None else _name(table, line)
    rules = rules_of(table.label)
    if errors:
        return Outcome(line, "bad", label, errors=tuple(errors))
    table.check(values)
    if row is None:
        values = {**table.new_values(key, found), **values}
        if problem := _unfit(rules.model, values) or rules.refuses(rules.model(), values):
            return Outcome(line, "bad", label, errors=(problem,))
        change = RowChange(Kind.ADD, values=values, label=f"line {line.number}: {label}")
        told = tuple(Change(name, "", text) for name, text in shown.items() if text)
        return Outcome(line, "new", label, told, row=change, warnings=warnings)
    differing = {name: value for name, value in values.items() if not _same(getattr(row, name), value)}
    if not differing:
        return Outcome(line, "same", label, warnings=warnings)
    if problem := rules.refuses(row, differing):
        return Outcome(line, "bad", label, errors=(problem,))
    columns = {column.field: column for column in table.columns if column.field}
    told = tuple(
        Change(columns[name].name, _text(columns[name].of(row)), shown[columns[name].name])
        for name in columns
        if _attname(rules.model, name) in differing
    )
    change = RowChange(Kind.CHANGE, str(row.pk), row.row_version, differing)
    return Outcome(line, "changed", label, told, row=change, warnings=warnings)


def _parsed(
    table: ImportTable, line: Line, found: Found
) -> tuple[dict[str, Any], dict[str, str], list[str], tuple[str, ...]]:
    model = rules_of(table.label).model
    values, shown, errors, warnings = {}, {}, [], []
    for column in table.columns:
        if not column.field or column.name not in line.cells:
            continue
        raw = line.cells[column.name]
        model_field = model._meta.get_field(column.field)
        is_never_empty = model_field.choices or not model_field.empty_strings_allowed
        if not raw.strip() and is_never_empty and not model_field.null:
            continue  # a state or number that cannot be empty stays as it is
        try:
            values[_attname(model, column.field)] = table.parsed(column, raw, found)
            shown[column.name] = raw
            if said := table.notice(column, raw, found):
                warnings.append(f"{column.name}: {said}")
        except CellLeft as left:
            warnings.append(f"{column.name}: {left}")
        except CellRefused as refused:
            errors.append(f"{column.name}: {refused}")
        except ValidationError as refused:
            errors.append(f"{column.name}: {' '.join(refused.messages)}")
    return values, shown, errors, tuple(warnings)


def _attname(model: Any, name: str) -> str:
    return str(model._meta.get_field(name).attname)


def _unfit(model: Any, values: Mapping[str, Any]) -> str:
    """Return what a new row misses; links are the key's and need no look-up."""
    row = model(**values)
    links = {f.name for f in model._meta.concrete_fields if isinstance(f, models.ForeignKey)}
    try:
        row.clean_fields(
            exclude=links | {f.name for f in model._meta.concrete_fields if not f.editable or f.primary_key}
        )
    except ValidationError as refused:
        return " ".join(f"{name}: {' '.join(said)}" for name, said in refused.message_dict.items())
    return ""


def _same(before: Any, after: Any) -> bool:
    if isinstance(before, str) and isinstance(after, str):
        return before.replace("\r\n", "\n") == after.replace("\r\n", "\n")  # spreadsheets write their own line ends
    return bool(before == after) or (str(before) == after if after is not None else False)


def _text(value: Any) -> str:
    return "" if value is None else str(value)
