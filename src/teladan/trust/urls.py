from django.conf import settings
from django.urls import path

from teladan.trust import views

urlpatterns = [
    path("masuk/", views.log_in, name="masuk"),
    path("keluar/", views.log_out, name="keluar"),
    path("instansi/", views.choose_agency, name="pilih-instansi"),
]

if settings.DEMO_LOGIN:
    urlpatterns.append(path("masuk/demo/", views.log_in_demo, name="masuk-demo"))
