"""Services that know about business contacts, asked over HTTP. The database is not asked here.

A provider is off while it has no key; then nothing is asked and its items say why.
"""

from __future__ import annotations

import http.client
import json
import urllib.error
import urllib.request
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Protocol

from django.conf import settings

from apps.enrichment.choices import Source

TIMEOUT = 10  # seconds for connecting, and for each read
MOST_BYTES = 1_000_000
LEAST_WAIT, MOST_WAIT = timedelta(minutes=1), timedelta(hours=6)
TOO_MANY, SERVER_FAULT, NOT_FOUND, UNAUTHORIZED, FORBIDDEN = 429, 500, 404, 401, 403


class ProviderError(Exception):
    """The provider gave no answer; the message is written for the user."""


class ProviderBusy(ProviderError):
    """It may answer later: ``wait`` is what it asked for, if it did."""

    def __init__(self, message: str, *, wait: timedelta | None = None) -> None:
        super().__init__(message)
        self.wait = wait


class ProviderRefused(ProviderError):
    """It will not answer this, whenever it is asked."""


class Provider(Protocol):
    """What knows about contacts by their email address."""

    @property
    def is_on(self) -> bool:
        """Whether it can be asked."""

    def find(self, email: str) -> dict[str, str]:
        """Return what is known; empty for nobody known. Raises ProviderBusy or ProviderRefused."""


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    """A redirect would carry the key to another address."""

    def redirect_request(self, *_args: Any) -> None:
        return None


@dataclass(frozen=True)
class Apollo:
    """Apollo's people match: ``POST <url>/api/v1/people/match`` with the key in ``X-Api-Key``."""

    url: str
    key: str
    timeout: float = TIMEOUT

    @property
    def is_on(self) -> bool:
        """Whether a key is set."""
        return bool(self.key)

    def find(self, email: str) -> dict[str, str]:
        """Return what Apollo knows of the person with this address; empty for nobody known.

        Raises ProviderBusy or ProviderRefused.
        """
        request = urllib.request.Request(  # noqa: S310 -- the address is the installation's setting
            f"{self.url}/api/v1/people/match",
            data=json.dumps({"email": email, "reveal_personal_emails": False}).encode(),
            headers={"X-Api-Key": self.key, "Content-Type": "application/json", "Accept": "application/json"},
        )
        try:
            with urllib.request.build_opener(_NoRedirect).open(request, timeout=self.timeout) as answer:
                body = answer.read(MOST_BYTES + 1)
        except urllib.error.HTTPError as refused:
            with refused:
                if refused.code == NOT_FOUND:
                    return {}
                raise _refusal(refused) from refused
        except (OSError, http.client.HTTPException) as error:  # also a timeout, while connecting or reading
            raise ProviderBusy("Apollo cannot be reached, or does not answer in time.") from error
        return _person(body)


def _refusal(refused: urllib.error.HTTPError) -> ProviderError:
    if refused.code == TOO_MANY or refused.code >= SERVER_FAULT:
        text = refused.headers.get("Retry-After", "")
        seconds = int(text) if text.isascii() and text.isdigit() else 0
        wait = min(max(timedelta(seconds=min(seconds, 86_400)), LEAST_WAIT), MOST_WAIT) if seconds else None
        return ProviderBusy(f"Apollo answered {refused.code}; it is asked again later.", wait=wait)
    if refused.code in {UNAUTHORIZED, FORBIDDEN}:
        return ProviderRefused("Apollo does not take the key. Set another APOLLO_API_KEY.")
    return ProviderRefused(f"Apollo refused this with {refused.code}.")


def _person(body: bytes) -> dict[str, str]:
    if len(body) > MOST_BYTES:
        raise ProviderRefused("Apollo's answer is too long to be one person.")
    try:
        answer = json.loads(body)
        person = answer["person"] if isinstance(answer, dict) else answer[0]
    except (ValueError, LookupError, TypeError, RecursionError) as error:
        raise ProviderRefused("Apollo's answer cannot be read.") from error
    if person is None:
        return {}
    if not isinstance(person, dict):
        raise ProviderRefused("Apollo's answer cannot be read.")
    company = person.get("organization")
    company = company if isinstance(company, dict) else {}
    found = {name: person.get(name) for name in ("first_name", "last_name", "title", "linkedin_url")}
    found |= {"company": company.get("name"), "website": company.get("website_url"), **_numbers(person)}
    return {name: value.strip() for name, value in found.items() if isinstance(value, str) and value.strip()}


def _numbers(person: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    numbers = person.get("phone_numbers")
    for one in numbers if isinstance(numbers, list) else ():
        if isinstance(one, dict):
            number = one.get("sanitized_number") or one.get("raw_number")
            found.setdefault("mobile" if one.get("type") == "mobile" else "phone", number)
    return found


def provider_of(source: str) -> Provider | None:
    """Return the provider of a source; None for one that is taken in, not asked."""
    if source == Source.APOLLO:
        return Apollo(url=settings.FIRMLOOP_APOLLO_URL, key=settings.FIRMLOOP_APOLLO_KEY)
    return None
