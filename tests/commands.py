"""Run a command of ours as an operator does, and keep what it said."""

from __future__ import annotations

import io
import json
from typing import Any, NamedTuple

from django.core.management import CommandError, call_command


class Ran(NamedTuple):
    """What a command printed; ``failure`` is what ends it with a non-zero exit."""

    out: str
    err: str
    failure: str | None

    @property
    def json(self) -> Any:
        return json.loads(self.out)


def run(name: str, *arguments: object) -> Ran:
    out, err = io.StringIO(), io.StringIO()
    failure = None
    try:
        call_command(name, *map(str, arguments), stdout=out, stderr=err)
    except CommandError as error:
        failure = str(error)
    return Ran(out.getvalue(), err.getvalue(), failure)
