import io
import json

import pytest
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command

from apps.core.commands import progress
from apps.tenancy.commands import TenantCommand
from apps.tenancy.context import current, tenant_context
from apps.work.models import AuditEvent
from apps.work.operations import record_audit
from tests.conftest import make_firm


class Command(TenantCommand):
    refuses = ""

    def handle_tenant(self, firm, **options):
        record_audit(event_type="firm_counted", entity_type="firm", entity_id=firm.slug)
        if firm.slug == self.refuses:
            raise ValidationError({"file": "line 3 is no ticket"})
        return {"counted": 1, "via": current().actor["via"], "inside": str(current().tenant_id) == str(firm.tenant_id)}


def run(*args, command=None):
    out, err = io.StringIO(), io.StringIO()
    failure = None
    try:
        call_command(command or Command(), *args, stdout=out, stderr=err)
    except CommandError as error:
        failure = str(error)
    return out.getvalue(), err.getvalue(), failure


def counted(firm):
    with tenant_context(firm.pk):
        return list(AuditEvent.objects.values_list("entity_id", "actor_kind"))


def test_command_runs_in_the_named_firm_only(committed):
    firm, other = make_firm(), make_firm("castellan-logistics")

    out, err, failure = run("--tenant", firm.slug, "--json")

    assert json.loads(out) == {"counted": 1, "via": "command", "inside": True}
    assert (err, failure) == ("", None)
    assert (counted(firm), counted(other)) == ([("harbor-dental", "command")], [])


def test_command_over_all_firms_goes_on_after_a_failure_and_reports_it(committed):
    firms = [make_firm(slug) for slug in ("castellan-logistics", "harbor-dental", "matai-lane-architects")]
    command = Command()
    command.refuses = "harbor-dental"

    out, err, failure = run("--all-tenants", "--json", command=command)

    results = json.loads(out)
    assert results["harbor-dental"] == {"error": "file: line 3 is no ticket"}
    assert {slug for slug, result in results.items() if "error" not in result} == {
        "castellan-logistics",
        "matai-lane-architects",
    }
    assert err == "harbor-dental: file: line 3 is no ticket\n"
    assert failure == "1 of 3 firms failed: harbor-dental."
    assert [len(counted(firm)) for firm in firms] == [1, 0, 1]


def test_command_without_json_says_a_line_per_firm(committed):
    make_firm()

    out, _, _ = run("--all-tenants")

    assert out == "harbor-dental: counted 1, via command, inside True\n"


def test_command_for_an_unknown_firm_names_near_ones(committed):
    make_firm()
    make_firm("castellan-logistics")

    _, _, failure = run("--tenant", "harbour-dental")

    assert failure == "There is no firm harbour-dental. Did you mean harbor-dental?"


@pytest.mark.parametrize("args", [[], ["--tenant", "harbor-dental", "--all-tenants"]])
def test_command_needs_exactly_one_of_its_two_flags(db, args):
    _, _, failure = run(*args)

    assert "--tenant" in failure
    assert "--all-tenants" in failure


def test_progress_is_silent_for_two_seconds_and_then_says_a_line_each_two():
    stream, times = io.StringIO(), iter([0, 1, 2.5, 3, 4.6])

    with progress("tickets", total=10_000, stream=stream, clock=lambda: next(times)) as advance:
        for _ in range(4):
            advance(1000)

    assert stream.getvalue() == "tickets: 2,000 of 10,000\ntickets: 4,000 of 10,000\n"
