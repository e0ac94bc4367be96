"""Numbers with a unit of measure: money, shares, areas, masses, lengths, speeds, durations."""

from __future__ import annotations

import re
from fractions import Fraction

from mine_ie import units
from mine_ie.counts import UNKNOWN
from mine_ie.layers import pack
from mine_ie.numbers.bounds import Amount
from mine_ie.numbers.site import Reading, Site, dot_thousands, number

_ABBREVIATED = re.compile(r"[^\S\n]*(?:[^\WA-Z]|[,;:)])")
_COMPARISON = re.compile(
    r"[ -](?:(?:football|soccer|rugby|hockey)[ -](?:pitch|field|ground)(?:es|s)?)\b"
)
_PRODUCT = re.compile(r"[ \u00a0]{0,2}(?:x|×|by|\*)[ \u00a0]{0,2}(\d{1,6}(?:[.,]\d{1,3})?)")


def money(site: Site) -> Reading | None:
    """Read "$5 million", "200 rupees"."""
    tokens, amount, lexicon = site.tokens, site.amount, site.lexicon
    value = {
        "value": number(amount.best),
        "low": number(amount.low),
        "high": number(amount.high),
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


def percent(site: Site) -> Reading | None:
    """Read "12 %", "five per cent"."""
    tokens, j = site.tokens, site.core.j
    end, kind = tokens.phrase_after(j, site.lexicon.percent_after)
    if kind and (tokens.near(j)):
        value = pack(
            {
                "value": number(site.amount.best),
                "low": number(site.amount.low),
                "high": number(site.amount.high),
            }
        )
        return site.start, tokens.ends[end - 1], "PERCENT", "percent", UNKNOWN, value
    return None


def measure(site: Site) -> Reading | None:
    """Read a unit of measure right behind the amount, and products of lengths."""
    tokens, amount = site.tokens, site.amount
    core = amount.core
    if core.value is None or core.form == "ordinal":
        return None
    pitches = _COMPARISON.match(tokens.low, tokens.ends[core.j - 1])
    if pitches:
        # A pitch is no unit: its size is not fixed, so the area stays unknown.
        return site.start, pitches.end(), "AREA", "football_pitch", UNKNOWN, str(UNKNOWN)
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
    if m["unit"].endswith(".") and not _ABBREVIATED.match(tokens.text, stop):
        # The dot ends the sentence, not the unit.
        stop -= 1
    if amount.j > core.j:
        stop = max(stop, site.end)
    stop = _unit_tail(site, stop)
    hyphen = "-" in m["gap"] or "‑" in m["gap"]
    return _measured(site, unit, stop, hyphen, m["unit"])


def _unit_tail(site: Site, stop: int) -> int:
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


def _unit_fits(site: Site, m: re.Match[str], unit: units.Unit) -> bool:
    """Refuse units that are other words here: "10m landmines", "3 has been", "pounds" of money."""
    text = m["unit"]
    core = site.core
    words = core.form == "words"
    if text == "m":
        return not words
    if text in ("has", "are", "ares", "mu", "mus", "stone", "ac", "t", "g", "l", "gr", "nm", "mt"):
        if words or (core.form == "range" and text == "has"):
            return False
        return text not in ("has", "are", "ares") or (text == "has" and _starts_area(site, m.end()))
    if text in ("sec", "min", "mi", "in", "mb", "gal", "mts"):
        return not words
    return text != "second"


def _starts_area(site: Site, end: int) -> bool:
    """ "39 has of land": the Spanish plural of ha."""
    return site.tokens.low[end : end + 9].startswith((" of land", " of mine"))


def _product(site: Site, end: int) -> Reading | None:
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
    if unit is None:
        # "cleared five by 2020": a bare "by" is no times sign.
        return None if "by" in m[0] else (site.start, m.end(), "DIMENSION", "product", UNKNOWN, "")
    table = units.by_surface(site.language)
    a = table[units.squeeze((first or unit)["unit"])]
    b = table[units.squeeze(unit["unit"])]
    if second is None and a.id == "millimetre":
        # "82 mm x 40" in a list of finds: forty of that calibre.
        return None
    stop = second.end() if second else m.end()
    if (a.dimension, b.dimension) != ("length", "length"):
        return None
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


def _measured(site: Site, unit: units.Unit, stop: int, hyphen: bool, surface: str) -> Reading:
    amount = site.amount
    rule = "attributive" if hyphen and unit.dimension != "area" else unit.id
    start = site.start
    if unit.dimension == "area":
        # Nobody measures land to the square millimetre: "25.500 m2" groups thousands.
        grouped = unit.id == "square_metre" and dot_thousands(site)
        bounds = amount.bounds(unit.factor * 1000 if grouped else unit.factor)
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
    return {key: number(best), "low": number(low), "high": number(high)}


def _length(site: Site, unit: units.Unit, stop: int, rule: str) -> Reading:
    tokens = site.tokens
    value = pack(_base(site.amount, unit, "m"))
    tail = tokens.low[stop : stop + 14].lstrip(" -")
    sized = any(tail.startswith(word) for word in site.lexicon.sets["dimension_after"])
    if unit.id == "millimetre" and not tail.startswith(("thick", "wide", "deep", "of rain")):
        figure = number(site.amount.best) or ""
        if not figure or Fraction(figure) >= 4:
            return site.start, stop, "CALIBRE", "millimetre", UNKNOWN, figure
    if sized or unit.factor < Fraction(3, 10):
        return site.start, stop, "DIMENSION", rule, UNKNOWN, value
    return site.start, stop, "DISTANCE", rule, UNKNOWN, value


def _duration(site: Site, unit: units.Unit, stop: int) -> Reading:
    if unit.factor < 86400:
        clock = unit.id == "hour" and len(site.tokens.words[site.core.i]) == 4
        return site.start, stop, "TIME", "clock" if clock else "duration", UNKNOWN, ""
    return site.start, stop, "DATE", "duration", UNKNOWN, pack({"days": _days(site, unit)})


def _days(site: Site, unit: units.Unit) -> str | None:
    return number(Fraction(site.amount.best * unit.factor, 86400)) if site.amount.best else None


def calibre(site: Site) -> Reading | None:
    """Read ".50-calibre", "calibre 7.62"; millimetres are read with the units."""
    tokens, core, lexicon = site.tokens, site.core, site.lexicon
    if core.form != "digits":
        return None
    figure = tokens.words[core.i].replace(",", ".")
    after, before = tokens.word(core.j), tokens.word(core.i - 1)
    if after in lexicon.sets["calibre_after"] and tokens.near(core.j):
        return site.start, tokens.ends[core.j], "CALIBRE", "calibre", UNKNOWN, figure
    if before in lexicon.sets["calibre_before"] and tokens.near(core.i):
        return site.start, site.end, "CALIBRE", "calibre", UNKNOWN, figure
    return None


def cartridge(site: Site) -> Reading | None:
    """Read "7.62 rounds": a calibre known by its bare figure, where no unit follows."""
    core = site.core
    figure = site.tokens.words[core.i].replace(",", ".")
    bare = core.form == "digits" and core.decimal and core.scale == 1
    if bare and figure in site.lexicon.sets["calibres"]:
        return site.start, site.end, "CALIBRE", "cartridge", UNKNOWN, figure
    return None
