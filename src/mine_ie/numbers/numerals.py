"""The grammar of numerals: "two hundred and six", "4.2 million", "619th".

A recursive-descent reader over :class:`~mine_ie.numbers.tokens.Tokens`; each token is looked at a
bounded number of times.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction

from mine_ie.numbers.lexicon import Lexicon
from mine_ie.numbers.tokens import Tokens

#: An exact number: an int wherever it is whole (fractions are slow).
Number = int | Fraction
_SUFFIXES = frozenset(("st", "nd", "rd", "th"))
# What follows "10m" when it is ten million: a noun, and no word that goes with a distance.
_NOT_METRES = re.compile(
    r" (?!from|away|deep|wide|high|long|tall|off|of|radius|to|and|or|in|on|at|above|below|north|"
    r"south|east|west|apart|inside|into|outside|behind|under|down|up|along|by|x|range|rule|before|"
    r"past|isn|aren|short|ahead|back|between|strip|stretch|section|trench|corridor|lane|perimeter|distance|"
    r"safety|belt|deep|near|the|with|was|were|for|beyond|after|beneath|around|over|round|where|"
    r"when|but|while|height|depth|per|each|every)[a-z]{3,}"
)
_PLURAL_SCALES = frozenset(("dozens", "hundreds", "thousands", "millions", "billions"))
_VULGAR = re.compile(r"(?P<top>[1-9]\d?)/(?P<bottom>[2-9]|1[026]|100)(?![\d/\w])")
_MIXED = re.compile(r"[ -](?P<top>[1-9])/(?P<bottom>[2-9]|1[06])(?![\d/\w])")
#: Longer digit runs are identifiers, never counts.
MAX_DIGITS = 15


@dataclass(slots=True)
class Numeral:
    """A numeral over tokens ``[i, j)``.

    ``form``: ``digits``, ``words``, ``mixed``, ``ordinal``, ``fraction``. ``scale`` is the last
    multiplier written as a word (1 when none); ``decimal`` says a fraction mark was written.
    """

    i: int
    j: int
    value: Number | None
    form: str
    scale: int = 1
    decimal: bool = False
    high: Number | None = None
    linked: bool = False


def read_digits(word: str, *, dotted: bool) -> tuple[Number | None, bool]:
    """Read a digit run with separators; the flag says whether it has a fraction.

    A dot or comma before exactly three digits groups thousands when it is a comma, when there are
    several dots, when the three are zeros, or when the text groups by dots elsewhere (``dotted``);
    any other single dot before three digits is a fraction here and left to the
    caller, who knows whether the thing counted can be divided.

    >>> read_digits("1,184", dotted=False), read_digits("3,5", dotted=False)
    ((1184, False), (Fraction(7, 2), True))
    """
    if sum(map(str.isdigit, word)) > MAX_DIGITS:
        return None, False
    plain = "".join(c for c in word if c.isdigit() or c in ".,")
    groups = plain.replace(",", ".").split(".")
    marks = [c for c in plain if c in ".,"]
    if not marks:
        return int(plain), False
    if len(set(marks)) == 2:
        # The last mark is the fraction's: 1,184.5 or 1.184,5.
        whole, part = "".join(groups[:-1]), groups[-1]
        return Fraction(f"{whole}.{part}"), True
    thousands = len(groups[-1]) == 3 and len(groups[0]) <= 3 and groups[0] != "0"
    if len(marks) > 1 or (thousands and (marks[0] == "," or dotted or groups[-1] == "000")):
        return int("".join(groups)), False
    return Fraction(f"{groups[0]}.{groups[1]}"), True


def read(tokens: Tokens, i: int, lexicon: Lexicon) -> Numeral | None:
    """Read the longest numeral that begins at token ``i``."""
    word = tokens.words[i]
    if tokens.is_digits(i):
        m = _VULGAR.match(tokens.low, tokens.starts[i])
        if m and tokens.word(i - 1) not in lexicon.sets["months"]:
            part = Fraction(int(m["top"]), int(m["bottom"]))
            return Numeral(i, i + 2, part, "fraction", decimal=True)
        return _Reader(tokens, i, lexicon).run()
    kind = lexicon.kinds.get(word)
    if kind in ("unit", "teen", "ten", "zero", "ordinal"):
        return _Reader(tokens, i, lexicon).run()
    if kind == "part":
        return Numeral(i, i + 1, lexicon.parts[word], "fraction", decimal=True)
    if word in ("hundred", "thousand", "million", "billion", "lakh", "crore", "dozen"):
        # "hundred people", "a further thousand": the article is missing or apart.
        numeral = _Reader(tokens, i, lexicon, current=1).run()
        return numeral if numeral and numeral.j > i else None
    if word in ("a", "an"):
        return _after_article(tokens, i, lexicon)
    if word in ("half", "quarter"):
        return _half(tokens, i, lexicon, i)
    return None


def _after_article(tokens: Tokens, i: int, lexicon: Lexicon) -> Numeral | None:
    """Read "a dozen", "a hundred and six", "a half-dozen", "a third"."""
    if not tokens.soft(i + 1):
        return None
    following = tokens.word(i + 1)
    kind = lexicon.kinds.get(following)
    if kind in ("hundred", "scale", "dozen") and following not in lexicon.sets["letter_scales"]:
        if following == "score" and tokens.word(i + 2) != "of":
            return None
        numeral = _Reader(tokens, i + 1, lexicon, current=1).run()
        if numeral:
            numeral.i = i
        return numeral
    if following in ("half", "quarter"):
        return _half(tokens, i + 1, lexicon, i)
    if following in lexicon.fractions and tokens.word(i + 2) in ("of", "less", "more"):
        return Numeral(i, i + 2, Fraction(1, lexicon.fractions[following]), "fraction")
    return None


def _half(tokens: Tokens, i: int, lexicon: Lexicon, start: int) -> Numeral | None:
    """Read "half a dozen", "half-million", "a quarter of a million", and bare halves."""
    part = Fraction(1, lexicon.fractions[tokens.words[i]])
    k = i + 1
    if tokens.word(k) == "of" and tokens.word(k + 1) == "a":
        k += 1
    if tokens.word(k) in ("a", "an") and tokens.soft(k):
        k += 1
    following = tokens.word(k)
    if tokens.soft(k) and lexicon.kinds.get(following) in ("hundred", "scale", "dozen"):
        scale = lexicon.values[following]
        if following not in lexicon.sets["letter_scales"] and following != "score":
            return Numeral(start, k + 1, part * scale, "words", scale=scale)
    if tokens.words[i] == "quarter" and start == i and tokens.word(i + 1) != "of":
        # "the diplomatic quarter", "the third quarter"
        return None
    if k > i + 1 and tokens.word(k - 1) in ("a", "an"):
        return Numeral(start, k, part, "fraction", decimal=True)
    return Numeral(start, i + 1, part, "fraction", decimal=True)


class _Reader:
    """One left-to-right reading of a numeral."""

    def __init__(
        self, tokens: Tokens, i: int, lexicon: Lexicon, current: Number | None = None
    ) -> None:
        self.tokens = tokens
        self.lexicon = lexicon
        self.start = self.k = i
        self.total: Number = 0
        self.current = current
        self.ceiling: int | None = None
        self.scale = 1
        self.form = "words"
        self.decimal = False
        self.digits_first = tokens.is_digits(i)
        self.last_unit = 1
        self.ends_ten = False

    def run(self) -> Numeral | None:
        tokens = self.tokens
        if self.digits_first:
            value, self.decimal = read_digits(tokens.words[self.k], dotted=tokens.dotted)
            self.form = "digits"
            self.k += 1
            if value is None:
                return Numeral(self.start, self.k, None, "digits")
            if tokens.glued(self.k) and tokens.word(self.k) in _SUFFIXES and not self.decimal:
                return Numeral(self.start, self.k + 1, value, "ordinal")
            self.current = value
            m = _MIXED.match(tokens.low, tokens.ends[self.k - 1]) if not self.decimal else None
            if m:
                return Numeral(
                    self.start,
                    self.k + 2,
                    value + Fraction(int(m["top"]), int(m["bottom"])),
                    "digits",
                    decimal=True,
                )
            if tokens.glued(self.k) and self.lexicon.kinds.get(tokens.word(self.k)) == "part":
                self.current += self.lexicon.parts[tokens.word(self.k)]
                self.decimal = True
                self.k += 1
        while self.step():
            if self.form == "ordinal":
                break
        if self.k == self.start:
            return None
        value = self.total + (self.current or 0)
        return Numeral(self.start, self.k, value, self.form, self.scale, self.decimal)

    def step(self) -> bool:
        """Take one more word, if the grammar allows; say whether it did."""
        tokens, k = self.tokens, self.k
        if k >= len(tokens.words) or (k > self.start and not tokens.soft(k)):
            return False
        word = tokens.words[k]
        if word == "and" and k > self.start:
            return self.join(k + 1)
        if word == "point" and self.current is not None and not self.decimal:
            return self.point(k + 1)
        kind = self.lexicon.kinds.get(word)
        if kind is None and self.current is not None and word in _PLURAL_SCALES:
            # "three dozens", "2 thousands": a plural behind a figure is exact.
            word = word[:-1]
            kind = self.lexicon.kinds.get(word)
        if kind is None or kind == "part":
            if tokens.is_digits(k):
                return self.digits_again(k)
            if word == "m" and self.digits_first and self.is_million(k):
                return self.take(k, "scale", 1_000_000)
            return False
        return self.take(k, kind, self.lexicon.values[word])

    def digits_again(self, k: int) -> bool:
        """Read the "3 hundred" of "4 thousand 3 hundred and 21"."""
        tokens = self.tokens
        word = tokens.words[k]
        if self.form == "words" and self.ends_ten and len(word) == 1 and word != "0":
            # "Forty 6": words and digits mixed up by a careless hand.
            self.current = (self.current or 0) + int(word)
            self.ends_ten = False
            self.k = k + 1
            return True
        if self.current is not None or not self.total or not self.digits_first:
            return False
        word = tokens.words[k]
        if self.scale == 1000 and len(word) == 3 and word.isdigit() and word[0] != "0":
            # "17 thousand 500 hectares", as translators from Turkic and Slavic languages write.
            self.current = int(word)
            self.k = k + 1
            return True
        scale = tokens.word(k + 1)
        if self.lexicon.kinds.get(scale) not in ("hundred", "scale") or not tokens.soft(k + 1):
            return False
        value, _ = read_digits(tokens.words[k], dotted=tokens.dotted)
        if value is None or value * self.lexicon.values[scale] >= (self.ceiling or 0):
            return False
        self.current = value
        self.k = k + 1
        return True

    def is_million(self, k: int) -> bool:
        """Whether "m" glued to digits is million: "1.5m people", "$3m", not "10m from"."""
        tokens = self.tokens
        if k != self.start + 1 or not tokens.glued(k):
            return False
        if tokens.word(self.start - 1) in self.lexicon.money_before and tokens.glued(self.start):
            return True
        if tokens.word(self.start - 1) == "as" and tokens.word(self.start - 2) in ("many", "few"):
            return True
        return bool(_NOT_METRES.match(tokens.low, tokens.ends[k]))

    def take(self, k: int, kind: str, value: int) -> bool:
        current = self.current
        first = k == self.start and current is None
        if kind in ("unit", "teen", "ten", "zero", "ordinal"):
            if kind == "ordinal" and not first and value >= 100:
                return self.ordinal_scale(value)
            if not (first or self.fits(kind, value)):
                return False
            self.current = (current or 0) + value
            self.ends_ten = kind == "ten"
            if kind == "ordinal":
                self.form = "ordinal"
        elif kind == "hundred":
            if current is None or not 0 < current < (1000 if self.digits_first else 100):
                return False
            self.current = current * 100
            self.scale = max(self.scale, 100)
            self.last_unit = 100
            self.ends_ten = False
        elif kind == "scale":
            if not self.multiply(k, value):
                return False
        elif kind == "dozen":
            if current is None or self.total or (value == 20 and self.digits_first):
                return False
            if value == 20 and self.tokens.word(k + 1) != "of" and current > 9:
                return False
            self.current = current * value
            self.scale = value
        else:
            return False
        if self.digits_first and k > self.start:
            self.form = "mixed"
        self.k = k + 1
        return True

    def fits(self, kind: str, value: int) -> bool:
        """Whether a word below a hundred may follow what has been read."""
        if self.digits_first and self.scale == 1:
            return False
        if self.current is None:
            return self.total > 0
        if value == 0 or self.decimal or self.current.denominator != 1:
            return False
        rest = self.current % 100
        if rest == 0:
            return self.current >= 100
        return rest >= 20 and rest % 10 == 0 and value < 10 and not self.digits_first

    def multiply(self, k: int, value: int) -> bool:
        word = self.tokens.words[k]
        letters = word in self.lexicon.sets["letter_scales"]
        if letters and not (self.digits_first and k == self.start + 1):
            return False
        if letters and not self.tokens.glued(k) and (word == "k" or self.is_battalion(k)):
            return False
        if self.current is None and self.ceiling is not None and value > self.ceiling:
            # "three lakh crore", "a hundred thousand million".
            self.total *= value
            self.ceiling = self.scale = self.last_unit = value
            return True
        if self.current is None or (self.ceiling is not None and value >= self.ceiling):
            return False
        if self.current >= value and value > 1000:
            return False
        self.total += self.current * value
        self.current = None
        self.ceiling = value
        self.scale = value
        self.last_unit = value
        self.decimal = False
        self.ends_ten = False
        return True

    def is_battalion(self, k: int) -> bool:
        """ "229 **Bn** of the border force", no billion: a capital, set apart, and no money."""
        tokens = self.tokens
        money = tokens.word(self.start - 1) in self.lexicon.money_before
        written = tokens.text[tokens.starts[k] : tokens.ends[k]]
        return written[0].isupper() and not (money or self.decimal)

    def ordinal_scale(self, value: int) -> bool:
        """Read "two hundredth", "five thousandth"."""
        if self.current is None:
            return False
        self.current *= value
        self.form = "ordinal"
        self.k += 1
        return True

    def join(self, k: int) -> bool:
        """Read "and" with what follows: a smaller numeral, or "a half"."""
        tokens = self.tokens
        if not tokens.soft(k):
            return False
        word = tokens.word(k)
        if word in ("a", "one") and tokens.word(k + 1) in ("half", "quarter", "third"):
            part = Fraction(1, self.lexicon.fractions[tokens.word(k + 1)])
            smaller = self.lexicon.values.get(tokens.word(k + 2), 0)
            if self.current is None and 1000 <= smaller < (self.ceiling or 0):
                # "one billion and a half million"
                self.total += part * smaller
                self.k = k + 3
                return True
            unit = self.last_unit if self.current is None else 1
            self.current = (self.current or 0) + part * unit
            self.decimal = self.current.denominator != 1
            self.k = k + 2
            return True
        if word in ("half", "quarter") and tokens.word(k - 1) == "and" and self.current is not None:
            self.current += Fraction(1, self.lexicon.fractions[word])
            self.decimal = True
            self.k = k + 1
            return True
        round_number = (
            self.current % 100 == 0 and self.current >= 100
            if self.current is not None
            else self.total > 0
        )
        if not round_number or self.scale < 100:
            return False
        if tokens.is_digits(k):
            value, decimal = read_digits(tokens.words[k], dotted=tokens.dotted)
            if not self.digits_first or decimal or not value or value >= self.last_unit:
                return False
            if self.lexicon.kinds.get(tokens.word(k + 1)) in ("hundred", "scale"):
                return False
            self.current = (self.current or 0) + value
            self.k = k + 1
            return True
        kind = self.lexicon.kinds.get(word)
        if kind not in ("unit", "teen", "ten", "ordinal") or (
            self.digits_first and self.scale < 100
        ):
            return False
        if self.form == "digits" or (kind == "ordinal" and tokens.word(k + 1) == "of"):
            return False
        bottom = self.lexicon.fractions.get(tokens.word(k + 1))
        if kind == "unit" and bottom and tokens.soft(k + 1) and self.current is None:
            # "two million and three quarters"
            self.total += Fraction(self.lexicon.values[word], bottom) * self.last_unit
            self.k = k + 2
            return True
        return self.take(k, kind, self.lexicon.values[word])

    def point(self, k: int) -> bool:
        """Read "two point five", "two point two five"."""
        digits = ""
        while self.tokens.soft(k) and self.lexicon.kinds.get(self.tokens.word(k)) in (
            "unit",
            "zero",
        ):
            digits += str(self.lexicon.values[self.tokens.word(k)])
            k += 1
            if len(digits) > 6:
                break
        if not digits or self.current is None:
            return False
        self.current += Fraction(int(digits), 10 ** len(digits))
        self.decimal = True
        self.k = k
        return True
