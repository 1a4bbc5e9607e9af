"""Addresses of the look: appearance, and the style guide where the mode allows it."""

from django.conf import settings
from django.urls import path

from teladan.site import appearance, gaya

urlpatterns = [path("tampilan/", appearance.change, name="tampilan")]
if getattr(settings, "STYLE_GUIDE", False):
    urlpatterns.append(path("gaya/", gaya.page, name="gaya"))
