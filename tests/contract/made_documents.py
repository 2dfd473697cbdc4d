"""Documents as short as a test needs them."""

from search.documents.base import Document
from search.documents.composing import LAST, newest, sort_keys
from search.engines.base import PUBLIC


def document(pk, title="", body="", *, audience=PUBLIC, language="en", kind="practice", **more):
    uid = f"{kind}:{pk}"
    values = {
        "titles": {language: title} if title else {},
        "bodies": {language: body} if body else {},
        "newest": newest(kind, pk, None),
        "sort_keys": sort_keys(uid, {code: title.lower() or LAST for code in ("en", "it", "de", "es", "fr")}, ()),
    }
    return Document(uid=uid, type=kind, key=str(pk), audience=audience, **values | more)
