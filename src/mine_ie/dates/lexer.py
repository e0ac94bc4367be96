"""Text to classes: one pass that writes the text as a string of one-letter codes.

The grammar (:mod:`mine_ie.dates.grammar`) then matches regular expressions on that short string,
so letter case, line breaks and stretches without a date word cost nothing.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from mine_ie.dates.lexicon import Value, words

# Every repetition is bounded or consumes what it has read, so the scan is linear.
_FORMS = r"""
      (?=[0-9'’‘])(?:
      (?P<iso>\d{4}-\d\d-\d\d(?:t\d\d:\d\d(?::\d\d)?(?:\.\d{1,6})?(?:z|[+-]\d\d:?\d\d)?)?(?![\w]|-\w))
    | (?P<numdate>\d{1,2}(?P<sep>[./-])\d{1,2}(?P=sep)(?:\d{4}|\d\d)(?!\w|[./-]\d))
    | (?P<ymd>\d{4}(?P<sep2>[./])\d{1,2}(?P=sep2)\d{1,2}(?!\w|[./-]\d))
    | (?P<document>\d{1,6}(?:[-/]\d{1,6}){1,3}[-/][a-z]{1,4}[-/]\d[\w/-]{0,20})
    | (?P<decade>(?:\d{3}0|['’‘]\d0|\b[2-9]0)['’]?s(?!\w))
    | (?P<short>['’‘]\d\d(?!\w|[.,]\d))
    | (?P<clock>(?:\d{1,2}[:.]\d\d(?:[:.]\d\d)?\s?[ap]\.?\s?m\b\.?
        | \d{1,2}\s?(?:[ap]\.\s?m\b\.?|[ap]m\b)
        | (?:[01]?\d|2[0-4]):[0-5]\d(?::[0-5]\d)?(?![\d:])
        | [0-2]\d[0-5]\d(?=\s?(?:hours|hrs|h|gmt|utc|local|z)\b)
        | \d{1,2}\so['’]clock\b)
        (?:\s?(?:hours|hrs|h|gmt|utc|z|e[sd]t|[cmp][sd]t|bst|cest|cet|msk|ist|local\stime)\b)?)
    | (?P<nth>\d{1,3}(?:st|nd|rd|th)\b)
    | (?P<season>\d{4}(?=/\d\d(?![\d/])))
    | (?P<number>\d+(?:[.,:/]\d+)*)
    )
    | (?P<quarter>\bq[1-4]\b)
    | (?P<half>\bh[12]\b)
    | (?P<fiscal>\bfy\s?(?:\d{4}|\d\d)\b)
"""


@cache
def _token() -> re.Pattern[str]:
    """The known words and the number forms; a scan passes over all else."""
    known = f"(?P<word>(?<![^\\W_])(?:{trie(sorted(words().entries))})(?![^\\W_]))"
    return re.compile(f"{known}|{_FORMS}", re.VERBOSE)


def trie(sorted_words: list[str]) -> str:
    """An alternation of ``sorted_words`` with common beginnings shared: one pass tries all."""
    if sorted_words == [""]:
        return ""
    branches: dict[str, list[str]] = {}
    for word in sorted_words:
        branches.setdefault(word[:1], []).append(word[1:])
    optional = "" in branches
    branches.pop("", None)
    parts = [re.escape(first) + trie(rest) for first, rest in branches.items()]
    body = parts[0] if len(parts) == 1 and not optional else f"(?:{'|'.join(parts)})"
    return body + "?" * optional


_MONEY = "$€£¥#№@=+_"
HYPHENS = "-–—‒‑−"
_DASH = re.compile(rf"\s{{0,2}}[{HYPHENS}]\s{{0,2}}\Z")
_POSS = re.compile(r"['’‘`]s?\s{0,2}\Z")
_COMMA = re.compile(r"\s?,\s{0,4}\Z")
_ABBREVIATED = frozenset(
    (
        *(
            "jan",
            "feb",
            "febr",
            "mar",
            "apr",
            "jun",
            "jul",
            "aug",
            "sep",
            "sept",
            "oct",
            "nov",
            "dec",
        ),
        *("mon", "tue", "tues", "wed", "weds", "thu", "thur", "thurs", "fri", "sat", "sun"),
    )
)


class Token(NamedTuple):
    """A word, number or punctuation mark with its code and reading."""

    start: int
    end: int
    code: str
    value: Value


class Tokens(NamedTuple):
    """``codes[i]`` is the class of ``items[i]``; ``text`` is as given, ``lower`` equally long."""

    text: str
    lower: str
    codes: str
    items: list[Token]


def lower(text: str) -> str:
    """Lower-case ``text`` without changing its length."""
    low = text.lower()
    if len(low) == len(text):
        return low
    return "".join(c if len(c.lower()) != 1 else c.lower() for c in text)


@cache
def _gaps() -> dict[str, str]:
    codes = words().codes
    gaps = {" ": "", "\n": "", ", ": codes["COMMA"], ",": codes["COMMA"], "/": codes["SLASH"]}
    gaps |= dict.fromkeys(HYPHENS, codes["DASH"])
    gaps |= {"'s ": codes["POSS"], "’s ": codes["POSS"], " -- ": codes["BREAK"]}
    return gaps


def _gap(between: str) -> str:
    """The code of what stands between two tokens: '' for mere space, BREAK for the unknown."""
    codes = words().codes
    if len(between) > 12:
        # Long runs of spaces are layout (tables, centred lines): one line only.
        return (
            ""
            if between.isspace() and len(between) < 80 and "\n\n" not in between
            else (codes["BREAK"])
        )
    if between.isspace():
        return codes["BREAK"] if between.count("\n") > 1 else ""
    for pattern, name in ((_DASH, "DASH"), (_POSS, "POSS"), (_COMMA, "COMMA")):
        if pattern.match(between):
            return codes[name]
    return codes["BREAK"]


def _number(lowered: str, start: int, end: int, joined: bool) -> tuple[str, Value] | None:
    """Class and value of a number, ``None`` for one that cannot be part of a date."""
    before = lowered[start - 1] if start else " "
    after = lowered[end] if end < len(lowered) else " "
    if before.isalpha() or before in _MONEY or after.isalpha() or after in "%°_":
        return None
    if before in "-./–" and not joined and start > 1 and lowered[start - 2].isalnum():
        return None
    digits = lowered[start:end]
    codes = words().codes
    if not digits.isdecimal() or not digits.isascii():
        plain = digits.replace(",", "")
        thousands = plain.isdecimal() and plain.isascii() and len(plain) < 10
        return (codes["INT"], int(plain)) if thousands else None
    if len(digits) > 6:
        return None
    value = int(digits)
    if len(digits) == 4 and 1000 <= value < 2100:
        return codes["YEAR"], value
    if len(digits) <= 2 and 1 <= value <= 31:
        return codes["DAYNUM"], value
    return codes["INT"], value


def _clock(text: str) -> str | None:
    """``T21:30`` of "9:30 p.m.", ``None`` for what is no time of day."""
    digits = re.findall(r"\d+", text)
    half = re.search(r"([ap])\.?\s?m\b", text)
    if len(digits) == 1 and len(digits[0]) == 4:
        digits = [digits[0][:2], digits[0][2:]]
    hour = int(digits[0])
    minute = int(digits[1]) if len(digits) > 1 else None
    if half:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half[1] == "p" else 0)
    if hour > 24 or (minute or 0) > 59:
        return None
    return f"T{hour:02}:{minute or 0:02}"


def _form(kind: str, m: re.Match[str], joined: bool) -> tuple[str, Value] | None:
    """Class and value of a token that is no plain word."""
    codes = words().codes
    text = m.group()
    low, start, end = m.string, m.start(), m.end()
    if kind in ("number", "season"):
        return _number(low, start, end, joined)
    before = low[start - 1] if start else " "
    if before.isalnum() or (before in _MONEY and kind != "clock"):
        return None
    if kind == "nth":
        return codes["NTH"], int(text[:-2])
    if kind == "iso":
        return codes["ISO"], text.upper()
    if kind in ("numdate", "ymd"):
        return codes["NUMDATE"], text
    if kind == "clock":
        value = _clock(text)
        return None if value is None else (codes["CLOCK"], value)
    if kind == "decade":
        return codes["DECADE"], int(re.sub(r"\D", "", text))
    if kind == "short":
        return codes["SHORTYEAR"], int(text[1:])
    if kind == "quarter":
        return codes["QYEAR"], int(text[1])
    if kind == "half":
        return codes["HYEAR"], int(text[1])
    if kind == "fiscal":
        return codes["FYEAR"], int(re.sub(r"\D", "", text))
    return None


def tokens(text: str) -> Tokens:
    """Lex ``text``; unknown words become a break between the known ones."""
    low = lower(text)
    entries = words().entries
    brk = words().codes["BREAK"]
    gaps = _gaps()
    items: list[Token] = []
    codes: list[str] = []
    last = -1
    for m in _token().finditer(low):
        kind = m.lastgroup
        start, end = m.span()
        if kind == "word":
            code, value = entries[m.group()]
            if end < len(low) and low[end] == "." and low[start:end] in _ABBREVIATED:
                end += 1
        else:
            entry = _form(kind or "", m, joined=start - 1 == last)
            if entry is None:
                continue
            code, value = entry
        if items:
            between = low[last:start]
            gap = gaps.get(between)
            if gap is None:
                gap = _gap(between) if between else brk
            if gap:
                items.append(Token(last, start, gap, ""))
                codes.append(gap)
        items.append(Token(start, end, code, value))
        codes.append(code)
        last = end
    return Tokens(text, low, "".join(codes), items)
