"""How much one sender, and all together, may write. Nothing is kept by which a sender could be found."""

from datetime import timedelta
from ipaddress import ip_address, ip_network

from django.conf import settings
from django.db.models import F
from django.utils import timezone
from django.utils.crypto import salted_hmac

from records.models import ReaderMessage, Sender

MOST_A_DAY = 10
# Of one occasion about one record in an hour; a program that learnt the form does not bury the editors.
MOST_AT_ONCE = 20


def are_too_many(occasion, record=None):
    """Whether the editors were told so often within the hour that more would only bury them."""
    messages = ReaderMessage.objects.on(occasion).filter(created_at__gt=timezone.now() - timedelta(hours=1))
    return (messages.about(record) if record else messages).count() >= MOST_AT_ONCE


def count(request):
    """Count one more message of this sender; False, and nothing counted, when today's share is used up."""
    forget_earlier_days()
    address = address_of(request)
    if not address:
        return True
    today = timezone.localdate()
    fingerprint = _fingerprint(address, today)
    Sender.objects.bulk_create([Sender(fingerprint=fingerprint, day=today)], ignore_conflicts=True)
    return bool(Sender.objects.filter(pk=fingerprint, number__lt=MOST_A_DAY).update(number=F("number") + 1))


def forget_earlier_days():
    Sender.objects.filter(day__lt=timezone.localdate()).delete()


def address_of(request):
    """The network address of the sender as our own proxies saw it; "" when they do not tell.

    A connection by IPv6 changes the second half of its address as it likes: the first one counts.
    """
    seen = [request.META.get("REMOTE_ADDR", "")]
    if settings.PROXIES:
        seen = [each.strip() for each in request.headers.get("X-Forwarded-For", "").split(",")]
    try:
        address = ip_address(seen[-max(settings.PROXIES, 1)])
    except (ValueError, IndexError):
        return ""
    return str(ip_network((address, 64), strict=False)) if address.version == 6 else str(address)


def _fingerprint(address, day):
    """The key is the installation's own and stands in no backup of the database."""
    return salted_hmac("records.from_readers", f"{day.isoformat()} {address}", algorithm="sha256").hexdigest()
