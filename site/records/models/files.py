from django.core.files.storage import storages
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelsearch.queryset import SearchableQuerySetMixin
from wagtail.documents.models import AbstractDocument
from wagtail.images.models import AbstractImage, AbstractRendition, get_upload_to

from records.cleaning.fields import CleanedFileField, CleanedImageField
from records.visibility import Visibility, VisibleQuerySet


def private_storage():
    """Outside the public media folder: only the gated view reads from it."""
    return storages["private"]


class CreditedImage(AbstractImage):
    """A public picture: covers and diagrams, never a person who was trafficked."""

    file = CleanedImageField(_("file"), upload_to=get_upload_to, width_field="width", height_field="height")
    credit = models.CharField(_("credit"), max_length=200, blank=True)

    admin_form_fields = (
        "title",
        "file",
        "description",
        "credit",
        "collection",
        "focal_point_x",
        "focal_point_y",
        "focal_point_width",
        "focal_point_height",
    )


class Rendition(AbstractRendition):
    image = models.ForeignKey(CreditedImage, models.CASCADE, related_name="renditions")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["image", "filter_spec", "focal_point_key"], name="one_rendition_per_filter")
        ]


class GatedDocumentQuerySet(SearchableQuerySetMixin, VisibleQuerySet):
    pass


class GatedDocument(AbstractDocument):
    """A file with a visibility of its own, kept in private storage and served by a gated view."""

    file = CleanedFileField(_("file"), upload_to="documents", storage=private_storage)
    visibility = models.CharField(_("visibility"), max_length=7, choices=Visibility.choices, default=Visibility.MEMBERS)

    objects = GatedDocumentQuerySet.as_manager()

    admin_form_fields = ("title", "file", "visibility", "collection")

    def clean(self):
        # Without a file Wagtail would complain of its name.
        if self.file:
            super().clean()
