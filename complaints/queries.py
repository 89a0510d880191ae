"""Who may see which complaint, and what each page needs."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import Q

from complaints.terms import Opening, State
from portal.accounts import scope
from portal.accounts.actors import Actor
from portal.accounts.roles import Role

if TYPE_CHECKING:
    from complaints.models import (  # noqa: F401 - named in strings below
        AnswerTemplate,
        CallDraft,
        Complaint,
        IdentityRequest,
        JointRequest,
        Urge,
    )

OPEN = (State.RECEIVED, State.ACCEPTED, State.IN_PROGRESS)


class ComplaintQuerySet(models.QuerySet["Complaint"]):
    """Complaints. Lists and details both start at `visible_to`."""

    def visible_to(self, actor: Actor) -> ComplaintQuerySet:
        """The complaints of the actor's territory: its handling district, and the city.

        A street officer sees only those dispatched to the own street. An institution sees none, whatever
        is complained of, and neither does any other role without `complaints.view`: a report never
        reaches the reported party (N4). One whose district is not yet known is the city's to dispatch.
        """
        if not actor.can("complaints.view"):
            return self.none()
        if actor.role == Role.STREET_OFFICER and actor.street_id is None:
            return self.none()
        return self.filter(scope.within(actor, "district", street="street"))

    def public(self) -> ComplaintQuerySet:
        """No complaint is public: a person comes to the own one by number and secret only."""
        return self.none()

    def handled_by(self, actor: Actor) -> ComplaintQuerySet:
        """The visible complaints whose handling the actor answers for: its own district's, or its own.

        Seeing the whole city is not handling the whole city: a city officer handles what no district has
        yet, and what was taken over by name. Clause: N4.
        """
        if not actor.can("complaints.identify"):
            return self.none()
        mine = Q(assigned_to=actor.user) if actor.user is not None else Q(pk__in=[])
        if actor.district_ids is None:
            return self.visible_to(actor).filter(mine | Q(district__isnull=True))
        return self.visible_to(actor).filter(mine | Q(district__in=actor.district_ids))

    def lock(self, complaint: Complaint) -> Complaint:
        """The row locked, as it is now; the only name to go on with."""
        return (
            self.select_for_update(of=("self",))
            .select_related("district", "institution")
            .get(pk=complaint.pk)
        )

    def still_open(self) -> ComplaintQuerySet:
        """Complaints not yet answered or refused."""
        return self.filter(state__in=OPEN)

    def overdue(self, today: date) -> ComplaintQuerySet:
        """Open complaints whose running clock has passed its day. Clause: D2."""
        return self.still_open().filter(due__lt=today)

    def for_list(self) -> ComplaintQuerySet:
        """What a row of the queue shows, the next due first; the long texts stay in the database."""
        rows = self.select_related("district", "institution", "assigned_to")
        rows = rows.defer("description", "answer", "refusal_text", "secret_hash")
        return rows.order_by(models.F("due").asc(nulls_last=True), "-received_on", "-pk")

    def for_page(self) -> ComplaintQuerySet:
        """What the page of one complaint shows, and whether the city urges and waits for a reply."""
        urges: Any = self.model._meta.get_field("urges").related_model
        waiting = urges._default_manager.filter(complaint=models.OuterRef("pk"), replied_on=None)
        joined = self.select_related(
            "district",
            "street",
            "institution__district",
            "assigned_to",
            "joint_inspection",
            "merged_into",
        )
        return joined.annotate(is_urged=models.Exists(waiting))

    def about(self, institution_id: int) -> ComplaintQuerySet:
        """The complaints about one institution."""
        return self.filter(institution_id=institution_id)

    def matching(self, words: str) -> ComplaintQuerySet:
        """Complaints whose number, institution or text contains the words."""
        said = words.strip()
        return self.filter(
            Q(number__icontains=said)
            | Q(institution__name__icontains=said)
            | Q(described_name__icontains=said)
            | Q(place__icontains=said)
            | Q(description__icontains=said)
        )


class ApartQuerySet(models.QuerySet[Any]):
    """Rows that are reached through their complaint and never listed."""

    def visible_to(self, actor: Actor) -> ApartQuerySet:
        """Nobody: only `services.identity.read_identity` opens one, and it leaves an event. Clause: N4."""
        return self.none()


class IdentityRequestQuerySet(models.QuerySet["IdentityRequest"]):
    """Requests to open who complained."""

    def visible_to(self, actor: Actor) -> IdentityRequestQuerySet:
        """Those about complaints of the actor's territory, for those who may open names at all. Clause: N4."""
        if not actor.can("complaints.identify"):
            return self.none()
        within = scope.within(actor, "complaint__district", street="complaint__street")
        return self.filter(within)

    def for_page(self) -> IdentityRequestQuerySet:
        """With the complaint and the officers."""
        return self.select_related("complaint__district", "complaint__institution", "asked_by", "decided_by")

    def waiting_for(self, actor: Actor) -> IdentityRequestQuerySet:
        """Those that the actor could agree to: colleagues' open ones."""
        return self.visible_to(actor).filter(state=Opening.ASKED).exclude(asked_by=actor.user)

    def lock(self, request: IdentityRequest) -> IdentityRequest:
        """The row locked, as it is now."""
        return self.select_for_update(of=("self",)).select_related("complaint__district").get(pk=request.pk)


