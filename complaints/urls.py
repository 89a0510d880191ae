"""Where complaints live."""

from django.urls import path

from complaints import api
from complaints.views import (
    acts,
    calls,
    desk,
    figures,
    filing,
    identity,
    merging,
    templates,
    together,
    tracking,
)

public_urlpatterns = [
    path("complaints/new/", filing.Ask.as_view(), {"step": "what"}, name="new"),
    path("complaints/new/summary/", filing.Summary.as_view(), name="summary"),
    path("complaints/new/receipt/", filing.ShowReceipt.as_view(), name="receipt"),
    path("complaints/new/again/", filing.StartOver.as_view(), name="start_over"),
    path("complaints/new/photos/<uuid:key>/remove/", filing.RemovePhoto.as_view(), name="remove_photo"),
    path("complaints/new/<slug:step>/", filing.Ask.as_view(), name="ask"),
    path("complaints/figures/", figures.PublicFigures.as_view(), name="public_figures"),
    path("complaints/track/", tracking.Track.as_view(), name="track"),
    path("complaints/track/add/", tracking.Add.as_view(), name="track_add"),
    path("complaints/track/rate/", tracking.Rate.as_view(), name="track_rate"),
    path("complaints/track/leave/", tracking.Leave.as_view(), name="track_leave"),
]

desk_urlpatterns = [
    path("complaints/", desk.Queue.as_view(), name="list"),
    path("complaints/calls/", calls.Calls.as_view(), name="calls"),
    path("complaints/calls/<uuid:client_id>/", calls.Call.as_view(), name="call"),
    path("complaints/calls/<uuid:client_id>/keep/", calls.KeepCall.as_view(), name="call_keep"),
    path("complaints/calls/<uuid:client_id>/discard/", calls.DiscardCall.as_view(), name="call_discard"),
    path("complaints/calls/<uuid:client_id>/receipt/", calls.CallReceipt.as_view(), name="call_receipt"),
    path("complaints/joint/", together.JointRequests.as_view(), name="joint_requests"),
    path("complaints/joint/<int:pk>/", together.JointRequestPage.as_view(), name="joint_request"),
    path("complaints/templates/", templates.Templates.as_view(), name="templates"),
    path("complaints/templates/new/", templates.NewTemplate.as_view(), name="template_new"),
    path("complaints/templates/<int:pk>/", templates.Template.as_view(), name="template"),
    path("complaints/templates/<int:pk>/retire/", templates.RetireTemplate.as_view(), name="template_retire"),
    path("complaints/figures/", figures.Figures.as_view(), name="figures"),
    path("complaints/<int:pk>/", desk.Detail.as_view(), name="detail"),
    path("complaints/<int:pk>/accept/", acts.Accept.as_view(), name="accept"),
    path("complaints/<int:pk>/refuse/", acts.Refuse.as_view(), name="refuse"),
    path("complaints/<int:pk>/dispatch/", acts.SendOn.as_view(), name="dispatch"),
    path("complaints/<int:pk>/take/", acts.Take.as_view(), name="take"),
    path("complaints/<int:pk>/link/", acts.Link.as_view(), name="link"),
    path("complaints/<int:pk>/check/", acts.Check.as_view(), name="check"),
    path("complaints/<int:pk>/told/", acts.Told.as_view(), name="told"),
    path("complaints/<int:pk>/visit/", acts.OpenVisit.as_view(), name="visit"),
    path("complaints/<int:pk>/answer/", acts.Answer.as_view(), name="answer"),
    path("complaints/<int:pk>/extend/", acts.Extend.as_view(), name="extend"),
    path("complaints/<int:pk>/pause/", acts.Pause.as_view(), name="pause"),
    path("complaints/<int:pk>/resume/", acts.Resume.as_view(), name="resume"),
    path("complaints/<int:pk>/note/", acts.WriteNote.as_view(), name="note"),
    path("complaints/<int:pk>/seen/", acts.Seen.as_view(), name="seen"),
    path("complaints/<int:pk>/close/", acts.Close.as_view(), name="close"),
    path("complaints/<int:pk>/merge/", merging.Merge.as_view(), name="merge"),
    path("complaints/<int:pk>/unmerge/", merging.Unmerge.as_view(), name="unmerge"),
    path("complaints/<int:pk>/ask/", together.Ask.as_view(), name="ask_person"),
    path("complaints/<int:pk>/urge/", together.Urge.as_view(), name="urge"),
    path("complaints/<int:pk>/reply/", together.Reply.as_view(), name="reply"),
    path("complaints/<int:pk>/joint/", together.AskDepartments.as_view(), name="joint"),
    path("complaints/<int:pk>/return/", acts.Return.as_view(), name="return"),
    path("complaints/<int:pk>/identity/", identity.AskIdentity.as_view(), name="identity"),
    path("complaints/<int:pk>/identity/open/", identity.OpenIdentity.as_view(), name="identity_open"),
    path("complaints/identity/<int:pk>/", identity.Request.as_view(), name="identity_request"),
    path("complaints/identity/<int:pk>/agree/", identity.Grant.as_view(), name="identity_grant"),
    path("complaints/identity/<int:pk>/decline/", identity.Decline.as_view(), name="identity_decline"),
]

my_urlpatterns: list = []

api_urlpatterns = [
    path("complaints/", api.FileComplaint.as_view(), name="api_file"),
    path("complaints/<str:code>/", api.FollowComplaint.as_view(), name="api_follow"),
]
