"""The glossary; its downloads have one address in all languages (config.urls)."""

from django.urls import path, re_path

from search.thesaurus import views

app_name = "glossary"
urlpatterns = [
    path("", views.glossary, name="glossary"),
    re_path(r"^(?P<letter>\w)/$", views.letter, name="letter"),
]
