"""Figures of the harmed that name no people: tolls, labels, "five deaths", "no casualties"."""

from __future__ import annotations

from itertools import pairwise

from spacy.tokens import Span

from mine_ie import counts
from mine_ie.counts import Bounds
from mine_ie.grammar.people_lists import harm_at
from mine_ie.grammar.view import CAUSES, PREPOSITIONS, Number, View, word_set

_BEFORE_TOLL = word_set(
    "to at of is was : as reached hit passed stood reaching topped surpassed exceeded numbered"
)
_FINAL = word_set("to at is stood reached hit : numbered")
_LABEL = word_set(": - – — =")
#: "no civilian casualties", "no serious injuries", "no further deaths" leave room for others.
_SOME = word_set(
    "civilian military serious major further other immediate confirmed new more additional "
    "police significant heavy american british nato coalition foreign isaf friendly initial "
    "official"
)
_TOLD = word_set("reported confirmed recorded known documented registered additional")
_MAY = word_set("could may might expected feared likely will")
_NONE = word_set("none nil zero")
_NONE_AFTER = tuple([w] for w in sorted(_NONE))
#: Verbs that bring casualties about or tell of them, between "not" and the noun.
_BRINGS = word_set(
    "cause caused causing report reported produce produced leave left lead led result resulted to "
    "in claim claimed record recorded register registered inflict inflicted entail suffer suffered "
    "sustain sustained did does do have had has yield"
)
_INCLUDES = word_set("include includes included including comprises")
_TOTALS = word_set("number numbers numbered numbering total totals totalled totaled totalling")
#: Tokens back to which another cause may be named.
_CAUSES = 3
_MOVES = word_set(
    "rose risen fell fallen climbed dropped increased decreased jumped declined soared surged went "
    "grew grown shrank plunged rising falling dropping increasing decreasing"
)
#: Tokens from "casualties" to the figure that they rose to.
_MOVED = 18
_NO = word_set("no without zero nil any neither nor")


def _count_at(view: View, j: int) -> Number | None:
    n = view.numbers.get(j)
    good = (
        n is not None
        and n.start == j
        and n.label == "COUNT"
        and n.rule not in ("article", "negation")
    )
    return n if good else None


def toll(view: View, sentence: Span, cue: Span) -> Number | None:
    """ "The toll rose from nine to 12": the number that the toll came to."""
    if _MAY & set(view.lower[cue.end : cue.end + 4]):
        return None  # "the number of dead could rise"
    if view.lower[cue.end : cue.end + 1] and view.lower[cue.end] in _INCLUDES:
        return None  # "the toll includes 11 guests and five attackers"
    best: Number | None = None
    for j in range(cue.end, min(cue.end + 45, sentence.end)):
        n = _count_at(view, j)
        if n is not None and j > cue.end + 16 and view.lower[j - 1] not in _FINAL:
            continue
        if n is None:
            if view.lower[j] in ("while", "but", ";", "after") and best is not None:
                break
            if view.lower[j - 1 : j + 1] == ["at", "one"] and harm_at(view, j + 1):
                return None
            continue
        lead = view.lower[j - 1]
        if lead == "at" and harm_at(view, min(n.end, sentence.end - 1)):
            return None  # "put the toll at one killed and 10 wounded": told word by word
        if lead in _BEFORE_TOLL or (best is None and lead != "from"):
            best = n
            if lead in _FINAL:
                break
    return best or before(view, sentence, cue.start)


def number_of(view: View, sentence: Span, start: int, end: int) -> Number | None:
    """ "The number of people killed has risen to 16"; ``start:end`` is the word of harm."""
    lower = view.lower
    lead = lower[max(start - 6, sentence.start) : start]
    if not any(
        a in ("number", "numbers", "count", "tally") and b == "of" for a, b in pairwise(lead)
    ):
        return None
    for j in range(end, min(end + 45, sentence.end)):
        n = _count_at(view, j)
        if n is not None and lower[j - 1] in _BEFORE_TOLL:
            return None if harm_at(view, min(n.end, sentence.end - 1)) else n
    return None


def come_to(view: View, sentence: Span, start: int, end: int) -> Number | None:
    """ "Mine casualties in Iraq rose by a third last year **to 150**"."""
    if not view.lower[end - 1].endswith("s") or before(view, sentence, start) is not None:
        return None
    moved = False
    for j in range(end, min(end + _MOVED, sentence.end - 1)):
        word = view.lower[j]
        if word in (".", ";", "and", "while", "but") or harm_at(view, j):
            return None
        moved = moved or word in _MOVES
        if moved and word == "to" and (n := _count_at(view, j + 1)) is not None:
            return n
    return None


def is_of_a_number(view: View, start: int) -> bool:
    """Whether "the number of (U.S.)" stands before the people at ``start``."""
    lead = view.lower[max(start - 5, 0) : start]
    return any(lead[k : k + 3] == ["the", "number", "of"] for k in range(len(lead)))


