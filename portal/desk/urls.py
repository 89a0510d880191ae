"""Addresses of the workbench."""

from django.urls import path

from portal.desk.views import workbench

app_name = "desk"
urlpatterns = [
    path("", workbench.Workbench.as_view(), name="home"),
    path("events/", workbench.Events.as_view(), name="events"),
    path("role/", workbench.ChooseRole.as_view(), name="choose_role"),
    path("evidence/<uuid:pk>/", workbench.OpenEvidence.as_view(), name="evidence"),
]
