"""A citizen files a complaint."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from django.core.cache import cache
from django.core.files.uploadedfile import UploadedFile
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from complaints.models import ComplainantIdentity, Complaint, Serial
from complaints.rules import clocks
from complaints.rules.kinds import meaning_of
from complaints.rules.numbers import number_for
from complaints.services import events
from complaints.services.photos import without_traces
from complaints.services.secrets import draw_secret, hash_secret
from complaints.services.terms import terms_in_force
from complaints.terms import Source, Told
from institutions.models import Institution
from portal.accounts.actors import Actor
from portal.accounts.refusals import Refusal
from portal.evidence.services import store_all
from portal.privacy.fields import cipher
from portal.regions.models import District
from portal.workdays.services import calendar

SECONDS_TO_ASK_AGAIN = 900


class NotEnough(Refusal):
    """Something is missing without which nobody could look into it."""


class KeyUsed(Refusal):
    """The key was used for something else: its number and secret are another person's."""

    status = 409
    words = _("This key was used for another complaint. Make up a new one.")


@dataclass(frozen=True, slots=True)
class Filing:
    """What a person says. Name and telephone only where the person gives them."""

    kind: str
    description: str
    institution: Institution | None = None
    described_name: str = ""
    described_address: str = ""
    district: District | None = None
    place: str = ""
    happened: str = ""
    name: str = ""
    phone: str = ""
    email: str = ""
    told: str = Told.TRACK
    source: str = Source.WEB


@dataclass(frozen=True, slots=True)
class Filed:
    """A complaint that was taken in. The secret is there once, and for a repeated sending a short while."""

    complaint: Complaint
    secret: str | None
    repeated: bool


def file_complaint(
    filing: Filing, *, actor: Actor, client_id: uuid.UUID, uploads: Sequence[UploadedFile] = ()
) -> Filed:
    """Take in a complaint and set its clocks. Sending it again with the same `client_id` files nothing twice.

    Clauses: M8, D2, N4. Raises NotEnough, BadUpload, KeyUsed.
    """
    known = _known(client_id, filing)
    if known is not None:
        return known
    _check(filing)
    secret = draw_secret()
    secret_hash = hash_secret(secret)
    try:
        with transaction.atomic():
            complaint = _write(filing, client_id=client_id, secret_hash=secret_hash)
            _keep_identity(complaint, filing)
            store_all(
                actor,
                uploads if complaint.named else without_traces(uploads),
                subject=complaint,
                district_id=complaint.district_id,
                institution_id=events.APART,
            )
            events.record(
                actor, "complaint.received", complaint, clause="M8", changes={"kind": complaint.kind}
            )
    except IntegrityError:
        known = _known(client_id, filing)  # sent twice at once: the other was quicker
        if known is None:
            raise
        return known
    cache.set(_cache_key(client_id), cipher().encrypt(secret.encode()).decode(), SECONDS_TO_ASK_AGAIN)
    return Filed(complaint, secret, repeated=False)


def _check(filing: Filing) -> None:
    """Refuse what nobody could look into."""
    if not filing.description.strip():
        raise NotEnough(_("Say what happened, in your own words."), field="description")
    if filing.institution is None and not (filing.described_name.strip() or filing.described_address.strip()):
        raise NotEnough(_("Say which institution it is about, or where it is."), field="described_name")
    if bool(filing.name.strip()) != bool(filing.phone.strip()):
        raise NotEnough(_("Give both a name and a telephone number, or neither."), field="phone")
    if filing.told == Told.EMAIL and filing.name.strip() and not filing.email.strip():
        raise NotEnough(_("Write the address for the e-mail, or choose another way."), field="email")


def _known(client_id: uuid.UUID, filing: Filing) -> Filed | None:
    """The complaint already filed with this key; its secret as long as the first answer may have been lost.

    Raises KeyUsed where the key comes with other words.
    """
    before = Complaint.objects.filter(client_id=client_id)
    if not before.exists():  # nearly always: then nothing else is read
        return None
    complaint = before.get()
    said = (filing.kind, filing.description.strip(), filing.institution.pk if filing.institution else None)
    if said != (complaint.kind, complaint.description, complaint.institution_id):
        raise KeyUsed()
    return Filed(complaint, secret_kept(client_id), repeated=True)


def secret_kept(client_id: uuid.UUID) -> str | None:
    """The secret of what was filed a moment ago; None once the person has it or the time is over."""
    sealed = cache.get(_cache_key(client_id))
    return cipher().decrypt(sealed.encode()).decode() if sealed else None


def forget_secret(client_id: uuid.UUID) -> None:
    """The person has it: from now on only the hash exists."""
    cache.delete(_cache_key(client_id))


def _cache_key(client_id: uuid.UUID) -> str:
    return f"complaints:secret:{client_id.hex}"


def _write(filing: Filing, *, client_id: uuid.UUID, secret_hash: str) -> Complaint:
    """Write the complaint with its number, its departments and its clocks."""
    today = timezone.localdate()
    meaning = meaning_of(filing.kind)
    institution = filing.institution
    district = institution.district if institution else filing.district
    terms = terms_in_force(
        filing.kind, urgent=meaning.urgent, on=today, district_id=district.pk if district else None
    )
    serial: int = Serial.objects.create().pk
    complaint = Complaint(
        number=number_for(today.year, serial),
        secret_hash=secret_hash,
        client_id=client_id,
        source=filing.source,
        kind=filing.kind,
        urgent=meaning.urgent,
        group=meaning.group,
        departments=list(meaning.departments),
        institution=institution,
        described_name=filing.described_name.strip(),
        described_address=filing.described_address.strip(),
        place=filing.place.strip(),
        happened=filing.happened.strip(),
        description=filing.description.strip(),
        named=bool(filing.name.strip()),
        told=filing.told if filing.name.strip() else Told.TRACK,
        district=district,
        received_on=today,
        rule_version=terms.version,
    )
    complaint.set_deadlines(clocks.deadlines(today, terms.figure, calendar()))
    complaint.save()
    return complaint


def _keep_identity(complaint: Complaint, filing: Filing) -> None:
    """Keep who it was apart and encrypted, where the person said so."""
    if complaint.named:
        ComplainantIdentity.objects.create(
            complaint=complaint,
            name=filing.name.strip(),
            phone=filing.phone.strip(),
            email=filing.email.strip() if complaint.told == Told.EMAIL else "",
        )
