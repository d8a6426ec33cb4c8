from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from apps.tenancy.decorators import needs
from apps.tenancy.models import Membership
from apps.tenancy.operations import set_mail_habits
from apps.tenancy.permissions import Right
from apps.tenancy.requests import FirmRequest


@require_safe
@needs(Right.VIEW)
def mails(request: FirmRequest) -> HttpResponse:
    """Show which mails of the firm a person gets."""
    seat = Membership.objects.get(pk=request.caller.membership_id)
    return render(request, "portal/mails.html", {"seat": seat, "runs_firm": request.caller.may(Right.EDIT)})


@require_POST
@needs(Right.VIEW)
def save_mails(request: FirmRequest) -> HttpResponse:
    """Keep a person's choice of mails."""
    seat = Membership.objects.get(pk=request.caller.membership_id)
    set_mail_habits(
        membership_id=seat.pk, digest=request.POST.get("digest") == "on", alerts=request.POST.get("alerts") == "on"
    )
    messages.success(request, "Saved. Your next mails follow it.")
    return redirect("portal:mails")
