"""What a trigger refused, in its own words."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import IntegrityError, transaction


class Refused(Exception):
    """The database refused the row; the message is the trigger's, ``by_key`` its sentences by what each is about."""

    def __init__(self, said: str, by_key: dict[str, str]) -> None:
        super().__init__(said)
        self.by_key = by_key


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
        said = diag.message_primary or "The database refused this."
        by_key = json.loads(diag.message_detail) if diag.message_detail else {said.partition(":")[0]: said}
        raise Refused(said, by_key) from error
