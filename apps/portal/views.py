from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from apps.portal import queries
from apps.tenancy.decorators import needs
from apps.tenancy.permissions import Right
from apps.tenancy.requests import FirmRequest


@require_safe
@needs(Right.VIEW)
def home(request: FirmRequest) -> HttpResponse:
    """Show how far the firm is, the next tickets and what changed."""
    return render(request, "portal/home.html", queries.home(member=request.caller.name))
