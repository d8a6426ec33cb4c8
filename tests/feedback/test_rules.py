"""What the database itself refuses and does."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, connection, transaction

from apps.clients.models import Case
from apps.feedback.functions import expire_feedback_requests
from apps.feedback.models import FeedbackRequest
from apps.tenancy.context import tenant_context
from tests.conftest import AT
from tests.feedback.makers import DAY, make_client, make_contact, make_order, make_request


@pytest.mark.parametrize(
    ("rule", "values"),
    [
        ("status_known", {"status": "lost"}),
        ("sentiment_known", {"sentiment": "angry"}),
        ("score_in_range", {"sentiment_score": "1.01"}),
        ("score_in_range", {"sentiment_score": "-1.01"}),
        ("sent_when", {"status": "sent"}),
        ("answered_when", {"status": "responded"}),
        ("answered_when", {"responded_at": AT}),
        ("skipped_why", {"status": "skipped"}),
        ("after_delivery", {"scheduled_for": AT - 9 * DAY}),
        ("rating_known", {"rating": "great"}),
        ("issues_known", {"issues": ["smell"]}),
        ("ends_after_sending", {"sent_at": AT, "expires_at": AT}),
    ],
)
def test_impossible_rows_are_refused(inside, rule, values):
    request = make_request()

    with pytest.raises(IntegrityError, match=f"feedback_request_{rule}"), transaction.atomic():
        FeedbackRequest.objects.filter(pk=request.pk).update(**values)


def test_an_order_has_one_request(inside):
    request = make_request()

    with pytest.raises(IntegrityError, match="feedback_request_one_per_order"), transaction.atomic():
        make_request(request.order)


def test_expiry_closes_what_is_over_and_nothing_else(firm):
    with tenant_context(firm.pk):
        over, open_, pending = (
            make_request(sent=True),
            make_request(sent=True, expires_at=AT + 31 * DAY),
            make_request(),
        )
        answered = make_request(status="responded", responded_at=AT, sent_at=AT, expires_at=AT + 1 * DAY)

    with tenant_context(firm.pk, now=AT + 30 * DAY):
        assert expire_feedback_requests() == 1
        assert expire_feedback_requests() == 0
        states = dict(FeedbackRequest.objects.values_list("pk", "status"))

    assert states == {over.pk: "expired", open_.pk: "sent", pending.pk: "pending", answered.pk: "responded"}


def test_expiry_touches_no_other_firm(firm, other_firm):
    with tenant_context(other_firm.pk):
        make_request(sent=True)
    with tenant_context(firm.pk, now=AT + 31 * DAY), connection.cursor() as cursor:
        cursor.execute("SELECT expire_feedback_requests()")
        assert cursor.fetchone() == (0,)
    with tenant_context(other_firm.pk):
        assert FeedbackRequest.objects.get().status == "sent"


def reason(order):
    with connection.cursor() as cursor:
        cursor.execute("SELECT feedback_skip_reason(%s, %s, %s)", [order.pk, order.client_id, order.contact_id])
        return cursor.fetchone()[0]


def test_reason_to_leave_an_order_out(inside):
    client = make_client()
    order = make_order(client)
    assert reason(order) == "Nobody at the client has an email address."

    contact = make_contact(client)
    assert reason(order) == ""

    case = Case.objects.create(subject="Wrong address", order=order, status="waiting")
    assert reason(order) == "A case about the order is open."
    Case.objects.filter(pk=case.pk).update(status="resolved")
    assert reason(order) == ""

    contact.unsubscribed_at = AT
    contact.save()
    assert reason(order) == "The contact wants no mails that are sent in bulk."

    client.is_active = False
    client.save()
    assert reason(order) == "The client is inactive."


def test_contact_of_the_order_is_asked_before_the_primary_one(inside):
    client = make_client()
    primary = make_contact(client)
    named = make_contact(client, email="joe@castellan.example", is_primary=False)
    mute = make_contact(client, email="", is_primary=False)

    def asked(contact):
        with connection.cursor() as cursor:
            cursor.execute("SELECT feedback_contact(%s, %s)", [client.pk, contact and contact.pk])
            return cursor.fetchone()[0]

    assert [asked(named), asked(mute), asked(None)] == [named.pk, primary.pk, primary.pk]
