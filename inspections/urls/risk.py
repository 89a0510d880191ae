"""Addresses of the risk picture and of anomalies."""

from django.urls import path

from inspections.views import anomalies, risk

desk_urlpatterns = [
    path("risk/", risk.Risk.as_view(), name="risk"),
    path("risk/streets/", risk.RiskStreets.as_view(), name="risk_streets"),
    path("risk/<str:code>/", risk.RiskOf.as_view(), name="risk_of"),
    path("anomalies/", anomalies.Anomalies.as_view(), name="anomalies"),
    path("anomalies/report/", anomalies.Report.as_view(), name="anomaly_report"),
    path("anomalies/<int:pk>/", anomalies.AnomalyPage.as_view(), name="anomaly"),
    path("anomalies/<int:pk>/answer/", anomalies.AnomalyAnswer.as_view(), name="anomaly_answer"),
]
