"""Words to begin an answer with: written, changed, no longer used."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from complaints.models import AnswerTemplate, Complaint
from complaints.rules.together import filled_in
from portal.accounts.actors import Actor
from portal.accounts.refusals import NotAllowed, ReasonRequired
from portal.timeline import services as timeline


def words_for(template: AnswerTemplate, complaint: Complaint) -> str:
    """The template's words with the complaint's own put in."""
    return filled_in(
        template.text,
        {
            "机构": complaint.about,
            "编号": complaint.number,
            "日期": complaint.received_on.isoformat(),
        },
    )


@transaction.atomic
def write(*, actor: Actor, title: str, text: str, kind: str = "") -> AnswerTemplate:
    """Write a template: a district's own, or everybody's where the city writes it. Raises NotAllowed, ReasonRequired."""
    actor.must("complaints.handle")
    _check(title, text)
    district = min(actor.district_ids) if actor.district_ids else None
    made = AnswerTemplate.objects.create(
        district_id=district, kind=kind, title=title.strip(), text=text.strip()
    )
    timeline.record(actor, "template.written", made, clause="D2", changes={"text": made.text})
    return made


@transaction.atomic
def change(
    template: AnswerTemplate, *, actor: Actor, title: str, text: str, kind: str = ""
) -> AnswerTemplate:
    """Change its words; what stood before stays in the history. Raises NotAllowed, ReasonRequired."""
    row = _own(template, actor)
    _check(title, text)
    before = row.text
    row.title, row.text, row.kind = title.strip(), text.strip(), kind
    row.save()
    timeline.record(actor, "template.changed", row, clause="D2", changes={"text": [before, row.text]})
    return row


@transaction.atomic
def retire(template: AnswerTemplate, *, actor: Actor) -> AnswerTemplate:
    """Offer it no more. Raises NotAllowed."""
    row = _own(template, actor)
    if row.retired_on is None:
        row.retired_on = timezone.localdate()
        row.save()
        timeline.record(actor, "template.retired", row, clause="D2")
    return row


def _own(template: AnswerTemplate, actor: Actor) -> AnswerTemplate:
    """The row locked, where it is the actor's office's own: a district changes no words of the city."""
    row = AnswerTemplate.objects.select_for_update().get(pk=template.pk)
    actor.must("complaints.handle")
    if actor.district_ids is not None and row.district_id not in actor.district_ids:
        raise NotAllowed(_("The city wrote this template: the city changes it."))
    return row


def _check(title: str, text: str) -> None:
    for name, words in (("title", title), ("text", text)):
        if not words.strip():
            raise ReasonRequired(_("Write something here."), field=name)
