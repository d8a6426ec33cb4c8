"""The public page of a quote: its mailed address, and who really looked at it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.utils.crypto import salted_hmac

from apps.tenancy.functions import hash_of
from apps.work.models import PublicLink

PURPOSE = "quote"
OPEN_FOR = timedelta(days=365)  # the page stays as the client's record; what can be done there is the quote's to say

# Fetchers that open a link for somebody: previews in chats, mail gateways that look for malware, search engines.
MACHINES = re.compile(
    r"bot\b|bot/|crawl|spider|slurp|preview|prefetch|scan|fetch|monitor|facebookexternalhit|whatsapp|telegram|discord|"
    r"slack|skype|teams|twitter|linkedin|pinterest|embedly|safelinks|barracuda|mimecast|proofpoint|forcepoint|sophos|"
    r"trendmicro|symantec|ironport|googleimageproxy|yahoomailproxy|ms-office|outlook|curl|wget|python|java/|okhttp|"
    r"go-http|node-fetch|axios|libwww|headless|phantom|lighthouse",
    re.IGNORECASE,
)


def is_machine(headers: Mapping[str, str]) -> bool:
    """Whether a request comes from a program that looks ahead, rather than from somebody who reads."""
    agent = headers.get("User-Agent", "")
    purpose = " ".join(headers.get(name, "") for name in ("Purpose", "Sec-Purpose", "X-Purpose", "X-Moz"))
    return not agent or bool(MACHINES.search(agent)) or bool(re.search("prefetch|preview", purpose, re.IGNORECASE))


def viewer_hash(*, quote_id: UUID, address: str, agent: str) -> str:
    """Return what tells one reader of one quote from another, and nobody from their address."""
    return salted_hmac("quotes.viewer", f"{quote_id}:{address}:{agent}", algorithm="sha256").hexdigest()


def make_link(*, quote_id: UUID, token: str, at: datetime) -> str:
    """Keep the hash of a token and return the address that it opens."""
    PublicLink(
        purpose=PURPOSE, object_id=quote_id, token_hash=hash_of(token), expires_at=at + OPEN_FOR
    ).save(force_insert=True)  # fmt: skip
    return f"{settings.FIRMLOOP_URL}/q/{token}/"
