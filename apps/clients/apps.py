from django.apps import AppConfig


class ClientsConfig(AppConfig):
    name = "apps.clients"

    def ready(self) -> None:
        # Models can be imported only now.
        from apps.clients.models import Case, Client, Contact, Order, Task
        from apps.work.batches import TableRules, register

        for model in (Client, Contact, Order, Case, Task):
            register(TableRules(model))
