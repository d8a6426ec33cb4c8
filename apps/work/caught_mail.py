"""Mails that the local catcher kept as files instead of delivering them."""

from __future__ import annotations

import os
import re
import secrets
from dataclasses import dataclass
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

from django.conf import settings

KEPT = 500
NAME = re.compile(r"\d{8}T\d{12}-[0-9a-f]{8}")


@dataclass(frozen=True)
class CaughtMail:
    """A caught mail as the staff page shows it."""

    name: str
    caught_at: datetime
    to: str
    sender: str
    subject: str
    text: str
    html: str


def caught_folder() -> Path:
    """Return the folder in which the catcher keeps mails."""
    return Path(settings.FIRMLOOP_VAR) / "mail"


def keep(folder: Path, content: bytes, *, at: datetime) -> Path:
    """Keep a mail, readable by this user only: it may hold a link that lets somebody in. The newest 500 stay."""
    path = folder / f"{at:%Y%m%dT%H%M%S%f}-{secrets.token_hex(4)}.eml"
    part = path.with_suffix(".part")
    with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(content)
    part.rename(path)  # a reader never sees half a mail
    for old in sorted(folder.glob("*.eml"))[:-KEPT]:
        old.unlink(missing_ok=True)
    return path


def caught_mails(folder: Path, *, most: int = 100) -> list[CaughtMail]:
    """Return the newest caught mails, newest first."""
    paths = sorted(folder.glob("*.eml"), reverse=True)[:most]
    return [mail for path in paths if (mail := caught_mail(folder, path.stem))]


def caught_mail(folder: Path, name: str) -> CaughtMail | None:
    """Return one caught mail, None when there is none of that name."""
    if not NAME.fullmatch(name):
        return None
    try:
        content = (folder / f"{name}.eml").read_bytes()
    except FileNotFoundError:
        return None
    message = message_from_bytes(content, policy=policy.default)
    stamp = datetime.strptime(name.partition("-")[0], "%Y%m%dT%H%M%S%f").replace(tzinfo=UTC)
    return CaughtMail(
        name=name,
        caught_at=stamp,
        to=str(message["To"] or ""),
        sender=str(message["From"] or ""),
        subject=str(message["Subject"] or ""),
        text=_body(message, "plain"),
        html=_body(message, "html"),
    )


def _body(message: EmailMessage, kind: str) -> str:
    part = message.get_body(preferencelist=(kind,))
    return str(part.get_content()).replace("\r\n", "\n") if part is not None else ""
