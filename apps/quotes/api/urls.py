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
    path("quote-views", views.ViewList.as_view(), name="api-quote-views"),
    path("quote-outcomes", views.OutcomeList.as_view(), name="api-quote-outcomes"),
    path("quote-outcomes/<uuid:pk>", views.OutcomeDetail.as_view(), name="api-quote-outcome-row"),
    path("engines/quotes/followup", views.FollowUps.as_view(), name="api-engines-quotes-followup"),
    path(
        "reports/quote-win-rates",
        views.report_view("win_rates", "How many quotes were won"),
        name="api-report-quote-win-rates",
    ),
    path(
        "reports/quote-loss-reasons",
        views.report_view("loss_reasons", "Why quotes were lost"),
        name="api-report-quote-loss-reasons",
    ),
    path(
        "reports/competitor-analysis",
        views.report_view("competitors", "Who else offered, and how that went"),
        name="api-report-competitor-analysis",
    ),
    path(
        "reports/time-to-decision",
        views.report_view("time_to_decision", "Days from sending a quote to its outcome"),
        name="api-report-time-to-decision",
    ),
]
