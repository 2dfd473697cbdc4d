from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import override
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from directory.counterpart.finding import MORE, SHOWN, answer
from directory.counterpart.form import CounterpartForm
from records import addresses


# Asking changes nothing, so there is nothing to forge, and no cookie needed to prevent it. By POST, for an address is
# kept by browsers, proxies and logs; the answer is kept by none of them.
@csrf_exempt
@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def find_counterpart(request):
    form = CounterpartForm(request.POST if request.method == "POST" else None)
    is_asked = form.is_bound and form.is_valid()
    number = MORE if "more" in request.POST else SHOWN
    context = {
        "form": form,
        "need": form.need() if is_asked else None,
        "answer": answer(form.need(), request.viewer, number) if is_asked else None,
        "meta": addresses.of_list(_address_in),
    }
    return render(request, "directory/counterpart.html", context)


def _address_in(language):
    with override(language):
        return reverse("directory:counterpart")
