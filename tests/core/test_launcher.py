"""The parts of bin/run and bin/test, each on its own; none of these tests uses Django's database."""

import ast
import http.server
import json
import os
import socket
import stat
import subprocess
import sys
import threading
from pathlib import Path

import psycopg
import pytest

from apps.core.embedded import EmbeddedServer
from apps.core.launcher import bootstrap, commands, databases, run
from apps.core.launcher.announce import announcement
from apps.core.processes import Child, command_lines, end_leftover, wait_until

ROOT = Path(__file__).resolve().parents[2]
DEMO = {
    "url": "http://127.0.0.1:8000",
    "logins": {
        name: {"email": f"{name}@firm.example", "password": f"{name}-pass"} for name in ("staff", "owner", "member")
    },
    "token": "fl_token",
    "tenant": "harbor-dental",
}


@pytest.fixture
def taken_port():
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        yield other.getsockname()[1]


@pytest.fixture
def child(tmp_path):
    """Make a child that runs Python source; it is ended after the test."""
    made = []

    def start(source):
        one = Child("sample", [sys.executable, "-c", source], env=os.environ, log=tmp_path / "log" / "sample.log")
        made.append(one)
        one.start()
        return one

    yield start
    for one in made:
        one.stop()


def start_run(*arguments, **env):
    return subprocess.run(
        [sys.executable, "-m", "apps.core.launcher.run", *arguments],
        cwd=ROOT,
        env={name: value for name, value in os.environ.items() if not name.startswith("DATABASE_")} | env,
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
    )


def test_run_on_a_taken_port_says_so_before_making_anything(tmp_path, taken_port):
    done = start_run("--port", str(taken_port), FIRMLOOP_VAR=str(tmp_path))

    assert done.returncode == 1
    assert done.stdout == (
        f"Port {taken_port} is taken by another program; end it, or choose another: bin/run --port {taken_port + 1}\n"
    )
    assert not (tmp_path / "pg").exists()


def test_run_twice_on_one_folder_is_refused_with_the_address_of_the_first(tmp_path):
    first = run.Run(port=1, var=tmp_path)
    first._take_folder()

    done = start_run("--port", "18001", FIRMLOOP_VAR=str(tmp_path))
    first.stop()

    assert done.returncode == 1
    assert f"already runs from this folder at http://127.0.0.1:1 (process {os.getpid()})" in done.stdout


def test_run_with_a_server_that_does_not_answer_says_which_variable(tmp_path):
    nobody = "postgresql://postgres@127.0.0.1:1/postgres"

    done = start_run("--port", "18001", FIRMLOOP_VAR=str(tmp_path), DATABASE_ADMIN_URL=nobody)

    assert done.returncode == 1
    assert done.stdout.startswith("DATABASE_ADMIN_URL does not let us in: ")
    assert done.stdout.count("\n") == 1


@pytest.mark.parametrize("port", ["0", "65536", "http"])
def test_run_refuses_what_is_no_port(port):
    done = start_run("--port", port)

    assert done.returncode == 2
    assert f"a port is a number from 1 to 65535, not '{port}'" in done.stderr


def test_run_ends_what_a_killed_run_left(tmp_path):
    source = "import time; print('up', flush=True); time.sleep(60)"
    left = subprocess.Popen([sys.executable, "-c", source], stdout=subprocess.PIPE)
    left.stdout.readline()
    (tmp_path / "run.json").write_text(json.dumps({"pid": 1, "url": "", "children": {"web": left.pid}}))
    following = run.Run(port=1, var=tmp_path)

    following._take_folder()
    following.stop()

    left.communicate(timeout=5)
    assert left.returncode == -15
    assert (tmp_path / "run.json").read_text() == ""


def test_end_leftover_spares_another_program_with_the_same_number():
    innocent = subprocess.Popen(["/bin/sleep", "60"])

    end_leftover(innocent.pid, of=sys.executable)
    spared = innocent.poll() is None
    innocent.kill()

    assert spared
    assert innocent.wait(5) == -9


def test_secret_key_is_made_once_and_private(tmp_path):
    path = tmp_path / "secret_key"

    first, second = run._secret_key(path), run._secret_key(path)

    assert first == second
    assert len(first) >= 50
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_children_get_no_login_but_their_own(tmp_path, monkeypatch):
    monkeypatch.setenv("DATABASE_ADMIN_URL", "postgresql://super:secret@127.0.0.1/postgres")
    monkeypatch.setenv("DATABASE_URL", "postgresql://web:secret@127.0.0.1/firmloop")

    environment = run.Run(port=1, var=tmp_path)._environment()

    assert not [name for name in environment if name.startswith("DATABASE_")]


def test_child_errors_are_shown_once_and_only_whole_lines(child):
    lines = "print('fine'); print('[error    ] broke'); print('[error', end='', flush=True)"
    sample = child(f"import time; {lines}; time.sleep(60)")
    wait_until(lambda: "broke" in sample.log.read_text(), 5)

    first, second = sample.new_errors(), sample.new_errors()

    assert first == ["[error    ] broke"]
    assert second == []


