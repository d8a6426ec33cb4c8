from django.apps import AppConfig


class FeedbackConfig(AppConfig):
    name = "apps.feedback"

    def ready(self) -> None:
        # Models can be imported only now.
        from apps.feedback import operations
        from apps.feedback.replies import take_answer
        from apps.work import failed_mails, replies
        from apps.work.engines import Engine, Step, register

        register(
            Engine(
                name="feedback-automation",
                title="Feedback",
                says="Asks clients a week after delivery how it was, unless a case is open or they want no such mails.",
                cron="0 9 * * *",
                steps=(
                    Step("queue", operations.queue_delivered),
                    Step("check", operations.check_due),
                    Step("send", operations.send_due),
                    Step("expire", operations.expire),
                ),
            )
        )
        replies.register(take_answer, purposes=("feedback_request",))
        failed_mails.register(operations.leave_out_failed, purpose="feedback_request")
