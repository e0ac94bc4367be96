"""Read articles from files of any usual form: ``articles("news/", "old.csv.gz")``.

Forms are told by the file's name: ``.txt``, ``.html``/``.htm``, ``.json``, ``.jsonl``/``.ndjson``,
``.csv``, ``.tsv``, ``.parquet``, ``.warc``, ``.zip``; each may be compressed (``.gz``). Inputs are
files, folders (read recursively), globs, or any URL that ``fsspec`` opens (``s3://...``).

Reading never stops at one bad page: an article that cannot be read comes out as a :class:`Failure`.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from mine_ie.readers.options import Failure, Item, Options, ReadError
from mine_ie.readers.rows import Row, require
from mine_ie.readers.rows import index as index_of
from mine_ie.readers.rows import rows as rows_of
from mine_ie.readers.sources import Source, find, form_of
from mine_ie.schema import Article

__all__ = [
    "Failure",
    "Item",
    "Options",
    "ReadError",
    "Row",
    "Source",
    "articles",
    "find",
    "form_of",
    "index_of",
    "items",
    "require",
    "rows_of",
]


def items(
    source: Source, options: Options | None = None, start: int = 0, stop: int | None = None
) -> Iterator[Item]:
    """Yield what the rows ``[start, stop)`` of one source hold: articles and failures, in order."""
    options = options or Options()
    for row in islice(rows_of(source, options, start), None if stop is None else stop - start):
        yield row.item(options)


def articles(*inputs: str, options: Options | None = None) -> Iterator[Article | Failure]:
    """Yield every article of ``inputs``, in a fixed order.

    >>> [a.id for a in articles("tests/no-such-folder/*.txt")]
    Traceback (most recent call last):
    ...
    mine_ie.readers.options.ReadError: tests/no-such-folder/*.txt: no such file or folder

    Raises:
        ReadError: an input does not exist or no reader knows its form.
        MissingExtra: the form needs a package that is not installed.
    """
    for source in find(inputs):
        for item in items(source, options):
            yield item.article if item.article is not None else item.failure()
