"""The words of a text, and the spots that are found in it.

A :class:`Reading` is a text as the finder sees it: its words with offsets, what the base model says
of each, and whether the text is set in capitals.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from operator import itemgetter
from string import ascii_lowercase, ascii_uppercase
from typing import NamedTuple

from mine_ie.gazetteer.names import fold

_WORD = re.compile(r"(?:[A-Z]\.){2,}|[^\W\d_]+(?:['’`ʻʿ-][^\W\d_]+)*(?:(?<=\b[SMF]t)\.)?")
_ENDS = re.compile('[.!?:"“]')
_POSSESSIVE = re.compile(r"['’]s?\Z", re.IGNORECASE)
#: "al-Fashir", "Deir ez-Zor", "Ras ash-Shamra": the Arabic article takes the sound after it.
_ARABIC_ARTICLE = re.compile(r"(?i:[aeu][lrsdtnz]|[ae](?:sh|dh|th))-[A-Z]")
GAP = re.compile(r"[^\S\n]{1,3}\n?[^\S\n]{0,3}|\n[^\S\n]{0,3}")
_SHORT = frozenset(
    ("dr", "mr", "mrs", "ms", "gen", "col", "lt", "maj", "capt", "sgt", "cpl", "brig", "prof",
     "sen", "rep", "gov", "rev", "hon", "cmdr", "brgy", "brgys", "bgy", "bgys", "distt", "vill")
)  # fmt: skip
#: A number joined to the word before it: POM-3, A/Victoria/361/2011.
NUMBERED = re.compile(r"[-/]?\d")
_ASCII, _UPPER, _LOWER = bytes(range(128)), ascii_uppercase.encode(), ascii_lowercase.encode()
#: Arabic articles that some desks set apart and in lower case: "al Houd".
ARTICLES = ("al", "el", "ash", "az", "ez")
# Ranks of the index (see ``writer.rank``): a country is 0, a city of a million about 48.
BIG, MIDDLING = 76, 96


@dataclass(slots=True)
class Spot:
    """A name found at ``[start, end)`` and what the text says of it.

    ``type`` is the kind its type word says, "" without one; ``near_km`` what "near", "5 km north
    of" add; ``parent`` the index of the spot named as containing it, ``firm`` whether grammar
    (rather than a comma alone) says so; ``form`` is name, demonym or part (of an organisation's);
    ``country`` the code that a demonym says, or both ends of a road; ``street`` whether it names
    a street, which lies elsewhere than what it is called after.
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
    street: bool = False


class Word(NamedTuple):  # there are thousands: a tuple is made faster than a frozen dataclass
    """A word of the text."""

    start: int
    end: int
    text: str
    folded: str
    capital: bool
    starts: bool  # the first of its sentence
    gap: str  # what stands between it and the word before; a full stop before the first


@dataclass(frozen=True, slots=True)
class Name:
    """An entity of the base model."""

    start: int
    end: int
    label: str


def words_of(text: str) -> list[Word]:
    """Split a text into words with offsets; possessive endings are left out."""
    found: list[Word] = []
    last = stop = 0  # the ends of the word before, with and without its possessive
    for match in _WORD.finditer(text):
        start, end = match.span()
        word = match[0]
        gap = text[last:start]
        starts = gap != " " and (_ENDS.search(gap) is not None or "\n\n" in gap)
        if starts and gap == ". " and _shortened(found):
            starts = False
        if stop < last:
            gap = text[stop:start]
        stop = last = end
        if word.isalpha():
            folded = word.lower() if word.isascii() else fold(word)
            found.append(Word(start, end, word, folded, word[0].isupper(), starts, gap))
            continue
        cut = _POSSESSIVE.search(word)
        if cut and len(word) > 2:
            stop = start + cut.start()
            word = word[: cut.start()]
        capital = word[0].isupper() or _article(word)
        found.append(Word(start, stop, word, fold(word), capital, starts, gap))
    if found:
        found[0] = found[0]._replace(starts=True, gap=".")
    return found


def _shortened(words: list[Word]) -> bool:
    """Tell whether the last word is one that a full stop only shortens: "Dr.", "Albert R."."""
    if not words:
        return False
    last = words[-1]
    if last.folded in _SHORT:
        return last.capital
    return len(last.text) == 1 and last.capital and len(words) > 1 and words[-2].capital


def _article(word: str) -> bool:
    """Tell whether an article begins a name: "al-Fashir", "ez-Zor", "d'Ivoire"."""
    if word[1:2] in ("'", "’"):
        return word[0] in "dl" and len(word) > 3 and word[2].isupper()
    return _ARABIC_ARTICLE.match(word) is not None


def is_capitals(text: str) -> bool:
    """Tell whether a text is set in capitals, so that case says nothing.

    >>> is_capitals("A BOMB EXPLODED IN LIMA"), is_capitals("A bomb exploded in Lima")
    (True, False)
    """
    # Counted in C: news is ASCII but for a few letters and its quotation marks.
    raw = text.encode("utf-8", "surrogatepass")
    rest = raw.translate(None, _ASCII).decode("utf-8", "surrogatepass")
    upper = len(raw) - len(raw.translate(None, _UPPER)) + sum(map(str.isupper, rest))
    lower = len(raw) - len(raw.translate(None, _LOWER)) + sum(map(str.islower, rest))
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


def occurrences(name: str, text: str) -> Iterator[tuple[int, int]]:
    """Yield where ``name`` stands by itself in ``text``.

    >>> list(occurrences("Uri", "Uri, near Urim and Al-Uri"))
    [(0, 3)]
    """
    start = text.find(name)
    while start >= 0:
        end = start + len(name)
        before, after = text[start - 1 : start] if start else "", text[end : end + 1]
        if not (_inside(before) or _inside(after)):
            yield start, end
        start = text.find(name, start + 1)


def _inside(char: str) -> bool:
    return char.isalnum() or char in ("_", "-")


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
        if size == 1:
            return self.words[i].folded
        words = self.words[i : i + size]
        if all(word.gap == " " for word in words[1:]):
            return " ".join([word.folded for word in words if word.folded])
        return fold(self.cut(i, size))

    def before(self, i: int, back: int = 1) -> str:
        """Return the folded word ``back`` words before the ``i``-th, "" if there is none."""
        return self.words[i - back].folded if i >= back else ""

    def after(self, k: int) -> str:
        """Return the ``k``-th word folded, "" past the end."""
        return self.words[k].folded if k < len(self.words) else ""

    def at(self, offset: int) -> int:
        """Return the index of the first word that begins at ``offset`` or later."""
        return bisect_left(self.words, offset, key=itemgetter(0))

    def gap(self, k: int) -> str:
        """Return what stands before the ``k``-th word; a full stop at the ends of the text."""
        return self.words[k].gap if k < len(self.words) else "."

    def joined(self, k: int) -> bool:
        """Tell whether only white space stands before the ``k``-th word."""
        gap = self.gap(k)
        return gap == " " or (gap.isspace() and GAP.fullmatch(gap) is not None)
