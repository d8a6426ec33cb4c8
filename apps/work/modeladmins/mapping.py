"""A file whose columns have other names: which of its columns is which of ours."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.core import signing
from django.http import HttpRequest

from apps.core.table_files import FileRefused, Line, TableFile
from apps.work.modeladmins.plans import LARGEST, OLDEST
from apps.work.tables import FIRM, ImportTable

SALT = "import-file"
LEAVE_OUT = ""


@dataclass(frozen=True)
class Asked:
    """A column of the file: an example of what is in it, and which of ours it seems to be."""

    place: int
    name: str
    example: str
    guess: str


def under_own_names(table: ImportTable, file: TableFile) -> tuple[TableFile, list[Asked]]:
    """Return the file with our columns' names for the names we know, and what to ask where a name is not known.

    Nothing is asked when every column is known by its name or one of its aliases.
    """
    names = {alias: column.name for column in table.columns for alias in (column.name, *column.aliases)} | {FIRM: FIRM}
    guesses = [names.get(name, LEAVE_OUT) for name in file.columns]
    guesses = [LEAVE_OUT if guess in guesses[:place] else guess for place, guess in enumerate(guesses)]
    keys = {column.name for column in table.columns if column.is_key}
    if LEAVE_OUT not in guesses and keys <= set(guesses):
        return renamed(file, guesses), []
    first = file.lines[0].cells if file.lines else {}
    asked = [
        Asked(place, name, first.get(name, ""), guess)
        for place, (name, guess) in enumerate(zip(file.columns, guesses, strict=True))
    ]
    return file, asked


def renamed(file: TableFile, names: list[str]) -> TableFile:
    """Return the file with these names for its columns, in their order; one without a name is left out.

    Raises FileRefused when two columns get one name.
    """
    taken = [name for name in names if name]
    if twice := next((name for name in taken if taken.count(name) > 1), ""):
        raise FileRefused(f"Two columns are chosen for “{twice}”. Choose one, and leave the other out.")
    pairs = [(old, new) for old, new in zip(file.columns, names, strict=True) if new]
    lines = (Line(line.number, {new: line.cells[old] for old, new in pairs}) for line in file.lines)
    return TableFile(tuple(taken), tuple(lines))


def seal_file(name: str, file: TableFile, user: Any) -> str:
    """Return a file as a text that only this person's form can bring back, while its columns are chosen.

    Raises FileRefused.
    """
    rows = [[line.number, *line.cells.values()] for line in file.lines]
    data = {"name": name, "columns": file.columns, "rows": rows}
    sealed = signing.dumps(data, salt=f"{SALT}:{user.pk}", compress=True)
    if len(sealed) > LARGEST:
        raise FileRefused("The file is too large for its columns to be chosen. Name them as below, or split the file.")
    return sealed


def chosen(request: HttpRequest) -> tuple[str, TableFile]:
    """Return the name of the file whose columns were chosen, and the file with those names.

    Raises FileRefused.
    """
    user: Any = request.user
    try:
        data = signing.loads(request.POST["mapped"], salt=f"{SALT}:{user.pk}", max_age=OLDEST)
    except signing.BadSignature as error:
        raise FileRefused("This page is too old; please choose the file again.") from error
    columns = tuple(data["columns"])
    lines = tuple(Line(row[0], dict(zip(columns, row[1:], strict=True))) for row in data["rows"])
    names = [request.POST.get(f"column-{place}", LEAVE_OUT) for place in range(len(columns))]
    return str(data["name"]), renamed(TableFile(columns, lines), names)
