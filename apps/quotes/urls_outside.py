"""The page of a quote behind its mailed link, outside any firm."""

from django.urls import path

from apps.quotes import public_page

urlpatterns = [
    path("q/<str:token>/", public_page.page, name="quote-public"),
    path("q/<str:token>/quote.pdf", public_page.pdf, name="quote-public-pdf"),
]
