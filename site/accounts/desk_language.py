"""A new account's desk speaks the language of the account; afterwards its owner chooses, under Account.

What she chose there (Wagtail's profile) is what the desk and its mails use; `User.language` is where it begins.
"""

from django.db.models.signals import post_save
from wagtail.users.models import UserProfile

from accounts.models import User


def connect():
    post_save.connect(_begin, sender=User)


def _begin(instance, created, raw, **_signal):
    if created and not raw:
        UserProfile.objects.create(user=instance, preferred_language=instance.language)
