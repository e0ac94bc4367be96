"""One shard: the function that every engine runs, and what it leaves behind.

A shard is a fixed stretch of the input. :func:`process` reads it, extracts and writes one part
file, ``parts/000012.jsonl``, under a passing name and then renames it: a part is whole or absent.
The same shard gives the same bytes wherever and however often it is done.

While an article is read, ``attempts/000012`` says which one. A worker that dies leaves that file;
who does the shard next counts the death against the article, and at the second passes it by.
"""

from __future__ import annotations

import contextlib
import errno
import json
import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Any, Literal

from mine_ie import gate, parts, readers
from mine_ie.readers.rows import reason
from mine_ie.schema import Article, Event
from mine_ie.timelimit import TimeLimit, time_limit

Extract = Callable[[Article], Iterable[Event]]
Status = Literal["ok", "irrelevant", "error"]

#: Deaths of a worker on one article, within a run, after which it is passed by.
DEATHS = 2
_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})


class DiskFull(OSError):
    """A part could not be written for want of space."""


@dataclass(frozen=True, slots=True)
class Slice:
    """Rows ``[start, stop)`` of one source; reading can begin at ``offset`` where it is given."""

    source: readers.Source
    start: int
    stop: int
    offset: int | None = None


@dataclass(frozen=True, slots=True)
class Shard:
    """A numbered stretch of the input: slices of one source or many."""

    number: int
    slices: tuple[Slice, ...]

    @property
    def size(self) -> int:
        """How many articles it has."""
        return sum(piece.stop - piece.start for piece in self.slices)


@dataclass(frozen=True, slots=True)
class Job:
    """All that a worker must know, picklable. ``make_extract()`` is called once a worker.

    ``run`` names this run of the driver: deaths of workers are counted within it only, as a
    driver that is killed takes innocent articles with it.
    """

    out: str
    make_extract: Callable[[], Extract]
    run: str = ""
    format: parts.Format = "jsonl"
    reading: readers.Options = field(default_factory=readers.Options)
    matcher: gate.Matcher | None = "words"
    user_ordnance: tuple[str, ...] = ()
    time_limit: float | None = 60.0
    keep_text: bool = False
    retry: bool = False


@dataclass(frozen=True, slots=True)
class Report:
    """What a finished shard holds: articles by status, events, and the ids of the failed."""

    number: int
    articles: int
    relevant: int
    events: int
    errors: int

    @classmethod
    def of(cls, number: int, records: Iterable[dict[str, Any]]) -> Report:
        """Count the records of a part."""
        counts: Counter[str] = Counter()
        for record in records:
            counts[record["status"]] += 1
            counts["found"] += len(record["events"])
        return cls(
            number=number,
            articles=counts["ok"] + counts["irrelevant"] + counts["error"],
            relevant=counts["ok"],
            events=counts["found"],
            errors=counts["error"],
        )


def part_path(job: Job, number: int) -> Path:
    """Where the finished part of a shard stands."""
    return Path(job.out) / "parts" / f"{number:06d}.{job.format}"


def process(job: Job, shard: Shard) -> Report:
    """Do one shard: read, gate, extract, write its part. What engines map over shards.

    Raises:
        DiskFull: the part or the attempt file could not be written; nothing half-done is left.
        MissingExtra: a reader's package is not installed.
    """
    path = part_path(job, shard.number)
    kept: dict[str, dict[str, Any]] = {}
    if path.exists():
        done = parts.read(path)
        if not job.retry:
            return Report.of(shard.number, done)
        kept = {record["origin"]: record for record in done if record["status"] != "error"}
    try:
        with Attempt(job, shard.number) as attempt:
            records = [_record(job, item, attempt, kept) for item in _items(job, shard)]
            parts.write(path, records, job.format)
    except OSError as error:
        if error.errno in _FULL:
            raise DiskFull(error.errno, f"no space left to write {path}") from error
        raise
    return Report.of(shard.number, records)


def _items(job: Job, shard: Shard) -> Iterator[readers.Item]:
    for piece in shard.slices:
        rows = _cursor(piece, job.reading)
        missing = piece.stop - piece.start
        for row in islice(rows, missing):
            missing -= 1
            yield row.item(job.reading)
        for number in range(piece.stop - missing, piece.stop):
            origin = f"{piece.source.name}#{number + 1}"
            yield readers.Item(origin, id=origin, cause="gone: the file was longer when listed")


