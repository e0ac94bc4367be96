"""From a text to its number mentions: read numerals, bound them, say what they count."""

from __future__ import annotations

import re
from typing import NamedTuple

from mine_ie import layers, units
from mine_ie.counts import ONE, UNKNOWN, ZERO, Bounds, exactly
from mine_ie.numbers import bounds as _bounds
from mine_ie.numbers import kinds as _kinds
from mine_ie.numbers import lexicon as _lexicon
from mine_ie.numbers import numerals as _numerals
from mine_ie.numbers import specials as _specials
from mine_ie.numbers.lexicon import Lexicon
from mine_ie.numbers.numerals import Numeral
from mine_ie.numbers.tokens import Tokens, tokenise

_LISTED = frozenset(("aged", "named", "apposition"))
_LIST = re.compile(r", | and | or |, and | & ")
_LIST_END = re.compile(r"[,.;:)](?:\s|$)|$| (?:and|or|&) \d|,? respectively")
_UNKNOWN = frozenset(("unknown", "unspecified", "undetermined", "undisclosed", "unconfirmed"))
_VAGUE_MEASURES = {"time": "TIME", "area": "AREA", "length": "DISTANCE", "mass": "MASS"}
_GROUPS = ("pair", "duo", "trio", "quartet", "quintet")


class NumberMention(NamedTuple):
    """A number in a text, by character offsets ``[start, end)``.

    ``label`` says what it is (COUNT, AGE, CALIBRE ...), ``rule`` how it was read, ``value`` is the
    layer's string form and ``bounds`` the same as numbers for a COUNT, AGE, ORDINAL (units) and
    AREA (square metres); all open for the rest.
    """

    start: int
    end: int
    label: str
    rule: str
    bounds: Bounds
    value: str


def find(text: str, language: str = "en") -> list[NumberMention]:
    """Find every numeric expression of ``text``, in order, without overlaps.

    Time is linear in the text's length; nothing raises, whatever the text.

    >>> [(m.label, m.value) for m in find("At least 370 people, aged 12 to 60, hit a TM-62.")]
    [('COUNT', '370..'), ('AGE', 'low=12;high=60'), ('COUNT', '1'), ('MODEL', '')]
    """
    lexicon = _lexicon.load(language)
    tokens = tokenise(text, lexicon)
    if not tokens.hits:
        return []
    found, numerals = _scan(tokens, lexicon)
    floor = 0
    previous: NumberMention | None = None
    for numeral in _bounds.link(tokens, numerals, lexicon):
        amount = _bounds.qualify(tokens, numeral, lexicon, floor)
        reading = _kinds.classify(tokens, amount, lexicon, language)
        if reading is None:
            continue
        mention = NumberMention(*reading)
        if previous is not None:
            mention = _listed(tokens.low, previous, mention)
        found.append(mention)
        previous = mention
        floor = amount.j
    found.sort()
    return _apart(found)


def _listed(low: str, previous: NumberMention, mention: NumberMention) -> NumberMention:
    """Let a bare figure in a list be what the first is: "aged 5, 7 and 9", "Articles 3 and 4"."""
    if previous.label == "COUNT" and low[previous.end : mention.start] == " (":
        # "sixty-five (65) mines", "Two (2) soldiers": the same figure, written twice.
        closed = low[mention.end : mention.end + 1] == ")" and mention.label in ("COUNT", "AGE")
        if closed and mention.bounds.best == previous.bounds.best:
            return mention._replace(label="OTHER", rule="repeated", bounds=UNKNOWN, value="")
        return mention
    if mention.label != "COUNT":
        return mention
    if previous.rule not in _LISTED or not _LIST.fullmatch(low, previous.end, mention.start):
        return mention
    if mention.rule not in ("digits", "words", "range") or not _LIST_END.match(low, mention.end):
        return mention
    bounds, value = UNKNOWN, ""
    if previous.label == "AGE":
        bounds = mention.bounds
        value = layers.pack({"low": bounds.low, "high": bounds.high})
    return mention._replace(label=previous.label, rule=previous.rule, bounds=bounds, value=value)


