"""What a number counts: a count of things, or an age, a calibre, a date, money ... (never a count).

Each rule looks at the words beside the amount and returns a reading or ``None``; the first that
answers wins. Their order is the order of certainty.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from fractions import Fraction

from mine_ie import units
from mine_ie.counts import UNKNOWN, Bounds
from mine_ie.layers import pack
from mine_ie.numbers.bounds import Amount
from mine_ie.numbers.lexicon import Lexicon
from mine_ie.numbers.numerals import Numeral
from mine_ie.numbers.tokens import Tokens

#: start, end, label, rule, bounds, value.
Reading = tuple[int, int, str, str, Bounds, str]
_LABELS = {"area": "AREA", "mass": "MASS", "speed": "SPEED", "volume": "OTHER", "other": "OTHER"}
_MAX_AGE = 125
_PRODUCT = re.compile(r"[ \u00a0]{0,2}(?:x|×|by|\*)[ \u00a0]{0,2}(\d{1,6}(?:[.,]\d{1,3})?)")


@dataclass(frozen=True, slots=True)
class _Site:
    """The amount being read, its text and the tools to read it with."""

    tokens: Tokens
    amount: Amount
    lexicon: Lexicon
    language: str

    @property
    def core(self) -> Numeral:
        return self.amount.core

    @property
    def start(self) -> int:
        return self.tokens.starts[self.amount.i]

    @property
    def end(self) -> int:
        return self.tokens.ends[self.amount.j - 1]

    def before(self, back: int = 1) -> str:
        """The word ``back`` places before the amount, "" across a sentence end."""
        return self.tokens.word(self.amount.i - back)

    def after(self, ahead: int = 0) -> str:
        return self.tokens.word(self.amount.j + ahead)

    def here(self, label: str, rule: str, value: str = "", bounds: Bounds = UNKNOWN) -> Reading:
        return self.start, self.end, label, rule, bounds, value


def classify(
    tokens: Tokens, amount: Amount, lexicon: Lexicon, language: str = "en"
) -> Reading | None:
    """Say what ``amount`` is; ``None`` for a numeral that is no number here."""
    site = _Site(tokens, amount, lexicon, language)
    for rule in RULES:
        reading = rule(site)
        if reading is not None:
            return reading
    return _count(site)


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


def _too_long(site: _Site) -> Reading | None:
    if site.core.value is None:
        return site.here("OTHER", "identifier")
    return None


def _money(site: _Site) -> Reading | None:
    tokens, amount, lexicon = site.tokens, site.amount, site.lexicon
    value = {
        "value": _number(amount.best),
        "low": _number(amount.low),
        "high": _number(amount.high),
    }
    i = amount.first
    if tokens.near(i) and tokens.word(i - 1) in lexicon.money_before:
        start = i - 1
        if tokens.word(start - 1) in ("us", "a", "c", "nz", "hk") and tokens.glued(start):
            start -= 1
        elif tokens.word(start) == "us":
            return None
        return tokens.starts[min(start, amount.i)], site.end, "MONEY", "money", UNKNOWN, pack(value)
    j = amount.core.j
    if tokens.near(j):
        end, kind = tokens.phrase_after(j, lexicon.money_after)
        if kind:
            return site.start, tokens.ends[end - 1], "MONEY", "money", UNKNOWN, pack(value)
    return None


def _percent(site: _Site) -> Reading | None:
    tokens, j = site.tokens, site.core.j
    end, kind = tokens.phrase_after(j, site.lexicon.percent_after)
    if kind and (tokens.near(j)):
        value = pack(
            {
                "value": _number(site.amount.best),
                "low": _number(site.amount.low),
                "high": _number(site.amount.high),
            }
        )
        return site.start, tokens.ends[end - 1], "PERCENT", "percent", UNKNOWN, value
    return None


def _age(site: _Site) -> Reading | None:
    tokens, amount, lexicon = site.tokens, site.amount, site.lexicon
    core = amount.core
    if core.value is None or core.form == "ordinal" or amount.best is None and core.high is None:
        return None
    end, kind = (
        tokens.phrase_after(core.j, lexicon.age_after) if tokens.near(core.j) else (core.j, "")
    )
    if kind:
        if "month" in tokens.words[core.j] or "months" == tokens.words[core.j]:
            return _aged(site, site.start, tokens.ends[end - 1], "months_old", Fraction(1, 12))
        if tokens.words[core.j] in ("week", "weeks", "day", "days"):
            return _aged(site, site.start, tokens.ends[end - 1], "days_old", Fraction(0))
        return _aged(site, site.start, tokens.ends[end - 1], "years_old")
    start, kind = tokens.phrase_before(amount.i, lexicon.age_before)
    if kind and tokens.near(amount.i) and not core.decimal:
        end_char = site.end
        unit = units.pattern(site.language).match(tokens.low, end_char)
        factor = Fraction(1)
        if unit and unit["unit"].startswith(("year", "month", "yr")):
            end_char = unit.end()
            factor = Fraction(1, 12) if unit["unit"].startswith("month") else factor
        return _aged(site, tokens.starts[start], end_char, "aged", factor)
    return _decade_of_life(site) or _age_limit(site) or _age_beside(site)


def _aged(
    site: _Site, start: int, end: int, rule: str, factor: Fraction = Fraction(1)
) -> Reading | None:
    low, best, high = site.amount.times(factor)
    if (best or low or high or 0) > _MAX_AGE:
        return start, end, "DATE", "duration", UNKNOWN, ""
    bounds = Bounds(*(None if n is None else int(n) for n in (low, best, high)))
    if site.amount.kinds and "about" in site.amount.kinds and bounds.best is not None:
        value = pack({"low": None, "high": None, "about": bounds.best})
    else:
        value = pack({"low": bounds.low, "high": bounds.high})
    return start, end, "AGE", rule, bounds, value


def _decade_of_life(site: _Site) -> Reading | None:
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


def _age_limit(site: _Site) -> Reading | None:
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


def _noun_follows(site: _Site) -> bool:
    """Whether a plural noun seems to follow right away."""
    tokens, j = site.tokens, site.amount.j
    word = tokens.word(j)
    return tokens.soft(j) and len(word) > 3 and word.endswith("s") and word not in _NO_NOUN


_NO_NOUN = frozenset(("was", "is", "has", "as", "its", "his", "this", "across", "towards", "was"))


def _age_beside(site: _Site) -> Reading | None:
    """Read an age in apposition: "Ali Hasanov, 33, a shepherd", "Ali (12)"."""
    tokens, amount = site.tokens, site.amount
    core = amount.core
    if core.form != "digits" or amount.kinds or core.scale != 1 or core.decimal:
        return None
    if core.value is None or not 1 <= core.value <= 110 or core.i == 0:
        return None
    before = tokens.gap(core.i)
    after = tokens.low[site.end : site.end + 2]
    name = tokens.text[tokens.starts[core.i - 1] : tokens.ends[core.i - 1]]
    last = tokens.words[core.i - 1]
    if last in site.lexicon.sets["months"] or last in site.lexicon.sets["weekdays"]:
        return None
    if not (name[:1].isupper() and name.isalpha()) or last in site.lexicon.names_before:
        return None
    if before in (", ", ",") and after[:1] in (",", ".", ";", ")", "") and not _in_list(site):
        return _aged(site, site.start, site.end, "apposition")
    if before == ", " and re.match(
        r" (?:and|who|was|were|is|were|from|died|both|of)\b", tokens.low[site.end : site.end + 6]
    ):
        if last not in site.lexicon.sets["months"] and not _in_list(site):
            return _aged(site, site.start, site.end, "apposition")
    if before in (" (", "(") and after[:1] in (")", ",") and len(name) > 1:
        return _aged(site, site.start, site.end, "apposition")
    return None


def _in_list(site: _Site) -> bool:
    """Whether the figure is one of several after commas: "Routes 5, 7, 9"; or a year's day."""
    tokens, core = site.tokens, site.core
    return tokens.is_digits(core.j) and tokens.gap(core.j) == ", "


