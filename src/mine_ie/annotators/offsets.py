"""Offsets as Java and JavaScript count them, in UTF-16 units, where an emoji counts twice."""

from __future__ import annotations


def to_utf16(text: str, offset: int) -> int:
    """Turn an offset in characters into one in UTF-16 units.

    >>> to_utf16("😀 mine", 2)
    3
    """
    return len(text[:offset].encode("utf-16-le", "surrogatepass")) // 2


def from_utf16(text: str, offset: int) -> int:
    """Turn an offset in UTF-16 units into one in characters.

    >>> from_utf16("😀 mine", 3)
    2
    """
    units = text.encode("utf-16-le", "surrogatepass")[: 2 * offset]
    return len(units.decode("utf-16-le", "replace"))
