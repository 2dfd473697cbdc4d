from django.db import models
from django.db.models import TextField
from django.db.models.functions import Cast
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django_countries.fields import CountryField
from modelcluster.contrib.taggit import ClusterTaggableManager
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from modelcluster.models import ClusterableModel
from wagtail.fields import RichTextField
from wagtail.models import Orderable
from wagtail.search import index

from directory.models import Organisation
from practices.case_studies import protection
from practices.case_studies.places import ROLES, codes_of, named
from practices.case_studies.titles import TextsWithTitle
from practices.models.numbered import YEARS, Numbered, NumberedQuerySet, any_of, notes_for_editors
from practices.models.practice import Practice
from practices.questions import title_of
from records import requirements
from records.languages import HasTexts, columns
from records.models import Record, TaggedRecord
from records.models.record import TranslatedPart


class Gender(models.TextChoices):
    MALE = "male", _("male")
    FEMALE = "female", _("female")
    TRANSGENDER = "transgender", _("transgender")


class Age(models.TextChoices):
    ADULT = "adult", _("adult")
    CHILD = "child", _("child")


class Exploitation(models.TextChoices):
    SEXUAL = "sexual-exploitation", _("sexual exploitation")
    MARRIAGE = "forced-marriage", _("forced marriage")
    DEBT = "debt-bondage", _("debt bondage")
    LABOUR = "forced-labour", _("forced labour")
    BEGGING = "forced-begging", _("forced begging")
    CRIME = "forced-criminal-activities", _("forced criminal activities")


class RecruitedBy(models.TextChoices):
    FRIEND = "friend", _("friend")
    ACQUAINTANCE = "acquaintance", _("acquaintance")
    SPOUSE = "spouse", _("spouse")
    RELATIVE = "relative", _("relative")
    ADVERTISEMENT = "advertisement", _("advertisement")
    ABDUCTION = "abduction", _("abduction")
    OTHER = "other", _("other")


class Proposed(models.TextChoices):
    JOB = "job", _("promise of work")
    INVITATION = "invitation", _("invitation abroad")
    MARRIAGE = "marriage", _("promise of marriage")
    FORCE = "force", _("was forced")
    OTHER = "other", _("other")


class Area(models.TextChoices):
    RETURN = "assisted-voluntary-return", _("assisted voluntary return")
    TRACING = "family-tracing", _("tracing of family")
    PAPERS = "identity-documents", _("identity documents")
    TRANSFER = "protective-transfer", _("protective transfer")
    RECEPTION = "reception-and-reintegration", _("reception and reintegration")
    COURT = "court-proceedings", _("court proceedings")
    RELEASE = "release", _("release")
    INFORMATION = "information-exchange", _("information exchange")
    OTHER = "other", _("other")


# The lists of codes and what each may hold.
CHOICES = {
    "gender": Gender,
    "age": Age,
    "exploitation": Exploitation,
    "recruited_by": RecruitedBy,
    "proposed": Proposed,
    "areas": Area,
}


def listed(codes):
    """Condition on a queryset `with_list`: any of these codes."""
    return any_of("listed", codes, form='"%s"')


class CaseStudyQuerySet(NumberedQuerySet):
    def on_exploitation(self, codes):
        return self._having("exploitation", codes)

    def in_areas(self, codes):
        return self._having("areas", codes)

    def _having(self, field, codes):
        return self.with_list(field).filter(listed(codes))

    def with_list(self, field):
        """A list of codes as the text `listed`, for SQLite does not look into JSON."""
        return self.alias(listed=Cast(field, TextField()))

    def with_parties(self, viewer):
        """Fetch the reporting organisation along; one that this viewer may not know of is none."""
        return self.prefetch_related(models.Prefetch("organisation", Organisation.objects.visible_to(viewer)))

    def for_cards(self, viewer):
        """What a list shows, in two queries; long texts stay in the database."""
        return self.with_parties(viewer).only(*columns("title"), *CARD_FIELDS)


CARD_FIELDS = (
    "number",
    "countries",
    "source_language",
    "source_digests",
    "visibility",
    "live",
    "organisation",
    "reporting_country",
    "origin",
    "destination",
    "areas",
    "exploitation",
    "information_as_of",
    "last_reviewed",
    "first_published_at",
    "last_published_at",
)


class CaseStudyTag(TaggedRecord):
    content_object = ParentalKey("practices.CaseStudy", related_name="tagged_items")


def places(verbose_name):
    """A list of ISO codes, regions in words and "not disclosed"."""
    return models.JSONField(verbose_name, default=list, blank=True)


def codes(verbose_name):
    return models.JSONField(verbose_name, default=list, blank=True)


def answer(field):
    return RichTextField(title_of(field), blank=True)


def labels(field):
    """Property: what a list of codes says, in the reader's language."""
    choices = CHOICES[field]
    return property(lambda self: [choices(code).label for code in getattr(self, field) if code in choices.values])


def names(field):
    """Property: the places of a list in the reader's language."""
    return property(lambda self: [named(place, self.source_language) for place in getattr(self, field)])