def _calendar(site: _Site) -> Reading | None:
    """Read days of a month, years, decades and centuries."""
    tokens, core, lexicon = site.tokens, site.core, site.lexicon
    months = lexicon.sets["months"]
    day = core.value is not None and core.scale == 1 and 1 <= (core.high or core.value) <= 31
    if day and core.form in ("digits", "ordinal", "range"):
        found = _day_of_month(site, months)
        if found:
            return found
    if core.form == "digits" and tokens.glued(core.j) and tokens.word(core.j) == "s":
        if core.value is not None and core.value % 10 == 0 and 10 <= core.value < 2100:
            return site.start, tokens.ends[core.j], "DATE", "decade", UNKNOWN, ""
    if core.form == "ordinal" and tokens.word(core.j) in ("century", "centuries", "anniversary"):
        return site.start, tokens.ends[core.j], "DATE", "century", UNKNOWN, ""
    if _is_year(core, tokens):
        return _year(site)
    if core.form == "digits" and core.value is not None and core.value < 100:
        if site.before() in ("'", "’") or tokens.gap(core.i).endswith(("'", "’")):
            if tokens.word(core.j) == "s" and len(tokens.words[core.i]) == 2:
                return site.start, tokens.ends[core.j], "DATE", "decade", UNKNOWN, ""
    return None


