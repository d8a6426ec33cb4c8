from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from apps.tenancy.decorators import needs
from apps.tenancy.models import Membership
from apps.tenancy.operations import set_mail_habits
from apps.tenancy.permissions import Right
from apps.tenancy.requests import FirmRequest


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Right.VIEW)
def mails(request: FirmRequest) -> HttpResponse:
    """Let a person choose which mails of the firm they get."""
    seat = Membership.objects.get(pk=request.caller.membership_id)
    if request.method == "POST":
        set_mail_habits(
            membership_id=seat.pk, digest=request.POST.get("digest") == "on", alerts=request.POST.get("alerts") == "on"
        )
        messages.success(request, "Saved. Your next mails follow it.")
        return redirect("portal:mails")
    return render(request, "portal/mails.html", {"seat": seat, "runs_firm": request.caller.may(Right.EDIT)})
