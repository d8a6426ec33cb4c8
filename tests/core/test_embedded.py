"""The embedded server on real folders; none of these tests uses Django's database."""

import os
import shutil
import signal
import stat
import subprocess
import sys
from pathlib import Path

import psycopg
import pytest

from apps.core import embedded
from apps.core.embedded import EmbeddedServer
from apps.core.pg_binaries import EmbeddedServerError
from apps.core.processes import command_lines, wait_until

ROOT = Path(__file__).resolve().parents[2]
START_AND_HANG = """
import sys, time
from pathlib import Path
from apps.core.embedded import EmbeddedServer
server = EmbeddedServer(Path(sys.argv[1]), durable=False).start()
print(server.admin_url, flush=True)
time.sleep(600)
"""


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """Data of PostgreSQL 18 made once, with the table ``kept``; the server is stopped."""
    folder = tmp_path_factory.mktemp("embedded") / "pg"
    with EmbeddedServer(folder, durable=False) as server, psycopg.connect(server.admin_url) as connection:
        connection.execute("CREATE TABLE kept AS SELECT 7 AS value")
    return folder


def test_second_start_keeps_data_and_port(made):
    with EmbeddedServer(made, durable=False) as server:
        first_port = server.port
    with EmbeddedServer(made, durable=False) as server, psycopg.connect(server.admin_url) as connection:
        kept = connection.execute("SELECT value FROM kept").fetchone()

    assert kept == (7,)
    assert server.port == first_port


def test_stop_leaves_no_process_and_no_pid_file(made):
    server = EmbeddedServer(made, durable=False).start()
    running = command_lines(server.name)

    server.stop()

    assert running
    assert not command_lines(server.name)
    assert not (made / "postmaster.pid").exists()


def test_folder_and_password_are_private(made):
    modes = [stat.S_IMODE(path.stat().st_mode) for path in (made, made / "superuser_password", made / "pg_hba.conf")]

    assert modes == [0o700, 0o600, 0o600]


@pytest.mark.parametrize("password", ["wrong", ""], ids=["wrong", "none"])
def test_login_without_the_password_is_refused(made, password):
    with EmbeddedServer(made, durable=False) as server:
        url = server.url_for("postgres", password, "postgres")

        with pytest.raises(psycopg.OperationalError, match="password"):
            psycopg.connect(url)


def test_url_for_quotes_what_an_address_cannot_hold(made):
    with EmbeddedServer(made, durable=False) as server:
        with psycopg.connect(server.admin_url, autocommit=True) as connection:
            connection.execute("CREATE ROLE \"a/b\" LOGIN PASSWORD 'p@:/?#%'")
        with psycopg.connect(server.url_for("a/b", "p@:/?#%", "postgres")) as connection:
            user = connection.execute("SELECT current_user").fetchone()

    assert user == ("a/b",)


def test_server_lower_cases_beyond_ascii_and_is_utf8(made):
    with EmbeddedServer(made, durable=False) as server, psycopg.connect(server.admin_url) as connection:
        row = connection.execute("SELECT lower('ÄÉ'), current_setting('server_encoding')").fetchone()

    assert row == ("äé", "UTF8")


def test_start_recovers_from_a_killed_process(made):
    killed = subprocess.Popen([sys.executable, "-c", START_AND_HANG, made], cwd=ROOT, stdout=subprocess.PIPE, text=True)
    url = killed.stdout.readline().strip()
    with psycopg.connect(url) as connection:
        connection.execute("CREATE TABLE IF NOT EXISTS before_kill ()")
    killed.kill()
    killed.communicate()

    with EmbeddedServer(made, durable=False) as server, psycopg.connect(server.admin_url) as connection:
        found = connection.execute("SELECT to_regclass('before_kill')::text").fetchone()

    assert found == ("before_kill",)


