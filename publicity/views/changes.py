"""The lists over time: as of any day, what a publication changed, an institution's history, and feeds."""

from __future__ import annotations

from typing import Any

import segno
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views import View
from django.views.decorators.cache import cache_control
from django.views.decorators.http import conditional_page

from portal.ui.views import PublicView, public
from publicity.forms import AsOfForm
from publicity.models import Publication, PublicRecord
from publicity.services import changes
from publicity.views.public import cached
from publicity.views.publications import published

NEWEST = 50
READ_ONLY = ["get", "head", "options"]


@cached
class AsOf(PublicView):
    """What a district's lists said on a day, and in which publication."""

    template_name = "publicity/public/as_of.html"
    http_method_names = READ_ONLY
    page_size = 50

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        today = timezone.localdate()
        form = AsOfForm(request.GET if "on" in request.GET else None, today=today)
        if not form.is_bound or not form.is_valid():
            return self.render(form=form, status=400 if form.is_bound else 200)
        district, day = form.cleaned_data["district"], form.cleaned_data["on"]
        page = Paginator(changes.as_of(district.pk, day), self.page_size).get_page(request.GET.get("page"))
        query = request.GET.copy()
        query.pop("page", None)
        return self.render(
            form=form, district=district, day=day, page=page, rows=page.object_list, query=query.urlencode()
        )


@cached
class PublicationChanges(PublicView):
    """Who came, moved and left with a publication."""

    template_name = "publicity/public/changes.html"
    http_method_names = READ_ONLY

    def get_context(self, **more: Any) -> dict[str, Any]:
        publication = published(self.kwargs["pk"])
        found = changes.changes_of(publication)
        return {**more, "publication": publication, "changes": found, "changed": publication.published_on}


@cached
class History(PublicView):
    """All that was ever published about an institution."""

    template_name = "publicity/public/history.html"
    http_method_names = READ_ONLY

    def get_context(self, **more: Any) -> dict[str, Any]:
        record = record_of(self.kwargs["code"])
        entries = changes.ever_said(record.institution_id)
        return {**more, "record": record, "entries": entries, "changed": record.refreshed_at}


@cached
class Sticker(PublicView):
    """A sheet for the window: its code leads to what is true today."""

    template_name = "publicity/public/sticker.html"
    http_method_names = READ_ONLY

    def get_context(self, **more: Any) -> dict[str, Any]:
        record = record_of(self.kwargs["code"])
        url = self.request.build_absolute_uri(record.get_absolute_url())
        qr = segno.make(url, error="m").svg_data_uri(scale=8, border=2)
        return {**more, "record": record, "url": url, "qr": qr, "changed": record.refreshed_at}


def record_of(code: str) -> PublicRecord:
    """The public record of an institution, or 404."""
    return get_object_or_404(PublicRecord.objects.public().for_list(), code=code.upper())


def latest() -> list[Publication]:
    """What the feeds tell of."""
    return list(Publication.objects.public().newest()[:NEWEST])


def title_of(publication: Publication) -> str:
    """A publication in one line."""
    return _("%(district)s, list of %(year)s, No. %(n)s") % {
        "district": publication.district.name,
        "year": publication.year,
        "n": publication.sequence,
    }


def summary_of(publication: Publication) -> str:
    """What it holds, in one line."""
    return _("Whitelist %(white)s, blacklist %(black)s, taken off %(off)s") % {
        "white": publication.white,
        "black": publication.black,
        "off": publication.off,
    }


feed = method_decorator([cache_control(public=True, max_age=600), conditional_page], name="dispatch")


@public
@feed
class AtomFeed(View):
    """New publications, for a feed reader; in Chinese, the same for all."""

    http_method_names = READ_ONLY

    def get(self, request: HttpRequest) -> HttpResponseBase:
        with override("zh-hans"):
            made = Atom1Feed(
                title=_("Published lists"),
                link=request.build_absolute_uri(reverse("publicity:publications")),
                description="",
                language="zh-hans",
                feed_url=request.build_absolute_uri(),
            )
            for publication in latest():
                url = request.build_absolute_uri(publication.get_absolute_url())
                made.add_item(
                    title=title_of(publication),
                    link=f"{url}changes/",
                    unique_id=f"urn:sha256:{publication.content_hash}",
                    description=summary_of(publication),
                    pubdate=publication.sealed_at,
                    updateddate=publication.sealed_at,
                )
        return HttpResponse(made.writeString("utf-8"), content_type="application/atom+xml; charset=utf-8")


@public
@feed
class JsonFeed(View):
    """The same as JSON Feed 1.1."""

    http_method_names = READ_ONLY

    def get(self, request: HttpRequest) -> HttpResponseBase:
        with override("zh-hans"):
            found = {
                "version": "https://jsonfeed.org/version/1.1",
                "title": _("Published lists"),
                "language": "zh-Hans",
                "home_page_url": request.build_absolute_uri(reverse("publicity:publications")),
                "feed_url": request.build_absolute_uri(),
                "items": [self.item(request, publication) for publication in latest()],
            }
        response = JsonResponse(found, json_dumps_params={"ensure_ascii": False})
        response["Content-Type"] = "application/feed+json; charset=utf-8"
        return response

    def item(self, request: HttpRequest, publication: Publication) -> dict[str, Any]:
        """One publication."""
        url = request.build_absolute_uri(publication.get_absolute_url())
        sealed = publication.sealed_at
        return {
            "id": f"urn:sha256:{publication.content_hash}",
            "url": f"{url}changes/",
            "title": title_of(publication),
            "content_text": summary_of(publication),
            "date_published": sealed.isoformat() if sealed else None,
        }
