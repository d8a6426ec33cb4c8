from django.apps import AppConfig


class ComplianceConfig(AppConfig):
    name = "apps.compliance"

    def ready(self) -> None:
        from apps.compliance.engine import ENGINE
        from apps.work.engines import register

        register(ENGINE)
