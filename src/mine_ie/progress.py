"""How a run is going: a bar on a terminal, plain log lines otherwise."""

from __future__ import annotations

import logging
import sys
import time
from types import TracebackType
from typing import Any

from mine_ie.shards import Report

log = logging.getLogger("mine_ie.batch")

#: Seconds between log lines where there is no terminal.
INTERVAL = 10.0


class Progress:
    """Counts reports; shows them on a terminal, logs them elsewhere, or keeps quiet."""

    def __init__(self, total: int, quiet: bool = False) -> None:
        self.total = total
        self.quiet = quiet
        self.done = self.relevant = self.events = self.errors = 0
        self._bar: Any = None
        self._task: Any = None
        self._started = self._logged = time.monotonic()
        self._fresh = 0

    def __enter__(self) -> Progress:
        if not self.quiet and sys.stderr.isatty():
            self._bar = _bar()
            self._bar.start()
            self._task = self._bar.add_task("", total=self.total, **self._fields())
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._bar is not None:
            self._bar.stop()

    def add(self, report: Report, fresh: bool = True) -> None:
        """Count a finished shard; one that an earlier run finished is not ``fresh``."""
        self.done += report.articles
        self.relevant += report.relevant
        self.events += report.events
        self.errors += report.errors
        self._fresh += report.articles if fresh else 0
        if self._bar is not None:
            self._bar.update(self._task, completed=self.done, **self._fields())
        elif fresh and not self.quiet and time.monotonic() - self._logged >= INTERVAL:
            self._logged = time.monotonic()
            log.info("%s", self)

    @property
    def speed(self) -> float:
        """Articles a second in this run."""
        return self._fresh / max(time.monotonic() - self._started, 1e-9)

    @property
    def left(self) -> str:
        """The time left at the speed of this run so far, for people."""
        missing = self.total - self.done
        if not missing:
            return "0 s left"
        if not self.speed:
            return "? left"
        seconds = missing / self.speed
        for size, unit in ((86400, "d"), (3600, "h"), (60, "min")):
            if seconds >= 2 * size:
                return f"{seconds / size:,.0f} {unit} left"
        return f"{seconds:,.0f} s left"

    def __str__(self) -> str:
        return (
            f"{self.done:,} of {self.total:,} articles, {self.speed:,.0f}/s, "
            f"{self.relevant:,} relevant, {self.events:,} events, {self.errors:,} errors, "
            f"{self.left}"
        )

    def _fields(self) -> dict[str, str]:
        return {
            "speed": f"{self.speed:,.0f}/s",
            "left": self.left,
            "counts": f"{self.relevant:,} relevant  {self.events:,} events  {self.errors:,} errors",
        }


def _bar() -> Any:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn
    from rich.progress import Progress as Bar

    return Bar(
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[speed]}"),
        TextColumn("{task.fields[counts]}"),
        TextColumn("{task.fields[left]}"),
        console=Console(stderr=True),
    )
