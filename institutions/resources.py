"""The back office's every-day tables as workbooks: which columns, nothing else. A register comes in by its own import."""

from typing import Any

from django.utils.translation import gettext
from import_export.fields import Field
from import_export.resources import ModelResource

from institutions.models import Institution, SchoolPermit, StandardItem, StandardSection, TeachingSite
from portal.desk.exports import neutral


class Neutral(ModelResource):
    """A table to take along: no cell is taken for a formula."""

    def export_field(self, field: Any, instance: Any, **kwargs: Any) -> Any:
        return neutral(super().export_field(field, instance, **kwargs))


class InstitutionResource(Neutral):
    """Institutions without telephone numbers (N4)."""

    class Meta:
        model = Institution
        fields = (
            "code",
            "name",
            "district__name",
            "street__name",
            "address",
            "category",
            "situation",
            "status",
            "organiser",
            "legal_representative",
        )


class SchoolPermitResource(Neutral):
    """School permits with their days."""

    class Meta:
        model = SchoolPermit
        fields = (
            "number",
            "institution__code",
            "institution__name",
            "valid_from",
            "valid_until",
            "long_term",
            "suspended_on",
            "surrendered_on",
            "revoked_on",
        )


class TeachingSiteResource(Neutral):
    """Teaching sites with their area."""

    class Meta:
        model = TeachingSite
        fields = ("institution__code", "institution__name", "address", "district__name", "area", "premises")


class StandardItemResource(Neutral):
    """Items of a setting standard that is not in force yet: known again by section and code."""

    section = Field(attribute="section_id", column_name="section")

    class Meta:
        model = StandardItem
        import_id_fields = ("section", "code")
        fields = ("section", "code", "text", "hint", "department", "group", "clause", "order")
        skip_unchanged = True
        report_skipped = True

    def before_import_row(self, row: Any, **kwargs: Any) -> None:
        """Refuse a row of a version in force, or of a section that is not there. Clause: S4."""
        sections = StandardSection.objects.select_related("standard")
        section = sections.filter(pk=str(row.get("section", "")).strip() or 0).first()
        if section is None or section.standard.in_force_from <= kwargs["today"]:
            raise ValueError(
                gettext("This section is not there, or its version is in force and stays as it is.")
            )
