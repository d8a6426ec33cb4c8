from __future__ import annotations

from django.db import models
from django.db.models import Q

from apps.core.models import touch
from apps.tenancy.models import TenantOwned, track_changes
from apps.tenancy.models.owned import fixed_tenant
from apps.tenancy.policies import TenantPolicy
from apps.work.choices import MailStatus


@track_changes("outbox_messages", exclude=("body_text", "body_html"), quiet=("attempts", "last_error", "retry_at"))
class OutboxMessage(TenantOwned):
    """One mail of a firm: written here first, sent by a job once it is approved."""

    to_email = models.EmailField()
    subject = models.CharField(max_length=200)
    body_text = models.TextField(blank=True, default="")
    body_html = models.TextField(blank=True, default="")
    purpose = models.CharField(max_length=50, help_text="What the mail is for, such as invitation.")
    about_id = models.UUIDField(null=True, blank=True, editable=False, help_text="The row that it is about, if any.")
    status = models.CharField(max_length=10, choices=MailStatus, default=MailStatus.DRAFT)
    redact_on_send = models.BooleanField(
        default=False, help_text="The text holds a secret link: it is blanked when the mail is sent or given up."
    )
    attempts = models.PositiveSmallIntegerField(default=0, editable=False)
    last_error = models.CharField(max_length=500, blank=True, default="", editable=False)
    retry_at = models.DateTimeField(null=True, blank=True, editable=False, help_text="Not tried again before.")
    approved_at = models.DateTimeField(null=True, blank=True, editable=False)
    sent_at = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        db_table = "outbox_messages"
        verbose_name = "mail"
        constraints = [
            TenantPolicy(name="work_mail_policy"),
            models.CheckConstraint(name="work_mail_status_known", condition=Q(status__in=MailStatus.values)),
            models.CheckConstraint(
                name="work_mail_sent_at_when_sent",
                condition=Q(status="sent", sent_at__isnull=False) | (~Q(status="sent") & Q(sent_at__isnull=True)),
            ),
            models.CheckConstraint(
                name="work_mail_secret_is_blanked",
                condition=Q(redact_on_send=False) | Q(status__in=("draft", "approved")) | Q(body_text="", body_html=""),
            ),
        ]
        indexes = [
            models.Index(fields=["tenant", "status", "-created_at"], name="outbox_messages_by_status"),
            models.Index(
                fields=["tenant", "about_id"],
                name="outbox_messages_failed_about",
                condition=Q(status=MailStatus.FAILED, about_id__isnull=False),
            ),
        ]
        triggers = [touch(), fixed_tenant()]

    def __str__(self) -> str:
        return f"{self.subject} to {self.to_email}"
