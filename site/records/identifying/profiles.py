"""E-mail addresses, links to profiles in social media, and @names. They can only be removed."""

import re

from records.identifying.passages import Span

LOCAL_PART = r"[\w.%+'-]{1,64}"
DOMAIN = r"[a-z0-9-]{1,63}(?:(?:\.|\s?[\[(](?:dot|punkt|punto|point)[\])]\s?)[a-z0-9-]{1,63}){1,5}"
AT = re.compile(r"@|\s?[\[(](?:at|ad|a|arroba|chiocciola|arobase)[\])]\s?")
BEFORE_AT = re.compile(rf"(?<![\w.%+-]){LOCAL_PART}\Z")
AFTER_AT = re.compile(DOMAIN)

# Where what follows the slash names one person's profile, channel or number.
HOSTS = """
    facebook.com fb.com fb.me m.me messenger.com instagram.com instagr.am tiktok.com twitter.com x.com threads.net threads.com
    vk.com vk.ru vkontakte.ru ok.ru odnoklassniki.ru t.me telegram.me telegram.org wa.me whatsapp.com snapchat.com
    linkedin.com/in linkedin.com/pub youtube.com/@ youtube.com/channel youtube.com/user badoo.com onlyfans.com tinder.com pinterest.com
    bsky.app/profile viber.click imo.im weibo.com skype.com
""".split()
LINK = re.compile(
    r"(?<![\w@.-])(?:https?://)?(?:[a-z0-9-]{1,20}\.){0,2}(?:"
    + "|".join(map(re.escape, sorted(HOSTS, key=len, reverse=True)))
    + r")(?<=@|\w)/?(?<=[/@])[^\s\0<>\"'(){}\[\],;]{1,200}"
)
HANDLE = re.compile(r"(?<![\w@/.+-])@[a-z0-9_](?:[a-z0-9_.-]{0,29})")
ENDING = ".,:;!?-_…"


def find_emails(passage):
    for at in AT.finditer(passage.plain):
        before = BEFORE_AT.search(passage.plain, max(0, at.start() - 65), at.start())
        after = AFTER_AT.match(passage.plain, at.end())
        if before and after:
            yield Span(before.start(), _without_ending(passage, after.start(), after.end()))


def find_profiles(passage):
    for link in LINK.finditer(passage.plain):
        yield Span(link.start(), _without_ending(passage, *link.span()))
    for handle in HANDLE.finditer(passage.plain):
        if any(char.isalpha() for char in handle[0]):
            yield Span(handle.start(), _without_ending(passage, *handle.span()))


def _without_ending(passage, start, end):
    return start + len(passage.plain[start:end].rstrip(ENDING))
