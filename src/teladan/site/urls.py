"""Every address of the site; Indonesian words that stay stable."""

from django.conf import settings
from django.urls import include, path

from teladan.site import appearance, health

urlpatterns = [
    path("sehat/", health.healthy, name="sehat"),
    path("tampilan/", appearance.appearance, name="tampilan"),
    path("", include("teladan.trust.urls")),
    path("", include("teladan.appraisal.urls")),
    path("", include("teladan.intake.urls")),
]

if settings.STYLE_GUIDE:
    from teladan.site import gaya

    urlpatterns.append(path("gaya/", gaya.gaya, name="gaya"))

handler400 = "teladan.site.errors.bad_request"
handler403 = "teladan.site.errors.forbidden"
handler404 = "teladan.site.errors.not_found"
handler500 = "teladan.site.errors.server_error"
