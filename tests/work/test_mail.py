import datetime as dt
from types import SimpleNamespace

import pytest
from django.core import mail as django_mail
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from procrastinate.contrib.django import app

from apps.feedback.queries import feedback_stats
from apps.tenancy.context import tenant_context
from apps.tenancy.models import Invitation
from apps.tenancy.operations import invite, open_invitation, revoke_invitation
from apps.work import mail_turn, operations
from apps.work.jobs import send_mails, send_mails_again
from apps.work.mail import MailNotSent, MailSession
from apps.work.models import Effect, OutboxMessage
from tests.conftest import AT, as_owner, make_firm, make_member, make_user
from tests.feedback.makers import make_request

LINK = "https://firmloop.example/invite/clear-token/"
CONTEXT = {
    "firm_name": "Smith & Sons",
    "inviter": "Ines Duarte",
    "role": "Member",
    "link": LINK,
    "expires_on": dt.date(2026, 3, 16),
}


def queue(firm, **changes):
    fields = {"to": "ada@harbor.example", "subject": "Join Smith & Sons", "template": "invitation"}
    fields |= {"context": CONTEXT, "purpose": "invitation", "at": AT} | changes
    with tenant_context(firm.pk, actor={"name": "Ines Duarte", "via": "test"}):
        return operations.queue_mail(**fields)


def now_of(firm, message):
    with tenant_context(firm.pk):
        return OutboxMessage.objects.get(pk=message.pk)


def send(firm):
    """Send what waits, and what waits to be tried again as well."""
    with tenant_context(firm.pk):
        OutboxMessage.objects.update(retry_at=None)
    send_mails(tenant_id=str(firm.pk))


def waiting():
    with as_owner() as owner:
        return owner.execute("SELECT task_name, args, scheduled_at FROM procrastinate_jobs ORDER BY id").fetchall()


def test_queue_mail_writes_both_bodies_and_the_job(committed):
    firm = make_firm()

    message = queue(firm)

    assert message.status == "approved"
    assert "Ines Duarte invites you to work with Smith & Sons on Firmloop, as member." in message.body_text
    assert "Smith &amp; Sons" in message.body_html
    assert LINK in message.body_text
    assert f'href="{LINK}"' in message.body_html
    assert waiting() == [
        ("work.send_mails", {"tenant_id": str(firm.pk)}, None),
    ]


def test_queue_mail_to_no_address_writes_nothing(committed):
    firm = make_firm()

    with pytest.raises(ValidationError, match="to_email"):
        queue(firm, to="nobody")

    assert waiting() == []


def test_queue_mail_subject_with_a_line_break_cannot_add_a_header(committed):
    assert queue(make_firm(), subject="Join\r\nBcc: all@firm.example").subject == "Join Bcc: all@firm.example"


def test_sending_reaches_a_mail_server_once(committed, mail_server):
    firm = make_firm()
    message = queue(firm)

    send(firm)
    send(firm)

    (received,) = mail_server.mails
    assert received["To"] == "ada@harbor.example"
    assert received["Message-ID"] == f"<{message.pk}@firmloop.example>"
    assert LINK in received.get_body(("plain",)).get_content()
    assert LINK in received.get_body(("html",)).get_content()
    sent = now_of(firm, message)
    assert (sent.status, sent.attempts, sent.last_error, bool(sent.sent_at)) == ("sent", 1, "", True)
    assert LINK in sent.body_text


def test_sending_blanks_a_secret_body_and_keeps_it_out_of_the_history(committed, mail_server):
    firm = make_firm()
    message = queue(firm, secret=True)

    send(firm)

    assert len(mail_server.mails) == 1
    sent = now_of(firm, message)
    assert (sent.body_text, sent.body_html, sent.subject) == ("", "", "Join Smith & Sons")
    with as_owner() as owner:
        events = owner.execute("SELECT * FROM outbox_messages_events").fetchall()
        kept = owner.execute("SELECT args::text FROM procrastinate_jobs").fetchall()
    assert len(events) == 2
    assert "clear-token" not in str(events) + str(kept)


def test_secret_body_of_a_sent_mail_is_refused_by_the_database(committed):
    firm = make_firm()
    message = queue(firm, secret=True)

    with pytest.raises(IntegrityError, match="work_mail_secret_is_blanked"), tenant_context(firm.pk):
        OutboxMessage.objects.filter(pk=message.pk).update(status="sent", sent_at=AT)


