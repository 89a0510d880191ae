"""Where lists and publications live."""

from django.urls import path

from publicity import api
from publicity.views import changes, desk, lists, own, public, publications

public_urlpatterns = [
    path("", public.Home.as_view(), name="home"),
    path("institutions/", public.Search.as_view(), name="search"),
    path("institutions/<str:code>/", public.InstitutionPage.as_view(), name="institution"),
    path("institutions/<str:code>/history/", changes.History.as_view(), name="history"),
    path("institutions/<str:code>/sticker/", changes.Sticker.as_view(), name="sticker"),
    path("publications/", publications.Publications.as_view(), name="publications"),
    path("publications/keys/", publications.Keys.as_view(), name="keys"),
    path("publications/keys.json", publications.KeysJson.as_view(), name="keys_json"),
    path("publications/as-of/", changes.AsOf.as_view(), name="as_of"),
    path("publications/feed.atom", changes.AtomFeed.as_view(), name="feed_atom"),
    path("publications/feed.json", changes.JsonFeed.as_view(), name="feed_json"),
    path("publications/<int:pk>/changes/", changes.PublicationChanges.as_view(), name="changes"),
    path("publications/<int:pk>/", publications.OnePublication.as_view(), name="publication"),
    path("publications/<int:pk>/verify/", publications.Verify.as_view(), name="verify"),
    *[
        path(f"publications/<int:pk>.{kind}", publications.Paper.as_view(), {"kind": kind}, name=kind)
        for kind in publications.PAPERS
    ],
]

desk_urlpatterns = [
    path("lists/", desk.Proposals.as_view(), name="proposals"),
    path("lists/accept/", desk.AcceptMany.as_view(), name="accept_many"),
    path("lists/candidates/", lists.Candidates.as_view(), name="candidates"),
    path("lists/new/<str:code>/", desk.ProposeOne.as_view(), name="propose"),
    path("lists/<int:pk>/", desk.Proposal.as_view(), name="proposal"),
    path("lists/<int:pk>/accept/", desk.Accept.as_view(), name="accept"),
    path("lists/<int:pk>/return/", desk.SendBack.as_view(), name="send_back"),
    path("publications/", lists.YearState.as_view(), name="year"),
    path("publications/<slug:district>/<int:year>/publish/", lists.PublishNow.as_view(), name="publish"),
]

my_urlpatterns = [
    path("lists/", own.Notices.as_view(), name="notices"),
    path("lists/<int:pk>/", own.Notice.as_view(), name="notice"),
]
api_urlpatterns = [
    path("institutions/", api.InstitutionList.as_view(), name="api_institutions"),
    path("institutions/<str:code>/", api.InstitutionRead.as_view(), name="api_institution"),
    path("publications/", api.PublicationList.as_view(), name="api_publications"),
    path("publications/<int:pk>/", api.PublicationRead.as_view(), name="api_publication"),
    path("publications/<int:pk>/entries/", api.EntryList.as_view(), name="api_entries"),
    path("publications/<int:pk>/proof/<str:code>/", api.ProofRead.as_view(), name="api_proof"),
]
