"""Every SQL function, trigger and view of compliance, called as psql would, under the firm's role."""

from __future__ import annotations

import datetime as dt
import json
from uuid import uuid4

import pytest
from django.db import Error, connection, transaction

from apps.clients.models import Client
from apps.compliance.models import ComplianceCheck, ComplianceSchedule
from apps.tenancy.context import tenant_context
from tests.compliance.makers import make_check, make_client, make_contact, make_schedule, sql, value
from tests.conftest import AT

NEW_YORK = "America/New_York"


def utc(text):
    return dt.datetime.fromisoformat(text).replace(tzinfo=dt.UTC)


def days(count):
    return dt.timedelta(days=count)


@pytest.fixture
def at_day(firm):
    """Run a block at another time of the firm."""

    def enter(when):
        return tenant_context(firm.pk, now=when)

    return enter


def entities(*rows):
    return json.dumps([{"id": str(row.pk), "name": str(row)} for row in rows])


# Dates


@pytest.mark.parametrize(
    ("start", "frequency", "day", "expected"),
    [
        pytest.param("2026-01-15T17:00", "monthly", 15, "2026-02-15T17:00", id="month"),
        pytest.param("2026-01-15T17:00", "quarterly", 15, "2026-04-15T16:00", id="quarter-over-summer-time"),
        pytest.param("2026-01-15T17:00", "semi_annual", 15, "2026-07-15T16:00", id="half-year"),
        pytest.param("2026-01-15T17:00", "annual", 15, "2027-01-15T17:00", id="year"),
        pytest.param("2026-01-31T17:00", "monthly", 31, "2026-02-28T17:00", id="end-of-january"),
        pytest.param("2026-02-28T17:00", "monthly", 31, "2026-03-31T16:00", id="back-to-31"),
        pytest.param("2028-02-29T17:00", "annual", 29, "2029-02-28T17:00", id="leap-day"),
        pytest.param("2031-02-28T17:00", "annual", 29, "2032-02-29T17:00", id="next-leap-day"),
        pytest.param("2026-02-01T04:59", "monthly", 31, "2026-03-01T04:59", id="31-january-in-new-york"),
    ],
)
def test_due_after(inside, start, frequency, day, expected):
    assert value("SELECT compliance_due_after(%s, %s, %s, %s)", utc(start), frequency, day, NEW_YORK) == utc(expected)


@pytest.mark.parametrize(
    ("frequency", "at", "expected"),
    [
        pytest.param("monthly", "2026-03-02T09:30", "2026-04-02T03:59:59", id="month"),
        pytest.param("quarterly", "2026-03-02T09:30", "2026-04-02T03:59:59", id="quarter"),
        pytest.param("semi_annual", "2026-03-02T09:30", "2026-07-02T03:59:59", id="half-year"),
        pytest.param("annual", "2026-03-02T09:30", "2027-01-02T04:59:59", id="year"),
        pytest.param("monthly", "2026-12-31T12:00", "2027-01-02T04:59:59", id="over-new-year"),
        pytest.param("quarterly", "2027-01-01T04:30", "2027-01-02T04:59:59", id="still-old-year-in-new-york"),
        pytest.param("semi_annual", "2026-07-01T12:00", "2027-01-02T04:59:59", id="second-half"),
    ],
)
def test_first_due_is_the_end_of_the_first_day_of_the_next_period(inside, frequency, at, expected):
    assert value("SELECT compliance_first_due(%s, %s, %s)", frequency, utc(at), NEW_YORK) == utc(expected)


