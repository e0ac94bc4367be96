"""Ages: "12-year-old", "aged 12 to 60", "Ali Hasanov, 33", "in his 30s", "children under 18"."""

from __future__ import annotations

import re
from fractions import Fraction

from mine_ie import units
from mine_ie.counts import UNKNOWN, Bounds
from mine_ie.layers import pack
from mine_ie.numbers.numerals import Number
from mine_ie.numbers.site import NO_NOUN, Reading, Site

_MAX_AGE = 125
_PERSON = frozenset(("boy", "girl", "man", "woman", "child", "son", "daughter", "boys", "girls"))
_AFTER_AGE = re.compile(
    r" (?:and|who|was|were|is|from|died|both|said|told|lost|had"
    r"|of(?! the| these| those| them| its| his))\b"
)
#: "Daniel, **also** 11 at the time", "Ana, **then** 12".
_THEN = frozenset(("also", "then", "now", "only", "just"))
_AT_THE_TIME = re.compile(r" (?:at (?:the|that) time|then)\b")
_RANGING = re.compile(r"(?P<who>[a-z]+),? ranging (?:in age )?(?:from |between )?\Z")
#: "A 65- **and 70-year-old** woman".
_OF_TWO = re.compile(r"-? (?:and|or) \d{1,3}[ -]year[ -]olds?\b")


def age(site: Site) -> Reading | None:
    """Read an age, by the words beside it or its place in an apposition."""
    tokens, amount, lexicon = site.tokens, site.amount, site.lexicon
    core = amount.core
    if core.value is None or core.form == "ordinal" or (amount.best is None and core.high is None):
        return None
    end, kind = (
        tokens.phrase_after(core.j, lexicon.age_after) if tokens.near(core.j) else (core.j, "")
    )
    if kind:
        if "month" in tokens.words[core.j] or tokens.words[core.j] == "months":
            return _aged(site, site.start, tokens.ends[end - 1], "months_old", Fraction(1, 12))
        if tokens.words[core.j] in ("week", "weeks", "day", "days"):
            return _aged(site, site.start, tokens.ends[end - 1], "days_old", 0)
        return _aged(site, site.start, tokens.ends[end - 1], "years_old")
    if core.form == "digits" and not core.decimal and _OF_TWO.match(tokens.low, site.end):
        return _aged(site, site.start, site.end, "years_old")
    start, kind = tokens.phrase_before(amount.i, lexicon.age_before)
    if kind and tokens.near(amount.i) and not core.decimal:
        end_char = site.end
        unit = units.pattern(site.language).match(tokens.low, end_char)
        factor: Number = 1
        if unit and unit["unit"].startswith(("year", "month", "yr")):
            end_char = unit.end()
            factor = Fraction(1, 12) if unit["unit"].startswith("month") else factor
        return _aged(site, tokens.starts[start], end_char, "aged", factor)
    of_person = site.before() == "of" and site.before(2) in _PERSON and not amount.kinds
    if of_person and not core.decimal and not (tokens.soft(amount.j) and site.after().isalpha()):
        # "a boy of 12"
        return _aged(site, site.start, site.end, "aged")
    return _decade_of_life(site) or _age_limit(site) or _age_range(site) or _age_beside(site)


def _aged(site: Site, start: int, end: int, rule: str, factor: Number = 1) -> Reading | None:
    low, best, high = site.amount.times(factor)
    if (best or low or high or 0) > _MAX_AGE:
        return start, end, "DATE", "duration", UNKNOWN, ""
    bounds = Bounds(*(None if n is None else int(n) for n in (low, best, high)))
    if site.amount.kinds and "about" in site.amount.kinds and bounds.best is not None:
        value = pack({"low": None, "high": None, "about": bounds.best})
    else:
        value = pack({"low": bounds.low, "high": bounds.high})
    return start, end, "AGE", rule, bounds, value


