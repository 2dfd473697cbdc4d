from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django_countries.fields import CountryField
from modelcluster.contrib.taggit import ClusterTaggableManager
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from modelcluster.models import ClusterableModel
from wagtail.fields import RichTextField
from wagtail.models import Orderable
from wagtail.search import index

from directory.models import ContactPoint, Organisation
from practices.models.category import Category, Typology
from practices.models.numbered import YEARS, Numbered, NumberedQuerySet, notes_for_editors
from practices.periods import Period
from records.languages import HasTexts, columns
from records.models import Record, TaggedRecord, terms_of
from records.models.record import TranslatedPart
from records.visibility import PUBLIC

MONTHS = [MinValueValidator(1), MaxValueValidator(12)]


class PracticeQuerySet(NumberedQuerySet):
    # Subqueries, not joins: a practice stands once in each list, and counts add up.

    def in_categories(self, codes):
        also_in = Practice.also_in.through.objects.filter(category__code__in=codes)
        return self.filter(Q(category__code__in=codes) | Q(pk__in=also_in.values("practice_id")))

    def of_typologies(self, codes):
        of_type = Practice.typologies.through.objects.filter(typology__code__in=codes)
        return self.filter(pk__in=of_type.values("practice_id"))

    def with_parties(self, viewer):
        """Fetch the organisations along, so far as this viewer may know of them."""
        return self.prefetch_related(models.Prefetch("involvements", Involvement.objects.visible_to(viewer)))

    def for_cards(self, viewer):
        """What a list shows, in two queries; long texts stay in the database."""
        return (
            self.select_related("category")
            .with_parties(viewer)
            .only(*columns("title", "summary", "period"), *CARD_FIELDS)
        )


CARD_FIELDS = (
    "number",
    "countries",
    "source_language",
    "source_digests",
    "visibility",
    "live",
    "start_year",
    "start_month",
    "end_year",
    "end_month",
    "ongoing",
    "information_as_of",
    "last_reviewed",
    "first_published_at",
    "last_published_at",
    "category",
)


class PracticeTag(TaggedRecord):
    content_object = ParentalKey("practices.Practice", related_name="tagged_items")


