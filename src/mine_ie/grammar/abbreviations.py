"""Abbreviations that an article itself spells out: "intermittent explosive disorder (IED)".

Letters that stand for ordnance in most texts stand for something else in some; where the article
says for what, they name no ordnance in it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

#: Words, by how they begin, of which names of ordnance and of those who clear it are made.
_OF_ORDNANCE = (
    "improvis", "explosi", "device", "unexplod", "ordnance", "ordinance", "remnant", "war",
    "abandon", "anti", "personnel", "tank", "vehicle", "mine", "landmine", "munition", "bomb",
    "rocket", "propel", "grenade", "dispos", "cluster", "home", "made", "borne", "person", "mark",
    "high", "shell", "artillery", "land", "armo", "main", "charge", "unguided", "missile", "small",
    "arms", "ammunition", "militar", "material",
)  # fmt: skip
_SMALL = frozenset("of the and for in to a an on".split())
#: Letters of an abbreviation.
_SHORT = re.compile(r"[A-Z]{2,5}\Z")
_WORD = re.compile(r"[^\W\d_]+")
#: Between the words and their letters: "(IED)", ", or IED".
_LED = r"\s?(?:\(|,?\s(?:or|called|known as|abbreviated(?:\sas|\sto)?)\s)[\"“'‘]?"
#: Characters before the letters, and inside the bracket behind them, that may spell them out.
_REACH = 90


def other_meanings(text: str, letters: str) -> list[tuple[int, int]]:
    """Where the text spells out ``letters`` as something that is no ordnance; none if as ordnance.

    >>> other_meanings("At the Institute of Energy Design (IED)", "IED")
    [(7, 33)]
    >>> other_meanings("An improvised explosive device (IED)", "IED")
    []
    """
    if not _SHORT.match(letters):
        return []
    spelt = list(_spelt(text, letters)) or [m.span() for m in _in_capitals(letters).finditer(text)]
    return [] if any(_is_ordnance(text[a:b]) for a, b in spelt) else spelt


def _is_ordnance(words: str) -> bool:
    """ "Explosive remnants of war"; of "intermittent explosive disorder" one word is not enough."""
    told = [m[0] for m in _WORD.finditer(words.lower()) if m[0] not in _SMALL]
    known = sum(w.startswith(_OF_ORDNANCE) for w in told)
    return 2 * known > len(told)


def _spelt(text: str, letters: str) -> Iterator[tuple[int, int]]:
    """The words that stand right before "(IED)", or in the bracket right behind "IED"."""
    for m in _led(letters).finditer(text) if letters in text else ():
        yield from _ending(text, m.start(), letters.lower())
    for m in _followed(letters).finditer(text) if f"{letters} (" in text else ():
        if _initials(_WORD.findall(m[1])) == letters.lower():
            yield m.span(1)


def _ending(text: str, end: int, letters: str) -> Iterator[tuple[int, int]]:
    """The last words before ``end``, if these are their letters, small words counted or not."""
    words = list(_WORD.finditer(text, max(0, end - _REACH), end))
    for size in range(len(letters), min(len(words), len(letters) + 2) + 1):
        last = [m[0] for m in words[-size:]]
        if letters in ("".join(w[0] for w in last).lower(), _initials(last)):
            yield words[-size].start(), end
            return


def _initials(words: Sequence[str]) -> str:
    return "".join(w[0] for w in words if w.lower() not in _SMALL).lower()


@lru_cache(maxsize=64)
def _led(letters: str) -> re.Pattern[str]:
    return re.compile(rf"{_LED}{letters}\b")


@lru_cache(maxsize=64)
def _followed(letters: str) -> re.Pattern[str]:
    return re.compile(rf"\b{letters} \(([^()]{{5,{_REACH}}})\)")


@lru_cache(maxsize=64)
def _in_capitals(letters: str) -> re.Pattern[str]:
    """ "A clinic for Intermittent Explosive Disorder": mid-sentence, a capital each."""
    return re.compile(r"(?<=[a-z]\s)" + r"\s".join(rf"{c}[a-z]{{3,}}" for c in letters) + r"\b")
