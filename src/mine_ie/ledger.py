"""What a run was made from, what is done, and whether a rerun may go on from there.

A run's folder holds::

    run.json         the fingerprint: versions, lexicons, model, gazetteer, options, inputs
    plan.jsonl       the shards, one a line
    parts/           one finished part a shard
    attempts/        which article an unfinished shard is at
    ledger.jsonl     counts by shard, written when all is done
    summary.json     counts of the whole run
"""

from __future__ import annotations

import errno
import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Any

from mine_ie import installed, readers
from mine_ie.parts import replacing, sweep
from mine_ie.shards import Report, Shard, Slice

#: Network file systems may have no locks; two drivers there do double work but no harm.
_NO_LOCKS = frozenset({errno.ENOLCK, errno.ENOTSUP, errno.ENOSYS})
#: What the plan keeps of a source.
_PLANNED = ("path", "form", "member", "size", "stamp")


class Refused(ValueError):
    """The folder holds another run, or one that is going on; the message says what differs."""


def fingerprint(
    sources: Sequence[readers.Source], options: Mapping[str, Any], files: Iterable[str | Path] = ()
) -> dict[str, Any]:
    """Return what the results depend on, as plain JSON types.

    ``options`` are the run's options as they are; ``files`` (user lexicons, a gazetteer, a model
    folder) enter with their content.
    """
    from mine_ie import __version__

    return {
        "mine_ie": __version__,
        "code": installed.code(),
        "data": installed.data(),
        "packages": installed.packages(),
        "files": {
            str(file): installed.digest(_files(Path(file))) for file in sorted(map(str, files))
        },
        # As the ledger will read it back: JSON knows no tuples.
        "options": json.loads(json.dumps(dict(options))),
        "inputs": {"files": len(sources), "digest": _inputs(sources)},
    }


def differences(old: Mapping[str, Any], new: Mapping[str, Any], prefix: str = "") -> list[str]:
    """Say in words how two fingerprints differ.

    >>> differences({"options": {"html": "fast"}}, {"options": {"html": "precise"}})
    ["options.html: was 'fast', is 'precise'"]
    """
    found: list[str] = []
    for key in sorted({*old, *new}):
        was, now = old.get(key), new.get(key)
        if isinstance(was, Mapping) and isinstance(now, Mapping):
            found += differences(was, now, f"{prefix}{key}.")
        elif was != now:
            found.append(f"{prefix}{key}: was {was!r}, is {now!r}")
    return found


def plan(sources: Iterable[readers.Source], reading: readers.Options, size: int) -> Iterator[Shard]:
    """Cut the input into shards of ``size`` articles, always the same way.

    Small files are put together; a file of many rows is cut up and shares no shard with others.
    One pass over files of many rows, as their rows must be counted.
    """
    number = 0
    small: list[Slice] = []
    for source in sources:
        readers.require(source, reading)
        total, offsets = readers.index_of(source, reading, size)
        if total == 1:
            small.append(Slice(source, 0, 1))
            if len(small) == size:
                yield Shard(number, tuple(small))
                number, small = number + 1, []
            continue
        if total and small:
            yield Shard(number, tuple(small))
            number, small = number + 1, []
        for start, offset in zip(range(0, total, size), offsets, strict=True):
            stop = min(start + size, total)
            yield Shard(number, (Slice(source, start, stop, offset),))
            number += 1
    if small:
        yield Shard(number, tuple(small))


