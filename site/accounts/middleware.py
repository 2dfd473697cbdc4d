from django.conf import settings
from django.utils.cache import patch_cache_control
from django.utils.functional import SimpleLazyObject

from accounts.viewers import viewer_of


def viewer(get_response):
    """Give every request its `viewer`; who has no session costs no query.

    What was made for a signed-in viewer stays out of every cache that others share.
    """

    def respond(request):
        request.viewer = SimpleLazyObject(lambda: viewer_of(request.user))
        response = get_response(request)
        if settings.SESSION_COOKIE_NAME in request.COOKIES and "Cache-Control" not in response:
            patch_cache_control(response, private=True, no_store=True)
        return response

    return respond
