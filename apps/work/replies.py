"""Who reads the answers to our mails. An app registers its readers when it is ready, as it does its engines."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from uuid import UUID

Reader = Callable[..., str]


class NotTaken(Exception):
    """The answer cannot be taken, and a person has to look at it; the message says why."""


@dataclass(frozen=True)
class Reply:
    """A person's answer to a mail of the outbox.

    ``text`` is what they wrote, without quoted mails and signature, ``signed`` the same with the signature.
    ``about_id`` is the row that our mail was about.
    """

    email_id: str
    from_email: str
    from_name: str
    subject: str
    text: str
    signed: str
    about_id: UUID | None
    purpose: str

    @property
    def sender(self) -> str:
        """Who wrote it, for a note."""
        return f"{self.from_name} <{self.from_email}>" if self.from_name else self.from_email


_readers: dict[str, Reader] = {}
_listeners: dict[str, Reader] = {}


def register(reader: Reader, *, purposes: Iterable[str]) -> None:
    """Have a reader take the answers to mails of these purposes; called in an app's ``ready``.

    ``reader(reply=…, at=…)`` runs in the firm's transaction and returns in words what became of the answer, or raises
    NotTaken.
    """
    _readers.update(dict.fromkeys(purposes, reader))


def listen(name: str, listener: Reader) -> None:
    """Have a listener see each answer that some reader may take, besides it."""
    _listeners[name] = listener


def reader_of(purpose: str) -> Reader | None:
    """Return who takes answers to mails of a purpose."""
    return _readers.get(purpose)


def listeners() -> tuple[Reader, ...]:
    """Return who sees each answer."""
    return tuple(_listeners.values())
