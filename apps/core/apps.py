from django.apps import AppConfig

from apps.core.migration_state import build_changed_model_alone


class CoreConfig(AppConfig):
    name = "apps.core"

    def ready(self) -> None:
        build_changed_model_alone()
