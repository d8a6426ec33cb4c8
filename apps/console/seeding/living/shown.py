"""Living through days while somebody looks on."""

from __future__ import annotations

import argparse
from datetime import datetime
from typing import TextIO

from apps.console.seeding.living.counts import Counts
from apps.console.seeding.living.days import Span, live, span_of
from apps.core.commands import progress
from apps.tenancy.functions import Firm

LONGEST = 365


def number_of_days(text: str) -> int:
    """Read a number of days that can be lived through; for a command's arguments."""
    if not (text.isascii() and text.isdecimal() and 1 <= int(text) <= LONGEST):
        raise argparse.ArgumentTypeError(f"{text} is no number of days from 1 to {LONGEST}")
    return int(text)


def live_shown(firm: Firm, *, days: int, at: datetime, stream: TextIO) -> tuple[Span, Counts]:
    """Live through what is left of a firm's last days, with a bar that says how far it is and what came about."""
    span, counts = span_of(firm, days=days, at=at), Counts(firm)
    with progress(firm.slug, total=len(span.days), stream=stream, words=counts.words) as advance:
        live(firm, span, at=at, counts=counts, advance=advance)
    return span, counts


def said_of(span: Span, counts: Counts) -> str:
    """Return in a sentence what came of it."""
    last = f"{span.last:%B %-d, %Y}"
    if counts.is_nothing:
        return f"the days up to {last} were lived through before; nothing was done again."
    made = f" (the firm was made on {span.since:%B %-d, %Y})" if span.since else ""
    before = f"; the {span.before} days before were lived through already" if span.before else ""
    return f"lived through {span.first:%B %-d} to {last}{made}{before}: {counts.words()}."
