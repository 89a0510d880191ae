"""Addresses of penalty cases."""

from django.urls import path

from inspections.views import cases, my_cases

desk_urlpatterns = [
    path("cases/", cases.Cases.as_view(), name="cases"),
    path("cases/<int:pk>/", cases.CasePage.as_view(), name="case"),
    path("cases/<int:pk>/step/", cases.RecordStep.as_view(), name="case_step"),
    path("cases/<int:pk>/hearing/", cases.SetHearing.as_view(), name="case_hearing"),
    path("cases/<int:pk>/review/", cases.Review.as_view(), name="case_review"),
    path("cases/<int:pk>/officers/", cases.ChangeOfficers.as_view(), name="case_officers"),
    path("cases/<int:pk>/close/", cases.CloseCase.as_view(), name="case_close"),
    path("findings/<int:pk>/case/", cases.OpenCase.as_view(), name="case_new"),
]

my_urlpatterns = [
    path("cases/", my_cases.MyCases.as_view(), name="my_cases"),
    path("cases/<int:pk>/", my_cases.MyCase.as_view(), name="my_case"),
]