@pytest.mark.parametrize(
    ("now", "notice", "expected"),
    [
        pytest.param("2026-04-17T03:59", 14, None, id="evening-before-the-first"),
        pytest.param("2026-04-17T04:00", 14, -14, id="midnight-of-the-first"),
        pytest.param("2026-04-23T12:00", 14, -14, id="between"),
        pytest.param("2026-04-24T12:00", 14, -7, id="a-week-before"),
        pytest.param("2026-05-01T12:00", 14, 0, id="the-day"),
        pytest.param("2026-05-04T12:00", 14, 3, id="three-after"),
        pytest.param("2026-08-01T12:00", 14, 3, id="long-after"),
        pytest.param("2026-04-25T12:00", 5, None, id="short-notice-has-no-week"),
        pytest.param("2026-04-26T12:00", 5, -5, id="short-notice"),
        pytest.param("2026-04-01T12:00", 30, -30, id="long-notice"),
        pytest.param("2026-04-30T12:00", 0, None, id="no-notice"),
        pytest.param("2026-05-01T12:00", 0, 0, id="no-notice-the-day"),
    ],
)
def test_reminder_step(at_day, now, notice, expected):
    due = utc("2026-05-02T03:59:59")  # the last second of 1 May in New York

    with at_day(utc(now)):
        assert value("SELECT compliance_reminder_step(%s, %s, %s)", due, notice, NEW_YORK) == expected


def test_a_schedule_keeps_the_31st_through_february(inside):
    schedule = make_schedule(next_due_at=utc("2026-01-31T17:00"), frequency="monthly")

    dues = [value("SELECT advance_compliance_schedule(%s)", schedule.pk) for _ in range(3)]

    assert dues == [utc("2026-02-28T17:00"), utc("2026-03-31T16:00"), utc("2026-04-30T16:00")]


def test_a_new_day_is_kept_when_a_person_moves_the_date(inside):
    schedule = make_schedule(next_due_at=utc("2026-01-31T17:00"), frequency="monthly")
    ComplianceSchedule.objects.filter(pk=schedule.pk).update(next_due_at=utc("2026-02-10T17:00"))

    assert value("SELECT advance_compliance_schedule(%s)", schedule.pk) == utc("2026-03-10T16:00")


def test_advance_notes_the_completion(inside):
    schedule = make_schedule(frequency="annual")

    value("SELECT advance_compliance_schedule(%s)", schedule.pk)

    schedule.refresh_from_db()
    assert schedule.last_completed_at == AT
    assert schedule.next_due_at == utc("2027-03-12T10:30")  # the same hour of the firm, in winter time


def test_advance_from_completion_counts_from_now(inside):
    schedule = make_schedule(frequency="monthly", due_from="completion", next_due_at=AT - days(40))

    assert value("SELECT advance_compliance_schedule(%s)", schedule.pk) == utc("2026-04-02T08:30")


@pytest.mark.parametrize(
    "call",
    [
        "advance_compliance_schedule(%s)",
        "create_compliance_checks_from_schedule(%s, '[]')",
        "generate_compliance_checks(%s)",
    ],
)
def test_an_unknown_schedule_is_an_error(inside, call):
    with pytest.raises(Error, match="There is no compliance schedule"), transaction.atomic():
        value(f"SELECT {call}", uuid4())


# Making checks


def test_create_checks_counts_what_it_made_and_never_makes_twice(inside):
    known, other = make_client(), make_client("Alder & Finch")
    schedule = make_schedule(required_fields=["phone"], next_due_at=utc("2026-04-02T03:59:59"))
    make = "SELECT create_compliance_checks_from_schedule(%s, %s)"

    assert value(make, schedule.pk, entities(known)) == 1
    assert value(make, schedule.pk, entities(known, other)) == 1
    assert value(make, schedule.pk, entities(known, other)) == 0

    check = ComplianceCheck.objects.get(entity_id=known.pk)
    assert (check.period_start, check.period_end) == (dt.date(2026, 1, 1), dt.date(2026, 4, 1))
    assert (check.due_at, check.status) == (schedule.next_due_at, "pending")
    assert (check.entity_name, check.required_fields) == ("Castellan Logistics", ["phone"])
    assert check.compliance_type == "license_renewal"


def test_create_checks_passes_over_an_entity_named_twice(inside):
    known = make_client()

    assert (
        value("SELECT create_compliance_checks_from_schedule(%s, %s)", make_schedule().pk, entities(known, known)) == 1
    )


def test_create_checks_passes_over_who_is_nobody_of_the_firm(other_firm, inside):
    stranger = json.dumps([{"id": str(uuid4()), "name": "Nobody"}])

    assert value("SELECT create_compliance_checks_from_schedule(%s, %s)", make_schedule().pk, stranger) == 0


