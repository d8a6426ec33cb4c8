from django.apps import AppConfig


class QuotesConfig(AppConfig):
    name = "apps.quotes"

    def ready(self) -> None:
        # Models can be imported only now.
        from apps.clients import unsubscribing
        from apps.quotes import operations
        from apps.quotes.operations import follow_ups, sending
        from apps.quotes.replies import take_answer
        from apps.work import replies
        from apps.work.engines import Engine, Step, register

        register(
            Engine(
                name="quote-followups",
                title="Quotes",
                says="Lets quotes expire after their last day, and follows up those that nobody answered.",
                cron="0 10 * * *",
                steps=(
                    Step("expire", operations.expire_due_quotes),
                    Step("follow up", operations.send_due_follow_ups),
                ),
            )
        )
        replies.register(take_answer, purposes=(sending.PURPOSE, follow_ups.PURPOSE))
        unsubscribing.register(follow_ups.OPT_OUT, follow_ups.stop_follow_ups)
