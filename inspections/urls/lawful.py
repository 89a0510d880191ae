"""Addresses of the approval, of the code at the door, of the published items, and of the ledger of the burden."""

from django.urls import path

from inspections.views import burden, lawful, public

public_urlpatterns = [
    path("visits/check/", public.CheckVisit.as_view(), name="check"),
    path("inspection-items/", public.Items.as_view(), name="items"),
]

desk_urlpatterns = [
    path("inspections/<int:pk>/approve/", lawful.Approve.as_view(), name="approve"),
    path("inspections/<int:pk>/join/", lawful.Join.as_view(), name="join"),
    path("inspections/<int:pk>/door/", lawful.Door.as_view(), name="door"),
    path("burden/", burden.Ledger.as_view(), name="burden"),
]

my_urlpatterns = [
    path("visits/", burden.MyVisits.as_view(), name="my_visits"),
    path("visits/door/", lawful.MyDoor.as_view(), name="my_door"),
]
