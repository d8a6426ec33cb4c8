"""A rule that rows of several apps share: the contact given on a row belongs to the row's client."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q

SAYS = "This contact belongs to another client. Choose one of this client."


class ContactOfClient(models.BaseConstraint):
    """Say in forms what the trigger contact_of_client says in the database, under the name that it raises.

    The triggers stand in ``sql/``; migrations carry this without a statement. A contact whose company is not known
    may be given anywhere.
    """

    fields = ("contact",)  # where the API shows the refusal
    default_violation_error_message = SAYS

    def __init__(self, *, name: str) -> None:
        super().__init__(name=name)

    def create_sql(self, model: Any, schema_editor: Any) -> str:
        return ""

    def remove_sql(self, model: Any, schema_editor: Any) -> str:
        return ""

    def constraint_sql(self, model: Any, schema_editor: Any) -> str:
        return ""

    def validate(self, model: Any, instance: Any, exclude: Any = None, using: str = "default") -> None:
        """Refuse a contact of another client, at the field that was filled in."""
        asked = [name for name in ("contact", "client") if name not in (exclude or ())]
        if not asked or instance.contact_id is None or instance.client_id is None:
            return
        elsewhere = Q(client_id__isnull=False) & ~Q(client_id=instance.client_id)
        contacts = model._meta.get_field("contact").related_model.objects
        if contacts.filter(elsewhere, pk=instance.contact_id).exists():
            raise ValidationError({asked[0]: ValidationError(SAYS, code="other_client")})

    def __eq__(self, other: object) -> bool:
        return type(self) is type(other) and self.deconstruct() == other.deconstruct()

    __hash__ = models.BaseConstraint.__hash__
