"""Addresses of special campaigns and of their targets."""

from django.urls import path

from inspections.views import campaigns, targets

desk_urlpatterns = [
    path("campaigns/", campaigns.Campaigns.as_view(), name="campaigns"),
    path("campaigns/new/", campaigns.MakeCampaign.as_view(), name="campaign_new"),
    path("campaigns/<int:pk>/", campaigns.CampaignProgress.as_view(), name="campaign"),
    path("campaigns/<int:pk>/change/", campaigns.ChangeCampaign.as_view(), name="campaign_change"),
    path("campaigns/<int:pk>/start/", campaigns.StartCampaign.as_view(), name="campaign_start"),
    path("campaigns/<int:pk>/close/", campaigns.CloseCampaign.as_view(), name="campaign_close"),
    path("campaigns/<int:pk>/targets/filter/", targets.TakeByFilter.as_view(), name="campaign_filter"),
    path("campaigns/<int:pk>/targets/list/", targets.TakeFromList.as_view(), name="campaign_list"),
    path("campaigns/targets/<int:pk>/drop/", targets.DropTarget.as_view(), name="campaign_drop"),
]
