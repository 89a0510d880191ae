"""What the public reads of permits: applications under notice, and what was issued in the last year."""

from datetime import timedelta
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views.decorators.cache import cache_control
from django.views.decorators.http import conditional_page

from institutions.models import LicenceApplication
from institutions.terms import ApplicationKind, ApplicationState
from portal.ui.views import PublicView

A_YEAR = timedelta(days=365)


@method_decorator([cache_control(public=True, max_age=60), conditional_page], name="dispatch")
class Notices(PublicView):
    """Applications under public notice, and what took effect within a year."""

    template_name = "institutions/public/licence_notices.html"
    page_size = 20

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        today = timezone.localdate()
        rows = LicenceApplication.objects.public().for_list()
        shown = rows.filter(state=ApplicationState.NOTICE).order_by("notice_until", "pk")
        issued = rows.filter(state=ApplicationState.ISSUED, issued_on__gte=today - A_YEAR)
        issued = issued.filter(
            kind__in=[ApplicationKind.NEW, ApplicationKind.RENEWAL, ApplicationKind.SURRENDER]
        )
        page = Paginator(issued.order_by("-issued_on", "-pk"), self.page_size).get_page(
            request.GET.get("page")
        )
        return self.render(shown=shown, page=page, rows=page.object_list, query="", today=today)
