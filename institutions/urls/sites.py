"""Addresses of teaching sites, rooms and sites in another district."""

from django.urls import path

from institutions.views.sites import cross, desk, own

desk_urlpatterns = [
    path("institutions/<str:code>/sites/", desk.Sites.as_view(), name="sites"),
    path("institutions/<str:code>/sites/new/", desk.AddSite.as_view(), name="site_new"),
    path("sites/<int:pk>/", desk.CorrectSite.as_view(), name="site_correct"),
    path("sites/<int:pk>/give-up/", desk.GiveUpSite.as_view(), name="site_give_up"),
    path("sites/<int:pk>/rooms/new/", desk.AddRoom.as_view(), name="room_new"),
    path("rooms/<int:pk>/", desk.CorrectRoom.as_view(), name="room_correct"),
    path("rooms/<int:pk>/give-up/", desk.GiveUpRoom.as_view(), name="room_give_up"),
    path("cross-sites/", cross.CrossSites.as_view(), name="cross_sites"),
    path("cross-sites/<int:pk>/", cross.CrossSite.as_view(), name="cross_site"),
]

my_urlpatterns = [
    path("sites/", own.MySites.as_view(), name="my_sites"),
    path("sites/<int:pk>/rooms/new/", own.MyAddRoom.as_view(), name="my_room_new"),
    path("rooms/<int:pk>/", own.MyCorrectRoom.as_view(), name="my_room"),
    path("rooms/<int:pk>/give-up/", own.MyGiveUpRoom.as_view(), name="my_room_give_up"),
]
