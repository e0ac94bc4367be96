"""The words of a text, and the spots that are found in it.

A :class:`Reading` is a text as the finder sees it: its words with offsets, what the base model says
of each, and whether the text is set in capitals.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from mine_ie.gazetteer.names import fold

_WORD = re.compile(
    r"(?:[A-Z]\.){2,}|[^\W\d_]+(?:['’`ʻʿ-][^\W\d_]+)*\.?(?<=\bSt\.|\bMt\.|\bFt\.)"
    r"|[^\W\d_]+(?:['’`ʻʿ-][^\W\d_]+)*"
)
_ENDS = re.compile('[.!?:"“]')
_POSSESSIVE = re.compile(r"['’]s?\Z", re.IGNORECASE)
GAP = re.compile(r"[^\S\n]{1,3}\n?[^\S\n]{0,3}|\n[^\S\n]{0,3}")
# Ranks of the index (see ``writer.rank``): a country is 0, a city of a million about 48.
BIG, MIDDLING = 76, 96


@dataclass(slots=True)
class Spot:
    """A name found at ``[start, end)`` and what the text says of it.

    ``type`` is the kind its type word says, "" without one; ``near_km`` what "near", "5 km north
    of" add; ``parent`` the index of the spot named as containing it, ``firm`` whether grammar
    (rather than a comma alone) says so; ``form`` is name, demonym or part (of an organisation's).
    """

    start: int
    end: int
    text: str
    role: str = "place"
    form: str = "name"
    type: str = ""
    near_km: float = 0.0
    parent: int = -1
    firm: bool = False
    country: str = ""


@dataclass(frozen=True, slots=True)
class Word:
    """A word of the text."""

    start: int
    end: int
    text: str
    folded: str
    capital: bool
    starts: bool  # the first of its sentence


@dataclass(frozen=True, slots=True)
class Name:
    """An entity of the base model."""

    start: int
    end: int
    label: str


def words_of(text: str) -> list[Word]:
    """Split a text into words with offsets; possessive endings are left out."""
    found: list[Word] = []
    last = 0
    for match in _WORD.finditer(text):
        word = match[0]
        end = match.end()
        cut = None if word.isalpha() else _POSSESSIVE.search(word)
        if cut and len(word) > 2:
            word, end = word[: cut.start()], match.start() + cut.start()
        between = text[last : match.start()]
        starts = not found or (
            between != " " and ("\n\n" in between or _ENDS.search(between) is not None)
        )
        folded = word.lower() if word.isascii() and word.isalpha() else fold(word)
        found.append(Word(match.start(), end, word, folded, _capital(word), starts))
        last = match.end()
    return found


def _capital(word: str) -> bool:
    if word[0].isupper() or "-" not in word:
        return word[0].isupper()
    return (
        word[:3].lower() in ("al-", "el-", "ar-", "as-", "ad-", "at-", "an-", "az-", "ul-")
        and len(word) > 3
        and word[3].isupper()
    )


def is_capitals(text: str) -> bool:
    """Tell whether a text is set in capitals, so that case says nothing.

    >>> is_capitals("A BOMB EXPLODED IN LIMA"), is_capitals("A bomb exploded in Lima")
    (True, False)
    """
    upper = sum(map(str.isupper, text))
    lower = sum(map(str.islower, text))
    return upper > 3 * lower and upper > 8


def _by_word(words: list[Word], names: Sequence[Name]) -> list[Name | None]:
    """Say for each word in which entity it lies."""
    found: list[Name | None] = [None] * len(words)
    queue = iter(sorted(names, key=lambda n: n.start))
    name = next(queue, None)
    for k, word in enumerate(words):
        while name is not None and name.end <= word.start:
            name = next(queue, None)
        if name is not None and name.start < word.end:
            found[k] = name
    return found


@dataclass(frozen=True, slots=True)
class Reading:
    """A text with its words; ``names`` and ``unread`` say for each word what the model did."""

    text: str
    words: list[Word]
    names: list[Name | None]
    unread: list[Name | None]
    plain: frozenset[int] = field(default_factory=frozenset)
    capitals: bool = False

    @classmethod
    def of(
        cls,
        text: str,
        words: list[Word],
        names: Sequence[Name] = (),
        unread: Sequence[Name] = (),
        plain: frozenset[int] = frozenset(),
    ) -> Reading:
        """Read ``text``; ``names`` and ``unread`` are entities and stretches by offsets."""
        at, dark = _by_word(words, names), _by_word(words, unread)
        return cls(text, words, at, dark, plain, is_capitals(text))

    def cut(self, i: int, size: int) -> str:
        """Return the text of ``size`` words from the ``i``-th on."""
        return self.text[self.words[i].start : self.words[i + size - 1].end]

    def folded(self, i: int, size: int) -> str:
        """Return those words folded."""
        return self.words[i].folded if size == 1 else fold(self.cut(i, size))

    def before(self, i: int, back: int = 1) -> str:
        """Return the folded word ``back`` words before the ``i``-th, "" if there is none."""
        return self.words[i - back].folded if i >= back else ""

    def after(self, k: int) -> str:
        """Return the ``k``-th word folded, "" past the end."""
        return self.words[k].folded if k < len(self.words) else ""

    def gap(self, k: int) -> str:
        """Return what stands before the ``k``-th word; a full stop at the ends of the text."""
        if not 0 < k < len(self.words):
            return "."
        return self.text[self.words[k - 1].end : self.words[k].start]

    def joined(self, k: int) -> bool:
        """Tell whether only white space stands before the ``k``-th word."""
        return GAP.fullmatch(self.gap(k)) is not None