def _day_of_month(site: _Site, months: frozenset[str]) -> Reading | None:
    tokens, core = site.tokens, site.core
    before, after = tokens.word(core.i - 1), tokens.word(core.j)
    if before == "the" and tokens.word(core.i - 2) in months:
        before = tokens.word(core.i - 2)
    start = tokens.starts[core.i]
    if before in months and tokens.near(core.i) and _is_month(site, core.i - 1):
        if not _counts_here(site):
            end = tokens.ends[core.j - 1]
            m = re.compile(r",? (?:19|20)\d\d(?![\d,]\d)").match(tokens.low, end)
            return start, m.end() if m else end, "DATE", "day_of_month", UNKNOWN, ""
    j = core.j + 1 if after == "of" else core.j
    if tokens.word(j) in months and tokens.near(j) and _is_month(site, j):
        return start, tokens.ends[j], "DATE", "day_of_month", UNKNOWN, ""
    if before in site.lexicon.sets["weekdays"] and core.form == "ordinal":
        return start, tokens.ends[core.j - 1], "DATE", "day_of_month", UNKNOWN, ""
    return None


def _is_month(site: _Site, i: int) -> bool:
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


def _counts_here(site: _Site) -> bool:
    """Whether "May 24 people" counts people after all: a plural of people follows."""
    return site.after() in site.lexicon.sets["people_after"] and site.tokens.soft(site.amount.j)


def _year(site: _Site) -> Reading | None:
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
    if follows and after.endswith("s") and after not in _NO_NOUN:
        return None
    return reading


def _units(site: _Site) -> Reading | None:
    """Read a unit of measure right behind the amount, and products of lengths."""
    tokens, amount = site.tokens, site.amount
    core = amount.core
    if core.value is None or core.form == "ordinal":
        return None
    end = tokens.ends[core.j - 1]
    product = _product(site, end)
    if product is not None:
        return product
    m = units.pattern(site.language).match(tokens.low, end)
    if m is None:
        return None
    unit = units.by_surface(site.language)[units.squeeze(m["unit"])]
    if not _unit_fits(site, m, unit):
        return None
    stop = m.end()
    if tokens.low[stop : stop + 1] == "." and m["unit"].endswith("."):
        stop += 1
    if amount.j > core.j:
        stop = max(stop, site.end)
    stop = _unit_tail(site, stop)
    hyphen = "-" in m["gap"] or "‑" in m["gap"]
    return _measured(site, unit, stop, hyphen, m["unit"])


