"""The database wall as model constraints: migrations carry it, the catalog gate reads it back.

Statements are recorded by class, not by text: a new text means a new class, else old migrations would change.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import models
from django.db.backends.ddl_references import Statement, Table

OWN_ROWS = "tenant_id = current_setting('app.tenant_id')::uuid"
ALL_WRITES = "SELECT, INSERT, UPDATE, DELETE"
# A sub-select, so that the list is read and hashed once a statement: read for each row, 200 firms cost it 60 µs a row,
# and an array is sorted anew for each look-up in an index.
CHOSEN_ROWS = "tenant_id IN (SELECT unnest(current_setting('app.tenant_ids')::uuid[]) AS unnest)"


class TableRule(models.BaseConstraint):
    """A constraint that is a few statements about its whole table and checks no row in Python."""

    create: str
    remove: str

    def create_sql(self, model: Any, schema_editor: Any) -> Any:
        return self._statement(self.create, model, schema_editor)

    def remove_sql(self, model: Any, schema_editor: Any) -> Any:
        return self._statement(self.remove, model, schema_editor)

    def constraint_sql(self, model: Any, schema_editor: Any) -> Any:
        schema_editor.deferred_sql.append(self.create_sql(model, schema_editor))  # after CREATE TABLE

    def validate(self, *args: Any, **kwargs: Any) -> None:
        """Leave rows to PostgreSQL."""

    def __eq__(self, other: object) -> bool:
        return type(self) is type(other) and self.deconstruct() == other.deconstruct()

    __hash__ = models.BaseConstraint.__hash__

    def parts(self, model: Any, schema_editor: Any) -> dict[str, Any]:
        """Return what the statements are filled with, besides the table and the constraint's name."""
        return {}

    def _statement(self, template: str, model: Any, schema_editor: Any) -> Statement:
        return Statement(
            template,
            table=Table(model._meta.db_table, schema_editor.quote_name),
            bare=model._meta.db_table,
            name=self.name,
            **self.parts(model, schema_editor),
        )


class TenantPolicy(TableRule):
    """Force row-level security on the table by its ``tenant_id``, and give it the key that links point to.

    ``may`` lists what a firm's role may do with its own rows; staff only read. ``personal`` names a column that must
    hold the acting user as well, inside the same policy: two permissive policies are joined by OR. ``column`` is the
    firm's column, ``id`` for the table of firms itself. ``keyed`` is off for histories, to which nothing links and
    which outlive their firm.
    """

    turn = 1  # makemigrations places it after the table of firms

    create = (
        "ALTER TABLE %(table)s ENABLE ROW LEVEL SECURITY; ALTER TABLE %(table)s FORCE ROW LEVEL SECURITY; "
        "CREATE POLICY %(bare)s_tenant ON %(table)s TO firmloop_tenant USING (%(own)s) WITH CHECK (%(own)s); "
        "CREATE POLICY %(bare)s_staff ON %(table)s FOR SELECT TO firmloop_staff USING (%(chosen)s); "
        "GRANT %(may)s ON %(table)s TO firmloop_tenant; GRANT SELECT ON %(table)s TO firmloop_staff; "
        # a managed server may refuse BYPASSRLS; there the owner's migrations need a policy of their own
        "DO $do$ BEGIN IF NOT (SELECT rolbypassrls OR rolsuper FROM pg_roles WHERE rolname = current_user) THEN "
        "CREATE POLICY %(bare)s_owner ON %(table)s TO firmloop_owner USING (true) WITH CHECK (true); END IF; END $do$"
        "%(key)s"
    )
    remove = (
        "DROP POLICY IF EXISTS %(bare)s_tenant ON %(table)s; DROP POLICY IF EXISTS %(bare)s_staff ON %(table)s; "
        "DROP POLICY IF EXISTS %(bare)s_owner ON %(table)s; "
        "REVOKE ALL ON %(table)s FROM firmloop_tenant, firmloop_staff"  # security stays on: it fails closed
    )

    def __init__(
        self,
        *,
        name: str,
        may: str = ALL_WRITES,
        personal: str = "",
        column: str = "tenant_id",
        keyed: bool = True,
    ) -> None:
        super().__init__(name=name)
        self.may, self.personal, self.column, self.keyed = may, personal, column, keyed

    def own_rows(self) -> str:
        """Return the condition of the firm's policy."""
        own = OWN_ROWS.replace("tenant_id", self.column, 1)
        return f"{own} AND {self.personal} = current_setting('app.user_id')::uuid" if self.personal else own

    def parts(self, model: Any, schema_editor: Any) -> dict[str, Any]:
        return {
            "own": self.own_rows(),
            "chosen": CHOSEN_ROWS.replace("tenant_id", self.column, 1),
            "may": self.may,
            "key": self._key(model, schema_editor.quote_name(model._meta.db_table)),
        }

    def _key(self, model: Any, table: str) -> str:
        if not self.keyed or self.column != "tenant_id":
            return ""
        name, pk = model._meta.db_table, model._meta.pk.column
        key = f"ADD CONSTRAINT {name}_tenant_key UNIQUE (tenant_id, {pk})"
        firm = f"ADD CONSTRAINT {name}_firm FOREIGN KEY (tenant_id) REFERENCES tenants (id) ON DELETE CASCADE"
        return f"; ALTER TABLE {table} {firm}" + (f", {key}" if pk != "tenant_id" else "")

    def deconstruct(self) -> Any:
        path, args, kwargs = super().deconstruct()
        given = {"may": self.may, "personal": self.personal, "column": self.column, "keyed": self.keyed}
        defaults = {"may": ALL_WRITES, "personal": "", "column": "tenant_id", "keyed": True}
        return path, args, kwargs | {key: value for key, value in given.items() if value != defaults[key]}


