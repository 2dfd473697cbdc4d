from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.contrib.sitemaps.views import sitemap
from django.urls import include, path, re_path
from django.views.static import serve as serve_file
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.views import serve

from config import robots
from config.health import health
from pages import views as pages
from pages.sitemaps import SITEMAPS
from search.thesaurus import views as thesaurus

urlpatterns = [
    path("", pages.first_visit),
    path("favicon.ico", pages.favicon),
    path("healthz", health, name="health"),
    path("robots.txt", robots.robots, name="robots"),
    path("sitemap.xml", sitemap, {"sitemaps": SITEMAPS}, name="sitemap"),
    path("admin/", include(wagtailadmin_urls)),
    path("documents/", include("records.urls")),
    path("glossary/thesaurus.<str:ending>", thesaurus.download, name="thesaurus"),
    # Images are public and few; a proxy may take this folder over (docs/operators.md).
    re_path(r"^media/(?P<path>.+)$", serve_file, {"document_root": settings.MEDIA_ROOT}),
]

if settings.STYLEGUIDE:
    urlpatterns += i18n_patterns(path("styleguide/", pages.styleguide, name="styleguide"))

urlpatterns += i18n_patterns(
    path("", include("search.urls")),
    path("practices/", include("practices.urls")),
    path("case-studies/", include("practices.case_studies.urls")),
    path("directory/", include("directory.urls")),
    path("glossary/", include("search.thesaurus.urls")),
    path("account/", include("accounts.urls")),
    path("report/", include("records.from_readers.urls")),
    path("", include("pages.urls")),
    path("", serve, {"path": ""}, name="home"),
    # Last: whatever is left is an editorial page.
    path("", include(wagtail_urls)),
)

handler403 = "pages.views.forbidden"
handler404 = "pages.views.not_found"
handler500 = "pages.views.server_error"
