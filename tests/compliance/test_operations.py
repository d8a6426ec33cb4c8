from __future__ import annotations

import datetime as dt
import re

import pytest
from django.core.exceptions import ValidationError

from apps.clients.models import Task
from apps.compliance import operations
from apps.compliance.models import ComplianceCheck, ComplianceSchedule
from apps.compliance.operations import answers
from apps.tenancy.context import tenant_context
from apps.work.functions import Link
from apps.work.models import OutboxMessage, PublicLink
from tests.compliance.makers import make_check, make_client, make_contact, make_schedule
from tests.conftest import AT, make_member, make_user

DAY = dt.timedelta(days=1)


def schedule_of(**values):
    given = {"compliance_type": "vendor_profile_verification", "target_entity_type": "client"}
    return operations.make_schedule(**given | values, at=AT)


def link_in_mail():
    return re.search(r"/c/([\w-]+)/", OutboxMessage.objects.order_by("-created_at", "-id").first().body_text)[1]


def test_a_schedule_begins_with_the_next_whole_period(inside):
    schedule = schedule_of(frequency="semi_annual")

    assert schedule.next_due_at == dt.datetime(2026, 7, 2, 3, 59, 59, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"required_fields": ["shoe_size"]}, "required_fields"),
        ({"target_entity_type": "contact", "required_fields": ["website"]}, "required_fields"),
        ({"target_filter": {"company_name": "x"}}, "target_filter"),
        ({"target_filter": {"status": "asleep"}}, "target_filter"),
        ({"target_filter": {"is_active": "yes"}}, "target_filter"),
        ({"target_filter": {"is_active": 1}}, "target_filter"),
        ({"target_filter": {"priority": []}}, "target_filter"),
        ({"target_filter": {"tier": 5}}, "target_filter"),
        ({"frequency": "weekly"}, "frequency"),
        ({"compliance_type": ""}, "compliance_type"),
        ({"notification_days_before": 91}, "notification_days_before"),
    ],
)
def test_a_schedule_is_refused_by_its_field(inside, values, field):
    with pytest.raises(ValidationError) as refused:
        schedule_of(**values)

    assert field in refused.value.message_dict
    assert not ComplianceSchedule.objects.exists()


def test_a_stranger_is_no_manager(firm):
    stranger = make_user("nobody@elsewhere.example")

    with tenant_context(firm.pk, now=AT), pytest.raises(ValidationError, match="nobody of the firm"):
        schedule_of(escalate_to_id=stranger.pk)


def test_a_second_schedule_of_the_same_is_refused_in_words(inside):
    schedule_of()

    with pytest.raises(ValidationError, match="change that one"):
        schedule_of()


def test_switched_on_again_a_schedule_leaves_out_the_past(inside):
    schedule = schedule_of(frequency="monthly", next_due_at=dt.datetime(2025, 10, 31, 17, tzinfo=dt.UTC))
    operations.change_schedule(schedule_id=schedule.pk, values={"is_active": False}, at=AT)

    schedule = operations.change_schedule(schedule_id=schedule.pk, values={"is_active": True}, at=AT)

    assert schedule.next_due_at == dt.datetime(2026, 3, 31, 17, tzinfo=dt.UTC)


def test_complete_by_a_person(firm):
    ines = make_user()
    make_member(firm, ines, "owner")
    with tenant_context(firm.pk, user_id=ines.pk, now=AT):
        check = make_check(make_client(), due_at=AT - DAY, status="overdue")
        operations.escalate_check(check_id=check.pk, at=AT)

        done = operations.complete_check(check_id=check.pk, notes="Seen the original.", at=AT)

        assert (done.status, done.completed_at, done.completed_by_id) == ("completed", AT, ines.pk)
        assert done.notes == "Seen the original."
        assert Task.objects.get().status == "completed"
        with pytest.raises(operations.CheckClosed, match="is completed"):
            operations.complete_check(check_id=check.pk, at=AT)


def test_a_waiver_needs_a_reason_and_a_day(inside):
    check, today = make_check(make_client()), dt.date(2026, 3, 2)

    for reason, until in ((" ", today), ("On leave", today - DAY), ("On leave", today + 367 * DAY)):
        with pytest.raises(operations.WaiverRefused):
            operations.waive_check(check_id=check.pk, reason=reason, until=until, at=AT)

    waived = operations.waive_check(check_id=check.pk, reason="On leave", until=today, at=AT)
    assert (waived.status, waived.waived_until) == ("waived", today)
    with pytest.raises(operations.CheckClosed, match="open it again first"):
        operations.complete_check(check_id=check.pk, at=AT)
    assert operations.reopen_check(check_id=check.pk).status == "pending"
    with pytest.raises(operations.CheckClosed, match="not waived"):
        operations.reopen_check(check_id=check.pk)


