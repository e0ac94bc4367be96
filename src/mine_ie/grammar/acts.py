"""Words that say what was done with ordnance, and lists that have a verb to themselves.

"588 ha cleared and 61 mines **destroyed**": the verb before such a list is of something else.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from spacy.tokens import Span

from mine_ie import layers
from mine_ie.grammar.item_counts import Item
from mine_ie.grammar.view import ADVERBS, CONJUNCTIONS, PREPOSITIONS, View

PARTICIPLE = re.compile(r"(?:ed|en|id|nd|wn|ne|ft|ut|t|n|made|dug|swept|hung|rid)\Z")
#: Verbs whose base form is a noun as often ("direct fire attacks").
_NOUNS_TOO = frozenset(
    "fire fires shell shells place places plant plants drop find finds litter".split()
)
FINITE_BE = frozenset("was were been is are".split())
AUXILIARIES = frozenset("was were been is are has have had all both also each".split())
#: Tokens before a list in which the verb of something else may stand.
_REACH = 16


def act(view: View, k: int) -> Span | None:
    """Return the cue of the family ACT at token ``k``."""
    cue = view.cues.get(k)
    if cue is None or cue.label_ != "ACT" or (k and view.lower[k - 1] == "-"):
        return None  # Nor is a "hand-held" launcher held by anybody.
    noun = len(cue) == 1 and view.lower[k] in _NOUNS_TOO and view.pos(k) == "NOUN"
    return None if noun and not _has_object(view, k + 1) else cue


def _has_object(view: View, k: int) -> bool:
    """ "Mines litter **the** country": what a determiner follows is a verb."""
    return k < len(view.doc) and view.tag(k) in ("DT", "PRP$")


def is_participle(view: View, k: int) -> bool:
    """Whether token ``k`` may be a past participle, by the tagger or by its form."""
    return view.tag(k) == "VBN" or bool(PARTICIPLE.search(view.lower[k]))


def has_own_passive(view: View, sentence: Span, end: int) -> bool:
    """ "... and 327 devices **were defused**": a list with a passive is no verb's object."""
    k = end
    while k < sentence.end and (view.lower[k] in AUXILIARIES or view.lower[k] in ADVERBS):
        if view.lower[k] in FINITE_BE and any(
            act(view, j) is not None and is_participle(view, j)
            for j in range(k + 1, min(sentence.end, k + 4))
        ):
            return True
        k += 1
    return False


def has_own_participle(view: View, sentence: Span, group: Sequence[Item]) -> bool:
    """ "388 ha cleared and 61 mines **destroyed**": the verb before is that of the land."""
    start, end = group[0].start, group[-1].end
    own = act(view, end) if end < sentence.end else None
    if own is None or not is_participle(view, own.start) or _is_laid(own):
        return False
    if own.end < sentence.end and view.doc[own.end].is_alpha and not _goes_on(view, own.end):
        return False
    for k in range(start - 1, max(sentence.start, start - _REACH) - 1, -1):
        cue = act(view, k)
        if cue is not None and cue.start == k:
            j = k - 1
            while j > sentence.start and view.lower[j] in AUXILIARIES:
                j -= 1
            n = view.numbers.get(j)
            return n is not None and n.label == "AREA" and is_participle(view, k)
    return False


def _is_laid(cue: Span) -> bool:
    return layers.unpack(cue.kb_id_)["action"] in ("laid", "fired", "remaining")


def _goes_on(view: View, k: int) -> bool:
    return view.lower[k] in PREPOSITIONS or view.lower[k] in CONJUNCTIONS
