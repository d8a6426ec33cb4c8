"""A thousand projects at once: what is wrong with one keeps no other from being recorded."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import orjson
from django.core.exceptions import ValidationError
from django.db import DatabaseError, DataError, IntegrityError, connection, transaction

from apps.patterns.models import Pattern, ProjectOutcome
from apps.patterns.operations.outcomes import UnknownPattern, known_patterns, made, save, taken
from apps.patterns.operations.refreshing import ask_for_refresh
from apps.tenancy.context import current_tenant_id

MOST_ROWS = 1000
COLUMNS = (
    "project_name", "project_path", "pattern_id", "pattern_name", "pattern_version", "components_generated",
    "files_created", "languages_used", "dependencies_installed", "stack_id", "repository", "metadata", "user_id",
)  # fmt: skip
# All rows travel as one value: a statement with a place for each of their fields takes longer to read than to run.
INSERT = f"""
    WITH sent AS MATERIALIZED (
        SELECT uuid7() AS new_id, r.* FROM json_populate_recordset(NULL::project_outcomes, %s) WITH ORDINALITY r
    ), kept AS (
        INSERT INTO project_outcomes (id, tenant_id, {", ".join(COLUMNS)})
        SELECT new_id, %s, {", ".join(COLUMNS)} FROM sent ORDER BY ordinality
        ON CONFLICT DO NOTHING RETURNING id
    )
    SELECT sent.ordinality - 1, kept.id FROM sent JOIN kept ON kept.id = sent.new_id
"""  # noqa: S608 -- names of ours
TAKEN = """
    SELECT project_path, lower(repository) FROM project_outcomes
    WHERE tenant_id = %s AND status = 'active' AND (md5(project_path) = ANY(%s) OR lower(repository) = ANY(%s))
"""


@dataclass(frozen=True)
class BadRow:
    """Why a row of many was refused: what recording it alone raises."""

    refusal: UnknownPattern | ValidationError | DatabaseError

    @property
    def errors(self) -> Mapping[str, list[str]]:
        """Messages by field, an empty name for the row as a whole."""
        match self.refusal:
            case UnknownPattern():
                return {"pattern_id": [str(self.refusal)]}
            case ValidationError():
                return self.refusal.message_dict
        broken = getattr(getattr(self.refusal.__cause__, "diag", None), "constraint_name", "")
        rule = next((one for one in ProjectOutcome._meta.constraints if one.name == broken), None)
        return {"": [str(rule.get_violation_error_message() if rule else self.refusal)]}


@transaction.atomic
def record_outcomes(*, rows: list[Mapping[str, Any]], user_id: UUID | None = None) -> list[ProjectOutcome | BadRow]:
    """Record up to a thousand projects and return for each, in order, the project or why it was refused.

    What is wrong with one row keeps no other from being recorded. Asks for the figures to be refreshed.
    """
    known = known_patterns(rows)
    found = [_made_or_bad(values, known, user_id) for values in rows]
    good = [one for one in found if isinstance(one, ProjectOutcome)]
    _insert(good)
    why = iter(_why_not([one for one in good if one._state.adding]))
    if any(not one._state.adding for one in good):
        ask_for_refresh()
    return [next(why) if isinstance(one, ProjectOutcome) and one._state.adding else one for one in found]


def _made_or_bad(
    values: Mapping[str, Any], known: Mapping[str, Pattern], user_id: UUID | None
) -> ProjectOutcome | BadRow:
    try:
        outcome = made(values, known, user_id)
        outcome.clean_fields(exclude={field.name for field in outcome._meta.fields if field.name not in values})
    except (UnknownPattern, ValidationError) as refused:
        return BadRow(refused)
    return outcome


def _insert(rows: Sequence[ProjectOutcome]) -> None:
    """Insert the rows that the database takes; where it refuses one, the halves are tried by themselves."""
    sent = orjson.dumps([{name: getattr(one, name) for name in COLUMNS} for one in rows]).decode()
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(INSERT, [sent, current_tenant_id()])
            kept = cursor.fetchall()
    except (IntegrityError, DataError):
        middle = len(rows) // 2
        for half in (rows[:middle], rows[middle:]) if middle else ():
            _insert(half)
        return
    for place, key in kept:
        rows[place].pk, rows[place]._state.adding = key, False


def _why_not(left_out: list[ProjectOutcome]) -> list[ProjectOutcome | BadRow]:
    """Return for each row that was left out why; what stood in its way may be gone by now, then it is recorded."""
    if not left_out:
        return []
    with connection.cursor() as cursor:
        paths = [hashlib.md5(one.project_path.encode(), usedforsecurity=False).hexdigest() for one in left_out]
        repositories = [one.repository.lower() for one in left_out if one.repository]
        cursor.execute(TAKEN, [current_tenant_id(), paths, repositories])
        there = cursor.fetchall()
    taken_paths, taken_repositories = ({row[place] for row in there} for place in (0, 1))
    found: list[ProjectOutcome | BadRow] = []
    for one in left_out:
        if one.project_path in taken_paths:
            found.append(BadRow(taken("project_path")))
        elif one.repository and one.repository.lower() in taken_repositories:
            found.append(BadRow(taken("repository")))
        else:
            found.append(_alone(one))
    return found


def _alone(outcome: ProjectOutcome) -> ProjectOutcome | BadRow:
    """Insert a row by itself, so that the database says why it refuses it."""
    try:
        with transaction.atomic():
            save(outcome, force_insert=True)
    except (ValidationError, IntegrityError, DataError) as refused:
        return BadRow(refused)
    return outcome
