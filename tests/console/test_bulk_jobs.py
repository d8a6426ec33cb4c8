"""A batch of a thousand rows: a job, and what a worker that dies leaves."""

import pytest

from apps.tenancy.context import tenant_context
from apps.tickets.models import TicketInstance, TicketPack
from apps.work import operations as work
from apps.work.jobs import continue_batch
from apps.work.models import ChangeBatch
from tests.console.bulk_pages import bulk, newest_batch, undo
from tests.console.conftest import ACTOR, fresh
from tests.work.conftest import mail_server, run_worker, wait_for

__all__ = ["mail_server", "run_worker"]
ROWS = 1_000


@pytest.fixture
def thousand(firm):
    with tenant_context(firm.pk, actor=ACTOR):
        pack = TicketPack.objects.create(key="large", title="Large")
        return TicketInstance.objects.bulk_create(
            TicketInstance(ticket_pack=pack, ticket_id=f"L-{n:04}", title=f"Ticket {n}", order_index=n)
            for n in range(ROWS)
        )


def begin(client, tickets):
    return bulk(client, "assign", tickets[0], select_across="1", assignee="Omar Reyes")


def now_of(firm):
    with tenant_context(firm.pk):
        return ChangeBatch.objects.get()


def assigned(firm):
    with tenant_context(firm.pk):
        return TicketInstance.objects.filter(assignee="Omar Reyes").count()


def test_long_batch_is_queued_and_its_page_shows_how_far_it_is(staff_client, firm, thousand):
    page = begin(staff_client, thousand)

    assert "0 of 1000." in page.text
    assert 'hx-trigger="every 1s"' in page.text
    assert (now_of(firm).status, assigned(firm)) == ("running", 0)
    with tenant_context(firm.pk):
        assert work.continue_batch(batch_id=now_of(firm).pk, at=now_of(firm).created_at) is True
    page = staff_client.get(f"/f/harbor-dental/admin/work/changebatch/{now_of(firm).pk}/change/")
    assert 'value="200" max="1000"' in page.text


def test_running_batch_is_not_undone(staff_client, firm, thousand):
    begin(staff_client, thousand)

    response = undo(staff_client, firm)

    assert "still running" in response.text


def test_killed_worker_repeats_nothing_and_leaves_nothing_out(committed, staff_client, firm, thousand, run_worker):
    begin(staff_client, thousand)
    first = run_worker()
    wait_for(lambda: now_of(firm).done_count > 0, seconds=30)

    first.kill()
    first.wait(5)
    assert now_of(firm).status == "running"
    assert assigned(firm) == now_of(firm).done_count < ROWS
    run_worker()
    wait_for(lambda: now_of(firm).status == "done", seconds=60)

    with tenant_context(firm.pk):
        events = TicketInstance.pgh_event_model.objects.filter(pgh_context__batch=str(now_of(firm).pk))
        assert events.count() == ROWS
        assert set(events.values_list("pgh_context__name", flat=True)) == {"Sam Whitlock"}
    assert (assigned(firm), now_of(firm).done_count, now_of(firm).skipped) == (ROWS, ROWS, [])


def test_long_batch_is_undone_by_a_job_too(staff_client, firm, thousand):
    begin(staff_client, thousand)
    run_to_the_end(firm)

    undo(staff_client, firm)
    assert (newest_batch(firm).status, assigned(firm)) == ("running", ROWS)
    run_to_the_end(firm)

    assert (newest_batch(firm).done_count, assigned(firm)) == (ROWS, 0)


def run_to_the_end(firm):
    with tenant_context(firm.pk):
        while work.continue_batch(batch_id=newest_batch(firm).pk, at=newest_batch(firm).created_at):
            pass


def test_batch_whose_rule_breaks_stops_and_can_be_put_back(staff_client, firm, thousand, monkeypatch):
    from apps.work.batches import rules_of

    begin(staff_client, thousand)
    rules, batch = rules_of("tickets.TicketInstance"), now_of(firm)
    real, calls = rules.change, []

    def breaking(row, values, *, at):
        calls.append(row)
        if len(calls) > 300:
            raise RuntimeError("the disk is on fire")
        return real(row, values, at=at)

    monkeypatch.setattr(rules, "change", breaking)
    continue_batch(tenant_id=str(firm.pk), batch_id=str(batch.pk))

    batch = now_of(firm)
    assert (batch.status, batch.done_count, assigned(firm)) == ("failed", 200, 200)
    page = staff_client.get(f"/f/harbor-dental/admin/work/changebatch/{batch.pk}/change/")
    assert "200 of 1000 were changed" in page.text
    undo(staff_client, firm)
    assert assigned(firm) == 0
    assert fresh(thousand[0]).assignee == ""
