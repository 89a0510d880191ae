"""Addresses of the register."""

from django.urls import path

from institutions.views import desk, own

desk_urlpatterns = [
    path("institutions/", desk.Register.as_view(), name="list"),
    path("institutions/<str:code>/", desk.Detail.as_view(), name="detail"),
    path("institutions/<str:code>/edit/", desk.Edit.as_view(), name="edit"),
]

my_urlpatterns = [
    path("", own.Home.as_view(), name="my_home"),
]
