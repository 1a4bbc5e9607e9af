from django.apps import AppConfig


class AppraisalConfig(AppConfig):
    name = "teladan.appraisal"
    label = "appraisal"
