"""Rectification orders: the queue, and on one page the order, its reports and the next act."""

from __future__ import annotations

from typing import Any, ClassVar

from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from inspections import figures
from inspections.figures.documents import papers_of
from inspections.filters import OrderFilter
from inspections.forms.orders import PASSED, ExtendForm, OrderForm, ReasonForm, ReinspectForm, ReportForm
from inspections.models import RectificationOrder
from inspections.queries import OrderQuerySet
from inspections.services import orders, reinspections
from inspections.services.documents import issuing
from inspections.services.photos import dossier_of
from inspections.terms import OrderState
from portal.desk.views import DeskList, DeskView


class Orders(DeskList):
    """Orders of the territory: the next due first, what is closed last."""

    capability = "orders.view"
    template_name = "inspections/desk/orders.html"
    filterset_class = OrderFilter
    export_name = "orders"
    export_columns = [
        (gettext_lazy("Number"), "number"),
        (gettext_lazy("Institution"), "institution.name"),
        (gettext_lazy("Code"), "institution.code"),
        (gettext_lazy("District"), "institution.district.name"),
        (gettext_lazy("Violation group"), "decision.finding.get_group_display"),
        (gettext_lazy("Served"), "served_on"),
        (gettext_lazy("Due"), "due"),
        (gettext_lazy("Re-inspection"), "reinspect_on"),
        (gettext_lazy("State"), "get_state_display"),
        (gettext_lazy("Why it failed"), "get_failure_display"),
        (gettext_lazy("Closed"), "closed_on"),
    ]

    def get_queryset(self) -> OrderQuerySet:
        return RectificationOrder.objects.visible_to(self.actor).for_list().queue()

    def get_context(self, **more: Any) -> dict[str, Any]:
        today = timezone.localdate()
        visible = RectificationOrder.objects.visible_to(self.actor)
        return {**more, "today": today, "counts": figures.order_counts(visible, today)}


class OrderPage(DeskView):
    """One order."""

    capability = "orders.view"
    template_name = "inspections/desk/order.html"
    own_form: ClassVar[str] = ""
    # The acts, the capability of each and the states it is offered in.
    ACTS: ClassVar[tuple[tuple[str, type[OrderForm], str, tuple[str, ...]], ...]] = (
        ("report_form", ReportForm, "orders.report", (OrderState.SERVED, OrderState.REPORTED)),
        ("reinspect_form", ReinspectForm, "orders.reinspect", (OrderState.SERVED, OrderState.REPORTED)),
        ("extend_form", ExtendForm, "orders.extend", (OrderState.SERVED,)),
        ("withdraw_form", ReasonForm, "inspections.decide", (OrderState.SERVED, OrderState.REPORTED)),
    )

    def get_object(self) -> RectificationOrder:
        found = RectificationOrder.objects.visible_to(self.actor).for_page()
        return get_object_or_404(found, pk=self.kwargs["pk"])

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"order": self.object, "actor": self.actor}

    def get_context(self, **more: Any) -> dict[str, Any]:
        order: RectificationOrder = self.object
        acts: dict[str, Any] = {
            name: form_class(order=order, actor=self.actor)
            for name, form_class, capability, states in self.ACTS
            if order.state in states and self.actor.can(capability)
        }
        form = more.get("form")
        if form is not None and self.own_form:
            acts[self.own_form] = form
        return {
            **acts,
            "order": order,
            "papers": papers_of("order", order, issuing.possible(order)),
            "may_issue": self.actor.can("papers.issue"),
            "finding": order.decision.finding,
            "decision": order.decision,
            "extensions": order.extensions.all(),
            "dossier": dossier_of(order),
            "open_act": self.own_form if form is not None and form.is_bound else "",
            "events": figures.history_of(order),
            "today": timezone.localdate(),
            **more,
        }


class Report(OrderPage):
    """The district reports for the institution."""

    capability = "orders.report"
    form_class = ReportForm
    own_form = "report_form"

    def form_valid(self, form: Any) -> HttpResponseBase:
        orders.report(self.object, actor=self.actor, **form.cleaned_data)
        return self.done(_("The report is filed."), self.object)


class Extend(OrderPage):
    """More time, once."""

    capability = "orders.extend"
    form_class = ExtendForm
    own_form = "extend_form"

    def form_valid(self, form: Any) -> HttpResponseBase:
        order = orders.extend(self.object, actor=self.actor, **form.cleaned_data)
        return self.done(_("The deadline is extended; the re-inspection moved with it."), order)


class Reinspect(OrderPage):
    """What two officers saw when they looked again."""

    capability = "orders.reinspect"
    form_class = ReinspectForm
    own_form = "reinspect_form"

    def form_valid(self, form: Any) -> HttpResponseBase:
        if form.cleaned_data["outcome"] == PASSED:
            order = reinspections.pass_reinspection(self.object, actor=self.actor, seen=form.seen)
            return self.done(_("Passed: the order is closed."), order)
        order = reinspections.fail_reinspection(self.object, actor=self.actor, seen=form.seen)
        return self.done(
            _("Not passed: the blacklist is proposed, and the finding waits to be confirmed."), order
        )


class Withdraw(OrderPage):
    """Take the order back, with the reason."""

    capability = "inspections.decide"
    form_class = ReasonForm
    own_form = "withdraw_form"

    def form_valid(self, form: Any) -> HttpResponseBase:
        order = orders.withdraw(self.object, actor=self.actor, reason=form.cleaned_data["reason"])
        return self.done(_("Withdrawn."), order)
