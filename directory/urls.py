from django.urls import path

from directory import views

app_name = "directory"
urlpatterns = [
    path("<int:key>-<slug:slug>/", views.organisation_detail, name="organisation"),
]
