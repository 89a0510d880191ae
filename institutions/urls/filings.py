"""Addresses of filed classes."""

from django.urls import path

from institutions import api
from institutions.views import filings, own, public

public_urlpatterns = [
    path("filings/", public.PublicFilings.as_view(), name="public_filings"),
    path("filings/<int:pk>/", public.PublicFiling.as_view(), name="public_filing"),
]

desk_urlpatterns = [
    path("filings/", filings.Filings.as_view(), name="filings"),
    path("institutions/<str:code>/filings/new/", filings.FileFor.as_view(), name="filing_for"),
    path("filings/<int:pk>/", filings.Review.as_view(), name="filing"),
]

my_urlpatterns = [
    path("filings/", own.MyFilings.as_view(), name="my_filings"),
    path("filings/new/", own.FileClass.as_view(), name="my_filing_new"),
    path("filings/<int:pk>/", own.Filing.as_view(), name="my_filing"),
    path("filings/<int:pk>/again/", own.FileAgain.as_view(), name="my_filing_again"),
    path("filings/<int:pk>/withdraw/", own.Withdraw.as_view(), name="my_filing_withdraw"),
]

api_urlpatterns = [
    path("filings/", api.FilingList.as_view(), name="api_filings"),
]
