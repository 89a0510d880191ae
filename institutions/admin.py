"""The back office of the setting standard (S4) and of the annual scoring scheme (M7).

A new version is written here, and stays as it is once it is in force.
"""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils import timezone
from import_export.admin import ExportMixin, ImportExportModelAdmin

from institutions.models import (
    Institution,
    SchoolPermit,
    ScoringItem,
    ScoringScheme,
    ScoringSection,
    SettingStandard,
    StandardItem,
    StandardSection,
    TeachingSite,
)
from institutions.resources import (
    InstitutionResource,
    SchoolPermitResource,
    StandardItemResource,
    TeachingSiteResource,
)
from portal.accounts.actors import Actor
from portal.timeline import services as timeline


class SectionInline(admin.TabularInline):
    model = StandardSection
    extra = 1
    show_change_link = True


class ItemInline(admin.TabularInline):
    model = StandardItem
    extra = 3


@admin.register(SettingStandard)
class SettingStandardAdmin(admin.ModelAdmin):
    """Versions."""

    list_display = ("version", "title", "in_force_from", "source")
    inlines = (SectionInline,)

    def has_change_permission(self, request: HttpRequest, obj: SettingStandard | None = None) -> bool:
        used = obj is not None and obj.in_force_from <= timezone.localdate()
        return not used and super().has_change_permission(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: SettingStandard | None = None) -> bool:
        used = obj is not None and obj.in_force_from <= timezone.localdate()
        return not used and super().has_delete_permission(request, obj)

    def save_model(self, request: HttpRequest, obj: SettingStandard, form: Any, change: bool) -> None:
        super().save_model(request, obj, form, change)
        _tell(request, obj)


@admin.register(StandardSection)
class StandardSectionAdmin(admin.ModelAdmin):
    """Sections with their items."""

    list_display = ("title", "standard", "order")
    list_filter = ("standard",)
    inlines = (ItemInline,)

    def has_change_permission(self, request: HttpRequest, obj: StandardSection | None = None) -> bool:
        used = obj is not None and obj.standard.in_force_from <= timezone.localdate()
        return not used and super().has_change_permission(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: StandardSection | None = None) -> bool:
        used = obj is not None and obj.standard.in_force_from <= timezone.localdate()
        return not used and super().has_delete_permission(request, obj)

    def save_model(self, request: HttpRequest, obj: StandardSection, form: Any, change: bool) -> None:
        super().save_model(request, obj, form, change)
        _tell(request, obj.standard)


def _tell(request: HttpRequest, standard: SettingStandard) -> None:
    actor = getattr(request, "actor", None) or Actor.system()
    timeline.record(actor, "standard.written", standard, clause="S4")


class ScoringSectionInline(admin.TabularInline):
    model = ScoringSection
    extra = 1
    show_change_link = True


class ScoringItemInline(admin.TabularInline):
    model = ScoringItem
    extra = 3


@admin.register(ScoringScheme)
class ScoringSchemeAdmin(admin.ModelAdmin):
    """Versions of the annual inspection's scoring scheme; one in force stays as it is (M7)."""

    list_display = ("version", "title", "in_force_from", "source")
    inlines = (ScoringSectionInline,)

    def has_change_permission(self, request: HttpRequest, obj: ScoringScheme | None = None) -> bool:
        used = obj is not None and obj.in_force_from <= timezone.localdate()
        return not used and super().has_change_permission(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: ScoringScheme | None = None) -> bool:
        used = obj is not None and obj.in_force_from <= timezone.localdate()
        return not used and super().has_delete_permission(request, obj)

    def save_model(self, request: HttpRequest, obj: ScoringScheme, form: Any, change: bool) -> None:
        super().save_model(request, obj, form, change)
        _tell_scheme(request, obj)


@admin.register(ScoringSection)
class ScoringSectionAdmin(admin.ModelAdmin):
    """Sections of the scoring scheme with their items."""

    list_display = ("title", "scheme", "order")
    list_filter = ("scheme",)
    inlines = (ScoringItemInline,)

    def has_change_permission(self, request: HttpRequest, obj: ScoringSection | None = None) -> bool:
        used = obj is not None and obj.scheme.in_force_from <= timezone.localdate()
        return not used and super().has_change_permission(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: ScoringSection | None = None) -> bool:
        used = obj is not None and obj.scheme.in_force_from <= timezone.localdate()
        return not used and super().has_delete_permission(request, obj)

    def save_model(self, request: HttpRequest, obj: ScoringSection, form: Any, change: bool) -> None:
        super().save_model(request, obj, form, change)
        _tell_scheme(request, obj.scheme)


def _tell_scheme(request: HttpRequest, scheme: ScoringScheme) -> None:
    actor = getattr(request, "actor", None) or Actor.system()
    timeline.record(actor, "annual.scheme_written", scheme, clause="M7")


class Readable(ExportMixin, admin.ModelAdmin):
    """A table that is read and taken along here; it is changed on the desk, where a reason and an event belong to it."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(Institution)
class InstitutionAdmin(Readable):
    """Institutions, without telephone numbers (N4)."""

    resource_classes = (InstitutionResource,)
    list_display = ("code", "name", "district", "category", "situation", "status")
    list_filter = ("district", "category", "situation", "status")
    search_fields = ("code", "name")
    list_select_related = ("district",)
    exclude = ("phone",)


@admin.register(SchoolPermit)
class SchoolPermitAdmin(Readable):
    """School permits."""

    resource_classes = (SchoolPermitResource,)
    list_display = ("number", "institution", "valid_from", "valid_until", "revoked_on")
    search_fields = ("number", "institution__name")
    list_select_related = ("institution",)


@admin.register(TeachingSite)
class TeachingSiteAdmin(Readable):
    """Teaching sites."""

    resource_classes = (TeachingSiteResource,)
    list_display = ("address", "institution", "district", "area")
    search_fields = ("address", "institution__name")
    list_select_related = ("institution", "district")


@admin.register(StandardItem)
class StandardItemAdmin(ImportExportModelAdmin):
    """Items of the setting standard; those of a version in force stay as they are (S4)."""

    resource_classes = (StandardItemResource,)
    list_display = ("code", "text", "section", "department")
    list_filter = ("section__standard", "department")
    list_select_related = ("section",)

    def has_change_permission(self, request: HttpRequest, obj: StandardItem | None = None) -> bool:
        return not self._in_force(obj) and super().has_change_permission(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: StandardItem | None = None) -> bool:
        return not self._in_force(obj) and super().has_delete_permission(request, obj)

    @staticmethod
    def _in_force(obj: StandardItem | None) -> bool:
        return obj is not None and obj.section.standard.in_force_from <= timezone.localdate()

    def get_import_data_kwargs(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return super().get_import_data_kwargs(*args, **kwargs) | {"today": timezone.localdate()}
