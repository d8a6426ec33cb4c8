"""A person's own filters of the admin's lists, kept in ``User.preferences``.

They belong to the person, not to a firm, and are read and written as the bare login.
"""

from __future__ import annotations

import re
from dataclasses import asdict, dataclass
from typing import Any
from urllib.parse import parse_qsl, urlencode
from uuid import UUID

from django.db import transaction

from apps.tenancy.models import User
from apps.tenancy.operations import TenancyError

MOST, LONGEST_NAME, LONGEST_QUERY = 20, 60, 1000
LIST = re.compile(r"^[a-z]+\.[a-z]+$")
PASSING = frozenset({"p", "e", "all", "_changelist_filters"})  # the page one is on, Django's mark of an error
ROW_ID = re.compile(r"^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$")


class FilterRefused(TenancyError):
    """The filter cannot be saved as it is."""


@dataclass(frozen=True)
class SavedFilter:
    """A filter by its name. ``firm`` is the slug of the firm whose rows it names, empty when it fits every firm."""

    name: str
    query: str
    firm: str = ""


def saved_filters(user: Any, *, of: str, firm: str = "") -> list[SavedFilter]:
    """Return the person's filters of one list that fit the firm one is in (empty: over all firms)."""
    kept = [SavedFilter(**one) for one in user.preferences.get("filters", {}).get(of, [])]
    return [one for one in kept if one.firm in {"", firm}]


def tidied(query: str) -> str:
    """Return a list's query without what only passes, in one order, so that equal filters are equal texts."""
    pairs = [(key, value) for key, value in parse_qsl(query, keep_blank_values=True) if key not in PASSING]
    return urlencode(sorted(pairs))


@transaction.atomic
def save_filter(*, user_id: UUID, of: str, name: str, query: str, firm: str = "") -> SavedFilter:
    """Keep the filter of a list under a name; one of the same name is replaced.

    ``of`` is the list's model, such as ``tickets.ticketinstance``. Raises FilterRefused for a name that is empty or
    too long, a list or filter that is none, or one too many.
    """
    name, query = " ".join(name.split()), tidied(query)
    if not name or len(name) > LONGEST_NAME:
        raise FilterRefused(f"Give the filter a name of at most {LONGEST_NAME} characters.")
    if not LIST.match(of) or not query or len(query) > LONGEST_QUERY:
        raise FilterRefused("There is no filter to save; choose one above the list first.")
    names_rows = any(ROW_ID.match(value) for _, value in parse_qsl(query))
    saved = SavedFilter(name, query, firm if names_rows else "")
    user, filters = _locked(user_id)
    others = [one for one in filters.get(of, []) if not _is(one, name, saved.firm)]
    if len(others) >= MOST:
        raise FilterRefused(f"A list keeps at most {MOST} filters; remove one first.")
    _write(user, filters | {of: [*others, asdict(saved)]})
    return saved


@transaction.atomic
def remove_filter(*, user_id: UUID, of: str, name: str, firm: str = "") -> None:
    """Forget the filter of this name; one that is gone already is no error."""
    user, filters = _locked(user_id)
    kept = [one for one in filters.get(of, []) if not (_is(one, name, "") or _is(one, name, firm))]
    _write(user, {**{key: rows for key, rows in filters.items() if key != of}, **({of: kept} if kept else {})})


def _locked(user_id: UUID) -> tuple[User, dict[str, list[dict[str, str]]]]:
    user = User.objects.select_for_update(no_key=True).get(pk=user_id)
    return user, user.preferences.get("filters", {})


def _is(one: dict[str, str], name: str, firm: str) -> bool:
    return one["name"].casefold() == name.casefold() and one["firm"] == firm


def _write(user: User, filters: dict[str, list[dict[str, str]]]) -> None:
    user.preferences = {**user.preferences, "filters": filters}
    user.save(update_fields=["preferences"])
