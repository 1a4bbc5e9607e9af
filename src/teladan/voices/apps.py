from django.apps import AppConfig


class VoicesConfig(AppConfig):
    name = "teladan.voices"
    label = "voices"
