"""Words that say what kind of place a name is, and names without them.

The words are data: ``data/en/place_types.yaml``, read once when first asked for.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache, lru_cache
from importlib import resources
from pathlib import Path
from typing import Any

import srsly

from mine_ie.gazetteer.names import fold


@cache
def _unit_words() -> frozenset[str]:
    """Return the type words of units and settlements; "airport" or "river" belong to a name."""
    units = {
        w for w, kind in type_words().items() if kind in ("settlement", "district", "province")
    }
    return frozenset(units | {"region", "region of", "area"})


# What remains of "United States" or "Eastern Province" names nothing.
_UNTELLING = frozenset(
    ("united", "north", "south", "east", "west", "northern", "southern", "eastern", "western",
     "central", "upper", "lower", "new", "capital", "national", "federal", "the", "free", "special",
     "union", "islamic", "democratic", "peoples", "autonomous", "city", "old", "great", "urban")
)  # fmt: skip


@cache
def type_words() -> dict[str, str]:
    """Return every folded type word with the kind it says: ``{"village": "settlement", ...}``."""
    return _typed(lower=False)


@cache
def lower_types() -> dict[str, str]:
    """Return the type words that are such only without a capital: "hills", where "Hills" is not."""
    return _typed(lower=True)


def _typed(lower: bool) -> dict[str, str]:
    blocks = srsly.read_yaml(_data("place_types.yaml"))
    return {
        fold(word): block["kind"]
        for block in blocks
        if block.get("lower", False) is lower
        for word in block["words"]
    }


@lru_cache(maxsize=16384)
def bare_names(name: str) -> tuple[str, ...]:
    """Return the folded names that remain when type words at either end go.

    >>> bare_names("Kabul Province"), bare_names("Velayat-e Helmand"), bare_names("Kabul")
    (('kabul',), ('helmand',), ())
    """
    words = fold(name).split()
    kinds = _unit_words()
    start, end = 0, len(words)
    while end - start > 1:
        for size in (3, 2, 1):
            if end - start > size and " ".join(words[end - size : end]) in kinds:
                end -= size
                break
            if end - start > size and " ".join(words[start : start + size]) in kinds:
                start += size
                break
        else:
            break
    while (
        end - start > 1
        and start
        and words[start] in ("de", "of", "e", "ng", "du", "do", "da", "des", "la", "el", "i", "the")
    ):
        start += 1
    bare = " ".join(words[start:end])
    if bare in _UNTELLING:
        return ()
    return (bare,) if bare and (start or end < len(words)) and len(bare) > 2 else ()


@cache
def word_list(name: str) -> frozenset[str]:
    """Return a list of ``data/en/place_words.yaml``, folded."""
    return frozenset(fold(word) for word in _context()[name]["words"])


@cache
def nearness() -> dict[str, float]:
    """Return the phrases that put a place near a name, with the uncertainty they add in km."""
    return {fold(words): float(km) for words, km in _context()["near"]["words"].items()}


def beginnings(phrases: Iterable[str]) -> frozenset[str]:
    """Return every beginning of the phrases in whole words, to tell early what begins none.

    >>> sorted(beginnings(["red cross", "police"]))
    ['police', 'red', 'red cross']
    """
    split = [phrase.split() for phrase in phrases]
    return frozenset(" ".join(words[: k + 1]) for words in split for k in range(len(words)))


def endings(phrases: Iterable[str]) -> frozenset[str]:
    """Return every ending of the phrases in whole words.

    >>> sorted(endings(["close to", "near"]))
    ['close to', 'near', 'to']
    """
    split = [phrase.split() for phrase in phrases]
    return frozenset(" ".join(words[k:]) for words in split for k in range(len(words)))


@cache
def demonyms() -> dict[str, str]:
    """Return folded demonyms (singular and plural) and bodies with their country's ISO code."""
    table = srsly.read_yaml(_data("demonyms.yaml"))
    found: dict[str, str] = {}
    for code, entry in table.items():
        found.update((fold(body), code) for body in entry.get("bodies", ()))
        for word in entry.get("demonyms", ()):
            folded = fold(word)
            found[folded] = code
            if not folded.endswith(("s", "sh", "ch", "ese", "lao")):
                found[folded + "s"] = code
    return found


@cache
def homographs() -> frozenset[str]:
    """Return words of English that are also names of places, such as "reading"."""
    lines = _data("place_homographs.txt").read_text("utf-8").splitlines()
    return frozenset(line for line in lines if line and not line.startswith("#"))


@cache
def _context() -> dict[str, dict[str, Any]]:
    read: dict[str, dict[str, Any]] = srsly.read_yaml(_data("place_words.yaml"))
    return read


def _data(name: str) -> Path:
    return Path(str(resources.files("mine_ie") / "data" / "en" / name))
