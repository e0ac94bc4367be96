"""What was done with ordnance: the verbs that govern a list of items, and whether it went off.

Three places are read: the verb whose object the list is ("sappers **found and destroyed** two
mines"), the predicate whose subject it is ("two mines **were found and later destroyed**", "mines
**remain**"), and the words of blasts and harm ("stepped on a mine", "a mine killed"). Of several
things done, the last in :data:`ORDER` is the one reported.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Span

from mine_ie import layers
from mine_ie.grammar import blasts, hauls, notes
from mine_ie.grammar.acts import (
    AUXILIARIES,
    FINITE_BE,
    PARTICIPLE,
    act,
    has_own_participle,
    has_own_passive,
    is_participle,
)
from mine_ie.grammar.item_counts import Item
from mine_ie.grammar.view import ADVERBS, BE, PREPOSITIONS, View

#: Of two things done to one item the later in this order is the one reported.
ORDER = (
    "remaining", "laid", "fired", "found", "seized", "removed", "defused", "destroyed", "detonated",
)  # fmt: skip
_STOPS_ACTIVE = frozenset(
    "who which that ; after because while when where before by for against whose responsible "
    "involved using about if although though exception except".split()
)
_STOPS_PASSIVE = frozenset(
    "; who because while if although though but whose where until whereas as".split()
)
_WILL = frozenset(["will", "would", "shall"])
#: "Known to be strewn with mines" is no plan.
_BELIEVED = frozenset("known believed thought suspected estimated said reported found".split())
_DONE_TO = frozenset(
    "able managed began started continued decided had helped forced proceeded went used ordered "
    "called led failed".split()
)
_DETERMINERS = frozenset("the a an of such these those all any some their its many more".split())
#: What lets a passive verb take the list to its right: "were seized: ...", "including ...".
_OPENS_LIST = frozenset(
    ": ( – — -- including include includes included comprising namely containing follows following "
    "\n".split(" ")
)
_ASIDES = frozenset([")", "also", "later", "safely", "all", "both", "since"])
_WHEN_HARMED = frozenset(["when", "while", "as", "after"])
#: Verbs between a find and what it was: "the recovered items include", "the seized arms were".
_HOLDS = frozenset("include includes included comprise comprises comprised are were".split())
_MAX_WHOLE = 7
#: "Other **recoveries** include 13 rounds".
_HAULS = frozenset(["recoveries", "seizures", "recovery", "seizure"])
#: "Tanks **rigged as** bombs", "a bag **hidden in** a well": where or as what it lay, no object.
_WHERE_IT_LAY = frozenset("as in inside under beneath near by along at on behind between".split())
_HELPING = frozenset("have has had did does do".split())
_MADE = frozenset("made fashioned built assembled consisting composed weighing".split())
_MAX_ASIDE = 20
_MAX_SUBJECT = 16
_MAX_LEFT = 24
_MAX_RIGHT = 26


@dataclass(frozen=True)
class Fate:
    """Something done: the action, the word that says so, and whether it is still a plan."""

    action: str
    cue: Span | None
    planned: bool = False
    contents: bool = False


def of(view: View, sentence: Span, group: Sequence[Item]) -> Fate | None:
    """Return what was done with the list, or ``None`` where the sentence does not say."""
    start, end = group[0].start, group[-1].end
    if _kinds_of_attack(view, group):
        return None
    own = has_own_passive(view, sentence, end) or has_own_participle(view, sentence, group)
    found = [] if own else governing(view, sentence, start)
    if not hauls.loads(view, start, end):
        noted = not found and notes.heads(view, sentence, start)
        found += behind(view, sentence, end, governed=bool(found), noted=noted)
    if disposed := blasts.disposed(view, sentence, group):
        found.append(Fate("destroyed", disposed))
    elif cue := blasts.detonated(view, sentence, group):
        found.append(Fate("detonated", cue))
    done = [f for f in found if not f.planned] or found
    if not done:
        return None
    last = max(done, key=lambda f: ORDER.index(f.action))
    return _accident(view, sentence, last) or last


def _kinds_of_attack(view: View, group: Sequence[Item]) -> bool:
    """ "Direct fire and IED attacks": the items only say which attacks."""
    last = group[-1]
    if last.mention.end >= len(view.doc) or last.form == "plural":
        return False
    return blasts.in_general(view, last)


def _passive_of_ordnance(view: View, sentence: Span, cue: Span) -> bool:
    """ "**Two mines** were found and ...": a passive that has said what it was done to.

    "In May were found and destroyed 39 mines" has its subject behind it.
    """
    if not is_participle(view, cue.start):
        return False
    k = cue.start - 1
    while k > sentence.start and view.lower[k] not in BE:
        word = view.lower[k]
        partner = view.cues.get(k)
        linked = word in ("and", ",", "or", "then") or word in ADVERBS or word.endswith("ly")
        if not linked and (partner is None or partner.label_ != "ACT"):
            return False
        k -= 1
    return _ordnance_before(view, sentence, k)


def _ordnance_before(view: View, sentence: Span, k: int) -> bool:
    return any(j in view.ordnance for j in range(max(sentence.start, k - _MAX_SUBJECT), k))


def can_detonate(item: Item) -> bool:
    """Whether an item of the list can be what went off: parts and stocks are listed with it."""
    return item.kind != "component" or item.mass_kg is not None or item.count is not None


def _accident(view: View, sentence: Span, fate: Fate) -> Fate | None:
    """ "Killed when the plough turned up a mine", "wounded while defusing it": it went off."""
    if fate.cue is None or fate.action not in ("found", "removed", "defused", "laid"):
        return None
    before = range(sentence.start, fate.cue.start)
    harm = [k for k in before if k in view.cues and view.cues[k].label_ == "HARM"]
    if not harm or blasts.weak_harm(view, view.cues[harm[-1]]):
        return None
    linked = view.lower[harm[-1] + 1 : fate.cue.start]
    if any(w in (";", "that", "who", "which") for w in linked):
        return None
    if any(w in _WHEN_HARMED for w in linked):
        return replace(fate, action="detonated")
    return None


def governing(view: View, sentence: Span, start: int) -> list[Fate]:
    """The active verb (or "discovery of") to the left whose object the list is, with partners."""
    if hauls.caught_with(view, sentence, start):
        return [Fate("seized", None, contents=True)]
    if hauls.is_fronted(view, sentence, start):
        return [Fate(hauls.done_with_cache(view, sentence), None, contents=True)]
    k = start - 1
    low = max(sentence.start, start - _MAX_LEFT)
    while k >= low:
        cue = act(view, k)
        if cue is not None:
            if _adjectival(view, cue) or _lay_there(view, sentence, cue):
                k = cue.start - 1
                continue
            return [] if _in_general(view, cue, start) else _active(view, sentence, cue, start)
        other = view.cues.get(k)
        if other is not None and other.label_ in ("BLAST", "HARM") and view.is_verb(k):
            return []
        if hauls.passed_by(view, k, start):
            k -= 1
            continue
        if view.lower[k] in _STOPS_ACTIVE or _is_somebody(view, k):
            return []
        if view.lower[k] in _HOLDS:
            return _of_the_whole(view, sentence, k)
        if _finite(view, k):
            return []
        k -= 1
    return []


def _is_somebody(view: View, k: int) -> bool:
    """A word for people; of a list of things "a laptop with **printer**" is one of them."""
    return k in view.people and not (
        view.people[k].id_ == "unlisted" and view.lower[k - 1] == "with"
    )


def _of_the_whole(view: View, sentence: Span, verb: int) -> list[Fate]:
    """ "**Recovered** items include 9 grenades", "the explosives **seized** were 12 sticks"."""
    if view.lower[verb - 1] in ("that", "which"):
        # "Seized a cache that included 9 grenades": what was done with the cache.
        of_it = governing(view, sentence, verb - 1) or _told_last(view, sentence, verb)
        return [replace(f, contents=True) for f in of_it]
    if hauls.is_find(view, sentence, verb):
        return [Fate(hauls.done_with_cache(view, sentence), None, contents=True)]
    for k in range(sentence.start, min(verb, sentence.start + _MAX_WHOLE)):
        cue = act(view, k)
        if cue is not None and view.lower[k] in _HAULS:
            return [replace(read(view, sentence, cue), contents=True)]
        if cue is not None and cue.start == k and is_participle(view, k):
            return (
                []
                if view.lower[k - 1] in BE and k > sentence.start
                else [read(view, sentence, cue)]
            )
    action = hauls.done_with_arms(view, sentence, verb)
    return [] if action is None else [Fate(action, None, contents=True)]


def _finite(view: View, k: int) -> bool:
    tags = ("VBD", "VBZ", "VBP", "VB")
    return view.tag(k) in tags and view.pos(k) == "VERB"


def _in_general(view: View, cue: Span, start: int) -> bool:
    """ "Coordinating the emplacement of mines" tells of no mine laid."""
    laying = layers.unpack(cue.kb_id_)["action"] == "laid" and view.lower[cue.end - 1] == "of"
    return laying and not any(k in view.numbers for k in range(cue.end, start + 1))


def _active(view: View, sentence: Span, cue: Span, start: int) -> list[Fate]:
    found = with_partners(view, sentence, cue)
    if len(found) == 1 and found[0].contents:
        if hauls.is_charged(view, sentence, cue):
            return []
        # "Seized an arsenal consisting of ...": what was done with it was done with its parts.
        whole = governing(view, sentence, cue.start) or _passive_before(view, sentence, cue)
        dealt = [f for f in whole if f.action in ("found", "seized", "removed", "destroyed")]
        if not dealt and hauls.is_of_cache(view, sentence, cue):
            return [replace(found[0], action=hauls.done_with_cache(view, sentence))]
        return [replace(f, contents=True) for f in dealt] or found
    if _passive_of_another(view, cue) or _takes_no_object(view, sentence, cue, start):
        return []
    if _is_means(view, cue, start):
        return []
    return found


def _is_means(view: View, cue: Span, start: int) -> bool:
    """ "Rebels **destroyed** a bridge with explosives": what it was destroyed with."""
    destroyed = layers.unpack(cue.kb_id_)["action"] == "destroyed"
    between = view.lower[cue.end : start]
    if not destroyed or not between or between[-1] not in ("with", "using"):
        return False
    here = view.ordnance.get(start)
    explosive = here is not None and here.id_.startswith("explosive")
    return explosive or not any(k in view.ordnance for k in range(cue.end, start))


def _takes_no_object(view: View, sentence: Span, cue: Span, start: int) -> bool:
    """ "Five rockets **were found**, two mines **defused** and 40 shells ...": a passive."""
    if any(w in _OPENS_LIST for w in view.lower[cue.end : start]):
        return False
    if cue.start - 1 in view.ordnance and is_participle(view, cue.start):
        return any(w in FINITE_BE for w in view.lower[sentence.start : cue.start])
    return _passive_of_ordnance(view, sentence, cue)


def _passive_before(view: View, sentence: Span, cue: Span) -> list[Fate]:
    return _told_last(view, sentence, cue.start)


def _told_last(view: View, sentence: Span, at: int) -> list[Fate]:
    """What was done right before ``at``: "a cache was **recovered**, which includes ..."."""
    return [
        read(view, sentence, view.cues[k])
        for k in range(max(sentence.start, at - 12), at)
        if act(view, k) is not None and view.cues[k].start == k
    ][-1:]


def _passive_of_another(view: View, cue: Span) -> bool:
    """ "He was captured with a grenade": the verb is a passive, and the list is no object of it."""
    if not view.has_parse(cue.start):
        return False
    token = view.doc[cue.end - 1] if len(cue) == 1 else cue.root
    subject = [c for c in token.children if c.dep_ == "nsubjpass" and c.i < cue.start]
    return bool(subject) and any(s.i in view.people for s in subject)


def _adjectival(view: View, cue: Span) -> bool:
    """ "Buried mines", "captured weapons": a participle in front of the noun, not its verb."""
    if len(cue) != 1 or not view.lower[cue.start].endswith(("ed", "en", "id", "wn")):
        return False
    before = view.lower[cue.start - 1] if cue.start else ""
    n = view.numbers.get(cue.start - 1)
    return before in _DETERMINERS or (n is not None and n.label == "COUNT")


def _lay_there(view: View, sentence: Span, cue: Span) -> bool:
    """ "Found three tanks **rigged as** bombs": the participle of what somebody found."""
    if layers.unpack(cue.kb_id_)["action"] != "laid" or not is_participle(view, cue.start):
        return False
    fitted = view.lower[cue.end] == "with" and cue.start - 1 in view.ordnance
    if not fitted and view.lower[cue.end] not in _WHERE_IT_LAY:
        return False
    if view.lower[cue.start - 1] in BE:
        return False
    acts = (act(view, j) for j in range(max(sentence.start, cue.start - _MAX_SUBJECT), cue.start))
    return any(a is not None and layers.unpack(a.kb_id_)["action"] != "laid" for a in acts)


def with_partners(view: View, sentence: Span, cue: Span) -> list[Fate]:
    """Read a verb with those coordinated before it ("found, defused and removed")."""
    result = [read(view, sentence, cue)]
    k = cue.start - 1
    while k > sentence.start:
        word = view.lower[k]
        if word in ("and", ",", "then", "or", "later") or word in ADVERBS or word.endswith("ly"):
            k -= 1
            continue
        partner = act(view, k)
        if partner is None or word == "," or _is_aside(view, cue, partner):
            break
        result.append(read(view, sentence, partner))
        k = partner.start - 1
    return result


def _is_aside(view: View, cue: Span, partner: Span) -> bool:
    """ "Caves were rendered unusable, **seizing** 90 mines": no partner of the verb before it."""
    apart = view.lower[cue.start].endswith("ing") and view.lower[cue.start - 1] == ","
    return apart and not view.lower[partner.start].endswith("ing")


def read(view: View, sentence: Span, cue: Span) -> Fate:
    """Read one cue."""
    window = view.lower[max(sentence.start, cue.start - 4) : cue.start]
    to = window[-1:] == ["to"] or (window[-2:-1] == ["to"] and window[-1] in ADVERBS)
    planned = any(w in _WILL for w in window)
    planned = planned or (window[-2:] == ["to", "be"] and not _BELIEVED.intersection(window))
    planned = planned or (to and not any(w in _DONE_TO for w in window))
    fields = layers.unpack(cue.kb_id_)
    return Fate(fields["action"], cue, planned, "contents" in fields)


def behind(
    view: View, sentence: Span, end: int, *, governed: bool, noted: bool = False
) -> list[Fate]:
    """ "... were found and later destroyed": predicates whose subject the list is.

    ``noted``: the list heads a note, whose participles need no auxiliary.
    """
    found: list[Fate] = []
    passive = False
    k, high = _past_aside(view, sentence, end), min(sentence.end, end + _MAX_RIGHT)
    while k < high:
        word = view.lower[k]
        if word in _STOPS_PASSIVE or (word == "which" and view.lower[k - 1] == "of"):
            break
        if word in BE:
            if found and passive and _new_subject(view, k):
                break
            passive = True
        elif k in view.ordnance and view.ordnance[k].start >= end and not passive:
            break
        cue = act(view, k)
        if cue is not None:
            told = noted and notes.says(view, sentence, end, cue)
            if told or _predicate(view, cue, end, passive, bool(found), governed):
                found.append(read(view, sentence, cue))
            elif not found and not _relative(view, end, cue):
                break
            k = cue.end
            continue
        lies = (noted and word in notes.LEFT) or (k == end and _is_attribute(view, k))
        if not lies and _other_predicate(view, k, passive, bool(found)):
            break
        k += 1
    return found + _relative_clause(view, sentence, end)


def _is_attribute(view: View, k: int) -> bool:
    """ "50 kg of TNT **packed in** 18 sacks was found": a participle that says how it lay."""
    after = view.lower[k + 1] if k + 1 < len(view.lower) else ""
    return (
        view.tag(k) == "VBD"
        and k not in view.cues
        and view.lower[k].endswith(("ed", "pt"))
        and after in PREPOSITIONS
    )


def _past_aside(view: View, sentence: Span, end: int) -> int:
    """ "The bomb**, made of six shells wired together,** was defused": behind the second comma."""
    if end + 1 >= sentence.end or view.lower[end] != "," or view.lower[end + 1] not in _MADE:
        return end
    for k in range(end + 2, min(sentence.end - 1, end + _MAX_ASIDE)):
        if view.lower[k] == "," and view.lower[k + 1] in AUXILIARIES:
            return k + 1
    return end


def _new_subject(view: View, k: int) -> bool:
    """ "Mines were lifted and **land were** made safe": the auxiliary has a noun of its own."""
    before = view.lower[k - 1]
    return view.pos(k - 1) in ("NOUN", "PROPN") and before not in ADVERBS


def _predicate(view: View, cue: Span, end: int, passive: bool, later: bool, governed: bool) -> bool:
    """Whether the cue says something of the list that ends at ``end``."""
    fields = layers.unpack(cue.kb_id_)
    if _other_subject(view, cue, end):
        return False
    word = view.lower[cue.start]
    passive = passive or word in BE
    if "intransitive" in fields and cue.start - end <= 8:
        return not governed
    if passive and word not in BE and (word.endswith("ing") or not is_participle(view, cue.start)):
        return False
    if passive or (later and view.lower[cue.start - 1] in ("and", ",", "then", "later")):
        return True
    if governed:
        return False
    if _has_object(view, cue) or view.lower[cue.start - 1] in ("has", "have", "had"):
        return False
    near = cue.start - end <= 2 or _only_aside(view, end, cue.start)
    # "Mines laid by rebels", "Grenade found in park": a participle says what became of them.
    return near and bool(PARTICIPLE.search(view.lower[cue.start]))


def _has_object(view: View, cue: Span) -> bool:
    """ "The bomb destroyed a shop": an active verb with an object of its own."""
    if cue.end >= len(view.doc):
        return False
    return view.tag(cue.start) in ("VBD", "VBZ", "VBP") and (
        view.tag(cue.end) in ("DT", "PRP$", "CD", "JJ") or cue.end in view.people
    )


def _only_aside(view: View, start: int, end: int) -> bool:
    words = view.lower[start:end]
    return len(words) <= 6 and bool(words) and words[-1] in _ASIDES


def _other_subject(view: View, cue: Span, end: int) -> bool:
    """Whether the verb has a subject of its own behind the list."""
    if not view.has_parse(cue.start):
        return False
    subjects = [c for c in cue.root.children if c.dep_ in ("nsubj", "nsubjpass", "csubj")]
    return any(
        s.i >= end and s.lower_ not in ("which", "that", "all", "both", "some") for s in subjects
    )


def _relative(view: View, end: int, cue: Span) -> bool:
    return any(w in ("which", "that") for w in view.lower[end : cue.start])


def _relative_clause(view: View, sentence: Span, end: int) -> list[Fate]:
    """ "... 400 g of TNT and a timer, which officers made safe"."""
    k = end
    while k < min(sentence.end, end + 6) and view.lower[k] not in ("which", "that"):
        if view.is_verb(k):
            return []
        k += 1
    if k >= min(sentence.end, end + 6):
        return []
    for j in range(k + 1, min(sentence.end, k + 7)):
        if view.lower[j] in BE:
            return []
        cue = act(view, j)
        if cue is not None:
            after = view.lower[cue.end] if cue.end < sentence.end else "."
            objectless = after in (
                ".",
                ",",
                ";",
                "and",
                "in",
                "on",
                "at",
                "from",
                "safely",
                "later",
            )
            return [read(view, sentence, cue)] if objectless and j > k + 1 else []
    return []


def _other_predicate(view: View, k: int, passive: bool, later: bool) -> bool:
    """Whether a verb that says nothing of ordnance ends the search."""
    word = view.lower[k]
    if not view.is_verb(k) or word in BE or word in _HELPING or word in ADVERBS:
        return False
    if view.lower[k - 1] == "of":
        return False  # "Cartridges of assorted diameters were seized."
    tag = view.tag(k)
    if passive and not later and tag != "VBN":
        return True
    return not passive and tag in ("VBD", "VBZ", "VBP")
