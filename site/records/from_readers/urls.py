from django.urls import path

from records.from_readers import views

app_name = "from_readers"
urlpatterns = [path("error/<slug:kind>/<int:key>/", views.report_error, name="error")]