def _unit_tail(site: _Site, stop: int) -> int:
    """Step over "or more" behind a unit, and note its bound in the amount."""
    tokens, amount = site.tokens, site.amount
    k = amount.core.j
    while k < len(tokens) and tokens.ends[k] <= stop and k < amount.core.j + 4:
        k += 1
    if not tokens.soft(k):
        return stop
    end, kind = tokens.phrase_after(k, site.lexicon.afterwords)
    if not kind or tokens.word(k) not in ("or", "and"):
        return stop
    if kind == "low" and amount.high is not None:
        amount.best, amount.high = amount.low, None
    elif kind == "high" and amount.low is not None:
        amount.low, amount.best = None, amount.high
    elif kind == "about":
        amount.low = amount.high = None
    return tokens.ends[end - 1]


def _unit_fits(site: _Site, m: re.Match[str], unit: units.Unit) -> bool:
    """Refuse units that are other words here: "10m landmines", "3 has been", "pounds" of money."""
    tokens, text = site.tokens, m["unit"]
    core = site.core
    words = core.form == "words"
    if text == "m":
        return not words
    if text in ("has", "are", "ares", "mu", "mus", "stone", "ac", "t", "g", "l", "gr", "nm", "mt"):
        if words or core.form == "range" and text == "has":
            return False
        return text not in ("has", "are", "ares") or (text == "has" and _starts_area(site, m.end()))
    if text in ("sec", "min", "mi", "in", "mb", "gal", "mts"):
        return not words
    if text in ("second", "stone"):
        return False
    return True


def _starts_area(site: _Site, end: int) -> bool:
    """ "39 has of land": the Spanish plural of ha."""
    return site.tokens.low[end : end + 9].startswith((" of land", " of mine"))


def _product(site: _Site, end: int) -> Reading | None:
    """Read "120 x 80 metres", "120 m by 80 m" as an area (or a size, when short)."""
    tokens, amount = site.tokens, site.amount
    match = units.pattern(site.language).match
    first = match(tokens.low, end)
    m = _PRODUCT.match(tokens.low, first.end() if first else end)
    if m is None or amount.core.value is None:
        return None
    other = Fraction(m[1].replace(",", "."))
    second = match(tokens.low, m.end())
    unit = second or first
    table = units.by_surface(site.language)
    a = table[units.squeeze((first or unit)["unit"])] if unit else None  # type: ignore[index]
    b = table[units.squeeze(unit["unit"])] if unit else None
    stop = second.end() if second else m.end()
    if a is None or b is None or a.dimension != "length" or b.dimension != "length":
        stop = second.end() if second and b is not None and b.dimension == "length" else m.end()
        return site.start, stop, "DIMENSION", "product", UNKNOWN, ""
    if max(a.factor, b.factor) < Fraction(3, 10):
        return site.start, stop, "DIMENSION", "product", UNKNOWN, ""
    # A third factor makes it a volume: a pit of 3 x 2 x 1 m.
    third = _PRODUCT.match(tokens.low, stop)
    if third:
        last = match(tokens.low, third.end())
        return site.start, (last or third).end(), "DIMENSION", "product", UNKNOWN, ""
    factor = a.factor * b.factor * other
    bounds = amount.bounds(factor)
    return site.start, stop, "AREA", "product", bounds, str(bounds)


def _measured(site: _Site, unit: units.Unit, stop: int, hyphen: bool, surface: str) -> Reading:
    amount, tokens = site.amount, site.tokens
    if _grouped_by_dot(site) and unit.dimension in ("length", "other") and unit.factor < 1:
        pass
    rule = "attributive" if hyphen else unit.id
    start = site.start
    if unit.dimension == "area":
        bounds = amount.bounds(unit.factor)
        return start, stop, "AREA", rule, bounds, str(bounds)
    if unit.dimension == "mass":
        return start, stop, "MASS", rule, UNKNOWN, pack(_base(amount, unit, "kg"))
    if unit.dimension == "speed":
        return start, stop, "SPEED", rule, UNKNOWN, pack(_base(amount, unit, "m_s"))
    if unit.dimension == "time":
        return _duration(site, unit, stop)
    if unit.dimension == "length":
        return _length(site, unit, stop, rule)
    return start, stop, "OTHER", unit.dimension, UNKNOWN, pack(_base(amount, unit, "value"))


