"""Declare SQL functions and views whose text lies in ``apps/<app>/sql/<name>.sql``."""

from pathlib import Path

from django_migrate_sql.config import SQLItem

APPS = Path(__file__).resolve().parent.parent


def sql_function(app: str, name: str, *, args: str = "", after: tuple[tuple[str, str], ...] = ()) -> SQLItem:
    """Return the item for a function; ``args`` are its argument types, ``after`` names items it leans on."""
    return _item(app, name, f"DROP FUNCTION IF EXISTS {name}({args})", after)


def sql_view(app: str, name: str, *, after: tuple[tuple[str, str], ...] = ()) -> SQLItem:
    """Return the item for a view; ``after`` names items it leans on."""
    return _item(app, name, f"DROP VIEW IF EXISTS {name}", after)


def sql_trigger(app: str, name: str, *, table: str, after: tuple[tuple[str, str], ...] = ()) -> SQLItem:
    """Return the item for a trigger and its function, both of this name, on a table of a lower app."""
    return _item(app, name, f"DROP TRIGGER IF EXISTS {name} ON {table};\nDROP FUNCTION IF EXISTS {name}()", after)


def sql_relation(app: str, name: str, *, drop: str, after: tuple[tuple[str, str], ...] = ()) -> SQLItem:
    """Return the item for what has no OR REPLACE, a materialized view say; its text drops what was there before."""
    return _item(app, name, drop, after)


def _item(app: str, name: str, drop: str, after: tuple[tuple[str, str], ...]) -> SQLItem:
    text = (APPS / app / "sql" / f"{name}.sql").read_text(encoding="utf-8")
    return SQLItem(name, text, reverse_sql=drop, dependencies=list(after), replace=True)
