from django.db import connection
from django.http import JsonResponse
from django.views.decorators.cache import never_cache


@never_cache
def health(request):
    """Answer for a monitor: {"live": true, "database": true}; 503 when the database does not answer."""
    database = _database_answers()
    return JsonResponse({"live": True, "database": database}, status=200 if database else 503)


def _database_answers():
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
            return True
    except Exception:
        return False
