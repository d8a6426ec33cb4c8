import signal

import pytest
from django.db import connection

from apps.tenancy.context import tenant_context
from apps.work import operations
from apps.work.models import OutboxMessage
from config import env
from tests.conftest import AT, as_owner, make_firm
from tests.work.conftest import wait_for


def queue(firm, *, at=AT):
    with tenant_context(firm.pk):
        return operations.queue_mail(
            to="ada@harbor.example",
            subject="Hello",
            template="invitation",
            context={"firm_name": "Harbor", "role": "Member", "link": "https://firmloop.example/", "expires_on": AT},
            purpose="test",
            at=at,
        )


def status_of(firm, message):
    with tenant_context(firm.pk):
        return OutboxMessage.objects.get(pk=message.pk).status


def count(table):
    with as_owner() as owner:
        return owner.execute(f"SELECT count(*) FROM {table}").fetchone()[0]


def mail_jobs(columns):
    """Of the jobs that send mail; each full minute a worker queues the clock's own beside them."""
    with as_owner() as owner:
        return owner.execute(
            f"SELECT {columns} FROM procrastinate_jobs WHERE task_name LIKE 'work.send_mails%'"
        ).fetchall()


def stop(worker, *, seconds):
    worker.send_signal(signal.SIGTERM)
    return worker.wait(seconds)


def test_worker_sends_a_queued_mail_and_stops_within_seconds(committed, mail_server, run_worker):
    firm = make_firm()
    worker = run_worker()
    message = queue(firm)

    wait_for(lambda: status_of(firm, message) == "sent", seconds=20)
    code = stop(worker, seconds=4)

    assert code == 0
    assert len(mail_server.mails) == 1
    assert mail_jobs("id") == []
    assert count("procrastinate_workers") == 0


def test_jobs_with_one_lock_follow_each_other_without_waiting_to_be_looked_for(committed, mail_server, run_worker):
    firm = make_firm()
    run_worker(pace=("--poll", "60"))
    wait_for(lambda: count("procrastinate_workers") == 1, seconds=20)

    for _ in range(6):
        queue(firm)

    wait_for(lambda: mail_jobs("id") == [], seconds=20)
    assert len(mail_server.mails) == 6


def test_mail_that_waits_to_be_tried_again_holds_no_later_one_up(committed, mail_server, run_worker):
    firm = make_firm()
    mail_server.replies = ["451 greylisted"]
    run_worker()
    refused = queue(firm)
    wait_for(lambda: count("procrastinate_jobs WHERE scheduled_at > now()") == 1, seconds=20)

    later = queue(firm)

    wait_for(lambda: status_of(firm, later) == "sent", seconds=20)
    assert status_of(firm, refused) == "approved"


def test_job_that_runs_has_given_its_queueing_lock_up(committed, mail_server, run_worker):
    firm = make_firm()
    mail_server.hangs = True
    run_worker()
    queue(firm)
    wait_for(mail_server.offered.is_set, seconds=20)

    assert mail_jobs("status, queueing_lock") == [("doing", None)]


def test_job_of_a_killed_worker_is_done_by_the_next(committed, mail_server, run_worker):
    firm = make_firm()
    message = queue(firm)
    mail_server.hangs = True
    first = run_worker()
    wait_for(mail_server.offered.is_set, seconds=20)

    first.kill()
    first.wait(5)
    mail_server.hangs = False
    second = run_worker()

    wait_for(lambda: status_of(firm, message) == "sent", seconds=20)
    assert "was left by a worker that ended" in second.log.read_text()
    with tenant_context(firm.pk):
        assert OutboxMessage.objects.get().attempts == 2
    assert {mail["Message-ID"] for mail in mail_server.mails} == {f"<{message.pk}@firmloop.example>"}
    wait_for(lambda: count("procrastinate_workers") == 1, seconds=5)


def test_job_that_does_not_end_is_cut_off_and_left_to_the_next_worker(committed, mail_server, run_worker):
    firm = make_firm()
    message = queue(firm)
    mail_server.hangs = True
    worker = run_worker(pace=("--grace", "1"))
    wait_for(mail_server.offered.is_set, seconds=20)

    code = stop(worker, seconds=5)

    assert code == 0
    assert status_of(firm, message) == "approved"
    assert mail_jobs("status, worker_id") == [("doing", None)]
    assert count("procrastinate_workers") == 0


@pytest.mark.parametrize(
    "pace",
    [("--look-every", "0.5"), ("--look-every", "60", "--poll", "0.5")],
    ids=["as it looks after the others", "as it fetches a job"],
)
def test_worker_taken_for_dead_ends_instead_of_failing_each_fetch(committed, run_worker, pace):
    worker = run_worker(pace=pace)
    wait_for(lambda: count("procrastinate_workers") == 1, seconds=20)

    with as_owner() as owner:
        owner.execute("DELETE FROM procrastinate_workers")
    if "--poll" in pace:
        queue(make_firm())

    assert worker.wait(10) == 1
    assert "took this one for dead" in worker.log.read_text()


@pytest.mark.parametrize("role", ["web", "owner"])
def test_worker_refuses_another_login(committed, run_worker, role):
    path = connection.settings_dict["NAME"]

    worker = run_worker(url=env.database_url(role).rpartition("/")[0] + "/" + path)

    assert worker.wait(20) == 1
    assert "FIRMLOOP_ROLE=worker" in worker.log.read_text()
