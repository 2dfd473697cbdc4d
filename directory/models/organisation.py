from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_countries.fields import CountryField
from modelcluster.contrib.taggit import ClusterTaggableManager
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from wagtail.fields import RichTextField

from directory.models.contact_point import EntryContactPoint
from records.languages import LANGUAGES, Text, text_in
from records.models import Record, RecordQuerySet, TaggedRecord
from records.visibility import Visibility

# Texts that every reader of the entry may read; the referral procedure has a visibility of its own.
OPEN_TEXTS = ("name", "description", "referral_role", "accreditation")


class Kind(models.TextChoices):
    NGO = "ngo", _("NGO")
    NETWORK = "network", _("network")
    PUBLIC_SERVICE = "public_service", _("public service")
    INTERNATIONAL = "international", _("international organisation")
    POLICE = "police", _("police or prosecution unit")
    CONSULATE = "consulate", _("consulate")


class Referrals(models.TextChoices):
    YES = "yes", _("yes")
    NO = "no", _("no")
    UNKNOWN = "unknown", _("not known")


class AnswerTime(models.TextChoices):
    HOURS = "hours", _("within hours")
    SAME_DAY = "same_day", _("the same day")
    THREE_DAYS = "three_days", _("within three days")
    WEEK = "week", _("within a week")
    LONGER = "longer", _("longer")


class Membership(models.TextChoices):
    NONE = "none", _("none")
    APPLICANT = "applicant", _("applicant")
    MEMBER = "member", _("member")
    FORMER = "former", _("former member")


class Standing(models.TextChoices):
    ACTIVE = "active", _("active")
    CEASED = "ceased", _("ceased to exist")
    RENAMED = "renamed", _("renamed")
    MERGED = "merged", _("merged with another")


class OrganisationQuerySet(RecordQuerySet):
    def stubs(self):
        """Names met in an imported form, never yet accepted by an editor."""
        return self.filter(live=False, first_published_at=None, withdrawn_at=None)

    def to_call(self):
        """Those that still exist under this name."""
        return self.filter(standing=Standing.ACTIVE)

    def working_in(self, codes):
        """Those with their seat in one of these countries, or that work there."""
        # A country is two capitals, so that it matches no part of another.
        there = Q(country__in=codes)
        for code in codes:
            there |= Q(countries__contains=code)
        return self.filter(there)

    def merged_away(self):
        """Those whose place another one took: their names and addresses lead to that one."""
        return self.filter(standing=Standing.MERGED, withdrawn_at__isnull=False, successor__isnull=False)

    def accepting(self, charter):
        """charter: its primary key; of the preview of a new one None, which nobody has accepted."""
        return self.filter(charter_acceptances__charter=charter).distinct() if charter else self.none()


class OrganisationTag(TaggedRecord):
    content_object = ParentalKey("directory.Organisation", related_name="tagged_items")


