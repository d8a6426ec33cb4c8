"""One firm's turn at the mail server: claim a few mails, hand them in, record what became of them, and again."""

from __future__ import annotations

from time import monotonic

import structlog
from django.utils import timezone

from apps.work import operations
from apps.work.firm_jobs import WENT_WRONG, in_firm
from apps.work.mail import ClaimedMail, MailNotSent, MailSession

log = structlog.get_logger(__name__)
GROUP = 10  # mails between two transactions, where the mail server is quick: what a killed worker may hand in again
RECORD_AFTER = 0.05  # seconds; a slow mail server's mails are recorded one by one
SECONDS = 2.0  # that one firm's mails have a worker; less than a worker that is stopped waits for its jobs


class MailTurn:
    """Sends the mails of a firm that wait, for a while; then other firms' turn comes, and the rest is queued."""

    def __init__(self, tenant_id: str) -> None:
        self.tenant_id = tenant_id
        self.ends = monotonic() + SECONDS
        self.done: list[operations.Attempt] = []  # not recorded yet

    def run(self) -> None:
        """Send until nothing waits, or the time is over."""
        with MailSession() as session:
            try:
                claimed = self._record_and_claim()
                while claimed:
                    untried = self._hand_in(session, claimed)
                    if monotonic() > self.ends:
                        self._leave(untried)
                        return
                    claimed = self._record_and_claim()
            finally:
                self._record()  # also when something broke: what the mail server took is not handed in again

    def _hand_in(self, session: MailSession, claimed: list[ClaimedMail]) -> list[ClaimedMail]:
        """Hand mails in and return those that the time was too short for."""
        unrecorded_since = monotonic()
        for number, one in enumerate(claimed, start=1):
            self.done.append(_attempt(session, one))
            if monotonic() > self.ends:
                return claimed[number:]
            if monotonic() - unrecorded_since > RECORD_AFTER:
                self._record()
                unrecorded_since = monotonic()
        return []

    def _record(self) -> None:
        if self.done:
            with in_firm(self.tenant_id, job=operations.SEND):
                operations.record_attempts(self.done, at=timezone.now())
            self.done = []

    def _record_and_claim(self) -> list[ClaimedMail]:
        with in_firm(self.tenant_id, job=operations.SEND):
            operations.record_attempts(self.done, at=timezone.now())
            claimed = operations.claim_mails(limit=GROUP)
        self.done = []
        return claimed

    def _leave(self, untried: list[ClaimedMail]) -> None:
        with in_firm(self.tenant_id, job=operations.SEND):
            operations.record_attempts(self.done, at=timezone.now())
            operations.release_mails(untried)
            operations.queue_sending()
        self.done = []


def _attempt(session: MailSession, one: ClaimedMail) -> operations.Attempt:
    try:
        session.send(one)
    except MailNotSent as refused:
        return operations.Attempt(one, refused)
    except Exception:  # one mail's trouble is not that of those behind it
        log.exception("mail_not_sent", message=str(one.message_id))
        return operations.Attempt(one, MailNotSent(WENT_WRONG, permanent=False))
    return operations.Attempt(one)
