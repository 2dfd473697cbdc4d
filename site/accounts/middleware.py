from django.conf import settings
from django.utils.cache import patch_cache_control
from django.utils.functional import SimpleLazyObject

from accounts.viewers import viewer_of


def viewer(get_response):
    """Give every request its `viewer`; who has no session costs no query.

    What was made for a signed-in viewer stays out of every cache. What anybody may read is asked for anew each
    time: a page that was withdrawn to protect somebody must not live on in a cache.
    """

    def respond(request):
        request.viewer = SimpleLazyObject(lambda: viewer_of(request.user))
        response = get_response(request)
        if "Cache-Control" not in response:
            is_public = settings.SESSION_COOKIE_NAME not in request.COOKIES
            patch_cache_control(response, **({"no_cache": True} if is_public else {"private": True, "no_store": True}))
        return response

    return respond