def _decade_of_life(site: Site) -> Reading | None:
    """Read "in his 30s", "in her mid-forties"."""
    tokens, core = site.tokens, site.core
    if not (tokens.glued(core.j) and tokens.word(core.j) == "s" and core.form == "digits"):
        return None
    word = site.before()
    if word in ("mid", "early", "late"):
        word = site.before(2)
    if word not in site.lexicon.sets["age_possessives"] or core.value is None:
        return None
    low = int(core.value)
    value = pack({"low": low, "high": low + 9})
    end = tokens.ends[core.j]
    return site.start, end, "AGE", "decade_of_life", Bounds(low, None, low + 9), value


def _age_limit(site: Site) -> Reading | None:
    """Read "children under 18", "boys between 12 and 15", "under-5s"."""
    amount, tokens = site.amount, site.tokens
    people = site.lexicon.sets["age_people"]
    if not amount.kinds or amount.core.value is None or amount.core.value > 100:
        return None
    qualifier = tokens.word(amount.first - 1)
    following = site.after()
    if qualifier not in ("under", "over", "below", "above") or amount.core.form != "digits":
        return None
    if site.before() in people and not (following in people or _noun_follows(site)):
        return _aged(site, site.start, site.end, "age_limit")
    return None


def _age_range(site: Site) -> Reading | None:
    """Read "six children ranging from 5 to 17"."""
    m = _RANGING.search(site.tokens.low[max(0, site.start - 40) : site.start])
    if m is None or m["who"] not in site.lexicon.sets["age_people"] or _noun_follows(site):
        return None
    return _aged(site, site.start, site.end, "age_limit")


def _noun_follows(site: Site) -> bool:
    """Whether a plural noun seems to follow right away."""
    tokens, j = site.tokens, site.amount.j
    word = tokens.word(j)
    return tokens.soft(j) and len(word) > 3 and word.endswith("s") and word not in NO_NOUN


def _age_beside(site: Site) -> Reading | None:
    """Read an age in apposition: "Ali Hasanov, 33, a shepherd", "Ali (12)", "Ana, then 11,"."""
    tokens, amount = site.tokens, site.amount
    core = amount.core
    if core.form != "digits" or amount.kinds or core.scale != 1 or core.decimal:
        return None
    at = core.i
    if tokens.word(at - 1) in _THEN and tokens.gap(at) == " ":
        at -= 1
    if core.value is None or not 1 <= core.value <= 110 or at == 0:
        return None
    before = tokens.gap(at)
    after = tokens.low[site.end : site.end + 2]
    if not _may_have_age(site, at - 1):
        return None
    if before in (", ", ",", "., ") and not _in_list(site):
        beside = after[:1] in (",", ".", ";", ")", "") or _AFTER_AGE.match(tokens.low, site.end)
        if beside or (at < core.i and _AT_THE_TIME.match(tokens.low, site.end)):
            return _aged(site, site.start, site.end, "apposition")
    kin = tokens.words[at - 1] in site.lexicon.sets["kin"] | site.lexicon.sets["age_people"]
    listed = (kin and after == " a") or after[:1] in (")", ",")
    if (
        before in (" (", "(")
        and listed
        and (kin or tokens.ends[at - 1] - tokens.starts[at - 1] > 1)
    ):
        return _aged(site, site.start, site.end, "apposition")
    return None


def _may_have_age(site: Site, k: int) -> bool:
    """Whether the token is a name's last ("Hasanov", "N.", "Soon-hee") or a word for a person."""
    tokens, last = site.tokens, site.tokens.words[k]
    if last in site.lexicon.sets["months"] or last in site.lexicon.sets["weekdays"]:
        return False
    if last in site.lexicon.names_before:
        return False
    if last in site.lexicon.sets["kin"] or last in site.lexicon.sets["age_people"]:
        return True
    if not last.isalpha():
        return False
    first = k - 1 if k > 0 and tokens.gap(k) == "-" else k
    return tokens.text[tokens.starts[first]].isupper()


def _in_list(site: Site) -> bool:
    """Whether the figure is one of several after commas: "Routes 5, 7, 9"; or a year's day."""
    tokens, core = site.tokens, site.core
    return tokens.is_digits(core.j) and tokens.gap(core.j) == ", "
