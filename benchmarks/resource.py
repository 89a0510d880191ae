"""The same import written for django-import-export with its defaults: row by row, every hook in its place."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from import_export.fields import Field
from import_export.resources import ModelResource

from institutions.models import ImportRow, Institution, SchoolPermit, TeachingSite
from institutions.rules.headers import take_columns
from institutions.rules.identity import Facts, is_about
from institutions.rules.register import Draft, Seen, read_batch
from institutions.rules.situations import is_cross_district
from portal.accounts.actors import Actor
from portal.regions.places import Places
from portal.timeline import services as timeline

COLUMNS = ("name", "street_id", "address", "category", "subjects", "situation", "organiser")
COLUMNS += ("legal_representative", "phone", "fee_text", "teacher_text")


class InstitutionResource(ModelResource):
    """One row is judged, looked up, saved, and told, then the next."""

    code = Field(attribute="code", column_name="code")

    class Meta:
        model = Institution
        import_id_fields = ("code",)
        fields = ("code",)

    def __init__(self, run: Any) -> None:
        super().__init__()
        self.run, self.seen, self.places = run, Seen(), Places.load()
        self.actor = Actor.system()
        self.draft: Any = None

    def before_import(self, dataset: Any, **kwargs: Any) -> None:
        self.taken = take_columns(dataset.headers)
        dataset.append_col([""] * len(dataset), header="code")

    def before_import_row(self, row: Any, **kwargs: Any) -> None:
        number = kwargs["row_number"] + 1
        (said,) = (
            r.said for r in read_batch([number], [list(row.values())], taken=self.taken, seen=self.seen)
        )
        if not isinstance(said, Draft):
            raise ValidationError(said.reason)
        owner = (
            SchoolPermit.objects.filter(number=said.permit).values_list("institution_id", flat=True).first()
        )
        known = Institution.objects.filter(code=said.code).first()
        same_name = Institution.objects.filter(district=self.run.district, name=said.name).first()
        match = known or (same_name if same_name and not same_name.has_credit_code else None)
        if match and match.district_id != self.run.district_id:
            raise ValidationError("other_district")
        if match and not is_about(said, Facts(match.name, match.legal_representative, {match.address})):
            raise ValidationError("code_taken")
        if owner is not None and (match is None or match.pk != owner):
            raise ValidationError("permit_taken")
        row["code"] = said.code
        self.draft = said

    def before_save_instance(self, instance: Any, row: Any, **kwargs: Any) -> None:
        draft, district = self.draft, self.run.district_id
        first = draft.sites[0] if draft.sites else ""
        street = self.places.street_id_in(district, draft.street) or self.places.street_id_in(district, first)
        said = (draft.name, street, first, draft.category, list(draft.subjects), draft.situation)
        said += (draft.organiser, draft.legal_representative, draft.phone, draft.fee, draft.teachers)
        instance.district = self.run.district
        for name, value in zip(COLUMNS, said, strict=True):
            setattr(instance, name, value)

    def after_save_instance(self, instance: Any, row: Any, **kwargs: Any) -> None:
        draft, days = self.draft, self.draft.validity
        SchoolPermit.objects.update_or_create(
            number=draft.permit,
            defaults={
                "institution": instance,
                "valid_from": days.since,
                "valid_until": days.until,
                "long_term": days.long_term,
            },
        )
        for address in draft.sites:
            where = self.places.district_id_in(address)
            TeachingSite.objects.get_or_create(
                institution=instance,
                address=address,
                defaults={
                    "district_id": where,
                    "street_id": self.places.street_id_in(where, address) if where else None,
                    "cross_district": is_cross_district(instance.district_id, where),
                    "is_main": address == draft.sites[0],
                },
            )
        timeline.record(
            self.actor, "institution.registered", instance, clause="S1", changes={"row": draft.number}
        )
        ImportRow.objects.create(
            run=self.run, number=draft.number, name=draft.name, result="created", institution=instance
        )