def test_start_ends_an_orphan_that_still_runs(made):
    server = EmbeddedServer(made, durable=False).start()
    orphan = server._process
    server._process = None  # forget it, as a killed process would
    server._held.close()

    with EmbeddedServer(made, durable=False) as successor, psycopg.connect(successor.admin_url) as connection:
        answer = connection.execute("SELECT 1").fetchone()

    assert answer == (1,)
    assert orphan.wait(5) == 0


def test_start_ignores_a_pid_file_whose_number_belongs_to_another_program(made):
    (made / "postmaster.pid").write_text(f"{os.getpid()}\n{made}\n0\n5432\n\n127.0.0.1\n0 0\nready\n")

    with EmbeddedServer(made, durable=False) as server:
        assert server.is_running()


def test_start_after_postgres_itself_was_killed(made):
    server = EmbeddedServer(made, durable=False).start()
    server._process.send_signal(signal.SIGKILL)
    wait_until(lambda: not server.is_running(), 5)
    server.stop()

    with EmbeddedServer(made, durable=False) as again:
        assert again.is_running()


def test_second_server_on_the_same_folder_is_refused(made):
    with (
        EmbeddedServer(made, durable=False),
        pytest.raises(EmbeddedServerError, match="in use by another running process"),
    ):
        EmbeddedServer(made, durable=False).start()


def test_data_of_another_major_version_is_refused(made):
    with pytest.raises(EmbeddedServerError, match="was made by PostgreSQL 18, this is 16"):
        EmbeddedServer(made, major=16, durable=False).start()


def test_unknown_major_version_is_refused(tmp_path):
    with pytest.raises(EmbeddedServerError, match=r"no embedded PostgreSQL 15; choose one of \[16, 18\]"):
        EmbeddedServer(tmp_path / "pg", major=15)


def test_full_disk_is_refused_before_anything_is_made(tmp_path, monkeypatch):
    monkeypatch.setattr(embedded, "ROOM_NEEDED", shutil.disk_usage(tmp_path).total * 2)

    with pytest.raises(EmbeddedServerError, match="MB are free"):
        EmbeddedServer(tmp_path / "pg").start()

    assert not (tmp_path / "pg").exists()


def test_folder_with_other_files_is_left_alone(tmp_path):
    folder = tmp_path / "pg"
    folder.mkdir()
    (folder / "letter.txt").write_text("dear")

    with pytest.raises(EmbeddedServerError, match="holds files but no database"):
        EmbeddedServer(folder, durable=False).start()

    assert (folder / "letter.txt").read_text() == "dear"


def test_start_makes_data_again_where_it_was_interrupted(tmp_path):
    half = tmp_path / "pg.new"
    half.mkdir()
    (half / "PG_VERSION").write_text("18\n")

    with EmbeddedServer(tmp_path / "pg", durable=False) as server:
        assert server.is_running()
    assert not half.exists()


def test_server_of_16_runs_with_vectors(tmp_path):
    server = EmbeddedServer(tmp_path / "pg", major=16, durable=False)

    with server, psycopg.connect(server.admin_url) as connection:
        connection.execute("CREATE EXTENSION vector")
        version = connection.info.server_version // 10000

    assert version == 16


@pytest.mark.skipif(os.geteuid() != 0, reason="only root has an account to drop")
def test_root_server_runs_unprivileged_below_a_closed_folder(tmp_path, monkeypatch):
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o700)
    package = embedded.binaries(18).parents[1]
    copied = closed / "site" / package.name
    shutil.copytree(package / "pginstall18", copied / "pginstall18")
    shutil.copytree(package.with_name(f"{package.name}.libs"), copied.with_name(f"{package.name}.libs"))
    monkeypatch.setattr(embedded, "binaries", lambda _: copied / "pginstall18" / "bin")

    with EmbeddedServer(closed / "pg", durable=False) as server:
        with psycopg.connect(server.admin_url) as connection:
            answer = connection.execute("SELECT 1").fetchone()
        owner = Path(f"/proc/{server._process.pid}").stat().st_uid

    assert answer == (1,)
    assert owner == embedded.NOBODY
    assert stat.S_IMODE(closed.stat().st_mode) == 0o700