class Ledger:
    """The folder of a run: opened, it is locked until closed."""

    def __init__(self, out: Path) -> None:
        self.out = out

    @contextmanager
    def lock(self) -> Iterator[None]:
        """Keep other drivers out. The lock goes with the process, however it ends.

        Raises:
            Refused: another run is writing to the folder.
        """
        self.out.mkdir(parents=True, exist_ok=True)
        with open(self.out / ".lock", "w") as handle:
            try:
                import fcntl

                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except ImportError:
                pass  # no such locks here: two drivers do double work but no harm
            except BlockingIOError:
                raise Refused(f"{self.out}: another run is writing here") from None
            except OSError as error:
                if error.errno not in _NO_LOCKS:
                    raise
            try:
                yield
            finally:
                if (self.out / "run.json").exists():  # else the folder may be another's
                    self._sweep()

    def open(self, print_: Mapping[str, Any], restart: bool) -> bool:
        """Begin a run or go on with one; whether its plan stands already.

        Raises:
            Refused: the folder holds results of another fingerprint and ``restart`` is not set,
                or files that are none of ours.
        """
        path = self.out / "run.json"
        if restart:
            self._clear()
        if path.exists():
            if found := differences(json.loads(path.read_text("utf-8")), print_):
                raise Refused(
                    f"{self.out}: holds a run that was made otherwise; give another folder, or "
                    "--restart to do it all again. " + "; ".join(found)
                )
            return (self.out / "plan.jsonl").exists()
        strange = [p.name for p in self.out.iterdir() if not p.name.startswith(".")]
        if strange and not restart:
            raise Refused(
                f"{self.out}: holds other files ({', '.join(sorted(strange)[:3])}); "
                "give an empty folder"
            )
        with replacing(path) as stream:
            stream.write(json.dumps(print_, indent=1, sort_keys=True).encode() + b"\n")
        return False

    def write_plan(self, shards: Iterable[Shard]) -> None:
        """Keep the plan, so that a rerun need not count again."""
        with replacing(self.out / "plan.jsonl") as stream:
            for shard in shards:
                stream.write(json.dumps(_packed(shard), separators=(",", ":")).encode() + b"\n")

    def shards(self) -> Iterator[Shard]:
        """Yield the plan's shards in order."""
        with open(self.out / "plan.jsonl", "rb") as stream:
            for line in stream:
                yield _unpacked(json.loads(line))

    def reports(self) -> dict[int, Report]:
        """The counts of the shards that an earlier run finished, as far as it kept them."""
        path = self.out / "ledger.jsonl"
        if not path.exists():
            return {}
        found = {}
        for line in path.read_text("utf-8").splitlines():
            try:
                report = Report(**json.loads(line))
            except ValueError:
                continue  # torn by a crash: the part itself will be counted
            found[report.number] = report
        return found

    def forget(self, reports: Mapping[int, Report]) -> None:
        """Keep the counts of ``reports`` alone: those of shards to be done again go stale."""
        with replacing(self.out / "ledger.jsonl") as stream:
            for _, report in sorted(reports.items()):
                stream.write(json.dumps(asdict(report)).encode() + b"\n")

    def note(self, report: Report) -> None:
        """Add a finished shard; for speed only, the part is what counts."""
        with open(self.out / "ledger.jsonl", "ab") as stream:
            stream.write(json.dumps(asdict(report)).encode() + b"\n")

    def close(self, reports: Mapping[int, Report], summary: Mapping[str, Any]) -> None:
        """Write ledger and summary in their final, orderly form and tidy up."""
        self.forget(reports)
        with replacing(self.out / "summary.json") as stream:
            stream.write(json.dumps(summary, indent=1).encode() + b"\n")
        for left in self.out.glob("attempts/*"):
            left.unlink()
        if (self.out / "attempts").exists():
            (self.out / "attempts").rmdir()

    def _sweep(self) -> None:
        sweep(self.out)
        sweep(self.out / "parts")

    def _clear(self) -> None:
        """Remove what a run of ours left, and nothing else."""
        for pattern in ("parts/[0-9]*", "attempts/[0-9]*"):
            for path in self.out.glob(pattern):
                path.unlink()
        for name in ("run.json", "plan.jsonl", "ledger.jsonl", "summary.json"):
            (self.out / name).unlink(missing_ok=True)


def _packed(shard: Shard) -> dict[str, Any]:
    return {
        "number": shard.number,
        "slices": [
            {
                **{name: getattr(piece.source, name) for name in _PLANNED},
                "start": piece.start,
                "stop": piece.stop,
                "offset": piece.offset,
            }
            for piece in shard.slices
        ],
    }


def _unpacked(data: Mapping[str, Any]) -> Shard:
    def piece(row: Mapping[str, Any]) -> Slice:
        source = readers.Source(**{name: row[name] for name in _PLANNED})
        return Slice(source, row["start"], row["stop"], row["offset"])

    return Shard(data["number"], tuple(map(piece, data["slices"])))


def _files(path: Path) -> list[Path]:
    return sorted(p for p in path.rglob("*") if p.is_file()) if path.is_dir() else [path]


def _inputs(sources: Iterable[readers.Source]) -> str:
    total = hashlib.sha256()
    for source in sources:
        total.update(f"{source.name}\0{source.size}\0{source.stamp}\n".encode(errors="replace"))
    return total.hexdigest()[:16]
