"""Tables as files: CSV, XLSX and JSON written from rows, CSV and XLSX read back as text, with the line of each row."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import IO, Any
from xml.etree.ElementTree import ParseError

import orjson

KINDS = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "json": "application/json",
}
MOST_BYTES = 5_000_000
MOST_UNPACKED = 100_000_000  # of an XLSX, which is a ZIP
MOST_ROWS = 10_000
# What a spreadsheet would take for a formula; a leading apostrophe says that it is text, and is taken off again.
FORMULA = re.compile(r"'*[=+\-@\t\r\n]")
QUOTED = re.compile(r"'+[=+\-@\t\r\n]")
# What XML cannot hold; a spreadsheet with one of these would not open.
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
LONGEST_CELL = 32_767

csv.field_size_limit(MOST_BYTES)  # a section's text is longer than the 128 KB that are the default


class FileRefused(Exception):
    """The file cannot be read as a table; the message says what was wrong and what is accepted."""


@dataclass(frozen=True)
class Line:
    """A row of a file: its number as a spreadsheet counts, and its cells by the names of the first row."""

    number: int
    cells: dict[str, str]


@dataclass(frozen=True)
class TableFile:
    """A file's columns in their order, and its rows."""

    columns: tuple[str, ...]
    lines: tuple[Line, ...]


def read_table(name: str, content: bytes) -> TableFile:
    """Read the first sheet of a CSV or XLSX file; empty rows are left out.

    Raises FileRefused.
    """
    if len(content) > MOST_BYTES:
        raise FileRefused(
            f"The file has {len(content) / 1e6:.1f} MB. At most {MOST_BYTES // 1_000_000} MB are accepted."
        )
    if not content.strip():
        raise FileRefused("The file is empty. Its first row has to name the columns.")
    if content.startswith(b"PK\x03\x04"):
        rows = _xlsx_rows(content)
    elif _is_binary(content):
        raise FileRefused(f"“{name}” is no CSV and no XLSX file. Save it as one of these and try again.")
    else:
        rows = _csv_rows(content)
    return _table(rows)


def _is_binary(content: bytes) -> bool:
    is_wide = content.startswith((b"\xff\xfe", b"\xfe\xff"))
    return content.startswith(b"%PDF") or (b"\0" in content and not is_wide)


def _table(rows: Iterable[tuple[int, list[str]]]) -> TableFile:
    numbered = iter(rows)
    _, head = next(numbered, (0, []))
    columns = tuple(re.sub(r"[\s-]+", "_", cell.strip().lower()) for cell in head)
    while columns and not columns[-1]:
        columns = columns[:-1]
    if not columns or "" in columns:
        raise FileRefused("The first row has to name every column; one of the names is empty.")
    if twice := next((name for name in columns if columns.count(name) > 1), ""):
        raise FileRefused(f"The column “{twice}” is there twice.")
    lines = []
    for number, cells in numbered:
        if not any(cell.strip() for cell in cells):
            continue
        if len(lines) == MOST_ROWS:
            raise FileRefused(f"The file has more than {MOST_ROWS:,} rows. Split it, and import the parts.")
        if any(cell.strip() for cell in cells[len(columns) :]):
            raise FileRefused(f"Line {number} has more cells than the first row has names.")
        padded = [*cells, *[""] * (len(columns) - len(cells))]
        lines.append(Line(number, {name: plain(cell) for name, cell in zip(columns, padded, strict=False)}))
    return TableFile(columns, tuple(lines))


def _csv_rows(content: bytes) -> Iterator[tuple[int, list[str]]]:
    is_wide = content.startswith((b"\xff\xfe", b"\xfe\xff"))
    try:
        text = content.decode("utf-16" if is_wide else "utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise FileRefused(
            f"Line {line} has letters in another encoding than UTF-8. Save the file as “CSV UTF-8” and try again."
        ) from error
    head = text.split("\n", 1)[0]
    delimiter = max(",;\t", key=head.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    number = 1
    try:
        for cells in reader:
            yield number, cells
            number = reader.line_num + 1  # a cell may hold line breaks
    except csv.Error as error:
        raise FileRefused(f"Line {number} is no CSV: {error}.") from error


def _xlsx_rows(content: bytes) -> Iterator[tuple[int, list[str]]]:
    from openpyxl import load_workbook  # a quarter of a second that other pages need not wait for

    refused = "The file is no XLSX workbook that can be read. Save it again as XLSX or as CSV, and try again."
    try:
        unpacked = sum(part.file_size for part in zipfile.ZipFile(io.BytesIO(content)).infolist())
        if unpacked > MOST_UNPACKED:
            raise FileRefused("The workbook is too large when it is unpacked. Split it, and import the parts.")
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        sheet = book.worksheets[0]
        sheet.reset_dimensions()  # what a file says of its size need not be so
        rows = [[_text(value) for value in row] for row in sheet.iter_rows(max_row=MOST_ROWS + 2, values_only=True)]
    except (zipfile.BadZipFile, KeyError, ValueError, IndexError, OSError, ParseError, TypeError) as error:
        raise FileRefused(refused) from error
    return iter(enumerate(rows, start=1))


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return value.isoformat() if isinstance(value, (date, datetime)) else str(value)


def write_table(kind: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> bytes:
    """Return rows as a file of one of KINDS; cells that a spreadsheet would calculate are kept from it.

    Raises FileRefused for what XLSX cannot hold.
    """
    if kind == "json":
        data = [dict(zip(columns, row, strict=True)) for row in rows]
        return orjson.dumps(data, option=orjson.OPT_INDENT_2, default=str)
    return _csv(columns, rows) if kind == "csv" else _xlsx(columns, rows)


def _csv(columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> bytes:
    file = io.BytesIO()
    write_csv(file, columns, rows)
    return file.getvalue()


def write_csv(file: IO[bytes], columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Write rows as CSV to a file, one by one; cells that a spreadsheet would calculate are kept from it."""
    text = io.TextIOWrapper(file, encoding="utf-8-sig", newline="")  # Excel knows UTF-8 by its mark
    writer = csv.writer(text)
    writer.writerow(columns)
    writer.writerows([_safe(_json_like(cell)) for cell in row] for row in rows)
    text.detach()  # flushes, and leaves the file open


def _xlsx(columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> bytes:
    from openpyxl import Workbook  # see _xlsx_rows

    cells = [[_cell(cell) for cell in row] for row in rows]  # first: a workbook that is left half written complains
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Rows")
    sheet.freeze_panes = "A2"
    sheet.append(list(columns))
    for row in cells:
        sheet.append(row)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _cell(value: Any) -> Any:
    value = _safe(_json_like(value))
    if isinstance(value, str) and (len(value) > LONGEST_CELL or CONTROL.search(value)):
        raise FileRefused(
            "A text is longer than a cell of XLSX may be, or has letters it cannot hold. Use CSV or JSON."
        )
    return value


def _json_like(value: Any) -> Any:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    return "" if value is None else value if isinstance(value, (int, float)) else str(value)


def _safe(value: Any) -> Any:
    return f"'{value}" if isinstance(value, str) and FORMULA.match(value) else value


def plain(cell: str) -> str:
    """Return a cell's text without the apostrophe that kept it from being calculated."""
    return cell[1:] if QUOTED.match(cell) else cell
