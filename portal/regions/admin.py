from django.contrib import admin

from portal.regions.models import District, Street


class StreetInline(admin.TabularInline):  # type: ignore[type-arg]
    model = Street
    extra = 0


@admin.register(District)
class DistrictAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    list_display = ["name", "code", "slug", "is_zone", "order"]
    list_filter = ["is_zone"]
    search_fields = ["name", "slug"]
    inlines = [StreetInline]
