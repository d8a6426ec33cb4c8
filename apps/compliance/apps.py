from django.apps import AppConfig


class ComplianceConfig(AppConfig):
    name = "apps.compliance"

    def ready(self) -> None:
        from apps.compliance.engine import ENGINE
        from apps.compliance.replies import PURPOSES, take_answer
        from apps.work import replies
        from apps.work.engines import register

        register(ENGINE)
        replies.register(take_answer, purposes=PURPOSES)
