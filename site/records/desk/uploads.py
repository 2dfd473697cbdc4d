"""Whoever uploads a file is told what was removed from it; what cannot be cleaned is refused at its field."""

from django.core.exceptions import ValidationError
from django.urls import path
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.documents.forms import BaseDocumentForm
from wagtail.documents.views import chooser as document_chooser
from wagtail.documents.views import documents
from wagtail.documents.views import multiple as many_documents
from wagtail.images.forms import BaseImageForm
from wagtail.images.views import chooser as image_chooser
from wagtail.images.views import images
from wagtail.images.views import multiple as many_images

from records.cleaning import Refused
from records.cleaning.fields import cleaned_file


class CleansItsFile:
    """A form whose file is cleaned while it is checked: the size and digest that Wagtail takes are those of the clean one."""

    def clean_file(self):
        file = self.cleaned_data["file"]
        if "file" not in self.changed_data:
            return file
        try:
            return cleaned_file(file, file.name)
        except Refused as refused:
            raise ValidationError(str(refused)) from None


class ImageForm(CleansItsFile, BaseImageForm):
    pass


class DocumentForm(CleansItsFile, BaseDocumentForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        # The uploader for many files sends no more than a title: what it does not say is as the model has it.
        if "visibility" in self.fields:
            self.fields["visibility"].required = False

    def clean_visibility(self):
        return self.cleaned_data["visibility"] or self.instance.visibility


def removed_from(form):
    """What the file of a saved form has lost, as one sentence, or nothing."""
    removed = getattr(form.cleaned_data.get("file"), "removed", ())
    return _("Removed before saving: %(traces)s.") % {"traces": "; ".join(map(str, removed))} if removed else ""


class TellsInAMessage:
    def save_instance(self):
        instance = super().save_instance()
        if removed := removed_from(self.form):
            messages.success(self.request, removed)
        return instance


class TellsOnTheNextPage:
    """The window of a chooser closes at once: the message waits for the page that is opened next."""

    def save_form(self, form):
        saved = super().save_form(form)
        if removed := removed_from(form):
            messages.success(self.request, removed)
        return saved


class TellsBesideTheFile:
    edit_form_template_name = "desk/uploaded.html"

    def get_upload_form_class(self):
        form_class = super().get_upload_form_class()

        class UploadForm(NothingIsKeptUnfinished, form_class):
            pass

        return UploadForm

    def save_object(self, form):
        self.removed = removed_from(form)
        return super().save_object(form)

    def get_edit_object_form_context_data(self):
        return super().get_edit_object_form_context_data() | {"removed": self.removed}


class NothingIsKeptUnfinished:
    """Wagtail keeps the file as it came, among public media, while another field is wrong. Here that refuses the file."""

    def full_clean(self):
        super().full_clean()
        if self.is_bound and self.errors and "file" not in self.errors:
            self.add_error("file", [message for each in self.errors.values() for message in each])


class ImageCreateView(TellsInAMessage, images.CreateView):
    pass


class ImageEditView(TellsInAMessage, images.EditView):
    pass


class ManyImagesView(TellsBesideTheFile, many_images.AddView):
    pass


class ImageChooserUploadView(TellsOnTheNextPage, image_chooser.viewset.create_view_class):
    pass


class DocumentCreateView(TellsInAMessage, documents.CreateView):
    pass


class DocumentEditView(TellsInAMessage, documents.EditView):
    pass


class ManyDocumentsView(TellsBesideTheFile, many_documents.AddView):
    pass


class DocumentChooserUploadView(TellsOnTheNextPage, document_chooser.viewset.create_view_class):
    pass


def addresses():
    """Wagtail's own addresses, to be registered before Wagtail's."""
    documents_viewset, images_viewset = document_chooser.viewset, image_chooser.viewset
    return [
        path("images/add/", ImageCreateView.as_view()),
        path("images/<int:image_id>/", ImageEditView.as_view()),
        path("images/multiple/add/", ManyImagesView.as_view()),
        path("images/chooser/create/", images_viewset.construct_view(ImageChooserUploadView)),
        path("documents/add/", DocumentCreateView.as_view()),
        path("documents/edit/<int:document_id>/", DocumentEditView.as_view()),
        path("documents/multiple/add/", ManyDocumentsView.as_view()),
        path("documents/chooser/create/", documents_viewset.construct_view(DocumentChooserUploadView)),
    ]
