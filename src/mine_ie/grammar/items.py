"""How much ordnance, and what was done with it: counts, weights and the verbs that govern a list.

"They found and destroyed **13 mines, two shells and 40 kg of TNT**": the items of one list share their
verbs; of several verbs the last thing done decides (found, then destroyed: destroyed).
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from spacy.tokens import Span

from mine_ie import counts, layers
from mine_ie.counts import Bounds
from mine_ie.grammar.view import ADVERBS, BE, CONJUNCTIONS, View

#: Of two things done to one item the later in this order is the one reported.
ORDER = ("remaining", "laid", "fired", "found", "seized", "removed", "defused", "destroyed", "detonated")
_CLASSIFIERS = frozenset(
    "piece pieces item items unit units round rounds stick sticks block blocks pair type types kind kinds kinds "
    "sort sorts set sets total number quantity amount series".split()
)
_CONTAINERS = frozenset(
    "box boxes crate crates cache caches bag bags belt belts sack sacks truckload truckloads load jug jugs "
    "container containers drum drums barrel barrels stockpile stockpiles stash pile piles case cases canister canisters can cans "
    "bucket buckets packet packets vest vests chain chains magazine magazines cylinder cylinders tin tins bottle bottles depot depots "
    "hoard tonnes tons kilos feet meters metres warehouse consignment batch".split()
)
_INCLUDING = frozenset(["including", "include", "includes", "included", "among", "comprising", "namely"])
_CLAUSE_BREAK = frozenset(["who", "which", "that", "when", "while", "after", "before", "because", "where", "but", "although", "though", "whose", "if", ";"])
_DEFINITE = frozenset(["the", "this", "that", "these", "those", "its", "their", "his", "such"])
_PLAN = frozenset(["will", "would", "shall"])
_MAX_GAP = 8


@dataclass(frozen=True)
class Item:
    """Ordnance over tokens ``[start, end)`` with its count, weight and fate."""

    start: int
    end: int
    mention: Span
    count: Bounds | None = None
    mass_kg: float | None = None
    action: str | None = None
    cue: Span | None = None
    definite: bool = False
    part: bool = False
    planned: bool = False
    count_span: tuple[int, int] | None = None


def read(view: View, sentence: Span) -> list[Item]:
    """Return the items of the sentence, in text order."""
    mentions = _mentions(view, sentence)
    items = [_measure(view, sentence, m) for m in mentions]
    items = [i for i in items if not _cleared_of(view, i)]
    result: list[Item] = []
    for group in _lists(view, items):
        action, cue, planned = _action(view, sentence, group)
        result += [replace(i, action=action, cue=cue, planned=planned) for i in group]
    return result


def _mentions(view: View, sentence: Span) -> list[Span]:
    found = []
    for i in range(sentence.start, sentence.end):
        span = view.ordnance.get(i)
        if span is not None and span.start == i:
            found.append(span)
    return found


def _measure(view: View, sentence: Span, mention: Span) -> Item:
    """Walk left from the noun through its modifiers to the number that governs it."""
    item = Item(mention.start, mention.end, mention)
    contained = False
    j = mention.start - 1
    steps = 0
    while j >= sentence.start and steps < _MAX_GAP:
        word = view.lower[j]
        n = view.numbers.get(j)
        if n is not None and n.label in ("COUNT", "MASS"):
            return _counted(view, sentence, item, n, contained)
        if n is not None and n.label not in ("CALIBRE", "MODEL", "ORDINAL", "OTHER", "DISTANCE", "DIMENSION"):
            return item
        token = view.doc[j]
        if j in view.ordnance and view.ordnance[j].label_ and not _may_cross(view, j):
            return item
        if word in _CONTAINERS and j + 1 < mention.start and view.lower[j + 1] in ("of", "full", "filled", "containing", "with"):
            contained = True
        elif word in _DEFINITE:
            return replace(item, start=j, definite=word not in ("its", "their", "his"))
        elif word in CONJUNCTIONS or (token.is_punct and word not in ("-", '"', "“", "”", "'", "(", ")", "/")):
            return item
        elif word == "of" or word in _CLASSIFIERS or word in ("filled", "full", "containing", "made"):
            pass
        elif view.is_verb(j) and token.tag_ not in ("VBN", "VBG", "JJ") and not token.text[:1].isupper():
            return item
        elif word in view.cues and False:
            return item
        elif word in ("in", "at", "by", "from", "with", "on", "to", "for", "into", "near", "against", "after", "when"):
            return item
        elif j in view.cues and view.cues[j].label_ in ("ACT", "BLAST", "HARM") and view.is_verb(j):
            return item
        j -= 1
        steps += 1
    return item


def _cleared_of(view: View, item: Item) -> bool:
    """ "Land cleared of mines" says what the land is free of, not what was lifted."""
    before = view.lower[max(0, item.mention.start - 4) : item.mention.start]
    if item.count is not None or item.mass_kg is not None:
        return False
    words = ("cleared", "clear", "free", "freed", "rid", "cleaned", "clearing", "demined", "swept", "safe")
    return any(before[k] in words and before[k + 1 : k + 2] in (["of"], ["from"]) for k in range(len(before)))


def _may_cross(view: View, j: int) -> bool:
    """Elliptical heads share a count only on their own; other items end the walk."""
    return False


def _counted(view: View, sentence: Span, item: Item, n, contained: bool) -> Item:  # type: ignore[no-untyped-def]
    if n.label == "MASS":
        return _weighed(view, sentence, item, n)
    if contained and item.mention.id_ != "component":
        return replace(item, start=n.start)
    if n.rule == "article":
        form = layers.unpack(item.mention.kb_id_).get("form")
        if form == "plural" or contained:
            return replace(item, start=n.start)
    return replace(item, start=n.start, count=n.bounds, count_span=(n.start, n.end))


def _weighed(view: View, sentence: Span, item: Item, n) -> Item:  # type: ignore[no-untyped-def]
    """A weight is the item's where "of" ties it; "a 250-kg bomb" weighs what it likes."""
    between = view.lower[n.end : item.mention.start]
    if "of" not in between and item.mention.id_ != "explosive":
        k = n.start - 1
        # "an unexploded 250 kg aerial bomb" still counts as one.
        while k >= sentence.start and k > n.start - 4:
            other = view.numbers.get(k)
            if other is not None and other.label == "COUNT":
                return replace(item, start=other.start, count=other.bounds, count_span=(other.start, other.end))
            k -= 1
        return item
    kilograms = _kilograms(n.value)
    # "66 pounds (30 kg) of": the metric figure is the one that coders type.
    if n.start - 2 >= sentence.start and (other := view.numbers.get(n.start - 2)) is not None and other.label == "MASS":
        return replace(item, start=other.start, mass_kg=kilograms)
    return replace(item, start=n.start, mass_kg=kilograms)


