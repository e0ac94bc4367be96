"""The notation of the rules: regular expressions over the classes that the lexer writes.

A pattern is a regular expression whose words are classes (``MONTH``), macros (``COUNT``) or
labelled parts (``day:DAY``); white space only separates. ``MONTH DAY (COMMA? year:YEAR)?`` reads
"Aug. 24" and "August 24, 2024".
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from functools import cache, cached_property
from typing import Any, NamedTuple

import regex

from mine_ie.dates.lexer import Token, Tokens
from mine_ie.dates.lexicon import words
from mine_ie.dates.strokes import day_first
from mine_ie.dates.tense import is_future

MACROS = {
    "DAY": "(DAYNUM|NTH|TEN DASH? ORDINAL|ORDINAL)",
    "NUMERAL": "((A|ONE|DAYNUM)? (HUNDRED|THOUSAND) (AND? (TEN DASH? ONE|TEEN|TEN|ONE))?"
    "|TEN DASH? ONE|TEN|TEEN|ONE)",
    "COUNT": "(INT|DAYNUM|YEAR|NUMERAL|A? COUPLE OF?|A? SOME|(A|ONE|DAYNUM)? DOZEN|HALF A|A)",
    "SPELT": "(TEEN (TEN DASH? ONE|TEEN|TEN)|ONE THOUSAND (AND? (TEN DASH? ONE|TEEN|TEN|ONE))?)",
    "YEARS": "(YEAR|SPELT)",
    "ANYUNIT": "(UNIT|UNITS|QUARTER)",
    "TH": "(THE|ITS)",
}
_WORD = re.compile(r"(?:([a-z_]\w*):)?(\(|[A-Z]{2,}|A\b)|\s+")


@dataclass
class Context:
    """What a reading may depend on: the text, its clock, and the date mentioned before."""

    tokens: Tokens
    clock: date | None
    #: A clock without its year ("KABUL, May 15 --"): such a day in a leap year.
    partial_clock: date | None = None
    #: Value of the last date mentioned, "" before the first.
    last: str = ""
    #: Value of the last single day mentioned, "" before the first.
    last_day: str = ""
    #: The clock is the first day that the text tells of, so that what follows lies after it.
    goes_on: bool = False
    #: The last quarter, year or month that was named, not reckoned from another.
    period: str = ""
    #: The latest full year in the text, for two-digit years of a text without a clock.
    latest_year: int | None = None

    @cached_property
    def day_first(self) -> bool | None:
        """Whether "16/11/2008" or "11/16/2008" shows what "05/11/2008" means; ``None``: neither."""
        return day_first(self.tokens.text)


class Hit(NamedTuple):
    """A rule's match: ``hit["day"]`` gives the tokens of a labelled part."""

    match: Any
    context: Context

    @property
    def clock(self) -> date | None:
        """The article's clock."""
        return self.context.clock

    @property
    def start(self) -> int:
        """First character of the match."""
        return self.context.tokens.items[int(self.match.start())].start

    @property
    def end(self) -> int:
        """Character after the match."""
        return self.context.tokens.items[int(self.match.end()) - 1].end

    def part(self, name: str) -> list[Token]:
        """The tokens of a labelled part, empty when it did not take part."""
        if not self.has(name):
            return []
        i, j = self.match.span(name)
        return self.context.tokens.items[i:j]

    def has(self, name: str) -> bool:
        """Whether the rule has the labelled part and it took part in the match."""
        return name in self.match.re.groupindex and self.match.group(name) is not None

    def text(self, name: str) -> str:
        """The lower-cased text of a labelled part, ``""`` when it did not take part."""
        part = self.part(name)
        return self.context.tokens.lower[part[0].start : part[-1].end] if part else ""

    def text_of(self) -> str:
        """The lower-cased text of the whole match."""
        return self.context.tokens.lower[self.start : self.end]

    def integer(self, name: str) -> int:
        """The reading of a one-token part that carries a number."""
        return int(self.part(name)[0].value)

    def word(self, name: str) -> str:
        """The reading of a one-token part that carries a word."""
        return str(self.part(name)[0].value)

    def before(self, n: int = 24) -> str:
        """Up to ``n`` lower-cased characters before the match."""
        return self.context.tokens.lower[max(self.start - n, 0) : self.start]

    def after(self, n: int = 24) -> str:
        """Up to ``n`` lower-cased characters after the match."""
        return self.context.tokens.lower[self.end : self.end + n]

    def future(self) -> bool | None:
        """Whether the sentence speaks of the future; ``None`` when nothing in it says."""
        return is_future(self.context.tokens.lower, self.start, self.end)


class Reading(NamedTuple):
    """What a rule makes of a match."""

    value: str
    #: Kind, where the rule's own does not hold.
    label: str = ""
    #: The length of time that the expression states ("P2W" in "the past two weeks").
    extent: str = ""


Read = Callable[[Hit], "Reading | str | None"]


@dataclass(frozen=True)
class Rule:
    """A named pattern and the function that reads its match; it may decline with ``None``."""

    name: str
    pattern: str
    read: Read = field(repr=False)
    label: str = "DATE"

    @cached_property
    def regex(self) -> Any:
        """The pattern as a compiled expression over codes (``regex`` lets names repeat)."""
        return regex.compile(_translate(self.pattern))

    def begins(self, codes: str) -> bool:
        """Whether a match can begin with these classes (or end among them)."""
        return self.regex.match(codes, partial=True) is not None


def _translate(pattern: str, names: bool = True) -> str:
    codes = words().codes

    def one(m: re.Match[str]) -> str:
        label, atom = m.groups()
        if atom is None:
            return ""
        opening = f"(?P<{label}>" if label and names else "(?:"
        if atom == "(":
            return opening
        body = _translate(MACROS[atom], names=False) if atom in MACROS else codes[atom]
        return f"{opening}{body})" if label or atom in MACROS else body

    return _WORD.sub(one, pattern)


@cache
def compiled(pattern: str) -> Any:
    """A pattern of this notation as a compiled expression over codes."""
    return regex.compile(_translate(pattern))
