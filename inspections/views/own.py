"""The institution's own side: its orders, and its rectification reports."""

from __future__ import annotations

from typing import Any

from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from inspections.forms.orders import ReportForm
from inspections.models import RectificationOrder
from inspections.queries import OrderQuerySet
from inspections.services import orders
from inspections.services.photos import dossier_of
from inspections.terms import OrderState
from portal.desk.views import MyList, MyView


class MyOrders(MyList):
    """The institution's orders, the next due first."""

    capability = "own.view"
    template_name = "inspections/my/orders.html"
    export_name = "orders"
    export_columns = [
        (gettext_lazy("Number"), "number"),
        (gettext_lazy("Served"), "served_on"),
        (gettext_lazy("Due"), "due"),
        (gettext_lazy("Re-inspection"), "reinspect_on"),
        (gettext_lazy("State"), "get_state_display"),
        (gettext_lazy("Closed"), "closed_on"),
    ]

    def get_queryset(self) -> OrderQuerySet:
        return RectificationOrder.objects.visible_to(self.actor).for_list().queue()

    def get_context(self, **more: Any) -> dict[str, Any]:
        return {**more, "today": timezone.localdate()}


class MyOrder(MyView):
    """One order, and the report on it."""

    capability = "orders.report"
    template_name = "inspections/my/order.html"
    form_class = ReportForm

    def get_object(self) -> RectificationOrder:
        found = RectificationOrder.objects.visible_to(self.actor).for_page()
        return get_object_or_404(found, pk=self.kwargs["pk"])

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"order": self.object, "actor": self.actor}

    def get_context(self, **more: Any) -> dict[str, Any]:
        order: RectificationOrder = self.object
        today = timezone.localdate()
        waiting = order.state == OrderState.SERVED and order.due >= today
        return {
            **more,
            "order": order,
            "finding": order.decision.finding,
            "decision": order.decision,
            "extensions": order.extensions.all(),
            "dossier": dossier_of(order),
            "may_report": waiting or order.state == OrderState.REPORTED,
            "today": today,
        }

    def form_valid(self, form: Any) -> HttpResponseBase:
        orders.report(self.object, actor=self.actor, **form.cleaned_data)
        return self.done(_("Your report is filed. Officers will come and look."), self.object.get_own_url())
