"""Addresses of the census."""

from django.urls import path

from institutions.views.census import campaigns, entries, matching, problems

desk_urlpatterns = [
    path("census/", campaigns.Censuses.as_view(), name="censuses"),
    path("census/new/", campaigns.OpenCensus.as_view(), name="census_open"),
    path("census/districts/", campaigns.Compare.as_view(), name="census_city"),
    path("census/<int:pk>/", campaigns.Progress.as_view(), name="census"),
    path("census/<int:pk>/close/", campaigns.Close.as_view(), name="census_close"),
    path("census/<int:pk>/areas/new/", campaigns.AddArea.as_view(), name="census_area"),
    path("census/areas/<int:pk>/", campaigns.Report.as_view(), name="census_report"),
    path("census/<int:pk>/entries/", entries.Entries.as_view(), name="census_entries"),
    path("census/<int:pk>/entries/new/", entries.Enter.as_view(), name="census_enter"),
    path("census/<int:pk>/workbook/", entries.SendSheet.as_view(), name="census_sheet"),
    path("census/workbooks/<int:pk>/", entries.Sheet.as_view(), name="census_workbook"),
    path("census/workbooks/<int:pk>/refused.xlsx", entries.RefusedRows.as_view(), name="census_refused"),
    path("census/entries/<int:pk>/", matching.Entry.as_view(), name="census_entry"),
    path("census/entries/<int:pk>/correct/", entries.Amend.as_view(), name="census_amend"),
    path("census/entries/<int:pk>/merge/", matching.Merge.as_view(), name="census_merge"),
    path("census/entries/<int:pk>/register/", matching.EnterAsNew.as_view(), name="census_new"),
    path("census/entries/<int:pk>/aside/", matching.SetAside.as_view(), name="census_aside"),
    path("census/entries/<int:pk>/undo/", matching.Undo.as_view(), name="census_undo"),
    path("census/<int:pk>/problems/", problems.Problems.as_view(), name="census_problems"),
    path("census/problems/<int:pk>/", problems.Problem.as_view(), name="census_problem"),
    path("census/<int:pk>/plans/<str:kind>/", problems.Plan.as_view(), name="census_plan"),
]