class Practice(Numbered, Record):
    """A relevant practice, described on the standard form (chart)."""

    class Scope(models.TextChoices):
        LOCAL = "local", _("local")
        NATIONAL = "national", _("national")
        TRANSNATIONAL = "transnational", _("transnational")

    class Evaluation(models.TextChoices):
        NONE = "none", _("not evaluated")
        INTERNAL = "internal", _("evaluated by the organisation itself")
        EXTERNAL = "external", _("evaluated by others")
        BOTH = "both", _("evaluated by the organisation itself and by others")

    name_with_number = _("Practice no. %(number)s")
    name_without_number = _("Practice without a number yet")
    required_to_publish = ("title", "category", "countries", "objectives")

    title = models.CharField(_("name of the practice"), max_length=300)
    original_title = models.TextField(_("original title"), blank=True)
    original_language = models.CharField(
        _("language of the original title"), max_length=7, blank=True, help_text=_("ISO code, for example ka")
    )
    summary = models.TextField(_("summary"), blank=True)

    category = models.ForeignKey(
        Category, models.PROTECT, null=True, blank=True, related_name="practices", verbose_name=_("category")
    )
    also_in = ParentalManyToManyField(
        Category, blank=True, related_name="also_practices", verbose_name=_("also in category")
    )
    typologies = ParentalManyToManyField(
        Typology, blank=True, related_name="practices", verbose_name=_("typology of intervention")
    )
    typology_note = models.TextField(
        _("typology as printed"),
        blank=True,
        help_text=_("The form's own words, where they differ from the list."),
    )
    services = terms_of("services", "practices_offering", _("services"))
    exploitation = terms_of("exploitation", "practices_on", _("forms of exploitation"))
    sectors = terms_of("sectors", "practices_in", _("sectors"))

    period = models.TextField(_("period as printed"), blank=True)
    start_year = models.PositiveSmallIntegerField(_("start: year"), null=True, blank=True, validators=YEARS)
    start_month = models.PositiveSmallIntegerField(_("start: month"), null=True, blank=True, validators=MONTHS)
    end_year = models.PositiveSmallIntegerField(_("end: year"), null=True, blank=True, validators=YEARS)
    end_month = models.PositiveSmallIntegerField(_("end: month"), null=True, blank=True, validators=MONTHS)
    ongoing = models.BooleanField(_("ongoing"), default=False)

    countries = CountryField(_("countries"), multiple=True, blank=True)
    scope = models.JSONField(_("scope"), default=list, blank=True)
    area = models.TextField(_("geographical area covered"), blank=True)

    target_groups_direct = terms_of("target_groups", "practices_for", _("direct target groups"))
    target_groups_indirect = terms_of("target_groups", "practices_indirectly_for", _("indirect target groups"))

    background = RichTextField(_("background information"), blank=True)
    target_groups = RichTextField(_("target groups as printed"), blank=True)
    objectives = RichTextField(_("objectives"), blank=True)
    activities = RichTextField(_("activities"), blank=True)
    methods_and_tools = RichTextField(_("methods and tools"), blank=True)
    resources = RichTextField(_("resources"), blank=True)
    results = RichTextField(_("results"), blank=True)
    strengths = RichTextField(_("strengths"), blank=True)
    innovation = RichTextField(_("innovation"), blank=True)
    challenges = RichTextField(_("challenges"), blank=True)
    lessons = RichTextField(_("other lessons"), blank=True)
    transferability = RichTextField(_("transferability"), blank=True)
    mainstreaming = RichTextField(_("mainstreaming"), blank=True)
    references = RichTextField(_("references and links"), blank=True)

    evaluation = models.CharField(_("evaluation"), max_length=10, choices=Evaluation.choices, blank=True)
    information_as_of = models.PositiveSmallIntegerField(
        _("information as of (year)"), null=True, blank=True, validators=YEARS
    )
    source_collection = models.TextField(_("source: collection"), blank=True)
    source_page = models.CharField(_("source: page"), max_length=60, blank=True)
    related = ParentalManyToManyField(
        "self",
        blank=True,
        symmetrical=False,
        related_name="related_from",
        verbose_name=_("related practices"),
    )
    notes = notes_for_editors()
    tags = ClusterTaggableManager(through=PracticeTag, blank=True, verbose_name=_("tags"))

    objects = PracticeQuerySet.as_manager()

    search_fields = [*Record.search_fields, index.FilterField("number")]

    class Meta:
        verbose_name = _("practice")
        verbose_name_plural = _("practices")
        ordering = ["sort_key", "pk"]
        indexes = [
            models.Index(fields=["live", "visibility", "-last_published_at"], name="practice_newest"),
            models.Index(fields=["live", "visibility", "category"], name="practice_by_category"),
        ]

    def clean(self):
        super().clean()
        if self.end_year and self.start_year and self.stated_period.ends_before_it_starts:
            raise ValidationError({"end_year": _("The practice ends before it starts: check both years and months.")})

    def get_absolute_url(self):
        return reverse("practices:detail", args=[self.number or 0, self.slug])

    def preview(self, request):
        from practices.views import render_practice

        return render_practice(request, self)

    # --- Facts in words ---

    @property
    def stated_period(self):
        return Period(self.start_year, self.start_month, self.end_year, self.end_month, self.ongoing)

    @property
    def period_in_words(self):
        """The period in the reader's language; as printed where it could not be read."""
        return self.stated_period.in_words or str(self.texts.period)

    @property
    def scope_labels(self):
        return [self.Scope(value).label for value in self.scope if value in self.Scope.values]

    @property
    def parties(self):
        """The organisations that may be named."""
        return [row for row in self.involvements.all() if str(row)]

    @property
    def leads(self):
        """Those who run the practice; of a network without a lead, its members."""
        return [row for row in self.parties if row.role == Involvement.Role.LEAD] or self.parties


