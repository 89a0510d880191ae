"""What the officer was told."""

from django.http import Http404, HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.desk.views.lists import DeskList
from portal.desk.views.pages import DeskView
from portal.telling.models import InboxItem, InboxQuerySet
from portal.telling.services import inbox


class Inbox(DeskList):
    """The own news, the latest first."""

    capability = "desk.view"
    template_name = "desk/inbox.html"
    export_name = "inbox"
    export_columns = [
        (gettext_lazy("time"), "told_at"),
        (gettext_lazy("what"), str),
        (gettext_lazy("read at"), "read_at"),
    ]

    def get_queryset(self) -> InboxQuerySet:
        return InboxItem.objects.visible_to(self.actor)


class ReadAll(DeskView):
    """All is read."""

    capability = "desk.view"
    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        inbox.mark_read(self.actor)
        return self.done(_("All marked as read."), "/desk/inbox/")


class OpenNews(DeskView):
    """Mark one as read and go where it leads."""

    capability = "desk.view"
    http_method_names = ["post"]

    def get_object(self) -> InboxItem:
        found = InboxItem.objects.visible_to(self.actor).filter(pk=self.kwargs["pk"]).first()
        if found is None:
            raise Http404
        return found

    def post(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        inbox.mark_read(self.actor, self.object.pk)
        return HttpResponseRedirect(self.object.url)
