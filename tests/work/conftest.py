"""A real mail server and real worker processes."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
import threading
import time
from email import message_from_bytes, policy
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import pytest
from aiosmtpd.controller import Controller
from django.db import connection

from config import env

ROOT = Path(__file__).resolve().parents[2]


class Mailbox:
    """What the mail server was given; it answers with ``replies`` first, and hangs while ``hangs`` is set."""

    def __init__(self):
        self.mails, self.replies, self.offered, self.hangs = [], [], threading.Event(), False
        self.connections = 0
        self.ends_after, self.ends_with, self.over_this = None, None, 0

    async def handle_EHLO(self, server, session, envelope, hostname, responses):  # noqa: N802 -- aiosmtpd's name
        self.connections += 1
        self.over_this = 0
        session.host_name = hostname
        return responses

    async def handle_DATA(self, server, session, envelope):  # noqa: N802 -- aiosmtpd's name
        self.offered.set()
        while self.hangs:  # noqa: ASYNC110 -- the test's thread, which has no loop, sets it
            await asyncio.sleep(0.05)
        if self.ends_after is not None and self.over_this >= self.ends_after:
            if self.ends_with is None:
                server.transport.close()
            return self.ends_with
        self.over_this += 1
        if self.replies:
            return self.replies.pop(0)
        self.mails.append(message_from_bytes(envelope.content, policy=policy.default))
        return "250 OK"


@pytest.fixture
def mail_server(settings):
    mailbox = Mailbox()
    controller = Controller(mailbox, hostname="127.0.0.1", port=0)
    controller.port = _free_port()
    controller.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", controller.port
    mailbox.port = controller.port
    yield mailbox
    mailbox.hangs = False
    controller.stop()


def _free_port():
    import socket

    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture
def worker_environ():
    """The environment of a process with the worker's own login, on the test's database."""
    url = urlunsplit(urlsplit(env.database_url("worker"))._replace(path="/" + connection.settings_dict["NAME"]))
    kept = {name: value for name, value in os.environ.items() if not name.startswith("DATABASE_")}
    return kept | {
        "DATABASE_URL": url,
        "DJANGO_SETTINGS_MODULE": "config.settings.local",
        "FIRMLOOP_ROLE": "worker",
        "PYTHONPATH": str(ROOT),
    }


@pytest.fixture
def run_worker(mail_server, tmp_path):
    """Start worker processes on the test's database, with the worker's own login."""
    running = []
    own_url = urlunsplit(urlsplit(env.database_url("worker"))._replace(path="/" + connection.settings_dict["NAME"]))

    def start(*, url=own_url, pace=("--heartbeat", "0.5", "--stalled-after", "2", "--look-every", "0.5")):
        environ = {name: value for name, value in os.environ.items() if not name.startswith("DATABASE_")}
        environ |= {
            "DATABASE_URL": url,
            "EMAIL_URL": f"smtp://127.0.0.1:{mail_server.port}",
            "DJANGO_SETTINGS_MODULE": "config.settings.local",
            "FIRMLOOP_ROLE": "worker",
        }
        log = (tmp_path / f"worker-{len(running)}.log").open("w")
        process = subprocess.Popen(
            [sys.executable, ROOT / "manage.py", "worker", *pace], env=environ, stdout=log, stderr=log, cwd=ROOT
        )
        process.log = Path(log.name)
        log.close()
        running.append(process)
        return process

    yield start
    for process in running:
        if process.poll() is None:
            process.send_signal(signal.SIGKILL)
        process.wait(10)


def wait_for(condition, *, seconds):
    """Wait until the condition holds and return how long it took."""
    started = time.monotonic()
    while not condition():
        waited = time.monotonic() - started
        assert waited < seconds, f"not within {seconds} s"
        time.sleep(0.1)
    return time.monotonic() - started
