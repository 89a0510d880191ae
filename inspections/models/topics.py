"""The topics that a visit or a campaign is narrowed to, kept in one text. Clause: S5."""

from django.db import models
from django.db.models import F, Q, Value
from django.db.models.functions import Replace
from django.db.models.lookups import Exact
from django.utils.translation import gettext_lazy as _

from inspections.terms import Topic


def known_topics_only(name: str) -> models.CheckConstraint:
    """None, or ",fees,fire,": once the known topics are taken out of it, only the last comma is left."""
    rest: models.F | Replace = F("topics")
    for topic in Topic.values:
        rest = Replace(rest, Value(f",{topic}"), Value(""))
    return models.CheckConstraint(condition=Q(topics="") | Q(Exact(rest, Value(","))), name=name)


class Narrowed(models.Model):
    """What may be narrowed to topics; none named means all of them. Clause: S5."""

    topics = models.CharField(_("topics"), max_length=200, blank=True, default="")

    class Meta:
        abstract = True

    @property
    def topic_keys(self) -> list[str]:
        """The topics by their keys; none where all are looked at."""
        return [name for name in self.topics.split(",") if name]

    @property
    def topic_labels(self) -> list[str]:
        """The topics in words; none where all are looked at."""
        return [str(Topic(name).label) for name in self.topic_keys]
