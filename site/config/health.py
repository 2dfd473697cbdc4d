from django.db import DatabaseError, connection
from django.http import JsonResponse
from django.views.decorators.cache import never_cache

from search import engines, outbox


@never_cache
def health(request):
    """Answer for a monitor; 503 when the database does not answer. Without its search the site goes on.

    {"live": true, "ready": database and engine, "database": true,
     "search": {"engine", "ready", "outdated", "trouble", "outbox": {"waiting", "oldest_seconds", "set_aside"}}}
    """
    database = _database_answers()
    search = engines.engine().health() | {"outbox": _outbox() if database else None}
    # Anybody may ask: how much there is for members alone is not for anybody.
    search.pop("documents", None)
    answer = {"live": True, "ready": database and search["ready"], "database": database, "search": search}
    return JsonResponse(answer, status=200 if database else 503)


def _outbox():
    try:
        return outbox.state()
    except DatabaseError:  # not migrated yet
        return None


def _database_answers():
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
            return True
    except Exception:
        return False
