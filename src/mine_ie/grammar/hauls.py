"""What lists of finds hold beside ordnance: other arms, owners, the cache or vehicle itself."""

from __future__ import annotations

from spacy.tokens import Span

from mine_ie.grammar.view import View

#: Tokens of a subject before its verb.
_SUBJECT = 7
_NEXT_TO = 3
_LOADED = frozenset("loaded laden packed filled stuffed charged rigged".split())
_LINKS = frozenset([",", "and", "&"])
_ARMS = frozenset("rifle rifles gun guns scope scopes uniform uniforms hideout hideouts".split())
#: What was found, as a whole.
_FINDS = frozenset(
    "cache caches haul hauls stash stashes find finds discovery seizure seizures recovery "
    "recoveries cachette cachettes".split()
)


def passed_by(view: View, k: int, start: int) -> bool:
    """ "Two **sniper** rifles and 9 grenades", "a shelter **for militants** and 13 bombs"."""
    after = view.lower[k + 1]
    if k in view.people:
        joined = view.lower[start - 1] in _LINKS
        return after in _ARMS or (joined and view.lower[k - 1] == "for" and after in _LINKS)
    return view.lower[k] == "for" and k + 1 in view.people and view.lower[start - 1] in _LINKS


def is_find(view: View, sentence: Span, verb: int) -> bool:
    """ "The **cache** included 9 grenades": one that was found, and nobody's arsenal."""
    subject = view.lower[max(sentence.start, verb - _SUBJECT) : verb]
    return view.lower[verb] in ("included", "comprised") and not _FINDS.isdisjoint(subject)


def is_charged(view: View, sentence: Span, cue: Span) -> bool:
    """ "The bomb **contained** 11 pounds of explosives": its charge, which nobody found."""
    before = range(max(sentence.start, cue.start - _NEXT_TO), cue.start)
    named = [view.ordnance[k].id_ for k in before if k in view.ordnance]
    return bool(named) and named[-1] in ("ied", "bomb", "booby_trap")


def loads(view: View, start: int, end: int) -> bool:
    """ "The vehicle, **loaded with** 40 kg of dynamite, was destroyed": what was is the vehicle."""
    if start < 2 or end >= len(view.doc) or view.lower[end] != ",":
        return False
    return view.lower[start - 1] == "with" and view.lower[start - 2] in _LOADED