@pytest.mark.parametrize(
    ("due_in", "said"), [(9, "due in 9 days"), (1, "due in 1 day"), (0, "due today"), (-1, "overdue since 1 day")]
)
def test_remind_writes_to_the_primary_contact(inside, due_in, said):
    client = make_client(email="info@castellan.example")
    make_contact(client, is_primary=False, email="second@castellan.example")
    make_contact(client)
    schedule = make_schedule(description="Send us your new license.")
    check = make_check(client, schedule, due_at=AT + due_in * DAY, required_fields=["phone"], missing_fields=["phone"])

    check = operations.remind_check(check_id=check.pk, at=AT)

    mail = OutboxMessage.objects.get()
    assert (mail.to_email, mail.subject) == ("mara@castellan.example", f"License renewal: {said}")
    assert "Hello Mara Voss" in mail.body_text
    assert "- Phone" in mail.body_text
    assert "Send us your new license." in mail.body_text
    assert (check.status, check.reminder_count, check.reminder_sent_at) == ("awaiting_response", 1, AT)


def test_remind_falls_back_on_the_clients_own_address(inside):
    check = make_check(make_client(email="info@castellan.example"))

    operations.remind_check(check_id=check.pk, at=AT)

    assert OutboxMessage.objects.get().to_email == "info@castellan.example"


def test_a_contact_is_written_to_itself(inside):
    client = make_client()
    make_contact(client)
    other = make_contact(client, is_primary=False, email="second@castellan.example")

    operations.remind_check(check_id=make_check(other, entity_type="contact").pk, at=AT)

    assert OutboxMessage.objects.get().to_email == "second@castellan.example"


def test_nobody_to_remind(inside):
    check = make_check(make_client())

    with pytest.raises(operations.NoRecipient, match="primary contact"):
        operations.remind_check(check_id=check.pk, at=AT)
    assert not OutboxMessage.objects.exists()


def test_escalation_is_a_task_and_a_mail_for_whom_the_schedule_names(firm):
    owner, manager = make_user(), make_user("mo@harbor.example", name="Mo Reyes")
    make_member(firm, owner, "owner")
    make_member(firm, manager)
    with tenant_context(firm.pk, now=AT):
        client = make_client()
        check = make_check(
            client, make_schedule(escalate_to_id=manager.pk), due_at=AT - 8 * DAY, status="overdue", reminder_count=2
        )

        escalated = operations.escalate_check(check_id=check.pk, at=AT)

        task, mail = Task.objects.get(), OutboxMessage.objects.get()
        assert (task.assigned_to_id, task.client_id, task.priority, task.status) == (
            manager.pk,
            client.pk,
            "high",
            "pending",
        )
        assert (task.subject_type, task.subject_id) == ("compliance_checks", check.pk)
        assert mail.to_email == "mo@harbor.example"
        assert f"/f/harbor-dental/compliance/checks/{check.pk}/" in mail.body_text
        assert "2 reminders went unanswered" in mail.body_text
        assert (escalated.status, escalated.escalated_to_id) == ("escalated", manager.pk)
        with pytest.raises(operations.CheckClosed, match="told already"):
            operations.escalate_check(check_id=check.pk, at=AT)


def test_validation_completes_and_ends_the_task(inside):
    client = make_client(phone="555 0100")
    check = make_check(client, required_fields=["phone"], due_at=AT - DAY, status="overdue")
    operations.escalate_check(check_id=check.pk, at=AT)

    assert operations.validate_check(check_id=check.pk).status == "completed"
    assert Task.objects.get().status == "completed"


def test_add_check_of_somebody_of_the_firm(inside):
    client = make_client()
    given = {"compliance_type": "incident_review", "due_at": AT + DAY, "required_fields": [], "notes": ""}

    check = operations.add_check(entity_type="client", entity_id=client.pk, **given)

    assert (check.entity_name, check.schedule_id, check.period_end) == (
        "Castellan Logistics",
        None,
        dt.date(2026, 3, 3),
    )
    with pytest.raises(ValidationError, match="nobody of this id"):
        operations.add_check(entity_type="contact", entity_id=client.pk, **given)


