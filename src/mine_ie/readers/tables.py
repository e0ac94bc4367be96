"""Tables: CSV and TSV by the standard library, Parquet by pyarrow."""

from __future__ import annotations

import csv
import io
import sys
from collections.abc import Iterator
from itertools import islice
from typing import IO, Any, cast

from mine_ie import extras
from mine_ie.readers.charset import detect
from mine_ie.readers.options import Options, ReadError
from mine_ie.readers.sources import Source

_SAMPLE = 1 << 20
_BATCH = 256


def csv_rows(source: Source, options: Options, start: int) -> Iterator[dict[str, Any]]:
    """Yield the rows of a table with a header line as dictionaries, from number ``start`` on.

    Raises:
        ReadError: the table cannot be parsed beyond some line.
    """
    # The limit is the module's own and guards against unbalanced quotes; articles are longer.
    csv.field_size_limit(sys.maxsize if sys.maxsize < 2**31 else 2**31 - 1)
    with source.open() as raw:
        stream = io.BufferedReader(cast(io.RawIOBase, raw), _SAMPLE)
        sample = stream.peek(_SAMPLE)
        text = io.TextIOWrapper(
            stream, encoding=options.encoding or _encoding(sample), errors="replace", newline=""
        )
        delimiter = options.delimiter or _delimiter(source, sample)
        if len(delimiter) != 1:
            raise ValueError(f"the delimiter must be one character, got {delimiter!r}")
        reader = csv.DictReader(text, delimiter=delimiter)
        try:
            yield from islice(reader, start, None)
        except csv.Error as error:
            raise ReadError(f"line {reader.line_num}: {error}") from None


def _encoding(sample: bytes) -> str:
    try:
        sample.decode("utf-8-sig")
        return "utf-8-sig"
    except UnicodeDecodeError as error:
        if error.start >= len(sample) - 3:  # the sample ends inside a character
            return "utf-8-sig"
    return detect(sample)


def _delimiter(source: Source, sample: bytes) -> str:
    if source.form == "tsv":
        return "\t"
    header = sample.partition(b"\n")[0].decode("latin-1")
    return max(",;\t|", key=header.count)


def parquet_rows(source: Source, options: Options, start: int) -> Iterator[dict[str, Any]]:
    """Yield the rows of a Parquet file as dictionaries, without reading groups before ``start``."""
    with _parquet(source) as handle:
        file = extras.need("pyarrow.parquet", "parquet", source.name).ParquetFile(handle)
        group, skip = 0, start
        while group < file.num_row_groups and skip >= file.metadata.row_group(group).num_rows:
            skip -= file.metadata.row_group(group).num_rows
            group += 1
        groups = list(range(group, file.num_row_groups))
        if groups:
            batches = file.iter_batches(batch_size=_BATCH, row_groups=groups)
            yield from islice((row for batch in batches for row in batch.to_pylist()), skip, None)


def parquet_count(source: Source) -> int:
    """Return the number of rows by the file's footer."""
    with _parquet(source) as handle:
        file = extras.need("pyarrow.parquet", "parquet", source.name).ParquetFile(handle)
        return int(file.metadata.num_rows)


def _parquet(source: Source) -> IO[bytes]:
    stream = source.open()
    if source.gzipped or source.member is not None:  # needs to jump about
        with stream:
            return io.BytesIO(stream.read())
    return stream
