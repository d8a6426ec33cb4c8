"""What a list's form sends, taken apart by firm."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.messages import get_messages
from django.http import HttpRequest, QueryDict

ROW = re.compile(r"^(initial-)?form-(\d+)-(.+)$")
Row = dict[str, str]


def posted_rows(post: QueryDict) -> list[Row]:
    """Return the rows of an editable list by their place; what the person saw is under ``initial-<field>``."""
    rows: dict[int, Row] = {}
    for key in post:
        if match := ROW.match(key):
            seen, index, name = match.groups()
            rows.setdefault(int(index), {})[f"{seen or ''}{name}"] = post[key]
    return [rows[index] for index in sorted(rows)]


def only_these(post: QueryDict, *, rows: Iterable[Row], selected: Iterable[str]) -> QueryDict:
    """Return the same form with only these rows, numbered anew, and this selection."""
    kept = QueryDict(mutable=True)
    for key, values in post.lists():
        if not ROW.match(key) and key != ACTION_CHECKBOX_NAME:
            kept.setlist(key, values)
    kept.setlist(ACTION_CHECKBOX_NAME, list(selected))
    count = 0
    for count, row in enumerate(rows, start=1):
        for name, value in row.items():
            seen, bare = ("initial-", name.removeprefix("initial-")) if name.startswith("initial-") else ("", name)
            kept[f"{seen}form-{count - 1}-{bare}"] = value
    kept["form-TOTAL_FORMS"] = kept["form-INITIAL_FORMS"] = str(count)
    return kept


class HeldMessages(list[tuple[int, str]]):
    """Messages of a write that may still be undone."""

    def add(self, level: int, message: Any, extra_tags: str = "") -> None:
        self.append((level, str(message)))


@contextmanager
def acting(request: Any, **as_if: Any) -> Iterator[None]:
    """Give the request other attributes (caller, form, method) for the block."""
    before = {name: getattr(request, name) for name in as_if}
    for name, value in as_if.items():
        setattr(request, name, value)
    try:
        yield
    finally:
        for name, value in before.items():
            setattr(request, name, value)


def pass_on(request: HttpRequest, held: HeldMessages, *, prefix: str = "") -> None:
    """Say what was held back, after ``prefix``."""
    storage: Any = get_messages(request)
    for level, message in held:
        storage.add(level, f"{prefix}{message}")
