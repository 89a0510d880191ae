"""API v1: institutions as the public reads them, publications, their entries and proofs."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.http import Http404
from django.utils.decorators import method_decorator
from django.views.decorators.cache import cache_control
from django.views.decorators.http import conditional_page
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse, extend_schema, extend_schema_view
from rest_framework import generics, serializers
from rest_framework.exceptions import ValidationError
from rest_framework.pagination import PageNumberPagination
from rest_framework.request import Request
from rest_framework.response import Response

from institutions.terms import Category, Situation, Status
from publicity import figures
from publicity.filters import PublicationFilter
from publicity.forms import SearchForm
from publicity.models import Publication, PublicationEntry, PublicRecord
from publicity.queries.search import Sought
from publicity.rules.grams import is_enough
from publicity.services import verifying
from publicity.terms import LISTS, ListKind, Standing

cached = method_decorator([cache_control(public=True, max_age=60), conditional_page], name="dispatch")
forever = method_decorator(
    [cache_control(public=True, max_age=31_536_000, immutable=True), conditional_page], name="dispatch"
)
NOT_FOUND = OpenApiResponse(description="There is none.")


class PermitOut(serializers.Serializer[Any]):
    """A school permit."""

    number = serializers.CharField()
    valid_from = serializers.DateField(allow_null=True)
    valid_until = serializers.DateField(allow_null=True)
    long_term = serializers.BooleanField()
    revoked_on = serializers.DateField(allow_null=True)
    in_force = serializers.BooleanField()


class MeasureOut(serializers.Serializer[Any]):
    """What was decided against the institution."""

    on = serializers.DateField()
    group = serializers.CharField(help_text="Violation group.")
    measures = serializers.ListField(child=serializers.CharField())
    clause = serializers.CharField()
    until = serializers.DateField(allow_null=True)


class RecordOut(serializers.ModelSerializer[PublicRecord]):
    """An institution in a list."""

    district = serializers.CharField(source="district.slug", help_text="Six-digit code or a zone's slug.")
    list = serializers.ChoiceField(
        choices=LISTS, allow_blank=True, help_text="Empty where no publication names it now."
    )
    category = serializers.ChoiceField(choices=Category.choices)
    standing = serializers.ChoiceField(choices=Standing.choices, help_text="Whether it may teach now.")

    class Meta:
        model = PublicRecord
        fields = (
            "code",
            "name",
            "district",
            "category",
            "address",
            "standing",
            "list",
            "listed_since",
            "listed_until",
        )


class RecordPageOut(RecordOut):
    """An institution with all that is public of it."""

    situation = serializers.ChoiceField(choices=Situation.choices)
    status = serializers.ChoiceField(choices=Status.choices)
    permits = PermitOut(many=True)
    measures = MeasureOut(many=True)
    subjects = serializers.ListField(child=serializers.CharField())
    sites = serializers.ListField(child=serializers.CharField())
    publication = serializers.IntegerField(
        source="publication_id", allow_null=True, help_text="Id of the publication that lists it."
    )

    class Meta:
        model = PublicRecord
        fields = (
            *RecordOut.Meta.fields,
            "situation",
            "status",
            "stopped_until",
            "subjects",
            "sites",
            "permits",
            "measures",
            "filings",
            "list_clause",
            "list_reason",
            "publication",
            "refreshed_at",
        )


class PublicationOut(serializers.ModelSerializer[Publication]):
    """A publication, with what is needed to check it."""

    district = serializers.CharField(source="district.slug", help_text="Six-digit code or a zone's slug.")
    kind = serializers.CharField(help_text="annual or interim")
    corrects = serializers.IntegerField(
        source="corrects_id", allow_null=True, help_text="Id of the publication that it corrects."
    )
    header = serializers.DictField(help_text="What is signed: its canonical JSON.")

    class Meta:
        model = Publication
        fields = (
            "id",
            "sequence",
            "kind",
            "district",
            "year",
            "published_on",
            "corrects",
            "size",
            "white",
            "black",
            "root",
            "previous",
            "content_hash",
            "signature",
            "public_key",
            "key_id",
            "header",
        )


class EntryOut(serializers.ModelSerializer[PublicationEntry]):
    """An entry: `content` is the canonical JSON whose hash is leaf `position` under the root."""

    list = serializers.CharField(help_text="white, black, or off: taken off the whitelist.")

    class Meta:
        model = PublicationEntry
        fields = ("position", "code", "list", "listed_since", "listed_until", "content")


class ProofOut(serializers.Serializer[Any]):
    """An inclusion proof in the manner of RFC 9162; all hashes are hexadecimal digits."""

    entry = serializers.DictField()
    index = serializers.IntegerField()
    size = serializers.IntegerField()
    leaf = serializers.CharField(help_text="SHA-256 of a zero byte and the entry's canonical JSON.")
    path = serializers.ListField(child=serializers.CharField())
    root = serializers.CharField(help_text="Root of the publication.")  # type: ignore[assignment]


class FoundPagination(PageNumberPagination):
    """Pages of the search, whose count and ids come from one statement."""

    page_size_query_param = "page_size"
    max_page_size = 200

    def paginate_queryset(self, queryset: Any, request: Request, view: Any = None) -> list[Any]:
        """Take what is sought in place of a queryset."""
        sought: Sought = queryset
        asked = request.query_params.get(self.page_query_param, "1")
        if not asked.isdecimal() or len(asked) > 7:
            raise Http404
        self.request = request
        found = figures.search_page(sought, int(asked), self.get_page_size(request) or 50)
        if found.number != max(1, int(asked)):
            raise Http404
        self.page: Any = found
        return list(found)


class LargerPages(PageNumberPagination):
    """Pages whose size may be asked for."""

    page_size_query_param = "page_size"
    max_page_size = 500


SEARCH = [
    OpenApiParameter("q", OpenApiTypes.STR, description="Two or more characters of the name, or a code."),
    OpenApiParameter("district", OpenApiTypes.STR, description="Six-digit code, or jingkai, gaoxin, wanli."),
    OpenApiParameter("list", OpenApiTypes.STR, enum=[value for value, _label in LISTS]),
    OpenApiParameter("category", OpenApiTypes.STR, enum=Category.values),
]


@cached
@extend_schema_view(
    get=extend_schema(
        operation_id="institutions_list",
        summary="Find institutions",
        description="By two or more characters of the name, district, list and category. A search by words counts and lists 5,000 at most; facets alone list all.",
        parameters=SEARCH,
        responses={
            200: RecordOut(many=True),
            400: OpenApiResponse(OpenApiTypes.OBJECT, "What is wrong, by parameter."),
            404: OpenApiResponse(description="There is no such page."),
        },
    )
)
class InstitutionList(generics.ListAPIView[PublicRecord]):
    """The search."""

    public = True
    serializer_class = RecordOut
    pagination_class = FoundPagination
    queryset = PublicRecord.objects.public()
    filter_backends = []

    def list(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        form = SearchForm(request.query_params)
        if not form.is_valid():
            raise ValidationError({name: list(map(str, said)) for name, said in form.errors.items()})
        sought = form.sought()
        if sought.text.strip() and not is_enough(sought.text):
            raise ValidationError({"q": ["Two characters at least."]})
        rows = self.paginate_queryset(sought)  # type: ignore[arg-type]
        return self.get_paginated_response(self.get_serializer(rows, many=True).data)


@cached
@extend_schema_view(
    get=extend_schema(
        operation_id="institutions_read",
        summary="One institution",
        responses={200: RecordPageOut, 404: NOT_FOUND},
    )
)
class InstitutionRead(generics.RetrieveAPIView[PublicRecord]):
    """All that is public of one institution."""

    public = True
    serializer_class = RecordPageOut
    lookup_field = "code"
    queryset = PublicRecord.objects.public().for_list()


@cached
@extend_schema_view(
    get=extend_schema(
        operation_id="publications_list",
        summary="Publications, the newest first",
        responses={200: PublicationOut(many=True)},
    )
)
class PublicationList(generics.ListAPIView[Publication]):
    """All publications."""

    public = True
    serializer_class = PublicationOut
    pagination_class = LargerPages
    filterset_class = PublicationFilter
    queryset = Publication.objects.public().newest()


@forever
@extend_schema_view(
    get=extend_schema(
        operation_id="publications_read",
        summary="One publication",
        responses={200: PublicationOut, 404: NOT_FOUND},
    )
)
class PublicationRead(generics.RetrieveAPIView[Publication]):
    """One publication; it never changes."""

    public = True
    serializer_class = PublicationOut
    queryset = Publication.objects.public().newest()


@forever
@extend_schema_view(
    get=extend_schema(
        operation_id="publications_entries",
        summary="The entries of a publication, in their order under the root",
        parameters=[
            OpenApiParameter("id", OpenApiTypes.INT, OpenApiParameter.PATH),
            OpenApiParameter("list", OpenApiTypes.STR, enum=ListKind.values),
        ],
        responses={200: EntryOut(many=True), 404: NOT_FOUND},
    )
)
class EntryList(generics.ListAPIView[PublicationEntry]):
    """Its entries."""

    public = True
    serializer_class = EntryOut
    pagination_class = LargerPages
    filter_backends = []
    queryset = PublicationEntry.objects.public()

    def get_queryset(self) -> QuerySet[PublicationEntry]:
        publication = generics.get_object_or_404(Publication.objects.public(), pk=self.kwargs["pk"])
        entries = publication.entries.in_order()
        kind = self.request.query_params.get("list", "")
        if kind and kind not in ListKind.values:
            raise ValidationError({"list": ["white, black or off."]})
        return entries.filter(list=kind) if kind else entries


@forever
@extend_schema_view(
    get=extend_schema(
        operation_id="publications_proof",
        summary="Prove that an institution stands in a publication",
        description="Hash the entry's canonical JSON after a zero byte, then join it with each hash of the path.",
        parameters=[
            OpenApiParameter("id", OpenApiTypes.INT, OpenApiParameter.PATH),
            OpenApiParameter("code", OpenApiTypes.STR, OpenApiParameter.PATH),
        ],
        responses={200: ProofOut, 404: NOT_FOUND},
    )
)
class ProofRead(generics.GenericAPIView[Publication]):
    """The inclusion proof of an entry."""

    public = True
    serializer_class = ProofOut
    queryset = Publication.objects.public()

    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        proof = verifying.prove(self.get_object(), kwargs["code"].upper())
        if proof is None:
            raise Http404
        return Response(ProofOut(proof.as_json()).data)
