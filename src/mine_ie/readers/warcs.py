"""Web archives: the HTML pages of a WARC file, fetched with success."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO, Any

from mine_ie import extras
from mine_ie.readers.options import ReadError
from mine_ie.readers.sources import Source

_PAGES = ("text/html", "application/xhtml+xml")


@dataclass(frozen=True, slots=True)
class Record:
    """One archived page; ``day`` is when it was fetched, ``offset`` where its record starts."""

    url: str | None
    day: str | None
    charset: str | None
    offset: int | None
    data: bytes
    size: int

    def body(self) -> bytes:
        """Return the page.

        Raises:
            ReadError: the archive holds only a part of it.
        """
        if len(self.data) < self.size:
            raise ReadError(f"the record is cut short: {len(self.data)} of {self.size} bytes")
        return self.data


def records(source: Source, start: int = 0, offset: int | None = None) -> Iterator[Record]:
    """Yield the pages of a WARC file from number ``start`` on; ``offset`` is that of the first.

    Other records (requests, images, failed fetches) are no articles and not counted.

    Raises:
        ReadError: the file is damaged or cut short from here on.
    """
    fastwarc = extras.need("fastwarc.warc", "warc", f"reading {source.name}")
    response = fastwarc.WarcRecordType.response
    # The library unpacks by itself and then knows where each packed record starts.
    with source.open(decompress=False) as stream:
        if offset is not None:
            stream.seek(offset)
        number = start if offset is not None else 0
        last = offset or 0
        for record in fastwarc.ArchiveIterator(stream, parse_http=False):
            last = record.stream_pos
            if record.record_type != response or not _is_page(record):
                continue
            if number >= start:
                yield Record(
                    url=record.headers.get("WARC-Target-URI"),
                    day=(record.headers.get("WARC-Date") or "")[:10] or None,
                    charset=record.http_charset,
                    offset=last if stream.seekable() else None,
                    size=record.content_length,
                    data=record.reader.read(),
                )
            number += 1
        if source.gzipped and stream.seekable():
            stream.seek(last)
            _check_end(stream)


def _is_page(record: Any) -> bool:
    record.parse_http()
    http = record.http_headers
    kind = (record.http_content_type or "").partition(";")[0].strip().lower()
    return http is not None and http.status_code == 200 and kind in _PAGES


def _check_end(stream: IO[bytes]) -> None:
    """A cut file ends its iteration in silence: see whether the last packed record is whole."""
    unpacker = zlib.decompressobj(31)
    while data := unpacker.unused_data or stream.read(1 << 20):
        if unpacker.eof:
            unpacker = zlib.decompressobj(31)
        unpacker.decompress(data)
    if not unpacker.eof:
        raise ReadError("the file is cut short")
