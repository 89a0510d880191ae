from django.urls import path

from portal.rulebook import views

desk_urlpatterns = [
    path("rules/", views.RuleList.as_view(), name="list"),
    path("rules/calendar/", views.CalendarPage.as_view(), name="calendar"),
    path("rules/rows/<int:pk>/end/", views.EndFigure.as_view(), name="end"),
    path("rules/<str:key>/", views.FigurePage.as_view(), name="figure"),
]
