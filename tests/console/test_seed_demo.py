"""The demo: three firms with people and a past, made by the operations under the web login."""

from __future__ import annotations

import datetime as dt
import json
import stat
from types import SimpleNamespace
from zoneinfo import ZoneInfo

import pytest
from django.contrib.auth import authenticate
from django.test import Client
from django.utils import timezone

from apps.console.seeding.days import Calendar
from apps.console.seeding.demo import SIZES, seed
from apps.console.seeding.scripts import told_scripts
from apps.patterns import queries
from apps.patterns.models import Pattern, ProjectOutcome
from apps.roadmaps.models import Roadmap, RoadmapSection
from apps.tenancy.context import login_context, tenant_context
from apps.tenancy.functions import all_firms, firm_of_slug
from apps.tenancy.models import ApiToken, Invitation, Membership, Tenant
from apps.tickets.models import LibraryTicket, TicketDependency, TicketInstance, TicketPack
from apps.work.models import AuditEvent
from tests.commands import run

DONE = {"harbor-dental": (9, 23, 24), "castellan-logistics": (12, 17, 18), "matai-lane-architects": (3, 15, 15)}
TRACKED = (Roadmap, RoadmapSection, TicketPack, TicketInstance, TicketDependency, Membership, ApiToken)


@pytest.fixture
def demo(db, tmp_path):
    """Seed the demo and keep what the command said and wrote."""
    path = tmp_path / "var" / "demo.json"
    ran = run("seed_demo", "--size", "s", "--write", path)
    assert ran.failure is None
    return SimpleNamespace(ran=ran, path=path, said=json.loads(path.read_text()))


def inside(slug):
    return tenant_context(firm_of_slug(slug).tenant_id)


def everything():
    """How many rows of each kind there are, with their versions, in each firm."""
    found = {}
    for firm in all_firms():
        with tenant_context(firm.tenant_id):
            for model in TRACKED:
                found[firm.slug, model.__name__] = list(model.objects.order_by("pk").values_list("pk", "row_version"))
    return found


def test_seed_demo_makes_three_firms_in_three_time_zones(demo):
    assert {firm.slug for firm in all_firms()} == set(DONE)
    assert len({firm.time_zone for firm in all_firms()}) == 3
    assert firm_of_slug("harbor-dental").time_zone == "America/New_York"


@pytest.mark.parametrize("slug", DONE)
def test_seed_demo_brings_each_firm_to_where_its_story_ends(demo, slug):
    done, countable, total = DONE[slug]

    with inside(slug):
        packs = list(TicketPack.objects.all())
        assert sum(pack.done_count for pack in packs) == done
        assert sum(pack.countable for pack in packs) == countable
        assert sum(pack.total_tickets for pack in packs) == total
        assert TicketInstance.objects.filter(status="done").count() == done
        assert Roadmap.objects.get(is_current=True).sections.count() >= 8
    assert f"{done} of {countable}" in demo.ran.out


def test_seed_demo_takes_over_every_pack_and_section_verbatim(demo):
    for script in told_scripts():
        with inside(script.slug):
            kept = dict(RoadmapSection.objects.values_list("section_number", "content_markdown"))
            assert kept == {section.number: section.content_markdown for section in script.roadmap.sections}
            for pack in script.packs:
                row = TicketPack.objects.get(key=pack.key)
                lines = {line for line in pack.text.splitlines() if "{workday" not in line}
                assert lines <= set(row.source_markdown.splitlines())
                assert "{workday" not in row.source_markdown


@pytest.mark.parametrize("slug", DONE)
def test_seed_demo_gives_every_change_a_person_and_a_past_date(demo, slug):
    now = timezone.now()
    story = next(script.story for script in told_scripts() if script.slug == slug)

    with inside(slug):
        people = set(Membership.objects.values_list("name", flat=True))
        moves = list(
            TicketInstance.pgh_event_model.objects.filter(pgh_label="update").values_list(
                "pgh_created_at", "pgh_context"
            )
        )
    days = {at.date() for at, _ in moves}
    assert len(moves) >= len(story)
    assert {context["name"] for _, context in moves} <= people
    assert max(at for at, _ in moves) < now
    assert len(days) >= 5