def _scan(tokens: Tokens, lexicon: Lexicon) -> tuple[list[NumberMention], list[Numeral]]:
    """Read what stands by itself (dates, codes, articles, vague words) and collect numerals."""
    found: list[NumberMention] = []
    numerals: list[Numeral] = []
    done = 0
    done_char = 0
    for i in tokens.hits:
        if i < done or tokens.starts[i] < done_char:
            continue
        special = _specials.match(tokens, i, lexicon)
        if special is not None:
            label, rule, value, start, end = special
            found.append(NumberMention(start, end, label, rule, UNKNOWN, value))
            done_char = end
            continue
        word = _word(tokens, i, lexicon)
        if word is not None:
            mention, done = word
            if mention is not None:
                found.append(mention)
            continue
        numeral = _numerals.read(tokens, i, lexicon)
        if numeral is not None:
            numerals.append(numeral)
            done = numeral.j
        elif tokens.words[i] in ("a", "an"):
            found.append(_mention(tokens, i, i + 1, "article", ONE))
            done = i + 1
    return found, numerals


def _mention(tokens: Tokens, i: int, j: int, rule: str, bounds: Bounds) -> NumberMention:
    return NumberMention(tokens.starts[i], tokens.ends[j - 1], "COUNT", rule, bounds, str(bounds))


def _word(tokens: Tokens, i: int, lexicon: Lexicon) -> tuple[NumberMention | None, int] | None:
    """Read a word that is a count of its own: "no", "dozens", "a number of", "a couple of".

    Returns the mention (``None`` for an idiom that counts nothing) and the token after it, or
    ``None`` when the word is no such.
    """
    word = tokens.words[i]
    sets = lexicon.sets
    if word in sets["negation"]:
        return _negation(tokens, i, lexicon)
    if word in ("a", "an"):
        return _article(tokens, i, lexicon)
    if word in sets["multiple_of"] or lexicon.kinds.get(word) in ("unit", "teen"):
        k = i + 1
        if word not in sets["multiple_of"]:
            if tokens.word(k) != "times":
                return _one(tokens, i, lexicon) if word == "one" else None
            k += 1
        end, kind = tokens.phrase_after(k, lexicon.multiple_tail)
        if kind:
            return _mention(tokens, i, end, "multiple", UNKNOWN), end
        return None if word == "half" or lexicon.kinds.get(word) else (None, i + 1)
    if word in sets["vague"]:
        return _vague(tokens, i, lexicon)
    if word in lexicon.exact_words:
        return _exact(tokens, i, lexicon)
    known = word in lexicon.kinds or word in lexicon.fractions
    return (None, i + 1) if word in lexicon.vague_nouns and not known else None


def _negation(tokens: Tokens, i: int, lexicon: Lexicon) -> tuple[NumberMention | None, int]:
    word = tokens.words[i]
    if word == "no":
        following = tokens.word(i + 1)
        if following == "1" and tokens.word(i + 2) in ("was", "were", "died", "has"):
            return _mention(tokens, i, i + 2, "negation", ZERO), i + 2
        if following == "one" and tokens.soft(i + 1):
            return _mention(tokens, i, i + 2, "negation", ZERO), i + 2
        if tokens.is_digits(i + 1) and tokens.near(i + 1):
            return None, i + 1
        if following in lexicon.sets["negation_not"] or not tokens.soft(i + 1):
            return None, i + 1
    return _mention(tokens, i, i + 1, "negation", ZERO), i + 1


