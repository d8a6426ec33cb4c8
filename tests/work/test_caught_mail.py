import datetime as dt
import os
import signal
import smtplib
import stat
import subprocess
import sys
from email.message import EmailMessage
from pathlib import Path

import pytest

from apps.work.caught_mail import caught_mail, caught_mails, keep
from tests.conftest import AT, make_firm, make_member, make_user
from tests.work.conftest import wait_for

ROOT = Path(__file__).resolve().parents[2]
LINK = "http://127.0.0.1:8000/invite/clear-token/"


def letter(subject="Join <Smith> & Sons"):
    message = EmailMessage()
    message["Subject"], message["From"], message["To"] = subject, "no-reply@firmloop.example", "ada@harbor.example"
    message.set_content(f"Hello <b>Ada</b>\n{LINK}")
    message.add_alternative(
        f'<html><head></head><body><p style="color:red">Hello <a href="{LINK}">Ada</a></p></body></html>',
        subtype="html",
    )
    return message


@pytest.fixture
def folder(settings, tmp_path):
    settings.FIRMLOOP_VAR, settings.FIRMLOOP_MAIL_IS_CAUGHT = tmp_path, True
    settings.STATIC_ROOT = tmp_path  # WhiteNoise warns of a folder that is not there
    (tmp_path / "mail").mkdir()
    return tmp_path / "mail"


@pytest.fixture
def staff(committed, client):
    user, firm = make_user("sam@firmloop.example", name="Sam Okafor"), make_firm()
    make_member(firm, user, "staff")
    client.force_login(user)
    return client


def test_mail_catcher_keeps_a_mail_and_stops_on_sigterm(tmp_path):
    folder = tmp_path / "mail"
    environ = os.environ | {"DJANGO_SETTINGS_MODULE": "config.settings.local"}
    command = [sys.executable, ROOT / "manage.py", "mail_catcher", "--port", "0", "--dir", folder]
    with subprocess.Popen(command, env=environ, stdout=subprocess.PIPE, text=True, cwd=ROOT) as process:
        try:
            port = int(process.stdout.readline())
            assert (folder / "port").read_text() == f"{port}\n"
            with smtplib.SMTP("127.0.0.1", port, timeout=5) as smtp:
                smtp.send_message(letter())
            wait_for(lambda: list(folder.glob("*.eml")), seconds=5)
            process.send_signal(signal.SIGTERM)
            code = process.wait(5)
        finally:
            process.kill()

    (mail,) = caught_mails(folder)
    assert code == 0
    assert (mail.subject, mail.to) == ("Join <Smith> & Sons", "ada@harbor.example")
    assert mail.text == f"Hello <b>Ada</b>\n{LINK}\n"
    (path,) = folder.glob("*.eml")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert not (folder / "port").exists()


def test_mail_catcher_on_a_taken_port_says_so(tmp_path, mail_server):
    environ = os.environ | {"DJANGO_SETTINGS_MODULE": "config.settings.local"}
    command = [sys.executable, ROOT / "manage.py", "mail_catcher", "--port", str(mail_server.port), "--dir", tmp_path]

    done = subprocess.run(command, env=environ, capture_output=True, text=True, cwd=ROOT, check=False, timeout=30)

    assert done.returncode == 1
    assert f"127.0.0.1:{mail_server.port}" in done.stderr
    assert "Choose another --port" in done.stderr


def test_keep_leaves_only_the_newest(tmp_path, monkeypatch):
    monkeypatch.setattr("apps.work.caught_mail.KEPT", 3)
    for second in range(5):
        keep(tmp_path, letter(f"Mail {second}").as_bytes(), at=AT + dt.timedelta(seconds=second))

    subjects = {mail.subject for mail in caught_mails(tmp_path)}
    assert subjects == {"Mail 2", "Mail 3", "Mail 4"}


@pytest.mark.parametrize("name", ["../secret", "20260302T093000000000-abcdef01", "x", ""])
def test_caught_mail_of_no_known_name_is_none(tmp_path, name):
    (tmp_path / "secret.eml").write_bytes(letter().as_bytes())
    (tmp_path / "mail").mkdir()

    assert caught_mail(tmp_path / "mail", name) is None


@pytest.mark.urls("tests.work.urls")
def test_page_lists_mails_for_staff(staff, folder):
    keep(folder, letter("First").as_bytes(), at=AT)
    keep(folder, letter().as_bytes(), at=AT + dt.timedelta(seconds=1))

    page = staff.get("/dev/mail/").content.decode()

    assert "Join &lt;Smith&gt; &amp; Sons" in page
    assert page.index("Join &lt;Smith&gt;") < page.index("First")


@pytest.mark.urls("tests.work.urls")
def test_page_shows_the_text_escaped_and_the_html_in_a_sandbox(staff, folder):
    name = keep(folder, letter().as_bytes(), at=AT).stem

    page = staff.get(f"/dev/mail/{name}/").content.decode()
    frame = staff.get(f"/dev/mail/{name}/html/")

    assert "Hello &lt;b&gt;Ada&lt;/b&gt;" in page
    assert f'href="{LINK}"' in page
    assert f'<iframe src="/dev/mail/{name}/html/" sandbox="allow-popups allow-popups-to-escape-sandbox"' in page
    policy = frame["Content-Security-Policy"]
    assert "sandbox allow-popups allow-popups-to-escape-sandbox" in policy
    assert "default-src 'none'" in policy
    assert "script" not in policy
    assert frame["X-Frame-Options"] == "SAMEORIGIN"


@pytest.mark.urls("tests.work.urls")
def test_page_of_an_unknown_mail_is_not_found(staff, folder):
    assert staff.get("/dev/mail/20260302T093000000000-abcdef01/").status_code == 404
    assert staff.get("/dev/mail/20260302T093000000000-abcdef01/html/").status_code == 404


@pytest.mark.urls("tests.work.urls")
@pytest.mark.parametrize("role", ["owner", None])
def test_page_is_not_found_for_anybody_else(committed, client, folder, role):
    name = keep(folder, letter().as_bytes(), at=AT).stem
    if role:
        user = make_user()
        make_member(make_firm(), user, role)
        client.force_login(user)

    answers = [client.get(path).status_code for path in ("/dev/mail/", f"/dev/mail/{name}/", f"/dev/mail/{name}/html/")]

    assert answers == [404, 404, 404]


@pytest.mark.urls("tests.work.urls")
def test_page_is_not_found_where_mail_is_delivered(staff, folder, settings):
    assert staff.get("/dev/mail/").status_code == 200
    settings.FIRMLOOP_MAIL_IS_CAUGHT = False

    assert staff.get("/dev/mail/").status_code == 404