def test_sending_is_tried_again_later_and_then_given_up(committed, mail_server):
    firm = make_firm()
    message = queue(firm, secret=True)
    mail_server.replies = ["451 try later"] * operations.MOST_ATTEMPTS

    for attempt in range(1, operations.MOST_ATTEMPTS):
        send(firm)
        tried = now_of(firm, message)
        assert (tried.status, tried.attempts) == ("approved", attempt)
        assert tried.last_error == "The mail server said 451 try later"
        assert LINK in tried.body_text
    waits = [at for _, _, at in waiting() if at]
    send(firm)
    send(firm)

    failed = now_of(firm, message)
    assert (failed.status, failed.attempts, failed.body_text) == ("failed", operations.MOST_ATTEMPTS, "")
    assert failed.last_error == "The mail server said 451 try later"
    assert mail_server.mails == []
    gaps = [round((at - waits[0]).total_seconds() / 30) for at in waits]
    assert gaps == [round((wait - operations.WAITS[0]).total_seconds() / 30) for wait in operations.WAITS]


def test_sending_refused_for_good_is_not_tried_again(committed, mail_server):
    firm = make_firm()
    message = queue(firm)
    mail_server.replies = ["550 no such mailbox"]

    send(firm)

    assert now_of(firm, message).status == "failed"
    assert now_of(firm, message).last_error == "The mail server said 550 no such mailbox"
    assert len(waiting()) == 1


def test_sending_without_a_mail_server_is_tried_again(committed, settings):
    firm = make_firm()
    message = queue(firm)
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1

    send(firm)

    assert now_of(firm, message).status == "approved"
    assert now_of(firm, message).last_error.startswith("The mail server cannot be reached")
    assert len(waiting()) == 2


def test_mail_whose_every_worker_died_is_given_up(committed):
    firm = make_firm()
    message = queue(firm)

    for _ in range(operations.MOST_ATTEMPTS):
        with tenant_context(firm.pk):
            assert operations.claim_mails(limit=10)
    send(firm)

    assert now_of(firm, message).last_error == operations.NO_TRACE
    assert now_of(firm, message).status == "failed"
    assert django_mail.outbox == []


def test_late_failure_does_not_undo_a_newer_attempt(committed):
    firm = make_firm()
    message = queue(firm)

    with tenant_context(firm.pk):
        (old,) = operations.claim_mails(limit=10)
        operations.claim_mails(limit=10)
        late = operations.Attempt(old, MailNotSent("too late", permanent=True))
        operations.record_attempts([late], at=AT)

    assert (now_of(firm, message).status, now_of(firm, message).last_error) == ("approved", "")


def test_mails_of_another_firm_are_not_sent(committed):
    firm, other = make_firm(), make_firm("castellan-logistics")
    message = queue(firm)

    send(other)

    assert django_mail.outbox == []
    assert now_of(firm, message).status == "approved"


def test_mails_of_a_transaction_are_one_job_and_those_of_two_are_two(committed):
    firm = make_firm()

    with tenant_context(firm.pk):
        queue(firm)
        with transaction.atomic():
            queue(firm, to="lee@harbor.example")
            transaction.set_rollback(True)
        queue(firm, to="kim@harbor.example")
    assert len(waiting()) == 1

    queue(firm)  # the job that waits may begin before this is committed
    assert len(waiting()) == 2


def test_mail_written_first_in_what_is_rolled_back_leaves_the_job_of_the_next(committed):
    firm = make_firm()

    with tenant_context(firm.pk):
        with transaction.atomic():
            queue(firm)
            transaction.set_rollback(True)
        queue(firm)

    assert len(waiting()) == 1


def test_mails_go_over_one_connection_in_the_order_of_writing_with_secret_links_first(committed, mail_server):
    firm = make_firm()
    for number in range(25):
        queue(firm, to=f"n{number}@harbor.example", at=AT + dt.timedelta(seconds=number))
    queue(firm, to="invited@harbor.example", secret=True)

    send(firm)

    assert [mail["To"] for mail in mail_server.mails] == [
        "invited@harbor.example", *(f"n{number}@harbor.example" for number in range(25)),
    ]  # fmt: skip
    assert mail_server.connections == 1
    with tenant_context(firm.pk):
        assert set(OutboxMessage.objects.values_list("status", "attempts")) == {("sent", 1)}


