"""The command that lets firms live through their days, what it goes on with, and what it refuses."""

from __future__ import annotations

import datetime as dt
import io
from collections import Counter
from zoneinfo import ZoneInfo

import pytest

from apps.console.seeding.demo import seed
from apps.console.seeding.living.business import demo_slugs
from apps.console.seeding.living.counts import Counts
from apps.console.seeding.living.days import live, span_of
from apps.core.commands import progress
from apps.tenancy.context import tenant_context
from apps.tenancy.functions import firm_of_slug
from apps.work.engines import engines
from apps.work.models import JobRun
from apps.work.operations import pause_engine
from tests.commands import run
from tests.conftest import make_firm

ZONE = ZoneInfo("America/New_York")
AT = dt.datetime(2026, 3, 19, 12, 0, tzinfo=dt.UTC)  # Thursday, 08:00 in Boston


@pytest.fixture
def seeded(db):
    """The demo as it was loaded at that time."""
    heard = []
    seed(size="s", at=AT, advance=heard.append)
    return heard


def passed(firm, *, days, at=AT):
    """Live through the last days of a firm; return what was counted."""
    counts, heard = Counts(firm), []
    live(firm, span_of(firm, days=days, at=at), at=at, counts=counts, advance=heard.append)
    assert heard
    return counts


def test_days_that_came_since_are_lived_once(seeded):
    firm = firm_of_slug("matai-lane-architects")
    passed(firm, days=3, at=AT - dt.timedelta(days=2))
    with tenant_context(firm.tenant_id):
        before = set(JobRun.objects.values_list("pk", flat=True))

    counts = passed(firm, days=3)

    with tenant_context(firm.tenant_id):
        slots = Counter(JobRun.objects.values_list("job_name", "scheduled_for"))
        assert counts.numbers()["engine runs"] == JobRun.objects.exclude(pk__in=before).count() > 0
    assert set(slots.values()) == {1}


def test_a_firm_does_not_live_before_it_was_made(seeded):
    firm = firm_of_slug("harbor-dental")

    span = span_of(firm, days=365, at=AT)

    assert span.first == span.since
    assert span.first > dt.date(2025, 12, 1)
    assert span.last == AT.astimezone(ZONE).date()


def test_a_paused_engine_is_left_alone(seeded):
    firm = firm_of_slug("harbor-dental")
    with tenant_context(firm.tenant_id):
        pause_engine(name="quote-followups", paused=True)

    passed(firm, days=2)

    with tenant_context(firm.tenant_id):
        ran = set(JobRun.objects.values_list("job_name", flat=True))
    assert ran == {engine.name for engine in engines()} - {"quote-followups"}


@pytest.fixture
def demo(db, tmp_path):
    assert run("seed_demo", "--write", tmp_path / "demo.json").failure is None


def test_the_command_says_what_came_about_and_the_second_time_that_nothing_did(demo):
    first = run("simulate", "--days", 2, "--tenant", "harbor-dental", "--tenant", "harbor-dental")
    second = run("simulate", "--days", 2, "--tenant", "harbor-dental")

    assert first.failure is None
    assert first.out.count("harbor-dental: lived through ") == 1
    assert "engine runs." in first.out
    assert "were lived through before; nothing was done again." in second.out


def test_the_command_takes_the_told_firms_and_answers_in_json(demo):
    said = run("simulate", "--days", 1, "--json").json

    assert set(said) == {"harbor-dental", "castellan-logistics", "matai-lane-architects"}
    assert {"stalls_found", "follow_ups_queued", "quotes_expired", "checks_escalated", "mails"} <= set(
        said["harbor-dental"]
    )


@pytest.mark.parametrize("days", ["0", "366", "-1", "1.5", "two", "²"])
def test_a_number_of_days_that_is_none_is_refused(db, days):
    assert f"{days} is no number of days from 1 to 365" in run("simulate", f"--days={days}").failure


def test_without_the_demo_the_command_says_how_to_load_it(db):
    assert run("simulate").failure == "The demo is not there; load it with seed_demo."


def test_a_firm_that_is_not_there_is_named_with_what_it_may_be(demo):
    assert run("simulate", "--tenant", "harbor").failure == "There is no firm harbor. Did you mean harbor-dental?"


def test_a_firm_that_is_no_demo_is_not_simulated_where_mails_are_sent(demo, settings):
    firm = make_firm("real-customer", name="Real Customer")
    settings.FIRMLOOP_MAIL_IS_CAUGHT = False

    refused = run("simulate", "--days", 1, "--tenant", "harbor-dental", "--tenant", "real-customer").failure

    assert refused.startswith("real-customer is no firm of the demo, and this machine sends mails")
    for tenant_id in (firm.pk, firm_of_slug("harbor-dental").tenant_id):
        with tenant_context(tenant_id):
            assert not JobRun.objects.exists()


def test_each_further_firm_of_the_demo_is_known_as_one():
    assert len(set(demo_slugs())) == len(demo_slugs()) > 100
    assert "alder-creek-veterinary" in demo_slugs()


def test_seed_demo_lets_its_first_firm_live(db, tmp_path):
    assert run("seed_demo", "--days", 1, "--write", tmp_path / "demo.json").failure is None

    with tenant_context(firm_of_slug("harbor-dental").tenant_id):
        days = {at.astimezone(ZONE).date() for at in JobRun.objects.values_list("scheduled_for", flat=True)}
    assert len(days) <= 1
    with tenant_context(firm_of_slug("castellan-logistics").tenant_id):
        assert not JobRun.objects.exists()


def test_the_bar_says_what_came_about_so_far():
    stream, clock = io.StringIO(), iter((0.0, 3.0))

    with progress(
        "harbor-dental", total=3, stream=stream, words=lambda: "2 stalls found", clock=lambda: next(clock)
    ) as advance:
        advance(1)

    assert stream.getvalue() == "harbor-dental: 1 of 3 · 2 stalls found\n"
