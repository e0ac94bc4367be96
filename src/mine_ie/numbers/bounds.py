"""Qualifiers and ranges around a numeral: what bounds do "at least", "or more", "4-6" set?"""

from __future__ import annotations

from dataclasses import dataclass

from mine_ie.counts import Bounds
from mine_ie.numbers.lexicon import Lexicon
from mine_ie.numbers.numerals import Number, Numeral
from mine_ie.numbers.tokens import Tokens

_DASHES = frozenset(("-", "–", "—", "‐", "‑", " - ", " – ", " — ", "- ", "– ", " -", " –", "−"))
#: How far a verb of change may stand from the range it turns into two figures.
_CHANGE_WINDOW = 7


@dataclass(slots=True)
class Amount:
    """A numeral with its qualifier: low, best and high as fractions, tokens ``[i, j)``.

    ``core`` is the numeral itself (its last part, for a range) and ``first`` where its own
    tokens begin, without the qualifier.
    """

    core: Numeral
    i: int
    j: int
    first: int
    low: Number | None
    best: Number | None
    high: Number | None
    rule: str
    kinds: tuple[str, ...] = ()
    vague: bool = False

    def times(self, factor: Number) -> tuple[Number | None, Number | None, Number | None]:
        """The three figures in another unit."""
        return (
            None if self.low is None else self.low * factor,
            None if self.best is None else self.best * factor,
            None if self.high is None else self.high * factor,
        )

    def bounds(self, factor: Number = 1) -> Bounds:
        """The count as whole numbers, rounded to the nearest."""
        return Bounds(*(None if n is None else nearest(n) for n in self.times(factor)))


