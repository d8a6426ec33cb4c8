"""In what order a list comes, and where in it a page begins: by a position, never by counting rows."""

from __future__ import annotations

from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property
from itertools import groupby
from typing import Any
from uuid import UUID

import orjson

from apps.core.api.filters import Sql, joined
from apps.core.api.problems import Problem, invalid_field

NEXT, PREVIOUS = "n", "p"
MADE_BY_HAND = "Follow next or previous of an answer; cursors are not made by hand."
LONGEST = 2000  # characters of a cursor: its longest text is a code or a key
BIGGEST = 2**63 - 1


def _moment(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError(text)
    return moment


def _whole(text: str) -> int:
    if abs(number := int(text)) > BIGGEST:
        raise ValueError(text)
    return number


def _text(text: str) -> str:
    if "\0" in text:
        raise ValueError(text)
    return text


@dataclass(frozen=True)
class Key:
    """A column that an order goes by; ``read`` takes its text back from a cursor. Empty values come last, as NULLs."""

    column: str
    read: Callable[[str], Any] = _text
    descending: bool = False
    nullable: bool = False

    @property
    def term(self) -> str:
        """The column's part of ORDER BY."""
        return f"{self.column} DESC" if self.descending else self.column

    @property
    def beyond(self) -> str:
        """The comparison with what comes later."""
        return "<" if self.descending else ">"


@dataclass(frozen=True)
class Order:
    """The columns that a list goes by, the last of them unique in the firm."""

    keys: tuple[Key, ...]
    says: str

    @cached_property
    def by(self) -> str:
        """The text of ORDER BY."""
        return ", ".join(key.term for key in self.keys)

    @cached_property
    def columns(self) -> str:
        """The keys as text, for cursors; under other names, else ORDER BY would sort by the texts."""
        return ", ".join(f"{key.column}::text AS key_{place}" for place, key in enumerate(self.keys))

    @cached_property
    def backwards(self) -> Order:
        """The same from the far end."""
        return replace(self, keys=tuple(replace(key, descending=not key.descending) for key in self.keys))

    @cached_property
    def _groups(self) -> list[list[Key]]:
        """Neighbors that are compared as one row: of one direction, and never NULL."""
        parts = groupby(self.keys, key=lambda key: (key.descending, key.column if key.nullable else ""))
        return [list(keys) for _, keys in parts]

    def after(self, position: Sequence[Any]) -> list[Sql]:
        """Return the rows beyond a position as ranges, in order, each of which an index can seek.

        One OR over them would read the index from its beginning.
        """
        value = dict(zip((key.column for key in self.keys), position, strict=True))
        ranges: list[Sql] = []
        for index in reversed(range(len(self._groups))):
            before = [_same(key, value[key.column]) for group in self._groups[:index] for key in group]
            ranges += [joined([*before, beyond]) for beyond in _beyond(self._groups[index], value)]
        return ranges


def _same(key: Key, value: Any) -> Sql:
    return Sql(f"{key.column} IS NULL") if value is None else Sql(f"{key.column} = %s", (value,))


def _beyond(group: list[Key], value: dict[str, Any]) -> Iterator[Sql]:
    first = group[0]
    values = tuple(value[key.column] for key in group)
    if not first.nullable:
        columns, places = ", ".join(key.column for key in group), ", ".join(["%s"] * len(group))
        yield Sql(f"({columns}) {first.beyond} ({places})", values)
    elif first.descending:  # NULLs come first
        yield Sql(f"{first.column} IS NOT NULL") if values[0] is None else Sql(f"{first.column} < %s", values)
    elif values[0] is not None:
        yield Sql(f"{first.column} > %s", values)
        yield Sql(f"{first.column} IS NULL")


CREATED, ID = Key("created_at", _moment), Key("id", UUID)
NEWEST_FIRST = Order((replace(CREATED, descending=True), replace(ID, descending=True)), "newest first")
OLDEST_FIRST = Order((CREATED, ID), "oldest first")


def orders(**others: Order) -> dict[str, Order]:
    """Return a resource's orders by name, each also backwards as ``-name``; the first is taken when none is named."""
    named = {"-created_at": NEWEST_FIRST, "created_at": OLDEST_FIRST}
    for name, order in others.items():
        named |= {name: order, f"-{name}": replace(order.backwards, says=f"{order.says}, backwards")}
    return named


def by_time(column: str) -> dict[str, Order]:
    """Return the orders of a resource that goes by another time than when its rows were made."""
    keys = (replace(CREATED, column=column), ID)
    oldest = Order(keys, "oldest first")
    return {f"-{column}": replace(oldest.backwards, says="newest first"), column: oldest}


def whole(column: str, *, nullable: bool = False) -> Key:
    """A key that is a whole number."""
    return Key(column, _whole, nullable=nullable)


def text(column: str) -> Key:
    """A key that is a text."""
    return Key(column)


def reference(column: str) -> Key:
    """A key that is another row's id."""
    return Key(column, UUID)


@dataclass(frozen=True)
class Cursor:
    """From where in which order a page goes on, and which way."""

    way: str
    order: str
    position: tuple[str | None, ...]

    def packed(self) -> str:
        """Return it as a link carries it."""
        return urlsafe_b64encode(orjson.dumps([self.way, self.order, *self.position])).rstrip(b"=").decode()


def read_cursor(packed: str, name: str, order: Order) -> tuple[str, list[Any]]:
    """Return a cursor's way and position.

    Raises Problem when it is none of ours, or was made for another order.
    """
    way, made_for, position = _unpacked(packed)
    if way not in {NEXT, PREVIOUS}:
        raise invalid_field("cursor", "invalid", MADE_BY_HAND)
    if made_for != name:
        raise _of_another_order(str(made_for), name)
    try:
        return way, [_value(key, given) for key, given in zip(order.keys, position, strict=True)]
    except (ValueError, TypeError, OverflowError) as error:
        raise invalid_field("cursor", "invalid", MADE_BY_HAND) from error


def _unpacked(packed: str) -> tuple[Any, Any, list[Any]]:
    try:
        way, made_for, *position = orjson.loads(urlsafe_b64decode(f"{packed[:LONGEST]}=="))
    except (ValueError, TypeError) as error:
        raise invalid_field("cursor", "invalid", MADE_BY_HAND) from error
    return way if isinstance(way, str) else "", made_for, position


def _value(key: Key, given: Any) -> Any:
    if given is None and key.nullable:
        return None
    if not isinstance(given, str):
        raise TypeError(given)
    return key.read(given)


def _of_another_order(made_for: str, asked: str) -> Problem:
    message = f"This cursor goes on with order={made_for}, the request asks for order={asked}. Begin again without it."
    return invalid_field("cursor", "other_order", message)
