from django.apps import apps
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override
from modelcluster.models import ClusterableModel
from modelsearch.queryset import SearchableQuerySetMixin
from wagtail.locks import WorkflowLock
from wagtail.models import (
    DraftStateMixin,
    LockableMixin,
    PreviewableMixin,
    RevisionMixin,
    WorkflowMixin,
)
from wagtail.search import index

from records import languages, rich_text
from records.addresses import HasAddress, slug_of
from records.deleted_targets import without_deleted
from records.languages import HasTexts
from records.review_lock import ReviewLock
from records.sorting import SORT_KEY_LENGTH, sort_key
from records.visibility import Visibility, VisibleQuerySet

# What no revision brings back: it is true of the record as a whole.
OF_THE_RECORD_ITSELF = (
    "created_at",
    "withdrawn_at",
    "withdrawn_because",
    "withdrawn_revision_id",
    "translation_state",
)


class Withdrawn(ValidationError):
    """Somebody tried to publish what was withdrawn."""


class RecordQuerySet(SearchableQuerySetMixin, VisibleQuerySet):
    def published(self):
        return self.filter(live=True, withdrawn_at=None)

    def visible_to(self, viewer):
        """Published records that this viewer may see. Drafts are seen in the admin alone."""
        return super().visible_to(viewer).published()


def numbered(rows):
    """The rows; those without a place, as from an import, stand behind the others: databases differ where it is empty."""
    ordered = [row for row in rows if hasattr(row, "sort_order")]
    last = max((row.sort_order for row in ordered if row.sort_order is not None), default=-1)
    for place, row in enumerate((row for row in ordered if row.sort_order is None), start=last + 1):
        row.sort_order = place
    return rows


def record_models():
    """Every kind of record that is installed."""
    return [model for model in apps.get_models() if issubclass(model, Record)]


class TranslatedRevision(models.Model):
    """A revision keeps one value for each language, and none for "the active language".

    Without this, restoring from an Italian admin would write the English of the revision over the Italian.
    """

    class Meta:
        abstract = True

    def serializable_data(self):
        data = super().serializable_data()
        for field in languages.translated_fields(type(self)):
            data.pop(field, None)
        data.pop("sort_key", None)
        return data

    def with_content_json(self, content):
        """What a revision does not know (a language or field that came later) stays as it is."""
        columns = languages.columns(*languages.translated_fields(type(self)))
        return super().with_content_json({column: getattr(self, column) for column in columns} | content)


class TranslatedPart(TranslatedRevision):
    """A record, or a row of one: knows of each translation what it was made from.

    A subclass has the field `source_digests`; whatever path saves the texts refreshes it.
    """

    class Meta:
        abstract = True

    def save(self, **kwargs):
        self._refresh_digests()
        super().save(**kwargs)

    def serializable_data(self):
        self._refresh_digests()
        return super().serializable_data()

    def _refresh_digests(self):
        self.source_digests = languages.refreshed_digests(self)


class PreviewInEachLanguage(models.Model):
    """Preview modes are the languages of the site. A subclass answers `preview(request)`."""

    class Meta:
        abstract = True

    @property
    def preview_modes(self):
        return [(code, name) for code, name in settings.LANGUAGES]

    @property
    def default_preview_mode(self):
        return languages.source_language(self)

    def serve_preview(self, request, mode_name):
        # The response is rendered here, not later: by then the language would be the admin's again.
        with override(mode_name or self.default_preview_mode):
            response = self.preview(request)
            return response.render() if hasattr(response, "render") else response