def nearest(n: Number) -> int:
    """Round half up: ``1.5 -> 2``."""
    return n if isinstance(n, int) else int((n * 2 + 1) // 2)


def link(tokens: Tokens, numerals: list[Numeral], lexicon: Lexicon) -> list[Numeral]:
    """Join neighbours that form a range: "4 to 6", "between 18 and 25", "10-15", "two or three"."""
    out: list[Numeral] = []
    for numeral in numerals:
        previous = out[-1] if out else None
        if previous is not None and (
            _is_spoken_year(tokens, previous, numeral) or _is_year_span(tokens, previous, numeral)
        ):
            out[-1] = Numeral(previous.i, numeral.j, None, "year")
            continue
        if previous is not None and _is_range(tokens, previous, numeral, lexicon):
            low, high = _share_scale(previous, numeral)
            if low is not None and high is not None and low < high:
                out[-1] = Numeral(
                    previous.i,
                    numeral.j,
                    low,
                    numeral.form if numeral.form == "ordinal" else "range",
                    numeral.scale,
                    previous.decimal or numeral.decimal,
                    high=high,
                )
                continue
        out.append(numeral)
    return out


def _is_spoken_year(tokens: Tokens, a: Numeral, b: Numeral) -> bool:
    """Whether two numerals are a year in words: "nineteen ninety-two"."""
    if a.form != "words" or b.form != "words" or b.i != a.j or not tokens.soft(b.i):
        return False
    return a.value in (18, 19, 20) and b.value is not None and 10 <= b.value <= 99


def _is_year_span(tokens: Tokens, a: Numeral, b: Numeral) -> bool:
    """Whether two numerals are "1992-95"."""
    if a.form != "digits" or b.form != "digits" or a.value is None or b.value is None:
        return False
    if b.i != a.j or tokens.gap(b.i) not in _DASHES or a.j - a.i != 1 or b.decimal:
        return False
    years = 1800 <= a.value < 2100 and len(tokens.words[a.i]) == 4
    return years and len(tokens.words[b.i]) == 2 and b.value > a.value % 100


def _is_range(tokens: Tokens, a: Numeral, b: Numeral, lexicon: Lexicon) -> bool:
    if a.high is not None or a.value is None or b.value is None:
        return False
    if "fraction" in (a.form, b.form) or (a.form == "ordinal") != (b.form == "ordinal"):
        return False
    if a.linked or b.linked:
        return False
    if b.i == a.j:
        return tokens.gap(b.i) in _DASHES
    if b.i - a.j != 1 or not (tokens.soft(a.j) and tokens.soft(b.i)):
        return False
    word = tokens.word(a.j)
    if word == "~":
        return tokens.is_digits(a.i) and tokens.is_digits(b.i)
    if word in ("to", "till", "through"):
        return not _after_change(tokens, a.i, lexicon)
    if word == "or":
        return a.form == b.form or a.scale == b.scale
    if word == "and":
        before = tokens.word(a.i - 1)
        return before == "between" or (
            before in lexicon.sets["months"] and tokens.word(a.i - 2) == "between"
        )
    return False


def _after_change(tokens: Tokens, i: int, lexicon: Lexicon) -> bool:
    if tokens.word(i - 1) != "from":
        return False
    change = lexicon.sets["change"]
    for k in range(i - 2, max(i - 2 - _CHANGE_WINDOW, -1), -1):
        if tokens.word(k) in change:
            return True
        if any(c in tokens.gap(k + 1) for c in ".;\n"):
            return False
    return False


def _share_scale(a: Numeral, b: Numeral) -> tuple[Number | None, Number | None]:
    """Let "4 to 6 million" mean four million to six million."""
    low, high = a.value, b.value
    if low is None or high is None:
        return low, high
    if b.scale > 1 and a.scale == 1 and b.form != "ordinal" and low * b.scale < high:
        low *= b.scale
    return low, high


def qualify(tokens: Tokens, numeral: Numeral, lexicon: Lexicon, floor: int) -> Amount:
    """Read the words around ``numeral`` that bound it; none before token ``floor``."""
    value, high = numeral.value, numeral.high
    amount = Amount(numeral, numeral.i, numeral.j, numeral.i, value, value, value, numeral.form)
    if high is not None:
        amount.best, amount.high = None, high
    kinds: list[str] = []
    rule = numeral.form
    i = numeral.i
    if high is not None and tokens.word(i - 1) in ("between", "from") and tokens.soft(i):
        i -= 1
    for _ in range(4):
        start, kind = _before(tokens, i, lexicon)
        if not kind or start < floor:
            break
        kinds.append(kind)
        if tokens.words[i - 1] == "of" and kind == "exact":
            # "a total of 12": the span stays on the figure, whose head is what is counted.
            rule = "total"
            break
        i = start
    j, kind = _after(tokens, numeral.j, lexicon)
    if kind:
        kinds.append(kind)
        amount.j = j
    amount.i = i
    amount.rule = rule
    amount.kinds = tuple(kinds)
    _bound(amount)
    return amount


def _before(tokens: Tokens, i: int, lexicon: Lexicon) -> tuple[int, str]:
    if not tokens.near(i):
        return i, ""
    start, kind = tokens.phrase_before(i, lexicon.qualifiers)
    if not kind:
        return i, ""
    phrase = " ".join(tokens.words[start:i])
    barred = lexicon.not_qualifier.get(phrase)
    if barred and tokens.word(start - 1) in barred and tokens.soft(start):
        return i, ""
    return start, kind


def _after(tokens: Tokens, j: int, lexicon: Lexicon) -> tuple[int, str]:
    gap = tokens.gap(j)
    if not (tokens.soft(j) or gap == ", "):
        return j, ""
    end, kind = tokens.phrase_after(j, lexicon.afterwords)
    if kind and gap == ", " and end == j + 1:
        return j, ""
    following = tokens.word(end)
    figure = tokens.is_digits(end) or following in lexicon.kinds or following in ("a", "an")
    if kind and figure and tokens.soft(end):
        # "killed five, at least two of them children", "40 plus 3": it belongs to what follows.
        return j, ""
    return end, kind


def _bound(amount: Amount) -> None:
    """Turn exact figures into bounds by the qualifiers found."""
    kinds = set(amount.kinds)
    ranged = amount.core.high is not None
    if {"low", "high"} <= kinds:
        # "at least ... up to": the one nearer to the numeral holds.
        kinds.discard("low" if amount.kinds.index("high") < amount.kinds.index("low") else "high")
    if "low" in kinds:
        amount.best, amount.high = amount.low, None
    elif "high" in kinds:
        amount.low, amount.best = None, amount.high
    elif "about" in kinds and not ranged:
        amount.low = amount.high = None
