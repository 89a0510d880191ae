"""Where inspections, findings and orders live."""

from django.urls import path

from inspections.views import findings, joint, orders, own, parts

public_urlpatterns: list = []

desk_urlpatterns = [
    path("inspections/", joint.Inspections.as_view(), name="list"),
    path("inspections/new/", joint.Open.as_view(), name="open"),
    path("inspections/<int:pk>/", joint.Detail.as_view(), name="detail"),
    path("inspections/<int:pk>/close/", joint.Close.as_view(), name="close"),
    path("inspections/<int:pk>/cancel/", joint.Cancel.as_view(), name="cancel"),
    path("inspections/parts/<int:pk>/", parts.Part.as_view(), name="part"),
    path("findings/", findings.Findings.as_view(), name="findings"),
    path("findings/<int:pk>/", findings.FindingPage.as_view(), name="finding"),
    path("findings/<int:pk>/confirm/", findings.Confirm.as_view(), name="confirm"),
    path("findings/<int:pk>/dismiss/", findings.Dismiss.as_view(), name="dismiss"),
    path("findings/<int:pk>/decide/", findings.DecideFinding.as_view(), name="decide"),
    path("findings/<int:pk>/lift/", findings.LiftStop.as_view(), name="lift"),
    path("orders/", orders.Orders.as_view(), name="orders"),
    path("orders/<int:pk>/", orders.OrderPage.as_view(), name="order"),
    path("orders/<int:pk>/report/", orders.Report.as_view(), name="report"),
    path("orders/<int:pk>/extend/", orders.Extend.as_view(), name="extend"),
    path("orders/<int:pk>/reinspect/", orders.Reinspect.as_view(), name="reinspect"),
    path("orders/<int:pk>/withdraw/", orders.Withdraw.as_view(), name="withdraw"),
]

my_urlpatterns = [
    path("orders/", own.MyOrders.as_view(), name="my_orders"),
    path("orders/<int:pk>/", own.MyOrder.as_view(), name="my_order"),
]

api_urlpatterns: list = []
