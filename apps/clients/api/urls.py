from django.urls import path

from apps.clients.api import views

urlpatterns = [
    path("clients", views.ClientList.as_view(), name="api-clients"),
    path("clients/<uuid:pk>", views.ClientDetail.as_view(), name="api-client"),
    path("contacts", views.ContactList.as_view(), name="api-contacts"),
    path("contacts/<uuid:pk>", views.ContactDetail.as_view(), name="api-contact"),
    path("orders", views.OrderList.as_view(), name="api-orders"),
    path("orders/<uuid:pk>", views.OrderDetail.as_view(), name="api-order"),
    path("cases", views.CaseList.as_view(), name="api-cases"),
    path("cases/<uuid:pk>", views.CaseDetail.as_view(), name="api-case"),
    path("tasks", views.TaskList.as_view(), name="api-tasks"),
    path("tasks/<uuid:pk>", views.TaskDetail.as_view(), name="api-task"),
]
