"""Live through a firm's last days: rounds of people on working days, and the engines at their times in between."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from random import Random
from zoneinfo import ZoneInfo

from apps.console.seeding.days import FRIDAY
from apps.console.seeding.living import clients, compliance, deals, orders, quotes, signals
from apps.console.seeding.living.business import business_of
from apps.console.seeding.living.counts import Counts
from apps.console.seeding.living.office import ROUND, Office
from apps.tenancy.functions import Firm
from apps.tenancy.models import Tenant
from apps.work.engine_runs import run_engine
from apps.work.engines import Engine, engines
from apps.work.firm_jobs import in_firm
from apps.work.models import Effect, EngineSetting
from apps.work.operations import do_once

JOB, MARK = "simulate", "simulation:"
OFTEN = timedelta(hours=1)  # an engine with less between its times is run only after somebody did something
A_DAY = timedelta(days=1)
Act = Callable[[Office], None]
ROUNDS: tuple[tuple[time, tuple[Act, ...]], ...] = (
    (time(7, 50), (clients.clients_come, compliance.checks_begin, deals.deals_come, orders.orders_come)),
    (time(10, 20), (clients.mails_arrive, quotes.clients_look_at_quotes, orders.clients_answer)),
    (time(12, 30), (deals.deals_go_on, quotes.quotes_are_written, quotes.quotes_are_settled, orders.orders_go_on)),
    (time(15, 10), (
        orders.cases_go_on, signals.signals_are_acted_on, clients.conflicts_are_decided, compliance.checks_go_on,
    )),
)  # fmt: skip


@dataclass(frozen=True)
class Span:
    """The days of a firm that are to be lived through, and how many of those asked for were lived before."""

    first: date
    last: date
    before: int
    since: date | None = None  # the day on which the firm was made, where that is later than what was asked for

    @property
    def days(self) -> list[date]:
        """Each day, the first one first."""
        return [self.first + A_DAY * place for place in range((self.last - self.first).days + 1)]


def span_of(firm: Firm, *, days: int, at: datetime) -> Span:
    """Return what is left to live through of the last ``days`` days up to now.

    A firm is not older than it is, and does not go back: days before the last one that it lived stay as they are.
    """
    zone = ZoneInfo(firm.time_zone)
    last = at.astimezone(zone).date()
    asked = last - A_DAY * (days - 1)
    with in_firm(str(firm.tenant_id), job=JOB):
        made = Tenant.objects.get(pk=firm.tenant_id).created_at.astimezone(zone).date()
        marks = Effect.objects.filter(key__startswith=MARK).order_by("-key").values_list("key", flat=True)
        lived = date.fromisoformat(marks[0].split(":")[1]) if marks else None
    first = max(asked, made)
    begin = max(first, lived) if lived else first
    return Span(begin, last, before=(begin - first).days, since=made if made > asked else None)


def live(firm: Firm, span: Span, *, at: datetime, counts: Counts, advance: Callable[[int], None]) -> None:
    """Live through the days of a span up to now, and count what came about; ``advance`` hears of each day.

    What was done before, on a day that was broken off say, is not done again.
    """
    with in_firm(str(firm.tenant_id), job=JOB):
        paused = set(EngineSetting.objects.filter(is_paused=True).values_list("job_name", flat=True))
    running = [engine for engine in engines() if engine.name not in paused]
    for day in span.days:
        with in_firm(str(firm.tenant_id), job=JOB):  # one transaction a day: a commit for each step takes twice as long
            _live_day(firm, running, day, at=at, counts=counts)
        advance(1)


def _live_day(firm: Firm, running: list[Engine], day: date, *, at: datetime, counts: Counts) -> None:
    for moment, what in _times(firm, running, day):
        if isinstance(what, Engine):
            if moment <= at:
                counts.ran(run_engine(what.name, tenant_id=firm.tenant_id, scheduled_for=moment, at=moment))
        elif moment + ROUND <= at:
            counts.rounds += _go_round(firm, moment, what)
    counts.read_mails()


def _times(firm: Firm, running: list[Engine], day: date) -> list[tuple[datetime, Engine | tuple[Act, ...]]]:
    """Return what happens on a day, in its order; at one moment engines by their name."""
    zone = ZoneInfo(firm.time_zone)
    rounds = [(datetime.combine(day, at, zone), acts) for at, acts in ROUNDS if day.weekday() <= FRIDAY]
    slots = [(slot, engine) for engine in running for slot in _slots(engine, day, zone, [begin for begin, _ in rounds])]
    return sorted([*slots, *rounds], key=lambda one: (one[0], getattr(one[1], "name", "")))


def _slots(engine: Engine, day: date, zone: ZoneInfo, rounds: list[datetime]) -> Iterator[datetime]:
    """Return when an engine runs on a day; one that runs all day only where somebody may have given it something."""
    begins, ends = (datetime.combine(one, time(), zone) for one in (day, day + A_DAY))
    slot = engine.last_due(begins, zone)
    if engine.next_due(slot, zone) - slot < OFTEN:
        yield from (engine.next_due(begin + ROUND, zone) for begin in rounds[1::2])
        return
    while slot < ends:
        if slot >= begins:
            yield slot
        slot = engine.next_due(slot, zone)


def _go_round(firm: Firm, moment: datetime, acts: tuple[Act, ...]) -> bool:
    with in_firm(str(firm.tenant_id), job=JOB, now=moment):
        mark = f"{MARK}{moment:%Y-%m-%d:%H%M}"
        if not do_once(mark):
            return False
        office = Office(firm, business_of(firm.slug), moment, Random(f"{firm.slug}:{mark}"))  # noqa: S311 -- no secret
        for act in acts:
            act(office)
    return True
