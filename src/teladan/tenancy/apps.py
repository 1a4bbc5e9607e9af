from django.apps import AppConfig
from django.db.models.signals import post_migrate


class TenancyConfig(AppConfig):
    name = "teladan.tenancy"
    label = "tenancy"

    def ready(self) -> None:
        from teladan.tenancy import checks, security

        del checks  # importing it registers the check
        post_migrate.connect(security.secure, sender=self, dispatch_uid="tenancy.secure")
