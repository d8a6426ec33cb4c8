"""The command ``firmloop``, as scaffolding scripts call it."""

import json
import os
import re
import socket
import subprocess
import sys

import pytest
from firmloop_client.cli import DONE, REFUSED, UNREACHABLE, USAGE, main, sparkline
from firmloop_client.models import Point, Trend

from apps.patterns.models import BuildEvent, ProjectOutcome, UserFeedback
from apps.patterns.operations import refresh_analytics
from apps.tenancy.context import tenant_context
from tests.api.conftest import make_token
from tests.conftest import AT
from tests.patterns.makers import make_outcome
from tests.python_client.conftest import SOURCE, TOKEN, answer_of

ID = "019a4c3e-5d2b-7c1e-9f00-3a1b2c3d4e5f"
REPORT = ["report", "--pattern", "rest-api", "--pattern-name", "REST API"]


@pytest.fixture
def settings_of(firm, server, monkeypatch):
    """Set address and token of the firm in the environment, and return them."""
    found = {"FIRMLOOP_URL": f"{server}/f/{firm.slug}/", "FIRMLOOP_TOKEN": make_token(firm, "write")}
    for name, value in found.items():
        monkeypatch.setenv(name, value)
    return found


@pytest.fixture
def before(scripted, monkeypatch):
    """Let the command ask the scripted server."""
    monkeypatch.setenv("FIRMLOOP_URL", scripted.url)
    monkeypatch.setenv("FIRMLOOP_TOKEN", TOKEN)
    return scripted


