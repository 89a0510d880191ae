"""Addresses of the life of a school permit."""

from django.urls import path

from institutions.views.licences import desk, drafts, public

public_urlpatterns = [path("licences/notices/", public.Notices.as_view(), name="licence_notices")]

desk_urlpatterns = [
    path("licences/", desk.Licences.as_view(), name="licences"),
    path("licences/<int:pk>/", desk.Licence.as_view(), name="licence"),
    path("licences/<int:pk>/accept/", desk.Accept.as_view(), name="licence_accept"),
    path("licences/<int:pk>/return/", desk.SendBack.as_view(), name="licence_return"),
    path("licences/<int:pk>/refuse/", desk.Refuse.as_view(), name="licence_refuse"),
    path("licences/<int:pk>/check/", desk.SiteCheck.as_view(), name="licence_check"),
    path("licences/<int:pk>/notice/", desk.Show.as_view(), name="licence_show"),
    path("licences/<int:pk>/grant/", desk.Grant.as_view(), name="licence_grant"),
    path("licences/<int:pk>/issue/", desk.Issue.as_view(), name="licence_issue"),
    path("licences/<int:pk>/draft/", desk.PaperDraft.as_view(), name="licence_draft"),
    path(
        "licences/<int:pk>/draft/standard/<int:number>/",
        desk.PaperSection.as_view(),
        name="licence_draft_section",
    ),
    path("licences/<int:pk>/draft/wish/", desk.PaperWish.as_view(), name="licence_draft_wish"),
    path("licences/<int:pk>/draft/papers/", desk.PaperPapers.as_view(), name="licence_draft_papers"),
    path("licences/<int:pk>/draft/withdraw/", desk.PaperWithdraw.as_view(), name="licence_draft_withdraw"),
    path("licences/stops/<int:pk>/", desk.Stop.as_view(), name="stop_declaration"),
    path("institutions/<str:code>/licence/", desk.BeginFor.as_view(), name="licence_for"),
    path("institutions/<str:code>/revoke/", desk.Revoke.as_view(), name="licence_revoke"),
]

my_urlpatterns = [
    path("licence/", drafts.Begin.as_view(), name="my_licences"),
    path("licence/stop/", drafts.DeclareStop.as_view(), name="my_stop"),
    path("licence/<int:pk>/", drafts.Draft.as_view(), name="my_licence"),
    path("licence/<int:pk>/standard/<int:number>/", drafts.Section.as_view(), name="my_licence_section"),
    path("licence/<int:pk>/wish/", drafts.Wish.as_view(), name="my_licence_wish"),
    path("licence/<int:pk>/papers/", drafts.Papers.as_view(), name="my_licence_papers"),
    path("licence/<int:pk>/withdraw/", drafts.Withdraw.as_view(), name="my_licence_withdraw"),
]
