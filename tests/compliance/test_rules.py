"""What the database itself refuses, by raw ORM."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import Error, transaction

from apps.compliance.models import ComplianceCheck
from tests.compliance.makers import make_check, make_client, make_schedule
from tests.conftest import AT


def refused(match, make, *args, **given):
    with pytest.raises(Error, match=match), transaction.atomic():
        make(*args, **given)


@pytest.mark.parametrize(
    ("fields", "rule"),
    [
        ({"compliance_type": " "}, "compliance_schedule_has_type"),
        ({"frequency": "weekly"}, "compliance_schedule_frequency_known"),
        ({"due_from": "whim"}, "compliance_schedule_due_from_known"),
        ({"target_entity_type": "order"}, "compliance_schedule_entity_known"),
        ({"target_filter": {"company_name": "x"}}, "compliance_schedule_filter_keys"),
        ({"target_filter": ["status"]}, "compliance_schedule_filter_keys"),
        ({"required_fields": {"phone": 1}}, "compliance_schedule_fields_listed"),
        ({"notification_days_before": 91}, "compliance_schedule_days_in_range"),
    ],
)
def test_schedule_is_refused(inside, fields, rule):
    refused(rule, make_schedule, **fields)


def test_one_schedule_for_a_type_and_kind(inside):
    make_schedule()

    make_schedule(target_entity_type="contact")
    refused("compliance_schedule_once", make_schedule)


@pytest.mark.parametrize(
    ("fields", "rule"),
    [
        ({"entity_type": "order"}, "compliance_check_entity_known"),
        ({"status": "done"}, "compliance_check_status_known"),
        ({"period_end": dt.date(2020, 1, 1)}, "compliance_check_period_forward"),
        ({"status": "waived"}, "compliance_check_waived_with_reason"),
        ({"status": "waived", "waived_until": dt.date(2026, 4, 1)}, "compliance_check_waived_with_reason"),
        ({"status": "waived", "waived_reason": "On leave"}, "compliance_check_waived_with_reason"),
        ({"waived_reason": "On leave"}, "compliance_check_waived_with_reason"),
        ({"status": "completed"}, "compliance_check_completed_when"),
        ({"completed_at": AT}, "compliance_check_completed_when"),
    ],
)
def test_check_is_refused(inside, fields, rule):
    refused(rule, make_check, make_client(), **fields)


def test_one_check_a_period(inside):
    client, schedule = make_client(), make_schedule()
    make_check(client, schedule)

    refused("compliance_check_once_a_period", make_check, client, schedule)


def test_a_completion_is_final(inside):
    make_check(make_client(), status="completed", completed_at=AT)

    refused("pgtrigger", ComplianceCheck.objects.update, status="overdue", completed_at=None)


def test_the_engines_own_mark_is_no_change_of_the_row(inside):
    check = make_check(make_client())

    ComplianceCheck.objects.update(reminder_step=-14)
    assert ComplianceCheck.objects.get().row_version == check.row_version
    assert check.events.count() == 1

    ComplianceCheck.objects.update(reminder_count=1)
    assert ComplianceCheck.objects.get().row_version == 2
