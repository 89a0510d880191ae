"""Addresses of ladders, handovers, appeals and urgent stops."""

from django.urls import path

from inspections.views import appeals, handovers, hazards, ladders

desk_urlpatterns = [
    path("institutions/<str:code>/ladder/", ladders.Ladder.as_view(), name="ladder"),
    path("handovers/", handovers.Handovers.as_view(), name="handovers"),
    path("handovers/<int:pk>/", handovers.HandoverPage.as_view(), name="handover"),
    path("handovers/<int:pk>/accept/", handovers.Accept.as_view(), name="handover_accept"),
    path("handovers/<int:pk>/return/", handovers.Return.as_view(), name="handover_return"),
    path("handovers/<int:pk>/answer/", handovers.Answer.as_view(), name="handover_answer"),
    path("handovers/<int:pk>/again/", handovers.SendAgain.as_view(), name="handover_again"),
    path("findings/<int:pk>/handover/", handovers.Send.as_view(), name="handover_new"),
    path("decisions/<int:pk>/appeals/", appeals.Appeals.as_view(), name="appeals"),
    path("decisions/<int:pk>/appeals/new/", appeals.Register.as_view(), name="appeal_new"),
    path("decisions/<int:pk>/appeals/close/", appeals.Close.as_view(), name="appeal_close"),
    path("decisions/<int:pk>/withdraw/", appeals.WithdrawDecision.as_view(), name="decision_withdraw"),
    path("decisions/<int:pk>/taken-down/", appeals.TakenDown.as_view(), name="decision_taken_down"),
    path("inspections/parts/<int:pk>/hazard/", hazards.StopAtOnce.as_view(), name="hazard_new"),
    path("hazards/<int:pk>/", hazards.Hazard.as_view(), name="hazard"),
]

my_urlpatterns = [
    path("decisions/", appeals.MyDecisions.as_view(), name="my_decisions"),
    path("decisions/<int:pk>/", appeals.MyDecision.as_view(), name="my_decision"),
]
