"""Bytes to text: UTF-8 first, then what the file says of itself, then detection."""

from __future__ import annotations

import codecs

from mine_ie import extras

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def decode(data: bytes, encoding: str | None = None) -> str:
    """Decode ``data``; ``encoding``, where given, is used and nothing else tried.

    Valid UTF-8 is UTF-8. What is not is left to a detector (``mine-ie[html]``), which is right
    for about nine in ten pages in old encodings.

    >>> decode("Fuzuli\\u2019s".encode())
    'Fuzuli\\u2019s'

    Raises:
        UnicodeDecodeError, LookupError: ``encoding`` is given and does not fit.
        MissingExtra: detection is needed and no detector is installed.
    """
    if encoding is not None:
        return data.decode(encoding)
    for mark, name in _BOMS:
        if data.startswith(mark):
            return data.decode(name, "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode(detect(data), "replace")


def detect(data: bytes) -> str:
    """Name the encoding of bytes that are not UTF-8."""
    try:
        from resiliparse.parse.encoding import detect_encoding
    except ImportError:
        normalizer = extras.need("charset_normalizer", "html", "text that is not UTF-8")
        best = normalizer.from_bytes(data).best()
        return best.encoding if best is not None else "cp1252"
    # Without a rule of what may be a web page's, it takes short Latin text for UTF-16 and the like.
    return detect_encoding(data, html5_compatible=True) or "cp1252"
