"""API v1: file a complaint, follow one."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse, extend_schema
from rest_framework import serializers, status
from rest_framework.exceptions import APIException, NotFound, Throttled, ValidationError
from rest_framework.parsers import JSONParser, MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.throttling import BaseThrottle
from rest_framework.views import APIView

from complaints.rules import limits
from complaints.services import filing, throttle, tracking
from complaints.services.filing import Filing, KeyUsed, file_complaint
from complaints.services.register import find_by_code
from complaints.terms import Kind, Source, State, Told
from institutions.models import Institution
from portal.accounts.actors import Actor
from portal.accounts.refusals import Refusal
from portal.regions.models import District
from portal.regions.services import district_by_key

KEY = OpenApiParameter(
    "Idempotency-Key",
    OpenApiTypes.UUID,
    OpenApiParameter.HEADER,
    required=True,
    description="A UUID that you make up for this complaint. Sending again with the same key files nothing twice.",
)
SECRET = OpenApiParameter(
    "X-Complaint-Secret",
    OpenApiTypes.STR,
    OpenApiParameter.HEADER,
    required=True,
    description="The secret given out when the complaint was filed.",
)


class ComplaintIn(serializers.Serializer[Any]):
    """What a person says."""

    kind = serializers.ChoiceField(choices=Kind.choices, help_text="What happened.")
    description = serializers.CharField(max_length=4000, help_text="In the person's own words.")
    institution = serializers.CharField(
        max_length=18, required=False, allow_blank=True, help_text="Code of the institution in the register."
    )
    described_name = serializers.CharField(
        max_length=120, required=False, allow_blank=True, help_text="Its name, where the register lacks it."
    )
    described_address = serializers.CharField(max_length=200, required=False, allow_blank=True)
    district = serializers.CharField(
        max_length=20,
        required=False,
        allow_blank=True,
        help_text="Six-digit code, or jingkai, gaoxin, wanli.",
    )
    place = serializers.CharField(max_length=200, required=False, allow_blank=True)
    happened = serializers.CharField(max_length=120, required=False, allow_blank=True)
    name = serializers.CharField(
        max_length=60, required=False, allow_blank=True, help_text="Leave out to stay unknown."
    )
    phone = serializers.CharField(max_length=20, required=False, allow_blank=True)
    email = serializers.EmailField(
        max_length=120, required=False, allow_blank=True, help_text="Needed where told is email."
    )
    told = serializers.ChoiceField(choices=Told.choices, required=False, default=Told.TRACK)
    consent = serializers.BooleanField(help_text="That the person has read who will see what.")
    files = serializers.ListField(
        child=serializers.FileField(), required=False, max_length=12, help_text="With multipart only."
    )

    def validate_consent(self, value: bool) -> bool:
        if not value:
            raise serializers.ValidationError(_("Without this we may not take your complaint."))
        return value

    def validate_institution(self, value: str) -> Institution | None:
        found = find_by_code(value)
        if value and found is None:
            raise serializers.ValidationError(_("No institution has this code."))
        return found

    def validate_district(self, value: str) -> District | None:
        found = district_by_key(value) if value else None
        if value and found is None:
            raise serializers.ValidationError(_("There is no such district."))
        return found


class ComplaintReceipt(serializers.Serializer[Any]):
    """Number and secret, given out once."""

    number = serializers.CharField()
    secret = serializers.CharField(
        allow_null=True,
        help_text="Shown once; null when the same key comes again more than 15 minutes later.",
    )
    repeated = serializers.BooleanField(help_text="Whether this key had been sent before.")


class HappeningOut(serializers.Serializer[Any]):
    """One thing that happened."""

    at = serializers.DateTimeField()
    words = serializers.CharField()
    detail = serializers.CharField()


class ComplaintOut(serializers.Serializer[Any]):
    """How far a complaint is."""

    number = serializers.CharField(source="complaint.number")
    kind = serializers.ChoiceField(choices=Kind.choices, source="complaint.kind")
    state = serializers.ChoiceField(choices=State.choices, source="complaint.state")
    state_words = serializers.CharField(source="complaint.get_state_display")
    received_on = serializers.DateField(source="complaint.received_on")
    due = serializers.DateField(allow_null=True)
    deadline_words = serializers.CharField()
    refusal = serializers.CharField(source="complaint.refusal_text")
    answer = serializers.CharField(source="complaint.answer")
    happenings = HappeningOut(many=True)


class Problem(serializers.Serializer[Any]):
    """Why it was not done."""

    detail = serializers.CharField()


class Conflict(APIException):
    """The key was used for something else."""

    status_code = status.HTTP_409_CONFLICT


def address_of(request: Request) -> str:
    """Where a request comes from, behind as many proxies as the settings say."""
    return BaseThrottle().get_ident(request) or ""


@contextmanager
def told_to_wait() -> Iterator[None]:
    """Answer 429 with Retry-After where something is too often."""
    try:
        yield
    except throttle.TooOften as refusal:
        raise Throttled(wait=refusal.seconds, detail=str(refusal)) from refusal


class FileComplaint(APIView):
    """Filing."""

    public = True
    parser_classes = [JSONParser, MultiPartParser]

    @extend_schema(
        operation_id="complaints_file",
        summary="File a complaint",
        description="Answers with the number and, once, the secret that opens it again.",
        parameters=[KEY],
        request=ComplaintIn,
        responses={
            201: ComplaintReceipt,
            200: OpenApiResponse(ComplaintReceipt, "The same key was sent before."),
            400: OpenApiResponse(OpenApiTypes.OBJECT, "What is wrong, by field."),
            409: OpenApiResponse(Problem, "The key was used for another complaint."),
            429: OpenApiResponse(Problem, "Too many from this address."),
        },
    )
    def post(self, request: Request) -> Response:
        with told_to_wait():
            throttle.refuse_beyond("file", address_of(request), limits.FILING)
        key = self.key_of(request)
        serializer = ComplaintIn(data=request.data)
        serializer.is_valid(raise_exception=True)
        with told_to_wait():
            throttle.count("file", address_of(request), limits.FILING)
        said = dict(serializer.validated_data)
        said.pop("consent")
        uploads = said.pop("files", [])
        try:
            filed = file_complaint(self.filing(said), actor=Actor.citizen(), client_id=key, uploads=uploads)
        except KeyUsed as refusal:
            raise Conflict(str(refusal)) from refusal
        except Refusal as refusal:
            raise ValidationError({refusal.field or "detail": [str(refusal)]}) from refusal
        receipt = {"number": filed.complaint.number, "secret": filed.secret, "repeated": filed.repeated}
        code = status.HTTP_200_OK if filed.repeated else status.HTTP_201_CREATED
        return Response(receipt, status=code, headers={"Cache-Control": "no-store"})

    def key_of(self, request: Request) -> uuid.UUID:
        """The key of this sending."""
        try:
            return uuid.UUID(request.headers.get("Idempotency-Key", ""))
        except ValueError as error:
            raise ValidationError({"Idempotency-Key": [_("Send a UUID of your own making.")]}) from error

    def filing(self, said: dict[str, Any]) -> filing.Filing:
        """The body as the service takes it."""
        return Filing(source=Source.API, **said)


class FollowComplaint(APIView):
    """Following."""

    public = True

    @extend_schema(
        operation_id="complaints_follow",
        summary="Follow a complaint",
        description="A wrong secret and an unknown number get the same answer, after the same time.",
        parameters=[SECRET, OpenApiParameter("code", OpenApiTypes.STR, OpenApiParameter.PATH)],
        responses={
            200: ComplaintOut,
            404: OpenApiResponse(Problem, "Number and secret do not belong together."),
            429: OpenApiResponse(Problem, "Too many tries from this address."),
        },
    )
    def get(self, request: Request, code: str) -> Response:
        with told_to_wait():
            throttle.count("follow", address_of(request), limits.FOLLOWING)
        try:
            complaint = tracking.find(code, request.headers.get("X-Complaint-Secret", ""))
        except tracking.WrongPair as refusal:
            raise NotFound(str(refusal)) from refusal
        out = ComplaintOut(tracking.progress_of(complaint, timezone.localdate())).data
        return Response(out, headers={"Cache-Control": "no-store"})
