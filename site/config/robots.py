from django.conf import settings
from django.http import HttpResponse
from django.urls import reverse


def robots(request):
    """A demonstration is not for search engines; of the site itself they get all but the desk."""
    rules = ["Disallow: /"] if settings.DEMONSTRATION else ["Disallow: /admin/", "Disallow: /documents/"]
    lines = ["User-agent: *", *rules, f"Sitemap: {settings.SITE_URL}{reverse('sitemap')}"]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")
