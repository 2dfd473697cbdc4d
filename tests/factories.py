"""Records as tests need them: published and public unless said otherwise."""

import factory
from django.contrib.auth.models import Group
from django.core.files.base import ContentFile

from accounts.models import User
from accounts.roles import CHIEF_EDITORS, EDITORS
from directory.models import (
    Charter,
    Organisation,
    OrganisationContactPoint,
    Representative,
    Service,
    ServiceContactPoint,
)
from practices.case_studies import protection
from practices.models import CaseStudy, Category, Involvement, Practice, PracticeContactPoint
from records.models import GatedDocument, Tag, Term


class UserFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = User
        skip_postgeneration_save = True

    email = factory.Sequence(lambda n: f"person{n}@ngo.example")


class EditorFactory(UserFactory):
    @factory.post_generation
    def role(self, create, extracted, **kwargs):
        self.groups.add(Group.objects.get(name=EDITORS))


class ChiefEditorFactory(UserFactory):
    @factory.post_generation
    def role(self, create, extracted, **kwargs):
        self.groups.add(Group.objects.get(name=CHIEF_EDITORS))


class OrganisationFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Organisation

    name_en = factory.Sequence(lambda n: f"Organisation {n}")
    country = "IT"
    live = True


class MemberFactory(UserFactory):
    @factory.post_generation
    def represents(self, create, extracted, **kwargs):
        Representative.objects.create(user=self, organisation=extracted or OrganisationFactory())


class OrganisationContactPointFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = OrganisationContactPoint

    owner = factory.SubFactory(OrganisationFactory)
    kind = "email"
    value = factory.Sequence(lambda n: f"office{n}@ngo.example")
    sort_order = factory.Sequence(int)
    visibility = "public"


class ServiceFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Service

    organisation = factory.SubFactory(OrganisationFactory)
    name_en = factory.Sequence(lambda n: f"Service {n}")
    live = True


class ServiceContactPointFactory(OrganisationContactPointFactory):
    class Meta:
        model = ServiceContactPoint

    owner = factory.SubFactory(ServiceFactory)


class CharterFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Charter

    title_en = factory.Sequence(lambda n: f"Charter {n}")
    version = factory.Sequence(lambda n: f"{n}.0")
    adopted_on = "2012-06-01"
    text_en = "<p>What members agree to.</p>"
    live = True


class PracticeFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Practice
        skip_postgeneration_save = True

    number = factory.Sequence(lambda n: 1000 + n)
    title_en = factory.Sequence(lambda n: f"Practice {n}")
    category = factory.LazyFunction(lambda: Category.objects.get(code="A"))
    countries = factory.LazyFunction(lambda: ["IT"])
    live = True

    @factory.post_generation
    def organisations(self, create, extracted, **kwargs):
        for organisation in extracted or []:
            Involvement.objects.create(practice=self, organisation=organisation)


class DraftFactory(PracticeFactory):
    number = None
    live = False


class CaseStudyFactory(factory.django.DjangoModelFactory):
    """Its check is answered, so that it may be published."""

    class Meta:
        model = CaseStudy
        skip_postgeneration_save = True

    number = factory.Sequence(lambda n: 2000 + n)
    title_en = factory.Sequence(lambda n: f"Case {n}")
    involvement_en = "<p>Two organisations prepared a return.</p>"
    organisation = factory.SubFactory(OrganisationFactory)
    reporting_country = "IT"
    origin = ["RO"]
    destination = ["IT"]
    live = True

    @factory.post_generation
    def attested(self, create, extracted, **kwargs):
        if extracted is not False:
            protection.attest(self, "Printed before.")
            self.save()


class CaseStudyDraftFactory(CaseStudyFactory):
    number = None
    live = False


class PracticeContactPointFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = PracticeContactPoint

    owner = factory.SubFactory(PracticeFactory)
    kind = "email"
    value = factory.Sequence(lambda n: f"project{n}@ngo.example")
    sort_order = factory.Sequence(int)
    visibility = "public"


class DocumentFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = GatedDocument

    title = factory.Sequence(lambda n: f"Document {n}")
    file = factory.LazyAttribute(lambda document: ContentFile(b"content", name=f"{document.title}.txt"))
    visibility = "public"


class TagFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Tag

    name_en = factory.Sequence(lambda n: f"Tag {n}")
    slug = factory.Sequence(lambda n: f"tag-{n}")


def term(vocabulary, code):
    return Term.objects.get(vocabulary=vocabulary, code=code)
