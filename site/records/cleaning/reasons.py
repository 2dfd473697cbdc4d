"""Refusals that several kinds of file share."""

from django.utils.translation import gettext_lazy as _

from records.refusals import Refused


def damaged():
    return Refused(
        _("The file is damaged, or is not what its name says."),
        _("Open it in the program it was made with, save it under another name and upload that copy."),
    )


def password_protected():
    return Refused(
        _("The file is protected by a password."),
        _("Remove the protection in the program it was made with, save it and upload it again."),
    )


def with_macros():
    return Refused(
        _("The file contains macros or controls, which are programs."),
        _("Save it as a plain document (.docx, .xlsx, .pptx, .odt, .ods) without macros, or as PDF, and upload that."),
    )


def with_embedded_file():
    return Refused(
        _("Another file, a sound or a film is embedded in the document, and cannot be cleaned there."),
        _("Remove it, or paste it as a picture, and upload the document again; or save the document as PDF."),
    )


def unknown_picture():
    return Refused(
        _("The document holds a picture of a kind that cannot be cleaned."),
        _("Replace it by a PNG or JPEG picture (cut it, then paste it as a picture), or save the document as PDF."),
    )


def unpacks_too_large():
    return Refused(
        _("The file unpacks to far more than its size."),
        _("Copy what you need into a new, empty document and upload that."),
    )


def with_external_entities():
    return Refused(
        _("The file declares a document type or external entities, which office programs never do."),
        _("Copy what you need into a new, empty document and upload that."),
    )
