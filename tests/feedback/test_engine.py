from __future__ import annotations

import datetime as dt
import re
import threading

import pytest
from django.db import connection

from apps.clients.models import Case, Contact
from apps.feedback import operations
from apps.feedback.models import FeedbackRequest
from apps.tenancy.context import tenant_context
from apps.work.engine_runs import run_engine
from apps.work.mail import ClaimedMail, _unsubscribe
from apps.work.models import OutboxMessage, PublicLink
from tests.conftest import AT, make_firm
from tests.feedback.makers import DAY, make_client, make_contact, make_order, make_request


def run(firm, at=AT):
    return run_engine("feedback-automation", tenant_id=firm.pk, scheduled_for=at, at=at)


def test_a_week_after_delivery_the_client_is_asked_once(firm):
    with tenant_context(firm.pk):
        client = make_client()
        contact = make_contact(client)
        make_order(client, delivered_at=AT, title="Roof appraisal")

    run(firm, AT + 1 * DAY)
    with tenant_context(firm.pk):
        waiting = FeedbackRequest.objects.get()
        assert (waiting.status, waiting.scheduled_for) == ("pending", AT + 7 * DAY)

    run(firm, AT + 7 * DAY - dt.timedelta(minutes=1))
    with tenant_context(firm.pk):
        assert not OutboxMessage.objects.exists()
    for hour in range(3):
        run(firm, AT + 7 * DAY + dt.timedelta(hours=hour))

    with tenant_context(firm.pk):
        request, mail = FeedbackRequest.objects.get(), OutboxMessage.objects.get()
        assert (request.status, request.sent_at, request.expires_at) == ("sent", AT + 7 * DAY, AT + 37 * DAY)
        assert (request.contact_id, request.message_id) == (contact.pk, mail.pk)
        assert (mail.to_email, mail.subject) == ("mara@castellan.example", "How was it? Roof appraisal")
        assert sorted(PublicLink.objects.values_list("purpose", flat=True)) == ["feedback", "unsubscribe"]
        assert set(_unsubscribe(mail.body_html)) == {"List-Unsubscribe", "List-Unsubscribe-Post"}
        assert re.search(r"No more of these mails: \S+/unsubscribe/", mail.body_text)

    run(firm, AT + 37 * DAY)
    with tenant_context(firm.pk):
        assert FeedbackRequest.objects.get().status == "expired"


def test_what_stands_against_asking_leaves_the_order_out_with_the_reason(firm):
    with tenant_context(firm.pk):
        fine, inactive, mute, gone = (make_client(f"Client {n}", is_active=n != 1) for n in range(4))
        for client in (fine, inactive, gone):
            make_contact(client, email=f"desk@{client.pk.hex[-6:]}.example")
        Contact.objects.filter(client=gone).update(unsubscribed_at=AT)
        disputed, *_ = [make_order(client) for client in (fine, inactive, mute, gone)]
        make_order(fine)
        Case.objects.create(subject="Wrong address", order=disputed)

    done = run(firm)

    with tenant_context(firm.pk):
        reasons = {one.client_id: one.skip_reason for one in FeedbackRequest.objects.filter(status="skipped")}
        assert reasons == {
            fine.pk: "A case about the order is open.",
            inactive.pk: "The client is inactive.",
            mute.pk: "Nobody at the client has an email address.",
            gone.pk: "The contact wants no mails that are sent in bulk.",
        }
        assert FeedbackRequest.objects.get(order=disputed).has_open_case
        assert OutboxMessage.objects.count() == 1
        assert {name: step["done"] for name, step in done.summary["steps"].items()} == {
            "queue": 5,
            "check": 4,
            "send": 1,
            "expire": 0,
        }


def test_old_deliveries_and_open_orders_are_not_queued_by_the_engine(firm):
    with tenant_context(firm.pk):
        client = make_client()
        make_order(client, delivered_at=AT - 30 * DAY)
        make_order(client, delivered_at=None, status="in_progress")
        make_order(client, delivered_at=AT + 1 * DAY)
        kept = make_order(client, delivered_at=AT - 29 * DAY, status="completed")

    run(firm)

    with tenant_context(firm.pk):
        assert FeedbackRequest.objects.get().order_id == kept.pk


def test_an_address_that_is_none_is_named_and_stops_no_other(firm):
    with tenant_context(firm.pk):
        wrong, right = make_client("Alder"), make_client("Birch")
        make_contact(wrong, email="nowhere")
        make_contact(right)
        make_order(wrong)
        make_order(right)

    done = run(firm)

    assert (done.status, done.items_failed) == ("partly", 1)
    with tenant_context(firm.pk):
        states = dict(FeedbackRequest.objects.values_list("client__company_name", "status"))
        assert states == {"Alder": "skipped", "Birch": "sent"}


def test_two_workers_at_once_ask_each_client_once(committed):
    firm = make_firm()
    with tenant_context(firm.pk):
        client = make_client()
        make_contact(client)
        for _ in range(60):
            make_order(client)
    gate, broken = threading.Barrier(2), []

    def work(step):
        gate.wait()
        try:
            done = 1
            while done:
                with tenant_context(firm.pk, now=AT):
                    done = step(limit=7, at=AT).done
        except Exception as error:  # noqa: BLE001 -- the test looks at it
            broken.append(error)
        finally:
            connection.close()

    for step in (operations.queue_delivered, operations.send_due):
        threads = [threading.Thread(target=work, args=(step,)) for _ in range(2)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

    assert broken == []
    with tenant_context(firm.pk):
        assert FeedbackRequest.objects.filter(status="sent").count() == 60
        assert OutboxMessage.objects.count() == 60


def test_a_step_that_breaks_stops_neither_the_others_nor_other_firms(firm, other_firm, monkeypatch):
    for one in (firm, other_firm):
        with tenant_context(one.pk):
            client = make_client()
            make_contact(client)
            make_order(client)
            make_request(make_order(client), sent=True, sent_at=AT - 30 * DAY, expires_at=AT)
    real = operations.asking._send

    def fails(request, contact, tenant, *, at):
        if tenant.pk == firm.pk:
            raise RuntimeError("no template")
        real(request, contact, tenant, at=at)

    monkeypatch.setattr("apps.feedback.operations.asking._send", fails)

    assert [run(one).status for one in (firm, other_firm)] == ["partly", "succeeded"]
    for one, expected in ((firm, ["expired", "pending"]), (other_firm, ["expired", "sent"])):
        with tenant_context(one.pk):
            assert sorted(FeedbackRequest.objects.values_list("status", flat=True)) == expected


def test_a_mail_without_an_unsubscribe_link_has_no_such_header():
    plain = ClaimedMail(
        message_id=None, attempt=1, to_email="", subject="", body_text="", body_html="<a href='/'>x</a>"
    )

    assert _unsubscribe(plain.body_html) == {}


@pytest.mark.parametrize("days", [0, 6])
def test_scheduled_by_hand_for_days_of_the_firm(firm, days):
    with tenant_context(firm.pk):
        client = make_client()
        old = make_order(client, delivered_at=AT - 100 * DAY)
        make_request(make_order(client, delivered_at=AT - 100 * DAY))
        make_order(client, delivered_at=AT - (100 - days - 1) * DAY)
        first = old.delivered_at.date()

        found = operations.schedule_feedback(first=first, last=first + days * DAY)

        assert found == (1, 1)
        assert operations.schedule_feedback(first=first, last=first + days * DAY) == (0, 2)
        assert operations.queue_feedback_request(order_id=old.pk) is None
