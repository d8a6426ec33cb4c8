from django.urls import path

from apps.deals.api import activities, views

urlpatterns = [
    path("deals", views.DealList.as_view(), name="api-deals"),
    path("deals/<uuid:pk>", views.DealDetail.as_view(), name="api-deal"),
    path("deals/<uuid:pk>/history", activities.DealHistory.as_view(), name="api-deal-history"),
    path("deals/<uuid:pk>/activities", activities.DealActivities.as_view(), name="api-activities-of-deal"),
    path("deals/<uuid:pk>/follow-up", views.DealFollowUp.as_view(), name="api-deal-follow-up"),
    path("deals/<uuid:pk>/park", views.DealPark.as_view(), name="api-deal-park"),
    path("deals/<uuid:pk>/unpark", views.DealUnpark.as_view(), name="api-deal-unpark"),
    path("deal-stage-history", activities.HistoryList.as_view(), name="api-deal-stage-history"),
    path("deal-stage-history/<uuid:pk>", activities.HistoryDetail.as_view(), name="api-deal-stage-change"),
    path("deal-activities", activities.ActivityList.as_view(), name="api-deal-activities"),
    path("deal-activities/<uuid:pk>", activities.ActivityDetail.as_view(), name="api-deal-activity"),
    path("deal-activities/<uuid:pk>/approve", activities.DraftApproval.as_view(), name="api-deal-activity-approve"),
    path("deal-activities/<uuid:pk>/discard", activities.DraftDiscard.as_view(), name="api-deal-activity-discard"),
    path("settings/deal-stages", views.StageList.as_view(), name="api-deal-stages"),
    path("settings/deal-stages/<uuid:pk>", views.StageDetail.as_view(), name="api-deal-stage"),
    path("engines/deals/stalled", views.StalledDeals.as_view(), name="api-engines-deals-stalled"),
    path("reports/deal-stage-velocity", views.StageVelocity.as_view(), name="api-reports-deal-stage-velocity"),
]