class TenantLink(TableRule):
    """Tie a link to the firm: ``(tenant_id, x_id) → (tenant_id, id)``.

    A plain foreign key ignores row-level security: it accepts another firm's parent, and that firm's delete would
    cascade into ours. The field itself has ``db_constraint=False``; ``on_delete`` is CASCADE, SET NULL or RESTRICT.
    A plain column that holds a key of the firm's own, such as a pattern's id, names that table and its column by
    ``to`` and ``key``.
    """

    create = (
        "ALTER TABLE %(table)s ADD CONSTRAINT %(name)s FOREIGN KEY (tenant_id, %(column)s) "
        "REFERENCES %(parent)s (tenant_id, %(key)s) ON DELETE %(rule)s DEFERRABLE INITIALLY IMMEDIATE"
    )
    remove = "ALTER TABLE %(table)s DROP CONSTRAINT %(name)s"
    turn = 2  # makemigrations places it after the keys it points to

    def __init__(self, *, name: str, field: str, on_delete: str, to: str = "", key: str = "") -> None:
        super().__init__(name=name)
        self.field, self.on_delete, self.to, self.key = field, on_delete, to, key

    def parts(self, model: Any, schema_editor: Any) -> dict[str, Any]:
        field = model._meta.get_field(self.field)
        quote = schema_editor.quote_name
        rule = f"SET NULL ({quote(field.column)})" if self.on_delete == "SET NULL" else self.on_delete
        parent = None if self.to else field.remote_field.model._meta
        return {
            "column": quote(field.column),
            "parent": quote(parent.db_table if parent else self.to),
            "key": quote(parent.pk.column if parent else self.key),
            "rule": rule,
        }

    def deconstruct(self) -> Any:
        path, args, kwargs = super().deconstruct()
        own_key = {"to": self.to, "key": self.key} if self.to else {}
        return path, args, kwargs | {"field": self.field, "on_delete": self.on_delete} | own_key


class GlobalTable(TableRule):
    """Say that a table belongs to no firm, why, and what each role may do with it."""

    create = "%(grants)s"
    remove = "REVOKE ALL ON %(table)s FROM firmloop_web, firmloop_worker, firmloop_tenant, firmloop_staff"

    def __init__(self, *, name: str, reason: str, grants: Sequence[tuple[str, str]]) -> None:
        super().__init__(name=name)
        self.reason, self.grants = reason, tuple(map(tuple, grants))

    def parts(self, model: Any, schema_editor: Any) -> dict[str, Any]:
        table = schema_editor.quote_name(model._meta.db_table)
        return {"grants": "; ".join(f"GRANT {may} ON {table} TO {role}" for role, may in self.grants)}

    def deconstruct(self) -> Any:
        path, args, kwargs = super().deconstruct()
        return path, args, kwargs | {"reason": self.reason, "grants": self.grants}
