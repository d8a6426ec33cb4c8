"""The staff's admin: one site, below each firm's prefix and over all of a person's firms."""

from __future__ import annotations

from collections.abc import Callable
from functools import update_wrapper
from typing import Any

from django.contrib.admin import AdminSite
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import path, reverse
from django.utils.http import urlencode

from apps.tenancy.context import staff_context
from apps.tenancy.permissions import Right

ORDER = {
    "tenancy": ("Firms and people", ("Tenant", "Membership", "Invitation", "ApiToken", "User")),
    "roadmaps": (
        "Roadmaps",
        ("Roadmap", "RoadmapSection", "RefreshProposal", "RoadmapChangelog", "SectionType"),
    ),
    "metrics": (
        "Results",
        ("ImplementationSnapshot", "RoadmapOutcome", "RoadmapProjection", "MetricDefinition", "RoiAssumptions"),
    ),
    "tickets": ("Tickets", ("TicketInstance", "TicketPack", "LibraryTicket")),
    "clients": ("Clients", ("Client", "Contact", "Order", "Case", "Task")),
    "deals": ("Deals", ("Deal", "StageConfig")),
    "quotes": ("Quotes", ("Quote", "QuoteOutcome", "QuoteActivity", "QuoteView")),
    "feedback": ("Feedback", ("FeedbackRequest",)),
    "enrichment": (
        "Signals and contact details",
        ("OpportunitySignal", "EnrichmentConflict", "EnrichmentItem", "ContactFieldSource"),
    ),
    "compliance": ("Compliance", ("ComplianceCheck", "ComplianceSchedule")),
    "work": ("Schedule and bulk changes", ("JobRun", "ChangeBatch")),
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

    def get_urls(self) -> list[Any]:
        """Add the search and the rows behind figures of the first page."""
        own = [
            path("search/", self.admin_view(self.search), name="search"),
            path("search.json", self.admin_view(self.search_json), name="search_json"),
            path("today/<slug:key>/", self.admin_view(self.today_rows), name="today_rows"),
        ]
        return [*own, *super().get_urls()]

    def index(self, request: Any, extra_context: Any = None) -> HttpResponse:
        from apps.console.dashboard import today  # the site is made before the models are

        return super().index(request, {**today(request), **(extra_context or {})})

    def search(self, request: Any) -> HttpResponse:
        from apps.console.search_views import search_page

        return search_page(request, self.each_context(request))

    def search_json(self, request: Any) -> HttpResponse:
        from apps.console.search_views import search_json

        return search_json(request)

    def today_rows(self, request: Any, key: str) -> HttpResponse:
        from apps.console.dashboard import rows_page

        return rows_page(request, key, self.each_context(request))
