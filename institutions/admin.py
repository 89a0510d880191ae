"""The back office of the setting standard (S4) and of the annual scoring scheme (M7).

A new version is written here, and stays as it is once it is in force.
"""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils import timezone

from institutions.models import (
    ScoringItem,
    ScoringScheme,
    ScoringSection,
    SettingStandard,
    StandardItem,
    StandardSection,
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
