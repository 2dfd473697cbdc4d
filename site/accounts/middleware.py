from django.utils.functional import SimpleLazyObject

from accounts.viewers import viewer_of


def viewer(get_response):
    """Give every request its `viewer`; who has no session costs no query."""

    def respond(request):
        request.viewer = SimpleLazyObject(lambda: viewer_of(request.user))
        return get_response(request)

    return respond