class Record(
    HasTexts,
    HasAddress,
    TranslatedPart,
    PreviewInEachLanguage,
    WorkflowMixin,
    DraftStateMixin,
    LockableMixin,
    RevisionMixin,
    PreviewableMixin,
    index.Indexed,
    ClusterableModel,
):
    """Everything with a life cycle: drafted, reviewed, published, translated, withdrawn.

    A subclass has a translated title (`title_field`) and names its page in `get_absolute_url`.
    """

    title_field = "title"
    # Fields of which a title is made where nobody gave one.
    title_made_of = ()
    # Fields without which nobody at the desk publishes; texts in the source language.
    required_to_publish = ("title",)

    source_language = models.CharField(
        _("source language"),
        max_length=7,
        choices=settings.LANGUAGES,
        default=settings.LANGUAGE_CODE,
        help_text=_("The language this was written in. The others are its translations."),
    )
    visibility = models.CharField(
        _("visibility"),
        max_length=7,
        choices=Visibility.of_records(),
        default=Visibility.PUBLIC,
    )
    sort_key = models.CharField(max_length=SORT_KEY_LENGTH, blank=True, editable=False, db_index=True)
    source_digests = models.JSONField(default=dict, blank=True, editable=False)
    # Of the newest draft: what each language lacks, for the desk's lists (records.languages.translation_state).
    translation_state = models.JSONField(default=dict, blank=True, editable=False)
    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True, blank=True, editable=False)
    withdrawn_because = models.TextField(_("withdrawn because"), blank=True, editable=False)
    withdrawn_revision = models.ForeignKey(
        "wagtailcore.Revision", models.SET_NULL, null=True, blank=True, editable=False, related_name="+"
    )
    last_reviewed = models.DateField(
        _("last reviewed"),
        null=True,
        blank=True,
        help_text=_("The day somebody last checked that this is still true."),
    )

    objects = RecordQuerySet.as_manager()

    class Meta:
        abstract = True

    def __str__(self):
        return str(getattr(self.texts, self.title_field)) or str(_("untitled"))

    @transaction.atomic(savepoint=False)
    def save(self, **kwargs):
        """The record, its rows, and what those who hear of it write: all of it or nothing."""
        if self.latest_revision_id is None:
            self._refresh_translation_state()
        self._refresh_sort_keys()
        for rows in getattr(self, "_cluster_related_objects", {}).values():
            numbered(rows)
        super().save(**kwargs)

    def save_revision(self, *args, **kwargs):
        self._refresh_translation_state()
        revision = super().save_revision(*args, **kwargs)
        type(self).objects.filter(pk=self.pk).update(translation_state=self.translation_state)
        return revision

    def publish(self, revision, **options):
        """Wagtail publishes by every path through here: the form, workflow, schedule, bulk actions, commands."""
        # Asked of the database: the object in hand may have been loaded before the withdrawal.
        if type(self).objects.filter(pk=self.pk, withdrawn_at__isnull=False).exists():
            raise Withdrawn(_("This was withdrawn. A chief editor can reinstate it; until then it stays off the site."))
        return super().publish(revision, **options)

    def hindrances(self):
        """What beside empty fields stands against publishing it: [records.requirements.Hindrance]."""
        return []

    def get_lock(self):
        lock = super().get_lock()
        return ReviewLock(self, lock.task) if isinstance(lock, WorkflowLock) else lock

    def _refresh_translation_state(self):
        self.translation_state = languages.translation_state(self)

    def _refresh_sort_keys(self):
        for language in languages.LANGUAGES:
            languages.set_text(self, "sort_key", language, sort_key(self.title_in(language)))

    def title_in(self, language):
        """The title a reader of `language` sees."""
        return str(getattr(self.texts_in(language), self.title_field))

    def is_visible_to(self, viewer):
        """Of a loaded record, what `visible_to` is of a query."""
        return self.live and self.withdrawn_at is None and self.visibility in viewer.may_see

    @property
    def slug(self):
        """The end of the address, for the eye: the number or key before it is what counts."""
        return slug_of(getattr(self.texts, self.title_field))

    @property
    def languages_with_text(self):
        return languages.languages_with_text(self)

    @property
    def completeness(self):
        """{language: Completeness} over every language of the site."""
        return {language: languages.completeness(self, language) for language in languages.LANGUAGES}

    # --- Revisions ---

    def with_content_json(self, content):
        obj = super().with_content_json(without_deleted(content, self))
        for name in OF_THE_RECORD_ITSELF:
            setattr(obj, name, getattr(self, name))
        return obj

    # --- The admin's own search ---

    @property
    def all_text(self):
        """Plain text of every field in every language, for the admin's index."""
        fields = languages.translated_fields(type(self))
        texts = (languages.text_in(self, field, code) for field in fields for code in languages.LANGUAGES)
        return "\n".join(rich_text.to_plain(text) for text in texts if text)

    search_fields = [
        index.SearchField("all_text"),
        index.FilterField("live"),
        index.FilterField("visibility"),
    ]
