from django.urls import path

from directory.imports import views

app_name = "table_imports"
urlpatterns = [
    path("", views.import_list, name="list"),
    path("<int:key>/", views.import_detail, name="import"),
    path("row/<int:key>/", views.row_detail, name="row"),
]
