"""The page behind a mailed link, which belongs to no firm's address."""

from django.urls import path

from apps.compliance.public_views import answer

urlpatterns = [path("c/<str:token>/", answer, name="compliance-answer")]
