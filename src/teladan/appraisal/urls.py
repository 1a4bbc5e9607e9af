from django.urls import path

from teladan.appraisal.views import cycle, document, own, team

urlpatterns = [
    path("", own.home, name="beranda"),
    path("penilaian/", own.own_list, name="penilaian"),
    path("penilaian/<str:code>/", own.own_detail, name="penilaian-periode"),
    path("tim/", team.team, name="tim"),
    path("evaluasi/<uuid:appraisal_id>/", team.evaluate, name="evaluasi-pegawai"),
    path("dokumen/<uuid:appraisal_id>/d-1-1.pdf", document.evaluation_document, name="dokumen-d11"),
    path("siklus/", cycle.cycles, name="siklus"),
    path("siklus/<str:code>/", cycle.period, name="siklus-periode"),
    path("siklus/<str:code>/hitung/", cycle.recompute, name="siklus-hitung"),
    path("siklus/<str:code>/tutup/", cycle.close, name="siklus-tutup"),
    path("cara-kami-menilai/<str:code>/", cycle.how_we_rate, name="cara-menilai"),
]
