"""Part files: one record an article, written whole or not at all."""

from __future__ import annotations

import json
import os
import secrets
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO, Any, Literal

from mine_ie import extras

Format = Literal["jsonl", "parquet"]

#: The columns of a record; in Parquet those of :data:`NESTED` are strings of JSON.
COLUMNS = (
    "id", "origin", "status", "error", "title", "published", "source", "url", "text", "events",
)  # fmt: skip
NESTED = frozenset({"error", "events"})


def write(path: Path, records: list[dict[str, Any]], form: Format) -> None:
    """Write ``records`` so that ``path`` is complete or does not exist, whatever happens.

    Raises:
        OSError: it could not be written; nothing is left behind.
        MissingExtra: Parquet is asked for and pyarrow is not installed.
    """
    with replacing(path) as stream:
        if form == "parquet":
            _write_parquet(stream, records)
        else:
            for record in records:
                stream.write(dumps(record))


class replacing:
    """Open a file that takes the place of ``path`` when the block ends well."""

    def __init__(self, path: Path) -> None:
        self.path = path
        # By chance, not by process: on two machines those have the same numbers.
        self.passing = path.with_name(f".{path.name}.{secrets.token_hex(4)}.tmp")

    def __enter__(self) -> IO[bytes]:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        self.stream = open(self.passing, "wb")
        return self.stream

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        try:
            with self.stream:
                if kind is None:
                    self.stream.flush()
                    os.fsync(self.stream.fileno())
            if kind is None:
                os.replace(self.passing, self.path)
        finally:
            self.passing.unlink(missing_ok=True)


def sweep(folder: Path, name: str = "*") -> None:
    """Remove what writers of ``name`` left that were killed."""
    for path in folder.glob(f".{name}.{'[0-9a-f]' * 8}.tmp"):
        path.unlink(missing_ok=True)


def dumps(record: dict[str, Any]) -> bytes:
    """One line of JSON, the same for the same record."""
    return (
        json.dumps(record, ensure_ascii=False, separators=(",", ":")).encode(
            "utf-8", "surrogatepass"
        )
        + b"\n"
    )


def read(path: Path) -> list[dict[str, Any]]:
    """Return the records of a part, of either format."""
    return list(iterate(path))


def iterate(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the records of a part, of either format."""
    if path.suffix == ".parquet":
        pyarrow = extras.need("pyarrow.parquet", "parquet", f"reading {path}")
        for record in pyarrow.read_table(path).to_pylist():
            yield {k: json.loads(v) if k in NESTED else v for k, v in record.items()}
        return
    with open(path, "rb") as stream:
        for line in stream:
            yield json.loads(line.decode("utf-8", "surrogatepass"))


def join(paths: Iterable[Path], target: Path, form: Format) -> None:
    """Put parts together, in order, as one file in the place of ``target``.

    Raises:
        OSError: it could not be written; ``target`` is as it was.
    """
    with replacing(target) as stream:
        if form == "jsonl":
            for path in paths:
                stream.write(path.read_bytes())
            return
        pyarrow = extras.need("pyarrow", "parquet", f"writing {target}")
        parquet = extras.need("pyarrow.parquet", "parquet", f"writing {target}")
        with parquet.ParquetWriter(stream, _schema(pyarrow), compression="zstd") as writer:
            for path in paths:
                writer.write_table(parquet.read_table(path))


def _write_parquet(stream: IO[bytes], records: list[dict[str, Any]]) -> None:
    pyarrow = extras.need("pyarrow", "parquet", "writing Parquet")
    parquet = extras.need("pyarrow.parquet", "parquet", "writing Parquet")
    columns = {
        name: [_json(r[name]) if name in NESTED else _text(r[name]) for r in records]
        for name in COLUMNS
    }
    table = pyarrow.Table.from_pydict(columns, schema=_schema(pyarrow))
    parquet.write_table(table, stream, compression="zstd")


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _text(value: str | None) -> str | None:
    """Arrow takes no lone surrogates, which broken pages may hold."""
    return None if value is None else value.encode("utf-8", "replace").decode("utf-8")


def _schema(pyarrow: Any) -> Any:
    return pyarrow.schema([(name, pyarrow.string()) for name in COLUMNS])
