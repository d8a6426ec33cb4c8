import pytest
from django.test import Client

from apps.tenancy.context import tenant_context
from apps.work.models import EngineSetting
from tests.conftest import as_owner, make_firm, make_member, make_user
from tests.work.engine_rows import NAME, make_tasks, registered
from tests.work.test_engines import AT, run

PAGE = "/f/harbor-dental/admin/work/jobrun/schedule/"


@pytest.fixture
def staff(committed):
    firm, user, client = make_firm(time_zone="Europe/Madrid"), make_user(), Client()
    make_member(firm, user, "staff")
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    client.firm = firm
    return client


def post(client, **data):
    return client.post(PAGE, {"engine": NAME, **data}, follow=True)


def jobs():
    with as_owner() as owner:
        return owner.execute("SELECT args->>'name', args->>'dry_run' FROM procrastinate_jobs ORDER BY id").fetchall()


def test_schedule_shows_when_an_engine_runs_and_what_its_last_run_did(staff):
    make_tasks(staff.firm, 3)
    with registered():
        run(staff.firm, dry_run=True)
        run(staff.firm)
        page = staff.get(PAGE).content.decode()

    assert "08:00" in page
    assert "March 2, 10:30" in page  # AT, in Madrid
    assert ">Succeeded</span></dd>" in page
    assert "<dd>3</dd>" in page
    assert "it would touch 3 rows" in page


def test_schedule_runs_and_rehearses_an_engine_by_a_job(staff):
    with registered():
        post(staff, act="run")
        page = post(staff, act="rehearse").content.decode()

    assert jobs() == [(NAME, "false"), (NAME, "true")]
    assert "it is queued" in page


def test_schedule_pauses_and_resumes_in_this_firm(staff):
    with registered():
        paused = post(staff, act="pause").content.decode()
        with tenant_context(staff.firm.pk):
            assert EngineSetting.objects.get().is_paused
        resumed = post(staff, act="resume").content.decode()

    assert "Not while paused" in paused
    assert "Not while paused" not in resumed


@pytest.mark.parametrize("data", [{"act": "dance"}, {"act": "run", "engine": "nothing"}], ids=["act", "engine"])
def test_schedule_refuses_what_there_is_not(staff, data):
    with registered():
        assert 'class="error"' in post(staff, **data).content.decode()

    assert jobs() == []


def test_run_is_shown_with_its_steps(staff):
    make_tasks(staff.firm, 2)
    with registered():
        found = run(staff.firm, now=AT)
        page = staff.get(f"/f/harbor-dental/admin/work/jobrun/{found.pk}/change/").content.decode()

    assert "close: 2 of 2 done, 0 failed" in page