@pytest.mark.parametrize("slug", DONE)
def test_seed_demo_dates_nothing_in_the_future_or_out_of_order(demo, slug):
    now = timezone.now()

    with inside(slug):
        firm = Tenant.objects.get()
        made = [firm.created_at]
        for model in (*TRACKED, AuditEvent):
            made += model.objects.values_list("created_at", flat=True)
        for model in TRACKED:
            made += model.objects.values_list("updated_at", flat=True)
            made += model.pgh_event_model.objects.values_list("pgh_created_at", flat=True)
        stamps = TicketInstance.objects.values_list("created_at", "started_at", "completed_at")
        for created, started, completed in stamps:
            assert created <= (started or now) <= (completed or now) <= now
    assert max(made) <= now
    assert min(made) == firm.created_at


def test_seed_demo_seats_one_owner_a_firm_and_the_companys_staff(demo):
    for script in told_scripts():
        with inside(script.slug):
            roles = list(Membership.objects.values_list("role", flat=True))
            assert roles.count("owner") == 1
            assert "staff" in roles
            assert not Invitation.objects.exists()
            names = Membership.objects.exclude(role="staff").values_list("email", "name", "role")
            assert set(names) == {(person.email, person.name, person.role) for person in script.people}


def test_seed_demo_remembers_each_import(demo):
    with inside("harbor-dental"):
        events = set(AuditEvent.objects.values_list("event_type", "actor_kind", "actor_name"))
    assert events == {
        ("roadmap_import", "user", "Maya Lindqvist"),
        ("ticketpack_import", "user", "Maya Lindqvist"),
    }


def test_seed_demo_writes_the_logins_for_their_owner_alone(demo):
    assert stat.S_IMODE(demo.path.stat().st_mode) == 0o600
    assert set(demo.said) == {"url", "logins", "token", "tenant"}
    assert set(demo.said["logins"]) == {"staff", "owner", "member"}
    assert all(set(login) == {"email", "password"} for login in demo.said["logins"].values())
    assert demo.said["tenant"] == "harbor-dental"
    assert list(demo.path.parent.iterdir()) == [demo.path]


def test_seed_demo_writes_secrets_to_the_file_and_not_to_the_screen(demo):
    secrets = [demo.said["token"], *(login["password"] for login in demo.said["logins"].values())]

    assert not [secret for secret in secrets if secret in demo.ran.out + demo.ran.err]


@pytest.mark.parametrize("role", ["staff", "owner", "member"])
def test_seed_demo_logins_sign_in_and_have_their_role(demo, role):
    login = demo.said["logins"][role]

    user = authenticate(None, username=login["email"], password=login["password"])

    assert user is not None
    with inside("harbor-dental"):
        assert Membership.objects.get(user_id=user.pk).role == role
    client = Client()
    client.force_login(user)
    assert client.get("/f/harbor-dental/").status_code == 200


def test_seed_demo_token_reads_and_writes_the_firms_tickets(demo):
    headers = {"Authorization": f"Bearer {demo.said['token']}"}

    packs = Client().get("/api/ticket-packs", headers=headers)
    with inside("harbor-dental"):
        ticket = TicketInstance.objects.filter(status="in_progress").first()
    moved = Client().patch(
        f"/api/ticket-instances/{ticket.pk}/status",
        {"status": "done"},
        content_type="application/json",
        headers=headers,
    )

    assert (packs.status_code, moved.status_code) == (200, 200)
    with inside("harbor-dental"):
        assert TicketPack.objects.get().done_count == 10


def test_seed_demo_loads_the_library(demo):
    with login_context():
        assert LibraryTicket.objects.filter(is_active=True).count() == 100


def test_seed_demo_a_second_time_says_that_it_is_there_and_changes_nothing(demo, tmp_path):
    before, logins = everything(), demo.path.read_text()

    ran = run("seed_demo", "--size", "s", "--write", demo.path)

    assert (ran.failure, ran.out) == (None, "The demo of size s is there; nothing was changed.\n")
    assert (everything(), demo.path.read_text()) == (before, logins)


def test_seed_demo_if_empty_is_silent_when_it_is_there(demo):
    ran = run("seed_demo", "--if-empty", "--write", demo.path)

    assert ran == ("", "", None)


def test_seed_demo_without_a_file_prints_the_logins(db):
    ran = run("seed_demo", "--json")

    assert {firm["slug"] for firm in ran.json["firms"]} == set(DONE)
    assert set(ran.json) == {"firms", "url", "logins", "token", "tenant"}


