from django.urls import path

from apps.tenancy import views

app_name = "tenancy"
urlpatterns = [
    path("people/", views.people, name="people"),
    path("people/invite/", views.invite, name="invite"),
    path("people/invitations/<uuid:pk>/revoke/", views.invitation_revoke, name="invitation_revoke"),
    path("people/<uuid:pk>/role/", views.member_role, name="member_role"),
    path("people/<uuid:pk>/remove/", views.member_remove, name="member_remove"),
    path("tokens/", views.tokens, name="tokens"),
    path("tokens/new/", views.token_create, name="token_create"),
    path("tokens/<uuid:pk>/revoke/", views.token_revoke, name="token_revoke"),
]