# The page behind a mail


@pytest.fixture
def mailed(inside):
    """A check with a mailed link, and the client it is about."""
    client = make_client(email="info@castellan.example")
    check = make_check(client, required_fields=["phone", "email", "website"], missing_fields=["phone", "website"])
    operations.remind_check(check_id=check.pk, at=AT)
    link = PublicLink.objects.get()
    return client, check, link


def found_link(link, check):
    """The link as the definer function returns it; a firm's role may not call that."""
    fields = (link.purpose, check.pk, link.expires_at, link.used_at, link.revoked_at)
    return Link(link.pk, link.tenant_id, "harbor-dental", "Harbor", "UTC", *fields)


def test_the_link_asks_for_what_is_missing_only(mailed):
    _, check, row = mailed

    found, asked = operations.open_link(found_link(row, check))

    assert (found.pk, asked) == (check.pk, {"phone": "Phone", "website": "Website"})


def test_an_answer_fills_completes_and_uses_the_link_up(mailed):
    client, check, row = mailed
    link = found_link(row, check)

    given = {"phone": " 555 0100 ", "website": "https://castellan.example", "email": "thief@x.example", "notes": "x"}
    done = operations.answer(link=link, given=given, at=AT + DAY)

    client.refresh_from_db()
    assert (client.phone, client.website) == ("555 0100", "https://castellan.example")
    assert (client.email, client.notes) == ("info@castellan.example", "")  # only what was asked for
    assert (done.status, done.completed_by_id, done.answered_at) == ("completed", None, AT + DAY)
    with pytest.raises(operations.LinkClosed, match="a moment ago"):
        operations.answer(link=link, given=given, at=AT + DAY)


@pytest.mark.parametrize(
    ("given", "field"),
    [({"phone": "555"}, "website"), ({"phone": "555", "website": "no address"}, "website")],
)
def test_an_answer_is_refused_by_its_field_and_the_link_stays(mailed, given, field):
    client, check, row = mailed

    with pytest.raises(ValidationError) as refused:
        operations.answer(link=found_link(row, check), given=given, at=AT)

    assert set(refused.value.message_dict) == {field}
    row.refresh_from_db()
    client.refresh_from_db()
    assert (row.used_at, client.phone) == (None, "")


def test_what_somebody_filled_meanwhile_stays(mailed):
    client, check, _ = mailed
    type(client).objects.filter(pk=client.pk).update(phone="555 0199")
    answers._fill(check, {"phone": "555 0100", "website": "https://castellan.example"})

    client.refresh_from_db()
    assert (client.phone, client.website) == ("555 0199", "https://castellan.example")


def test_without_required_fields_the_answer_is_a_note_for_a_person(inside):
    check = make_check(make_client(email="info@castellan.example"))
    operations.remind_check(check_id=check.pk, at=AT)
    link = found_link(PublicLink.objects.get(), check)
    assert operations.open_link(link)[1] == {"answer": "Your answer"}

    check = operations.answer(link=link, given={"answer": "Renewed on Friday."}, at=AT)

    assert (check.status, check.answered_at) == ("in_progress", AT)
    assert "Renewed on Friday." in check.notes


def test_a_link_of_a_check_that_needs_nothing_is_closed(mailed):
    client, check, row = mailed
    type(client).objects.update(phone="555", website="https://castellan.example")

    with pytest.raises(operations.LinkClosed, match="Nothing is missing"):
        operations.open_link(found_link(row, check))
    assert ComplianceCheck.objects.get().status == "completed"


def test_links_that_do_not_open(firm):
    with tenant_context(firm.pk, now=AT):
        check = make_check(make_client(email="info@castellan.example"))
        operations.remind_check(check_id=check.pk, at=AT)
        token = link_in_mail()

    assert operations.find_link(token, at=AT).object_id == check.pk
    with pytest.raises(operations.LinkClosed, match="ended on"):
        operations.find_link(token, at=check.due_at + 30 * DAY)
    with pytest.raises(operations.LinkClosed, match="not valid"):
        operations.find_link("something-else", at=AT)
    for fields, said in (({"used_at": AT}, "was answered"), ({"revoked_at": AT}, "not valid")):
        with tenant_context(firm.pk):
            PublicLink.objects.update(**fields)
        with pytest.raises(operations.LinkClosed, match=said):
            operations.find_link(token, at=AT)
