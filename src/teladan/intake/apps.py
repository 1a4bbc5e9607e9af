from django.apps import AppConfig


class IntakeConfig(AppConfig):
    name = "teladan.intake"
    label = "intake"
