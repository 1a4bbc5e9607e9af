from django.apps import AppConfig


class TrustConfig(AppConfig):
    name = "teladan.trust"
    label = "trust"
