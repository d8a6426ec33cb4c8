from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from apps.portal import queries, visits
from apps.tenancy.decorators import needs
from apps.tenancy.operations import note_visit
from apps.tenancy.permissions import Right
from apps.tenancy.requests import FirmRequest


@require_safe
@needs(Right.VIEW)
def home(request: FirmRequest) -> HttpResponse:
    """Show how far the firm is, the next tickets and what others did since the person was here."""
    now = timezone.now()
    since = note_visit(at=now, goes_on=visits.goes_on(request))
    context = queries.home(member=request.caller.name, user_id=request.caller.user_id, since=since, at=now)
    response = render(request, "portal/home.html", context)
    visits.begin(request, response)
    return response
