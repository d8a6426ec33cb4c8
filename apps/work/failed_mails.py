"""Who wants to know that a mail did not arrive. An app registers when it is ready, as it does its engines."""

from __future__ import annotations

from collections.abc import Callable

from apps.work.models import OutboxMessage

_handlers: dict[str, Callable[..., None]] = {}


def register(handler: Callable[..., None], *, purpose: str) -> None:
    """Have ``handler(about_id=…, reason=…)`` called in the transaction that notes a mail of this purpose as failed."""
    _handlers[purpose] = handler


def tell(message: OutboxMessage) -> None:
    """Tell whoever wants to know that a mail has failed."""
    if message.about_id and (handler := _handlers.get(message.purpose)):
        handler(about_id=message.about_id, reason=message.last_error)
