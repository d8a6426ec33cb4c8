from django.apps import AppConfig


class TicketsConfig(AppConfig):
    name = "apps.tickets"

    def ready(self) -> None:
        # Models can be imported only now.
        from apps.tickets.models import TicketInstance, TicketPack
        from apps.tickets.operations.batches import PackRules, TicketRules
        from apps.work.batches import register

        register(TicketRules(TicketInstance))
        register(PackRules(TicketPack))
