from django.apps import AppConfig


class PlanningConfig(AppConfig):
    name = "teladan.planning"
    label = "planning"
