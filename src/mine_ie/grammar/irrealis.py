"""Harm that did not happen: feared, planned, possible or prevented."""

from __future__ import annotations

from spacy.tokens import Span

from mine_ie.grammar.view import View, word_set

_MODAL = word_set("could would might may can will should must cannot")
_INTENT = word_set(
    "meant aimed intended intending designed planned planning plotting plotted plot "
    "threatened threatening threatens able capable enough attempted attempting attempt tried "
    "trying failed wanted vowed ordered hoped used powerful want order sought conspiring "
    "conspired likely supposed trained sent intent aim aiming hoping purpose"
)
#: "Nobody should **ever again** be killed".
_ADVERBS = word_set("ever never again also not even still yet soon all both easily well")
_RISK = word_set("risk danger threat fear possibility chance likelihood risks dangers fears")
_NOT = word_set("not n't never")
_AVERTED = word_set(
    "without avoid avoiding avoided averted prevent prevented preventing from not never"
)


def is_real(view: View, sentence: Span, start: int, form: str) -> bool:
    """Whether the word of harm at token ``start`` tells of something that happened."""
    before = view.lower[max(start - 6, sentence.start) : start]
    if not before:
        return True
    last = before[-1]
    if last in _NOT:
        return False  # "The driver was not hurt": nor was anybody else for that.
    if (
        last != "nor"
        and "nor" in before
        and "neither" in view.lower[max(start - 14, sentence.start) : start]
    ):
        return False  # "neither the mayor nor any of his men came to harm"
    if "ever" in before[-3:] and {"had", "has", "have"} & set(before):
        return False  # "Only one other deminer had ever been killed": before all this.
    if last == "to" and form in ("base", "as-is") and set(before[-6:-1]) & _INTENT:
        return False
    if last == "of" and set(before[-3:-1]) & _RISK:
        return False  # "at risk of falling victim to mines"
    if last in ("could", "would", "might", "can", "will", "should", "cannot", "may", "must"):
        return False
    if last in ("have", "be") and len(before) > 1:
        modal = next((w for w in reversed(before[:-1]) if w not in _ADVERBS), "")
        if modal in _MODAL:
            return modal in ("may", "will") and last == "have"
    if before[-2:] == ["have", "been"] and len(before) > 2 and before[-3] in _MODAL:
        return before[-3] == "may"
    return not (form == "ing" and last in _AVERTED)
