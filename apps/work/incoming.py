"""A mail that came in, read from its bytes: who wrote it, which of our mails it answers, and whether a program did."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_bytes, message_from_string, policy
from email.message import EmailMessage
from email.utils import parseaddr
from enum import StrEnum
from hashlib import sha256
from uuid import UUID

from apps.work.reply_text import text_of_html

OUR_ID = re.compile(r"<([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})@")  # a row of the outbox (apps/work/mail.py)
OUR_TOKEN = re.compile(r"[+._-]([0-9a-f]{32})@")  # the same row in the address that answers go to (MAIL_REPLY_TO)
ADDRESSED = ("To", "Cc", "Delivered-To", "X-Original-To", "Envelope-To")
AUTOMATIC = ("X-Autoreply", "X-Autorespond", "X-Auto-Reply-From", "List-Id", "List-Unsubscribe", "Feedback-ID")
BULK = {"bulk", "junk", "list", "auto_reply"}
MOST_NAMED = 50
LONGEST_TEXT, LONGEST_HTML = 20_000, 200_000  # of an answer, in characters; the rest is quoted, or no answer
UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")  # PostgreSQL keeps not all of them


class Kind(StrEnum):
    """By whom a mail was written: a person, a program, or a mail server that gives ours back."""

    WRITTEN = "written"
    AUTOMATIC = "automatic"
    BOUNCE = "bounce"


@dataclass(frozen=True)
class Incoming:
    """A mail that came in; ``answers`` are the mails of ours that it may answer, the likeliest first."""

    email_id: str
    from_email: str
    from_name: str
    subject: str
    kind: Kind
    answers: tuple[UUID, ...]
    text: str
    failure: str = ""

    @property
    def key(self) -> str:
        """What the effect ledger knows it by, however often it is delivered."""
        return f"mail-in:{sha256(self.email_id.encode(errors='replace')).hexdigest()}"


def read_mail(raw: bytes) -> Incoming:
    """Read a mail; one whose writer gave it no Message-ID is known by what it says."""
    message = message_from_bytes(raw, policy=policy.default)
    assert isinstance(message, EmailMessage)  # noqa: S101 -- for the type checker: the policy makes them
    name, address = parseaddr(_header(message, "From"))
    failure = _failure(message)
    kind = Kind.BOUNCE if failure else Kind.AUTOMATIC if _is_automatic(message) else Kind.WRITTEN
    return Incoming(
        email_id=_header(message, "Message-ID").strip("<> ")[:500] or sha256(raw).hexdigest(),
        from_email=address[:254],
        from_name=name[:150],
        subject=" ".join(_header(message, "Subject").split())[:200],
        kind=kind,
        answers=tuple(dict.fromkeys(_answers(message, is_bounce=bool(failure))))[:MOST_NAMED],
        text="" if failure else _text(message),
        failure=failure,
    )


def _header(message: EmailMessage, name: str) -> str:
    try:
        found = " ".join(str(value) for value in message.get_all(name, []))
    except (ValueError, IndexError, LookupError, AttributeError, TypeError):  # the parser's own, on broken headers
        found = next((str(value) for key, value in message.raw_items() if key.lower() == name.lower()), "")
    return UNPRINTABLE.sub("", found)


def _is_automatic(message: EmailMessage) -> bool:
    submitted = _header(message, "Auto-Submitted").partition(";")[0].strip().lower()
    return (
        submitted not in {"", "no"}
        or _header(message, "Precedence").strip().lower() in BULK
        or _header(message, "Return-Path").strip() == "<>"
        or message.get_content_type() == "multipart/report"  # receipts, delays
        or any(name in message for name in AUTOMATIC)
    )


def _failure(message: EmailMessage) -> str:
    """Return why our mail came back, in the other server's words; empty when the mail is no bounce, or only a delay."""
    if message.get_content_type() != "multipart/report":
        return ""
    for part in message.walk():
        if part.get_content_type() != "message/delivery-status":
            continue
        for group in part.get_payload():  # a list of header groups (RFC 3464)
            if str(group.get("Action", "")).strip().lower() == "failed":  # type: ignore[union-attr]
                said = group.get("Diagnostic-Code") or group.get("Status") or "no reason given"  # type: ignore[union-attr]
                return " ".join(UNPRINTABLE.sub("", str(said)).split())[:400]
    return ""


def _answers(message: EmailMessage, *, is_bounce: bool) -> Iterator[UUID]:
    if is_bounce:
        for part in message.walk():
            if part.get_content_type() == "message/rfc822":
                yield from _named(str(part.get_payload(0).get("Message-ID", "")))  # type: ignore[union-attr]
            elif part.get_content_type() == "text/rfc822-headers":
                headers = message_from_string(str(part.get_payload()), policy=policy.default)
                yield from _named(str(headers.get("Message-ID", "")))
    for name in ADDRESSED:
        yield from (UUID(one) for one in OUR_TOKEN.findall(_header(message, name).lower()))
    yield from _named(_header(message, "In-Reply-To"))
    yield from reversed(list(_named(_header(message, "References"))))


def _named(header: str) -> Iterator[UUID]:
    yield from (UUID(one) for one in OUR_ID.findall(header.lower()))


def _text(message: EmailMessage) -> str:
    body = message.get_body(preferencelist=("plain", "html"))
    if body is None:
        return ""
    try:
        content = str(body.get_content())
    except (LookupError, UnicodeError):  # a character set that nobody knows
        payload = body.get_payload(decode=True)
        content = payload.decode("utf-8", errors="replace") if isinstance(payload, bytes) else ""
    content = UNPRINTABLE.sub("", content)
    is_html = body.get_content_type() == "text/html"
    return (text_of_html(content[:LONGEST_HTML]) if is_html else content)[:LONGEST_TEXT]
