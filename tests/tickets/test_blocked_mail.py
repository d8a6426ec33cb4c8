import datetime as dt

import pytest

from apps.tenancy.context import tenant_context
from apps.tenancy.models import Membership
from apps.tickets import operations
from apps.tickets.models import TicketInstance, TicketPack
from apps.work.models import OutboxMessage
from tests.conftest import AT, make_firm, make_member, make_user

MINUTE = dt.timedelta(minutes=1)


@pytest.fixture
def house(db):
    """A firm with its owner, two admins and a member, and three tickets."""
    firm = make_firm()
    people = {}
    for name, role in (("Amara", "owner"), ("Ines", "admin"), ("Sol", "admin"), ("Marcus", "member")):
        person = make_user(f"{name.lower()}@harbor.example", name=name)
        make_member(firm, person, role)
        people[name] = person
    with tenant_context(firm.pk, now=AT):
        pack = TicketPack.objects.create(key="main", title="Main")
        for number in (1, 2, 3):
            TicketInstance.objects.create(ticket_pack=pack, ticket_id=f"H-00{number}", title=f"Ticket {number}")
    return firm, people


def block(firm, person, code, reason, *, at=AT):
    actor = {"name": person.name, "user": str(person.pk), "via": "page"}
    with tenant_context(firm.pk, user_id=person.pk, actor=actor, now=at):
        ticket = TicketInstance.objects.get(ticket_id=code)
        operations.move_ticket(ticket_id=ticket.pk, to="blocked", reason=reason, at=at)


def mailed(firm, *, at):
    """Run the job and return recipient, subject and text of what it wrote."""
    with tenant_context(firm.pk, now=at):
        OutboxMessage.objects.all().delete()
        operations.mail_blocked(at=at)
        return {m.to_email.partition("@")[0]: (m.subject, m.body_text) for m in OutboxMessage.objects.all()}


def test_block_is_mailed_to_who_runs_the_firm_but_not_to_who_blocked_it(house):
    firm, people = house
    block(firm, people["Ines"], "H-001", "No contract yet")

    told = mailed(firm, at=AT + MINUTE)

    assert sorted(told) == ["amara", "sol"]
    subject, text = told["sol"]
    assert subject == "Harbor Dental Partners: H-001 is blocked"
    assert "Ines says: No contract yet" in text
    assert "/f/harbor-dental/tickets/" in text


def test_blocks_of_one_go_come_in_one_mail(house):
    firm, people = house
    block(firm, people["Marcus"], "H-001", "No contract yet")
    block(firm, people["Marcus"], "H-003", "Waiting for the bank")

    told = mailed(firm, at=AT + MINUTE)

    assert sorted(told) == ["amara", "ines", "sol"]
    assert told["ines"][0] == "Harbor Dental Partners: 2 tickets are blocked"


def test_block_is_mailed_once(house):
    firm, people = house
    block(firm, people["Marcus"], "H-001", "No contract yet")
    mailed(firm, at=AT + MINUTE)

    assert mailed(firm, at=AT + 2 * MINUTE) == {}


def test_block_that_was_lifted_meanwhile_is_not_mailed(house):
    firm, people = house
    block(firm, people["Marcus"], "H-001", "No contract yet")
    with tenant_context(firm.pk, now=AT):
        ticket = TicketInstance.objects.get(ticket_id="H-001")
        operations.move_ticket(ticket_id=ticket.pk, to="in_progress", at=AT)

    assert mailed(firm, at=AT + MINUTE) == {}


def test_new_reason_is_no_second_block(house):
    firm, people = house
    block(firm, people["Marcus"], "H-001", "No contract yet")
    mailed(firm, at=AT + MINUTE)
    block(firm, people["Marcus"], "H-001", "The contract is at the lawyer's", at=AT + 2 * MINUTE)

    assert mailed(firm, at=AT + 3 * MINUTE) == {}


def test_person_who_wants_no_alerts_gets_none(house):
    firm, people = house
    with tenant_context(firm.pk):
        Membership.objects.filter(name="Sol").update(wants_alerts=False)
    block(firm, people["Ines"], "H-001", "No contract yet")

    assert sorted(mailed(firm, at=AT + MINUTE)) == ["amara"]


def test_block_of_another_firm_stays_there(house):
    firm, people = house
    other = make_firm("castellan-logistics", name="Castellan Logistics")
    make_member(other, people["Ines"], "admin")
    block(firm, people["Marcus"], "H-001", "No contract yet")

    assert mailed(other, at=AT + MINUTE) == {}
    assert sorted(mailed(firm, at=AT + MINUTE)) == ["amara", "ines", "sol"]
