from __future__ import annotations

from csp.decorators import csp
from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_safe

from apps.tenancy.callers import staff_firms
from apps.tenancy.requests import FirmRequest
from apps.work.caught_mail import CaughtMail, caught_folder, caught_mail, caught_mails

# A mail brings its own styles; the frame it is shown in runs nothing, loads nothing and has no origin.
FRAME_POLICY = {
    "sandbox": ["allow-popups", "allow-popups-to-escape-sandbox"],
    "default-src": ["'none'"],
    "style-src": ["'unsafe-inline'"],
    "img-src": ["data:"],
    "frame-ancestors": ["'self'"],
}


@require_safe
def mail_list(request: FirmRequest, name: str = "") -> HttpResponse:
    """Show staff the mails that were caught on this machine, and one of them in full."""
    _only_staff(request)
    opened = _mail(name) if name else None
    context = {"mails": caught_mails(caught_folder()), "opened": opened}
    return render(request, "work/caught_mail.html", context)


@require_safe
@xframe_options_sameorigin
@csp(FRAME_POLICY)  # type: ignore[arg-type]  # its type leaves out what the address holds
def mail_html(request: FirmRequest, name: str) -> HttpResponse:
    """Show the HTML of a caught mail, for the frame of its page."""
    _only_staff(request)
    mail = _mail(name)
    if not mail.html:
        raise Http404("this mail is plain text")
    return HttpResponse(mail.html.replace("<head>", '<head><base target="_blank">', 1))


def _only_staff(request: FirmRequest) -> None:
    if not settings.FIRMLOOP_MAIL_IS_CAUGHT:
        raise Http404("mails are delivered here, not caught")
    if not (request.user.is_superuser or staff_firms(request)):
        raise Http404("caught mails are shown to staff")


def _mail(name: str) -> CaughtMail:
    mail = caught_mail(caught_folder(), name)
    if mail is None:
        raise Http404("no such mail")
    return mail
