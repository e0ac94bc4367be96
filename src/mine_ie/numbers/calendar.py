"""Numbers of the calendar and the clock: days of a month, years, decades, hours."""

from __future__ import annotations

import re

from mine_ie import units
from mine_ie.counts import UNKNOWN
from mine_ie.numbers.numerals import Numeral
from mine_ie.numbers.site import NO_NOUN, Reading, Site
from mine_ie.numbers.tokens import Tokens

_YEAR_BEHIND = re.compile(r",? (?:19|20)\d\d(?![\d,]\d)")


def _is_year(n: Numeral, tokens: Tokens) -> bool:
    """A bare four-digit figure between 1800 and 2100."""
    return (
        n.form in ("digits", "range")
        and n.value is not None
        and n.value.denominator == 1
        and 1800 <= n.value < 2100
        and n.scale == 1
        and len(tokens.words[n.i]) == 4
    )


def calendar(site: Site) -> Reading | None:
    """Read days of a month, years, decades and centuries."""
    tokens, core, lexicon = site.tokens, site.core, site.lexicon
    months = lexicon.sets["months"]
    day = core.value is not None and core.scale == 1 and 1 <= (core.high or core.value) <= 31
    if day and core.form in ("digits", "ordinal", "range"):
        found = _day_of_month(site, months)
        if found:
            return found
    if _is_decade(site):
        return site.start, tokens.ends[core.j], "DATE", "decade", UNKNOWN, ""
    if core.form == "ordinal" and tokens.word(core.j) in ("century", "centuries", "anniversary"):
        return site.start, tokens.ends[core.j], "DATE", "century", UNKNOWN, ""
    if _is_year(core, tokens):
        return _year(site)
    return None


def spoken_year(site: Site) -> Reading | None:
    """Read "nineteen ninety-two"."""
    return site.here("DATE", "year") if site.core.form == "year" else None


def _is_decade(site: Site) -> bool:
    """Whether the amount is "1990s", "80s" or "'90s"."""
    tokens, core = site.tokens, site.core
    if core.form != "digits" or tokens.word(core.j) != "s" or not tokens.glued(core.j):
        return False
    return core.value is not None and core.value % 10 == 0 and 10 <= core.value < 2100


def _day_of_month(site: Site, months: frozenset[str]) -> Reading | None:
    tokens, core = site.tokens, site.core
    before, after = tokens.word(core.i - 1), tokens.word(core.j)
    if before == "the" and tokens.word(core.i - 2) in months:
        before = tokens.word(core.i - 2)
    start = tokens.starts[core.i]
    dated = before in months and tokens.near(core.i) and _is_month(site, core.i - 1)
    if dated and not _counts_here(site):
        end = tokens.ends[core.j - 1]
        m = _YEAR_BEHIND.match(tokens.low, end)
        return start, m.end() if m else end, "DATE", "day_of_month", UNKNOWN, ""
    j = core.j + 1 if after == "of" else core.j
    if tokens.word(j) in months and tokens.near(j) and _is_month(site, j):
        return start, tokens.ends[j], "DATE", "day_of_month", UNKNOWN, ""
    if before in site.lexicon.sets["weekdays"] and core.form == "ordinal":
        return start, tokens.ends[core.j - 1], "DATE", "day_of_month", UNKNOWN, ""
    return None


def _is_month(site: Site, i: int) -> bool:
    """Whether token ``i`` is a month and no verb: "5 may have died", "10 march on"."""
    tokens = site.tokens
    word = tokens.words[i]
    if word not in ("may", "march", "mar", "sat", "sun"):
        return True
    if (
        tokens.text[tokens.starts[i]].isupper()
        and not tokens.text[tokens.starts[i] : tokens.ends[i]].isupper()
    ):
        return True
    if tokens.text[tokens.starts[i]].islower():
        return False
    return tokens.word(i + 1) not in ("have", "be", "not", "also", "still", "die", "has")


def _counts_here(site: Site) -> bool:
    """Whether "May 24 people" counts people after all: a plural of people follows."""
    return site.after() in site.lexicon.sets["people_after"] and site.tokens.soft(site.amount.j)


def _year(site: Site) -> Reading | None:
    tokens, amount, lexicon = site.tokens, site.amount, site.lexicon
    core = amount.core
    i, j = core.i, core.j
    reading = tokens.starts[i], tokens.ends[j - 1], "DATE", "year", UNKNOWN, ""
    before, after = tokens.word(i - 1), tokens.word(j)
    if amount.kinds and set(amount.kinds) & {"low", "high"} and before not in ("over", "under"):
        return None
    follows = tokens.soft(j)
    if follows and (after in lexicon.sets["people_after"]):
        return None
    if before in lexicon.sets["year_before"] or before in lexicon.sets["months"]:
        return reading
    if before in ("over", "under", "above"):
        return None
    if follows and after in lexicon.sets["year_after"]:
        return reading
    if units.pattern(site.language).match(tokens.low, tokens.ends[j - 1]):
        return None
    if follows and after.endswith("s") and after not in NO_NOUN:
        return None
    return reading


def clock(site: Site) -> Reading | None:
    """Read "at 3 pm", "0530 hours" (other shapes are specials), "6 o'clock"."""
    tokens, core = site.tokens, site.core
    after = tokens.word(core.j)
    value = core.value
    if value is None or value > 2400 or core.form == "ordinal" or core.decimal:
        return None
    if after == "o" and tokens.word(core.j + 1) == "clock":
        return site.start, tokens.ends[core.j + 1], "TIME", "clock", UNKNOWN, ""
    if value <= 24 or len(tokens.words[core.i]) == 4:
        if after in ("am", "pm", "gmt", "utc", "hrs", "hours") and tokens.near(core.j):
            if after in ("hours", "hrs") and len(tokens.words[core.i]) != 4:
                return None
            return site.start, tokens.ends[core.j], "TIME", "clock", UNKNOWN, ""
        if after in ("a", "p") and tokens.word(core.j + 1) == "m" and tokens.gap(core.j + 1) == ".":
            return site.start, tokens.ends[core.j + 1], "TIME", "clock", UNKNOWN, ""
    return None
