"""What the API's list is measured against, on the same rows and below the same middleware.

Mounted by ``bench.settings`` alone. ``/api/yardstick/plain`` is a model viewset as DRF's tutorial has it, with none of
our tuning; ``/api/yardstick/bare`` a Django view that sends one statement and passes on the JSON that PostgreSQL made.
Both take ``?status=`` and answer 20 tickets, the newest first, as ``/api/ticket-instances`` does.
"""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, URLResolver, path
from django.views.decorators.csrf import csrf_exempt
from rest_framework import serializers, viewsets
from rest_framework.pagination import PageNumberPagination
from rest_framework.parsers import JSONParser
from rest_framework.renderers import JSONRenderer

from apps.tenancy.context import current_tenant_id
from apps.tickets.api.serializers import TicketInstanceSerializer
from apps.tickets.api.views import WAITING_FOR
from apps.tickets.models import TicketInstance
from apps.tickets.querysets import CLOSED
from config.urls import urlpatterns as ours

FIELDS = TicketInstanceSerializer.Meta.fields
COLUMNS = ", ".join(f"{WAITING_FOR} AS waiting_for" if name == "waiting_for" else name for name in FIELDS)
BARE = f"""
SELECT json_build_object('results', coalesce(json_agg(shown), '[]'))::text
FROM (
    SELECT {COLUMNS} FROM ticket_instances
    WHERE tenant_id = %s AND status = %s ORDER BY created_at DESC, id DESC LIMIT 20
) shown
"""


class PlainSerializer(serializers.ModelSerializer[TicketInstance]):
    """Every field, as a ModelSerializer makes them."""

    ticket_pack_id = serializers.UUIDField()
    waiting_for = serializers.SerializerMethodField()

    class Meta:
        model = TicketInstance
        fields = FIELDS

    def get_waiting_for(self, ticket: TicketInstance) -> list[str]:
        before = [link.depends_on for link in ticket.dependencies.all()]
        return [one.ticket_id for one in before if one.status not in CLOSED]


class TwentyAPage(PageNumberPagination):
    page_size = 20


class PlainViewSet(viewsets.ModelViewSet[TicketInstance]):
    """Tickets as DRF's tutorial would serve them: serializer, numbered pages with a count, DRF's own JSON."""

    serializer_class = PlainSerializer
    pagination_class = TwentyAPage
    renderer_classes: ClassVar[Any] = [JSONRenderer]
    parser_classes: ClassVar[Any] = [JSONParser]

    def get_queryset(self) -> Any:
        tickets = TicketInstance.objects.prefetch_related("dependencies__depends_on").order_by("-created_at", "-id")
        status = self.request.query_params.get("status")
        return tickets.filter(status=status) if status else tickets


@csrf_exempt
def bare(request: HttpRequest) -> HttpResponse:
    """Answer with what one statement returns."""
    with connection.cursor() as cursor:
        cursor.execute(BARE, [current_tenant_id(), request.GET["status"]])
        return HttpResponse(cursor.fetchone()[0], content_type="application/json")


urlpatterns: list[URLPattern | URLResolver] = [
    path("api/yardstick/plain", PlainViewSet.as_view({"get": "list"})),
    path("api/yardstick/bare", bare),
    *ours,
]
