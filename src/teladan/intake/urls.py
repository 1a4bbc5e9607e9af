from django.urls import path

from teladan.intake import views

urlpatterns = [
    path("impor/", views.start, name="impor"),
    path("impor/templat.xlsx", views.template_file, name="impor-templat"),
    path("impor/<uuid:run_id>/", views.check, name="impor-periksa"),
    path("impor/<uuid:run_id>/terapkan/", views.apply, name="impor-terapkan"),
    path("impor/<uuid:run_id>/perbaikan.xlsx", views.repair_file, name="impor-perbaikan"),
]
