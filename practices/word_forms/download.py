"""A written form as a file to save."""

from django.http import HttpResponse

from practices.word_forms.filled_in import MIME_TYPE


def word_file(content, name):
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(content, content_type=MIME_TYPE, headers=headers)
