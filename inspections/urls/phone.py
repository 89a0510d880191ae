"""Addresses that phones use during a visit."""

from django.urls import path

from inspections.views import phone

desk_urlpatterns = [
    path("visit-worker.js", phone.Worker.as_view(), name="visit_worker"),
    path("inspections/phone/", phone.OnPhone.as_view(), name="on_phone"),
    path("inspections/parts/<int:pk>/state/", phone.PartState.as_view(), name="part_state"),
    path("inspections/parts/<int:pk>/pieces/", phone.SendPiece.as_view(), name="part_piece"),
    path("inspections/parts/<int:pk>/draft/", phone.SendDraft.as_view(), name="part_draft"),
]