def _one(tokens: Tokens, i: int, lexicon: Lexicon) -> tuple[NumberMention | None, int] | None:
    """Read "one": a count of one, unless it is a pronoun or the head of a longer numeral."""
    numeral = _numerals.read(tokens, i, lexicon)
    if numeral is None or numeral.j > i + 1:
        return None
    before, after = tokens.word(i - 1), tokens.word(i + 1)
    measured = units.pattern().match(tokens.low, tokens.ends[i]) is not None
    pronoun = before in ("the", "this", "that", "which", "any", "some") and not measured
    if after in ("another", "s") or pronoun:
        return None, i + 1
    if before in ("every", "each") and tokens.soft(i):
        return None, i + 1
    if before == "not" and tokens.soft(i):
        return _mention(tokens, i - 1, i + 1, "negation", ZERO), i + 1
    return None


def _article(tokens: Tokens, i: int, lexicon: Lexicon) -> tuple[NumberMention | None, int] | None:
    """Read what "a" begins: "a couple of", "a few", "a large number of", "a total of 5"."""
    if not tokens.soft(i + 1):
        return (None, i + 1) if tokens.gap(i + 1)[:1] in (".", "/", ")") else None
    k = i + 1
    following = tokens.word(k)
    if following in ("couple", "pair"):
        if tokens.word(k + 1) == "of":
            scale = lexicon.values.get(tokens.word(k + 2))
            if lexicon.kinds.get(tokens.word(k + 2)) in ("hundred", "scale", "dozen") and scale:
                value = Bounds(None, int(2 * scale), None)
                return _mention(tokens, i, k + 3, "couple", value), k + 3
            return _mention(tokens, i, k + 1, "couple", exactly(2)), k + 1
        return None
    if following == "single":
        if tokens.word(i - 1) == "not":
            return _mention(tokens, i - 1, k + 1, "negation", ZERO), k + 1
        return _mention(tokens, i, k + 1, "single", ONE), k + 1
    if following in lexicon.exact_words and tokens.word(k + 1) == "of":
        return _mention(tokens, i, k + 1, "exact", exactly(lexicon.exact_words[following])), k + 1
    if following == "few":
        end = _vague_scale(tokens, k + 1, lexicon)
        return _vague_mention(tokens, i, end, "few"), end
    for _ in range(3):
        if tokens.word(k) in lexicon.sets["vague_adjectives"] and tokens.soft(k):
            k += 1
    noun = tokens.word(k)
    if noun in lexicon.vague_nouns and tokens.soft(k) and noun != "dozen":  # noqa: SIM102
        if tokens.word(k + 1) == "of" and not _figure(tokens, k + 2, lexicon):
            rule = lexicon.vague_nouns[noun]
            if tokens.word(i + 1) in _UNKNOWN and rule == "number":
                rule = "unknown_number"
            return _vague_mention(tokens, i, k + 1, rule), k + 1
    return _aside(tokens, i, lexicon)


def _aside(tokens: Tokens, i: int, lexicon: Lexicon) -> tuple[NumberMention | None, int] | None:
    """Whether "a" belongs to a numeral's qualifier: "a total of 5", "a further 12"."""
    for k in range(i + 2, i + 6):
        if not tokens.near(k - 1):
            return None
        if _figure(tokens, k, lexicon) and tokens.near(k):
            start, kind = tokens.phrase_before(k, lexicon.qualifiers)
            return (None, i + 1) if kind and start == i else None
    return None


def _figure(tokens: Tokens, k: int, lexicon: Lexicon) -> bool:
    return tokens.is_digits(k) or tokens.word(k) in lexicon.kinds


def _vague_scale(tokens: Tokens, k: int, lexicon: Lexicon) -> int:
    """Step over the scale of "several hundred", "a few dozen", "tens of thousands"."""
    if lexicon.kinds.get(tokens.word(k)) in ("hundred", "scale", "dozen") and tokens.soft(k):
        return k + 1
    return k


