"""Back office: the administrator makes people and their memberships here."""

from typing import Any

from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from portal.accounts.models import Membership, User
from portal.accounts.services.people import record_change


class MembershipInline(admin.TabularInline):
    """The roles a person holds, on the person's page."""

    model = Membership
    extra = 0
    raw_id_fields = ("institution", "street")


@admin.register(User)
class PersonAdmin(UserAdmin):
    """People; every change leaves an event."""

    inlines = [MembershipInline]
    list_display = ("username", "name", "is_active", "last_login")
    search_fields = ("username", "name")
    fieldsets = (
        (None, {"fields": ("username", "password")}),
        (_("person"), {"fields": ("name", "enforcement_certificate")}),
        (_("may sign in"), {"fields": ("is_active", "is_staff", "is_superuser")}),
    )
    add_fieldsets = (
        (None, {"classes": ("wide",), "fields": ("username", "name", "password1", "password2")}),
    )

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        record_change(form.instance, by=request.actor, changed=form.changed_data)  # type: ignore[attr-defined]
