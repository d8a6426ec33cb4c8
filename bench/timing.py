"""Times of many runs of the same thing, and two things measured by turns so that drift hits both."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import inf
from time import perf_counter

WARM_UP = 0.1  # of the runs, at the beginning, are not counted


@dataclass(frozen=True)
class Times:
    """Milliseconds, of one thing done again and again."""

    ms: Sequence[float]

    @property
    def p50(self) -> float:
        """The middle one."""
        return self.at(0.5)

    @property
    def p95(self) -> float:
        """What 95 of 100 stay below."""
        return self.at(0.95)

    def at(self, share: float) -> float:
        """Return what this share stays below."""
        ordered = sorted(self.ms)
        return ordered[min(len(ordered) - 1, int(len(ordered) * share))]

    def as_dict(self) -> dict[str, float]:
        """Return p50, p95 and how many there were."""
        return {"p50_ms": round(self.p50, 4), "p95_ms": round(self.p95, 4), "count": len(self.ms)}


def by_turns(
    *things: Callable[[int], object],
    runs: int,
    seconds: float = inf,
    before: Callable[[int], object] = lambda _: None,
) -> list[Times]:
    """Do each of the things ``runs`` times by turns, passing the number of the turn; ``before`` each, untimed.

    After ``seconds`` no turn begins any more. Each is first as often as the others: the first one of a turn reads what
    the next ones find in memory.
    """
    taken: list[list[float]] = [[] for _ in things]
    ends = perf_counter() + seconds
    for turn in range(runs):
        if turn and perf_counter() > ends:
            break
        for index in ((turn + place) % len(things) for place in range(len(things))):
            before(turn)
            begun = perf_counter()
            things[index](turn)
            taken[index].append((perf_counter() - begun) * 1000)
    return [Times(ms[int(len(ms) * WARM_UP) :]) for ms in taken]
