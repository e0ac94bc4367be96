"""One record an incident: bring together what different articles tell of it.

>>> from mine_ie.records import Row
>>> from mine_ie.schema import Event
>>> def told(article, killed):
...     event = Event.from_dict({"id": "e", "type": "explosion", "killed": killed,
...         "when": {"start": "2024-05-06", "end": "2024-05-06", "precision": "day"},
...         "places": [{"text": "Kuito", "name": "Kuito", "kind": "settlement", "country": "AO"}]})
...     return Row(event, article=article, published=f"2024-05-0{6 + killed['best'] - 3}")
>>> three, four = ({"low": n, "best": n, "high": n} for n in (3, 4))
>>> (incident,), ledgers = merge([told("a", three), told("b", four)])
>>> incident.killed.low, incident.killed.best, incident.killed.high, incident.flags
(3, 4, 4, ('revised_killed',))
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

from mine_ie.merge.model import Change, Incident, Ledger, Policy, Source, Statement
from mine_ie.merge.work import Work
from mine_ie.records import Row
from mine_ie.schema import Record

__all__ = [
    "Change", "Incident", "Ledger", "Policy", "Source", "Statement", "Summary", "merge",
    "merge_to_files",
]  # fmt: skip


@dataclass
class Summary:
    """What a merge did, in numbers."""

    events: int = 0
    incidents: int = 0
    several_sources: int = 0
    ledgers: int = 0
    flags: Counter[str] = field(default_factory=Counter)
    changes: Counter[str] = field(default_factory=Counter)

    def lines(self) -> list[str]:
        """The summary for a person."""
        out = [
            f"{self.events} events: {self.incidents} incidents "
            f"({self.several_sources} told by several independent sources), "
            f"{self.ledgers} ledgers"
        ]
        if self.flags:
            out.append("flags: " + ", ".join(f"{n} {f}" for f, n in self.flags.most_common()))
        if self.changes:
            out.append("changes: " + ", ".join(f"{n} {c}" for c, n in self.changes.most_common()))
        return out


def merge(rows: Iterable[Row], policy: Policy = "latest") -> tuple[list[Incident], list[Ledger]]:
    """Merge events in memory: the incidents in order of their days, and the ledgers."""
    with Work(policy) as work:
        work.add(rows)
        return [incident for incident, _ in work.incidents()], list(work.ledgers())


def merge_to_files(
    rows: Iterable[Row],
    out: str | Path,
    policy: Policy = "latest",
    previous: str | Path | None = None,
) -> Summary:
    """Merge a stream of events into files; memory holds a window of days, not the collection.

    Writes ``out`` (an incident a line), ``<out stem>.ledger.jsonl`` and, with ``previous`` (the
    ``out`` of an earlier run, which may be the same file), ``<out stem>.changes.jsonl``.

    Raises:
        ValueError: ``previous`` holds something else than incidents.
    """
    out = Path(out)
    summary = Summary()
    with Work(policy) as work, ExitStack() as stack:
        if previous is not None:
            work.know(Path(previous))
        incidents = stack.enter_context(_Replacing(out))
        ledgers = stack.enter_context(_Replacing(out.with_suffix(".ledger.jsonl")))
        work.add(rows)
        changes = []
        if previous is not None:
            changes.append(stack.enter_context(_Replacing(out.with_suffix(".changes.jsonl"))))
        for incident, change in work.incidents():
            _write(incidents.stream, incident)
            summary.incidents += 1
            summary.several_sources += incident.independent > 1
            summary.flags.update(incident.flags)
            _note(change, changes, summary)
        for gone in work.gone():
            _note(gone, changes, summary)
        for ledger in work.ledgers():
            _write(ledgers.stream, ledger)
            summary.ledgers += 1
        summary.events = work.events
    return summary


def _note(change: Change | None, files: list[_Replacing], summary: Summary) -> None:
    if change is not None:
        summary.changes[change.change] += 1
        for file in files:
            _write(file.stream, change)


def _write(stream: IO[str], record: Record) -> None:
    stream.write(record.model_dump_json() + "\n")


class _Replacing:
    """A file that appears whole, in place of the old one, or not at all."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.part = path.with_name(f".{path.name}.{os.getpid()}.tmp")

    def __enter__(self) -> _Replacing:
        self.stream: IO[str] = open(self.part, "w", encoding="utf-8")
        return self

    def __exit__(self, kind: object, error: object, trace: object) -> None:
        self.stream.close()
        if kind is None:
            os.replace(self.part, self.path)
        else:
            self.part.unlink(missing_ok=True)
