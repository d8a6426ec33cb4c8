"""What a trigger refused, in its own words."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import IntegrityError, transaction


class Refused(Exception):
    """The database refused the row; the message is the trigger's, ``key`` the metric it names."""

    def __init__(self, said: str) -> None:
        super().__init__(said)
        self.key = said.partition(":")[0]


@contextmanager
def refused_by(rule: str) -> Iterator[None]:
    """Raise Refused when the block meets the trigger of this name; what it wrote is undone."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError as error:
        diag = getattr(error.__cause__, "diag", None)
        if diag is None or diag.constraint_name != rule:
            raise
        raise Refused(diag.message_primary or "The database refused this.") from error
