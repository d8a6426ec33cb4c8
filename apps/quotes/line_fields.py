"""The lines of a quote as a form field: a table with a row for each line, and some empty ones."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

PARTS = ("description", "quantity", "unit_price")
EMPTY_ROWS, MOST = 3, 100
CENT = Decimal("0.01")


class LinesWidget(forms.Widget):
    """Inputs named ``<name>-<row>-<part>``; rows left empty are no lines.

    With buttons, lines are added and taken out by submitting the form; its view asks ``lines_asked_for``.
    """

    class Media:
        css = {"all": ("css/quotes.css",)}

    def __init__(self, *, has_buttons: bool = False) -> None:
        super().__init__()
        self.has_buttons = has_buttons

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        lines = [line for line in value or [] if isinstance(line, dict)]
        empty = max(0, 1 - len(lines)) if self.has_buttons else EMPTY_ROWS
        lines = [*lines, *[{} for _ in range(empty)]][:MOST]
        rows = [{part: line.get(part, "") for part in PARTS} | {"total": line_total(line)} for line in lines]
        context = {
            "name": name,
            "rows": rows,
            "id": (attrs or {}).get("id", name),
            "has_buttons": self.has_buttons,
            "total": sum((row["total"] for row in rows if row["total"] is not None), Decimal(0)),
        }
        return render_to_string("quotes/_line_editor.html", context)

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[dict[str, str]]:
        lines = []
        for row in range(MOST + EMPTY_ROWS):
            line = {part: data.get(f"{name}-{row}-{part}", "").strip() for part in PARTS}
            if any(line.values()):
                lines.append(line)
        return lines

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        return f"{name}-0-description" not in data

    def id_for_label(self, id_: str) -> str:
        return f"{id_}-0-description" if id_ else id_


def line_total(line: dict[str, Any]) -> Decimal | None:
    """Return what a line comes to, as total_quote computes it; None while it is not complete."""
    try:
        quantity, price = (
            Decimal(line.get("quantity") or "1"),
            Decimal(line["unit_price"]).quantize(CENT, ROUND_HALF_UP),
        )
        total = (quantity * price).quantize(CENT, ROUND_HALF_UP)
    except (KeyError, InvalidOperation, TypeError):
        return None
    return total if total.is_finite() else None


def lines_asked_for(data: Any, name: str) -> list[dict[str, str]] | None:
    """Return the lines of a form whose button adds or takes out one, or computes the total; None when it is saved."""
    asked = data.get(f"{name}-do", "")
    if not asked:
        return None
    rows = [{part: data.get(f"{name}-{row}-{part}", "").strip() for part in PARTS} for row in range(MOST + EMPTY_ROWS)]
    if asked.startswith("remove-") and asked.removeprefix("remove-").isdecimal():
        rows = [row for number, row in enumerate(rows) if number != int(asked.removeprefix("remove-"))]
    kept = [row for row in rows if any(row.values())]
    return [*kept, dict.fromkeys(PARTS, "")] if asked == "add" else kept


class LinesField(forms.Field):
    """Lines as a list of texts by part; what is wrong with one the database says."""

    widget = LinesWidget

    def clean(self, value: Any) -> list[dict[str, str]]:
        lines: list[dict[str, str]] = super().clean(value) or []
        if len(lines) > MOST:
            raise ValidationError(f"A quote has at most {MOST} lines.")
        return [{**line, "quantity": line["quantity"] or "1"} for line in lines]

    def has_changed(self, initial: Any, data: Any) -> bool:
        return [{part: line.get(part) for part in PARTS} for line in initial or []] != (data or [])
