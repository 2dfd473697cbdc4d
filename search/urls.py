from django.urls import path

from search import views

app_name = "search"
urlpatterns = [
    path("search/", views.everything, name="page"),
    path("search/help/", views.operators, name="help"),
    path("search/suggestions/", views.suggestions, name="suggest"),
    path("search/feed.atom", views.feed, name="feed"),
    path("search/results.csv", views.table, name="csv"),
    path("search/results.json", views.data, name="json"),
    path("search/results.xlsx", views.workbook, name="xlsx"),
    path("search/directory-hsds.zip", views.hsds, name="hsds"),
    path("practices/", views.practices, name="practices"),
    path("case-studies/", views.case_studies, name="case_studies"),
    path("directory/", views.organisations, name="organisations"),
]
