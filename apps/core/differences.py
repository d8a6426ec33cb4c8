"""Two values and what differs between them, in lines for a terminal."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from typing import Any


def difference(name: str, before: Any, after: Any) -> list[str]:
    """Return ``name: before → after``, or a unified diff where one of them has several lines."""
    old, new = _text(before), _text(after)
    if "\n" not in old and "\n" not in new:
        return [f"    {name}: {old or '(empty)'} → {new or '(empty)'}"]
    diff = difflib.unified_diff(old.splitlines(), new.splitlines(), f"{name} before", f"{name} after", lineterm="")
    return [f"    {line}" for line in diff]


def differences(label: str, changes: Mapping[str, tuple[Any, Any]]) -> list[str]:
    """Return a line that names the record, and below it each of its changes."""
    return [f"~ {label}", *(line for name, pair in changes.items() for line in difference(name, *pair))]


def _text(value: Any) -> str:
    return "" if value is None else str(value)
