"""Addresses of joint inspections and of the parts of a visit."""

from django.urls import path

from inspections.views import joint, parts

desk_urlpatterns = [
    path("inspections/", joint.Inspections.as_view(), name="list"),
    path("inspections/new/", joint.Open.as_view(), name="open"),
    path("inspections/<int:pk>/", joint.Detail.as_view(), name="detail"),
    path("inspections/<int:pk>/close/", joint.Close.as_view(), name="close"),
    path("inspections/<int:pk>/cancel/", joint.Cancel.as_view(), name="cancel"),
    path("inspections/parts/<int:pk>/", parts.Part.as_view(), name="part"),
]