def _base(amount: Amount, unit: units.Unit, key: str) -> dict[str, str | None]:
    low, best, high = amount.times(unit.factor)
    return {key: _number(best), "low": _number(low), "high": _number(high)}


def _length(site: _Site, unit: units.Unit, stop: int, rule: str) -> Reading:
    tokens = site.tokens
    value = pack(_base(site.amount, unit, "m"))
    tail = tokens.low[stop : stop + 14].lstrip(" -")
    sized = any(tail.startswith(word) for word in site.lexicon.sets["dimension_after"])
    if unit.id == "millimetre" and not tail.startswith(("thick", "wide", "deep", "of rain")):
        figure = _number(site.amount.best) or ""
        if not figure or Fraction(figure) >= 4:
            return site.start, stop, "CALIBRE", "millimetre", UNKNOWN, figure
    if sized or unit.factor < Fraction(3, 10):
        return site.start, stop, "DIMENSION", rule, UNKNOWN, value
    return site.start, stop, "DISTANCE", rule, UNKNOWN, value


def _duration(site: _Site, unit: units.Unit, stop: int) -> Reading:
    if unit.factor < 86400:
        clock = unit.id == "hour" and len(site.tokens.words[site.core.i]) == 4
        return site.start, stop, "TIME", "clock" if clock else "duration", UNKNOWN, ""
    return site.start, stop, "DATE", "duration", UNKNOWN, pack({"days": _days(site, unit)})


def _days(site: _Site, unit: units.Unit) -> str | None:
    return _number(site.amount.best * unit.factor / 86400) if site.amount.best else None


def _clock(site: _Site) -> Reading | None:
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


def _name(site: _Site) -> Reading | None:
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


def _names(site: _Site, start: int) -> bool:
    """Whether the word before names by number: "Route 80", not "the school 12 children"."""
    tokens, core = site.tokens, site.core
    word = tokens.words[start]
    if word in ("no", "nos", "nr", "#", "№", "number", "numbers", "article", "articles"):
        return not (word == "number" and tokens.word(start - 1) in ("a", "the") and False)
    if core.form == "words":
        return word in ("phase", "article", "level", "chapter", "part", "stage", "page")
    following = tokens.word(core.j)
    if tokens.soft(core.j) and following in site.lexicon.sets["people_after"]:
        return False
    text = tokens.text[tokens.starts[start] : tokens.ends[start]]
    return text[:1].isupper() or word in _LOWER_NAMES


_LOWER_NAMES = frozenset(
    ("route", "highway", "article", "articles", "section", "paragraph", "page", "pages", "phase",
     "grade", "grades", "level", "resolution", "km", "magnitude", "clause", "version", "interstate")
)  # fmt: skip


def _military(site: _Site) -> Reading | None:
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


def _calibre(site: _Site) -> Reading | None:
    tokens, core, lexicon = site.tokens, site.core, site.lexicon
    if core.form != "digits":
        return None
    figure = tokens.words[core.i].replace(",", ".")
    after, before = tokens.word(core.j), tokens.word(core.i - 1)
    if after in lexicon.sets["calibre_after"] and tokens.near(core.j):
        return site.start, tokens.ends[core.j], "CALIBRE", "calibre", UNKNOWN, figure
    if before in lexicon.sets["calibre_before"] and tokens.near(core.i):
        return site.start, site.end, "CALIBRE", "calibre", UNKNOWN, figure
    if core.decimal and core.scale == 1 and figure in lexicon.sets["calibres"]:
        return site.start, site.end, "CALIBRE", "cartridge", UNKNOWN, figure
    return None


