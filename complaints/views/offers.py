"""Which acts the page of a complaint offers, each with its form."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from complaints.forms import desk as desk_forms
from complaints.models import Complaint
from complaints.views import acts, merging, together
from portal.accounts.actors import Actor


@dataclass(frozen=True, slots=True)
class Offer:
    """An act as the complaint's page offers it."""

    name: str
    title: str
    submit: str
    tone: str
    url: str
    form: Any
    is_plain: bool


ON_PAGE: tuple[type[acts.Act], ...] = (
    acts.Seen,
    together.Reply,
    acts.Accept,
    acts.Refuse,
    acts.Link,
    acts.Check,
    acts.Told,
    acts.OpenVisit,
    acts.Answer,
    acts.Resume,
    acts.SendOn,
    merging.Merge,
    merging.Unmerge,
    together.Ask,
    together.AskDepartments,
    together.Urge,
    acts.Take,
    acts.Extend,
    acts.Pause,
    acts.Close,
    acts.Return,
    acts.WriteNote,
)


def offered(complaint: Complaint, actor: Actor) -> list[Offer]:
    """The acts that the complaint's page offers this actor now, each with its form."""
    return [_offer(act, complaint, actor) for act in ON_PAGE if act.is_offered(complaint, actor)]


def _offer(act: type[acts.Act], complaint: Complaint, actor: Actor) -> Offer:
    form_class: Any = act.form_class
    form = form_class(complaint=complaint, actor=actor, initial=act.opening(), auto_id=f"{act.name}_%s")
    return Offer(
        name=act.name,
        title=str(act.title),
        submit=str(act.submit),
        tone=act.tone,
        url=reverse(f"complaints:{act.name}", args=[complaint.pk]),
        form=form,
        is_plain=act.form_class is desk_forms.PlainForm,
    )
