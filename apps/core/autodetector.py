"""One autodetector for models, triggers and SQL objects.

django-pgtrigger and django-migrate-sql each replace Django's; with either alone the other's objects are dropped.
"""

from typing import Any

from django.db.migrations.operations import AddConstraint
from django.db.migrations.operations.base import Operation
from django_migrate_sql.autodetector import MigrationAutodetector as SQLAutodetector
from django_migrate_sql.operations import AlterSQL, CreateSQL
from pgtrigger.migrations import AddTrigger
from pgtrigger.migrations import MigrationAutodetectorMixin as TriggerAutodetector


class Autodetector(TriggerAutodetector, SQLAutodetector):
    """Detect changes of models, of ``Meta.triggers`` and of ``sql_config.py`` alike.

    PostgreSQL parses what leans on tables at once, so it comes last: links to other tables' keys, then functions and
    views, then triggers.
    """

    def _build_migration_list(self, graph: Any = None) -> None:
        super()._build_migration_list(graph)
        for migrations in self.migrations.values():
            for migration in migrations:
                migration.operations.sort(key=_turn)


def _turn(operation: Operation) -> int:
    if isinstance(operation, AddConstraint):
        return getattr(operation.constraint, "turn", 0)
    if isinstance(operation, CreateSQL | AlterSQL):
        return 3
    return 4 if isinstance(operation, AddTrigger) else 0
