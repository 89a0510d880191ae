"""Undoing what was decided on an entry, where nothing was built on it since. Clause: S1."""

import json

from django.db import transaction
from django.db.models import Model
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_fsm import can_proceed

from institutions.models import CensusEntry, Institution, RegisterKey, SchoolPermit, TeachingSite
from institutions.services.census import keys
from institutions.services.census.decisions import lock_entry, save_register
from institutions.terms import EntryState
from portal.accounts.actors import Actor
from portal.accounts.refusals import ChangedMeanwhile, NotAllowed, ReasonRequired, Refusal
from portal.timeline import services as timeline
from portal.timeline.models import Event

FIELD_WORDS = {
    "name": _("name of the institution"),
    "code": _("code"),
    "street_id": _("street"),
    "address": _("address"),
    "category": _("category"),
    "subjects": _("subjects"),
    "situation": _("licence situation"),
    "fee_text": _("fees"),
    "teacher_text": _("teachers"),
    "phone": _("telephone"),
}
OWN_VERBS = ("institution.registered", "census.entered")


@transaction.atomic
def undo(entry: CensusEntry, *, actor: Actor, reason: str) -> CensusEntry:
    """Undo a merge, an institution entered as new, or a setting aside; the entry waits again.

    A merge is undone only where its fields stand as it left them; a new institution only where nothing refers to it.
    Raises NotAllowed, ChangedMeanwhile, ReasonRequired, Refusal.
    """
    row = lock_entry(entry, actor)
    if not can_proceed(row.reopen):
        raise ChangedMeanwhile(_("There is nothing to undo: this entry is not decided."))
    if not reason.strip():
        raise ReasonRequired(_("Write why this is undone."))
    was, institution_id = row.state, row.institution_id
    target = Institution.objects.select_for_update().get(pk=institution_id) if institution_id else None
    if target is not None and not actor.is_system and not actor.sees(target):
        raise NotAllowed()
    restored = _restore(row, target) if was == EntryState.MERGED and target is not None else []
    row.reopen()
    row.save()
    if was == EntryState.ENTERED and target is not None:
        _take_out(row, target)
    timeline.record(
        actor,
        "census.undone",
        row,
        clause="S1",
        reason=reason,
        changes={"was": was, "fields": restored, "code": target.code if target else ""},
        institution_id=institution_id,
    )
    return row


def _restore(row: CensusEntry, target: Institution) -> list[str]:
    """Put back what stood in the register before the merge. Raises Refusal where a field was changed since."""
    changes = list(row.taken_over.order_by("pk"))
    for change in changes:
        if getattr(target, change.field) != json.loads(change.after):
            raise Refusal(_changed_words(row, change.field, target))
    for change in changes:
        setattr(target, change.field, json.loads(change.before))
    if changes:
        save_register(target, [change.field for change in changes])
        row.taken_over.all().delete()
        keys.refresh([target.pk])
    return [change.field for change in changes]


def _changed_words(row: CensusEntry, field: str, target: Institution) -> str:
    """Say which field was changed since the merge, and by what."""
    events = Event.objects.of_institution(target.pk).filter(at__gt=row.decided_at)
    event = next((event for event in events[:100] if _names(event, field)), None)
    words = {"field": FIELD_WORDS.get(field, field)}
    if event is None:
        return str(_("It can't be undone: “%(field)s” was changed since the merge.") % words)
    told = words | {
        "who": event.actor_name,
        "what": event.words,
        "time": timezone.localtime(event.at).strftime("%Y-%m-%d %H:%M"),
    }
    return str(
        _("It can't be undone: “%(field)s” was changed since, %(time)s, %(who)s: %(what)s. Correct it there.")
        % told
    )


def _names(event: Event, field: str) -> bool:
    inner = event.changes.get("fields")
    told = {*event.changes, *(inner if isinstance(inner, dict | list) else ())}
    return bool({field, field.removesuffix("_id")} & told)


def _take_out(row: CensusEntry, target: Institution) -> None:
    """Take an institution out of the register that this entry brought in. Raises Refusal where something refers to it."""
    sites, permits = list(target.sites.all()), list(target.permits.all())
    own = len(sites) <= 1 and len(permits) <= 1 and all(p.number == row.permit_number for p in permits)
    refers = referring(target, but=(RegisterKey, TeachingSite, SchoolPermit))
    for part in (*sites, *permits):
        refers += referring(part, but=())
    later = Event.objects.of_institution(target.pk).exclude(verb__in=OWN_VERBS).first()
    if refers or not own:
        words = _("It can't be undone: the institution has %(what)s by now.")
        raise Refusal(words % {"what": "、".join(refers) or _("other sites or permits")})
    if later is not None:
        words = _("It can't be undone: the institution's history goes on since: %(what)s.")
        raise Refusal(words % {"what": later.words})
    target.delete()


def referring(row: Model, *, but: tuple[type[Model], ...]) -> list[str]:
    """Return the kinds of rows that refer to a row, but for those named."""
    found = []
    for relation in row._meta.get_fields(include_hidden=True):
        if not relation.auto_created or relation.concrete or relation.related_model in but:
            continue
        model = relation.related_model
        if model._default_manager.filter(**{relation.field.name: row}).exists():  # type: ignore[union-attr]
            found.append(str(model._meta.verbose_name))  # type: ignore[union-attr]
    return found
