"""What the admins of clients and deals are built from."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import OuterRef, QuerySet, Subquery
from django.http import HttpRequest

from apps.tenancy.fields import PersonField
from apps.tenancy.modeladmins import TenantAdmin
from apps.tenancy.models import Membership, User


class PersonChoice(forms.ModelChoiceField):
    """A choice among the people of the firm, by their memberships: a firm's role reads no users."""

    def label_from_instance(self, obj: Any) -> str:
        return str(obj.name)

    def to_python(self, value: Any) -> Any:
        member: Any = super().to_python(value)
        return None if member is None else User(pk=member.user_id)

    def validate(self, value: Any) -> None:
        forms.Field.validate(self, value)


def with_owner(queryset: Any) -> Any:
    """Annotate ``owner_name``, the name of whom the row is assigned to."""
    name = Membership.objects.filter(tenant_id=OuterRef("tenant_id"), user_id=OuterRef("assigned_to_id")).values("name")
    return queryset.annotate(owner_name=Subquery(name[:1]))


class Assigned(TenantAdmin):
    """The admin of rows that somebody of the firm looks after."""

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return with_owner(super().get_queryset(request))

    def formfield_for_foreignkey(self, db_field: Any, request: Any, **kwargs: Any) -> Any:
        if isinstance(db_field, PersonField):
            return PersonChoice(
                Membership.objects.order_by("name"),
                to_field_name="user_id",
                required=not db_field.blank,
                label="Owner",
            )
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    @admin.display(description="Owner", ordering="owner_name", empty_value="–")
    def owner(self, row: Any) -> str | None:
        return row.owner_name