def test_mail_that_is_refused_does_not_stop_those_after_it(committed, mail_server):
    firm = make_firm()
    for number in range(4):
        queue(firm, to=f"n{number}@harbor.example", at=AT + dt.timedelta(seconds=number))
    mail_server.replies = ["550 no such mailbox", "451 try later"]

    send(firm)

    with tenant_context(firm.pk):
        ended = dict(OutboxMessage.objects.values_list("to_email", "status"))
        retried = OutboxMessage.objects.get(to_email="n1@harbor.example")
    assert [ended[f"n{number}@harbor.example"] for number in range(4)] == ["failed", "approved", "sent", "sent"]
    assert retried.retry_at - timezone.now() > dt.timedelta(seconds=20)
    assert [task for task, _, at in waiting() if at == retried.retry_at] == ["work.send_mails_again"]


def test_mail_that_cannot_be_put_into_words_fails_and_does_not_stop_the_next(committed, mail_server):
    firm = make_firm()
    broken, whole = queue(firm), queue(firm, at=AT + dt.timedelta(seconds=1))
    with tenant_context(firm.pk):
        OutboxMessage.objects.filter(pk=broken.pk).update(subject="Join\nBcc: all@firm.example")

    send(firm)

    assert (now_of(firm, broken).status, now_of(firm, whole).status) == ("failed", "sent")
    assert "cannot be put into the form of one" in now_of(firm, broken).last_error


def test_mails_of_one_firm_take_a_turn_and_leave_the_rest_to_a_job_of_its_own(committed, mail_server, monkeypatch):
    monkeypatch.setattr(mail_turn, "SECONDS", 0)
    firm = make_firm()
    for number in range(3):
        queue(firm, to=f"n{number}@harbor.example", at=AT + dt.timedelta(seconds=number))
    before = len(waiting())

    send(firm)

    assert (len(mail_server.mails), len(waiting())) == (1, before + 1)
    with tenant_context(firm.pk):
        sent = OutboxMessage.objects.order_by("to_email").values_list("status", "attempts")
        assert list(sent) == [("sent", 1), ("approved", 0), ("approved", 0)]  # claimed and not tried is no attempt


def test_trouble_with_one_mail_is_not_that_of_those_before_and_after_it(committed, mail_server, monkeypatch):
    firm = make_firm()
    for number in range(3):
        queue(firm, to=f"n{number}@harbor.example", at=AT + dt.timedelta(seconds=number))
    send_one = MailSession.send

    def breaks(self, mail):
        if mail.to_email == "n1@harbor.example":
            raise RuntimeError("nobody thought of this")
        send_one(self, mail)

    monkeypatch.setattr(MailSession, "send", breaks)
    send(firm)

    assert [mail["To"] for mail in mail_server.mails] == ["n0@harbor.example", "n2@harbor.example"]
    with tenant_context(firm.pk):
        left = OutboxMessage.objects.get(status="approved")
    assert (left.to_email, left.last_error) == ("n1@harbor.example", mail_turn.WENT_WRONG)


def test_what_the_mail_server_took_is_recorded_though_the_database_breaks_the_turn(committed, mail_server, monkeypatch):
    firm = make_firm()
    queue(firm)
    claims = iter([operations.claim_mails])

    def once(**given):
        return next(claims)(**given)

    monkeypatch.setattr(operations, "claim_mails", once)
    with pytest.raises(StopIteration):
        send(firm)

    with tenant_context(firm.pk):
        assert OutboxMessage.objects.get().status == "sent"


@pytest.mark.parametrize("reply", ["421 too many mails over one connection", None], ids=["said", "closed"])
def test_connection_that_the_server_ends_is_opened_anew_and_costs_no_mail(committed, mail_server, reply):
    firm = make_firm()
    for number in range(3):
        queue(firm, to=f"n{number}@harbor.example", at=AT + dt.timedelta(seconds=number))
    mail_server.ends_after, mail_server.ends_with = 1, reply

    send(firm)

    with tenant_context(firm.pk):
        assert set(OutboxMessage.objects.values_list("status", "attempts")) == {("sent", 1)}
    assert mail_server.connections > 1


def test_somebody_who_cannot_be_told_of_a_failed_mail_does_not_keep_it_from_failing(
    committed, mail_server, monkeypatch
):
    firm = make_firm()
    message = queue(firm, purpose="feedback_request", about=firm.pk)
    monkeypatch.setattr("apps.work.failed_mails.tell", lambda _: 1 / 0)
    mail_server.replies = ["550 no such mailbox"]

    send(firm)

    assert now_of(firm, message).status == "failed"


