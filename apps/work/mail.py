"""A mail's text, and its way to the mail server; the database is not asked here."""

from __future__ import annotations

import re
import smtplib
from contextlib import suppress
from dataclasses import dataclass
from email.errors import MessageError
from email.utils import parseaddr
from typing import Any, Self
from uuid import UUID

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.template.loader import render_to_string

UNSUBSCRIBE = re.compile(r'<a [^>]*rel="unsubscribe" href="([^"]+)"')
CLOSING = 421  # SMTP: the server ends the connection, whatever the mail
PERMANENT = 500  # SMTP: a reply of 5yz will be the same next time


@dataclass(frozen=True)
class Letter:
    """A mail to be written from ``templates/mail/<template>.txt`` and ``.html``.

    ``secret`` blanks the text once it is sent or given up, for links that let somebody in. A ``draft`` waits until
    ``approve_mail`` lets it go. ``about`` is the id of the row that it is about.
    """

    to: str
    subject: str
    template: str
    context: dict[str, Any]
    purpose: str
    secret: bool = False
    draft: bool = False
    about: UUID | None = None


@dataclass(frozen=True)
class ClaimedMail:
    """A mail that one attempt has taken to send; it holds no connection and no row."""

    message_id: UUID
    attempt: int
    to_email: str
    subject: str
    body_text: str
    body_html: str


class MailNotSent(Exception):
    """The mail server did not take the mail; ``permanent`` when it never will."""

    def __init__(self, message: str, *, permanent: bool) -> None:
        super().__init__(message)
        self.permanent = permanent


def render_mail(template: str, context: dict[str, Any]) -> tuple[str, str]:
    """Return the plain text and the HTML of a mail."""
    shared = {"product_url": settings.FIRMLOOP_URL, **context}
    text = render_to_string(f"mail/{template}.txt", shared)
    return text.strip() + "\n", render_to_string(f"mail/{template}.html", shared)


class MailSession:
    """One connection to the mail server for several mails: opened by the first, and anew after it broke."""

    def __init__(self) -> None:
        self._connection = get_connection()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._close()

    def send(self, mail: ClaimedMail) -> None:
        """Hand a mail to the mail server. Its Message-ID is the same at each attempt, so that a mailbox can tell.

        Raises MailNotSent.
        """
        is_used = getattr(self._connection, "connection", None) is not None
        try:
            message = _message(mail)
            message.connection = self._connection
            self._open()
            try:
                message.send()
            except (smtplib.SMTPException, OSError) as error:
                if not (is_used and _is_gone(error)):
                    raise
                self._close()  # a server ends a connection after so many mails, or so long
                self._open()
                message.send()
        except (smtplib.SMTPException, OSError) as error:
            self._close()
            raise MailNotSent(_reason(error), permanent=_is_permanent(error)) from error
        except (ValueError, MessageError) as error:  # no mail server was asked: it would be the same next time
            raise MailNotSent(f"This mail cannot be put into the form of one: {error}", permanent=True) from error

    def _open(self) -> None:
        try:
            self._connection.open()
        except (smtplib.SMTPException, OSError, ValueError) as error:  # our own access is wrong, not the mail
            self._close()
            raise MailNotSent(_reason(error), permanent=False) from error

    def _close(self) -> None:
        with suppress(smtplib.SMTPException, OSError):  # it is over either way
            self._connection.close()


def _message(mail: ClaimedMail) -> EmailMultiAlternatives:
    domain = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2]
    headers = {"Message-ID": f"<{mail.message_id}@{domain}>", "Auto-Submitted": "auto-generated"}
    reply_to = [settings.FIRMLOOP_MAIL_REPLY_TO.replace("{token}", mail.message_id.hex)]
    message = EmailMultiAlternatives(
        mail.subject, mail.body_text, to=[mail.to_email], headers=headers | _unsubscribe(mail.body_html),
        reply_to=[address for address in reply_to if address],
    )  # fmt: skip
    if mail.body_html:
        message.attach_alternative(mail.body_html, "text/html")
    return message


def _unsubscribe(html: str) -> dict[str, str]:
    """Offer the mail's own unsubscribe link to mail programs as well: one click, without the page (RFC 8058)."""
    found = UNSUBSCRIBE.search(html)
    if found is None:
        return {}
    return {"List-Unsubscribe": f"<{found[1]}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}


def _replies(error: Exception) -> list[tuple[int, bytes | str]]:
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return list(error.recipients.values())
    if isinstance(error, smtplib.SMTPResponseException):
        return [(error.smtp_code, error.smtp_error)]
    return []


def _is_gone(error: Exception) -> bool:
    return isinstance(error, smtplib.SMTPServerDisconnected) or any(code == CLOSING for code, _ in _replies(error))


def _is_permanent(error: Exception) -> bool:
    if isinstance(error, smtplib.SMTPAuthenticationError | smtplib.SMTPConnectError):
        return False  # our own access is wrong, which somebody will put right
    replies = _replies(error)
    return bool(replies) and all(code >= PERMANENT for code, _ in replies)


def _reason(error: Exception) -> str:
    said = "; ".join(
        f"{code} {text.decode(errors='replace') if isinstance(text, bytes) else text}" for code, text in _replies(error)
    )
    return f"The mail server said {said}" if said else f"The mail server cannot be reached: {error}"
