"""Who may see which list proposal, and what each page needs."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Case, Q, When

from portal.accounts.actors import Actor
from portal.accounts.scope import within
from publicity.terms import PENDING, ListKind, ProposalState

if TYPE_CHECKING:
    from publicity.models import ListProposal


class ListProposalQuerySet(models.QuerySet["ListProposal"]):
    """List proposals."""

    def visible_to(self, actor: Actor) -> Self:
        """Those of the actor's territory; an institution sees those about itself."""
        return self.filter(within(actor, "district", institution="institution", street="institution__street"))

    def for_list(self) -> Self:
        """With what a list shows: undecided first, of these what needs a look, then the blacklist, then the oldest."""
        decided = Case(When(state=ProposalState.PROPOSED, then=0), default=1)
        rows = self.select_related("institution", "district", "proposed_by", "decided_by")
        return rows.annotate(decided=decided).order_by(
            "decided", "-needs_look", "kind", "notice_on", "institution__code", "pk"
        )

    def for_page(self) -> Self:
        """With what the page of one shows."""
        return self.select_related(
            "institution__district",
            "institution__street",
            "district",
            "source_order",
            "entry__publication",
            "proposed_by",
            "decided_by",
        )

    def lock(self, proposal: ListProposal) -> ListProposal:
        """The row, locked until the transaction ends; go on with this one only."""
        rows = self.select_for_update(of=("self",)).select_related("institution", "district")
        return rows.get(pk=proposal.pk)

    def pending(self) -> Self:
        """Those that may still come to a publication."""
        return self.filter(state__in=PENDING)

    def undecided(self) -> Self:
        """Those that wait for the city."""
        return self.filter(state=ProposalState.PROPOSED)

    def accepted(self) -> Self:
        """Those that wait for their publication."""
        return self.filter(state=ProposalState.ACCEPTED)

    def decidable(self, today: date) -> Self:
        """Undecided ones whose institution has answered, or has no more days to (D5)."""
        heard = Q(must_wait=False) | Q(answered_at__isnull=False) | Q(answer_by__lt=today)
        return self.undecided().filter(heard)

    def of_list(self, district_id: int, year: int) -> Self:
        """Those for a district's list of a year."""
        return self.filter(district_id=district_id, year=year)

    def black(self) -> Self:
        """Those for the blacklist."""
        return self.filter(kind=ListKind.BLACK)

    def without_entry(self) -> Self:
        """Those that stand in no publication yet, open or sealed."""
        return self.filter(entry=None)

    def about(self, institution_id: int) -> Self:
        """Those about one institution, newest first."""
        return self.filter(institution_id=institution_id).order_by("-pk")
