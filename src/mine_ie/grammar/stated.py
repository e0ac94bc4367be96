"""Figures that stand apart from their noun: "402 were bomblets", "mines destroyed: 1,163".

Reports set a figure behind what was done, and split a total by predicates: "of these, twelve were
anti-personnel and 588 anti-tank mines".
"""

from __future__ import annotations

from spacy.tokens import Span

from mine_ie import layers
from mine_ie.grammar.view import ADVERBS, BE, Number, View, word_set

#: What a figure without a noun stands behind: "of which 402", "and 588".
_OPENS = word_set("which these them those this that , and : ; including &")
_SIGNS = word_set(": = - – — x ×")
_LINKS = word_set("and / & , or then in of")
#: What the lines of a report say beside what was done: "UXO found and destroyed in March: 14".
_MAX_DONE = 6
_UNITS = word_set("nos no pcs pc rds rounds units pieces each ea")
#: Tokens of a line of an inventory.
_MAX_LINE = 18
#: Tokens before the noun in such a line: a bullet, quotation marks.
_LEAD = 4
_ENDS = word_set("; , . ) ( | units pieces pcs pcs. items nos no ea rounds and")


def predicate(view: View, sentence: Span, start: int) -> Number | None:
    """ "Of which **402** were bomblets": the figure, where the noun at ``start`` is a predicate."""
    k = start - 1
    while k > sentence.start and (view.lower[k] in ADVERBS or view.lower[k] in ("of", "the")):
        k -= 1
    if k <= sentence.start or view.lower[k] not in BE:
        return None
    n = view.numbers.get(k - 1)
    if n is None or n.label != "COUNT" or n.rule == "article":
        return None
    opens = n.start == sentence.start or view.lower[n.start - 1] in _OPENS
    return n if opens else None


def behind_verb(view: View, sentence: Span, end: int) -> Number | None:
    """ "Mines found and destroyed: **1,163**": the figure, where the noun ends at ``end``."""
    k, done = end, False
    while k < min(end + _MAX_DONE, sentence.end - 1) and view.lower[k] not in _SIGNS:
        cue = view.cues.get(k)
        done = done or (cue is not None and cue.label_ == "ACT" and _is_done(view, k))
        said = cue is not None or view.lower[k] in _LINKS or _is_time(view, k)
        if not said and not view.doc[k].is_title:
            return None
        k += 1
    if not done or k + 1 >= sentence.end or view.lower[k] not in _SIGNS:
        return None
    n = view.numbers.get(k + 1)
    if n is None or n.start != k + 1 or n.label != "COUNT" or n.rule == "article":
        return None
    closed = n.end >= sentence.end or view.lower[n.end] in _ENDS or view.doc[n.end].is_space
    return n if closed else None


def behind_sign(view: View, sentence: Span, item: tuple[int, int]) -> Number | None:
    """ "Hand grenades (Chinese) – 27", "Limpet bombs, finished: 48": an inventory's line."""
    start, end = item
    if start - sentence.start > _LEAD or len(sentence) > _MAX_LINE:
        return None
    last = sentence.end - 1
    while last > end and (
        view.doc[last].is_space or view.doc[last].is_punct or view.lower[last] in _UNITS
    ):
        last -= 1
    n = view.numbers.get(last)
    if n is None or n.start - 1 < end or view.lower[n.start - 1] not in _SIGNS | {","}:
        return None
    alone = not any(k in view.ordnance or view.is_verb(k) for k in range(end, n.start))
    if n.label == "MASS":
        return n if alone else None
    counted = n.label == "COUNT" and n.rule != "article" and view.lower[n.start - 1] != ","
    return n if alone and counted else None


def ends_line(view: View, sentence: Span, item: tuple[int, int]) -> Number | None:
    """ "Anti-personnel mines 11": a line that is a noun and its figure."""
    start, end = item
    n = view.numbers.get(end)
    if n is None or n.start != end or n.label != "COUNT" or n.rule == "article":
        return None
    if not view.doc[end].text[0].isdigit() or start - sentence.start > _LEAD:
        return None
    closes = all(view.doc[k].is_space or view.doc[k].is_punct for k in range(n.end, sentence.end))
    lines = "\n" in sentence.text[-2:] or (start and "\n" in view.doc[start - 1].text_with_ws)
    return n if closes and (lines or sentence.end == len(view.doc)) else None


def _is_done(view: View, k: int) -> bool:
    """A participle: "found", "destroyed", "rendered safe"."""
    cue = view.cues[k]
    form = layers.unpack(cue.kb_id_).get("form")
    return form in ("ed", "as-is") or view.lower[k].endswith(("ed", "en", "nd"))


def _is_time(view: View, k: int) -> bool:
    """A month or a year between the verb and its figure."""
    n = view.numbers.get(k)
    return k in view.dates or (n is not None and n.label == "YEAR")
