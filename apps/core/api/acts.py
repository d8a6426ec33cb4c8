from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from rest_framework import serializers

from apps.core.api.filters import Filter
from apps.core.api.renderers import MEDIA_TYPE
from apps.core.api.serializers import StrictSerializer


@dataclass(frozen=True)
class Act:
    """One method of an address that is no plain list or row: what it takes and answers, for the view and the schema.

    ``answers`` is a serializer for the description alone, None for text, ``bytes`` for a file; ``sent_as`` is the media
    type of what it takes; ``versioned`` says that it has an ETag, ``compares`` that a POST takes If-Match; ``refuses``
    are the statuses of its problems besides those that every address has; ``most``
    is how many rows ``?limit`` may ask for, 0 where there is none; ``filters`` are its other parameters; ``also`` are
    other media types that it may answer in.
    """

    name: str
    summary: str
    answers: type[serializers.BaseSerializer[Any] | bytes] | None
    says: str = ""
    takes: type[StrictSerializer] | None = None
    sent_as: str = MEDIA_TYPE
    example: dict[str, Any] | None = None
    statuses: tuple[int, ...] = (200,)
    refuses: tuple[int, ...] = ()
    media_type: str = MEDIA_TYPE
    also: tuple[str, ...] = ()
    versioned: bool = False
    compares: bool = False
    most: int = 0
    filters: Mapping[str, Filter] = field(default_factory=dict)
