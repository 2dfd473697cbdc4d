"""What a file can tell about people, in the words the editor is told."""

from collections import Counter

from django.db.models import TextChoices
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _


class Trace(TextChoices):
    PEOPLE = "people", _("names of authors and editors")
    PROPERTIES = "properties", _("properties of the document (title, company, dates, program)")
    SESSIONS = "sessions", _("marks of editing sessions")
    PLACE = "place", _("the place where a photo was taken")
    CAMERA = "camera", _("the camera, time and settings of a photo")
    CAPTIONS = "captions", _("texts hidden in a picture")
    PROFILE = "profile", _("the colour profile of a screen or camera")
    THUMBNAIL = "thumbnail", _("a preview picture")
    COMMENTS = "comments", _("comments")
    CHANGES = "changes", _("tracked changes, which were accepted")
    VERSIONS = "versions", _("earlier versions of the document")
    ATTACHMENTS = "attachments", _("attached files")
    WORKBOOKS = "workbooks", _("workbooks behind charts")
    SCRIPTS = "scripts", _("actions and scripts")
    SIGNATURES = "signatures", _("digital signatures")
    LINKS = "links", _("links to files on a computer")
    PRINTER = "printer", _("settings of a printer")
    OTHER = "other", _("hidden data of programs")


COUNTED = (Trace.COMMENTS, Trace.CHANGES, Trace.ATTACHMENTS)


class Traces(Counter):
    """How often each Trace was found and removed."""

    def found(self, trace, times=1):
        self[trace] += times

    def phrases(self):
        return tuple(self._phrase(trace) for trace in Trace if self[trace])

    def _phrase(self, trace):
        if trace in COUNTED:
            return format_lazy("{what} ({number})", what=trace.label, number=self[trace])
        return trace.label
