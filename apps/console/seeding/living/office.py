"""A firm in one round of a day: who is there, what time it is, and what chance says."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from random import Random
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from django.core.exceptions import ValidationError

from apps.compliance.errors import ComplianceError
from apps.console.seeding.living.business import Business
from apps.deals.operations import DealError
from apps.enrichment.errors import EnrichmentError
from apps.feedback.errors import FeedbackError
from apps.quotes.operations import QuoteError
from apps.tenancy.choices import Role
from apps.tenancy.context import tenant_context
from apps.tenancy.functions import Firm
from apps.tenancy.models import Membership
from apps.work.functions import Link
from apps.work.models import PublicLink

T = TypeVar("T")
ROUND = timedelta(minutes=110)  # no act of a round is later than this after its beginning
WORKERS = (Role.OWNER, Role.ADMIN, Role.MEMBER)
CLIENT = {"name": "The client", "via": "link"}
REFUSALS = (ComplianceError, DealError, EnrichmentError, FeedbackError, QuoteError, ValidationError)


@dataclass
class Office:
    """One round: acts follow one another by a few minutes, each by somebody of the firm or by a client."""

    firm: Firm
    business: Business
    begins: datetime
    random: Random
    now: datetime = field(init=False)
    people: list[Membership] = field(init=False)

    def __post_init__(self) -> None:
        self.now = self.begins
        self.people = list(Membership.objects.filter(role__in=WORKERS).order_by("created_at", "email"))

    @property
    def zone(self) -> ZoneInfo:
        """The firm's time zone."""
        return ZoneInfo(self.firm.time_zone)

    @property
    def today(self) -> date:
        """The day it is for the firm."""
        return self.begins.astimezone(self.zone).date()

    def happens(self, share: float) -> bool:
        """Whether something comes about that does so on this share of days."""
        return self.random.random() < share

    def fate(self, key: object, weights: dict[str, int]) -> str:
        """Return what becomes of something in the end: the same whenever it is asked."""
        chance = Random(f"{self.firm.slug}:{key}")  # noqa: S311 -- no secret
        return chance.choices(list(weights), list(weights.values()))[0]

    def one_of(self, choices: Sequence[T]) -> T:
        """Return any of these."""
        return self.random.choice(choices)

    @contextmanager
    def act(self, who: Membership | None = None) -> Iterator[datetime]:
        """Run the block as somebody of the firm, a few minutes after the act before; what is refused is left out."""
        who = who or self.one_of(self.people)
        with self._by({"name": who.name, "via": "page", "user": str(who.user_id)}, user_id=who.user_id) as moment:
            yield moment

    @contextmanager
    def client_act(self) -> Iterator[datetime]:
        """Run the block as a client behind a mailed link."""
        with self._by(CLIENT, user_id=None) as moment:
            yield moment

    def link_to(self, purpose: str, object_id: Any) -> Link | None:
        """Return the newest open link that was mailed about a row."""
        rows = PublicLink.objects.filter(purpose=purpose, object_id=object_id, used_at__isnull=True)
        row = rows.filter(expires_at__gt=self.now, revoked_at__isnull=True).order_by("-created_at").first()
        if row is None:
            return None
        firm = self.firm
        return Link(
            row.pk, firm.tenant_id, firm.slug, firm.name, firm.time_zone, purpose, row.object_id, row.expires_at,
            row.used_at, row.revoked_at,
        )  # fmt: skip

    @contextmanager
    def _by(self, actor: dict[str, str], *, user_id: Any) -> Iterator[datetime]:
        self.now = min(self.now + timedelta(minutes=self.random.randint(1, 6)), self.begins + ROUND)
        try:
            with tenant_context(self.firm.tenant_id, user_id=user_id, actor=actor, now=self.now):
                yield self.now
        except REFUSALS:
            # Somebody changed the demo by hand, and what the story had in mind does not hold any more.
            pass
