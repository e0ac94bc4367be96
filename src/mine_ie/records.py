"""Read what extraction writes: JSON lines, an article record or an event a line, one at a time.

A line is one of

* an article record: ``{"id", "status", "title", "published", "source", "url", "events", "error",
  "text"}``, of which only ``id`` and ``events`` must be there;
* a bare event: the event's own fields and ``"article": "<id>"`` (``published``, ``source``,
  ``title`` and ``url`` are read if present);
* an incident, as ``mine-ie merge`` writes it: the event's fields and ``"sources"``.

Nothing is kept: memory is that of one line, whatever the length of the file.
"""

from __future__ import annotations

import gzip
import json
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from pydantic import ValidationError

from mine_ie.schema import Event

_EVENT_KEYS = frozenset(Event.model_fields)


class RecordError(ValueError):
    """A line is not a record; the message names file, line, cause and remedy."""


@dataclass(frozen=True, slots=True)
class Told:
    """Who told an incident: one article's share in it, as far as exports need it."""

    article: str
    source: str | None = None
    published: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """One event with the article that told it (or, for a merged incident, the articles)."""

    event: Event
    article: str | None = None
    title: str | None = None
    published: str | None = None
    source: str | None = None
    url: str | None = None
    text: str | None = None
    #: Filled for merged incidents only.
    told_by: tuple[Told, ...] = ()
    #: Independent sources among ``told_by`` (wire reprints count once).
    independent: int | None = None

    @property
    def id(self) -> str:
        """An identifier that is unique over articles: ``<article>#<event>``, or the incident's."""
        return self.event.id if self.article is None else f"{self.article}#{self.event.id}"


@dataclass(frozen=True, slots=True)
class ArticleRecord:
    """One article's outcome: its events, or why it has none."""

    id: str
    status: str = "ok"
    title: str | None = None
    published: str | None = None
    source: str | None = None
    url: str | None = None
    text: str | None = None
    events: tuple[Event, ...] = ()
    error: dict[str, Any] | None = None

    def rows(self) -> Iterator[Row]:
        """The article's events, each with what the article says of itself."""
        for event in self.events:
            yield Row(
                event,
                article=self.id,
                title=self.title,
                published=self.published,
                source=self.source,
                url=self.url,
                text=self.text,
            )


def read_rows(*paths: str | Path) -> Iterator[Row]:
    """Yield every event of the files, in order; ``"-"`` is standard input, ``.gz`` is unpacked.

    A folder stands for the ``.jsonl`` files in it, or in its ``parts``, as ``mine-ie batch`` leaves
    them.

    Raises:
        RecordError: a line is neither an article record nor an event.
        OSError: a file cannot be read.
    """
    for path in files(*paths):
        with open_text(path) as stream:
            yield from rows_of(stream, str(path))


def read_articles(*paths: str | Path) -> Iterator[ArticleRecord]:
    """Yield article records, also those without events; bare events come one a record.

    Raises:
        RecordError: a line is neither an article record nor an event.
        OSError: a file cannot be read.
    """
    for path in files(*paths):
        with open_text(path) as stream:
            for where, data in _lines(stream, str(path)):
                if "events" in data:
                    yield _article(data, where)
                else:
                    row = _bare(data, where)
                    yield ArticleRecord(
                        row.article or row.event.id,
                        title=row.title,
                        published=row.published,
                        source=row.source,
                        url=row.url,
                        text=row.text,
                        events=(row.event,),
                    )


def rows_of(lines: Iterable[str], name: str = "<lines>") -> Iterator[Row]:
    """Yield the events of ``lines``; ``name`` is what error messages call them.

    >>> line = '{"id": "a1", "published": "2024-08-26", "events": [{"id": "1", "type": "use"}]}'
    >>> [(row.id, row.event.type, row.published) for row in rows_of([line])]
    [('a1#1', 'use', '2024-08-26')]
    """
    for where, data in _lines(lines, name):
        if "events" in data:
            yield from _article(data, where).rows()
        else:
            yield _bare(data, where)


def files(*paths: str | Path) -> Iterator[str | Path]:
    """The files to read: folders are replaced by their JSON lines files, in order of name.

    Raises:
        RecordError: a folder holds none.
    """
    for path in paths:
        folder = Path(path)
        if str(path) == "-" or not folder.is_dir():
            yield path
            continue
        if (folder / "parts").is_dir():
            folder = folder / "parts"
        found = sorted(p for p in folder.iterdir() if p.name.endswith((".jsonl", ".jsonl.gz")))
        if not found:
            raise RecordError(f"{folder}: a folder without .jsonl files: name the files to read")
        yield from found


@contextmanager
def open_text(path: str | Path) -> Iterator[IO[str]]:
    """Open a text file for reading, ``.gz`` unpacked, ``"-"`` for standard input."""
    if str(path) == "-":
        yield sys.stdin
    elif str(path).endswith(".gz"):
        with gzip.open(path, "rt", encoding="utf-8") as stream:
            yield stream
    else:
        with open(path, encoding="utf-8-sig") as stream:
            yield stream


def _lines(lines: Iterable[str], name: str) -> Iterator[tuple[str, dict[str, Any]]]:
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        where = f"{name}:{number}"
        try:
            data = json.loads(line)
        except json.JSONDecodeError as error:
            raise RecordError(
                f"{where}: not JSON ({error.msg}): give one article record or event a line, as "
                "mine-ie extract --format jsonl writes them"
            ) from None
        if not isinstance(data, dict):
            raise RecordError(f"{where}: not a JSON object but {type(data).__name__}")
        yield where, data


def _event(data: Any, where: str, article: str | None) -> Event:
    try:
        return Event.model_validate(data)
    except ValidationError as error:
        first = error.errors()[0]
        field = ".".join(str(part) for part in first["loc"]) or "event"
        told = f" of article {article!r}" if article else ""
        raise RecordError(
            f"{where}: an event{told} is not valid: {field}: {first['msg']}; it must have the form "
            "of Event.to_dict()"
        ) from None


def _article(data: dict[str, Any], where: str) -> ArticleRecord:
    id = data.get("id")
    if not isinstance(id, str) or not isinstance(data["events"] or [], list):
        raise RecordError(f'{where}: an article record needs a string "id" and a list "events"')
    return ArticleRecord(
        id=id,
        status=str(data.get("status") or "ok"),
        title=_text(data, "title"),
        published=_day(data),
        source=_text(data, "source"),
        url=_text(data, "url"),
        text=_text(data, "text"),
        events=tuple(_event(event, where, id) for event in data["events"] or ()),
        error=data.get("error"),
    )


def _bare(data: dict[str, Any], where: str) -> Row:
    if "type" not in data or "id" not in data:
        raise RecordError(
            f'{where}: neither an article record (no "events") nor an event (no "id" and "type")'
        )
    told = data.get("sources") or ()
    event = {key: value for key, value in data.items() if key in _EVENT_KEYS}
    article = _text(data, "article")
    return Row(
        _event(event, where, article),
        article=article,
        title=_text(data, "title"),
        published=_day(data),
        # "source" of an event is who says so; the outlet of a bare event is "outlet".
        source=_text(data, "outlet"),
        url=_text(data, "url"),
        text=_text(data, "text"),
        told_by=tuple(
            Told(str(t["article"]), t.get("source"), t.get("published"), t.get("url")) for t in told
        ),
        independent=data.get("independent"),
    )


def _text(data: dict[str, Any], key: str) -> str | None:
    value = data.get(key)
    return value if isinstance(value, str) and value else None


def _day(data: dict[str, Any]) -> str | None:
    value = _text(data, "published")
    return value[:10] if value else None