@pytest.mark.parametrize(
    ("kind", "given", "expected"),
    [
        pytest.param("client", {}, ["Alder", "Birch", "Cedar"], id="active-ones"),
        pytest.param("client", {"is_active": False}, ["Dogwood"], id="inactive"),
        pytest.param("client", {"status": "prospect"}, ["Birch"], id="status"),
        pytest.param("client", {"status": ["prospect", "active"]}, ["Alder", "Birch", "Cedar"], id="list"),
        pytest.param("client", {"priority": "high", "tier": "A"}, ["Alder"], id="two-keys"),
        pytest.param("vendor", {}, ["Cedar"], id="vendor-by-tier"),
        pytest.param("contact", {}, ["Ada A", "Bo B", "loose@x.example"], id="contacts-of-active-clients-and-loose"),
        pytest.param("contact", {"status": "prospect"}, ["Bo B"], id="contacts-by-their-client"),
    ],
)
def test_targets(inside, kind, given, expected):
    alder = make_client("Alder", priority="high", tier="A")
    birch = make_client("Birch", status="prospect")
    make_client("Cedar", tier="Vendor")
    dogwood = make_client("Dogwood", is_active=False)
    make_contact(alder, first_name="Ada", last_name="A")
    make_contact(birch, first_name="Bo", last_name="B")
    make_contact(dogwood, first_name="Di", last_name="D")
    make_contact(None, first_name="", last_name="", email="loose@x.example")
    schedule = make_schedule(target_entity_type=kind, target_filter=given)

    assert sorted(row["entity_name"] for row in sql("SELECT * FROM compliance_targets(%s)", schedule.pk)) == expected


def test_generate_waits_for_the_notice_and_a_week(inside):
    make_client()
    schedule = make_schedule(next_due_at=AT + days(21) + dt.timedelta(seconds=1))

    assert value("SELECT generate_compliance_checks(%s)", schedule.pk) == 0
    schedule.refresh_from_db()
    assert schedule.next_due_at == AT + days(21) + dt.timedelta(seconds=1)


def test_generate_makes_checks_and_moves_the_calendar_once(inside):
    make_client()
    schedule = make_schedule(next_due_at=utc("2026-03-23T03:59:59"), frequency="quarterly")

    assert [value("SELECT generate_compliance_checks(%s)", schedule.pk) for _ in range(2)] == [1, 0]

    schedule.refresh_from_db()
    assert schedule.next_due_at == utc("2026-06-23T03:59:59")
    assert schedule.last_completed_at is None


def test_from_completion_each_one_has_a_date_of_its_own(inside, at_day):
    quick, slow = make_client("Quick"), make_client("Slow")
    schedule = make_schedule(due_from="completion", frequency="monthly", next_due_at=AT + days(14))
    assert value("SELECT generate_compliance_checks(%s)", schedule.pk) == 2

    ComplianceCheck.objects.filter(entity_id=quick.pk).update(status="completed", completed_at=AT)

    assert value("SELECT generate_compliance_checks(%s)", schedule.pk) == 0  # 2 April is too far away
    with at_day(AT + days(12)):
        assert value("SELECT generate_compliance_checks(%s)", schedule.pk) == 1
        again = ComplianceCheck.objects.get(entity_id=quick.pk, status="pending")
        assert (again.due_at, again.period_start) == (utc("2026-04-02T09:30"), dt.date(2026, 3, 2))
        assert ComplianceCheck.objects.filter(entity_id=slow.pk).count() == 1  # its first is still open


def test_from_completion_a_new_client_gets_the_whole_notice(inside):
    make_client()
    schedule = make_schedule(due_from="completion", next_due_at=AT - days(100))

    value("SELECT generate_compliance_checks(%s)", schedule.pk)

    assert ComplianceCheck.objects.get().due_at == utc("2026-03-16T08:30")


# What is due


