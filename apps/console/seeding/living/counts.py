"""What came about while a firm lived through its days, counted for whoever watches."""

from __future__ import annotations

from collections import Counter

from django.db.models import Count

from apps.tenancy.context import tenant_context
from apps.tenancy.functions import Firm
from apps.work.models import JobRun, OutboxMessage

STEPS = {
    ("deal-stall-detection", "stalls"): "stalls found",
    ("quote-followups", "expire"): "quotes expired",
    ("compliance-reminders", "overdue"): "checks overdue",
    ("compliance-reminders", "escalate"): "checks escalated",
}
PURPOSES = {
    "deal_follow_up": "follow-ups queued",
    "quote_follow_up": "follow-ups queued",
    "feedback_request": "clients asked",
    "compliance_reminder": "reminders",
}


class Counts:
    """Numbers by what they count, in words; those of mails are of rows of the outbox."""

    def __init__(self, firm: Firm) -> None:
        self.firm = firm
        self.rounds = self.runs = 0
        self.steps: Counter[str] = Counter()
        self.mails: Counter[str] = Counter()
        self._before = self._mails()

    @property
    def is_nothing(self) -> bool:
        """Whether nothing was done: all of it had been before."""
        return not (self.rounds or self.runs)

    def ran(self, run: JobRun | None) -> None:
        """Count what a run did; there is none where the engine had run at that time before."""
        if run is not None:
            self.runs += 1
            tallies = run.summary.get("steps", {}).items()
            self.steps.update({STEPS[run.job_name, step]: one["done"] for step, one in tallies
                               if (run.job_name, step) in STEPS})  # fmt: skip

    def read_mails(self) -> None:
        """Count the mails that were written since the beginning."""
        self.mails = self._mails()
        self.mails.subtract(self._before)

    def numbers(self) -> dict[str, int]:
        """Return each number under its name."""
        mails: Counter[str] = Counter()
        for purpose, name in PURPOSES.items():
            mails[name] += self.mails[purpose]
        named = {name: self.steps[name] for name in STEPS.values()}
        return {**named, **mails, "mails": self.mails.total(), "engine runs": self.runs}

    def words(self) -> str:
        """Return the numbers in words, but for those that are nothing."""
        return ", ".join(f"{count:,} {name}" for name, count in self.numbers().items() if count)

    def _mails(self) -> Counter[str]:
        with tenant_context(self.firm.tenant_id):
            found = OutboxMessage.objects.order_by().values_list("purpose").annotate(Count("pk"))
            return Counter(dict(found))
