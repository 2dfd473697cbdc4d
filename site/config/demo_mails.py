"""The mails of a demonstration, to read at the desk: no mail leaves it, each is a file in DATA_DIR/mails.

An editor sees the notices of the desk alone. Other mails may hold a key to somebody's account: only an administrator sees those.
"""

from dataclasses import dataclass
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.utils import parsedate_to_datetime
from pathlib import Path

from django.conf import settings
from django.core.mail.backends.filebased import EmailBackend
from django.http import Http404
from django.template.response import TemplateResponse
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

# What Django's backend writes after each mail.
END_OF_A_MAIL = b"\n" + b"-" * 79 + b"\n"
NEWEST = 50


@dataclass(frozen=True)
class Mail:
    recipient: str
    subject: str
    sent_at: datetime
    body: str
    is_notice: bool


def are_shown():
    """Only where mails are written to files, and only in a demonstration or on a developer's machine."""
    writes_files = issubclass(import_string(settings.EMAIL_BACKEND), EmailBackend)
    return writes_files and (settings.DEMONSTRATION or settings.DEBUG)


def mails(request):
    if not are_shown():
        raise Http404
    shown = [mail for mail in written() if mail.is_notice or request.user.is_superuser]
    title = _("Mails of this demonstration")
    context = {"page_title": title, "header_title": title, "header_icon": "mail", "mails": shown[:NEWEST]}
    return TemplateResponse(request, "desk/demo_mails.html", context)


def written():
    """Every mail, newest first."""
    files = Path(settings.EMAIL_FILE_PATH).glob("*.log")
    parts = (part for path in files for part in path.read_bytes().split(END_OF_A_MAIL) if part.strip())
    return sorted(map(_mail, parts), key=lambda mail: mail.sent_at, reverse=True)


def _mail(content):
    message = message_from_bytes(content, policy=policy.default)
    return Mail(
        recipient=message["To"],
        subject=message["Subject"],
        sent_at=parsedate_to_datetime(message["Date"]).replace(tzinfo=UTC),  # Django writes UTC
        body=message.get_body(("plain",)).get_content(),
        is_notice=message["Auto-Submitted"] == "auto-generated",
    )
