from __future__ import annotations

from typing import Any

from django.db import connection

from apps.tenancy.context import current_tenant_id


def rows_of_view(view: str, order: str) -> list[dict[str, Any]]:
    """Return the firm's rows of a report view, without the firm."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {view} WHERE tenant_id = %s ORDER BY {order}", [current_tenant_id()])  # noqa: S608 -- names of ours
        names = [column.name for column in cursor.description or ()]
        return [dict(zip(names[1:], row[1:], strict=True)) for row in cursor.fetchall()]
