"""The SQL functions and views of signals as Python."""

from __future__ import annotations

from typing import Any

from django.db import connection
from psycopg.types.json import Jsonb

from apps.tenancy.context import current_tenant_id


def strength_parts(signal_type: str, *, keyword_count: int, is_decision_maker: bool) -> dict[str, Any]:
    """Return how strong a signal is, and what makes it so: base, keyword_bonus, decision_maker_bonus, strength."""
    counted, decides = {"keyword_count": keyword_count}, {"is_decision_maker": is_decision_maker}
    given: dict[str, Any] = {
        "type": signal_type,
        "counted": Jsonb(counted),
        "decides": Jsonb(decides),
        "both": Jsonb(counted | decides),
    }
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT calculate_signal_strength(t, '{}'), calculate_signal_strength(t, %(counted)s), "
            "calculate_signal_strength(t, %(decides)s), calculate_signal_strength(t, %(both)s) "
            "FROM (SELECT %(type)s::text) one(t)",
            given,
        )
        base, with_words, with_person, strength = cursor.fetchone()
    return {
        "base": base,
        "keyword_bonus": with_words - base,
        "decision_maker_bonus": with_person - base,
        "strength": strength,
    }


def signal_action_rates() -> list[dict[str, Any]]:
    """Return the firm's rows of the view, by type."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT signal_type, total, actioned, action_rate_pct, avg_strength, avg_hours_to_action, dismissed "
            "FROM signal_action_rates WHERE tenant_id = %s ORDER BY signal_type",
            [current_tenant_id()],
        )
        names = [column.name for column in cursor.description or ()]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
