"""What a visit looks at. Clauses: S5, S6, S10."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Topic(models.TextChoices):
    """A topic of inspections; a visit or a campaign may be narrowed to some of them."""

    NO_LICENCE = "no_licence", _("licences and permits")
    SCOPE = "scope", _("business scope")
    CROSS_DISTRICT = "cross_district", _("sites across districts")
    HOME_WORKSHOP = "home_workshop", _("workshops in homes")
    FEES = "fees", pgettext_lazy("topic", "fees and contracts")
    FOOD = "food", pgettext_lazy("topic", "food")
    FIRE = "fire", pgettext_lazy("topic", "fire safety")
    PREMISES = "premises", pgettext_lazy("topic", "premises and health")
    SURROUNDINGS = "surroundings", pgettext_lazy("topic", "surroundings and public order")
    ADVERTISING = "advertising", pgettext_lazy("topic", "advertising")
    SERVING_TEACHER = "serving_teacher", pgettext_lazy("topic", "serving teachers and staff")
    TEACHING_PLAN = "teaching_plan", pgettext_lazy("topic", "teaching plan and teaching")