def _kilograms(value: str) -> float | None:
    fields = layers.unpack(value)
    if "kg" not in fields:
        return None
    return round(float(fields["kg"]), 3)


def _lists(view: View, items: list[Item]) -> list[list[Item]]:
    """String together the items that share their verbs."""
    lists: list[list[Item]] = []
    for item in items:
        if lists and _joined(view, lists[-1][-1], item):
            gap = view.lower[lists[-1][-1].end : item.start]
            part = any(word in _INCLUDING for word in gap) or (bool(lists[-1]) and lists[-1][-1].part and "and" in gap[-2:])
            lists[-1].append(replace(item, part=part))
        else:
            lists.append([item])
    return lists


def _joined(view: View, left: Item, right: Item) -> bool:
    gap = range(left.end, right.start)
    if len(gap) > 14:
        return False
    words = [view.lower[k] for k in gap]
    if not words:
        return True
    if any(w in _CLAUSE_BREAK for w in words):
        return False
    if any(
        (view.is_verb(k) and view.doc[k].tag_ not in ("VBG", "VBN")) and view.lower[k] not in _INCLUDING
        or (k in view.cues and view.cues[k].label_ in ("ACT", "BLAST", "HARM") and view.lower[k] not in _INCLUDING)
        for k in gap
    ):
        return False
    return any(w in (",", "and", "or", "as", "plus", "including", "with", "(", ":", "/", "-", "–", "—", "&", "also", ";") for w in words)


def _action(view: View, sentence: Span, group: list[Item]) -> tuple[str | None, Span | None, bool]:
    """What was done with the list, the word that says so, and whether it is still a plan."""
    start, end = group[0].start, group[-1].end
    found: list[tuple[str, Span, bool]] = []
    found += _governing(view, sentence, start)
    found += _passives(view, sentence, end, bool(found))
    if detonated := _detonated(view, sentence, group):
        found.append(("detonated", detonated, False))
    done = [f for f in found if not f[2]] or found
    if not done:
        return None, None, False
    action, cue, planned = max(done, key=lambda f: ORDER.index(f[0]))
    return action, cue, planned


def _act(view: View, k: int) -> Span | None:
    cue = view.cues.get(k)
    return cue if cue is not None and cue.label_ == "ACT" else None


def _governing(view: View, sentence: Span, start: int) -> list[tuple[str, Span, bool]]:
    """The active verb (or "discovery of") to the left whose object the list is, with its partners."""
    k = start - 1
    steps = 0
    while k >= sentence.start and steps < 16:
        cue = _act(view, k)
        if cue is not None:
            if _adjectival(view, cue):
                k = cue.start - 1
                continue
            return _with_partners(view, sentence, cue)
        other = view.cues.get(k)
        if other is not None and other.label_ in ("BLAST", "HARM") and view.is_verb(k):
            return []
        word = view.lower[k]
        if word in ("who", "which", "that", ";", "after", "because", "while", "when", "where", "before") or word == "by":
            return []
        if view.has_pos and view.doc[k].pos_ == "VERB" and view.doc[k].tag_ in ("VBD", "VBZ", "VBP", "VB"):
            return []
        k -= 1
        steps += 1
    return []