def test_seed_demo_that_cannot_write_the_logins_makes_no_firm(db, tmp_path):
    (tmp_path / "file").write_text("in the way")

    ran = run("seed_demo", "--write", tmp_path / "file" / "demo.json")

    assert "the logins cannot be written" in ran.failure
    assert all_firms() == []


def test_seed_demo_refuses_an_unknown_size(db):
    assert "invalid choice: 'xl'" in run("seed_demo", "--size", "xl").failure


def test_seed_demo_of_a_larger_size_adds_firms_of_their_own(demo, monkeypatch):
    monkeypatch.setitem(SIZES, "m", 5)
    before, now = everything(), timezone.now()

    ran = run("seed_demo", "--size", "m", "--json")

    added = [firm["slug"] for firm in ran.json["firms"]]
    assert len(added) == 2
    assert {key: rows for key, rows in everything().items() if key[0] in DONE} == before
    for slug in added:
        with inside(slug):
            pack = TicketPack.objects.get()
            assert pack.total_tickets > 10
            assert pack.done_count + pack.in_progress_count > 0
            assert RoadmapSection.objects.count() == 8
            texts = RoadmapSection.objects.values_list("content_markdown", flat=True)
            assert not [text for text in texts if "{firm}" in text or "{system_" in text or "{owner}" in text]
            events = TicketInstance.pgh_event_model.objects
            assert max(events.values_list("pgh_created_at", flat=True)) <= now
            people = set(Membership.objects.values_list("name", flat=True))
            assert {context["name"] for context in events.values_list("pgh_context", flat=True)} <= people


@pytest.mark.parametrize(
    "at",
    [
        pytest.param(dt.datetime(2026, 3, 1, 15, 0, tzinfo=dt.UTC), id="a Sunday"),
        pytest.param(dt.datetime(2026, 3, 2, 5, 1, tzinfo=dt.UTC), id="a minute past midnight on a Monday"),
        pytest.param(dt.datetime(2026, 3, 8, 11, 59, tzinfo=dt.UTC), id="the day clocks change in New York"),
    ],
)
def test_seed_tells_the_same_story_before_any_clock(db, at):
    seeded = seed(size="s", at=at, advance=lambda _: None)

    assert {firm.slug: (firm.done, firm.countable, firm.tickets) for firm in seeded.firms} == DONE
    for firm in seeded.firms:
        with tenant_context(firm.tenant_id):
            dates = TicketInstance.pgh_event_model.objects.values_list("pgh_created_at", flat=True)
            zone = Tenant.objects.get().zone
            assert max(dates) < at
            assert {date.astimezone(zone).weekday() for date in dates} <= {0, 1, 2, 3, 4}


@pytest.mark.parametrize(
    ("offset", "day"),
    [(0, 27), (-1, 26), (-5, 20), (1, 2), (5, 6)],
    ids=["today is the Friday before", "a day back", "a week back", "over the weekend", "a week on"],
)
def test_calendar_counts_working_days(offset, day):
    sunday = Calendar.of("Europe/Madrid", at=dt.datetime(2026, 3, 1, 12, 0, tzinfo=dt.UTC))

    assert sunday.workday(offset).day == day


def test_seed_demo_commits(committed, tmp_path):
    ran = run("seed_demo", "--write", tmp_path / "demo.json")

    assert ran.failure is None
    assert {firm.slug for firm in all_firms()} == set(DONE)


@pytest.mark.parametrize("slug", ["harbor-dental", "castellan-logistics"])
def test_seed_demo_has_trends_of_ninety_days_and_something_to_recommend(demo, slug):
    firm = firm_of_slug(slug)
    with inside(slug):
        today = timezone.now().astimezone(ZoneInfo(firm.time_zone)).date()
        trends = {one.metric: one for one in queries.trends(period="90d", today=today)}
        ranked = queries.ranking().ranked

    assert min(sum(point.n > 0 for point in trend.points) for trend in trends.values()) > 5
    assert trends["usage"].n == sum(one.n for one in trends["usage"].points) > 30
    assert len(ranked) >= 3
    assert ranked[0].success_low_pct > ranked[-1].success_low_pct


def test_seed_demo_leaves_the_path_of_the_first_call_free(demo):
    with inside("harbor-dental"):
        assert Pattern.objects.filter(pattern_id="rest-api").exists()
        assert not ProjectOutcome.objects.filter(project_path="/srv/shop").exists()
