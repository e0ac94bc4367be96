"""What lists of finds hold beside ordnance: other arms, owners, the cache or vehicle itself."""

from __future__ import annotations

from spacy.tokens import Span

from mine_ie import layers
from mine_ie.grammar.view import View

#: Tokens of a subject before its verb.
_SUBJECT = 7
_NEXT_TO = 3
_LOADED = frozenset("loaded laden packed filled stuffed charged rigged".split())
_LINKS = frozenset([",", "and", "&"])
_ARMS = frozenset("rifle rifles gun guns scope scopes uniform uniforms hideout hideouts".split())
_ARRESTS = frozenset(
    "arrest arrested arresting arrests detain detained detaining apprehended apprehend nabbed "
    "caught captured held stopped intercepted".split()
)
_CARRYING = frozenset(
    "with carrying transporting smuggling possessing trafficking wearing ferrying hiding".split()
)
_CLAUSES = frozenset("; who which that after because when while but if before".split())
#: Tokens from the arrest to what was carried.
_CAUGHT = 16
_LAY = frozenset("was were lay are is".split())
_STOWED = frozenset(
    "stacked stored packed stashed hidden concealed piled buried wrapped stowed laid arranged "
    "arrayed lying inside".split()
)
_INSIDE = frozenset("in inside beneath under underneath behind within".split())
_FOUND_THINGS = frozenset(
    "finds find items item them these those weapons cache haul recovered seized objects "
    "munitions confiscated material contents discoveries".split()
)
#: "In the attack were ...", "in hospital were ...": no place where things lie.
_THINGS_OF_PEOPLE = frozenset(
    "attack attacks blast hospital addition total all fact use figure figures number numbers year "
    "month week period case january february march april may june july august september october "
    "november december".split()
)
#: What was found, as a whole.
_FINDS = frozenset(
    "cache caches haul hauls stash stashes find finds discovery seizure seizures recovery "
    "recoveries cachette cachettes".split()
)
_CACHES = frozenset("cache caches haul hauls stash stashes stockpile hoard hideout".split())
_WEAPONS = frozenset(
    "weapons arms guns weaponry items materials munitions ammunition explosives equipment".split()
)
_TAKEN = ("found", "seized", "removed")
#: Tokens back to the sentence that tells of the cache, and between its verb and the word.
_CACHE_BACK, _CACHE_NEAR = 90, 9


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


def is_of_cache(view: View, sentence: Span, cue: Span) -> bool:
    """ "The **cache** consisted of 32 tank rounds"."""
    subject = view.lower[max(sentence.start, cue.start - _SUBJECT) : cue.start]
    return not _CACHES.isdisjoint(subject)


def done_with_cache(view: View, sentence: Span) -> str:
    """ "They **seized** a cache. ... The cache included 9 grenades": what was done with it."""
    for k in range(sentence.start - 1, max(0, sentence.start - _CACHE_BACK) - 1, -1):
        cue = view.cues.get(k)
        if cue is None or cue.start != k or cue.label_ != "ACT":
            continue
        fields = layers.unpack(cue.kb_id_)
        if "contents" in fields or fields["action"] not in _TAKEN:
            continue
        told = view.doc[k].sent
        low, high = max(told.start, k - _CACHE_NEAR), min(told.end, k + _CACHE_NEAR)
        if not _CACHES.isdisjoint(view.lower[low:high]):
            return fields["action"]
    return "found"


def done_with_arms(view: View, sentence: Span, verb: int) -> str | None:
    """ "They **seized** arms in Zhob. **The guns included** eight devices": told right before."""
    subject = view.lower[sentence.start : verb]
    if view.lower[verb] not in ("include", "included") or subject[:1] != ["the"]:
        return None
    if len(subject) > _SUBJECT or _WEAPONS.isdisjoint(subject):
        return None
    for k in range(sentence.start - 1, max(0, sentence.start - _CACHE_BACK) - 1, -1):
        cue = view.cues.get(k)
        if cue is not None and cue.start == k and cue.label_ == "ACT":
            action = layers.unpack(cue.kb_id_)["action"]
            if action != "laid":
                return action if action in _TAKEN else None
    return None


def caught_with(view: View, sentence: Span, start: int) -> bool:
    """ "Arrested a man **with** 12 grenades", "held two men **carrying** TNT": found on them."""
    k = start - 1
    if view.lower[k] == "of" and view.lower[k - 1] in ("possession", "possessing"):
        k -= 2 if view.lower[k - 2] == "in" else 1
    elif view.lower[k] not in _CARRYING:
        return False
    for j in range(k - 1, max(sentence.start, k - _CAUGHT) - 1, -1):
        if view.lower[j] in _ARRESTS:
            return view.lower[j - 1] != "not"
        if view.lower[j] in _CLAUSES or j in view.ordnance:
            return False
    return False


def is_fronted(view: View, sentence: Span, start: int) -> bool:
    """ "**Stacked inside were** 188 rounds", "**in it lay** 12 grenades": where they were found."""
    if view.lower[start - 1] not in _LAY or start - 1 <= sentence.start:
        return False
    k = sentence.start
    while k < start and not view.doc[k].is_alpha:
        k += 1
    lead = view.lower[k : start - 1]
    if lead[:1] == ["also"]:
        lead = lead[1:]
    if not lead or any(j in view.ordnance for j in range(k, start)):
        return False
    if lead[0] in ("among", "amongst"):
        return not _FOUND_THINGS.isdisjoint(lead)
    if lead[:2] in (["included", "in"], ["included", "among"]):
        return True
    return lead[0] in _STOWED or (lead[0] in _INSIDE and not _THINGS_OF_PEOPLE & set(lead))


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
