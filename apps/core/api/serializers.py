"""Serializers that take a value for what it is: no "5" for 5, no unknown field passed over in silence."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.db import models
from rest_framework import serializers
from rest_framework.exceptions import ErrorDetail, ValidationError

from apps.core.api.refusals import UNKNOWN


class Text(serializers.CharField):
    def to_internal_value(self, data: Any) -> str:
        if not isinstance(data, str):
            self.fail("invalid")
        return super().to_internal_value(data)


class Prose(Text):
    """A long text, kept to the last blank."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"trim_whitespace": False} | options)


class Address(serializers.URLField):
    def to_internal_value(self, data: Any) -> str:
        if not isinstance(data, str):
            self.fail("invalid")
        return super().to_internal_value(data)


class Whole(serializers.IntegerField):
    def to_internal_value(self, data: Any) -> int:
        if type(data) is not int:
            self.fail("invalid")
        return super().to_internal_value(data)


class Flag(serializers.BooleanField):
    def to_internal_value(self, data: Any) -> bool:
        if not isinstance(data, bool):
            self.fail("invalid", input=data)
        return data


class Amount(serializers.DecimalField):
    """A number of JSON, kept exactly; PostgreSQL writes it without quotes."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"coerce_to_string": False, "max_digits": 12, "decimal_places": 2} | options)

    def to_internal_value(self, data: Any) -> Any:
        if isinstance(data, bool) or not isinstance(data, int | float):
            self.fail("invalid")
        return super().to_internal_value(data)


class Moment(serializers.DateTimeField):
    """A time with its offset: one without would be read as somebody's local time."""

    default_error_messages = {"naive": "Name the offset, such as 2026-03-02T09:30:00Z."}

    def enforce_timezone(self, value: Any) -> Any:
        if value.tzinfo is None:
            self.fail("naive")
        return super().enforce_timezone(value)


class Id(serializers.UUIDField):
    def to_internal_value(self, data: Any) -> UUID:
        if not isinstance(data, str):
            self.fail("invalid", value=data)
        return super().to_internal_value(data)


class LinkId(Id):
    """The id of another row of the same firm; one of another firm is as unknown as one that does not exist."""

    default_error_messages = {"unknown": UNKNOWN}

    def __init__(self, model: type[models.Model], **options: Any) -> None:
        super().__init__(**options)
        self.model = model

    def to_internal_value(self, data: Any) -> UUID:
        value = super().to_internal_value(data)
        if not self.model._default_manager.filter(pk=value).exists():
            self.fail("unknown")
        return value


class StrictSerializer(serializers.Serializer):
    """Refuse fields that are unknown or not for the caller to set, beside whatever else is wrong."""

    fixed: frozenset[str] = frozenset()  # taken when a row is made, not afterwards

    def to_internal_value(self, data: Any) -> Any:
        errors = dict(self._unwelcome(data))
        try:
            values = super().to_internal_value(data)
        except ValidationError as error:
            raise ValidationError({**error.detail, **errors}) from error
        if errors:
            raise ValidationError(errors)
        return values

    def _unwelcome(self, data: Any) -> Any:
        for name in data if isinstance(data, Mapping) else ():  # what is no object the base class refuses
            field = self.fields.get(name)
            if field is None:
                taken = ", ".join(key for key, known in self.fields.items() if not known.read_only)
                yield name, [ErrorDetail(f"There is no such field. Accepted: {taken}.", code="unknown_field")]
            elif field.read_only:
                yield name, [ErrorDetail("This field cannot be set here.", code="read_only")]
            elif self.partial and name in self.fixed:
                yield name, [ErrorDetail("This field cannot be changed once it is set.", code="read_only")]


class RowSerializer(StrictSerializer, serializers.ModelSerializer):
    """Shape and clean one row; uniqueness and rules across fields are the database's."""

    serializer_field_mapping = serializers.ModelSerializer.serializer_field_mapping | {
        models.CharField: Text,
        models.TextField: Prose,
        models.URLField: Address,
        models.IntegerField: Whole,
        models.PositiveIntegerField: Whole,
        models.PositiveSmallIntegerField: Whole,
        models.BooleanField: Flag,
        models.DateTimeField: Moment,
    }

    def get_validators(self) -> list[Any]:
        return []