class InvolvementQuerySet(models.QuerySet):
    def visible_to(self, viewer):
        """Parts of organisations that the viewer may see, and of stubs, which the form itself names in print.

        An organisation that was narrowed or withdrawn is not named at all.
        """
        is_open = Q(organisation__live=True, organisation__visibility__in=viewer.may_see)
        is_stub = Q(organisation__first_published_at=None, organisation__live=False) & ~Q(name_as_printed="")
        return (
            self.annotate(is_open=models.Case(models.When(is_open, then=True), default=False))
            .filter(Q(is_open=True) | is_stub, organisation__withdrawn_at=None)
            .select_related("organisation")
        )


class Involvement(Orderable):
    """An organisation's part in a practice. The printed name is shown when its own entry is not public."""

    class Role(models.TextChoices):
        LEAD = "lead", _("implementing agency")
        PARTNER = "partner", _("partner")
        MEMBER = "member", _("member of the network")

    practice = ParentalKey(Practice, related_name="involvements")
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="involvements", verbose_name=_("organisation")
    )
    role = models.CharField(_("role"), max_length=7, choices=Role.choices, default=Role.LEAD)
    name_as_printed = models.TextField(_("name as printed"), blank=True)

    objects = InvolvementQuerySet.as_manager()

    class Meta(Orderable.Meta):
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")

    def __str__(self):
        if self.is_open:
            return str(self.organisation)
        return self.name_as_printed if self.organisation.is_stub else ""

    @cached_property
    def is_open(self):
        """Whether the reader may see the organisation's own entry; `visible_to` knows it for each viewer."""
        return self.organisation.is_visible_to(PUBLIC)

    @property
    def role_label(self):
        return self.get_role_display()


class Funding(HasTexts, TranslatedPart, Orderable, ClusterableModel):
    practice = ParentalKey(Practice, related_name="fundings")
    source = models.TextField(_("source of funding"))
    share = models.DecimalField(
        _("share in percent"),
        max_digits=5,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0), MaxValueValidator(100)],
    )
    note = models.TextField(_("note"), blank=True)
    source_digests = models.JSONField(default=dict, blank=True)

    class Meta(Orderable.Meta):
        verbose_name = _("source of funding")
        verbose_name_plural = _("funding")

    @property
    def source_language(self):
        return self.practice.source_language


class PracticeContactPoint(ContactPoint):
    owner = ParentalKey(Practice, related_name="contact_points")

    @property
    def country(self):
        """That of the first organisation of the practice, which most often is the one that answers."""
        involvements = self.owner.involvements.all() if hasattr(self, "owner") else ()
        organisation = next((row.organisation for row in involvements), None)
        return organisation.country.code if organisation and organisation.country else ""


class PracticeDocument(Orderable):
    practice = ParentalKey(Practice, related_name="document_rows")
    document = models.ForeignKey("records.GatedDocument", models.CASCADE, related_name="+", verbose_name=_("document"))

    class Meta(Orderable.Meta):
        verbose_name = _("document")
        verbose_name_plural = _("documents")


class Replication(HasTexts, TranslatedPart, Orderable, ClusterableModel):
    """Who tried a practice elsewhere, what was changed, and what came of it."""

    practice = ParentalKey(Practice, related_name="replications")
    who = models.CharField(_("who tried it"), max_length=300)
    country = CountryField(_("country"), blank=True)
    changes = models.TextField(_("what was changed"), blank=True)
    outcome = models.TextField(_("what came of it"), blank=True)
    source_digests = models.JSONField(default=dict, blank=True)

    class Meta(Orderable.Meta):
        verbose_name = _("replication")
        verbose_name_plural = _("tried elsewhere")

    @property
    def source_language(self):
        return self.practice.source_language