def _adjectival(view: View, cue: Span) -> bool:
    """ "buried mines", "captured weapons": a participle in front of the noun, not its verb."""
    before = view.lower[cue.start - 1] if cue.start else ""
    return before in ("the", "a", "an", "of", "such", "these", "those", "all", "any") and len(cue) == 1 and view.lower[cue.start].endswith(("ed", "en", "id"))


def _with_partners(view: View, sentence: Span, cue: Span) -> list[tuple[str, Span, bool]]:
    result = [_read_cue(view, sentence, cue)]
    k = cue.start - 1
    while k > sentence.start:
        word = view.lower[k]
        if word in ("and", ",", "then", "or", "later") or word in ADVERBS or word.endswith("ly"):
            k -= 1
            continue
        partner = _act(view, k)
        if partner is None:
            break
        result.append(_read_cue(view, sentence, partner))
        k = partner.start - 1
    k = cue.end
    while k < sentence.end and (view.lower[k] in ("and", "then", ",", "later", "also") or view.lower[k].endswith("ly")):
        k += 1
    return result


def _read_cue(view: View, sentence: Span, cue: Span) -> tuple[str, Span, bool]:
    window = view.lower[max(sentence.start, cue.start - 4) : cue.start]
    planned = any(w in _PLAN for w in window) or (
        window[-1:] == ["to"] and not any(w in ("able", "managed", "began", "started", "continued") for w in window)
    ) or window[-2:] == ["to", "be"]
    return layers.unpack(cue.kb_id_)["action"], cue, planned


def _passives(view: View, sentence: Span, end: int, governed: bool) -> list[tuple[str, Span, bool]]:
    """ "... were found and later destroyed": passive verbs whose subject the list is."""
    found: list[tuple[str, Span, bool]] = []
    k = end
    passive = False
    steps = 0
    while k < sentence.end and steps < 26:
        word = view.lower[k]
        if word in BE or word in ("been",):
            passive = True
        elif word in (";",) or (word in _CLAUSE_BREAK and word not in ("that", "which", "after", "before", "when")):
            break
        elif k in view.ordnance and view.ordnance[k].start >= end and not passive:
            break
        cue = _act(view, k)
        if cue is not None:
            if passive or (found and view.lower[cue.start - 1] in ("and", ",", "then", "later")):
                found.append(_read_cue(view, sentence, cue))
            elif not governed and k - end <= 1 and view.lower[k].endswith(("ed", "en", "id", "nd", "wn", "n", "t")):
                # "mines laid by rebels": a reduced clause says how they came there.
                found.append(_read_cue(view, sentence, cue))
            elif not found:
                break
            k = cue.end
            steps += 1
            continue
        if view.is_verb(k) and word not in BE and word not in ("have", "has", "had") and word not in ADVERBS:
            if passive and not found and view.doc[k].tag_ != "VBN":
                break
            if not passive and view.doc[k].tag_ in ("VBD", "VBZ", "VBP"):
                break
        k += 1
        steps += 1
    return found


def _detonated(view: View, sentence: Span, group: list[Item]) -> Span | None:
    """The word by which the list went off, if it did."""
    first, last = group[0], group[-1]
    for item in group:
        for k in range(item.mention.start, item.mention.end):
            cue = view.cues.get(k)
            if cue is not None and cue.label_ == "BLAST" and len(cue) >= 1:
                return cue
    k = last.end
    steps = 0
    while k < sentence.end and steps < 14:
        cue = view.cues.get(k)
        if cue is not None and cue.label_ == "BLAST" and "role" not in layers.unpack(cue.kb_id_):
            before = view.lower[max(k - 3, sentence.start) : k]
            if any(w in ("not", "n't", "before", "without", "could", "may", "might", "can", "never") for w in before):
                return None
            return cue
        if cue is not None and cue.label_ == "HARM" and steps <= 6:
            return cue
        if cue is not None and cue.label_ == "ACT" and steps > 3:
            return None
        if cue is not None and cue.label_ == "BLAST" and steps <= 3 and not view.lower[k].endswith("ing"):
            return cue
        if view.lower[k] in (";", "but"):
            return None
        k += 1
        steps += 1
    k = first.start - 1
    steps = 0
    while k >= sentence.start and steps < 7:
        cue = view.cues.get(k)
        if cue is not None and cue.label_ in ("BLAST", "HARM"):
            return cue
        if cue is not None and cue.label_ == "ACT":
            return None
        if view.lower[k] in (";", "but", "who", "which"):
            return None
        k -= 1
        steps += 1
    return None