class CaseStudy(Numbered, Record):
    """A case of transnational cooperation, described on the standard form. Nobody can be recognised in it."""

    name_with_number = _("Case study no. %(number)s")
    name_without_number = _("Case study without a number yet")
    texts_class = TextsWithTitle
    title_made_of = ("areas", "origin", "destination", "reporting_country")
    required_to_publish = ("organisation", "involvement")

    title = models.CharField(
        _("title"),
        max_length=300,
        blank=True,
        help_text=_(
            "Names no person and no town. Left empty, it is made of the areas of cooperation and the countries."
        ),
    )
    organisation = models.ForeignKey(
        Organisation,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="case_studies",
        verbose_name=_("reporting organisation"),
    )
    reporting_country = CountryField(_("country of the reporting organisation"), blank=True)
    origin = places(_("countries of origin"))
    transit = places(_("countries of transit"))
    destination = places(_("countries of destination"))
    other_countries = places(_("other countries"))
    # Every country with a part in the case, for lists and filters; kept by save().
    countries = CountryField(_("countries"), multiple=True, blank=True, editable=False)
    areas = codes(_("areas of cooperation"))

    involvement = answer("involvement")
    several_cases = models.BooleanField(_("several persons or cases"), default=False)
    gender = codes(_("gender"))
    age = codes(_("age"))
    exploitation = codes(_("forms of exploitation"))
    exploitation_other = models.TextField(_("other forms of exploitation"), blank=True)
    recruited_by = codes(_("recruited by"))
    recruited_by_other = models.TextField(_("recruited by: other"), blank=True)
    proposed = codes(_("what was proposed"))
    proposed_other = models.TextField(_("what was proposed: other"), blank=True)
    first_contact = answer("first_contact")
    obstacles = answer("obstacles")
    agencies = answer("agencies")
    solutions = answer("solutions")
    collaboration = answer("collaboration")
    wishes = answer("wishes")
    privacy = answer("privacy")
    what_worked = answer("what_worked")
    tools = answer("tools")
    recommendations = answer("recommendations")
    references = RichTextField(_("references and links"), blank=True)

    related_practices = ParentalManyToManyField(
        Practice, blank=True, related_name="related_case_studies", verbose_name=_("related practices")
    )
    related = ParentalManyToManyField(
        "self", blank=True, symmetrical=False, related_name="related_from", verbose_name=_("related case studies")
    )
    information_as_of = models.PositiveSmallIntegerField(
        _("information as of (year)"), null=True, blank=True, validators=YEARS
    )
    source_collection = models.TextField(_("source: collection"), blank=True)
    source_page = models.CharField(_("source: page"), max_length=60, blank=True)
    notes = notes_for_editors()
    # The check that nobody can be recognised, and what it was answered for (practices.case_studies.protection).
    safety_check = models.JSONField(default=dict, blank=True, editable=False)
    tags = ClusterTaggableManager(through=CaseStudyTag, blank=True, verbose_name=_("tags"))

    objects = CaseStudyQuerySet.as_manager()

    search_fields = [*Record.search_fields, index.FilterField("number")]

    class Meta:
        verbose_name = _("case study")
        verbose_name_plural = _("case studies")
        ordering = ["sort_key", "pk"]
        indexes = [models.Index(fields=["live", "visibility", "-last_published_at"], name="case_study_newest")]

    def save(self, **kwargs):
        self.countries = codes_of(self)
        super().save(**kwargs)

    def hindrances(self):
        return protection.hindrances(self)

    def publish(self, revision, **options):
        """Nothing of a case is published before somebody made sure that nobody can be recognised in it."""
        requirements.check_hindrances(revision.as_object())
        return super().publish(revision, **options)

    def get_absolute_url(self):
        return reverse("case_studies:detail", args=[self.number or 0, self.slug])

    def preview(self, request):
        from practices.case_studies.views import render_case_study

        return render_case_study(request, self)

    # --- Facts in words ---

    @property
    def leads(self):
        """The reporting organisation, as Practice has several; none when it may not be named."""
        return [self.organisation] if self.organisation else []

    gender_labels = labels("gender")
    age_labels = labels("age")
    exploitation_labels = labels("exploitation")
    recruited_by_labels = labels("recruited_by")
    proposed_labels = labels("proposed")
    areas_labels = labels("areas")
    origin_labels = names("origin")
    transit_labels = names("transit")
    destination_labels = names("destination")
    other_countries_labels = names("other_countries")

    @property
    def places(self):
        """[(label, [Text, ...])] of the roles that countries have in the case, in the order of the form."""
        fields = ((self._meta.get_field(role), getattr(self, f"{role}_labels")) for role in ROLES)
        return [(field.verbose_name, places) for field, places in fields if places]


class CasePartner(HasTexts, TranslatedPart, Orderable, ClusterableModel):
    """An organisation or agency that had a part in the case, at home or abroad."""

    class Kind(models.TextChoices):
        NGO = "ngo", _("NGO")
        POLICE = "police", _("police")
        PROSECUTION = "prosecution", _("prosecution")
        MINISTRY = "ministry", _("ministry or national agency")
        SOCIAL_SERVICES = "social-services", _("social services")
        CONSULATE = "consulate", _("consulate")
        INTERNATIONAL = "international-organisation", _("international organisation")
        COURT = "court", _("court")
        OTHER = "other", _("other")

    case_study = ParentalKey(CaseStudy, related_name="partners")
    name = models.TextField(_("name"), help_text=_("Of an organisation or office. Never a person's name."))
    kind = models.CharField(_("kind"), max_length=30, choices=Kind.choices, default=Kind.NGO)
    country = CountryField(_("country"), blank=True)
    role = models.TextField(_("role"), blank=True)
    source_digests = models.JSONField(default=dict, blank=True)

    class Meta(Orderable.Meta):
        verbose_name = _("partner")
        verbose_name_plural = _("partners")

    @property
    def source_language(self):
        return self.case_study.source_language


class CaseStudyDocument(Orderable):
    case_study = ParentalKey(CaseStudy, related_name="document_rows")
    document = models.ForeignKey("records.GatedDocument", models.CASCADE, related_name="+", verbose_name=_("document"))

    class Meta(Orderable.Meta):
        verbose_name = _("document")
        verbose_name_plural = _("documents")
