"""Publications: the list of them, one with its entries, its files, its check, and the keys."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views import View
from django.views.decorators.cache import cache_control
from django.views.decorators.http import conditional_page

from portal.ui.views import PublicView, public
from publicity.filters import PublicationFilter
from publicity.forms import CodeForm
from publicity.models import Publication
from publicity.services import keys, papers, verifying
from publicity.terms import ListKind
from publicity.views.public import cached

PAPERS = {
    "json": (papers.as_json, "application/json"),
    "csv": (papers.as_csv, "text/csv; charset=utf-8"),
    "xlsx": (
        papers.as_workbook,
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ),
}
A_YEAR = 31_536_000


def published(pk: int) -> Publication:
    """A publication that is out, or 404."""
    return get_object_or_404(Publication.objects.public().select_related("district", "corrects"), pk=pk)


def files_of(publication: Publication) -> list[tuple[str, str]]:
    """The files of a publication: label and address."""
    labels = {"xlsx": "Excel", "csv": "CSV", "json": _("JSON, signed")}
    return [(label, reverse(f"publicity:{kind}", args=[publication.pk])) for kind, label in labels.items()]


@cached
class Publications(PublicView):
    """All publications, the newest first."""

    template_name = "publicity/public/publications.html"
    http_method_names = ["get", "head", "options"]
    page_size = 20

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        found = PublicationFilter(request.GET, queryset=Publication.objects.public().newest())
        page = Paginator(found.qs, self.page_size).get_page(request.GET.get("page"))
        query = request.GET.copy()
        query.pop("page", None)
        return self.render(filter=found, page=page, rows=page.object_list, query=query.urlencode())


@cached
class OnePublication(PublicView):
    """A publication: what it is, how it is sealed, and its entries."""

    template_name = "publicity/public/publication.html"
    http_method_names = ["get", "head", "options"]
    page_size = 50

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        publication = published(kwargs["pk"])
        entries = publication.entries.in_order()
        kind = request.GET.get("list", "")
        if kind in ListKind.values:
            entries = entries.filter(list=kind)
        page = Paginator(entries, self.page_size).get_page(request.GET.get("page"))
        before = Publication.objects.public().filter(sequence=(publication.sequence or 0) - 1).first()
        return self.render(
            publication=publication,
            before=before,
            later=publication.corrected_by.public().first(),  # type: ignore[attr-defined]
            page=page,
            rows=page.object_list,
            kind=kind,
            query=f"list={kind}" if kind in ListKind.values else "",
            files=files_of(publication),
            changed=publication.published_on,
        )


@public
class Paper(View):
    """A publication as a file. It never changes, so a cache may keep it for good."""

    http_method_names = ["get", "head", "options"]

    def get(self, request: HttpRequest, pk: int, kind: str) -> HttpResponseBase:
        publication = published(pk)
        make, content_type = PAPERS[kind]
        etag = f'"{publication.content_hash[:32]}-{kind}"'
        unchanged = get_conditional_response(request, etag=etag)
        if unchanged is not None:
            response: HttpResponseBase = unchanged
        else:
            name = f"list-{publication.sequence}-{publication.district.key}-{publication.year}.{kind}"
            headers = {"Content-Disposition": f'attachment; filename="{name}"', "ETag": etag}
            response = HttpResponse(make(publication), content_type=content_type, headers=headers)
        patch_cache_control(response, public=True, max_age=A_YEAR, immutable=True)
        return response


@cached
class Verify(PublicView):
    """The server recomputes a publication before the reader's eyes, and proves an entry."""

    template_name = "publicity/public/verify.html"
    http_method_names = ["get", "head", "options"]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        publication = published(kwargs["pk"])
        steps = verifying.verify(publication)
        asked = "code" in request.GET
        form = CodeForm(request.GET if asked else None)
        proof, missing = None, False
        if asked and form.is_valid():
            proof = verifying.prove(publication, form.cleaned_data["code"])
            missing = proof is None
        return self.render(
            publication=publication,
            steps=steps,
            holds=verifying.holds(steps),
            form=form,
            proof=proof,
            missing=missing,
            files=files_of(publication),
            changed=publication.published_on,
        )


@cached
class Keys(PublicView):
    """The public keys, for people."""

    template_name = "publicity/public/keys.html"
    http_method_names = ["get", "head", "options"]

    def get_context(self, **more: Any) -> dict[str, Any]:
        return {**more, "keys": keys.all_keys()}


@public
@method_decorator([cache_control(public=True, max_age=3600), conditional_page], name="dispatch")
class KeysJson(View):
    """The public keys, for programs."""

    http_method_names = ["get", "head", "options"]

    def get(self, request: HttpRequest) -> HttpResponseBase:
        found = [
            {"id": k.key_id, "algorithm": k.algorithm, "public_key": k.public_key, "in_use": k.in_use}
            for k in keys.all_keys()
        ]
        return JsonResponse({"keys": found})
