"""Lists set out in lines: "Items recovered:" and, below it, a line for each kind.

The heading says what was done with everything in its lines, up to the first sentence that tells
something of its own.
"""

from __future__ import annotations

from spacy.tokens import Span

from mine_ie.grammar import acts, fates
from mine_ie.grammar.view import View

_FINITE = frozenset("was were is are am has have had does did".split())
_BULLETS = frozenset("- – — • * · o ■ ▪ ● ‣ ( [".split())
#: "The following were recovered", "the devices given below": a list comes.
_BELOW = frozenset("below following follows".split())
#: "The inventory is as follows:" lists what was found.
_INVENTORY = frozenset("inventory finds recoveries haul seizures".split())
#: So short a line without a verb is one of a list, bullet or none.
_SHORT = 16


def opened(view: View, sentence: Span) -> fates.Fate | None:
    """Return what a sentence that ends with a colon says was done with what follows.

    "Troops discovered a cache containing:", "The following were seized:", "Items recovered:".
    """
    end = sentence.end
    while end > sentence.start and view.doc[end - 1].is_space:
        end -= 1
    if end == sentence.start:
        return None
    says = not _BELOW.isdisjoint(view.lower[sentence.start : end])
    if view.lower[end - 1] != ":" and not (says and "\n" in sentence.text[-2:]):
        return None
    found = [
        fates.read(view, sentence, cue)
        for k in range(sentence.start, end)
        if (cue := acts.act(view, k)) is not None and cue.start == k
    ]
    told = [f for f in found if not f.planned and not f.contents] or found
    if not told and not _INVENTORY.isdisjoint(view.lower[sentence.start : end]):
        return fates.Fate("found", None, contents=True)
    return told[-1] if told else None


def is_line(view: View, sentence: Span) -> bool:
    """Whether a sentence is a line of a list: no verb of being or having, no blast, nobody hurt."""
    tokens = range(sentence.start, sentence.end)
    if any(view.lower[k] in _FINITE for k in tokens):
        return False
    if any(k in view.cues and view.cues[k].label_ in ("BLAST", "HARM") for k in tokens):
        return False
    if _numbered(view, sentence.start):
        return True
    first = next((k for k in tokens if not view.doc[k].is_space), None)
    if first is None:
        return True
    marked = view.lower[first] in _BULLETS or view.lower[first][:1].isdigit()
    return marked or len(sentence) <= _SHORT


def _numbered(view: View, start: int) -> bool:
    """Whether an enumerator, which stands as a sentence of its own, opens the line: "2. From"."""
    return start > 1 and view.lower[start - 1] == "." and view.lower[start - 2].isdigit()
