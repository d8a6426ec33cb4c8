from django.apps import AppConfig


class DealsConfig(AppConfig):
    name = "apps.deals"

    def ready(self) -> None:
        # Models can be imported only now.
        from apps.clients import unsubscribing
        from apps.deals import operations
        from apps.deals.models import Deal, StageConfig
        from apps.deals.operations.batches import DealRules
        from apps.deals.operations.follow_ups import OPT_OUT, PURPOSE, stop_follow_ups
        from apps.deals.replies import take_answer
        from apps.work import batches, replies
        from apps.work.engines import Engine, Step, register

        batches.register(DealRules(Deal))
        batches.register(batches.TableRules(StageConfig))
        register(
            Engine(
                "deal-stall-detection",
                "Stalled deals",
                "Finds deals that nobody has touched for longer than their stage allows, and follows them up.",
                "0 8,14 * * *",
                (Step("stalls", operations.mark_stalled), Step("follow-ups", operations.send_due_follow_ups)),
            )
        )
        replies.register(take_answer, purposes=(PURPOSE,))
        unsubscribing.register(OPT_OUT, stop_follow_ups)
