"""Addresses of sweeps."""

from django.urls import path

from inspections.views import sweeps

desk_urlpatterns = [
    path("sweeps/", sweeps.Rounds.as_view(), name="sweeps"),
    path("sweeps/new/", sweeps.OpenRound.as_view(), name="sweep_new"),
    path("sweeps/<int:pk>/", sweeps.RoundPage.as_view(), name="sweep"),
    path("sweeps/<int:pk>/carry/", sweeps.CarryOver.as_view(), name="sweep_carry"),
    path("sweeps/<int:pk>/places/", sweeps.AddPlaces.as_view(), name="sweep_places"),
    path("sweeps/places/<int:pk>/", sweeps.Place.as_view(), name="sweep_place"),
    path("sweeps/places/<int:pk>/remove/", sweeps.RemovePlace.as_view(), name="sweep_remove"),
]
