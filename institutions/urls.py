"""Where institutions live."""

from django.urls import path

from institutions import api
from institutions.views import annual, desk, filings, imports, own, public

public_urlpatterns = [
    path("filings/", public.PublicFilings.as_view(), name="public_filings"),
    path("filings/<int:pk>/", public.PublicFiling.as_view(), name="public_filing"),
]

desk_urlpatterns = [
    path("institutions/", desk.Register.as_view(), name="list"),
    path("institutions/imports/", imports.Imports.as_view(), name="imports"),
    path("institutions/imports/new/", imports.Send.as_view(), name="import_send"),
    path("institutions/imports/<int:pk>/", imports.Look.as_view(), name="import"),
    path("institutions/imports/<int:pk>/refused.xlsx", imports.Refused.as_view(), name="import_refused"),
    path("institutions/<str:code>/", desk.Detail.as_view(), name="detail"),
    path("institutions/<str:code>/edit/", desk.Edit.as_view(), name="edit"),
    path("annual/", annual.AnnualInspections.as_view(), name="annuals"),
    path("annual/<int:pk>/", annual.Returns.as_view(), name="annual"),
    path("annual/<int:pk>/results/", annual.DecideMany.as_view(), name="annual_many"),
    path("annual/<int:pk>/conclude/", annual.Conclude.as_view(), name="annual_conclude"),
    path("annual/returns/<int:pk>/", annual.Decide.as_view(), name="annual_return"),
    path("filings/", filings.Filings.as_view(), name="filings"),
    path("institutions/<str:code>/filings/new/", filings.FileFor.as_view(), name="filing_for"),
    path("filings/<int:pk>/", filings.Review.as_view(), name="filing"),
]

my_urlpatterns = [
    path("", own.Home.as_view(), name="my_home"),
    path("filings/", own.MyFilings.as_view(), name="my_filings"),
    path("filings/new/", own.FileClass.as_view(), name="my_filing_new"),
    path("filings/<int:pk>/", own.Filing.as_view(), name="my_filing"),
    path("filings/<int:pk>/again/", own.FileAgain.as_view(), name="my_filing_again"),
    path("filings/<int:pk>/withdraw/", own.Withdraw.as_view(), name="my_filing_withdraw"),
    path("annual/<int:pk>/", own.Report.as_view(), name="my_report"),
]

api_urlpatterns = [path("filings/", api.FilingList.as_view(), name="api_filings")]
