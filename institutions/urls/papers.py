"""Addresses of papers, notices and corrections."""

from django.urls import path

from institutions.views.papers import desk, notices, own

desk_urlpatterns = [
    path("papers/", desk.AllPapers.as_view(), name="all_papers"),
    path("papers/<int:pk>/", desk.OnePaper.as_view(), name="paper"),
    path("papers/<int:pk>/correct/", desk.CorrectPaper.as_view(), name="paper_correct"),
    path("papers/<int:pk>/end/", desk.EndPaper.as_view(), name="paper_end"),
    path("institutions/<str:code>/papers/", desk.PapersOf.as_view(), name="papers"),
    path("institutions/<str:code>/papers/new/", desk.AddPaper.as_view(), name="paper_new"),
    path("notices/", notices.Notices.as_view(), name="notices"),
    path("notices/<int:pk>/read/", notices.ReadNotice.as_view(), name="notice_read"),
    path("corrections/", notices.Corrections.as_view(), name="corrections"),
    path("corrections/<int:pk>/", notices.Correction.as_view(), name="correction"),
]

my_urlpatterns = [
    path("papers/", own.MyPapers.as_view(), name="my_papers"),
    path("papers/new/", own.SendPaper.as_view(), name="my_paper_new"),
    path("papers/<int:pk>/", own.MyPaper.as_view(), name="my_paper"),
    path("notices/", notices.MyNotices.as_view(), name="my_notices"),
    path("notices/<int:pk>/read/", notices.MyReadNotice.as_view(), name="my_notice_read"),
    path("profile/", own.Profile.as_view(), name="my_profile"),
    path("profile/corrections/<int:pk>/", notices.MyCorrection.as_view(), name="my_correction"),
]
