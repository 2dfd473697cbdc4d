from uuid import uuid4

from django.db import models
from django.db.models import Count, Q
from django.utils.translation import get_language, override
from django.utils.translation import gettext_lazy as _

from practices.models.case_study import CaseStudy
from practices.models.practice import Practice
from records.languages import LANGUAGES, columns
from records.models.files import private_storage
from records.models.imports import Import, ImportQuerySet


class FormImportQuerySet(ImportQuerySet):
    def with_progress(self):
        """How many forms each has (`all_forms`), has read, and has still to save or discard (`open_forms`)."""
        state = ImportedForm.State
        return self.annotate(
            all_forms=Count("forms"),
            read_forms=Count("forms", filter=~Q(forms__state=state.WAITING)),
            open_forms=Count("forms", filter=Q(forms__state__in=state.open())),
            saved_forms=Count("forms", filter=Q(forms__state=state.SAVED)),
        )


class FormImport(Import):
    """Word forms that an editor brought in together."""

    as_of = models.PositiveSmallIntegerField(_("information as of (year)"), null=True, blank=True)
    source = models.TextField(_("source"), blank=True)
    machine = models.BooleanField(_("translations made by a machine"), default=False)

    objects = FormImportQuerySet.as_manager()

    class Meta:
        verbose_name = _("import of Word forms")
        verbose_name_plural = _("imports of Word forms")

    @property
    def parts(self):
        return self.forms


def random_name(_form, _name):
    """The name on disk tells nothing of what the file holds."""
    return f"imports/{uuid4()}.docx"


class ImportedFormQuerySet(models.QuerySet):
    def open(self):
        """Still to be read, saved or discarded."""
        return self.filter(state__in=ImportedForm.State.open())

    def ready(self):
        return self.filter(state=ImportedForm.State.READY)

    def before(self, form):
        """The forms of the same import that come before this one."""
        same_file = Q(place=form.place, position__lt=form.position)
        return self.filter(Q(place__lt=form.place) | same_file, form_import=form.form_import_id)

    def after(self, form):
        same_file = Q(place=form.place, position__gt=form.position)
        return self.filter(Q(place__gt=form.place) | same_file, form_import=form.form_import_id)

    def about(self, record):
        """Forms that became this record, or would change it."""
        return self.filter(**{ImportedForm.relation_to(type(record)): record})

    def with_records(self):
        """Fetch the titles of their records along, without the long texts."""
        mine = [field.name for field in ImportedForm._meta.fields]
        theirs = [f"{relation}__{name}" for relation, names in IN_A_LIST.items() for name in names]
        return self.select_related(*IN_A_LIST).only(*mine, *theirs)


# Relation of a form to its record -> what the record's title is made of.
IN_A_LIST = {
    "practice": ("number", "source_language", "source_digests", *columns("title")),
    "case_study": (
        "number",
        "source_language",
        "source_digests",
        *columns("title"),
        "areas",
        "origin",
        "destination",
        "reporting_country",
    ),
}


class ImportedForm(models.Model):
    """One form of an import. The file is the truth, `decisions` what an editor decided; the rest is for the list.

    A discarded form is deleted. A file may hold several forms; it is deleted with the last open one of them.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("waiting to be read")
        READY = "ready", _("read")
        REFUSED = "refused", _("refused")
        SAVED = "saved", _("saved as a draft")

        @classmethod
        def open(cls):
            return [cls.WAITING, cls.READY]

    class Effect(models.TextChoices):
        CREATE = "create", _("makes a new record")
        UPDATE = "update", _("changes a record")
        NOTHING = "nothing", _("changes nothing")
        QUESTION = "question", _("which record is it?")

    class Kind(models.TextChoices):
        PRACTICE = "practice", _("practice")
        CASE_STUDY = "case_study", _("case study")

    form_import = models.ForeignKey(FormImport, models.CASCADE, related_name="forms")
    file = models.FileField(upload_to=random_name, storage=private_storage, blank=True)
    file_name = models.CharField(max_length=255)
    place = models.PositiveSmallIntegerField(default=0)  # of the file in its import
    position = models.PositiveSmallIntegerField(default=0)  # of the form in its file
    state = models.CharField(max_length=7, choices=State.choices, default=State.WAITING)
    kind = models.CharField(max_length=10, choices=Kind.choices, blank=True)  # "" while it was not read
    title = models.TextField(blank=True)
    number = models.PositiveIntegerField(null=True, blank=True)
    language = models.CharField(max_length=7, blank=True)
    effect = models.CharField(max_length=8, choices=Effect.choices, blank=True)
    problems = models.PositiveSmallIntegerField(default=0)  # that wait for a decision
    # {language: [problem, fix]}: whoever looks at an import may read another language than whoever began it.
    refusal = models.JSONField(default=dict, blank=True)
    decisions = models.JSONField(default=dict, blank=True)  # practices.word_forms.decisions
    # What it became; of a form that is not yet saved, what it would change.
    practice = models.ForeignKey(Practice, models.SET_NULL, null=True, blank=True, related_name="+")
    case_study = models.ForeignKey(CaseStudy, models.SET_NULL, null=True, blank=True, related_name="+")

    objects = ImportedFormQuerySet.as_manager()
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("imported form")
        verbose_name_plural = _("imported forms")
        ordering = ["place", "position", "pk"]

    def __str__(self):
        return self.file_name

    @staticmethod
    def relation_to(model):
        """Name of the relation that leads to records of this kind."""
        return next(name for name in IN_A_LIST if ImportedForm._meta.get_field(name).related_model is model)

    @property
    def record(self):
        return self.practice or self.case_study

    @record.setter
    def record(self, record):
        for relation, related in self.relations(record).items():
            setattr(self, relation, related)

    @classmethod
    def relations(cls, record):
        """{relation: record or None}, for a query that sets it."""
        return dict.fromkeys(IN_A_LIST) | ({cls.relation_to(type(record)): record} if record else {})

    @property
    def why_refused(self):
        """What is wrong with the file and how to mend it, in the reader's language."""
        return " ".join(self.refusal.get(get_language(), ()))

    @property
    def is_ready(self):
        return self.state == self.State.READY

    @property
    def needs_nobody(self):
        """Nothing in it waits for a decision."""
        return self.is_ready and not self.problems


def delete_files(names):
    """Delete those of the files that no open form needs any more. To be called once the rows are committed."""
    needed = set(ImportedForm.objects.open().filter(file__in=names).values_list("file", flat=True))
    for name in set(names) - needed - {""}:
        private_storage().delete(name)
        ImportedForm.objects.filter(file=name).update(file="")


def in_every_language(refused):
    """The sentences of a Refused, for `refusal`."""
    sentences = {}
    for language in LANGUAGES:
        with override(language):
            sentences[language] = [str(refused.problem), str(refused.fix)]
    return sentences
