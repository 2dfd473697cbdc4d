from django.urls import path

from practices.imports import views

app_name = "practice_imports"
urlpatterns = [
    path("", views.import_list, name="list"),
    path("<int:key>/", views.import_detail, name="import"),
    path("<int:key>/progress/", views.progress, name="progress"),
    path("form/<int:key>/", views.form_detail, name="form"),
]
