from __future__ import annotations

import asyncio
import logging
import signal
from pathlib import Path
from typing import Any

from aiosmtpd.smtp import SMTP, Envelope, Session
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from apps.work.caught_mail import KEPT, caught_folder, keep

HOST = "127.0.0.1"
LARGEST = 10 * 1024 * 1024


class Catcher:
    """Take every mail and deliver none."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802 -- aiosmtpd's name
        try:
            await asyncio.to_thread(keep, self.folder, envelope.original_content or b"", at=timezone.now())
        except OSError as error:
            return f"452 cannot keep the mail: {error.strerror}"
        return "250 kept"


class Command(BaseCommand):
    """Catch the mails of a machine that sends none; staff read them at /dev/mail/."""

    help = f"Take mails on loopback and keep the newest {KEPT} as files. Prints its port first."
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--port",
            type=int,
            default=settings.EMAIL_PORT,
            help="0 takes a free one (default: the port that mails are sent to, %(default)s)",
        )
        parser.add_argument("--dir", type=Path, default=caught_folder(), help="default: %(default)s")

    def handle(self, *, port: int, **options: Any) -> None:
        logging.getLogger("mail.log").setLevel(logging.WARNING)  # each line of each dialog, addresses included
        folder: Path = options["dir"]
        try:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            folder.chmod(0o700)
            asyncio.run(self._serve(port, folder))
        except OSError as error:
            raise CommandError(
                f"Mails cannot be caught on {HOST}:{port} into {folder} ({error}). Choose another --port or --dir."
            ) from error

    async def _serve(self, port: int, folder: Path) -> None:
        loop, stop = asyncio.get_running_loop(), asyncio.Event()
        for kind in (signal.SIGINT, signal.SIGTERM):
            loop.add_signal_handler(kind, stop.set)
        server = await loop.create_server(
            lambda: SMTP(Catcher(folder), data_size_limit=LARGEST, enable_SMTPUTF8=True, loop=loop), HOST, port
        )
        taken = server.sockets[0].getsockname()[1]
        note = folder / "port"
        note.write_text(f"{taken}\n")
        self.stdout.write(str(taken))
        self.stdout.flush()
        try:
            await stop.wait()
        finally:
            server.close()
            note.unlink(missing_ok=True)
