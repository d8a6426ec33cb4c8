import datetime as dt

import pytest

from apps.portal import digest
from apps.tenancy.context import tenant_context
from apps.tenancy.models import Membership, Tenant
from apps.tickets import operations
from apps.tickets.models import TicketInstance, TicketPack
from apps.work.models import OutboxMessage
from tests.conftest import as_owner, make_firm, make_member, make_user

MONDAY = dt.datetime(2026, 3, 2, 12, 5, tzinfo=dt.UTC)  # seven in the morning in New York
HOUR = dt.timedelta(hours=1)


@pytest.fixture
def firm(db):
    return make_firm(time_zone="America/New_York")


@pytest.fixture
def people(firm):
    made = {}
    for name, role in (("Amara", "owner"), ("Marcus", "member"), ("Vi", "viewer"), ("Root", "staff")):
        made[name] = make_member(firm, make_user(f"{name.lower()}@harbor.example", name=name), role)
    return made


@pytest.fixture
def tickets(firm):
    with tenant_context(firm.pk, now=MONDAY - 30 * HOUR):
        pack = TicketPack.objects.create(key="main", title="Main")
        codes = ("H-001", "H-002", "H-003")
        made = [TicketInstance.objects.create(ticket_pack=pack, ticket_id=code, title=f"Do {code}") for code in codes]
        operations.edit_ticket(ticket_id=made[1].pk, changes={"assignee": "marcus"})
        operations.move_ticket(ticket_id=made[0].pk, to="done", at=MONDAY - 20 * HOUR)
        operations.move_ticket(ticket_id=made[2].pk, to="blocked", reason="No contract", at=MONDAY - 20 * HOUR)
    return made


def sent(firm, *, at=MONDAY):
    with tenant_context(firm.pk, now=at):
        digest.send_digest(at=at)
        return {m.to_email.partition("@")[0]: m for m in OutboxMessage.objects.filter(purpose="weekly_digest")}


def test_digest_goes_to_each_person_with_their_own_next_tickets(firm, people, tickets):
    mails = sent(firm)

    assert sorted(mails) == ["amara", "marcus", "vi"]
    assert mails["marcus"].subject == "Harbor Dental Partners: 1 of 3 done"
    assert "1 of 3 tickets are done, 1 of them last week" in mails["marcus"].body_text
    assert "- H-002 Do H-002" in mails["marcus"].body_text
    assert "H-003 Do H-003: No contract" in mails["marcus"].body_text
    assert "H-002" not in mails["vi"].body_text


def test_digest_leaves_out_who_does_not_want_it(firm, people, tickets):
    with tenant_context(firm.pk):
        Membership.objects.filter(pk=people["Marcus"].pk).update(wants_digest=False)

    assert sorted(sent(firm)) == ["amara", "vi"]


def test_digest_of_a_firm_without_tickets_is_not_sent(firm, people):
    assert sent(firm) == {}


def test_digest_of_a_paused_firm_is_not_sent(firm, people, tickets):
    with tenant_context(firm.pk):
        Tenant.objects.update(status="paused")

    assert sent(firm) == {}


@pytest.mark.parametrize(
    ("at", "slugs"),
    [
        pytest.param(MONDAY - HOUR, [], id="six on Monday"),
        pytest.param(MONDAY, ["harbor-dental"], id="seven on Monday"),
        pytest.param(MONDAY + 30 * HOUR, ["harbor-dental"], id="Tuesday, made up for"),
        pytest.param(MONDAY + 48 * HOUR, [], id="Wednesday"),
        pytest.param(MONDAY - 24 * HOUR, [], id="Sunday"),
    ],
)
def test_week_begins_on_monday_at_seven_where_the_firm_is(firm, at, slugs):
    assert digest.queue_due_digests(at=at) == slugs


def test_week_is_queued_once_and_again_in_the_next(firm):
    digest.queue_due_digests(at=MONDAY)

    assert digest.queue_due_digests(at=MONDAY + HOUR) == []
    assert digest.queue_due_digests(at=MONDAY + 7 * 24 * HOUR) == ["harbor-dental"]


def test_tick_queues_a_job_of_each_firm_in_its_own_context(committed):
    firm = make_firm(time_zone="America/New_York")
    make_firm("matai-lane", name="Matai Lane", time_zone="Pacific/Auckland")  # there it is Tuesday by then

    digest.queue_due_digests(at=MONDAY)

    with as_owner() as owner:
        queued = owner.execute("SELECT task_name, args->>'tenant_id' FROM procrastinate_jobs").fetchall()
    assert len(queued) == 2
    assert ("portal.send_digest", str(firm.pk)) in queued