def test_due_lists_what_is_open_within_the_notice(inside):
    client, schedule = make_client(), make_schedule(notification_days_before=5)
    at = {
        "overdue": AT - days(3),
        "awaiting_response": AT + days(1),
        "in_progress": AT + days(4),
        "pending": AT + days(5),
    }
    for status, due_at in at.items():
        make_check(client, schedule, status=status, due_at=due_at, period_start=due_at.date() - days(9))
    make_check(client, schedule, due_at=AT + days(6))
    make_check(client, None, due_at=AT + days(14), compliance_type="orphan")
    make_check(client, None, due_at=AT + days(15))
    make_check(client, None, due_at=AT, status="escalated")
    make_check(client, None, due_at=AT, status="completed", completed_at=AT)
    make_check(client, None, due_at=AT, status="waived", waived_reason="On leave", waived_until=AT.date())

    rows = sql("SELECT * FROM get_compliance_due(%s)", inside.pk)

    assert [row["status"] for row in rows] == [*at, "pending"]
    assert [row["days_until_due"] for row in rows] == [-3, 1, 4, 5, 14]
    assert [row["is_overdue"] for row in rows] == [True, False, False, False, False]
    assert (rows[-1]["compliance_type"], rows[-1]["schedule_id"]) == ("orphan", None)
    assert set(rows[0]) >= {"check_id", "entity_type", "entity_id", "entity_name", "reminder_count", "missing_fields"}


def test_due_counts_days_of_the_firm(inside):
    make_check(make_client(), due_at=utc("2026-03-03T04:00"))  # 23:00 of 2 March in New York

    assert sql("SELECT * FROM get_compliance_due(%s)", inside.pk)[0]["days_until_due"] == 0


def test_due_keeps_to_the_limit_and_has_twenty_without_one(inside):
    client = make_client()
    for day in range(22):
        make_check(client, due_at=AT - days(day), compliance_type=f"type_{day}")

    assert len(sql("SELECT * FROM get_compliance_due(%s)", inside.pk)) == 20
    assert [row["compliance_type"] for row in sql("SELECT * FROM get_compliance_due(%s, 2)", inside.pk)] == [
        "type_21",
        "type_20",
    ]


def test_due_finds_nothing_of_another_firm(other_firm, inside):
    make_check(make_client(), due_at=AT)

    assert sql("SELECT * FROM get_compliance_due(%s)", other_firm.pk) == []
    assert len(sql("SELECT * FROM get_compliance_due(%s)", inside.pk)) == 1


# States that pass by themselves


def test_mark_overdue_takes_open_checks_past_their_time(inside):
    client = make_client()
    past = AT - dt.timedelta(seconds=1)
    for status in ("pending", "in_progress", "awaiting_response"):
        make_check(client, status=status, due_at=past)
    make_check(client, due_at=AT)
    make_check(client, due_at=past, status="escalated")
    make_check(client, due_at=past, status="completed", completed_at=AT)
    make_check(client, due_at=past, status="waived", waived_reason="On leave", waived_until=AT.date())

    assert value("SELECT mark_overdue_compliance(1)") == 1
    assert value("SELECT mark_overdue_compliance()") == 2
    assert value("SELECT mark_overdue_compliance()") == 0

    statuses = sorted(ComplianceCheck.objects.values_list("status", flat=True))
    assert statuses == ["completed", "escalated", "overdue", "overdue", "overdue", "pending", "waived"]


def test_a_waiver_ends_after_its_last_day_in_the_firm(inside, at_day):
    check = make_check(
        make_client(), status="waived", waived_reason="On leave", waived_until=dt.date(2026, 3, 2), reminder_count=2,
        reminder_step=-7,
    )  # fmt: skip

    with at_day(utc("2026-03-03T04:59")):  # still 2 March in New York
        assert value("SELECT expire_compliance_waivers()") == 0
    with at_day(utc("2026-03-03T05:00")):
        assert value("SELECT expire_compliance_waivers()") == 1

    check.refresh_from_db()
    assert (check.status, check.waived_reason, check.waived_until) == ("pending", "", None)
    assert (check.reminder_count, check.reminder_step) == (0, None)


