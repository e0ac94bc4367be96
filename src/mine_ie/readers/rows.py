"""The rows of a source: cheap to count and to skip, made into articles one by one."""

from __future__ import annotations

import json
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from mine_ie import extras
from mine_ie.readers import fields, pages, tables, texts, warcs
from mine_ie.readers.charset import decode
from mine_ie.readers.options import Item, Options, ReadError
from mine_ie.readers.sources import Source
from mine_ie.reasons import plain
from mine_ie.schema import Article

#: What a damaged file raises while it is being read.
DAMAGE = (OSError, EOFError, zlib.error, zipfile.BadZipFile, ReadError, ValueError)
#: Of these forms a source is one article.
SINGLE = frozenset({"txt", "html"})

Make = Callable[[Options], Article]


@dataclass(frozen=True, slots=True)
class Row:
    """One article still to be made; ``offset`` is where reading can start again, if anywhere."""

    origin: str
    make: Make
    offset: int | None = None

    def item(self, options: Options) -> Item:
        """Make the article; whatever is wrong with it becomes the item's cause."""
        try:
            return Item(self.origin, self.make(options))
        except extras.MissingExtra:
            raise
        except Exception as error:  # one page in a million is poison: the others must be read
            return Item(self.origin, id=self.origin, cause=reason(error))


def reason(error: BaseException) -> str:
    """One line that says what went wrong.

    >>> reason(ReadError("no text")), reason(KeyError("x"))
    ('no text', "KeyError: 'x'")
    """
    text = plain(error)
    known = isinstance(error, ReadError) or (isinstance(error, OSError) and error.strerror)
    name = type(error).__name__
    return text if known or text == name else f"{name}: {text}"


def rows(
    source: Source, options: Options, start: int = 0, offset: int | None = None
) -> Iterator[Row]:
    """Yield the rows of ``source`` from number ``start`` (0-based) on.

    ``offset``, from an earlier :func:`index`, spares reading what is before. A file that is damaged
    yields what can be read and then one row that fails with the cause.
    """
    position = start
    try:
        for row in FORMATS[source.form](source, options, start, offset):
            yield row
            position += 1
    except DAMAGE as error:
        yield _damaged(source, position, reason(error))


def _damaged(source: Source, position: int, cause: str) -> Row:
    def fail(_: Options) -> Article:
        raise ReadError(f"{source.name}: cannot be read {where}: {cause}")

    where = f"beyond row {position}" if position else "at all"
    return Row(f"{source.name}#{position + 1}" if position else source.name, fail)


def index(source: Source, options: Options, step: int) -> tuple[int, list[int | None]]:
    """Return the number of rows, and for each ``step``-th one where reading can start.

    One pass over the file; none for single articles and Parquet.
    """
    if source.form in SINGLE:
        return 1, [None]
    if source.form == "parquet":
        try:
            total = tables.parquet_count(source)
        except DAMAGE:
            total = 1
        return total, [None] * len(range(0, total, step))
    total = 0
    offsets: list[int | None] = []
    for row in rows(source, options):
        if total % step == 0:
            offsets.append(row.offset)
        total += 1
    return total, offsets


def require(source: Source, options: Options) -> None:
    """Raise early if reading ``source`` needs a package that is missing.

    Raises:
        MissingExtra: naming the package and the extra.
    """
    for module in {
        "parquet": ("pyarrow.parquet",),
        "warc": ("fastwarc.warc", *pages.modules(options)),
        "html": pages.modules(options),
    }.get(source.form, ()):
        extra = {"parquet": "parquet", "warc": "warc"}.get(source.form, "html")
        extras.need(module, "html" if module in pages.modules(options) else extra, source.name)


# -- one function a form -------------------------------------------------------------------------
Rows = Iterator[Row]


def _txt(source: Source, options: Options, start: int, offset: int | None) -> Rows:
    yield from [Row(source.name, lambda o: texts.article(source, o))][start:]


def _html(source: Source, options: Options, start: int, offset: int | None) -> Rows:
    yield from [Row(source.name, lambda o: pages.article(source, o))][start:]


def _jsonl(source: Source, options: Options, start: int, offset: int | None) -> Rows:
    with source.open() as stream:
        seekable = not source.gzipped and source.member is None
        if offset is not None and seekable:
            stream.seek(offset)
        at = offset or 0
        number = start if offset is not None else 0
        for line in stream:
            here, at = at, at + len(line)
            if line.isspace():
                continue
            if number >= start:
                origin = f"{source.name}#{number + 1}"
                yield Row(origin, _json_maker(line, origin), here if seekable else None)
            number += 1


def _json_maker(line: bytes, origin: str) -> Make:
    def make(options: Options) -> Article:
        try:
            data = json.loads(decode(line, options.encoding))
        except json.JSONDecodeError as error:
            raise ReadError(f"not JSON: {error}") from None
        return _object(data, options, origin)

    return make


def _object(data: object, options: Options, origin: str) -> Article:
    if not isinstance(data, dict):
        raise ReadError(f"expected a JSON object, found {type(data).__name__}")
    return fields.article(data, options, origin)


def _json(source: Source, options: Options, start: int, offset: int | None) -> Rows:
    with source.open() as stream:
        text = decode(stream.read(), options.encoding)
    try:
        data = json.loads(text)
    except json.JSONDecodeError as error:
        lines = [line for line in text.splitlines() if line.strip()]
        if error.msg != "Extra data" or len(lines) < 2:
            raise ReadError(f"not JSON: {error}") from None
        for number, line in enumerate(lines[start:], start + 1):
            origin = f"{source.name}#{number}"
            yield Row(origin, _json_maker(line.encode(), origin))
        return
    if isinstance(data, dict):
        listed = next(
            (data[key] for key in ("articles", "items", "data") if isinstance(data.get(key), list)),
            None,
        )
        if listed is None:
            yield from [Row(source.name, lambda o: _object(data, o, source.name))][start:]
            return
        data = listed
    if not isinstance(data, list):
        raise ReadError(f"expected a JSON object or list, found {type(data).__name__}")
    for number, entry in enumerate(data[start:], start + 1):
        yield _mapped(entry, f"{source.name}#{number}")


def _mapped(entry: object, origin: str) -> Row:
    return Row(origin, lambda o: _object(entry, o, origin))


def _table(source: Source, options: Options, start: int, offset: int | None) -> Rows:
    read = tables.parquet_rows if source.form == "parquet" else tables.csv_rows
    for number, row in enumerate(read(source, options, start), start + 1):
        yield _mapped(row, f"{source.name}#{number}")


def _warc(source: Source, options: Options, start: int, offset: int | None) -> Rows:
    for number, record in enumerate(warcs.records(source, start, offset), start + 1):
        origin = f"{source.name}#{number}"
        yield Row(origin, _page_maker(record, origin), record.offset)


def _page_maker(record: warcs.Record, origin: str) -> Make:
    return lambda options: pages.read(
        record.body(), options, origin, url=record.url, latest=record.day, charset=record.charset
    )


def _zip(source: Source, options: Options, start: int, offset: int | None) -> Rows:
    # Archives stand for their members; one that is still here could not be opened.
    with source.open() as stream, zipfile.ZipFile(stream):
        yield from ()
    raise ReadError("the archive could not be opened when the inputs were listed")


FORMATS: dict[str, Callable[[Source, Options, int, int | None], Rows]] = {
    "txt": _txt,
    "html": _html,
    "json": _json,
    "jsonl": _jsonl,
    "csv": _table,
    "tsv": _table,
    "parquet": _table,
    "warc": _warc,
    "zip": _zip,
}
