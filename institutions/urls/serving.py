"""Addresses of schools' lists of serving teachers."""

from django.urls import path

from institutions.views import serving

desk_urlpatterns = [
    path("serving/", serving.Lists.as_view(), name="serving_lists"),
    path("serving/new/", serving.Send.as_view(), name="serving_send"),
    path("serving/lists/<int:pk>/", serving.Look.as_view(), name="serving_list"),
    path("serving/matches/", serving.Matches.as_view(), name="serving_matches"),
    path("serving/matches/<int:pk>/", serving.Decide.as_view(), name="serving_match"),
]
