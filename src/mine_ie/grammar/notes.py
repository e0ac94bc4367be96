"""Notes and headlines, whose participles stand without an auxiliary.

"Bomb under a bridge at Dikhil found and made safe", "14 May: Shell in a garden destroyed".
"""

from __future__ import annotations

from spacy.tokens import Span

from mine_ie.grammar.view import BE, View

#: What may stand right before the first word of a note.
_OPENS = frozenset(": \u2013 \u2014 - . * \u2022 \n".split(" "))
#: What may follow a participle that has no object.
_FOLLOWS = frozenset(
    "by in near and on at from before during after inside outside yesterday today tonight "
    "safely overnight . , ; : )".split()
)
_NO_NOTE = frozenset("who which that has have had having will to".split())
#: How the item came to lie there.
LEFT = frozenset("left hidden abandoned dumped placed put concealed discarded".split())
#: Words between the item and what was done with it.
_REACH = 16


def heads(view: View, sentence: Span, start: int) -> bool:
    """Whether the item at ``start`` is the first thing that a note names."""
    k = start
    while k > sentence.start and (k - 1 in view.dates or view.doc[k - 1].is_space):
        k -= 1
    return k == sentence.start or view.lower[k - 1] in _OPENS


def says(view: View, sentence: Span, end: int, cue: Span) -> bool:
    """Whether the participle says what was done with the item that ends at ``end``."""
    if not 0 <= cue.start - end <= _REACH or not _is_participle(view, cue):
        return False
    between = view.lower[end : cue.start]
    if any(w in BE or w in _NO_NOTE for w in between):
        return False
    if cue.end >= sentence.end or cue.end in view.dates:
        return True
    return view.lower[cue.end] in _FOLLOWS or view.doc[cue.end].is_space


def _is_participle(view: View, cue: Span) -> bool:
    word = view.lower[cue.start]
    return word.endswith(("ed", "en", "nd", "de", "ft", "wn", "ut")) and not word.endswith("eed")
