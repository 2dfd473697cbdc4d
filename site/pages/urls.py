from django.urls import path, re_path

from pages import views

app_name = "pages"
urlpatterns = [
    path("countries/", views.country_list, name="countries"),
    re_path(r"^countries/(?P<code>[A-Z]{2})-(?P<slug>[-\w]+)/$", views.country_detail, name="country"),
    path("help-now/", views.help_now, name="help_now"),
    path("coverage/", views.coverage, name="coverage"),
]