def _cursor(piece: Slice, reading: readers.Options) -> Iterator[readers.Row]:
    """Rows from the slice's start on, going on where the last slice of this source ended.

    A compressed file cannot be entered in the middle: without this each shard would unpack all
    that is before it.
    """
    if piece.offset is not None or (piece.start == 0 and piece.stop == 1):
        return readers.rows_of(piece.source, reading, piece.start, piece.offset)
    cursors = _cursors()
    key = (piece.source, reading)
    position, rows = cursors.pop(key, (0, None))
    if rows is None or position > piece.start:
        position, rows = piece.start, readers.rows_of(piece.source, reading, piece.start)
    for _ in islice(rows, piece.start - position):
        pass
    cursors.clear()  # one open file a worker
    cursors[key] = (piece.stop, rows)
    return rows


@cache
def _cursors() -> dict[Any, tuple[int, Iterator[readers.Row]]]:
    return {}


def _record(
    job: Job, item: readers.Item, attempt: Attempt, kept: dict[str, dict[str, Any]]
) -> dict[str, Any]:
    if item.origin in kept:
        return kept[item.origin]
    article = item.article
    if article is None:
        return _line(item, "error", error=("unreadable", item.cause or "unknown"))
    if job.matcher is not None and not gate.load(job.user_ordnance, job.matcher).relevant(article):
        return _line(item, "irrelevant")
    deaths = attempt.deaths(item.origin)
    if deaths >= DEATHS:
        cause = f"killed its worker {DEATHS} times, or ran past the time limit without a stop"
        return _line(item, "error", error=("killed_worker", cause))
    extract = _extractor(job.make_extract)
    attempt.begin(item.origin)
    try:
        with time_limit(job.time_limit):
            events = [event.to_dict() for event in extract(article)]
    except TimeLimit:
        return _line(item, "error", error=("time_limit", f"took longer than {job.time_limit:g} s"))
    except OSError as error:
        if error.errno in _FULL:
            raise
        return _line(item, "error", error=(type(error).__name__, reason(error)))
    except Exception as error:  # whatever a text does to the pipeline, the others must be read
        return _line(item, "error", error=(type(error).__name__, reason(error)))
    return _line(item, "ok", events, text=article.text if job.keep_text else None)


def _line(
    item: readers.Item,
    status: Status,
    events: list[dict[str, Any]] | None = None,
    error: tuple[str, str] | None = None,
    text: str | None = None,
) -> dict[str, Any]:
    article = item.article
    return {
        "id": (article.id if article else item.id) or item.origin,
        "origin": item.origin,
        "status": status,
        "error": {"type": error[0], "message": error[1]} if error else None,
        "title": article.title if article else None,
        "published": article.published if article else None,
        "source": article.source if article else None,
        "url": article.url if article else None,
        "text": text,
        "events": events or [],
    }


@cache
def _extractor(make: Callable[[], Extract]) -> Extract:
    """The pipeline is loaded once a worker, and only when an article needs it."""
    return make()


class Attempt:
    """The file that tells which article a worker is at, and the deaths counted in this run."""

    def __init__(self, job: Job, number: int, leave: bool = False) -> None:
        self.path = Path(job.out) / "attempts" / f"{number:06d}"
        self.run = job.run
        self._leave = leave
        self._deaths: Counter[str] = Counter()
        self._file: int | None = None

    def __enter__(self) -> Attempt:
        for line in self._lines():
            self._deaths[line["at"]] += 1
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if self._file is not None:
            os.close(self._file)
        if self._leave:
            return
        if kind is None or issubclass(kind, Exception):  # we are alive: nobody is to blame
            with contextlib.suppress(FileNotFoundError):
                self.path.unlink()

    @property
    def total(self) -> int:
        """How many workers died in the middle of an article of this shard in this run."""
        return self._deaths.total()

    def deaths(self, origin: str) -> int:
        """How many workers died at this article in this run."""
        return self._deaths[origin]

    def begin(self, origin: str) -> None:
        """Say that the article is being read now."""
        if self._file is None:
            self.path.parent.mkdir(exist_ok=True)
            lines = [
                {"run": self.run, "at": at}
                for at, deaths in sorted(self._deaths.items())
                for _ in range(deaths)
            ]
            self._file = os.open(self.path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o666)
            os.write(self._file, b"".join(json.dumps(line).encode() + b"\n" for line in lines))
            self._start = os.lseek(self._file, 0, os.SEEK_CUR)
        line = json.dumps({"run": self.run, "at": origin}).encode() + b"\n"
        os.pwrite(self._file, line, self._start)
        os.ftruncate(self._file, self._start + len(line))

    def _lines(self) -> Iterator[dict[str, str]]:
        if not self.path.exists():
            return
        for text in self.path.read_text("utf-8").splitlines():
            try:
                line = json.loads(text)
            except ValueError:
                continue  # the line that was being written when the worker died
            if line["run"] == self.run:
                yield line
