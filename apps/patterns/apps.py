from django.apps import AppConfig


class PatternsConfig(AppConfig):
    name = "apps.patterns"

    def ready(self) -> None:
        # Models can be imported only now.
        from apps.patterns import operations
        from apps.patterns.models import Pattern, ProjectOutcome
        from apps.patterns.operations.batches import ProjectRules
        from apps.work import batches
        from apps.work.engines import Engine, Step, register

        batches.register(batches.TableRules(Pattern))
        batches.register(ProjectRules(ProjectOutcome))

        register(
            Engine(
                name="scaffold-sessions",
                title="Scaffold sessions",
                says="Marks walks through the scaffolding wizard abandoned a day after their last step, so that they "
                "are counted.",
                cron="20 * * * *",
                steps=(Step("abandon", operations.abandon_sessions),),
            )
        )
