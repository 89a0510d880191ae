"""Addresses."""

public_urlpatterns: list = []
desk_urlpatterns: list = []
my_urlpatterns: list = []
api_urlpatterns: list = []