def numbered(view: View, sentence: Span, end: int) -> Number | None:
    """ "The injured number 31", "civilians maimed by mines number 608"."""
    for j in range(end, min(end + 6, sentence.end - 1)):
        if view.lower[j] in _TOTALS:
            n = _count_at(view, j + 1)
            if n is None and (digits := view.doc[j + 1].text).isdigit():
                bounds = counts.exactly(int(digits))  # elsewhere "number 31" is a name
                return Number(j + 1, j + 2, "COUNT", "digits", bounds, digits)
            return n
    return None


def labelled(view: View, sentence: Span, start: int, end: int) -> Number | None:
    """ "Killed: 3", "wounded 46 (...)", "put the dead at five"."""
    if end >= sentence.end:
        return None
    lower = view.lower
    if lower[end] in _NONE or (lower[end] in _LABEL and lower[end + 1 : end + 2] in _NONE_AFTER):
        return Number(end, end + 1, "COUNT", "negation", counts.ZERO, "0")
    the = "the" in lower[max(start - 1, sentence.start) : start + 1]
    if end + 1 >= sentence.end:
        return None
    if lower[end] in _LABEL or (lower[end] in ("at", "as") and the):
        n = _count_at(view, end + 1)
        return n if n is None or not harm_at(view, min(n.end, sentence.end - 1)) else None
    return None


def before(view: View, sentence: Span, j: int) -> Number | None:
    """A count that governs the noun at ``j`` through its adjectives: "five civilian deaths"."""
    end = _before_causes(view, j)
    for k in range(end - 1, max(end - 5, sentence.start - 1), -1):
        n = view.numbers.get(k)
        if n is not None:
            counted = n.label == "COUNT" and n.rule not in ("article", "negation")
            return n if counted and n.bounds != counts.UNKNOWN else None
        token, word = view.doc[k], view.lower[k]
        vague = view.numbers.get(k - 1)
        if word in _TOLD:
            continue
        if word == "of" and vague is not None and vague.bounds == counts.UNKNOWN:
            return vague  # "scores of injuries"
        if token.is_punct or view.is_verb(k) or word in PREPOSITIONS or word in ("and", "or"):
            return None
        if harm_at(view, k):
            return None
    return None


def _before_causes(view: View, j: int) -> int:
    """Step over what people fell victim to: "26 **landmine and ERW** casualties"."""
    while j > 0:
        k = j - 1
        if (span := view.ordnance.get(k)) is not None:
            j = span.start
        elif view.lower[k] in CAUSES and view.ordnance.keys() & set(range(k - _CAUSES, k)):
            j = k
        else:
            return j
    return j


def nothing(view: View, sentence: Span, j: int) -> bool | None:
    """Whether the noun at ``j`` is denied: ``True`` for all, ``False`` for some, ``None`` not."""
    limited = view.lower[j + 1 : j + 2] in (["for"], ["since"], ["among"], ["amongst"])
    if _not_reported(view, j + 1):
        return not limited
    for k in range(j - 1, max(j - 9, sentence.start - 1), -1):
        word = view.lower[k]
        if word in _NO or (k in view.numbers and view.numbers[k].rule == "negation"):
            negated = word != "any" or any(
                w in ("not", "n't", "without", "never") for w in view.lower[max(k - 5, 0) : k]
            )
            return not limited if negated else None
        if word in ("not", "n't"):
            return not limited if k < j - 1 and view.lower[k - 1] != "if" else None
        if word in _SOME or k in view.people:
            limited = True
        elif not _neutral(view, k) and word not in _BRINGS:
            return None
    return None


def _not_reported(view: View, j: int) -> bool:
    """ "Casualties were not reported"; "not yet reported" leaves it open."""
    words = view.lower[j : j + 5]
    return "not" in words and words[words.index("not") + 1 :][:1] in (["reported"], ["recorded"])


def _neutral(view: View, k: int) -> bool:
    """Words that may stand between "no" and what is denied: "no reports of deaths or injuries"."""
    word = view.lower[k]
    nouns = (
        "reports",
        "report",
        "word",
        "loss",
        "human",
        "known",
        "casualties",
        "causing",
        "reported",
    )
    return (
        word in nouns or word in ("of", "or", "nor", "and", "any", ",", "were") or harm_at(view, k)
    )


def in_all(view: View, end: int) -> bool:
    """ "Ten fatalities in total": a figure that sums up the others of its sentence."""
    after = view.lower[end : end + 2]
    return after in (["in", "total"], ["in", "all"]) or after[:1] in (["altogether"], ["overall"])


def ordinal(view: View, sentence: Span, j: int) -> Bounds | None:
    """ "The 396th casualty": so many in all."""
    for k in range(j - 1, max(j - 4, sentence.start - 1), -1):
        n = view.numbers.get(k)
        if n is not None and (n.label != "ORDINAL" or view.lower[n.start - 1] in ("a", "an")):
            return None  # "a 12th victim" is one more
        if n is not None:
            known = n.value.isdigit() and int(n.value) > 3
            return counts.exactly(int(n.value)) if known else None
    return None
