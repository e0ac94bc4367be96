"""Batches: many articles in, one record each out, resumable, nothing lost.

>>> from mine_ie.batch import run
>>> summary = run(["news/", "archive.jsonl.gz"], "out")  # doctest: +SKIP
>>> summary.articles, summary.events, summary.errors  # doctest: +SKIP
(120000, 412, 3)
"""

from __future__ import annotations

import logging
import os
import uuid
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path
from typing import Any, Literal

from mine_ie import engines, installed, parts, preflight, readers
from mine_ie import gate as gates
from mine_ie.ledger import Ledger, Refused, fingerprint, plan
from mine_ie.progress import Progress
from mine_ie.shards import DiskFull, Extract, Job, Report, Shard, part_path, space
from mine_ie.workers import Pipeline

__all__ = ["DiskFull", "Refused", "Summary", "failures", "run"]

log = logging.getLogger(__name__)

#: Articles a shard. What a crash costs is at most one shard a worker.
SHARD_SIZE = 500


@dataclass(frozen=True, slots=True)
class Summary:
    """The outcome of a run. ``articles`` = ``relevant`` + irrelevant ones + ``errors``."""

    articles: int
    relevant: int
    events: int
    errors: int
    #: Where the results are: a folder of parts, or one file.
    results: Path

    def to_dict(self) -> dict[str, int]:
        """The counts."""
        return {key: value for key, value in asdict(self).items() if key != "results"}


def run(
    inputs: Sequence[str | Path] | str | Path,
    out: str | Path,
    *,
    pipeline: Callable[[], Extract] | None = None,
    workers: int | None = None,
    format: parts.Format | None = None,
    engine: Literal["local", "dask"] | engines.Engine = "local",
    scheduler: str | None = None,
    reading: readers.Options | None = None,
    gate: gates.Matcher | None = "words",
    time_limit: float | None = 60.0,
    shard_size: int = SHARD_SIZE,
    keep_text: bool = False,
    retry: bool = False,
    restart: bool = False,
    quiet: bool = True,
) -> Summary:
    """Extract the events of all articles of ``inputs`` into ``out``, each article one record.

    Run again with the same arguments, it goes on where it stopped. The records are in the order
    of the inputs, and the same whatever the engine, the number of workers or interruptions.

    Args:
        inputs: files, folders, globs or URLs (see :mod:`mine_ie.readers`).
        out: a folder for part files; or a file ``*.jsonl`` or ``*.parquet``, beside which the
            folder ``<out>.run`` is kept. It may stand in a folder of the input.
        pipeline: a picklable callable that returns the extraction: a
            :class:`~mine_ie.workers.Pipeline` with a model, lexicons, a gazetteer of yours.
        workers: processes; all processors by default. 0 works in this process.
        format: ``"jsonl"`` or ``"parquet"``; by default what ``out`` is called, else ``"jsonl"``.
        engine: ``"local"``, ``"dask"`` (``scheduler`` is the address of a running cluster), or a
            function of yours that maps :func:`mine_ie.shards.process` over shards.
        reading: names of fields, charset, the way to read HTML.
        gate: the matcher that settles irrelevant articles; ``None`` reads every article.
        time_limit: seconds for one article; ``None`` for no limit.
        shard_size: articles a part.
        keep_text: keep the text with the events: offsets point into it.
        retry: do the failed articles of a finished run again.
        restart: throw away what an earlier run left in ``out``.
        quiet: neither bar nor log lines.

    Raises:
        ReadError: an input cannot be read at all, or not in the way that ``reading`` says.
        Refused: ``out`` is no name for results, holds a run made otherwise, or one that is
            going on.
        MissingExtra: a format, an engine or the matcher needs a package that is not installed.
        DiskFull: no space left; everything finished is kept.
        mine_ie.shards.WorkerDiffers: a worker of a cluster runs another release.
    """
    given = [inputs] if isinstance(inputs, str | Path) else list(inputs)
    out = Path(out)
    folder, single, format = preflight.output(out, format)
    if scheduler is not None and engine != "dask":
        raise ValueError(f"the scheduler goes with the engine dask, not with {engine!r}")
    make = pipeline if pipeline is not None else Pipeline()
    job = Job(
        out=str(folder.absolute()),
        make_extract=make.at(os.getcwd()) if isinstance(make, Pipeline) else make,
        run=uuid.uuid4().hex,
        base=os.getcwd(),
        format=format,
        reading=reading or readers.Options(),
        matcher=gate,
        user_ordnance=_ordnance(make),
        time_limit=time_limit,
        keep_text=keep_text,
        retry=retry,
        code=installed.code(),
    )
    preflight.reading(job.reading)
    _check(job)
    found = readers.find(str(path) for path in given)
    sources = preflight.inputs(found, out, folder)
    preflight.columns(sources, job.reading)
    made = fingerprint(sources, _options(job, make, shard_size), _files(make))
    ledger = Ledger(folder)
    with space(folder), ledger.lock():
        if not ledger.open(made, restart):
            ledger.write_plan(plan(sources, job.reading, shard_size))
        reports = _work(ledger, job, _engine(engine, workers, scheduler), quiet)
        summary = _summary(reports, out if single else folder / "parts")
        if single:
            parts.sweep(out.parent, out.name)
            parts.join((part_path(job, n) for n in sorted(reports)), out, format)
        ledger.close(reports, summary.to_dict())
    return summary


