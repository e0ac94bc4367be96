"""One shard: the function that every engine runs, and what it leaves behind.

A shard is a fixed stretch of the input. :func:`process` reads it, extracts and writes one part
file, ``parts/000012.jsonl``, under a passing name and then renames it: a part is whole or absent.
The same shard gives the same bytes wherever and however often it is done.

While an article is read, ``attempts/000012`` says which one. A worker that dies leaves that file;
who does the shard next counts the death against the article, and at the second passes it by. That
holds from the first byte on: pages that break the HTML parser are as common as texts that break
the extraction.
"""

from __future__ import annotations

import contextlib
import errno
import json
import os
import platform
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import chain, islice
from pathlib import Path
from typing import Any, Literal

from mine_ie import gate, installed, parts, readers
from mine_ie.readers.rows import reason
from mine_ie.schema import Article, Event
from mine_ie.timelimit import TimeLimit, time_limit

Extract = Callable[[Article], Iterable[Event]]
Status = Literal["ok", "irrelevant", "error"]

#: What a worker may die at: taking the row from its file, making an article of it, loading the
#: pipeline (no article's fault), extraction.
Stage = Literal["fetch", "read", "load", "extract"]

#: Deaths of a worker on one article, within a run, after which it is passed by.
DEATHS = 2
_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
#: Forms that take so long to read that the time limit, which costs as much as a row of JSON, is
#: worth while.
_PAGES = frozenset({"html", "warc"})


class DiskFull(OSError):
    """A part could not be written for want of space."""


class WorkerDiffers(RuntimeError):
    """A worker on another machine would read the texts by other rules than the driver."""


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
    #: The folder that relative paths of the inputs count from: workers may stand elsewhere.
    base: str = ""
    format: parts.Format = "jsonl"
    reading: readers.Options = field(default_factory=readers.Options)
    matcher: gate.Matcher | None = "words"
    user_ordnance: tuple[str, ...] = ()
    time_limit: float | None = 60.0
    keep_text: bool = False
    retry: bool = False
    #: Digest of the driver's modules; a worker elsewhere must run the same.
    code: str = ""


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
        WorkerDiffers: this worker runs another release than the driver.
        DiskFull: the part or the attempt file could not be written; nothing half-done is left.
        MissingExtra: a reader's package is not installed.
    """
    if job.code and job.code != installed.code():
        raise WorkerDiffers(
            f"the worker on {platform.node()} runs another release of mine-ie than the driver: "
            "install the same on both"
        )
    path = part_path(job, shard.number)
    kept: dict[str, dict[str, Any]] = {}
    if path.exists():
        done = parts.read(path)
        if not job.retry:
            return Report.of(shard.number, done)
        kept = {record["origin"]: record for record in done if record["status"] != "error"}
    with space(path), Attempt(job, shard.number) as attempt:
        slices = (_slice(job, piece, attempt, kept) for piece in shard.slices)
        records = list(chain.from_iterable(slices))
        parts.write(path, records, job.format)
    return Report.of(shard.number, records)


@contextlib.contextmanager
def space(path: Path) -> Iterator[None]:
    """Raise :class:`DiskFull` where the system says so while ``path`` is written."""
    try:
        yield
    except OSError as error:
        if error.errno in _FULL:
            raise DiskFull(f"no space left to write {path}") from error
        raise


def _slice(
    job: Job, piece: Slice, attempt: Attempt, kept: Mapping[str, dict[str, Any]]
) -> Iterator[dict[str, Any]]:
    """Yield a record for each row of the slice, whatever happens to some of them."""
    piece = replace(piece, source=replace(piece.source, base=job.base))
    rows: Iterator[readers.Row] | None = None
    error = ("unreadable", "gone: the file was longer when listed")
    for position in range(piece.start, piece.stop):
        place = f"{piece.source.name}#{position + 1}"
        if attempt.deaths(place, "fetch") >= DEATHS:
            error = _KILLED
            break
        # Told apart only when it is needed, as each line to the attempt file takes its time.
        killed = attempt.deaths(place, "read") >= DEATHS
        attempt.begin(place, "fetch" if killed else "read")
        rows = rows if rows is not None else _cursor(piece, job.reading)
        if (row := next(rows, None)) is None:
            break
        if row.origin in kept:
            yield kept[row.origin]
        elif killed:
            yield _line(readers.Item(row.origin, id=row.origin), "error", error=_KILLED)
        else:
            yield _record(job, row, attempt, pages=piece.source.form in _PAGES)
    else:
        return
    for number in range(position, piece.stop):
        origin = f"{piece.source.name}#{number + 1}"
        yield _line(readers.Item(origin, id=origin), "error", error=error)


_KILLED = (
    "killed_worker",
    f"killed its worker {DEATHS} times, or ran past the time limit without a stop",
)


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


def _record(job: Job, row: readers.Row, attempt: Attempt, pages: bool) -> dict[str, Any]:
    late = ("time_limit", f"took longer than {job.time_limit:g} s" if job.time_limit else "")
    try:
        with time_limit(job.time_limit if pages else None):
            item = row.item(job.reading)
    except TimeLimit:
        return _line(readers.Item(row.origin, id=row.origin), "error", error=late)
    article = item.article
    if article is None:
        return _line(item, "error", error=("unreadable", item.cause or "unknown"))
    if job.matcher is not None and not gate.load(job.user_ordnance, job.matcher).relevant(article):
        return _line(item, "irrelevant")
    if attempt.deaths(item.origin, "extract") >= DEATHS:
        return _line(item, "error", error=_KILLED)
    if not _extractor.cache_info().currsize:
        attempt.begin(item.origin, "load")
    extract = _extractor(job.make_extract)
    attempt.begin(item.origin, "extract")
    try:
        with time_limit(job.time_limit):
            events = [event.to_dict() for event in extract(article)]
    except TimeLimit:
        return _line(item, "error", error=late)
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
        self._deaths: Counter[tuple[str, str]] = Counter()
        self._file: int | None = None
        self._start = 0
        self._width = 0

    def __enter__(self) -> Attempt:
        for line in self._lines():
            self._deaths[line["stage"], line["at"]] += 1
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
        """How many workers died at an article of this shard in this run."""
        return sum(deaths for (stage, _), deaths in self._deaths.items() if stage != "load")

    def deaths(self, origin: str, stage: Stage) -> int:
        """How many workers died at this stage of an article in this run."""
        return self._deaths[stage, origin]

    def begin(self, origin: str, stage: Stage) -> None:
        """Say what the worker is at now."""
        if self._file is None:
            self._open()
        assert self._file is not None
        line = self._packed(stage, origin)
        # Blanks cover what was there: on a network one write is cheap, cutting a file is not.
        self._width = max(self._width, len(line))
        os.pwrite(self._file, line.ljust(self._width), self._start)

    def _open(self) -> None:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        lines = [
            self._packed(stage, at)
            for (stage, at), deaths in sorted(self._deaths.items())
            for _ in range(deaths)
        ]
        self._file = os.open(self.path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o666)
        self._start = os.write(self._file, b"".join(lines))

    def _packed(self, stage: str, at: str) -> bytes:
        return json.dumps({"run": self.run, "stage": stage, "at": at}).encode() + b"\n"

    def _lines(self) -> Iterator[dict[str, str]]:
        if not self.path.exists():
            return
        for text in self.path.read_text("utf-8").splitlines():
            try:
                line = json.loads(text)
            except ValueError:
                continue  # blanks, or the line that was being written when the worker died
            if line["run"] == self.run:
                yield line
