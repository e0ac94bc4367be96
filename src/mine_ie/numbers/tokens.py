"""Words and digit runs with their offsets: the grammar's view of a text, made in one pass."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from mine_ie.numbers.lexicon import Lexicon, Phrases

_THIN = "\u00a0\u2009\u202f\u2007'’"
# Every repetition is bounded or cannot be retried from another start: linear on any input.
_DIGITS = (
    r"(?<![\w.])\.\d{2,3}(?![\d.])|"  # .50
    r"\d{1,3}(?:,\d{2,3}){0,6},\d{3}(?!\d)(?:\.\d{1,9}(?![.\d]))?"  # 1,184 12,34,567
    r"|\d{1,3}(?:\.\d{3}){1,6}(?![\d.]\d)(?!\d)(?:,\d{1,2}(?!\d))?"  # 1.184.000,5
    rf"|\d{{1,3}}(?:[{_THIN}]\d{{3}}){{1,6}}(?!\d)(?:[.,]\d{{1,9}})?"  # 1 184 1'184
    r"|\d{1,3}(?: \d{3}){1,6}(?![\d])(?:[.,]\d{1,9})?"  # 1 184
    r"|\d+(?:[.,]\d{1,9}(?!\d))?"
)
_SIGNS = r"[$€£¥₦₹₽₴₺₼₾₸฿₫₱₩₪%‰٪+~≈<>≤≥±°№#×]"
TOKEN = re.compile(rf"(?P<digits>{_DIGITS})|[^\W\d_]+|[½¼¾⅓⅔⅛⅕]|{_SIGNS}")
#: The words of a phrase in a lexicon, cut as :data:`TOKEN` cuts a text.
WORD = re.compile(rf"\d+|[^\W\d_]+|{_SIGNS}")
# The last of two figures is a calibre or a weight: "5 122-mm rockets", "12 500-pound bombs".
_ATTRIBUTE = re.compile(r"[ \-‑]?(?:mm\b|milli)|[\-‑](?:pound|lb|kg|kilo|gram|lit|ton|met)")
_SOFT = frozenset((" ", "-", "\u00a0", "\n", "\u2011", "\u2010", "  ", "\u202f", "\u2009", "\r\n"))
_SOFT_CHARS = " -\t\n\r\u00a0\u2009\u202f\u2007\u2010\u2011"


def lower(text: str) -> str:
    """Lower-case ``text`` without moving any offset (``"İ".lower()`` is two characters)."""
    low = text.lower()
    if len(low) == len(text):
        return low
    return "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


@dataclass(slots=True)
class Tokens:
    """Parallel lists over the tokens of ``text``; ``low`` is it in lower case.

    ``hits`` are the positions where a numeral may begin.
    """

    text: str
    low: str
    words: list[str]
    starts: list[int]
    ends: list[int]
    hits: list[int]
    dotted: bool

    def __len__(self) -> int:
        return len(self.words)

    def word(self, i: int) -> str:
        """The token at ``i`` in lower case, ``""`` outside the text."""
        return self.words[i] if 0 <= i < len(self.words) else ""

    def gap(self, i: int) -> str:
        """What stands between token ``i - 1`` and token ``i``."""
        if not 0 < i < len(self.words):
            return "\n\n"
        return self.low[self.ends[i - 1] : self.starts[i]]

    def soft(self, i: int) -> bool:
        """Whether only a blank or a hyphen parts token ``i`` from the one before."""
        if not 0 < i < len(self.words):
            return False
        start, end = self.ends[i - 1], self.starts[i]
        if end - start > 3:
            return False
        gap = self.low[start:end]
        return not gap or gap in _SOFT or (gap.count("\n") < 2 and not gap.strip(_SOFT_CHARS))

    def near(self, i: int) -> bool:
        """Like :meth:`soft`, but an abbreviation's dot may also stand in between."""
        return self.soft(i) or self.gap(i) in (". ", ".", ".-")

    def glued(self, i: int) -> bool:
        """Whether token ``i`` follows the one before without anything between."""
        return 0 < i < len(self.words) and self.ends[i - 1] == self.starts[i]

    def is_digits(self, i: int) -> bool:
        """Whether token ``i`` is a run of digits."""
        return 0 <= i < len(self.words) and self.words[i][0] in "0123456789."

    def phrase_after(self, i: int, table: Phrases) -> tuple[int, str]:
        """The longest phrase of ``table`` that begins at ``i``: where it ends, its kind."""
        for words, kind in table.get(self.word(i), ()):
            if all(self.word(i + k) == w for k, w in enumerate(words)) and all(
                self.near(i + k) for k in range(1, len(words))
            ):
                return i + len(words), kind
        return i, ""

    def phrase_before(self, i: int, table: Phrases) -> tuple[int, str]:
        """The longest phrase of ``table`` that ends right before ``i``: its start, its kind."""
        for words, kind in table.get(self.word(i - 1), ()):
            if all(self.word(i - 1 - k) == w for k, w in enumerate(words)) and all(
                self.near(i - k) for k in range(1, len(words))
            ):
                return i - len(words), kind
        return i, ""


def tokenise(text: str, lexicon: Lexicon) -> Tokens:
    """Cut ``text`` into tokens and note where numerals may begin."""
    low = lower(text)
    words: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    hits: list[int] = []
    triggers = lexicon.triggers
    dotted = False
    for word, start, end, digits in _cut(low):
        if digits and " " in word and _is_apart(word, words, low, end, lexicon):
            # "August 24 300 people", "5 122-mm rockets": a list of figures, no thousands.
            for piece in re.finditer(r"\S+", word):
                hits.append(len(words))
                words.append(piece[0])
                starts.append(start + piece.start())
                ends.append(start + piece.end())
            continue
        if digits or word in triggers:
            hits.append(len(words))
            dotted = dotted or word.count(".") > 1
        words.append(word)
        starts.append(start)
        ends.append(end)
    return Tokens(text, low, words, starts, ends, hits, dotted)


def _cut(low: str) -> Iterator[tuple[str, int, int, bool]]:
    for m in TOKEN.finditer(low):
        start, end = m.span()
        yield m[0], start, end, m.lastgroup == "digits"


def _is_apart(word: str, before: list[str], low: str, end: int, lexicon: Lexicon) -> bool:
    previous = before[-1] if before else ""
    if word[0] == "0" or previous in lexicon.sets["months"] or previous in lexicon.names_before:
        return True
    return bool(_ATTRIBUTE.match(low, end))
