"""The mailbox that answers to our mails come to, read over IMAP: each unseen mail is taken inside the firm it is for.

A mail is marked as seen after its firm's transaction is committed: a reader that is killed in between reads it again,
and the effect ledger knows it by its Message-ID. What a person has to look at is flagged in the mailbox as well.
"""

from __future__ import annotations

import imaplib
import re
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any
from urllib.parse import SplitResult, unquote, urlsplit
from uuid import UUID

import structlog
from django.conf import settings
from django.db import DataError, transaction

from apps.work import operations
from apps.work.firm_jobs import in_firm
from apps.work.functions import firm_of_mail
from apps.work.incoming import Incoming, Kind, read_mail
from apps.work.replies import NotTaken

log = structlog.get_logger(__name__)
LARGEST = 10_000_000  # bytes; an answer is words, and what is larger is left to a person
MOST_AT_ONCE = 500
WAIT = 30  # seconds for an answer of the mail server
SCHEMES = {"imap": 143, "imap+tls": 143, "imap+ssl": 993, "imaps": 993}
EXAMPLE = "imap+ssl://user:password@host/INBOX"
JOB = "work.read_mailbox"


class MailboxTrouble(Exception):
    """The mailbox cannot be read; the message says why."""


class Refused(MailboxTrouble):
    """The mail server refused one command, about one mail say."""


class Result(StrEnum):
    """What became of a mail."""

    TAKEN = "taken"
    BEFORE = "taken before"
    AUTOMATIC = "automatic"
    BOUNCE = "bounce"
    UNKNOWN = "not ours"
    LEFT = "left to a person"
    FAILED = "failed"


FLAGGED = {Result.UNKNOWN, Result.LEFT}  # seen, and marked for a person
UNSEEN = {Result.FAILED}  # read again the next time


@dataclass(frozen=True)
class Read:
    """A mail that was read, the firm it is for, and what became of it, in words."""

    from_email: str
    subject: str
    firm: str
    result: Result
    says: str

    def as_dict(self) -> dict[str, Any]:
        """Return it for JSON."""
        return asdict(self)


def read_mailbox(*, at: datetime, dry_run: bool = False) -> list[Read]:
    """Read the unseen mails of the mailbox of ``MAILBOX_URL`` and return what became of each, the oldest first.

    One that cannot be taken stops no other. A dry run takes everything back and marks nothing. Raises MailboxTrouble.
    """
    with _opened(settings.FIRMLOOP_MAILBOX_URL, readonly=dry_run) as box:
        done = []
        for uid in _unseen(box):
            read = _read(box, uid, at=at, dry_run=dry_run)
            done.append(read)
            log.info("mail_read", firm=read.firm, result=read.result, says=read.says)
            if not dry_run and read.result not in UNSEEN:
                flags = r"(\Seen \Flagged)" if read.result in FLAGGED else r"(\Seen)"
                _ask(box, "STORE", uid, "+FLAGS.SILENT", flags)
        return done


def counted(done: list[Read]) -> dict[str, int]:
    """Return how many mails there were of each result."""
    return {result.name.lower(): sum(one.result is result for one in done) for result in Result}


def _read(box: imaplib.IMAP4, uid: str, *, at: datetime, dry_run: bool) -> Read:
    try:
        is_large = _size(box, uid) > LARGEST
        mail = read_mail(_content(box, uid, "HEADER" if is_large else ""))
    except Refused as refused:
        return Read("", "", "", Result.LEFT, str(refused))
    except (imaplib.IMAP4.error, OSError):
        raise
    except Exception:
        log.exception("mail_not_understood", uid=uid)
        return Read("", "", "", Result.LEFT, "The mail cannot be read.")
    if is_large:
        return Read(mail.from_email, mail.subject, "", Result.LEFT, "It is larger than 10 MB.")
    if mail.kind is Kind.AUTOMATIC:
        return Read(mail.from_email, mail.subject, "", Result.AUTOMATIC, "A program sent it, so it is no answer.")
    firm, message_id = _of_firm(mail)
    if firm is None or message_id is None:
        return Read(mail.from_email, mail.subject, "", Result.UNKNOWN, "It answers no mail of ours.")
    result, says = _taken(mail, firm.tenant_id, message_id, at=at, dry_run=dry_run)
    return Read(mail.from_email, mail.subject, firm.slug, result, says)


