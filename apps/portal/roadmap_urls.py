from django.urls import path

from apps.portal import roadmap_page

app_name = "roadmaps"
urlpatterns = [
    path("", roadmap_page.view, name="view"),
    path("<int:number>/", roadmap_page.view, name="section"),
    path("<int:number>/diagram/<int:index>/", roadmap_page.diagram, name="diagram"),
]
