from django.urls import path

from apps.quotes.api import views

ACTS = {
    "submit": views.Submit,
    "send-back": views.SendBack,
    "approve": views.Approve,
    "send": views.Send,
    "copy": views.Copy,
    "withdraw": views.Withdraw,
    "counter": views.Counter,
    "outcome": views.Outcome,
}

urlpatterns = [
    path("quotes", views.QuoteList.as_view(), name="api-quotes"),
    path("quotes/<uuid:pk>", views.QuoteDetail.as_view(), name="api-quote"),
    path("quotes/<uuid:pk>/pdf", views.Pdf.as_view(), name="api-quote-pdf"),
    *(path(f"quotes/<uuid:pk>/{name}", view.as_view(), name=f"api-quote-{name}") for name, view in ACTS.items()),
    path("quote-activities", views.ActivityList.as_view(), name="api-quote-activities"),
    path("quote-activities/<uuid:pk>", views.ActivityDetail.as_view(), name="api-quote-activity"),
    path("quote-views", views.ViewList.as_view(), name="api-quote-views"),
    path("quote-views/<uuid:pk>", views.ViewDetail.as_view(), name="api-quote-view"),
    path("quote-outcomes", views.OutcomeList.as_view(), name="api-quote-outcomes"),
    path("quote-outcomes/<uuid:pk>", views.OutcomeDetail.as_view(), name="api-quote-outcome-row"),
    path("engines/quotes/followup", views.FollowUps.as_view(), name="api-engines-quotes-followup"),
    path("reports/quote-win-rates", views.WinRates.as_view(), name="api-report-quote-win-rates"),
    path("reports/quote-loss-reasons", views.LossReasons.as_view(), name="api-report-quote-loss-reasons"),
    path("reports/competitor-analysis", views.Competitors.as_view(), name="api-report-competitor-analysis"),
    path("reports/time-to-decision", views.TimeToDecision.as_view(), name="api-report-time-to-decision"),
]
