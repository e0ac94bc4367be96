"""What all writers share: options, the loss report, and safe text cells."""

from __future__ import annotations

import csv
import json
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any, NamedTuple

from mine_ie.counts import Bounds
from mine_ie.profiles import Profile, load
from mine_ie.records import Row
from mine_ie.schema import Count


class ExportError(ValueError):
    """An export cannot be made: an unknown format, or one that needs a path."""


@dataclass
class Loss:
    """What a format could not carry, counted while writing.

    >>> loss = Loss("ACLED"); loss.add("injured moved to notes", 34); loss.events = 1
    >>> loss.lines()
    ['ACLED: 1 of 1 events written', 'ACLED: 34 injured moved to notes (1 event)']
    """

    format: str
    events: int = 0
    left_out: Counter[str] = field(default_factory=Counter)
    amounts: Counter[str] = field(default_factory=Counter)
    cases: Counter[str] = field(default_factory=Counter)

    def add(self, what: str, amount: int | None = None) -> None:
        """Note that ``what`` of one event was moved or lost, ``amount`` of it if it has one."""
        self.cases[what] += 1
        if amount is not None:
            self.amounts[what] += amount

    def skip(self, why: str) -> None:
        """Note that an event was left out."""
        self.left_out[why] += 1

    @property
    def written(self) -> int:
        """Events that are in the output."""
        return self.events - sum(self.left_out.values())

    def lines(self) -> list[str]:
        """The report for a person, a line a kind of loss."""
        out = [f"{self.format}: {self.written} of {self.events} events written"]
        out += [f"{self.format}: {n} left out: {why}" for why, n in self.left_out.most_common()]
        for what, n in self.cases.most_common():
            events = f"{n} event{'s' if n > 1 else ''}"
            if what in self.amounts:
                out.append(f"{self.format}: {self.amounts[what]} {what} ({events})")
            else:
                out.append(f"{self.format}: {what} ({events})")
        return out

    def to_dict(self) -> dict[str, Any]:
        """The report as plain JSON types."""
        return {
            "format": self.format,
            "events": self.events,
            "written": self.written,
            "left_out": dict(self.left_out),
            "losses": [
                {"what": what, "events": n, "amount": self.amounts.get(what)}
                for what, n in self.cases.items()
            ],
        }


@dataclass(frozen=True)
class Context:
    """How to write: the profile that reads vague words, and where losses are noted."""

    profile: Profile
    loss: Loss

    def bounds(self, count: Count | None, outcome: str | None = None) -> Bounds | None:
        """A count's bounds, a vague word read by the profile; ``None`` = the text states none."""
        if count is None:
            return None
        if count.low is None and count.best is None and count.high is None and count.text:
            return self.profile.read(count.text, outcome)
        return Bounds(count.low, count.best, count.high)

    def figure(self, count: Count | None, outcome: str | None = None) -> int | None:
        """The one number to put in a column: best, else low, else high."""
        bounds = self.bounds(count, outcome)
        if bounds is None:
            return None
        return next((n for n in (bounds.best, bounds.low, bounds.high) if n is not None), None)


TextWriter = Callable[[Iterable[Row], IO[str], Context], None]
FileWriter = Callable[[Iterable[Row], Path, Context], None]


class Format(NamedTuple):
    """A registered format: give ``text`` (writes to a stream) or ``file`` (needs a path)."""

    title: str
    suffix: str
    text: TextWriter | None = None
    file: FileWriter | None = None
    #: The profile used unless the user names one.
    profile: str = "none"


def context(title: str, profile: str | Path | Profile = "none") -> Context:
    """A context with a fresh loss report."""
    return Context(profile if isinstance(profile, Profile) else load(profile), Loss(title))


#: A spreadsheet takes a cell that starts so for a formula (OWASP, "CSV Injection").
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def cell(value: Any) -> Any:
    """Make a value safe and plain for CSV: text that looks like a formula gets a leading ``'``.

    Numbers stay numbers, so ``-12.5`` degrees is not touched.

    >>> cell("=HYPERLINK(1)"), cell(-12.5), cell(None), cell(True)
    ("'=HYPERLINK(1)", -12.5, '', 'true')
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return value
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    text = text.replace("\x00", "").replace("\r\n", "\n").replace("\r", "\n")
    return "'" + text if text.lstrip(" ").startswith(_FORMULA) else text


def write_table(
    out: IO[str], headers: Sequence[Sequence[str]], rows: Iterable[Sequence[Any]]
) -> None:
    """Write CSV (RFC 4180, ``\\n`` line ends) with safe cells and one or more header lines."""
    writer = csv.writer(out, lineterminator="\n")
    writer.writerows(headers)
    for row in rows:
        writer.writerow([cell(value) for value in row])
