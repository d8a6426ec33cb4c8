"""The lines of a quote as a form field: a table with a row for each line, and some empty ones."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

PARTS = ("description", "quantity", "unit_price")
EMPTY_ROWS, MOST = 3, 100


class LinesWidget(forms.Widget):
    """Inputs named ``<name>-<row>-<part>``; rows left empty are no lines."""

    class Media:
        css = {"all": ("css/quotes.css",)}

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        lines = [line for line in value or [] if isinstance(line, dict)]
        count = min(len(lines) + EMPTY_ROWS, MOST)
        rows = [
            {part: lines[index].get(part, "") if index < len(lines) else "" for part in PARTS} for index in range(count)
        ]
        return render_to_string(
            "quotes/_line_editor.html", {"name": name, "rows": rows, "id": (attrs or {}).get("id", name)}
        )

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
