"""Verbs that their object parts in two: "**took** them **away**", "**rendered** it **safe**".

The lexicon of cues holds words that stand together; these are marked as cues of the same blocks.
"""

from __future__ import annotations

from spacy.tokens import Span

from mine_ie.grammar.view import View, word_set

_TAKE = word_set("take takes took taken taking")
_PULL = word_set(
    "pull pulled pulling haul hauled hauling drag dragged dragging fish fished carry carried "
    "carrying cart carted carting dig dug digging lift lifted lifting tow towed bring brought"
)
_BLOW = word_set("blow blows blew blowing")
_RENDER = word_set("render renders rendered rendering make makes made making")
_PUT = word_set("put puts putting")
_HAND = word_set("hand hands handed handing turn turned turning give gave given giving")
_SEPARABLE = (
    (_TAKE, word_set("away out off up"), "remove", "removed"),
    (_PULL, word_set("away out off ashore"), "remove", "removed"),
    (_BLOW, word_set("up"), "destroy", "destroyed"),
    (_RENDER, word_set("safe harmless inert ineffective useless unusable inoperable"), "defuse",
     "defused"),
    (_HAND, word_set("in over"), "seize", "seized"),
)  # fmt: skip
#: "Put two shells **out of action**", "handed 12 grenades **to police**".
_PHRASES = (
    (_PUT, ("out", "of", "action"), "defuse", "defused"),
    (_HAND, ("to", "police"), "seize", "seized"),
    (_HAND, ("to", "the", "police"), "seize", "seized"),
    (_HAND, ("to", "the", "army"), "seize", "seized"),
    (_HAND, ("to", "the", "military"), "seize", "seized"),
    (_HAND, ("to", "the", "authorities"), "seize", "seized"),
    (_HAND, ("to", "soldiers"), "seize", "seized"),
    (_HAND, ("to", "troops"), "seize", "seized"),
)
_FIRST = frozenset().union(*(verbs for verbs, *_ in (*_SEPARABLE, *_PHRASES)))
_PRONOUNS = word_set("it them both all everything these those")
_STOPS = word_set(". ; : which that who and but because when while after before if")
#: Tokens of an object between the verb and its particle.
_REACH = 9


def mark(view: View) -> None:
    """Add a cue for every such verb whose object is ordnance or a pronoun."""
    for k, word in enumerate(view.lower):
        if word not in _FIRST or ((cue := view.cues.get(k)) is not None and cue.label_ == "ACT"):
            continue
        if (read := _read(view, k)) is not None:
            block, action = read
            values = f"form=split;action={action}"
            view.cues[k] = Span(view.doc, k, k + 1, label="ACT", kb_id=values, span_id=block)


def _read(view: View, k: int) -> tuple[str, str] | None:
    """The block and the action of a verb at ``k`` that goes on behind its object."""
    word, ordnance = view.lower[k], False
    pronoun = view.lower[k + 1 : k + 2] and view.lower[k + 1] in _PRONOUNS
    for j in range(k + 1, min(k + _REACH, len(view.lower))):
        after = view.lower[j]
        if (ordnance or pronoun) and (found := _goes_on(view, word, j)) is not None:
            return found
        if after in _STOPS and not ordnance:
            return None
        if after in _STOPS and after != "and":
            return None
        ordnance = ordnance or j in view.ordnance
    return None


def _goes_on(view: View, word: str, j: int) -> tuple[str, str] | None:
    for verbs, particles, block, action in _SEPARABLE:
        if word in verbs and view.lower[j] in particles:
            return block, action
    for verbs, phrase, block, action in _PHRASES:
        if word in verbs and tuple(view.lower[j : j + len(phrase)]) == phrase:
            return block, action
    return None
