"""Find wire reprints: texts that repeat each other nearly word for word.

A text is reduced to a bottom-k sketch (Broder 1997): the smallest hashes of its word shingles. The
overlap of two sketches estimates the Jaccard similarity of the texts, with a few hundred bytes
an article and without keeping text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from heapq import nsmallest
from zlib import crc32

_WORD = re.compile(r"\w+")
_SHINGLE = 4
_SIZE = 96
#: Independent reports share a few per cent of their shingles; a reprint cut in half still half.
SIMILAR = 0.3


def sketch(text: str | None) -> tuple[int, ...]:
    """The sketch of a text; empty for no text or one shorter than a dozen words."""
    words = _WORD.findall(text.casefold()) if text else []
    if len(words) < 12:
        return ()
    shingles = {
        crc32(" ".join(words[i : i + _SHINGLE]).encode()) for i in range(len(words) - _SHINGLE + 1)
    }
    return tuple(nsmallest(_SIZE, shingles))


def similarity(a: Sequence[int], b: Sequence[int]) -> float:
    """Estimate how much of two texts is the same, 0 to 1.

    >>> words = " ".join(f"w{i}" for i in range(200))
    >>> similarity(sketch(words), sketch(words)), similarity(sketch(words), ())
    (1.0, 0.0)
    """
    if not a or not b:
        return 0.0
    smallest = nsmallest(_SIZE, set(a) | set(b))
    return len(set(a) & set(b) & set(smallest)) / len(smallest)


def originals(sketches: Sequence[tuple[int, ...]]) -> list[int]:
    """For each text, the index of the first text that it repeats, or its own.

    >>> words = " ".join(f"w{i}" for i in range(200))
    >>> originals([sketch(words), (), sketch(words)])
    [0, 1, 0]
    """
    out: list[int] = []
    for index, one in enumerate(sketches):
        found = (
            other
            for other in range(index)
            if out[other] == other and similarity(one, sketches[other]) >= SIMILAR
        )
        out.append(next(found, index))
    return out