class CallDraftQuerySet(models.QuerySet["CallDraft"]):
    """Reports being taken down."""

    def visible_to(self, actor: Actor) -> CallDraftQuerySet:
        """The actor's own: nobody reads what somebody else is told on the telephone. Clause: N4."""
        if actor.user is None or not actor.can("complaints.handle"):
            return self.none()
        return self.filter(user=actor.user)

    def lock(self, draft: CallDraft) -> CallDraft:
        """The row locked, as it is now."""
        return self.select_for_update().get(pk=draft.pk)


class UrgeQuerySet(models.QuerySet["Urge"]):
    """Urgings of the city."""

    def visible_to(self, actor: Actor) -> UrgeQuerySet:
        """Those about complaints that the actor sees."""
        if not actor.can("complaints.view"):
            return self.none()
        return self.filter(scope.within(actor, "complaint__district", street="complaint__street"))

    def unanswered(self) -> UrgeQuerySet:
        """Those that the district has not replied to, of complaints still open."""
        return self.filter(replied_on=None, complaint__state__in=OPEN)


class JointRequestQuerySet(models.QuerySet["JointRequest"]):
    """What departments are asked."""

    def visible_to(self, actor: Actor) -> JointRequestQuerySet:
        """A department officer's own department in the own district; for those who handle complaints, their own."""
        if not actor.can("complaints.join"):
            return self.none()
        found = self.filter(scope.within(actor, "district"))
        return found if actor.can("complaints.view") else found.filter(department=actor.department)

    def for_list(self) -> JointRequestQuerySet:
        """With what a list shows, the next due first."""
        joined = self.select_related("complaint__institution", "district", "asked_by", "given_by")
        return joined.order_by(models.F("given_on").desc(nulls_first=True), "due", "pk")

    def open(self) -> JointRequestQuerySet:
        """Those without an opinion."""
        return self.filter(given_on=None)

    def lock(self, request: JointRequest) -> JointRequest:
        """The row locked, as it is now."""
        return self.select_for_update().get(pk=request.pk)


class AnswerTemplateQuerySet(models.QuerySet["AnswerTemplate"]):
    """Words to begin an answer with."""

    def visible_to(self, actor: Actor) -> AnswerTemplateQuerySet:
        """The city's, and those of the actor's districts."""
        if not actor.can("complaints.handle"):
            return self.none()
        if actor.district_ids is None:
            return self.all()
        return self.filter(models.Q(district=None) | models.Q(district__in=actor.district_ids))

    def used(self) -> AnswerTemplateQuerySet:
        """Those still used."""
        return self.filter(retired_on=None)

    def for_complaint(self, complaint: Complaint) -> AnswerTemplateQuerySet:
        """Those that fit: of its kind or of any, of its district or the city's."""
        of_kind = models.Q(kind="") | models.Q(kind=complaint.kind)
        here = models.Q(district=None) | models.Q(district=complaint.district_id)
        return self.used().filter(of_kind, here)
