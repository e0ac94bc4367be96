"""What a reader is told, and what it gives."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from mine_ie.schema import Article


class ReadError(ValueError):
    """An input cannot be read; the message names it, the cause and, where there is one, the
    remedy.
    """


@dataclass(frozen=True, slots=True)
class Options:
    """How to read. Field names apply to tables and JSON; ``None`` tries the usual names.

    ``html`` is ``"precise"`` (trafilatura) or ``"fast"`` (resiliparse: some eight times the speed,
    more boilerplate). ``date_format`` is a ``strptime`` format for dates that are not ISO.
    """

    text_field: str | None = None
    title_field: str | None = None
    date_field: str | None = None
    id_field: str | None = None
    url_field: str | None = None
    source_field: str | None = None
    date_format: str | None = None
    encoding: str | None = None
    delimiter: str | None = None
    html: Literal["precise", "fast"] = "precise"


@dataclass(frozen=True, slots=True)
class Failure:
    """An article that could not be read: where it stands, and why not."""

    id: str
    origin: str
    cause: str


@dataclass(frozen=True, slots=True)
class Item:
    """One row of a source: an article, or the cause why there is none.

    ``origin`` says where it stands (``news.csv#12``, ``old.zip!a/b.txt``) and is unique in a run.
    """

    origin: str
    article: Article | None = None
    id: str | None = None
    cause: str | None = None

    def failure(self) -> Failure:
        """Return the failure that the item stands for."""
        return Failure(self.id or self.origin, self.origin, self.cause or "unknown")