def _vague(tokens: Tokens, i: int, lexicon: Lexicon) -> tuple[NumberMention | None, int] | None:
    word = tokens.words[i]
    if word == "some":
        return _some(tokens, i, lexicon)
    if word in ("series", "host", "string", "group", "handful"):
        # Only with an article, which has taken them by now.
        return None, i + 1
    if word in ("numbers", "lots", "loads", "plenty") and tokens.word(i + 1) != "of":
        return None, i + 1
    start = i
    if word == "numbers":
        if tokens.word(i - 1) not in lexicon.sets["vague_adjectives"]:
            return None, i + 1
        start = i - 1
    j = _vague_scale(tokens, i + 1, lexicon)
    while tokens.word(j) == "of" and tokens.word(j + 1) in lexicon.sets["vague"]:
        if tokens.word(j + 1) not in ("dozens", "hundreds", "thousands", "millions", "billions"):
            break
        j += 2
    rule = tokens.words[j - 1] if j > i + 1 else word
    scale = tokens.word(i - 1)
    if word in ("tens", "hundreds", "thousands") and lexicon.kinds.get(scale) == "scale":
        return _vague_mention(tokens, start, j, word), j
    if j > i + 1 and word in ("tens", "hundreds", "dozens", "scores"):
        rule = f"{word}_of_{rule}"
    return _vague_mention(tokens, start, j, rule), j


def _vague_mention(tokens: Tokens, i: int, j: int, rule: str) -> NumberMention:
    """A vague count, or a vague measure: "several days", "hundreds of hectares"."""
    end = tokens.ends[j] if tokens.word(j) == "of" else tokens.ends[j - 1]
    m = units.pattern().match(tokens.low, end)
    if m is None or not m["gap"] or len(m["unit"]) < 2:
        return _mention(tokens, i, j, rule, UNKNOWN)
    unit = units.by_surface()[units.squeeze(m["unit"])]
    label = _VAGUE_MEASURES.get(unit.dimension)
    if label is None or m["unit"] in ("has", "mt", "mi", "min"):
        return _mention(tokens, i, j, rule, UNKNOWN)
    if unit.dimension == "time" and unit.factor >= 86400:
        label = "DATE"
    value = str(UNKNOWN) if label == "AREA" else ""
    return NumberMention(tokens.starts[i], m.end(), label, rule, UNKNOWN, value)


def _some(tokens: Tokens, i: int, lexicon: Lexicon) -> tuple[NumberMention | None, int] | None:
    """Read "some": about, before a figure; else a vague count."""
    if _figure(tokens, i + 1, lexicon) or tokens.word(i + 1) in ("a", "of"):
        return None, i + 1
    if tokens.phrase_before(i + 1, lexicon.qualifiers)[1] and not tokens.soft(i + 1):
        return None, i + 1
    return _mention(tokens, i, i + 1, "some", UNKNOWN), i + 1


def _exact(tokens: Tokens, i: int, lexicon: Lexicon) -> tuple[NumberMention | None, int]:
    """Read "both", "a pair", "another", "twin" and the like."""
    word = tokens.words[i]
    following = tokens.word(i + 1)
    if word == "another" and (
        _figure(tokens, i + 1, lexicon) or following in ("a", "one") or tokens.word(i - 1) == "one"
    ):
        return None, i + 1
    before = tokens.word(i - 1)
    if word in _GROUPS and before not in ("the", "this", "that"):
        return None, i + 1
    if word == "single" and before in ("every", "the", "each", "any"):
        return None, i + 1
    value = exactly(lexicon.exact_words[word])
    return _mention(tokens, i, i + 1, word, value), i + 1


def _apart(found: list[NumberMention]) -> list[NumberMention]:
    """Drop a mention that overlaps an earlier, longer one (a fallback: rules seldom clash)."""
    out: list[NumberMention] = []
    for mention in found:
        while out and mention.start < out[-1].end:
            previous = out[-1]
            if mention.end - mention.start > previous.end - previous.start:
                out.pop()
                continue
            break
        if not out or mention.start >= out[-1].end:
            out.append(mention)
    return out
