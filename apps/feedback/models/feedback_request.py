from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from apps.clients.models import Case, Client, Contact, Order
from apps.clients.rules import ContactOfClient
from apps.core.models import touch
from apps.feedback.choices import AnswerSource, FeedbackStatus, Issue, Rating, Sentiment
from apps.tenancy.fields import LinkField
from apps.tenancy.models import TenantOwned, track_changes
from apps.tenancy.models.owned import fixed_tenant
from apps.tenancy.policies import TenantLink, TenantPolicy

ANSWERED = Q(status=FeedbackStatus.RESPONDED)


@track_changes("feedback_requests")
class FeedbackRequest(TenantOwned):
    """The question how a delivery was, asked once an order, a week after it, and its answer."""

    order = LinkField(Order, on_delete=models.CASCADE, related_name="feedback_requests")
    client = LinkField(Client, on_delete=models.CASCADE, related_name="feedback_requests")
    contact = LinkField(Contact, on_delete=models.SET_NULL, null=True, blank=True, related_name="feedback_requests")
    status = models.CharField(
        max_length=10, choices=FeedbackStatus, default=FeedbackStatus.PENDING, db_default=FeedbackStatus.PENDING
    )
    delivery_date = models.DateTimeField()
    scheduled_for = models.DateTimeField(help_text="When it is sent at the earliest.")
    sent_at = models.DateTimeField(null=True, blank=True, editable=False)
    responded_at = models.DateTimeField(null=True, blank=True, editable=False)
    expires_at = models.DateTimeField(null=True, blank=True, editable=False)
    has_open_case = models.BooleanField(default=False, db_default=False, editable=False)
    skip_reason = models.CharField(max_length=200, blank=True, default="", db_default="", editable=False)
    message_id = models.UUIDField(null=True, blank=True, editable=False, help_text="The mail in the outbox.")
    response_email_id = models.CharField(max_length=255, blank=True, default="", db_default="", editable=False)
    response_source = models.CharField(
        max_length=10, choices=AnswerSource, blank=True, default="", db_default="", editable=False
    )
    rating = models.CharField(max_length=10, choices=Rating, blank=True, default="", db_default="", editable=False)
    response_text = models.TextField(blank=True, default="", db_default="")
    response_summary = models.CharField(
        max_length=500, blank=True, default="", db_default="", help_text="What it is about, in words."
    )
    sentiment = models.CharField(max_length=10, choices=Sentiment, blank=True, default="", db_default="")
    sentiment_score = models.DecimalField(
        max_digits=3, decimal_places=2, null=True, blank=True, help_text="From −1, bad, to 1, good."
    )
    issues = models.JSONField(default=list, db_default=[], blank=True, editable=False)
    case_created = LinkField(Case, on_delete=models.SET_NULL, null=True, blank=True, editable=False, related_name="+")
    service_recovery_triggered = models.BooleanField(default=False, db_default=False, editable=False)

    class Meta:
        db_table = "feedback_requests"
        constraints = [
            TenantPolicy(name="feedback_request_policy"),
            TenantLink(name="feedback_request_order_link", field="order", on_delete="CASCADE"),
            TenantLink(name="feedback_request_client_link", field="client", on_delete="CASCADE"),
            TenantLink(name="feedback_request_contact_link", field="contact", on_delete="SET NULL"),
            ContactOfClient(name="feedback_request_contact_of_client"),
            TenantLink(name="feedback_request_case_link", field="case_created", on_delete="SET NULL"),
            models.UniqueConstraint(
                fields=["tenant", "order"],
                name="feedback_request_one_per_order",
                violation_error_message="The order has its feedback request already.",
            ),
            models.CheckConstraint(name="feedback_request_status_known", condition=Q(status__in=FeedbackStatus.values)),
            models.CheckConstraint(
                name="feedback_request_sentiment_known", condition=Q(sentiment__in=["", *Sentiment.values])
            ),
            models.CheckConstraint(name="feedback_request_rating_known", condition=Q(rating__in=["", *Rating.values])),
            models.CheckConstraint(
                name="feedback_request_issues_known", condition=Q(issues__contained_by=list(Issue.values))
            ),
            models.CheckConstraint(
                name="feedback_request_score_in_range",
                condition=Q(sentiment_score__isnull=True) | Q(sentiment_score__range=(-1, 1)),
                violation_error_message="A score is between −1 and 1.",
            ),
            models.CheckConstraint(
                name="feedback_request_sent_when",
                condition=~Q(status=FeedbackStatus.SENT) | Q(sent_at__isnull=False, expires_at__isnull=False),
            ),
            models.CheckConstraint(
                name="feedback_request_ends_after_sending",
                condition=Q(expires_at__isnull=True) | Q(expires_at__gt=F("sent_at")),
            ),
            models.CheckConstraint(
                name="feedback_request_answered_when",
                condition=(ANSWERED & Q(responded_at__isnull=False)) | (~ANSWERED & Q(responded_at__isnull=True)),
            ),
            models.CheckConstraint(
                name="feedback_request_skipped_why", condition=~Q(status=FeedbackStatus.SKIPPED) | ~Q(skip_reason="")
            ),
            models.CheckConstraint(
                name="feedback_request_after_delivery", condition=Q(scheduled_for__gte=F("delivery_date"))
            ),
        ]
        indexes = [
            models.Index(
                fields=["tenant", "scheduled_for"],
                name="feedback_requests_due",
                condition=Q(status=FeedbackStatus.PENDING),
            ),
            models.Index(
                fields=["tenant", "expires_at"], name="feedback_requests_open", condition=Q(status=FeedbackStatus.SENT)
            ),
            models.Index(fields=["tenant", "-created_at", "-id"], name="feedback_requests_newest"),
        ]
        triggers = [touch(), fixed_tenant()]

    def __str__(self) -> str:
        return f"Feedback on {self.order}"
