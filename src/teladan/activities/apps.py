from django.apps import AppConfig


class ActivitiesConfig(AppConfig):
    name = "teladan.activities"
    label = "activities"
