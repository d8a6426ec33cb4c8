from __future__ import annotations

from typing import Any
from uuid import UUID

from rest_framework import serializers

from apps.clients.models import Case, Client, Contact, Order, Task
from apps.core.api.refusals import UNKNOWN
from apps.core.api.serializers import Amount, Id, LinkId, RowSerializer
from apps.tenancy.models import Membership

STAMPS = ("created_at", "updated_at", "row_version")


class PersonId(Id):
    """The id of a person of the firm."""

    default_error_messages = {"unknown": UNKNOWN}

    def to_internal_value(self, data: Any) -> UUID:
        value = super().to_internal_value(data)
        if not Membership.objects.filter(user_id=value).exists():
            self.fail("unknown")
        return value


class ClientSerializer(RowSerializer):
    class Meta:
        model = Client
        fields = (
            "id",
            "company_name",
            "primary_contact",
            "email",
            "phone",
            "address",
            "website",
            "status",
            "priority",
            "tier",
            "is_active",
            "notes",
            *STAMPS,
        )


class ContactSerializer(RowSerializer):
    client_id = LinkId(Client, required=False, allow_null=True)
    props = serializers.DictField(required=False)

    class Meta:
        model = Contact
        fields = (
            "id",
            "client_id",
            "first_name",
            "last_name",
            "title",
            "email",
            "phone",
            "mobile",
            "linkedin_url",
            "buying_role",
            "is_primary",
            "unsubscribed_at",
            "props",
            *STAMPS,
        )
        read_only_fields = ("unsubscribed_at",)


class OrderSerializer(RowSerializer):
    client_id = LinkId(Client)
    contact_id = LinkId(Contact, required=False, allow_null=True)
    assigned_to_id = PersonId(required=False, allow_null=True)
    fee = Amount(required=False, allow_null=True, min_value=0)

    class Meta:
        model = Order
        fields = (
            "id",
            "client_id",
            "contact_id",
            "order_number",
            "title",
            "status",
            "due_at",
            "completed_at",
            "delivered_at",
            "assigned_to_id",
            "fee",
            *STAMPS,
        )


class CaseSerializer(RowSerializer):
    client_id = LinkId(Client, required=False, allow_null=True)
    contact_id = LinkId(Contact, required=False, allow_null=True)
    order_id = LinkId(Order, required=False, allow_null=True)
    assigned_to_id = PersonId(required=False, allow_null=True)
    created_by_id = serializers.UUIDField(read_only=True, allow_null=True)

    class Meta:
        model = Case
        fields = (
            "id",
            "case_number",
            "subject",
            "description",
            "case_type",
            "status",
            "priority",
            "client_id",
            "contact_id",
            "order_id",
            "assigned_to_id",
            "created_by_id",
            *STAMPS,
        )
        read_only_fields = ("case_number",)


class TaskSerializer(RowSerializer):
    client_id = LinkId(Client, required=False, allow_null=True)
    contact_id = LinkId(Contact, required=False, allow_null=True)
    order_id = LinkId(Order, required=False, allow_null=True)
    assigned_to_id = PersonId(required=False, allow_null=True)
    created_by_id = serializers.UUIDField(read_only=True, allow_null=True)
    subject_id = serializers.UUIDField(read_only=True, allow_null=True)

    class Meta:
        model = Task
        fields = (
            "id",
            "title",
            "description",
            "client_id",
            "contact_id",
            "order_id",
            "priority",
            "status",
            "due_on",
            "assigned_to_id",
            "created_by_id",
            "subject_type",
            "subject_id",
            *STAMPS,
        )
        read_only_fields = ("subject_type",)
