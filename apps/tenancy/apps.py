from django.apps import AppConfig


class TenancyConfig(AppConfig):
    name = "apps.tenancy"
    verbose_name = "Firms and people"

    def ready(self) -> None:
        from apps.tenancy import checks  # noqa: F401 -- registers the system checks
