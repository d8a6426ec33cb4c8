from django.apps import AppConfig


class EnrichmentConfig(AppConfig):
    name = "apps.enrichment"
    verbose_name = "Signals and contact details"

    def ready(self) -> None:
        # Models can be imported only now.
        from apps.enrichment import operations
        from apps.enrichment.operations import signals
        from apps.enrichment.replies import learn
        from apps.work import replies
        from apps.work.engines import Engine, Step, register

        register(
            Engine(
                name="contact-enrichment",
                title="Contacts and signals",
                says="Takes in what mails and providers say about contacts, and finds signals in what clients write.",
                cron="*/30 * * * *",
                steps=(
                    Step("release", operations.release_stuck),
                    Step("take in", operations.process_due),
                    Step("ask", operations.ask_due),
                    Step("signals in feedback", signals.in_feedback),
                    Step("signals in cases", signals.in_cases),
                    Step("signals in notes", signals.in_notes),
                ),
            )
        )
        replies.listen("signatures", learn)
