"""Addresses of entering institutions by hand, and of who may act for them."""

from django.urls import path

from institutions.views import registration

public_urlpatterns = [
    path("invitation/<str:who>/<str:token>/", registration.Invitation.as_view(), name="invitation"),
]

desk_urlpatterns = [
    path("institutions/new/", registration.Enter.as_view(), name="enter"),
    path("institutions/<str:code>/access/", registration.Access.as_view(), name="access"),
    path("institutions/<str:code>/access/link/", registration.LinkAgain.as_view(), name="access_link"),
    path("institutions/<str:code>/access/end/", registration.EndAccess.as_view(), name="access_end"),
]
