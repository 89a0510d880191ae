"""Addresses of the annual inspection and of the zombies it brings to light."""

from django.urls import path

from institutions.views.annual import own, public, reviews, years, zombies

public_urlpatterns = [
    path("annual/", public.PublicAnnual.as_view(), name="public_annual"),
]

desk_urlpatterns = [
    path("annual/", years.AnnualInspections.as_view(), name="annuals"),
    path("annual/summary/", years.Summary.as_view(), name="annual_summary"),
    path("annual/schemes/<int:pk>/", years.Scheme.as_view(), name="annual_scheme"),
    path("annual/<int:pk>/", years.Returns.as_view(), name="annual"),
    path("annual/<int:pk>/results/", years.DecideMany.as_view(), name="annual_many"),
    path("annual/<int:pk>/conclude/", years.Conclude.as_view(), name="annual_conclude"),
    path("annual/returns/<int:pk>/", reviews.Look.as_view(), name="annual_return"),
    path("annual/returns/<int:pk>/begin/", reviews.Begin.as_view(), name="annual_begin"),
    path("annual/returns/<int:pk>/send-back/", reviews.SendBack.as_view(), name="annual_send_back"),
    path("annual/returns/<int:pk>/absent/", reviews.Absent.as_view(), name="annual_absent"),
    path("annual/returns/<int:pk>/points/", reviews.Points.as_view(), name="annual_points"),
    path("annual/returns/<int:pk>/propose/", reviews.Propose.as_view(), name="annual_propose"),
    path("annual/returns/<int:pk>/answer/", reviews.Answer.as_view(), name="annual_answer"),
    path("zombies/", zombies.Zombies.as_view(), name="zombies"),
    path("zombies/<int:pk>/", zombies.Zombie.as_view(), name="zombie"),
    path("zombies/<int:pk>/clear/", zombies.Clear.as_view(), name="zombie_clear"),
]

my_urlpatterns = [
    path("annual/<int:pk>/", own.Report.as_view(), name="my_report"),
    path("annual/<int:pk>/figures/", own.Figures.as_view(), name="my_report_figures"),
    path("annual/<int:pk>/papers/", own.Documents.as_view(), name="my_report_documents"),
    path("annual/<int:pk>/points/", own.Scores.as_view(), name="my_report_scores"),
    path("annual/<int:pk>/objection/", own.Object.as_view(), name="my_report_objection"),
]
