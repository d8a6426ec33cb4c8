from django.urls import path

from apps.portal import ask_page, roadmap_page
from apps.roadmaps import views as versions

app_name = "roadmaps"
urlpatterns = [
    path("", roadmap_page.view, name="view"),
    path("ask/", ask_page.ask_roadmap, name="ask"),
    path("<int:number>/", roadmap_page.view, name="section"),
    path("<int:number>/diagram/<int:index>/", roadmap_page.diagram, name="diagram"),
    path("versions/", versions.version_list, name="versions"),
    path("versions/compare/", versions.compare, name="compare"),
    path("versions/<str:version>.md", versions.version_markdown, name="version_markdown"),
    path("versions/<str:version>/", roadmap_page.version, name="version"),
    path("versions/<str:version>/<int:number>/", roadmap_page.version, name="version_section"),
    path("versions/<str:version>/<int:number>/diagram/<int:index>/", roadmap_page.diagram, name="version_diagram"),
]