def _of_firm(mail: Incoming) -> tuple[Any, UUID | None]:
    for message_id in mail.answers:
        if firm := firm_of_mail(message_id):
            return firm, message_id
    return None, None


def _taken(mail: Incoming, tenant_id: UUID, message_id: UUID, *, at: datetime, dry_run: bool) -> tuple[Result, str]:
    is_bounce = mail.kind is Kind.BOUNCE
    try:
        with in_firm(str(tenant_id), job=JOB):
            if is_bounce:
                says = operations.record_bounce(mail=mail, message_id=message_id)
            else:
                says = operations.take_reply(mail=mail, message_id=message_id, at=at)
            if dry_run:
                transaction.set_rollback(True)
    except NotTaken as left:
        return Result.LEFT, str(left)
    except (ValueError, DataError):
        log.exception("mail_not_taken", tenant=str(tenant_id), message=str(message_id))
        return Result.LEFT, "It holds something that cannot be kept."  # nor could it the next time
    except Exception:  # one firm's trouble stops no other
        log.exception("mail_not_taken", tenant=str(tenant_id), message=str(message_id))
        return Result.FAILED, "Something went wrong and was noted in the log; it is tried again the next time."
    if says == operations.BEFORE:
        return Result.BEFORE, "This mail was taken before."
    return Result.BOUNCE if is_bounce else Result.TAKEN, says


@contextmanager
def _opened(address: str, *, readonly: bool) -> Iterator[imaplib.IMAP4]:
    parts = urlsplit(address)
    if parts.scheme not in SCHEMES or not parts.hostname or not parts.username:
        raise MailboxTrouble(f"MAILBOX_URL is not of the form {EXAMPLE}. Accepted: {', '.join(SCHEMES)}.")
    folder = unquote(parts.path.strip("/")) or "INBOX"
    try:
        box = _connected(parts)
    except (imaplib.IMAP4.error, OSError) as error:
        raise MailboxTrouble(f"The mail server {parts.hostname} cannot be reached: {error}") from error
    try:
        box.login(unquote(parts.username), unquote(parts.password or ""))
        answer, said = box.select('"' + re.sub(r'(["\\])', r"\\\1", folder) + '"', readonly=readonly)
        if answer != "OK":
            raise MailboxTrouble(f"There is no mailbox {folder}: {_text(said)}")
        yield box
    except (imaplib.IMAP4.error, OSError) as error:
        raise MailboxTrouble(
            f"The mail server {parts.hostname} said: {_text([error.args[0] if error.args else b''])}"
        ) from error
    finally:
        try:
            box.logout()
        except (imaplib.IMAP4.error, OSError):
            with suppress(OSError):
                box.shutdown()  # a connection that broke is closed on our side as well


def _connected(parts: SplitResult) -> imaplib.IMAP4:
    host, port = str(parts.hostname), parts.port or SCHEMES[parts.scheme]
    if parts.scheme in {"imap+ssl", "imaps"}:
        return imaplib.IMAP4_SSL(host, port, ssl_context=ssl.create_default_context(), timeout=WAIT)
    box = imaplib.IMAP4(host, port, timeout=WAIT)
    if parts.scheme == "imap+tls":
        box.starttls(ssl.create_default_context())
    return box


def _unseen(box: imaplib.IMAP4) -> list[str]:
    found = _ask(box, "SEARCH", "UNSEEN")
    return (found[0] or b"").decode().split()[:MOST_AT_ONCE]


def _size(box: imaplib.IMAP4, uid: str) -> int:
    said = re.search(rb"RFC822\.SIZE (\d+)", _ask(box, "FETCH", uid, "(RFC822.SIZE)")[0] or b"")
    return int(said[1]) if said else 0


def _content(box: imaplib.IMAP4, uid: str, part: str) -> bytes:
    found = _ask(box, "FETCH", uid, f"(BODY.PEEK[{part}])")
    return next((one[1] for one in found if isinstance(one, tuple)), b"")


def _ask(box: imaplib.IMAP4, command: str, *args: str) -> list[Any]:
    answer, found = box.uid(command, *args)
    if answer != "OK":
        raise Refused(f"The mail server refused {command}: {_text(found)}")
    return found or [b""]


def _text(said: list[Any]) -> str:
    return " ".join(one.decode(errors="replace") if isinstance(one, bytes) else str(one) for one in said if one)
