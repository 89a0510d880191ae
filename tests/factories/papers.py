"""Papers, notices, situations found and sites in another district, for tests."""

from datetime import date

import factory
from django.utils import timezone

from institutions.models import CrossSiteTask, Notice, Paper, ProfileRequest, SituationMark
from institutions.terms import Audience, MarkKind, NoticeKind, PaperKind, PaperState
from portal.regions.models import District
from tests.factories.institutions import InstitutionFactory, TeachingSiteFactory


class PaperFactory(factory.django.DjangoModelFactory):
    """A fire certificate in force."""

    class Meta:
        model = Paper

    institution = factory.SubFactory(InstitutionFactory)
    kind = PaperKind.FIRE
    number = factory.Sequence(lambda n: f"洪消安检字{n:05d}号")
    issued_on = date(2024, 1, 1)
    valid_until = date(2028, 1, 1)
    state = PaperState.CONFIRMED
    sent_at = factory.LazyFunction(timezone.now)


class NoticeFactory(factory.django.DjangoModelFactory):
    """A notice to the institution that nobody read."""

    class Meta:
        model = Notice

    institution = factory.SubFactory(InstitutionFactory)
    audience = Audience.INSTITUTION
    kind = NoticeKind.PERMIT_ENDS
    words = "The lease %(number)s runs until %(day)s."
    values = {"number": "租1", "day": "2026-04-01"}
    unique_key = factory.Sequence(lambda n: f"test:{n}")
    day = date(2026, 3, 1)


class ProfileRequestFactory(factory.django.DjangoModelFactory):
    """A wish for a correction that nobody answered."""

    class Meta:
        model = ProfileRequest

    institution = factory.SubFactory(InstitutionFactory)
    text = "法定代表人已变更，请更正。"
    sent_at = factory.LazyFunction(timezone.now)


class SituationMarkFactory(factory.django.DjangoModelFactory):
    """A consulting company that trains pupils."""

    class Meta:
        model = SituationMark

    institution = factory.SubFactory(InstitutionFactory)
    kind = MarkKind.CONSULTING
    clause = "Z2"
    evidence = [["name", "咨询"], ["category", "subject"]]
    since = date(2026, 3, 1)


class CrossSiteTaskFactory(factory.django.DjangoModelFactory):
    """A site in 东湖区 of an institution licensed in 青云谱区."""

    class Meta:
        model = CrossSiteTask

    district = factory.LazyFunction(lambda: District.objects.get(slug="360102"))
    site = factory.SubFactory(
        TeachingSiteFactory,
        institution__district=factory.LazyFunction(lambda: District.objects.get(slug="360104")),
        district=factory.SelfAttribute("..district"),
        cross_district=True,
    )
    opened_on = date(2026, 3, 1)