def run(*arguments, **environment):
    kept = {name: value for name, value in os.environ.items() if not name.startswith("FIRMLOOP_")}
    return subprocess.run(
        [sys.executable, "-m", "firmloop_client", *arguments],
        env=kept | {"PYTHONPATH": str(SOURCE)} | environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def test_scaffolding_script_reports_its_project(firm, settings_of, tmp_path):
    shop = tmp_path / "shop"
    for name in ("src/users.py", "README.md", ".git/HEAD", "node_modules/left-pad/index.js"):
        (shop / name).parent.mkdir(parents=True, exist_ok=True)
        (shop / name).touch()
    options = [
        "--path",
        str(shop),
        "--count-files",
        "--language",
        "Python",
        "--language",
        "SQL",
        "--component",
        "users",
    ]
    reported = ["--build", "success", "--tests", "97.5", "--deployment", "staging", "--repository", "harbor/shop"]

    done = run(*REPORT, *options, *reported, **settings_of)

    assert (done.returncode, done.stderr) == (DONE, "")
    outcome_id, page = done.stdout.splitlines()
    assert page == f"{settings_of['FIRMLOOP_URL']}patterns/projects/{outcome_id}/"
    with tenant_context(firm.pk):
        made = ProjectOutcome.objects.get(pk=outcome_id)
    assert (made.project_name, made.project_path, made.files_created) == ("shop", str(shop), 2)
    assert (made.languages_used, made.components_generated) == (["Python", "SQL"], ["users"])
    assert (made.last_build_status, made.test_pass_rate, made.deployment_status) == ("success", 97.5, "staging")


def test_script_that_is_started_again_with_its_key_reports_once(firm, settings_of, capsys):
    report = [*REPORT, "--path", "/srv/shop", "--build", "success", "--idempotency-key", "run-17"]

    codes = [main(report), main(report)]

    first, again = capsys.readouterr().out.splitlines()[::2]
    assert (codes, first) == ([DONE, DONE], again)
    with tenant_context(firm.pk):
        assert (ProjectOutcome.objects.count(), BuildEvent.objects.count()) == (1, 1)


def test_existing_project_is_changed(firm, settings_of, capsys):
    main([*REPORT, "--path", "/srv/shop"])
    outcome_id = capsys.readouterr().out.splitlines()[0]

    code = main(["report", "--outcome", outcome_id, "--name", "store", "--build", "failure", "--json"])

    found = json.loads(capsys.readouterr().out)
    assert code == DONE
    assert (found["id"], found["project_name"], found["project_path"]) == (outcome_id, "store", "/srv/shop")
    assert (found["health"], found["last_build_status"]) == ("error", "failure")
    assert found["address"].endswith(f"/patterns/projects/{outcome_id}/")


def test_refusal_names_each_field(settings_of, capsys):
    main([*REPORT, "--path", "/srv/shop"])
    outcome_id = capsys.readouterr().out.splitlines()[0]

    code = main(["feedback", outcome_id, "--stars", "6", "--reuse", "11"])

    said = capsys.readouterr()
    assert (code, said.out) == (REFUSED, "")
    assert re.search(r"^(firmloop: )?overall_satisfaction: ", said.err, re.MULTILINE)
    assert re.search(r"^(firmloop: )?likelihood_to_reuse: ", said.err, re.MULTILINE)


def test_quiet_failure_warns_and_lets_scaffolding_go_on(settings_of, capsys):
    refused = main(["report", "--pattern", "nobody-knows", "--path", "/srv/shop", "--quiet-failure"])
    told = capsys.readouterr().err
    misused = main(["report", "--pattern", "rest-api", "--tests", "many", "--quiet-failure"])

    assert (refused, misused) == (DONE, DONE)
    assert "There is no pattern nobody-knows" in told
    assert "scaffolding goes on" in told


def test_projects_are_listed(settings_of, capsys):
    main([*REPORT, "--path", "/srv/shop", "--build", "success", "--tests", "97.5"])
    outcome_id = capsys.readouterr().out.splitlines()[0]

    code = main(["outcomes", "--health", "healthy"])
    listed = capsys.readouterr().out
    main(["outcomes", "--health", "error"])

    assert (code, listed) == (DONE, f"{outcome_id}  healthy shop  rest-api  97.5 % of tests\n")
    assert capsys.readouterr().out == ""


def test_trend_is_drawn_with_how_many_it_is_made_of(firm, settings_of, capsys):
    main([*REPORT, "--path", "/srv/shop"])
    outcome_id = capsys.readouterr().out.splitlines()[0]
    main(["feedback", outcome_id, "--stars", "4", "--no-recommend", "--comment", "Fast."])
    with tenant_context(firm.pk):
        assert UserFeedback.objects.get().would_recommend is False
        refresh_analytics(asked_at=UserFeedback.objects.get().created_at)
    capsys.readouterr()

    code = main(["trends", "satisfaction", "--period", "7d"])

    said, drawn = capsys.readouterr().out.splitlines()
    assert (code, said) == (DONE, "satisfaction, 7d: 4 (n = 1)")
    assert re.fullmatch(r"······▁  4 to 4, \d{4}-\d\d-\d\d to \d{4}-\d\d-\d\d", drawn)


def test_recommendation_says_why(firm, settings_of, capsys):
    with tenant_context(firm.pk):
        for _ in range(4):
            make_outcome("rest-api", languages_used=["Python"], last_build_status="success", last_build_timestamp=AT)
        refresh_analytics(asked_at=ProjectOutcome.objects.latest("updated_at").updated_at)

    code = main(["recommend", "--language", "Python"])

    first, *reasons = capsys.readouterr().out.splitlines()
    assert code == DONE
    assert re.fullmatch(r"1\. rest-api  Rest Api  [\d.]+ of 100, n = 4", first)
    assert any("4 of 4 built projects build" in reason for reason in reasons)


def test_sparkline_spans_from_lowest_to_highest_and_dots_gaps():
    values = [1, None, 3, 5]
    points = tuple(Point(AT.date(), value, 1) for value in values)

    assert sparkline(Trend("satisfaction", "7d", None, points, 3.0, 3)) == "▁·▅█"
    assert sparkline(Trend("satisfaction", "7d", None, points[1:2], None, 0)) == "·"


def test_report_that_misses_its_pattern_is_told(before, capsys):
    code = main(["report", "--path", "/srv/shop"])

    assert code == USAGE
    assert "Name the pattern: --pattern rest-api" in capsys.readouterr().err
    assert before.asked == []


def test_what_stays_as_it_was_is_not_changed_silently(before, capsys):
    code = main(["report", "--outcome", ID, "--language", "Go", "--files", "3", "--build", "success"])

    assert code == USAGE
    assert "--language, --files cannot be changed" in capsys.readouterr().err
    assert before.asked == []


def test_folder_that_is_not_there_is_not_counted_as_empty(before, capsys, tmp_path):
    code = main(["report", "--pattern", "rest-api", "--path", str(tmp_path / "none"), "--count-files"])

    assert code == USAGE
    assert "there is no folder" in capsys.readouterr().err


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["rapport"],
        ["report", "--build", "cancelled"],
        ["report", "--tests", "nan"],
        ["report", "--files", "-1"],
        ["report", "--outcome", "shop"],
        ["report", "--quiet"],
        ["feedback", ID],
        ["trends", "mood"],
    ],
    ids=" ".join,
)
def test_wrong_use_ends_with_two(before, capsys, arguments):
    assert main(arguments) == USAGE
    assert "usage: firmloop" in capsys.readouterr().err
    assert before.asked == []


