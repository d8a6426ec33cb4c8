"""The mailbox read over a real connection: what is an answer goes to its engine, once, and is marked afterwards."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from email.message import EmailMessage
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from apps.clients.models import Contact
from apps.compliance.operations import complete_check, remind_check
from apps.deals.models import Deal, DealActivity
from apps.enrichment.models import EnrichmentItem, OpportunitySignal
from apps.feedback.models import FeedbackRequest
from apps.quotes.models import QuoteActivity
from apps.quotes.operations import send_quote
from apps.tenancy.context import tenant_context
from apps.work import mail as outgoing
from apps.work import mailbox, operations, replies
from apps.work.incoming import Kind, read_mail
from apps.work.mailbox import Result, read_mailbox
from apps.work.models import Effect, OutboxMessage
from tests.compliance.makers import make_check
from tests.conftest import AT, make_firm
from tests.deals.deal_rows import make_deal
from tests.feedback.makers import make_client, make_contact, make_order, make_request
from tests.quotes.makers import make_quote
from tests.work.imap_server import serving

ROOT = Path(__file__).resolve().parents[2]
QUOTED = "\n\nOn Mon, Mar 2, 2026 at 9:30 AM Firmloop <no-reply@firmloop.example> wrote:\n> Was it terrible or wrong?\n"


@pytest.fixture
def box(settings):
    with serving() as served:
        settings.FIRMLOOP_MAILBOX_URL = served.url
        yield served


@pytest.fixture
def firm(committed):
    return make_firm()


def queue(purpose, *, to="mara@castellan.example", secret=False, about=None):
    context = {"firm_name": "Harbor", "role": "Member", "link": "https://firmloop.example/", "expires_on": AT}
    return operations.queue_mail(
        to=to,
        subject="About it",
        template="invitation",
        context=context,
        purpose=purpose,
        secret=secret,
        about=about,
        at=AT,
    )


def asked(firm):
    """A feedback request that was mailed, and the mail."""
    with tenant_context(firm.pk):
        client = make_client()
        make_contact(client)
        request = make_request(make_order(client), sent=True)
        return request, queue("feedback_request", secret=True, about=request.pk)


def answer(message, text="Great work, we are very happy.", *, number=1, **headers):
    made = EmailMessage()
    made["From"] = "Mara Voss <mara@castellan.example>"
    made["To"] = "replies@firm.example"
    made["Subject"] = "Re: How was it?"
    made["Message-ID"] = f"<answer-{number}@castellan.example>"
    if message is not None:
        made["In-Reply-To"] = f"<{message.pk}@firmloop.example>"
    for name, value in headers.items():
        del made[name.replace("_", "-")]
        if value is not None:
            made[name.replace("_", "-")] = value
    made.set_content(text)
    return made.as_bytes(policy=made.policy.clone(linesep="\r\n"))


def bounce(message, *, action="failed"):
    lines = [
        "From: MAILER-DAEMON@mx.castellan.example",
        "To: no-reply@firmloop.example",
        "Subject: Undelivered Mail",
        f"Message-ID: <bounce-{action}@mx.castellan.example>",
        "Auto-Submitted: auto-replied",
        "MIME-Version: 1.0",
        'Content-Type: multipart/report; report-type=delivery-status; boundary="b"',
        "",
        "--b",
        "Content-Type: text/plain",
        "",
        "I am sorry to inform you.",
        "--b",
        "Content-Type: message/delivery-status",
        "",
        "Reporting-MTA: dns; mx.castellan.example",
        "",
        "Final-Recipient: rfc822; mara@castellan.example",
        f"Action: {action}",
        "Status: 5.1.1",
        "Diagnostic-Code: smtp; 550 5.1.1 no such user",
        "",
        "--b",
        "Content-Type: text/rfc822-headers",
        "",
        f"Message-ID: <{message.pk}@firmloop.example>",
        "Subject: About it",
        "",
        "--b--",
        "",
    ]
    return "\r\n".join(lines).encode()


def read(**options):
    return read_mailbox(at=AT, **options)


def results(done):
    return [one.result for one in done]


def test_an_answer_is_taken_as_feedback_without_quote_and_signature(box, firm):
    request, message = asked(firm)
    text = f"Great work, we are very happy.\n\nBest regards,\nMara Voss\nHead of Fleet\n+1 415 555 0134{QUOTED}"
    uid = box.add(answer(message, text))

    (done,) = read()

    assert (done.result, done.firm, done.from_email) == (Result.TAKEN, firm.slug, "mara@castellan.example")
    with tenant_context(firm.pk):
        request.refresh_from_db()
        item, contact_id = EnrichmentItem.objects.get(), Contact.objects.get().pk
    assert (request.status, request.response_source) == ("responded", "mail")
    assert request.response_text == "Great work, we are very happy."
    assert request.response_email_id == "answer-1@castellan.example"
    assert (request.sentiment, request.responded_at) == ("positive", AT)
    assert item.extracted_data["title"] == "Head of Fleet"
    assert item.extracted_data["phone"] == "+1 415 555 0134"
    assert (item.source_id, item.contact_id) == ("answer-1@castellan.example", contact_id)
    assert box.flags[uid] == {r"\Seen"}
    assert read() == []


def test_a_bad_answer_by_mail_opens_the_recovery_case_as_on_the_page(box, firm):
    request, message = asked(firm)
    box.add(answer(message, "Terrible. Late, wrong, and nobody called back. We are very angry."))

    read()

    with tenant_context(firm.pk):
        request.refresh_from_db()
        assert (request.sentiment, request.service_recovery_triggered) == ("negative", True)
        assert request.case_created.client_id == request.client_id


def test_a_mail_that_was_taken_and_not_marked_is_not_taken_again(box, firm):
    with tenant_context(firm.pk):
        client = make_client()
        deal = make_deal(client=client, quiet_days=30)
        message = queue("deal_follow_up", about=deal.pk)
        DealActivity.objects.create(deal=deal, kind="follow_up", happened_at=AT, message_id=message.pk)
    uid = box.add(answer(message, "Call me on Monday about the budget."))

    first = read()
    box.flags[uid].clear()  # a reader that was killed between the commit and the mark
    second = read()

    assert results(first + second) == [Result.TAKEN, Result.BEFORE]
    with tenant_context(firm.pk):
        (noted,) = DealActivity.objects.filter(kind="email")
        deal.refresh_from_db()
        assert noted.notes == "Mara Voss <mara@castellan.example> wrote:\n\nCall me on Monday about the budget."
        assert (deal.last_activity_at, deal.stalled_at, deal.next_follow_up_at) == (AT, None, None)
        assert Effect.objects.filter(key__startswith="mail-in:").count() == 1
    assert box.flags[uid] == {r"\Seen"}


def test_an_answer_to_a_quote_is_noted_and_delays_its_follow_up(box, firm):
    with tenant_context(firm.pk):
        alone, of_deal = make_quote(), make_quote(title="Roofs of the deal")
        deal = Deal.objects.create(client_id=of_deal.client_id, title="Roofs")
        of_deal.deal = deal
        of_deal.save(update_fields=["deal"])
        for quote in (alone, of_deal):
            send_quote(quote_id=quote.pk, at=AT - 2 * operations.WAITS[-1])
        sent = {one.quote_id: one.metadata["message_id"] for one in QuoteActivity.objects.filter(activity_type="sent")}
        messages = [OutboxMessage.objects.get(pk=sent[quote.pk]) for quote in (alone, of_deal)]
    for number, message in enumerate(messages):
        box.add(answer(message, "We compare you with a competitor, their price is lower.", number=number))

    assert results(read()) == [Result.TAKEN, Result.TAKEN]

    with tenant_context(firm.pk):
        for quote in (alone, of_deal):
            quote.refresh_from_db()
            (noted,) = QuoteActivity.objects.filter(quote=quote, activity_type="response")
            assert "We compare you with a competitor" in noted.notes
            assert (quote.next_follow_up_at - AT).days == 3
        assert DealActivity.objects.get(deal=deal).kind == "email"
        assert "competitor_mention" in set(OpportunitySignal.objects.values_list("signal_type", flat=True))


@pytest.mark.parametrize(
    "headers",
    [
        {"Auto_Submitted": "auto-replied (vacation)"},
        {"Precedence": "bulk"},
        {"Precedence": "auto_reply"},
        {"X_Autoreply": "yes"},
        {"Return_Path": "<>"},
        {"List_Id": "<news.castellan.example>"},
    ],
)
def test_what_a_program_sent_is_no_answer(box, firm, headers):
    request, message = asked(firm)
    uid = box.add(answer(message, "I am out of office. Terrible weather.", **headers))

    assert results(read()) == [Result.AUTOMATIC]
    with tenant_context(firm.pk):
        request.refresh_from_db()
        assert request.status == "sent"
    assert box.flags[uid] == {r"\Seen"}


def test_a_mail_that_came_back_has_failed_and_a_delay_has_not(box, firm):
    request, message = asked(firm)
    with tenant_context(firm.pk):
        attempts = [operations.Attempt(mail) for mail in operations.claim_mails(limit=10)]
        operations.record_attempts(attempts, at=AT)
    box.add(bounce(message, action="delayed"))
    assert results(read()) == [Result.AUTOMATIC]
    with tenant_context(firm.pk):
        assert OutboxMessage.objects.get(pk=message.pk).status == "sent"

    uid = box.add(bounce(message))
    (done,) = read()

    assert (done.result, done.says) == (Result.BOUNCE, "the mail to mara@castellan.example came back")
    with tenant_context(firm.pk):
        failed = OutboxMessage.objects.get(pk=message.pk)
        request.refresh_from_db()
    assert (failed.status, failed.last_error) == ("failed", "It came back: smtp; 550 5.1.1 no such user")
    assert (request.status, request.skip_reason[:49]) == (
        "skipped",
        "The mail did not arrive. It came back: smtp; 550 ",
    )
    assert box.flags[uid] == {r"\Seen"}


def test_what_a_person_has_to_look_at_is_flagged(box, firm):
    request, message = asked(firm)
    with tenant_context(firm.pk):
        invitation = queue("invitation")
    box.add(answer(None, "Do you have time?", number=1))
    box.add(answer(invitation, "Who are you?", number=2))
    box.add(answer(message, QUOTED, number=3))
    box.add(answer(message, "Fine.", number=4))
    box.add(answer(message, "And one thing more.", number=5))
    box.add(answer(message, "x" * 10_000_001, number=6))
    box.add(b"From: =?broken?=\r\nMessage-ID: <\xff\xfe>\r\nContent-Type: text/plain; charset=nonsense\r\n\r\n\xff\xfe")

    done = read()

    expected = [Result.UNKNOWN, Result.LEFT, Result.LEFT, Result.TAKEN, Result.LEFT, Result.LEFT, Result.UNKNOWN]
    assert results(done) == expected
    assert [one.says for one in done if one.result is Result.LEFT] == [
        "Nobody waits for an answer to this mail.",
        "It holds no words but quoted ones.",
        "This was answered on March 2, 2026. The first answer stays.",
        "It is larger than 10 MB.",
    ]
    for uid, one in enumerate(done, start=1):
        assert (r"\Flagged" in box.flags[uid]) is (one.result is not Result.TAKEN)
        assert r"\Seen" in box.flags[uid]
    assert not any("6 (BODY.PEEK[])" in line for line in box.asked)  # a large one is not even fetched
    with tenant_context(firm.pk):
        request.refresh_from_db()
        assert request.response_text == "Fine."


def test_one_firms_trouble_stops_no_other_and_is_tried_again(box, firm, monkeypatch):
    other = make_firm("castellan-logistics", name="Castellan")
    first, of_first = asked(firm)
    second, of_second = asked(other)
    broken = box.add(answer(of_first, number=1))
    box.add(answer(of_second, number=2))
    real = replies.reader_of("feedback_request")

    def breaks(*, reply, at):
        if reply.about_id == first.pk:
            FeedbackRequest.objects.update(skip_reason="half done")
            raise RuntimeError("this text is not for people")
        return real(reply=reply, at=at)

    with monkeypatch.context() as patch:
        patch.setitem(replies._readers, "feedback_request", breaks)
        done = read()
    assert results(done) == [Result.FAILED, Result.TAKEN]
    assert "not for people" not in done[0].says
    assert box.flags[broken] == set()
    with tenant_context(firm.pk):
        first.refresh_from_db()
        assert (first.status, first.skip_reason) == ("sent", "")  # the whole transaction is gone, the ledger's line too

    assert results(read()) == [Result.TAKEN]
    for one, request in ((firm, first), (other, second)):
        with tenant_context(one.pk):
            request.refresh_from_db()
            assert request.status == "responded"


def test_an_id_of_another_firm_reaches_only_that_firm(box, firm):
    other = make_firm("castellan-logistics", name="Castellan")
    ours, _ = asked(firm)
    theirs, message = asked(other)
    box.add(answer(message))

    (done,) = read()

    assert done.firm == other.slug
    with tenant_context(firm.pk):
        ours.refresh_from_db()
        assert ours.status == "sent"
    with tenant_context(other.pk):
        theirs.refresh_from_db()
        assert theirs.status == "responded"


@pytest.mark.parametrize("way", ["references", "token", "cc"])
def test_our_mail_is_found_by_references_and_by_the_address_it_named(box, firm, way):
    _, message = asked(firm)
    headers = {
        "references": {"References": f"<other@x.example>\r\n <{message.pk}@firmloop.example>\r\n <later@x.example>"},
        "token": {"To": f"Harbor <replies+{message.pk.hex}@firm.example>"},
        "cc": {"Cc": f"a@x.example, replies+{message.pk.hex.upper()}@firm.example"},
    }[way]
    raw = answer(None, **{name: value.replace("\r\n", "") for name, value in headers.items()})
    box.add(raw)

    assert results(read()) == [Result.TAKEN]


def test_our_mails_name_the_address_that_answers_go_to(firm, mail_server, settings):
    settings.FIRMLOOP_MAIL_REPLY_TO = "Harbor <replies+{token}@firm.example>"
    with tenant_context(firm.pk):
        message = queue("feedback_request")
        (claimed,) = operations.claim_mails(limit=10)

    with outgoing.MailSession() as session:
        session.send(claimed)
        settings.FIRMLOOP_MAIL_REPLY_TO = ""
        session.send(claimed)

    with_address, without = mail_server.mails
    assert with_address["Reply-To"] == f"Harbor <replies+{message.pk.hex}@firm.example>"
    assert without["Reply-To"] is None
    assert read_mail(with_address.as_bytes()).kind is Kind.AUTOMATIC  # one of ours that comes back is no answer


def test_a_connection_that_breaks_leaves_the_rest_for_the_next_time(box, firm):
    (one, first), (two, second) = asked(firm), asked_again(firm)
    box.add(answer(first, number=1))
    box.add(answer(second, number=2))
    box.breaks_after = 1

    with pytest.raises(mailbox.MailboxTrouble, match=r"127\.0\.0\.1"):
        read()
    assert box.flags == {1: {r"\Seen"}, 2: set()}
    box.breaks_after = None
    assert results(read()) == [Result.TAKEN]

    with tenant_context(firm.pk):
        for request in (one, two):
            request.refresh_from_db()
            assert request.status == "responded"


def asked_again(firm):
    with tenant_context(firm.pk):
        client = make_client("Ridge Homes")
        make_contact(client, email="ana@ridge.example")
        request = make_request(make_order(client), sent=True)
        return request, queue("feedback_request", to="ana@ridge.example", secret=True, about=request.pk)


@pytest.mark.parametrize("is_trusted", [True, False])
def test_over_tls_the_server_has_to_be_the_one_it_says(firm, settings, monkeypatch, is_trusted):
    certificate = ROOT / "tests" / "data" / "imap" / "loopback.pem"  # of 127.0.0.1, signed by itself
    if is_trusted:
        monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    with serving(certificate) as served:
        settings.FIRMLOOP_MAILBOX_URL = served.url.replace("imap:", "imap+ssl:")
        _, message = asked(firm)
        served.add(answer(message))

        if is_trusted:
            assert results(read()) == [Result.TAKEN]
        else:
            with pytest.raises(mailbox.MailboxTrouble, match="certificate verify failed"):
                read()
            assert served.asked == []


# By hand and by the clock


def command(*args):
    out = io.StringIO()
    call_command("read_mailbox", *args, stdout=out)
    return out.getvalue()


def test_command_dry_run_says_what_it_would_do_and_does_nothing(box, firm):
    request, message = asked(firm)
    uid = box.add(answer(message))

    said = json.loads(command("--dry-run", "--json"))

    assert (said["dry_run"], said["taken"], said["failed"]) == (True, 1, 0)
    assert said["mails"][0]["firm"] == firm.slug
    assert box.flags[uid] == set()
    with tenant_context(firm.pk):
        request.refresh_from_db()
        assert request.status == "sent"
        assert not Effect.objects.exists()
    assert "1 mails: 1 taken." in command()
    assert "0 mails." in command()


def test_command_without_a_mailbox_says_so_in_one_line(db, settings):
    settings.FIRMLOOP_MAILBOX_URL = ""

    with pytest.raises(
        CommandError, match=r"^There is no mailbox to read: set MAILBOX_URL, such as imap\+ssl://[^\n]+$"
    ):
        command()


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (lambda url: url.replace("sesam", "wrong"), "wrong password"),
        (lambda url: url.replace("/INBOX", "/Nowhere"), "There is no mailbox Nowhere"),
        (lambda _: "imap://replies:x@127.0.0.1:1/INBOX", "cannot be reached"),
        (lambda url: url.replace("imap:", "pop3:"), "not of the form"),
        (lambda _: "imap://", "not of the form"),
    ],
)
def test_command_says_what_is_wrong_with_the_mailbox_and_no_password(db, box, settings, change, says):
    settings.FIRMLOOP_MAILBOX_URL = change(box.url)

    with pytest.raises(CommandError) as refused:
        command()

    assert says in str(refused.value)
    assert "sesam" not in str(refused.value)


def test_command_fails_where_a_mail_could_not_be_taken(box, firm, monkeypatch):
    _, message = asked(firm)
    box.add(answer(message))
    monkeypatch.setitem(replies._readers, "feedback_request", lambda **_: 1 / 0)

    with pytest.raises(CommandError, match="1 of 1 mails could not be taken"):
        command()


@pytest.mark.parametrize("address", ["", "imap+ssl://user:password@mail.example/INBOX"])
def test_worker_reads_every_five_minutes_where_there_is_a_mailbox(address):
    asks = (
        "import django; django.setup(); from procrastinate.contrib.django import app; import apps.work.jobs; "
        "print([p.cron for (n, _), p in app.periodic_registry.periodic_tasks.items() if n == 'work.read_mailbox'])"
    )
    done = subprocess.run(
        [sys.executable, "-c", asks], env=os.environ | {"MAILBOX_URL": address}, cwd=ROOT, capture_output=True,
        text=True, check=True,
    )  # fmt: skip

    assert done.stdout.strip() == ("['*/5 * * * *']" if address else "[]")


def test_job_reads_the_mailbox_and_survives_one_that_cannot_be_read(box, firm, settings):
    from apps.work.jobs import read_mailbox as job

    request, message = asked(firm)
    box.add(answer(message))

    job(int(timezone.now().timestamp()))
    settings.FIRMLOOP_MAILBOX_URL = "imap://replies:x@127.0.0.1:1/INBOX"
    job(int(timezone.now().timestamp()))

    with tenant_context(firm.pk):
        request.refresh_from_db()
        assert request.status == "responded"


def test_answer_to_a_reminder_is_noted_at_the_check_which_then_counts_as_answered(box, firm):
    with tenant_context(firm.pk):
        client = make_client()
        make_contact(client)
        check = make_check(client)
        remind_check(check_id=check.pk, at=AT)
        reminder = OutboxMessage.objects.get()
    box.add(answer(reminder, "The new certificate comes on Monday."))

    (done,) = read()

    assert (done.result, done.says.startswith("noted at the check")) == (Result.TAKEN, True)
    with tenant_context(firm.pk):
        check.refresh_from_db()
    assert (check.status, bool(check.answered_at)) == ("in_progress", True)
    assert "Mara Voss <mara@castellan.example>: The new certificate comes on Monday." in check.notes


def test_answer_to_a_reminder_of_a_check_that_is_closed_is_left_to_a_person(box, firm):
    with tenant_context(firm.pk):
        client = make_client()
        make_contact(client)
        check = make_check(client)
        remind_check(check_id=check.pk, at=AT)
        complete_check(check_id=check.pk, at=AT)
        reminder = OutboxMessage.objects.get()
    box.add(answer(reminder, "Here it is."))

    assert results(read()) == [Result.LEFT]


def test_name_that_no_database_keeps_is_taken_without_its_control_characters(box, firm):
    with tenant_context(firm.pk):
        deal = make_deal(client=make_client(), quiet_days=30)
        message = queue("deal_follow_up", about=deal.pk)
    box.add(answer(message, "Yes, gladly.", From="=?utf-8?q?Ma=00ra?= <mara@castellan.example>"))

    assert results(read()) == [Result.TAKEN]
    with tenant_context(firm.pk):
        assert DealActivity.objects.get(kind="email").notes.startswith("Mara <mara@castellan.example> wrote:")


def test_mail_that_the_server_cannot_hand_out_is_flagged_and_stops_no_other(box, firm):
    _, message = asked(firm)
    damaged = box.add(answer(message, number=1))
    box.damaged.add(damaged)
    whole = box.add(answer(message, number=2))

    assert results(read()) == [Result.LEFT, Result.TAKEN]
    assert box.flags == {damaged: {r"\Seen", r"\Flagged"}, whole: {r"\Seen"}}


def test_long_answer_is_cut_where_no_answer_is_that_long(box, firm):
    with tenant_context(firm.pk):
        deal = make_deal(client=make_client(), quiet_days=30)
        message = queue("deal_follow_up", about=deal.pk)
    box.add(answer(message, "Yes. " * 40_000))

    assert results(read()) == [Result.TAKEN]
    with tenant_context(firm.pk):
        assert 15_000 < len(DealActivity.objects.get(kind="email").notes) < 25_000
