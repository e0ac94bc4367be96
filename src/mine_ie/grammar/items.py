"""How much ordnance, and what was done with it, over a whole text.

"They found and destroyed **13 mines, two shells and 40 kg of TNT**": the items of one list share
their verbs; of several verbs the last thing done decides (found, then destroyed: destroyed). Counts
are read by :mod:`mine_ie.grammar.item_counts`, verbs by :mod:`mine_ie.grammar.fates`, and what
later sentences say of the same things by :mod:`mine_ie.grammar.references`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from itertools import pairwise

from spacy.tokens import Span

from mine_ie import counts, layers
from mine_ie.grammar import fates, headings, references
from mine_ie.grammar.item_counts import Item, best, is_counted_noun, measured, of_people, zero
from mine_ie.grammar.view import BE, PREPOSITIONS, View

__all__ = ["Item", "read"]

_INCLUDING = frozenset("including include includes included incl comprising namely i.e. ie".split())
_INCLUDES = frozenset("include includes included comprised comprises".split())
_GENERAL = frozenset(["ammunition", "explosive", "ordnance"])
_MOSTLY = frozenset("mostly mainly chiefly largely predominantly primarily".split())
_OPENERS = frozenset([":", "(", "–", "—", "--"])
_JOINS = frozenset(
    [",", "and", "or", "as", "plus", "including", "with", "(", ":", "/", "-", "–", "—", "&", "also",
     ";", "comprising", "namely", "i.e.", "ie", "incl", "include", "includes", "included",
     "along", "together"]
)  # fmt: skip
_CLAUSE_BREAK = frozenset(
    "who which that when while after before because where but although though whose if bringing "
    "raising".split()
)

_EVENTS = (["attacks"], ["explosions"], ["blasts"], ["accidents"], ["incidents"], ["strikes"])
_NEVER_ONE = frozenset("no any every each whose".split())
_RIDS = frozenset(
    "cleared clear free freed rid cleaned clearing demined swept safe clearance cleanup".split()
)
_RID_STOPS = frozenset(
    [",", ".", ";", "and", "number", "numbers", "thousands", "hundreds", "dozens", "tens", "types",
     "kinds", "amount", "pieces", "items", "lots", "quantities", "tonnes", "tons", "majority"]
)  # fmt: skip
#: Tokens from uncounted mines to the land that they were lifted from.
_LIFTED = 10
#: Tokens from the land to "of", and from "cleared" to the land.
_LAND, _RID_BACK = 6, 14
_FITTED = frozenset("fitted equipped holding containing packed filled stuffed wired rigged".split())
_CONTAINED = frozenset("contained contains".split())
_WHOSE = frozenset("with without whose".split())
_TOGETHER = frozenset("along together".split())
#: Tokens of "still with its long-delay".
_FUZED = 7
_INCLUDED = frozenset("included includes".split())
_DEVICES = frozenset("mine mine.ap mine.av mine.improvised mine.sea ied bomb booby_trap".split())
#: So many of the first kind of a list are the figure of the list.
_OF_ALL = 100
#: Words between the kinds of a list that keep the figure with the first.
_APART = frozenset("other some several various plus a an the including with of assorted".split())
_MASS_NOUNS = frozenset("ordnance uxo erw axo uxos ammunition war explosives".split())
#: "61 mines, the **rest** UXO".
_REST = frozenset("rest remainder remaining balance others".split())
_ARTICLES = frozenset(["a", "an", "the"])
_HELPS = frozenset("has have had been also being".split())
_MAX_BEHIND = 16
_MAX_FITTED = 12
#: Words between a total and the bracket that holds its parts.
_MAX_ASIDE = 6
_MAX_BETWEEN = 14
#: The same, over things that are no ordnance, and tokens of each of those.
_MAX_LISTED, _MAX_ENTRY = 48, 8


def read(view: View) -> list[Item]:
    """Return the items of the text, in text order, each with its count, weight and fate."""
    groups: list[list[Item]] = []
    heading: fates.Fate | None = None
    head: list[list[Item]] = []
    for sentence in view.sentences():
        found = _sentence(view, sentence)
        if heading is not None and headings.is_line(view, sentence):
            found = [_under(view, heading, group) for group in found]
            if found:
                _without_umbrella(head)
        else:
            heading = None
        if (opened := headings.opened(view, sentence)) is not None:
            heading, head = opened, found
        groups += found
    return references.resolved(view, groups)


def _without_umbrella(head: list[list[Item]]) -> None:
    """ "The **devices** given below were seized": what the lines below it name in full."""
    for group in head:
        group[:] = [i for i in group if i.kind != "ordnance" or i.count or i.mass_kg]


def _under(view: View, heading: fates.Fate, group: list[Item]) -> list[Item]:
    """Give a line of a list what its heading says was done, unless it says so itself."""
    if any(i.action is not None for i in group):
        return group
    told = [replace(i, action=heading.action, cue=heading.cue) for i in group]
    return [_one(view, i) for i in told]


def _sentence(view: View, sentence: Span) -> list[list[Item]]:
    items = [measured(view, sentence, m) for m in _mentions(view, sentence)]
    items = [i for i in items if not zero(i) and not _cleared_of(view, i) and not _unreal(view, i)]
    items = _whole_devices(view, [i for i in items if not _is_heading(view, i, items)])
    groups = [_collected(view, group) for group in _lists(view, items)]
    return [_with_fate(view, sentence, group) for group in groups]


def _is_heading(view: View, item: Item, items: list[Item]) -> bool:
    """ "The recovered arms and **ammunition included** six grenades": what these were."""
    end = item.end
    if item is items[-1] or item.count is not None or item.kind not in _GENERAL:
        return False
    return end < len(view.lower) and view.lower[end] in _INCLUDES


def _mentions(view: View, sentence: Span) -> Iterable[Span]:
    for i in range(sentence.start, sentence.end):
        span = view.ordnance.get(i)
        if span is not None and span.start == i:
            yield span


def _with_fate(view: View, sentence: Span, group: list[Item]) -> list[Item]:
    fate = fates.of(view, sentence, group)
    whole = [i for i in group if not i.part]
    if fate is None and len(whole) < len(group):
        # "615,000 mines were laid, of which ...": the verb stands between total and parts.
        fate = fates.of(view, sentence, whole)
    if fate is None:
        return [_one(view, i) for i in group]
    shared = [
        replace(i, action=fate.action, cue=fate.cue, planned=fate.planned, contents=fate.contents)
        for i in group
    ]
    if fate.action == "detonated" and fate.cue is not None:
        shared = [i if fates.can_detonate(i) else replace(i, action=None, cue=None) for i in shared]
    return [_one(view, i) for i in shared]


def _one(view: View, item: Item) -> Item:
    """A bare singular is one: "Landmine kills boy", "an AK-47, chest rack and IED switch"."""
    if item.count is None and item.mass_kg is None and not item.definite:
        before = view.lower[item.start - 1] if item.start else ""
        if view.lower[item.mention.end : item.mention.end + 1] in _EVENTS:
            return item
        model = layers.unpack(item.mention.kb_id_).get("model")
        if of_people(view, item) or _is_measured(view, item):
            return item
        if is_counted_noun(view, item) and before not in _NEVER_ONE and model != item.mention.text:
            return replace(item, count=counts.ONE)
    return item


def _is_measured(view: View, item: Item) -> bool:
    """ "900 metres of slow fuse": so much of it, not one."""
    return item.start < item.mention.start and item.start in view.numbers


def _whole_devices(view: View, items: list[Item]) -> list[Item]:
    """Drop what the sentence names as a part of a device, or says of the most of a total."""
    kept: list[Item] = []
    for item in items:
        if kept and item.kind == "component" and _fuzes(view, kept[-1], item):
            kept[-1] = replace(kept[-1], end=item.end)
        elif not kept or not (_material(view, kept[-1], item) or _bulk_of_them(view, item)):
            kept.append(item)
    return kept


def _bulk_of_them(view: View, item: Item) -> bool:
    """ "1,760 munitions, **the bulk of them** cluster submunitions"."""
    start = item.mention.start
    before = view.lower[max(0, start - 3) : start]
    if before[-1:] and before[-1] in _MOSTLY:
        return before[-2:-1] in (["("], [","]) and item.count is None
    most = before[:1] and before[0] in ("bulk", "most", "majority", "many", "some", "half")
    return bool(most) and before[1:] in (["of", "them"], ["of", "which"])


def _material(view: View, device: Item, item: Item) -> bool:
    """ "A mine fashioned from three mortar bombs" is one mine."""
    gap = view.lower[device.end : item.start]
    held = any(w in _FITTED or w in _CONTAINED for w in gap)
    held = held or (device.definite and not _INCLUDED.isdisjoint(gap))
    if held and len(gap) <= _MAX_FITTED:
        # "27 mines, each fitted with a pressure plate and holding 8 kg of explosive".
        return item.kind in ("component", "explosive") and device.kind in _DEVICES
    made = any(w in ("made", "fashioned", "built", "assembled", "constructed") for w in gap)
    return made and len(gap) <= 6 and gap[-1] in ("from", "of", "with", "using")


def _fuzes(view: View, device: Item, item: Item) -> bool:
    """ "Two bombs **with delay fuzes**", "a shell **whose detonator** was gone"."""
    gap = view.lower[device.end : item.mention.start]
    if item.count is not None or device.kind == "component" or len(gap) > _FUZED:
        return False
    whose = _WHOSE.intersection(gap)
    rigged = any(view.is_verb(k) for k in range(device.end, item.mention.start))
    return bool(whose) and not rigged and not _TOGETHER.intersection(gap)


def _collected(view: View, group: list[Item]) -> list[Item]:
    """ "399,604 mines, shells and devices in all": one figure for the whole list."""
    whole = [i for i in group if not i.part]
    counted = [i for i in whole if i.count is not None or i.mass_kg is not None]
    if len(whole) < 2 or counted != [group[0]] or group[: len(whole)] != whole:
        return group
    after = view.lower[whole[-1].end : whole[-1].end + 2]
    if after not in (["in", "all"], ["in", "total"]) and not _figure_of_all(view, whole):
        return group
    roots = {i.kind.partition(".")[0] for i in whole}
    kind = roots.pop() if len(roots) == 1 else "ordnance"
    return [replace(group[0], end=whole[-1].end, as_kind=kind), *group[len(whole) :]]


def _figure_of_all(view: View, group: list[Item]) -> bool:
    """ "968 mines, shells and UXO": of so many, no kind is left uncounted."""
    if best(group[0]) < _OF_ALL or any(i.form == "singular" and _single(i) for i in group[1:]):
        return False
    return not any(
        w in _APART for a, b in pairwise(group) for w in view.lower[a.end : b.mention.start]
    )


def _single(item: Item) -> bool:
    return item.mention.text.lower().split()[-1].strip("()") not in _MASS_NOUNS


def _cleared_of(view: View, item: Item) -> bool:
    """ "Land cleared of mines" says what the land is free of, not what was lifted."""
    if item.count is not None or item.mass_kg is not None:
        return False
    if _lifted_from_land(view, item):
        return True
    start = item.mention.start
    before = view.lower[max(0, start - 7) : start]
    if before[-1:] in (["from"], ["of"]) and _land_before(view, start - 1):
        return True
    ridding = [k for k, w in enumerate(before) if w in _RIDS]
    if not ridding:
        return False
    rest = before[ridding[-1] + 1 :]
    if rest[-1:] == ["from"] and not any(w in _RID_STOPS for w in rest):
        return True
    if rest[:1] in (["of"], ["from"]):
        return len(rest) <= 3
    # "To clear the province's farmland of mines".
    return rest[-1:] == ["of"] and not any(w in _RID_STOPS for w in rest)


def _lifted_from_land(view: View, item: Item) -> bool:
    """ "**Mines and UXO** were removed from 2,575 hectares": which land was cleared."""
    for k in range(item.end, min(item.end + _LIFTED, len(view.lower) - 1)):
        if view.lower[k] == "from":
            n = view.numbers.get(k + 1)
            return n is not None and n.label == "AREA"
        if view.doc[k].is_sent_start or view.lower[k] in (",", ";"):
            return False
    return False


def _land_before(view: View, of: int) -> bool:
    """ "Cleared 40 ha of terrain and 41 ha of farmland **from** explosive devices"."""
    for k in range(of - 1, max(0, of - _LAND) - 1, -1):
        n = view.numbers.get(k)
        if n is not None:
            return n.label == "AREA" and any(
                view.lower[j] in _RIDS for j in range(max(0, n.start - _RID_BACK), n.start)
            )
        if view.doc[k].is_punct:
            return False
    return False


def _unreal(view: View, item: Item) -> bool:
    """ "Like a bomb", "as if someone dropped a bomb", "ruled out explosives": nothing was there."""
    before = view.lower[max(0, item.start - 3) : item.start]
    if any(w in ("without", "resembling") for w in before[-2:]):
        return True
    if "like" in before[-2:] and "-" not in before:
        return True
    window = " ".join(view.lower[max(0, item.start - 6) : item.start])
    return any(p in window for p in ("ruled out", "no trace of", "as if", "as though", "hoax"))


def _lists(view: View, items: list[Item]) -> list[list[Item]]:
    """String together the items that share their verbs, and mark the parts of a total."""
    lists: list[list[Item]] = []
    for item in items:
        if lists and _joined(view, lists[-1][-1], item):
            lists[-1].append(item)
        else:
            lists.append([item])
    return [_parts(view, group) for group in lists]


def _opens_parts(gap: list[str]) -> bool:
    """ "Including", "among them", "of which": what follows is counted already."""
    told = any(w in _INCLUDING for w in gap) or ("among" in gap and "them" in gap)
    return told or _of_which(gap)


def _of_which(gap: list[str]) -> bool:
    return gap[-2:-1] == ["of"] and gap[-1] in ("which", "them", "these", "those")


def _parts(view: View, group: list[Item]) -> list[Item]:
    """Mark what a total before it already counts ("12 mines, including 3 anti-tank mines")."""
    result = [group[0]]
    total: Item | None = None
    inside = 0
    for left, item in pairwise(group):
        gap = view.lower[left.end : item.start]
        if _opens_parts(gap) or (
            any(w in _OPENERS for w in gap) and _sums_up(left, group[group.index(item) :])
        ):
            total, inside = left, 0
        inside += best(item)
        if total is not None and total.count is not None and inside > best(total):
            total = None
        closed = total is not None and ")" in gap and "(" not in gap
        total = None if closed else total
        item = replace(item, part=total is not None)
        rest = best(total) - inside if total is not None else 0
        if item.part and rest > 0 and item.count is None and not _REST.isdisjoint(gap):
            item = replace(item, count=counts.exactly(rest))
        result.append(item)
    return result


def _sums_up(total: Item, parts: list[Item]) -> bool:
    """Whether the items after a colon or bracket add up to the one before it."""
    running = 0
    for part in parts:
        running += best(part)
        if running and running == best(total):
            return True
    return False


def _joined(view: View, left: Item, right: Item) -> bool:
    gap = range(left.end, right.start)
    words = [view.lower[k] for k in gap]
    if not words:
        return True
    if words == ["with"] and right.kind == "explosive" and right.count is None:
        return False  # "Teams destroyed 40 mines with explosives": what they did it with.
    if _of_which(words) or _opens_bracket(words) or _parts_behind(view, left, right):
        return True
    if len(words) > _MAX_BETWEEN and not _enumerates(view, gap):
        return False
    if any(w in _CLAUSE_BREAK for w in words):
        return False
    if any(_separates(view, k) for k in gap):
        return False
    if ";" in words and len(words) > 2:
        return False
    return any(w in _JOINS for w in words)


def _enumerates(view: View, gap: range) -> bool:
    """ "..., two rifles, one radio, 10 m of wire, ...": other things of the same list."""
    commas = [k for k in gap if view.lower[k] == ","]
    counted = [k for k in commas if k + 1 in view.numbers]
    return len(gap) <= _MAX_LISTED and len(counted) > 1 and len(gap) <= len(commas) * _MAX_ENTRY


def _opens_bracket(words: list[str]) -> bool:
    """ "98 items were found **(including** one bomb), removed and destroyed"."""
    opened = words[-2:-1] == ["("] and words[-1] in _INCLUDING
    return opened and len(words) <= _MAX_ASIDE and ")" not in words


def _parts_behind(view: View, left: Item, right: Item) -> bool:
    """ "1,021 items were found, removed and destroyed, **among them** five bombs"."""
    words = view.lower[left.end : right.start]
    among = words[-2:] in (["among", "them"], ["among", "which"]) or words[-1] in _INCLUDING
    if not among or "," not in words or len(words) > _MAX_BEHIND or best(left) <= best(right):
        return False
    said = [k for k in range(left.end, right.start) if view.is_verb(k) or k in view.cues]
    return all(view.lower[k] in BE or _is_act(view, k) for k in said if not _opens(view, k))


def _opens(view: View, k: int) -> bool:
    return view.lower[k] in _INCLUDING


def _is_act(view: View, k: int) -> bool:
    """Whether token ``k`` is of a word of what is done with ordnance, or helps one."""
    cue = view.cues.get(k)
    return view.lower[k] in _HELPS or (cue is not None and cue.label_ == "ACT")


def _separates(view: View, k: int) -> bool:
    """Whether a verb at ``k`` cuts a list in two."""
    word = view.lower[k]
    if word in _INCLUDING:
        return False
    if view.is_verb(k) and view.tag(k) not in ("VBG", "VBN") and not _describes(view, k):
        return True
    cue = view.cues.get(k)
    return cue is not None and cue.label_ in ("ACT", "BLAST", "HARM") and not _filling(view, k)


def _describes(view: View, k: int) -> bool:
    """ "A directional **formed** charge": a participle within a noun phrase of the list."""
    if view.tag(k) != "VBD" or k + 1 >= len(view.lower) or not view.doc[k + 1].is_alpha:
        return False
    lead = view.lower[max(0, k - 2) : k]
    after = view.lower[k + 1]
    if lead[-1:] in ([","], ["and"]) and not view.lower[k - 1].isalnum() and _names_item(view, k):
        return True  # "Stove devices, **timed** destruction devices and grenades"
    return not _ARTICLES.isdisjoint(lead) and after not in PREPOSITIONS | _ARTICLES


def _names_item(view: View, k: int) -> bool:
    """Whether the words behind ``k`` run on to an item without article, number or preposition."""
    for j in range(k + 1, min(k + 4, len(view.lower))):
        if j in view.ordnance:
            return True
        if view.lower[j] in PREPOSITIONS | _ARTICLES or j in view.numbers or j in view.people:
            return False
    return False


def _filling(view: View, k: int) -> bool:
    cue = view.cues[k]
    return "contents" in layers.unpack(cue.kb_id_)
