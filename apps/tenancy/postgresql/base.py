"""The second wall's messenger: no statement of a transaction runs before its context.

BEGIN, the context and the first statement travel to the server in one psycopg pipeline, so that the context costs
no round trip of its own (bench/README.md has the figures). Outside a transaction nothing is written: the login
itself has no right on a firm's tables.
"""

from __future__ import annotations

from typing import Any, cast

import psycopg
from django.db.backends.postgresql import base, features

from apps.tenancy.context import Context, current

CONTEXT_SQL = "SELECT " + ", ".join(["set_config(%s, %s, true)"] * len(Context().settings))
NO_CONTEXT = Context()


class ContextCursor(base.ServerBindingCursor):
    """A cursor whose first statement in a transaction takes BEGIN and the context along.

    Values travel beside the text: a text with the values written in would be another one each time, never prepared.
    """

    wrapper: DatabaseWrapper | None = None  # None while Django sets the connection up

    def execute(self, query: Any, params: Any = None, **options: Any) -> ContextCursor:
        if self.wrapper is None or not (prologue := self.wrapper.prologue()):
            return cast("ContextCursor", super().execute(query, params, **options))
        if params is None:  # may hold several commands, which no pipeline takes: DDL, scripts
            self.wrapper.send(prologue)
            return cast("ContextCursor", super().execute(query, params, **options))
        with self.connection.pipeline():
            for statement, values in prologue:
                psycopg.Cursor(self.connection).execute(statement, values, prepare=self.wrapper.prepares)
            super().execute(query, params, **options)
        return self

    def executemany(self, query: Any, params_seq: Any, **options: Any) -> None:
        if self.wrapper is not None:
            self.wrapper.begin()
        super().executemany(query, params_seq, **options)

    def copy(self, *args: Any, **options: Any) -> Any:
        if self.wrapper is not None:
            self.wrapper.begin()
        return super().copy(*args, **options)


class DatabaseFeatures(features.DatabaseFeatures):
    uses_server_side_binding = True  # what ContextCursor does; Django's compiler has to know


class DatabaseWrapper(base.DatabaseWrapper):
    """A connection that knows which context its running transaction carries."""

    features_class = DatabaseFeatures

    _begun = True  # whether BEGIN was sent for the transaction that Django believes to be in
    _written: Context | None = None  # the context the transaction carries, None: none or not known

    @property
    def prepares(self) -> bool | None:
        """Whether the prologue may be prepared on the server (OPTIONS ``prepare_threshold``)."""
        return None if self.settings_dict["OPTIONS"].get("prepare_threshold") else False

    def get_connection_params(self) -> dict[str, Any]:
        params = super().get_connection_params()
        params["cursor_factory"] = ContextCursor
        return cast("dict[str, Any]", params)

    def prologue(self) -> list[tuple[str, list[str] | None]]:
        """Return the statements that must run before the next one, and take them as sent."""
        if self.autocommit or self.connection is None:
            return []
        statements: list[tuple[str, list[str] | None]] = []
        if not self._begun:
            statements.append(("BEGIN", None))
            self._begun, self._written = True, NO_CONTEXT
        context = current() or NO_CONTEXT
        if context is not self._written and context != self._written:
            statements.append((CONTEXT_SQL, [part for setting in context.settings for part in setting]))
            self._written = context
        return statements

    def begin(self) -> None:
        """Send BEGIN and the context now, for statements that cannot share a pipeline."""
        self.send(self.prologue())

    def send(self, prologue: list[tuple[str, list[str] | None]]) -> None:
        """Send these statements in one round trip, none where there are none."""
        if prologue:
            with self.connection.pipeline():
                for statement, values in prologue:
                    psycopg.Cursor(self.connection).execute(statement, values, prepare=self.prepares)

    def _set_autocommit(self, autocommit: bool) -> None:
        # psycopg stays in autocommit: it would send BEGIN on its own, a round trip before ours.
        with self.wrap_database_errors:
            if not self.connection.autocommit:
                self.connection.autocommit = True
        self._begun, self._written = autocommit, None

    def _commit(self) -> None:
        super()._commit()
        self._forget()

    def _rollback(self) -> None:
        super()._rollback()
        self._forget()

    def _savepoint_rollback(self, sid: str) -> None:
        super()._savepoint_rollback(sid)
        self._written = None  # settings made since the savepoint are gone

    def _forget(self) -> None:
        self._begun, self._written = self.autocommit, None

    def create_cursor(self, name: str | None = None) -> Any:
        if name:
            self.begin()
            cursor = super().create_cursor(name)
            if not self.autocommit:
                cursor._withhold = False  # psycopg's own autocommit is always on here, the transaction is real
            return cursor
        cursor = super().create_cursor()
        cursor.wrapper = self
        return cursor
