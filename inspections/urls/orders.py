"""Addresses of rectification orders."""

from django.urls import path

from inspections.views import orders, own

desk_urlpatterns = [
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
