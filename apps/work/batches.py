"""What a batch does to each row, and the rules by which a table's rows are written in batches and put back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import models

FIXED = frozenset({"id", "tenant", "created_at", "updated_at", "row_version"})


class Kind(StrEnum):
    CHANGE = "change"
    ADD = "add"
    RESTORE = "restore"
    REMOVE = "remove"


@dataclass(frozen=True)
class RowChange:
    """One row of a batch.

    ``version`` is the ``row_version`` the row must still have; None for a row that is not there. ``values`` are
    columns' new values, ``event`` the key of the entry of its history that a row is put back to. A row that looks as in
    the entry ``left`` is as good as one of that version. ``label`` names a row that is not there yet.
    """

    kind: Kind
    row_id: str = ""
    version: int | None = None
    values: Mapping[str, Any] = field(default_factory=dict)
    event: str = ""
    left: str = ""
    label: str = ""

    def packed(self) -> dict[str, Any]:
        """Return it as JSON, without what is empty."""
        return {name: value for name, value in asdict(self).items() if value not in ("", {}, None)}

    @classmethod
    def unpacked(cls, data: Mapping[str, Any]) -> RowChange:
        """Return what ``packed`` made."""
        return cls(**{**data, "kind": Kind(data["kind"])})


@dataclass(frozen=True)
class Skipped:
    """A row that a batch leaves as it is, and why."""

    row_id: str
    label: str
    reason: str

    def packed(self) -> dict[str, str]:
        """Return it as ``ChangeBatch.skipped`` keeps it."""
        return {"id": self.row_id, "label": self.label, "reason": self.reason}


class RowLeft(Exception):
    """A row of a batch is left as it is; the message says why."""


class TableRules:
    """How rows of one table are written in batches; a table whose writes have rules brings a subclass.

    ``refusals`` are the errors that leave one row as it is and stop nothing else; ``derived`` are tables below it that
    the database keeps, so that their rows are no reason to keep a row.
    """

    refusals: tuple[type[Exception], ...] = (RowLeft, ValidationError)
    derived: tuple[str, ...] = ()

    def __init__(self, model: type[models.Model]) -> None:
        self.model: Any = model

    def restorable(self) -> list[models.Field[Any, Any]]:
        """Return the columns that a row is put back in: those of its history that are neither fixed nor derived."""
        kept = {f.name for f in self.model.pgh_event_model._meta.concrete_fields}
        return [f for f in self.model._meta.concrete_fields if f.name in kept - FIXED and not f.generated]

    def snapshot(self, event: Any) -> dict[str, Any]:
        """Return the row's columns as an entry of its history has them."""
        return {f.attname: getattr(event, f.attname) for f in self.restorable()}

    def differences(self, row: Any, values: Mapping[str, Any]) -> dict[str, Any]:
        """Return the values that the row does not have yet."""
        return {name: value for name, value in values.items() if getattr(row, name) != value}

    def refuses(self, row: Any, values: Mapping[str, Any]) -> str:
        """Return why ``change`` would refuse, so that a page can say so before; empty where it would not."""
        return ""

    def change(self, row: Any, values: Mapping[str, Any], *, at: datetime) -> None:
        """Give a locked row new values."""
        for name, value in values.items():
            setattr(row, name, value)
        names = {f.name for f in row._meta.concrete_fields if f.attname in values or f.name in values}
        row.clean_fields(exclude={f.name for f in row._meta.concrete_fields} - names)
        row.save(update_fields=sorted(names))

    def add(self, values: Mapping[str, Any], *, at: datetime) -> Any:
        """Make a row."""
        row = self.model(**values)
        row.full_clean(exclude={"id"})
        row.save(force_insert=True)
        return row

    def restore(self, row: Any, values: Mapping[str, Any], *, at: datetime) -> None:
        """Put a locked row back; ``values`` are those that differ."""
        self.change(row, values, at=at)

    def bring_back(self, event: Any, *, at: datetime) -> Any:
        """Make a deleted row again, under its old key and with a version it never had."""
        row = self.model(
            id=event.pgh_obj_id,
            created_at=event.created_at,
            row_version=event.row_version + 1,
            **self.snapshot(event),
        )
        row.save(force_insert=True)
        return row

    def remove(self, row: Any, *, at: datetime) -> None:
        """Delete a locked row that nothing belongs to.

        Raises RowLeft.
        """
        for relation in row._meta.related_objects:
            other: Any = relation.related_model
            is_ours = hasattr(other, "set_tenant") and other._meta.db_table not in self.derived
            if relation.on_delete is not models.CASCADE or not is_ours:
                continue
            count = other.objects.filter(**{relation.field.name: row}).count()
            if count:
                names = other._meta
                named = names.verbose_name if count == 1 else names.verbose_name_plural
                belongs = "belongs" if count == 1 else "belong"
                raise RowLeft(f"{count} {named} {belongs} to it now; delete it by hand if that is meant")
        row.delete()


_rules: dict[str, TableRules] = {}


def register(rules: TableRules) -> None:
    """Let a table's rows be written in batches and put back; its app says so when it is ready."""
    _rules[rules.model._meta.label] = rules


def rules_of(label: str) -> TableRules:
    """Return the rules of a table, by its label such as ``tickets.TicketInstance``."""
    return _rules[apps.get_model(label)._meta.label]
