"""Ways to reach somebody. Directories hurt people when an address leaks: what anybody may say is checked here."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from modelcluster.models import get_serializable_data_for_fields
from wagtail.models import Orderable

from directory import phones
from directory.time_zones import is_time_zone, time_zone_name
from records.visibility import Visibility, VisibleQuerySet


class ContactPoint(Orderable):
    """A way to reach an organisation or those who run a practice. Never a person's name.

    Base of one table for each owner, whose ParentalKey is called `owner`.
    """

    class Kind(models.TextChoices):
        WEBSITE = "website", _("website")
        EMAIL = "email", _("e-mail")
        PHONE = "phone", _("phone")
        HOTLINE = "hotline", _("hotline")
        ADDRESS = "address", _("address")
        WEB_FORM = "web_form", _("web form")

    class Audience(models.TextChoices):
        TRAFFICKED_PERSONS = "trafficked_persons", _("trafficked persons")
        PROFESSIONALS = "professionals", _("professionals")
        PUBLIC = "public", _("the public")

    class Precision(models.TextChoices):
        EXACT = "exact", _("exact address")
        CITY = "city", _("city alone")
        CONFIDENTIAL = "confidential", _("confidential address")

    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices)
    precision = models.CharField(
        _("precision of the address"),
        max_length=12,
        choices=Precision.choices,
        blank=True,
        help_text=_("An exact address is for members at most. A confidential one is written down nowhere."),
    )
    # Not asked of a confidential address; the form asks it of everything else (directory.desk.contacts).
    value = models.TextField(_("contact"), blank=True)
    hours = models.CharField(_("hours"), max_length=200, blank=True, help_text=_("For example: Mon–Fri 9–17"))
    time_zone = models.CharField(_("time zone"), max_length=40, blank=True)
    role = models.CharField(
        _("role"), max_length=200, blank=True, help_text=_("Who answers, as a role: “intake team”. Never a name.")
    )
    audience = models.CharField(_("for whom"), max_length=20, choices=Audience.choices, default=Audience.PROFESSIONALS)
    note = models.TextField(_("note"), blank=True)
    visibility = models.CharField(_("visibility"), max_length=7, choices=Visibility.choices, default=Visibility.EDITORS)
    always_open = models.BooleanField(_("24 hours a day, 7 days a week"), default=False)

    objects = VisibleQuerySet.as_manager()

    # What tells it from others where no key does (records.narrowing).
    known_by = ("kind", "value")

    class Meta(Orderable.Meta):
        abstract = True
        verbose_name = _("contact point")
        verbose_name_plural = _("contact points")

    def __str__(self):
        return f"{self.get_kind_display()}: {self.value}" if self.value else str(self.get_kind_display())

    def clean(self):
        super().clean()
        if self.time_zone and not is_time_zone(self.time_zone):
            raise ValidationError({"time_zone": _("There is no time zone of this name: choose one from the list.")})
        if self.kind == self.Kind.ADDRESS:
            self._check_address()
        else:
            self.precision = ""

    def _check_address(self):
        if self.is_confidential and self.value:
            raise ValidationError(
                {
                    "value": _(
                        "A confidential address must not be written down here, not even in a draft. Nothing of it was "
                        "saved: empty this field, or choose another precision."
                    )
                }
            )
        if self.visibility == Visibility.PUBLIC and self._must_not_be_public:
            raise ValidationError(
                {
                    "visibility": _(
                        "An exact address is never public: choose “members only”, or write the city alone and choose "
                        "“city alone”."
                    )
                }
            )

    # By whatever path it comes: an import, an older draft, a command.

    def save(self, **kwargs):
        self.close_address()
        super().save(**kwargs)

    def serializable_data(self):
        """As a revision of the owner keeps it."""
        self.close_address()
        return get_serializable_data_for_fields(self)

    def close_address(self):
        """Empty an address that is confidential, and keep an exact one from the public."""
        if self.is_confidential:
            self.value = ""
        if self._must_not_be_public and self.visibility == Visibility.PUBLIC:
            self.visibility = Visibility.MEMBERS

    @property
    def is_phone(self):
        return self.kind in (self.Kind.PHONE, self.Kind.HOTLINE)

    @property
    def is_hotline(self):
        return self.kind == self.Kind.HOTLINE

    @property
    def is_confidential(self):
        return self.kind == self.Kind.ADDRESS and self.precision == self.Precision.CONFIDENTIAL

    @property
    def _must_not_be_public(self):
        """An address of which nobody said how precise it is counts as exact."""
        is_address = self.kind == self.Kind.ADDRESS
        return is_address and self.precision not in (self.Precision.CITY, self.Precision.CONFIDENTIAL)

    @classmethod
    def withheld(cls, content):
        """{field: value} of what is written down nowhere once a draft says this. content: of the row, as in a revision."""
        if not cls(kind=content["kind"], precision=content["precision"]).is_confidential:
            return {}
        return {"precision": cls.Precision.CONFIDENTIAL.value, "value": ""}

    @property
    def country(self):
        """Code of the country from which a phone number is dialled as written, "" where nobody knows."""
        return ""

    @cached_property
    def phone(self):
        """The phones.Number of a phone or hotline, None when it cannot be read as one."""
        return phones.read(self.value, self.country) if self.is_phone else None

    @property
    def time_zone_name(self):
        return time_zone_name(self.time_zone) if self.time_zone else ""

    @property
    def href(self):
        """Address for a link, "" where there is nothing to open."""
        if self.kind in (self.Kind.WEBSITE, self.Kind.WEB_FORM):
            return self.value if self.value.startswith(("http://", "https://")) else ""
        if self.kind == self.Kind.EMAIL:
            return f"mailto:{self.value}"
        if self.is_phone:
            return f"tel:{phones.dialled(self.value)}"
        return ""


class EntryContactPoint(ContactPoint):
    """A contact point of an entry of the directory: its phone can be dialled. Those of printed forms are free text."""

    class Meta(ContactPoint.Meta):
        abstract = True
        # Whom one can reach, of the thousands of a country (directory.counterpart.offers).
        indexes = [models.Index(fields=["owner", "visibility", "kind", "always_open"], name="%(class)s_reach")]

    def clean(self):
        super().clean()
        if self.is_phone and self.value:
            try:
                self.value = phones.stored(self.value, self.country)
            except phones.NoNumber as problem:
                raise ValidationError({"value": str(problem)}) from None


def in_order_of_use(contacts):
    """Contact points as a reader in a hurry wants them: hotlines first, and nothing without anything to say."""
    telling = [contact for contact in contacts if contact.value or contact.is_confidential]
    return sorted(telling, key=lambda contact: not contact.is_hotline)