def test_child_stop_ends_what_it_started_even_if_it_refuses(child):
    grandchild = "import subprocess, sys; subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(61)'])"
    refuses = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN)"
    sample = child(f"{grandchild}; {refuses}; print('up', flush=True); time.sleep(60)")
    wait_until(lambda: "up" in sample.log.read_text(), 5)

    sample.stop(seconds=0.2)

    assert sample.exit_code() == -9
    assert wait_until(lambda: not command_lines("time.sleep(61)"), 5)


def test_child_that_dies_again_and_again_ends_the_run(child, tmp_path):
    failing = child("raise SystemExit('no settings')")
    whole = run.Run(port=1, var=tmp_path)
    whole.children.append(failing)

    with pytest.raises(run.CannotRun, match="sample ended 4 times in a minute"):
        whole.watch()


def test_answers_is_false_for_a_server_that_fails():
    class Failing(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            self.send_error(500)

        def log_message(self, *args):
            pass

    with http.server.HTTPServer(("127.0.0.1", 0), Failing) as server:
        thread = threading.Thread(target=server.handle_request)
        thread.start()
        answers = run.answers(server.server_port)
        thread.join()

    assert answers is False


def test_commands_are_parted_by_dashes():
    parted = commands.split(["--", "migrate", "--no-input", "--", "seed_demo"])

    assert parted == [["migrate", "--no-input"], ["seed_demo"]]


def test_announcement_has_every_login_and_corrects_the_address(tmp_path):
    path = tmp_path / "demo.json"
    path.write_text(json.dumps(DEMO))

    text = announcement("http://127.0.0.1:9000", tmp_path)

    assert all(part in text for login in DEMO["logins"].values() for part in login.values())
    assert "curl -H 'Authorization: Bearer fl_token' http://127.0.0.1:9000/api/ticket-packs" in text
    assert json.loads(path.read_text()) == DEMO | {"url": "http://127.0.0.1:9000"}
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_announcement_without_the_demo_names_the_address(tmp_path):
    assert "running at http://127.0.0.1:9000 " in announcement("http://127.0.0.1:9000", tmp_path)


def test_kept_logins_take_the_port_of_today(tmp_path):
    roles = tmp_path / "roles.json"
    roles.write_text(json.dumps({"web_url": "postgresql://firmloop_web:p%40ss@127.0.0.1:1111/firmloop"}))
    server = EmbeddedServer(tmp_path / "pg")
    server.port = 2222

    logins = databases.kept_logins(roles, server=server)

    assert logins == {"web_url": "postgresql://firmloop_web:p%40ss@127.0.0.1:2222/firmloop"}


def test_probe_refuses_an_old_server(monkeypatch):
    class Old:
        class info:  # noqa: N801 -- psycopg's name
            server_version = 150004

        def __enter__(self):
            return self

        def __exit__(self, *args):
            pass

    monkeypatch.setattr(psycopg, "connect", lambda *_, **__: Old())

    with pytest.raises(databases.DatabaseUnusable, match="is PostgreSQL 15; Firmloop needs 16 or newer"):
        databases.probe("DATABASE_URL", "postgresql://127.0.0.1/x")


def test_prepare_installs_once_and_again_after_a_change(tmp_path, monkeypatch):
    installed = []
    monkeypatch.setattr(bootstrap, "ROOT", tmp_path)
    monkeypatch.setattr(bootstrap, "_make", lambda venv: (venv / "bin").mkdir(parents=True))
    monkeypatch.setattr(bootstrap, "_works", lambda python: python.parent.exists())
    monkeypatch.setattr(bootstrap, "_install", lambda _, name: installed.append(name))
    for name in ("requirements.txt", "requirements-dev.txt"):
        (tmp_path / name).write_text("one\n")

    bootstrap.prepare(tmp_path / ".venv", "requirements-dev.txt")
    bootstrap.prepare(tmp_path / ".venv", "requirements.txt")  # the development list holds it
    (tmp_path / "requirements.txt").write_text("two\n")
    bootstrap.prepare(tmp_path / ".venv", "requirements.txt")
    bootstrap.prepare(tmp_path / ".venv", "requirements.txt")

    assert installed == ["requirements-dev.txt", "requirements.txt"]


@pytest.mark.parametrize("command", ["run", "test"])
def test_command_speaks_to_an_old_python_in_one_line(command):
    path = ROOT / "bin" / command
    as_old = f"import sys; sys.version_info = (3, 9, 2); exec(open({str(path)!r}).read())"

    done = subprocess.run([sys.executable, "-c", as_old], capture_output=True, text=True, check=False)

    assert done.returncode == 1
    assert done.stderr == (
        f"Firmloop needs Python 3.11 or newer; this is 3.9. Install it and run: python3.11 bin/{command}\n"
    )


@pytest.mark.parametrize("command", ["run", "test"])
def test_command_can_be_read_by_an_old_python(command):
    source = (ROOT / "bin" / command).read_text()

    assert ast.parse(source, feature_version=(3, 4))