class Organisation(Record):
    """An organisation of the field. It is a stub, out of every list, until an editor publishes it."""

    title_field = "name"
    required_to_publish = ("name",)
    proper_names = ("name",)

    name = models.CharField(_("name"), max_length=300)
    acronym = models.CharField(_("acronym"), max_length=60, blank=True)
    legal_name = models.CharField(_("legal name"), max_length=300, blank=True)
    earlier_names = models.TextField(_("earlier names"), blank=True, help_text=_("One on each line."))
    kind = models.CharField(_("kind"), max_length=20, choices=Kind.choices, blank=True)
    country = CountryField(_("country of its seat"), blank=True)
    countries = CountryField(_("countries where it works"), multiple=True, blank=True)
    networks = ParentalManyToManyField(
        "self",
        blank=True,
        symmetrical=False,
        limit_choices_to={"kind": Kind.NETWORK},
        related_name="members_of_network",
        verbose_name=_("networks"),
        help_text=_("Networks it belongs to."),
    )
    parent = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="branches", verbose_name=_("part of")
    )
    website = models.URLField(_("website"), blank=True)
    description = RichTextField(_("description"), blank=True)
    referral_role = models.TextField(_("role in the national referral mechanism"), blank=True)
    accreditation = models.TextField(_("accreditation"), blank=True)

    accepts_referrals = models.CharField(
        _("accepts referrals from abroad"), max_length=7, choices=Referrals.choices, default=Referrals.UNKNOWN
    )
    answer_time = models.CharField(_("usual time to an answer"), max_length=10, choices=AnswerTime.choices, blank=True)
    referral_procedure = models.TextField(
        _("how to refer somebody"), blank=True, help_text=_("What to send, to whom, what happens then. Name no person.")
    )
    referral_visibility = models.CharField(
        _("who may read how to refer"), max_length=7, choices=Visibility.choices, default=Visibility.MEMBERS
    )

    membership = models.CharField(
        _("membership of the platform"), max_length=9, choices=Membership.choices, default=Membership.NONE
    )
    member_since = models.DateField(_("member since"), null=True, blank=True)
    confirmed_on = models.DateField(
        _("confirmed on"),
        null=True,
        blank=True,
        help_text=_("The day the organisation itself last said that this entry is still true."),
    )
    standing = models.CharField(_("standing"), max_length=8, choices=Standing.choices, default=Standing.ACTIVE)
    ended_on = models.DateField(
        _("ended on"), null=True, blank=True, help_text=_("Since when it is no longer called upon under this name.")
    )
    successor = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="predecessors", verbose_name=_("successor")
    )
    tags = ClusterTaggableManager(through=OrganisationTag, blank=True, verbose_name=_("tags"))

    objects = OrganisationQuerySet.as_manager()

    class Meta:
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
        ordering = ["sort_key", "pk"]
        # All that says whether it works in a country and ranks it there: what an index holds, no wide row is read for.
        indexes = [
            models.Index(
                fields=[
                    "live",
                    "visibility",
                    "withdrawn_at",
                    "standing",
                    "country",
                    "countries",
                    "accepts_referrals",
                    "answer_time",
                    "confirmed_on",
                ],
                name="organisation_place",
            )
        ]

    def clean(self):
        super().clean()
        for field in ("parent", "successor"):
            if self.pk and getattr(self, f"{field}_id") == self.pk:
                raise ValidationError(
                    {field: _("An organisation cannot be named here for itself. Choose another one.")}
                )
        if self.confirmed_on and self.confirmed_on > timezone.localdate():
            raise ValidationError({"confirmed_on": _("This day is still to come.")})
        if self.is_active and (self.ended_on or self.successor_id):
            field = "ended_on" if self.ended_on else "successor"
            raise ValidationError(
                {field: _("This is for an organisation that ended. Choose its standing, or empty this field.")}
            )

    @property
    def is_stub(self):
        return not self.live and self.first_published_at is None and self.withdrawn_at is None

    @property
    def is_merged_away(self):
        """Of a loaded one, what `merged_away` is of a query."""
        return bool(self.standing == Standing.MERGED and self.withdrawn_at and self.successor_id)

    @property
    def is_active(self):
        return self.standing == Standing.ACTIVE

    @property
    def says_how_it_takes_referrals(self):
        return self.is_active and bool(self.accepts_referrals != Referrals.UNKNOWN or self.answer_time)

    @property
    def work_codes(self):
        """Codes of the countries where it works, its seat among them only if an editor chose it."""
        return [country.code for country in self.countries]

    @property
    def country_codes(self):
        """Codes of its seat, then of where it works."""
        return list(dict.fromkeys(filter(None, [self.country.code, *self.work_codes])))

    @property
    def earlier_names_listed(self):
        return [line.strip() for line in self.earlier_names.splitlines() if line.strip()]

    @property
    def every_name(self):
        """Each name by which somebody may know it: in any language, legal, earlier."""
        names = [*(text_in(self, "name", language) for language in LANGUAGES), self.legal_name]
        return tuple(dict.fromkeys(filter(None, [*names, *self.earlier_names_listed])))

    @property
    def languages_with_text(self):
        """What only some may read makes no page of a language."""
        return tuple(language for language in LANGUAGES if any(text_in(self, each, language) for each in OPEN_TEXTS))

    def referral_procedure_for(self, viewer):
        """The Text of how to refer somebody; empty for whoever may not read it, and where nobody is referred to."""
        is_told = self.is_active and self.referral_visibility in viewer.may_see
        return self.texts.referral_procedure if is_told else Text()

    def get_absolute_url(self):
        return reverse("directory:organisation", args=[self.pk or 0, self.slug])

    def preview(self, request):
        from directory.views import render_organisation

        return render_organisation(request, self)


class OrganisationContactPoint(EntryContactPoint):
    owner = ParentalKey(Organisation, related_name="contact_points")

    @property
    def country(self):
        return self.owner.country.code if hasattr(self, "owner") and self.owner.country else ""


def visible_organisations(viewer, path=""):
    """Condition on a query of what hangs on an organisation: this viewer may see that. path: "organisation__" """
    return Q(
        **{
            f"{path}live": True,
            f"{path}withdrawn_at": None,
            f"{path}visibility__in": viewer.may_see,
        }
    )
