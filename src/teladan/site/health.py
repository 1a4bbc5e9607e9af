"""Probe for load balancers and people who keep the service running."""

from django.db import connection
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe


@require_safe
@never_cache
def healthy(request: HttpRequest) -> JsonResponse:
    """200 when the database answers, 503 otherwise; names nothing else."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except Exception:
        return JsonResponse({"status": "basis data tidak menjawab"}, status=503)
    return JsonResponse({"status": "sehat"})
