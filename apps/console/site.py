"""The staff's admin: one site, below each firm's prefix and over all of a person's firms."""

from __future__ import annotations

from collections.abc import Callable
from functools import update_wrapper
from typing import Any

from django.contrib.admin import AdminSite
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode

from apps.tenancy.context import staff_context
from apps.tenancy.permissions import Right

ROWS = 6
ORDER = {
    "tenancy": ("Firms and people", ("Tenant", "Membership", "Invitation", "ApiToken", "User")),
    "roadmaps": ("Roadmaps", ("Roadmap", "RoadmapSection", "SectionType")),
    "tickets": ("Tickets", ("TicketInstance", "TicketPack", "LibraryTicket")),
}


class FirmloopAdminSite(AdminSite):
    """Let staff in: into a firm by their right there, over all firms by being staff anywhere."""

    site_header = "Firmloop"
    site_title = "Firmloop"
    index_title = "Today"
    empty_value_display = "–"

    def register(self, model_or_iterable: Any, admin_class: Any = None, **options: Any) -> None:
        """Take our own models only: libraries' tables are read by no firm's role, and have pages of their own."""
        models = [model_or_iterable] if isinstance(model_or_iterable, type) else list(model_or_iterable)
        ours = [model for model in models if model.__module__.startswith("apps.")]
        super().register(ours, admin_class, **options)

    def has_permission(self, request: Any) -> bool:
        if request.caller is not None:
            return request.caller.may(Right.ADMIN_SITE)
        user = request.user
        return user.is_authenticated and user.is_active and (bool(request.all_firms) or user.is_superuser)

    def admin_view(self, view: Callable[..., HttpResponse], cacheable: bool = False) -> Callable[..., HttpResponse]:
        inner = super().admin_view(view, cacheable)

        def guarded(request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
            if request.user.is_authenticated and not self.has_permission(request):
                raise PermissionDenied("The admin is for Firmloop's own staff.")
            reads = request.method in {"GET", "HEAD"} and request.user.is_authenticated
            if reads and request.caller is None and not request.all_firms:
                # A superuser before the first firm: lists are read as staff of none, so that they are empty.
                with staff_context((), user_id=request.user.pk):
                    response = inner(request, *args, **kwargs)
                    return response.render() if hasattr(response, "render") else response
            return inner(request, *args, **kwargs)

        return update_wrapper(guarded, inner)

    def login(self, request: Any, extra_context: Any = None) -> HttpResponse:
        """Send people to the one sign-in page."""
        to = request.GET.get("next") or reverse("admin:index", current_app=self.name)
        return HttpResponseRedirect(f"/accounts/login/?{urlencode({'next': to})}")

    def logout(self, request: Any, extra_context: Any = None) -> HttpResponse:
        return HttpResponseRedirect("/accounts/logout/")

    def password_change(self, request: Any, extra_context: Any = None) -> HttpResponse:
        return HttpResponseRedirect("/accounts/password/change/")

    def each_context(self, request: Any) -> dict[str, Any]:
        caller = request.caller
        return {**super().each_context(request), "site_url": f"/f/{caller.slug}/" if caller else "/"}

    def get_log_entries(self, request: HttpRequest) -> Any:
        """Return no entries: rows' histories say it better, and firms cannot read the log's users."""
        from django.contrib.admin.models import LogEntry  # the site is made before the models are

        return LogEntry.objects.none()

    def get_app_list(self, request: HttpRequest, app_label: str | None = None) -> list[dict[str, Any]]:
        found = self._build_app_dict(request, app_label)
        ordered = []
        for label, (name, models) in ORDER.items():
            if app := found.get(label):
                app["name"] = name
                app["models"].sort(key=lambda model, models=models: models.index(model["object_name"]))
                ordered.append(app)
        return [*ordered, *(app for label, app in found.items() if label not in ORDER)]

    def index(self, request: Any, extra_context: Any = None) -> HttpResponse:
        return super().index(request, {**today(request), **(extra_context or {})})


def today(request: Any) -> dict[str, Any]:
    """Return what needs somebody now, in the firm of the address or over all of them."""
    from apps.console import queries  # the site is made before the models are

    at = timezone.localtime()
    days = queries.ticks_by_day(at=at)
    return {
        "over_all": request.caller is None,
        "at": at,
        "firms": queries.firms_by_progress(),
        "blocked": queries.blocked(ROWS),
        "waiting": queries.waiting(ROWS),
        "quiet": queries.quiet(ROWS, at=at),
        "invitations": queries.open_invitations(ROWS, at=at),
        "days": days,
        "bars": bars(days),
        "ticks": sum(day.ticks for day in days),
        "recent": queries.recent_changes(10),
        "may_make_firms": request.caller is None and request.user.is_superuser,
    }


def bars(days: list[Any]) -> list[dict[str, Any]]:
    """Return a column for each day of the small chart, 280 wide and 48 high."""
    most, width = max([day.ticks for day in days] or [0]) or 1, 280 // (len(days) or 1)
    heights = [day.ticks * 44 // most or (2 if day.ticks else 1) for day in days]
    return [
        {"x": index * width + 2, "y": 48 - height, "width": width - 4, "height": height, "day": day}
        for index, (day, height) in enumerate(zip(days, heights, strict=True))
    ]
