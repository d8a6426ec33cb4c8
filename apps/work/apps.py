from django.apps import AppConfig


class WorkConfig(AppConfig):
    name = "apps.work"
    verbose_name = "Schedule and bulk changes"

    def ready(self) -> None:
        # Models can be imported only now.
        from apps.tenancy.models import Tenant
        from apps.work.batches import TableRules, register

        register(TableRules(Tenant))  # for its import; firms keep no history, so nothing of them is put back
