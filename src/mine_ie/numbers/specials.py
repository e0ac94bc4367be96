"""Digit runs that are never counts by their very form: dates, clock times, phones, model codes."""

from __future__ import annotations

import re

from mine_ie.numbers.lexicon import Lexicon
from mine_ie.numbers.tokens import Tokens

Special = tuple[str, str, str, int, int]

# Bounded repetitions only: matched at every digit token of a hostile text.
_SHAPES = re.compile(
    r"""
    (?P<DATE_iso>(?:19|20)\d\d[-/.](?:0?[1-9]|1[0-2])[-/.](?:0?[1-9]|[12]\d|3[01])
        (?:t\d\d:\d\d(?::\d\d)?z?)?(?![\d\w]))
  | (?P<DATE_numeric>(?:0?[1-9]|[12]\d|3[01])(?P<sep>[-/.])(?:0?[1-9]|[12]\d|3[01])
        (?P=sep)(?:(?:19|20)\d\d|\d\d)(?![\d\w]|[.,]\d))
  | (?P<DATE_monthyear>(?:0[1-9]|1[0-2])[/.](?:19|20)\d\d(?![\d\w]))
  | (?P<TIME_clock>(?:[01]?\d|2[0-4])(?::|h)[0-5]\d(?::[0-5]\d)?(?!\d)
        (?:[ \u00a0]?(?:[ap]\.?m\b\.?|hours|hrs|h\b|gmt|utc|local\ time))?)
  | (?P<TIME_clock3>(?:[01]?\d|2[0-4])\.[0-5]\d[ ]?(?:gmt|utc|hours|hrs|local\ time)\b)
  | (?P<TIME_clock2>(?:1[0-2]|0?[1-9])(?:\.[0-5]\d)?[ \u00a0]?(?:[ap]\.m\.|[ap]m\b))
  | (?P<PHONE_number>\d{1,4}(?:[- ]\(?\d{2,4}\)?){2,4}(?![\d\w]|[ ]?mm))
  | (?P<OTHER_address>\d{1,3}(?:\.\d{1,3}){3}(?!\d|\.\d))
  | (?P<OTHER_slashed>(?![1-9]\d?/(?:[2-9]|1[026]|100)(?![\d/\w]))
        \d{1,4}/\d{1,4}(?:/\d{1,4})?(?![\d/]))
  | (?P<CALIBRE_cartridge>\d{1,2}[.,]\d{1,2}\s?[x×]\s?\d{2,3}(?:\s?mm)?(?![\w]))
    """,
    re.VERBOSE,
)
_CODE_TAIL = re.compile(
    r"(?:[a-z]{1,4}\d{0,4}(?:[a-z]\d{0,2})?)?(?:-(?:[a-z]{0,2}\d{1,4}[a-z]{0,2}|[a-z]{1,2})(?![\w]))?"
)
_DIGIT_CODE = re.compile(r"\d{1,4}[a-z]{1,3}\d{1,4}[a-z]{0,2}(?:-\d{1,2})?(?![\w])")
_PERIOD_PREFIX = frozenset(("mid", "early", "late", "post", "pre", "since", "until"))
_MAX_CODE = 12


def match(tokens: Tokens, i: int, lexicon: Lexicon) -> Special | None:
    """Read the digits at token ``i`` as a date, time, phone, fraction or code, if they are one.

    Returns label, rule, value and character offsets.
    """
    if not tokens.is_digits(i):
        return None
    start = tokens.starts[i]
    glued = _glued_word(tokens, i)
    if glued:
        code = _code(tokens, i, lexicon, glued)
        if code:
            return code
    if tokens.word(i - 1) == "+" and tokens.glued(i):
        m = re.compile(r"\d{1,4}(?:[-  ()]{1,2}\d{1,5}){0,5}").match(tokens.low, start)
        if m and sum(map(str.isdigit, m[0])) > 6:
            return "PHONE", "international", "", start - 1, m.end()
    m = _SHAPES.match(tokens.low, start)
    if m and m.lastgroup is not None:
        special = _shape(tokens, i, m, lexicon)
        if special:
            return special
    m = _DIGIT_CODE.match(tokens.low, start)
    if m and not re.match(r"\d+(?:x|mm|km)\d", m[0]):
        return "MODEL", "code", "", start, m.end()
    return None


def _shape(tokens: Tokens, i: int, m: re.Match[str], lexicon: Lexicon) -> Special | None:
    name = next(key for key, value in m.groupdict().items() if value is not None and key != "sep")
    label, _, rule = name.partition("_")
    text = m[0]
    if label == "PHONE" and not _is_phone(tokens, i, text, lexicon):
        return None
    if rule == "numeric" and "." in text and tokens.dotted and text.count(".") < 2:
        return None
    return label, rule.rstrip("23"), "", *m.span()


def _is_phone(tokens: Tokens, i: int, text: str, lexicon: Lexicon) -> bool:
    digits = sum(map(str.isdigit, text))
    if digits < 6 or re.fullmatch(r"\d{1,3}(?: \d{3})+", text):
        return False
    near = {tokens.word(k) for k in range(i - 4, i)}
    return bool(near & lexicon.sets["phone_before"]) or ("-" in text and digits >= 9)


def _glued_word(tokens: Tokens, i: int) -> str:
    """The word that a hyphen or nothing ties to the digits at ``i``; ``""`` if there is none."""
    if i == 0 or tokens.is_digits(i - 1) or not tokens.words[i - 1][-1].isalpha():
        return ""
    return tokens.words[i - 1] if tokens.gap(i) in ("", "-", "‑", "–", "‐", "_") else ""


def _code(tokens: Tokens, i: int, lexicon: Lexicon, word: str) -> Special | None:
    """Read "PMN-2", "M14", "mid-2020", "Rs500": letters and digits written as one."""
    hyphen = tokens.gap(i) != ""
    start, end = tokens.starts[i - 1], tokens.ends[i]
    sets = lexicon.sets
    if word in lexicon.money_before:
        return None
    if word in sets["months"]:
        return None
    if hyphen and word in _PERIOD_PREFIX:
        return "DATE", "period", "", start, end
    if word in lexicon.kinds or word in ("to", "and", "or", "of", "x", "than", "least", "under"):
        return None
    if word in ("a", "an") or (hyphen and word in lexicon.qualifiers and tokens.gap(i - 1) != "-"):
        return None
    if word in lexicon.names_before and (hyphen or word in ("no", "nr", "art")):
        return None
    if "." in tokens.words[i] and not hyphen and len(word) > 3:
        return None
    if len(word) > 5 and not tokens.text[start].isupper():
        # "killed5", "explosion-3": bad typing, not a code.
        return None
    if len(word) > _MAX_CODE or (hyphen and len(word) > 7 and tokens.text.isupper()):
        return None
    k = i - 1
    while k > 0 and i - k < 4 and tokens.gap(k) == "-" and len(tokens.words[k - 1]) <= 4:
        k -= 1
        start = tokens.starts[k]
    tail = _CODE_TAIL.match(tokens.low, end)
    if tail:
        end = tail.end()
    after = tokens.low[end : end + 12].lstrip(" -")
    if any(after.startswith(road) for road in ("highway", "motorway", "road", "expressway")):
        return "ROAD", "code", "", start, end
    return "MODEL", "code", "", start, end
