"""Addresses of random draws and of conflicts of interest."""

from django.urls import path

from inspections.views import draws, interests, public_draws

public_urlpatterns = [
    path("draws/", public_draws.PublicDraws.as_view(), name="public_draws"),
    path("draws/<int:pk>/", public_draws.PublicDraw.as_view(), name="public_draw"),
    path("draws/<int:pk>.json", public_draws.DrawJson.as_view(), name="draw_json"),
]

desk_urlpatterns = [
    path("draws/", draws.Draws.as_view(), name="draws"),
    path("draws/new/", draws.Prepare.as_view(), name="draw_new"),
    path("draws/interests/", interests.Interests.as_view(), name="interests"),
    path("draws/interests/new/", interests.Declare.as_view(), name="interest_new"),
    path("draws/interests/<int:pk>/end/", interests.EndInterest.as_view(), name="interest_end"),
    path("draws/<int:pk>/", draws.DrawPage.as_view(), name="draw"),
    path("draws/<int:pk>/commit/", draws.Commit.as_view(), name="draw_commit"),
    path("draws/<int:pk>/draw/", draws.DrawNow.as_view(), name="draw_now"),
    path("draws/<int:pk>/visits/", draws.OpenVisits.as_view(), name="draw_visits"),
    path("draws/<int:pk>/publish/", draws.PublishDraw.as_view(), name="draw_publish"),
    path("draws/<int:pk>/redraw/", draws.Redraw.as_view(), name="draw_redraw"),
]