def test_missing_token_is_told(capsys, monkeypatch):
    monkeypatch.setenv("FIRMLOOP_URL", "https://firmloop.example")
    monkeypatch.delenv("FIRMLOOP_TOKEN", raising=False)

    assert main(["outcomes"]) == USAGE
    assert "Set FIRMLOOP_TOKEN" in capsys.readouterr().err


def test_server_that_is_down_ends_with_three(before, capsys, slept):
    before.answers = [(503, {}, b"")] * 5

    assert main([*REPORT, "--path", "/srv/shop"]) == UNREACHABLE
    assert "firmloop: " in capsys.readouterr().err


def test_nobody_listening_ends_with_three(capsys, slept, monkeypatch):
    monkeypatch.setenv("FIRMLOOP_TOKEN", TOKEN)

    with socket.socket() as taken:  # bound, and listening to nobody
        taken.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{taken.getsockname()[1]}"
        code = main(["outcomes", "--url", url])

    assert code == UNREACHABLE
    assert f"{url} cannot be reached" in capsys.readouterr().err


def test_unencrypted_address_ends_with_two_and_says_how_to_allow_it(capsys, monkeypatch):
    monkeypatch.setenv("FIRMLOOP_TOKEN", TOKEN)
    monkeypatch.delenv("FIRMLOOP_ALLOW_HTTP", raising=False)

    code = main(["outcomes", "--url", "http://firmloop.example"])

    assert code == USAGE
    assert "unencrypted" in capsys.readouterr().err


def test_project_is_named_though_its_build_is_refused(before, capsys):
    refused = {"code": "invalid", "detail": "No.", "errors": [{"field": "status", "code": "no", "message": "No such."}]}
    before.answers = [(201, {}, answer_of("Outcome", id=ID)), (400, {}, refused)]

    code = main([*REPORT, "--path", "/srv/shop", "--build", "success"])

    said = capsys.readouterr()
    assert code == REFUSED
    assert said.out.splitlines() == [ID, f"{before.url}/api/outcomes/{ID}"]
    assert said.err == "firmloop: status: No such.\n"


def test_reader_that_has_seen_enough_is_no_failure(before):
    rows = [answer_of("Outcome", id=f"{number:036}", health="healthy") for number in range(100)]
    page = {"data": rows, "total": 1000, "page": 1, "limit": 100, "hasMore": True}
    before.answers = [
        (200, {}, page | {"data": [row | {"id": f"{part}{row['id'][1:]}"} for row in rows]}) for part in range(10)
    ]
    command = f"{sys.executable} -m firmloop_client outcomes --limit 1000 | head -1"
    settings = {"PYTHONPATH": str(SOURCE), "FIRMLOOP_URL": before.url, "FIRMLOOP_TOKEN": TOKEN}

    done = subprocess.run(
        ["/bin/bash", "-o", "pipefail", "-c", command],
        env=os.environ | settings,
        capture_output=True,
        text=True,
        check=False,
    )

    assert (done.returncode, done.stderr) == (DONE, "")
    assert len(done.stdout.splitlines()) == 1
