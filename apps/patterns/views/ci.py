"""The addresses that CI systems report builds to: made, shown with what came in, given another secret."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db.models import OuterRef, Subquery
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from apps.patterns import operations
from apps.patterns.ci.endpoints import address_of
from apps.patterns.ci.secrets import secret_of
from apps.patterns.ci_forms import EndpointForm
from apps.patterns.models import CiDelivery, CiEndpoint
from apps.tenancy.decorators import needs
from apps.tenancy.forms import add_refusal
from apps.tenancy.permissions import Right
from apps.tenancy.requests import FirmRequest

PER_PAGE = 50


@require_safe
@needs(Right.VIEW)
def endpoints(request: FirmRequest) -> HttpResponse:
    """List the endpoints with their addresses and what became of their last deliveries."""
    return _endpoints(request, EndpointForm())


def _endpoints(request: FirmRequest, form: EndpointForm, status: int = 200) -> HttpResponse:
    last = CiDelivery.objects.filter(endpoint_id=OuterRef("pk")).order_by("-created_at", "-id").values("result")[:1]
    found = CiEndpoint.objects.annotate(last_result=Subquery(last)).order_by("-is_active", "-created_at", "-id")
    rows = [{"endpoint": one, "address": address_of(one.pk)} for one in found]
    return render(request, "patterns/ci_endpoints.html", {"form": form, "rows": rows}, status=status)


@require_POST
@never_cache
@needs(Right.EDIT)
def create(request: FirmRequest) -> HttpResponse:
    """Make an endpoint and show its secret, this once."""
    form = EndpointForm(request.POST)
    if not form.is_valid():
        return _endpoints(request, form, status=422)
    try:
        made = operations.make_endpoint(**form.cleaned_data, user_id=request.caller.user_id)
    except ValidationError as refused:
        add_refusal(form, refused)
        return _endpoints(request, form, status=422)
    return _endpoint(request, made, secret=secret_of(made.pk, made.secret_number))


@require_safe
@needs(Right.VIEW)
def endpoint(request: FirmRequest, pk: UUID) -> HttpResponse:
    """Show an endpoint: how to set it up, and what came in."""
    return _endpoint(request, get_object_or_404(CiEndpoint, pk=pk))


def _endpoint(request: FirmRequest, found: CiEndpoint, secret: str = "") -> HttpResponse:
    deliveries = (
        CiDelivery.objects.filter(endpoint_id=found.pk).select_related("project_outcome").order_by("-created_at", "-id")
    )
    context = {
        "endpoint": found,
        "address": address_of(found.pk),
        "secret": secret,
        "page": Paginator(deliveries, PER_PAGE).get_page(request.GET.get("page")),
        "query": "",
    }
    return render(request, "patterns/ci_endpoint.html", context)


@require_POST
@never_cache
@needs(Right.EDIT)
def rotate(request: FirmRequest, pk: UUID) -> HttpResponse:
    """Give an endpoint another secret and show it, this once."""
    get_object_or_404(CiEndpoint, pk=pk)
    found = operations.rotate_secret(endpoint_id=pk)
    return _endpoint(request, found, secret=secret_of(pk, found.secret_number))


@require_POST
@needs(Right.EDIT)
def switch(request: FirmRequest, pk: UUID) -> HttpResponse:
    """Switch an endpoint on or off."""
    get_object_or_404(CiEndpoint, pk=pk)
    found = operations.change_endpoint(endpoint_id=pk, values={"is_active": request.POST.get("to") == "on"})
    how = "on" if found.is_active else "off; its deliveries are refused"
    messages.success(request, f"“{found}” is {how}.")
    return redirect("patterns:ci_endpoint", pk=pk)


@require_POST
@needs(Right.DELETE)
def delete(request: FirmRequest, pk: UUID) -> HttpResponse:
    """Delete an endpoint; what it told of projects stays."""
    found = get_object_or_404(CiEndpoint, pk=pk)
    operations.delete_endpoint(endpoint_id=pk)
    messages.success(request, f"“{found}” is deleted. The builds that it told of stay.")
    return redirect("patterns:ci")
