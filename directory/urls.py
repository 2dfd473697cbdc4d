from django.urls import path

from directory import suggestions, views
from directory.counterpart.views import find_counterpart

app_name = "directory"
urlpatterns = [
    path("suggest/", suggestions.suggest, name="suggest"),
    path("counterpart/", find_counterpart, name="counterpart"),
    path("<int:key>-<slug:slug>/", views.organisation_detail, name="organisation"),
    path("services/<int:key>-<slug:slug>/", views.service_detail, name="service"),
    path("charter/", views.current_charter, name="current_charter"),
    path("charter/<int:key>-<slug:slug>/", views.charter_detail, name="charter"),
]