def _fraction(site: _Site) -> Reading | None:
    """Read parts of a whole: "two-thirds", "half", "one in five", "1 out of 3"."""
    tokens, core, lexicon = site.tokens, site.core, site.lexicon
    if core.form == "fraction":
        return site.here("OTHER", "fraction", _number(core.value) or "")
    if core.form not in ("words", "digits") or core.value is None or core.scale != 1:
        return None
    j = core.j
    word = tokens.word(j)
    if core.form == "words" and core.value < 10 and word in lexicon.fractions and tokens.soft(j):
        return site.start, tokens.ends[j], "OTHER", "fraction", UNKNOWN, ""
    if word == "out" and tokens.word(j + 1) == "of":
        k = j + 3 if tokens.word(j + 2) == "every" else j + 2
        if tokens.is_digits(k) or lexicon.kinds.get(tokens.word(k)) in ("unit", "teen", "ten"):
            return site.here("COUNT", "out_of", str(site.amount.bounds()), site.amount.bounds())
    if word in ("in", "of") and core.value == 1 and tokens.soft(j):
        k = j + 2 if tokens.word(j + 1) == "every" else j + 1
        if lexicon.kinds.get(tokens.word(k)) in ("unit", "teen", "ten") and word == "in":
            return site.start, tokens.ends[k], "OTHER", "fraction", UNKNOWN, ""
    return None


def _ordinal(site: _Site) -> Reading | None:
    core = site.core
    if core.form != "ordinal":
        return None
    value = site.amount.bounds()
    return site.here("ORDINAL", "ordinal", str(value), value)


def _enumerator(site: _Site) -> Reading | None:
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


def _decimal(site: _Site) -> Reading | None:
    """A figure with a fraction counts nothing, unless its dot groups thousands ("1.184 mines")."""
    core = site.core
    if not core.decimal or core.value is None:
        return None
    if _grouped_by_dot(site):
        core = replace(core, value=core.value * 1000, decimal=False)
        amount = site.amount
        low, best, high = amount.times(Fraction(1000))
        bounds = Bounds(*(None if n is None else int(n) for n in (low, best, high)))
        return site.here("COUNT", "dot_thousands", str(bounds), bounds)
    return site.here("OTHER", "decimal", _number(core.value) or "")


def _grouped_by_dot(site: _Site) -> bool:
    core, tokens = site.core, site.tokens
    word = tokens.words[core.j - 1]
    return bool(
        core.decimal and core.form == "digits" and re.fullmatch(r"[1-9]\d{0,2}\.\d{3}", word)
    )


def _phone(site: _Site) -> Reading | None:
    core, tokens = site.core, site.tokens
    if core.form == "digits" and len(tokens.words[core.i]) >= 6 and core.value is not None:
        if tokens.words[core.i].isdigit() and (
            tokens.word(core.i - 1) in site.lexicon.sets["phone_before"]
        ):
            return site.here("PHONE", "number")
    return None


def _count(site: _Site) -> Reading:
    amount = site.amount
    bounds = amount.bounds()
    rule = "further" if "further" in amount.kinds else amount.rule
    if rule == "words" and amount.core.j - amount.core.i == 1 and not amount.kinds:
        if site.tokens.words[amount.core.i] == "one":
            rule = "article"
    return site.here("COUNT", rule, str(bounds), bounds)


def _number(n: Fraction | None) -> str | None:
    """Write a fraction as a short decimal.

    >>> _number(Fraction(5, 2)), _number(Fraction(12)), _number(Fraction(1, 3))
    ('2.5', '12', '0.333333')
    """
    if n is None:
        return None
    if n.denominator == 1:
        return str(n.numerator)
    return f"{float(n):.6f}".rstrip("0").rstrip(".")


RULES: tuple[Callable[[_Site], Reading | None], ...] = (
    _too_long,
    _money,
    _percent,
    _phone,
    _age,
    _clock,
    _calibre,
    _calendar,
    _units,
    _fraction,
    _name,
    _ordinal,
    _enumerator,
    _decimal,
)
