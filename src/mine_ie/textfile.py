"""Read one text file into an :class:`~mine_ie.schema.Article`, whatever its encoding."""

from __future__ import annotations

import re
import sys
from datetime import date
from pathlib import Path

from mine_ie.schema import Article

_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f]")
#: Above this share of control characters a file is no text.
_BINARY_SHARE = 0.02
_MAX_BYTES = 8_000_000


class NotText(ValueError):
    """The file holds no text that can be read; the message names file, cause and remedy."""


def read_article(path: str | Path, published: str | None = None) -> Article:
    """Read a text file, or standard input for ``-``.

    Args:
        path: the file; its name is the article's id.
        published: the publication date, ``YYYY-MM-DD``.

    Raises:
        OSError: the file cannot be read.
        NotText: it is binary or too large to be one article.
        ValueError: ``published`` is no date.
    """
    name = str(path)
    data = sys.stdin.buffer.read() if name == "-" else Path(path).read_bytes()
    if len(data) > _MAX_BYTES:
        raise NotText(
            f"{name}: {len(data):,} bytes are too many for one article: "
            "split it, or use mine-ie batch for archives"
        )
    text = decode(data, name)
    if published is not None:
        check_day(published)
    return Article(text=text, id=name, published=published)


def check_day(text: str) -> None:
    """Raise ``ValueError`` with a remedy unless ``text`` is an ISO day."""
    try:
        date.fromisoformat(text)
    except ValueError:
        raise ValueError(
            f"{text!r} is not a date: write it as YYYY-MM-DD, e.g. 2024-08-26"
        ) from None


def decode(data: bytes, name: str) -> str:
    """Decode ``data``: UTF-8, UTF-16 with or without a mark, else by detection.

    >>> decode("Füzuli".encode("utf-16-le"), "old.txt")
    'Füzuli'

    Raises:
        NotText: the bytes are no text.
    """
    from mine_ie.readers import charset

    text = charset.decode(data, _unmarked_utf16(data))
    head = text[:65536]
    if len(_CONTROL.findall(head)) > _BINARY_SHARE * max(1, len(head)):
        raise NotText(f"{name}: this is a binary file, not text: extract its text first")
    return text


def _unmarked_utf16(data: bytes) -> str | None:
    """UTF-16 without a mark: every other byte of Latin text is zero."""
    head = data[:4096]
    if len(head) < 4 or len(data) % 2:
        return None
    for encoding, zeros in (("utf-16-le", head[1::2]), ("utf-16-be", head[0::2])):
        if zeros.count(0) > 0.7 * len(zeros):
            return encoding
    return None