def test_slow_mail_server_has_each_mail_recorded_before_the_next(committed, mail_server, monkeypatch):
    monkeypatch.setattr(mail_turn, "RECORD_AFTER", 0)
    firm = make_firm()
    for number in range(3):
        queue(firm, to=f"n{number}@harbor.example", at=AT + dt.timedelta(seconds=number))
    seen = []

    def sent(self, mail):
        with tenant_context(firm.pk):
            seen.append(OutboxMessage.objects.filter(status="sent").count())

    monkeypatch.setattr("apps.work.mail.MailSession.send", sent)
    send(firm)

    assert seen == [0, 1, 2]


def run_job(name, number, **args):
    app.tasks[name].func(SimpleNamespace(job=SimpleNamespace(id=number)), **args)


def test_invitation_is_mailed_with_a_link_that_opens_it(committed):
    firm, user = make_firm(), make_user()
    make_member(firm, user, "admin")
    with tenant_context(firm.pk, user_id=user.pk):
        invitation = invite(email="ada@harbor.example", role="member", at=AT)
    args = {"tenant_id": str(firm.pk), "invitation_id": str(invitation.pk)}

    run_job("work.mail_invitation", 7, **args)
    run_job("work.mail_invitation", 7, **args)  # a worker killed after the commit

    with tenant_context(firm.pk):
        (message,) = OutboxMessage.objects.all()
    assert message.redact_on_send
    assert (message.to_email, message.subject) == ("ada@harbor.example", "Join Harbor Dental Partners on Firmloop")
    assert "Ines Duarte invites you" in message.body_text
    token = message.body_text.partition("/invite/")[2].split("/")[0]
    assert open_invitation(token, at=AT).invitation_id == invitation.pk


def test_invitation_revoked_before_its_mail_is_not_mailed(committed):
    firm = make_firm()
    with tenant_context(firm.pk):
        invitation = invite(email="ada@harbor.example", role="member", at=AT)
        revoke_invitation(invitation_id=invitation.pk, at=AT)

    run_job("work.mail_invitation", 7, tenant_id=str(firm.pk), invitation_id=str(invitation.pk))

    with tenant_context(firm.pk):
        assert OutboxMessage.objects.count() == 0
        assert Invitation.objects.get().token_hash is None


def test_do_once_is_undone_with_its_effect_and_is_per_firm(committed):
    firm, other = make_firm(), make_firm("castellan-logistics")

    with tenant_context(firm.pk):
        with transaction.atomic():
            operations.do_once("key")
            transaction.set_rollback(True)
        first, second = operations.do_once("key"), operations.do_once("key")
    with tenant_context(other.pk):
        elsewhere = operations.do_once("key")
        assert Effect.objects.count() == 1

    assert (first, second, elsewhere) == (True, False, True)


def test_mail_server_that_is_named_wrong_fails_no_mail(committed, settings):
    firm = make_firm()
    message = queue(firm, secret=True)
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST = "smtp..example"  # no host has such a name: Python refuses it before asking anybody

    send(firm)

    assert (now_of(firm, message).status, LINK in now_of(firm, message).body_text) == ("approved", True)


def test_time_to_try_again_queues_the_sending(committed, mail_server):
    firm = make_firm()
    message = queue(firm)
    mail_server.replies = ["451 try later"]
    send(firm)
    before = len(waiting())

    send_mails_again(tenant_id=str(firm.pk))

    assert [task for task, _, _ in waiting()[before:]] == ["work.send_mails"]
    assert now_of(firm, message).retry_at


@pytest.mark.parametrize(("age", "jobs_after"), [(dt.timedelta(minutes=50), 1), (dt.timedelta(minutes=70), 2)])
def test_mail_whose_job_is_gone_is_sent_after_an_hour(committed, age, jobs_after):
    firm = make_firm()
    queue(firm, at=AT)

    with tenant_context(firm.pk):
        operations.queue_forgotten(at=AT + age)

    assert len(waiting()) == jobs_after


def test_mail_that_fails_is_said_at_what_it_is_about(committed, mail_server, client):
    firm, user = make_firm(), make_user()
    make_member(firm, user, "member")
    with tenant_context(firm.pk):
        request = make_request(sent=True)
    queue(firm, purpose="feedback_request", about=request.pk)
    mail_server.replies = ["550 no such mailbox"]

    send(firm)

    with tenant_context(firm.pk):
        request.refresh_from_db()
        assert feedback_stats()["asked"] == 0
    assert (request.status, request.skip_reason) == (
        "skipped", "The mail did not arrive. The mail server said 550 no such mailbox",
    )  # fmt: skip
    client.force_login(user)
    page = client.get(f"/f/harbor-dental/feedback/{request.pk}/").content.decode()
    assert "to ada@harbor.example did not arrive. The mail server said 550 no such mailbox" in page
