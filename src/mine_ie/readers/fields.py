"""From a row of named fields to an article: which field is what, and how dates are written."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime
from typing import Any

from mine_ie.readers.options import Options, ReadError
from mine_ie.schema import Article

#: The names that are tried, in order, when none is given.
USUAL = {
    "text": (
        "text", "body", "content", "article", "maintext", "full_text", "fulltext", "article_text",
        "article_body", "articlebody",
    ),
    "title": ("title", "headline", "heading"),
    "published": (
        "published", "date", "publication_date", "date_published", "published_at", "date_publish",
        "pub_date", "pubdate", "publish_date", "published_date", "datepublished",
    ),
    "id": ("id", "article_id", "doc_id", "uuid", "guid", "_id"),
    "url": ("url", "link", "uri", "source_url", "canonical_url"),
    "source": ("source", "publisher", "outlet", "publication", "site", "source_domain"),
}  # fmt: skip

_ISO = re.compile(r"\d{4}-\d\d-\d\d(?!\d)")
_COMPACT = re.compile(r"(\d{4})(\d\d)(\d\d)(?:\d{6}|T\d{4,6}Z?)?\Z")


class NoField(ReadError):
    """A row lacks a field that is needed; the message names those that it has."""


def article(row: Mapping[str, Any], options: Options, default_id: str) -> Article:
    """Make an article of a row; its id is the row's own, else ``default_id``.

    >>> found = article({"Headline": "Blast", "body": "A mine."}, Options(), "n.csv#1")
    >>> found.id, found.title, found.text
    ('n.csv#1', 'Blast', 'A mine.')

    Raises:
        NoField: no text field, or none of a given name.
        ReadError: a date cannot be read.
    """
    named = {str(key).strip().lower(): key for key in row if key is not None}

    def field(kind: str, given: str | None) -> str | None:
        for name in (given,) if given else USUAL[kind]:
            key = named.get(name.strip().lower())
            if key is not None and row[key] is not None:
                value = row[key]
                return value.isoformat() if isinstance(value, date) else str(value)
            if given and key is None:
                raise NoField(
                    f"no field {given!r}; the fields are {', '.join(map(str, row)) or 'none'}"
                )
        return None

    text = field("text", options.text_field)
    if text is None:
        raise NoField(
            f"no text field among {', '.join(map(str, row)) or 'no fields'}; "
            "name it with --text-field"
        )
    return Article(
        text=text,
        id=field("id", options.id_field) or default_id,
        title=field("title", options.title_field) or None,
        published=day(field("published", options.date_field), options.date_format),
        source=field("source", options.source_field) or None,
        url=field("url", options.url_field) or None,
    )


def day(value: str | None, date_format: str | None = None) -> str | None:
    """Read a publication date as an ISO day; ``None`` and blanks stay ``None``.

    Read are ISO dates, ``20240826``, seconds or milliseconds since 1970 in digits, the form of
    e-mail and RSS ("Mon, 26 Aug 2024 10:00:00 GMT"), and ``date_format``. Nothing is guessed:
    03/04/2024 may be March or April.

    >>> day("2024-08-26T10:00:00Z"), day("20240826"), day("26.08.2024", "%d.%m.%Y"), day("")
    ('2024-08-26', '2024-08-26', '2024-08-26', None)

    Raises:
        ReadError: the date is in none of these forms.
    """
    text = (value or "").strip()
    if not text or text.lower() in ("none", "null", "nan", "nat"):
        return None
    try:
        if date_format is not None:
            return datetime.strptime(text, date_format).date().isoformat()
        if _ISO.match(text):
            return date.fromisoformat(text[:10]).isoformat()
        if compact := _COMPACT.match(text):
            return date(*map(int, compact.groups())).isoformat()
        if re.fullmatch(r"\d{9,10}(?:\.\d+)?|\d{12,13}", text):
            seconds = float(text) / (1000 if len(text.partition(".")[0]) > 10 else 1)
            return datetime.fromtimestamp(seconds, UTC).date().isoformat()
        return parsedate_to_datetime(text).date().isoformat()
    except (ValueError, TypeError, OverflowError):
        raise ReadError(
            f"the publication date {text!r} is not of a known form; "
            'give its form, as --date-format "%d/%m/%Y"'
        ) from None


def day_in_name(name: str) -> str | None:
    """Return the day that a file's name holds: ``2024-08-26``, ``2024_08_26`` or ``20240826``.

    >>> day_in_name("afp-2024-08-26-mines.txt"), day_in_name("20240826_1.txt")
    ('2024-08-26', '2024-08-26')
    """
    for match in _IN_NAME.finditer(name):
        try:
            return date(*map(int, match.group(1, 3, 4))).isoformat()
        except ValueError:
            continue
    return None


_IN_NAME = re.compile(r"(?<!\d)((?:19|20)\d\d)([-_.]?)(\d\d)\2(\d\d)(?!\d)")
