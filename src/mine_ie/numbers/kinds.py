"""What a number counts: a count of things, or an age, a calibre, a date, money ... (never a count).

Each rule looks at the words beside the amount and returns a reading or ``None``; the first that
answers wins. Their order is the order of certainty.
"""

from __future__ import annotations

from collections.abc import Callable

from mine_ie.counts import UNKNOWN, Bounds
from mine_ie.numbers import ages, calendar, measures, names
from mine_ie.numbers.bounds import Amount
from mine_ie.numbers.lexicon import Lexicon
from mine_ie.numbers.site import Reading, Site, dot_thousands, number
from mine_ie.numbers.tokens import Tokens


def classify(
    tokens: Tokens, amount: Amount, lexicon: Lexicon, language: str = "en"
) -> Reading | None:
    """Say what ``amount`` is; ``None`` for a numeral that is no number here."""
    site = Site(tokens, amount, lexicon, language)
    for rule in RULES:
        reading = rule(site)
        if reading is not None:
            return reading
    return _count(site)


def _fraction(site: Site) -> Reading | None:
    """Read parts of a whole: "two-thirds", "half", "one in five", "1 out of 3"."""
    tokens, core, lexicon = site.tokens, site.core, site.lexicon
    if core.form == "fraction":
        return site.here("OTHER", "fraction", number(core.value) or "")
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


def _plural_figure(site: Site) -> Reading | None:
    """Read "100s of mines", "10s of thousands": vague."""
    tokens, core = site.tokens, site.core
    if core.form != "digits" or tokens.word(core.j) != "s" or not tokens.glued(core.j):
        return None
    rule = {10: "tens", 100: "hundreds", 1000: "thousands"}.get(int(core.value or 0))
    if rule is None or (rule == "tens" and tokens.word(core.j + 1) != "of"):
        return None
    return site.start, tokens.ends[core.j], "COUNT", rule, UNKNOWN, str(UNKNOWN)


def _ordinal(site: Site) -> Reading | None:
    core = site.core
    if core.form != "ordinal":
        return None
    value = site.amount.bounds()
    return site.here("ORDINAL", "ordinal", str(value), value)


def _decimal(site: Site) -> Reading | None:
    """A figure with a fraction counts nothing, unless its dot groups thousands ("1.184 mines")."""
    core = site.core
    if not core.decimal or core.value is None:
        return None
    if dot_thousands(site):
        amount = site.amount
        low, best, high = amount.times(1000)
        bounds = Bounds(*(None if n is None else int(n) for n in (low, best, high)))
        return site.here("COUNT", "dot_thousands", str(bounds), bounds)
    return site.here("OTHER", "decimal", number(core.value) or "")


def _count(site: Site) -> Reading:
    amount = site.amount
    bounds = amount.bounds()
    rule = "further" if "further" in amount.kinds else amount.rule
    alone = amount.core.j - amount.core.i == 1 and not amount.kinds
    if rule == "words" and alone and site.tokens.words[amount.core.i] == "one":
        rule = "article"
    return site.here("COUNT", rule, str(bounds), bounds)


RULES: tuple[Callable[[Site], Reading | None], ...] = (
    calendar.spoken_year,
    names.too_long,
    measures.money,
    measures.percent,
    names.phone,
    ages.age,
    calendar.clock,
    measures.calibre,
    _plural_figure,
    calendar.calendar,
    measures.measure,
    measures.cartridge,
    _fraction,
    names.name,
    _ordinal,
    names.enumerator,
    _decimal,
)
