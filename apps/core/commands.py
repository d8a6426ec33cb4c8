"""What commands share: the progress of work that takes over two seconds, and files written whole."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TextIO

from django.core.management.base import CommandError
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

QUIET_SECONDS = 2.0
Advance = Callable[[int], None]


@contextmanager
def progress(
    label: str,
    *,
    total: int,
    stream: TextIO,
    words: Callable[[], str] = str,
    clock: Callable[[], float] = time.monotonic,
) -> Iterator[Advance]:
    """Show how far the block is; it calls what it is given with the number of things just done.

    ``words`` are asked what came of it so far.
    """
    shown = (_Bar if stream.isatty() else _Lines)(label, total, stream, words)
    started = clock()

    def advance(done: int = 1) -> None:
        shown.done += done
        if (now := clock()) - started >= QUIET_SECONDS:
            shown.show(now)

    try:
        yield advance
    finally:
        shown.close()


def write_file(file: Path, text: str) -> None:
    """Write the file whole or not at all.

    Raises CommandError, in words for who gave the name.
    """
    part = file.with_name(f"{file.name}.part")
    try:
        part.write_text(text, encoding="utf-8", newline="\n")
        part.replace(file)
    except OSError as error:
        with suppress(OSError):
            part.unlink()
        raise CommandError(f"{file}: the file cannot be written ({error.strerror}).") from error


class _Lines:
    """A line each two seconds, for logs and pipes."""

    def __init__(self, label: str, total: int, stream: TextIO, words: Callable[[], str]) -> None:
        self.label, self.total, self.stream, self.words, self.done = label, total, stream, words, 0
        self.last = float("-inf")

    def show(self, now: float) -> None:
        if now - self.last >= QUIET_SECONDS:
            said = self.words()
            self.stream.write(f"{self.label}: {self.done:,} of {self.total:,}{said and f' · {said}'}\n")
            self.stream.flush()
            self.last = now

    def close(self) -> None:
        """Leave the lines as they are."""


class _Bar:
    """A bar that comes when work takes long and goes when it is over."""

    def __init__(self, label: str, total: int, stream: TextIO, words: Callable[[], str]) -> None:
        self.label, self.total, self.stream, self.words, self.done = label, total, stream, words, 0
        self.bar: Progress | None = None

    def show(self, now: float) -> None:
        if self.bar is None:
            columns = (
                TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn(),
                TextColumn("{task.fields[said]}", markup=False),
            )  # fmt: skip
            self.bar = Progress(*columns, console=Console(file=self.stream), transient=True)
            self.task = self.bar.add_task(self.label, total=self.total, said="")
            self.bar.start()
        self.bar.update(self.task, completed=self.done, said=self.words())

    def close(self) -> None:
        if self.bar is not None:
            self.bar.stop()
