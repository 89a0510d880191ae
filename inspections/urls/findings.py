"""Addresses of findings and of the decisions on them."""

from django.urls import path

from inspections.views import findings

desk_urlpatterns = [
    path("findings/", findings.Findings.as_view(), name="findings"),
    path("findings/<int:pk>/", findings.FindingPage.as_view(), name="finding"),
    path("findings/<int:pk>/confirm/", findings.Confirm.as_view(), name="confirm"),
    path("findings/<int:pk>/dismiss/", findings.Dismiss.as_view(), name="dismiss"),
    path("findings/<int:pk>/decide/", findings.DecideFinding.as_view(), name="decide"),
    path("findings/<int:pk>/lift/", findings.LiftStop.as_view(), name="lift"),
]
