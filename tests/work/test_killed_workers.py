"""Real worker processes that are killed at random while an engine has a thousand deals to write about."""

from __future__ import annotations

import random
import signal
import time
from collections import Counter
from datetime import timedelta

import pytest
from django.utils import timezone

from apps.clients.models import Client, Contact
from apps.deals.models import Deal, DealActivity
from apps.tenancy.context import tenant_context
from apps.work import engine_runs
from apps.work.mail_turn import GROUP
from apps.work.models import Effect, JobRun, OutboxMessage
from apps.work.operations import SEND
from tests.conftest import as_owner, make_firm

ENGINE = "deal-stall-detection"
DUE, WORKERS, CONCURRENCY, KILLS = 1000, 2, 4, 4
PACE = ("--concurrency", str(CONCURRENCY), "--heartbeat", "0.5", "--stalled-after", "1.5", "--look-every", "0.5")
SEED = 20261121


def make_stalled_deals(count):
    """Make deals that have been quiet for a month, each with somebody of its own to write to."""
    client = Client.objects.create(company_name="Castellan Logistics")
    contacts = Contact.objects.bulk_create(
        Contact(client=client, first_name=f"N{number}", email=f"n{number}@castellan.example") for number in range(count)
    )
    quiet_since = timezone.now() - timedelta(days=30)
    Deal.objects.bulk_create(
        Deal(client=client, contact=contact, title=f"Deal {number}", last_activity_at=quiet_since)
        for number, contact in enumerate(contacts)
    )


def is_over(firm, slot):
    with as_owner() as owner:  # a job that finds nothing left to send ends too
        if owner.execute("SELECT FROM procrastinate_jobs WHERE task_name = %s LIMIT 1", [SEND]).rowcount:
            return False
    with tenant_context(firm.pk):
        is_run = JobRun.objects.filter(job_name=ENGINE, scheduled_for=slot, finished_at__isnull=False).exists()
        return is_run and not OutboxMessage.objects.exclude(status="sent").exists()


def progress(firm, mail_server):
    """Return how far the firm is, 0 to 2,000: each deal is written about, and its mail arrives."""
    with tenant_context(firm.pk):
        return DealActivity.objects.count() + len(mail_server.mails)


def kill_at_random(chance, start, *, until, seen):
    """Kill one of two workers each time that so much is done, and start another; end when everything is."""
    targets = sorted(chance.sample(range(20, 2 * DUE - 100), KILLS))
    workers = [start(pace=PACE) for _ in range(WORKERS)]
    ends, killed = time.monotonic() + 300, 0
    while not until():
        assert time.monotonic() < ends, f"{seen()} of {2 * DUE} after {killed} kills"
        if killed < KILLS and seen() >= targets[killed]:
            victim = chance.randrange(WORKERS)
            workers[victim].send_signal(signal.SIGKILL)
            workers[victim].wait(10)
            workers[victim] = start(pace=PACE)
            killed += 1
        time.sleep(0.02)
    return killed


@pytest.fixture
def slot():
    return timezone.now().replace(microsecond=0)


def test_two_workers_killed_at_random_lose_nothing_and_write_to_nobody_twice(committed, mail_server, run_worker, slot):
    """A worker killed between the mail server's yes and its note of it hands in the same mail, Message-ID included.

    SMTP leaves only the choice between that and losing it; a mailbox tells by the Message-ID. Everything else is once.
    """
    firm = make_firm()
    with tenant_context(firm.pk):
        make_stalled_deals(DUE)
        engine_runs.queue_run(ENGINE, scheduled_for=slot)

    killed = kill_at_random(
        random.Random(SEED), run_worker,  # noqa: S311 -- when to kill is no secret
        until=lambda: is_over(firm, slot), seen=lambda: progress(firm, mail_server),
    )  # fmt: skip

    assert killed == KILLS
    _nothing_is_lost_and_nothing_twice(firm, slot)
    _mailboxes_have_one_mail_each(firm, mail_server)


def _nothing_is_lost_and_nothing_twice(firm, slot):
    with tenant_context(firm.pk):
        run = JobRun.objects.get(job_name=ENGINE, scheduled_for=slot)
        assert (run.status, run.summary["steps"]["follow-ups"]["done"]) == ("succeeded", DUE)
        assert Counter(Deal.objects.values_list("follow_up_count", flat=True)) == {1: DUE}
        assert DealActivity.objects.values("deal").distinct().count() == DealActivity.objects.count() == DUE
        assert Effect.objects.filter(key__startswith="mail:").count() == DUE


def _mailboxes_have_one_mail_each(firm, mail_server):
    taken = Counter(mail["Message-ID"] for mail in mail_server.mails)
    by_mailbox = {mail["To"]: mail["Message-ID"] for mail in mail_server.mails}
    assert len(taken) == len(by_mailbox) == DUE
    with tenant_context(firm.pk):
        attempts = {
            f"<{pk}@firmloop.example>": count for pk, count in OutboxMessage.objects.values_list("pk", "attempts")
        }
    assert all(count <= attempts[message_id] for message_id, count in taken.items())
    assert len(mail_server.mails) - DUE <= KILLS * GROUP
