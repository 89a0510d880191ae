"""Addresses of the workbench."""

from django.urls import path

from portal.desk.views import inbox, workbench

app_name = "desk"
urlpatterns = [
    path("", workbench.Workbench.as_view(), name="home"),
    path("events/", workbench.Events.as_view(), name="events"),
    path("inbox/", inbox.Inbox.as_view(), name="inbox"),
    path("inbox/read/", inbox.ReadAll.as_view(), name="inbox_read"),
    path("inbox/<int:pk>/open/", inbox.OpenNews.as_view(), name="inbox_open"),
    path("role/", workbench.ChooseRole.as_view(), name="choose_role"),
    path("evidence/<uuid:pk>/", workbench.OpenEvidence.as_view(), name="evidence"),
]
