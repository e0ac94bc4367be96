"""The site of a number: the amount being read and the words around it, as every rule sees them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from mine_ie.counts import UNKNOWN, Bounds
from mine_ie.numbers.bounds import Amount
from mine_ie.numbers.lexicon import Lexicon
from mine_ie.numbers.numerals import Number, Numeral
from mine_ie.numbers.tokens import Tokens

Reading = tuple[int, int, str, str, Bounds, str]
NO_NOUN = frozenset(("was", "is", "has", "as", "its", "his", "this", "across", "towards", "was"))

_DOTTED = re.compile(r"[1-9]\d{0,2}\.\d{3}")


@dataclass(frozen=True, slots=True)
class Site:
    """The amount being read, its text and the tools to read it with."""

    tokens: Tokens
    amount: Amount
    lexicon: Lexicon
    language: str

    @property
    def core(self) -> Numeral:
        """The numeral without its qualifier."""
        return self.amount.core

    @property
    def start(self) -> int:
        """Where the amount begins, in characters."""
        return self.tokens.starts[self.amount.i]

    @property
    def end(self) -> int:
        """Where the amount ends, in characters."""
        return self.tokens.ends[self.amount.j - 1]

    def before(self, back: int = 1) -> str:
        """The word ``back`` places before the amount, "" across a sentence end."""
        return self.tokens.word(self.amount.i - back)

    def after(self, ahead: int = 0) -> str:
        """The word ``ahead`` places behind the amount."""
        return self.tokens.word(self.amount.j + ahead)

    def here(self, label: str, rule: str, value: str = "", bounds: Bounds = UNKNOWN) -> Reading:
        """A reading that covers the amount and its qualifiers."""
        return self.start, self.end, label, rule, bounds, value


def number(n: Number | None) -> str | None:
    """Write a fraction as a short decimal.

    >>> from fractions import Fraction
    >>> number(Fraction(5, 2)), number(12), number(Fraction(1, 3))
    ('2.5', '12', '0.333333')
    """
    if n is None:
        return None
    if n.denominator == 1:
        return str(n.numerator)
    return f"{float(n):.6f}".rstrip("0").rstrip(".")


def dot_thousands(site: Site) -> bool:
    """Whether the figure is written like "1.184": a single dot before three digits."""
    core = site.core
    word = site.tokens.words[core.j - 1]
    return core.decimal and core.form == "digits" and bool(_DOTTED.fullmatch(word))
