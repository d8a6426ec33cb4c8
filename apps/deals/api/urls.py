from django.urls import path

from apps.deals.api import views

urlpatterns = [
    path("deals", views.DealList.as_view(), name="api-deals"),
    path("deals/<uuid:pk>", views.DealDetail.as_view(), name="api-deal"),
    path("deals/<uuid:pk>/history", views.DealHistory.as_view(), name="api-deal-history"),
    path("deals/<uuid:pk>/activities", views.DealActivities.as_view(), name="api-deal-activities"),
    path("deals/<uuid:pk>/follow-up", views.DealFollowUp.as_view(), name="api-deal-follow-up"),
    path("deals/<uuid:pk>/park", views.DealPark.as_view(), name="api-deal-park"),
    path("deals/<uuid:pk>/unpark", views.DealUnpark.as_view(), name="api-deal-unpark"),
    path("settings/deal-stages", views.StageList.as_view(), name="api-deal-stages"),
    path("settings/deal-stages/<uuid:pk>", views.StageDetail.as_view(), name="api-deal-stage"),
    path("engines/deals/stalled", views.StalledDeals.as_view(), name="api-engines-deals-stalled"),
    path("reports/deal-stage-velocity", views.StageVelocity.as_view(), name="api-reports-deal-stage-velocity"),
]