def _summary(reports: Mapping[int, Report], results: Path) -> Summary:
    totals = {
        name: sum(getattr(report, name) for report in reports.values())
        for name in ("articles", "relevant", "events", "errors")
    }
    return Summary(**totals, results=results)


def failures(summary: Summary, limit: int | None = None) -> Iterator[dict[str, Any]]:
    """Yield the records of the articles that failed, at most ``limit``."""
    paths = sorted(summary.results.iterdir()) if summary.results.is_dir() else [summary.results]
    failed = (
        record
        for path in paths
        if not path.name.startswith(".")
        for record in parts.iterate(path)
        if record["status"] == "error"
    )
    for number, record in enumerate(failed):
        if limit is not None and number >= limit:
            return
        yield record


def _work(ledger: Ledger, job: Job, work: engines.Engine, quiet: bool) -> dict[int, Report]:
    total = sum(shard.size for shard in ledger.shards())
    earlier = ledger.reports()
    if job.retry:
        earlier = {number: report for number, report in earlier.items() if not report.errors}
        ledger.forget(earlier)
    reports: dict[int, Report] = {}
    with Progress(total, quiet) as progress:

        def todo() -> Iterator[Shard]:
            for shard in ledger.shards():
                report = earlier.get(shard.number)
                # A part whose counts were lost is "done" again: that only counts its records.
                if report is None or not part_path(job, shard.number).exists():
                    yield shard
                else:
                    reports[shard.number] = report
                    progress.add(report, fresh=False)

        for report in work(job, todo()):
            reports[report.number] = report
            ledger.note(report)
            progress.add(report)
        if not quiet:
            log.info("%s", progress)
    return reports


def _engine(
    name: str | engines.Engine, workers: int | None, scheduler: str | None
) -> engines.Engine:
    count = workers if workers is not None else os.cpu_count() or 1
    if callable(name):
        return name
    if name == "dask":
        return partial(engines.dask, workers=count, scheduler=scheduler)
    return partial(engines.local, workers=count) if count else engines.inline


def _check(job: Job) -> None:
    """Load what could be missing before any work is done."""
    preflight.pipeline(job.make_extract)
    if job.matcher is not None:
        gates.load(job.user_ordnance, job.matcher)
    if job.format == "parquet":
        readers.require(readers.Source("the Parquet output", "parquet"), job.reading)


def _ordnance(pipeline: object) -> tuple[str, ...]:
    lexicons = pipeline.at(os.getcwd()).lexicons if isinstance(pipeline, Pipeline) else ()
    return tuple(path for path in lexicons if Path(path).name.startswith("ordnance"))


def _options(job: Job, make: object, shard_size: int) -> dict[str, Any]:
    """What the results depend on, and nothing of how they are made."""
    return {
        "pipeline": asdict(make) if isinstance(make, Pipeline) else _name(make),
        "model": _model(make),
        "reading": asdict(job.reading),
        "gate": job.matcher is not None,
        "time_limit": job.time_limit,
        "keep_text": job.keep_text,
        "format": job.format,
        "shard_size": shard_size,
    }


def _model(make: object) -> str | None:
    if not isinstance(make, Pipeline) or make.model is None:
        return None  # the events are read by rules alone
    from importlib import metadata

    try:
        return f"{make.model} {metadata.version(make.model.replace('_', '-'))}"
    except metadata.PackageNotFoundError:  # a folder
        return make.model


def _files(make: object) -> list[str]:
    if not isinstance(make, Pipeline):
        return []
    given = (*make.lexicons, make.gazetteer, make.model)
    return [path for path in given if path is not None and Path(path).exists()]


def _name(make: object) -> str:
    call = make.func if isinstance(make, partial) else make
    kind = call if hasattr(call, "__qualname__") else type(call)
    arguments = f"{make.args!r}{make.keywords!r}" if isinstance(make, partial) else ""
    return f"{kind.__module__}:{kind.__qualname__}{arguments}"