def test_missing_fields_are_the_empty_ones_in_order(inside):
    client = make_client(phone="  ", email="info@castellan.example")

    missing = value('SELECT compliance_missing_fields(\'vendor\', %s, \'["website", "email", "phone"]\')', client.pk)

    assert json.loads(missing) == ["website", "phone"]


def test_missing_fields_of_nobody_are_all(inside):
    assert json.loads(value("SELECT compliance_missing_fields('contact', %s, '[\"email\"]')", uuid4())) == ["email"]


def test_validation_lists_completes_and_leaves_the_rest(inside):
    empty, full = make_client("Empty"), make_client("Full", phone="555 0100")
    lacking = make_check(empty, required_fields=["phone"])
    awaited = make_check(empty, required_fields=["phone", "email"], status="awaiting_response")
    filled = make_check(full, required_fields=["phone"], status="escalated")
    by_hand = make_check(full, required_fields=[])
    far = make_check(full, required_fields=["phone"], due_at=AT + days(15))

    changed = {row["check_id"]: row["status"] for row in sql("SELECT * FROM validate_compliance_checks()")}

    assert changed == {lacking.pk: "in_progress", awaited.pk: "awaiting_response", filled.pk: "completed"}
    assert sql("SELECT * FROM validate_compliance_checks()") == []
    lacking.refresh_from_db()
    filled.refresh_from_db()
    assert lacking.missing_fields == ["phone"]
    assert (filled.completed_at, filled.completed_by_id) == (AT, None)
    assert set(ComplianceCheck.objects.filter(status="pending")) == {by_hand, far}


def test_validation_of_one_check_looks_whenever_it_is_due(inside):
    far = make_check(make_client(phone="555 0100"), required_fields=["phone"], due_at=AT + days(60))

    assert sql("SELECT * FROM validate_compliance_checks(NULL, %s)", far.pk) == [
        {"check_id": far.pk, "status": "completed"}
    ]


def test_a_completion_is_noted_on_its_schedule(inside):
    schedule = make_schedule()
    make_check(make_client(), schedule)

    ComplianceCheck.objects.update(status="completed", completed_at=AT)

    before, schedule = schedule, ComplianceSchedule.objects.get()
    assert schedule.last_completed_at == AT
    assert (schedule.next_due_at, schedule.row_version) == (before.next_due_at, 1)


def test_open_checks_of_who_is_deleted_go_and_evidence_stays(inside):
    client, other = make_client(), make_client("Alder & Finch")
    contact = make_contact(client)
    make_check(client)
    make_check(client, entity_type="vendor")
    make_check(contact, entity_type="contact")
    kept = make_check(client, status="completed", completed_at=AT)
    of_other = make_check(other)

    Client.objects.filter(pk=client.pk).delete()

    assert set(ComplianceCheck.objects.all()) == {kept, of_other}


# The view


def test_completion_rates_of_the_last_ninety_days(inside, at_day):
    client = make_client()
    with at_day(AT - days(91)):
        make_check(client, compliance_type="old")
    with at_day(AT - days(4)):
        make_check(client, status="completed", completed_at=AT)
        make_check(client, status="overdue")
        make_check(client, status="escalated")
        make_check(client, status="waived", waived_reason="On leave", waived_until=AT.date())
        make_check(client, compliance_type="profile")

    rows = {row["compliance_type"]: row for row in sql("SELECT * FROM compliance_completion_rates")}

    assert set(rows) == {"license_renewal", "profile"}
    rate = rows["license_renewal"]
    assert (rate["total"], rate["completed"], rate["overdue"], rate["waived"]) == (4, 1, 2, 1)
    assert (rate["completion_rate_pct"], rate["closed_rate_pct"], rate["avg_days_to_complete"]) == (25, 50, 4)
    assert rows["profile"]["avg_days_to_complete"] is None


def test_completion_rates_are_the_firms_own(other_firm, inside):
    make_check(make_client())
    assert len(sql("SELECT * FROM compliance_completion_rates")) == 1

    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('app.tenant_id', %s, true)", [str(other_firm.pk)])
        cursor.execute("SELECT * FROM compliance_completion_rates")
        assert cursor.fetchall() == []
