"""Addresses of the annual inspection."""

from django.urls import path

from institutions.views import annual, own

desk_urlpatterns = [
    path("annual/", annual.AnnualInspections.as_view(), name="annuals"),
    path("annual/<int:pk>/", annual.Returns.as_view(), name="annual"),
    path("annual/<int:pk>/results/", annual.DecideMany.as_view(), name="annual_many"),
    path("annual/<int:pk>/conclude/", annual.Conclude.as_view(), name="annual_conclude"),
    path("annual/returns/<int:pk>/", annual.Decide.as_view(), name="annual_return"),
]

my_urlpatterns = [
    path("annual/<int:pk>/", own.Report.as_view(), name="my_report"),
]
