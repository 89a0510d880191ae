from django.urls import path

from portal.regulation.views import RegulationPage

public_urlpatterns = [path("regulation/", RegulationPage.as_view(), name="index")]
