"""Numbers that name a thing: roads, units, laws, pages, models, phones, list marks."""

from __future__ import annotations

import re

from mine_ie.counts import UNKNOWN
from mine_ie.numbers.site import Reading, Site
from mine_ie.numbers.tokens import Tokens

_LOWER_NAMES = frozenset(
    ("route", "highway", "article", "articles", "section", "paragraph", "page", "pages", "phase",
     "grade", "grades", "level", "resolution", "km", "magnitude", "clause", "version", "interstate",
     "checkpoint")
)  # fmt: skip
_SORTS = frozenset(["grade", "class", "category", "type"])


def too_long(site: Site) -> Reading | None:
    """Digit runs too long to count anything."""
    if site.core.value is None:
        return site.here("OTHER", "identifier")
    return None


def name(site: Site) -> Reading | None:
    """Read numbers that name a thing: roads, units, laws, pages, phases, models."""
    tokens, amount, lexicon = site.tokens, site.amount, site.lexicon
    core = amount.core
    if core.form in ("digits", "words", "range") and core.scale == 1 and tokens.near(core.i):
        start, label = tokens.phrase_before(core.i, lexicon.names_before)
        if label and not amount.kinds and _names(site, start):
            if label == "OTHER" and tokens.word(start - 1) in ("road", "route", "highway", "law"):
                label = "LAW" if tokens.word(start - 1) == "law" else "ROAD"
            return tokens.starts[core.i], site.end, label, "named", UNKNOWN, ""
        if tokens.word(core.i - 1) in lexicon.sets["model_before"] and core.form == "digits":
            word = tokens.text[tokens.starts[core.i - 1] : tokens.ends[core.i - 1]]
            if word[:1].isupper() and tokens.gap(core.i) in (" ", "-"):
                return tokens.starts[core.i - 1], site.end, "MODEL", "make", UNKNOWN, ""
    return _military(site)


def _names(site: Site, start: int) -> bool:
    """Whether the word before names by number: "Route 80", not "the school 12 children"."""
    tokens, core = site.tokens, site.core
    word = tokens.words[start]
    if word in ("no", "nos", "nr", "#", "№", "number", "numbers", "article", "articles"):
        return True
    if core.form == "words":
        return word in ("phase", "article", "level", "chapter", "part", "stage", "page", "grade")
    following = tokens.word(core.j)
    if word in _SORTS and tokens.text[tokens.starts[start]].isupper():
        return True  # "Ten Grade 2 explosives"
    if tokens.soft(core.j) and following in site.lexicon.sets["people_after"]:
        return False
    text = tokens.text[tokens.starts[start] : tokens.ends[start]]
    return text[:1].isupper() or word in _LOWER_NAMES


def _military(site: Site) -> Reading | None:
    """Read "the 3rd Brigade", "82nd Airborne", "210 Mine Action Coordination regiment"."""
    tokens, core, lexicon = site.tokens, site.core, site.lexicon
    if core.form not in ("ordinal", "digits") or site.amount.kinds:
        return None
    for k in range(core.j, core.j + 5):
        if not tokens.soft(k):
            break
        word = tokens.word(k)
        label = lexicon.names_after.get(word)
        if label == "UNIT" and (core.form == "ordinal" or _proper(tokens, k)):
            return site.start, tokens.ends[core.j - 1], "UNIT", "numbered", UNKNOWN, ""
        if label == "ROAD" and k == core.j and core.form == "ordinal":
            return site.start, tokens.ends[core.j - 1], "ROAD", "numbered", UNKNOWN, ""
        if word not in lexicon.sets["unit_middle"]:
            break
    return None


def _proper(tokens: Tokens, k: int) -> bool:
    """Whether token ``k`` is capitalised and singular: "40 Commando", not "12 Brigades"."""
    text = tokens.text[tokens.starts[k] : tokens.ends[k]]
    return text[:1].isupper() and not text.isupper() and not text.endswith("s")


def enumerator(site: Site) -> Reading | None:
    """Read list marks: "1. " or "2)" at the start of a line."""
    tokens, core = site.tokens, site.core
    if core.form != "digits" or core.value is None or core.value > 99 or site.amount.kinds:
        return None
    gap = tokens.low[max(tokens.starts[core.i] - 3, 0) : tokens.starts[core.i]].rstrip(" \t(")
    if gap and not gap.endswith("\n"):
        return None
    if re.match(r"[.)]\s+[^\W\d]", tokens.low[site.end : site.end + 4]):
        return site.here("OTHER", "enumerator")
    return None


def phone(site: Site) -> Reading | None:
    """Read a long bare number behind "call", "phone" and the like."""
    core, tokens = site.core, site.tokens
    word = tokens.words[core.i]
    dialled = tokens.word(core.i - 1) in site.lexicon.sets["phone_before"]
    long = len(word) >= (3 if tokens.word(core.i - 1) in ("hotline", "helpline", "dial") else 6)
    if core.form == "digits" and dialled and long and word.isdigit():
        return site.here("PHONE", "number")
    return None
