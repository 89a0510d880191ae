"""Addresses of filed classes."""

from django.urls import path

from institutions import api
from institutions.views import filing_forms, filings, own_filings, public, timetables

public_urlpatterns = [
    path("filings/", public.PublicFilings.as_view(), name="public_filings"),
    path("filings/<int:pk>/", public.PublicFiling.as_view(), name="public_filing"),
    path("filings/institutions/<str:code>/", timetables.PublicTimetable.as_view(), name="public_timetable"),
]

desk_urlpatterns = [
    path("filings/", filings.Filings.as_view(), name="filings"),
    path("institutions/<str:code>/filings/new/", filing_forms.FileFor.as_view(), name="filing_for"),
    path("institutions/<str:code>/filings/check/", filing_forms.CheckFor.as_view(), name="filing_check"),
    path("institutions/<str:code>/timetable/", timetables.Timetable.as_view(), name="timetable"),
    path("filings/<int:pk>/", filings.Review.as_view(), name="filing"),
]

my_urlpatterns = [
    path("timetable/", timetables.MyTimetable.as_view(), name="my_timetable"),
    path("filings/", own_filings.MyFilings.as_view(), name="my_filings"),
    path("filings/new/", filing_forms.FileClass.as_view(), name="my_filing_new"),
    path("filings/check/", filing_forms.CheckMine.as_view(), name="my_filing_check"),
    path("filings/drafts/<int:pk>/", filing_forms.Draft.as_view(), name="my_filing_draft"),
    path(
        "filings/drafts/<int:pk>/discard/",
        own_filings.DiscardDraft.as_view(),
        name="my_filing_draft_discard",
    ),
    path("filings/<int:pk>/", own_filings.Filing.as_view(), name="my_filing"),
    path("filings/<int:pk>/again/", filing_forms.FileAgain.as_view(), name="my_filing_again"),
    path("filings/<int:pk>/change/", filing_forms.ChangeClass.as_view(), name="my_filing_change"),
    path("filings/<int:pk>/withdraw/", own_filings.Withdraw.as_view(), name="my_filing_withdraw"),
]

api_urlpatterns = [
    path("filings/", api.FilingList.as_view(), name="api_filings"),
]
