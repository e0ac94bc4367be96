"""Whether ordnance went off: read off the words for blasts, contact and harm around it.

"Stepped on **a mine**", "**a bomb** planted by the road exploded", "killed by **a shell**" went
off; "sappers blew up **214 shells**" and "**the bombs** were blown up in a quarry" did so at the
hands of those who clear them, and are ``destroyed``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from spacy.tokens import Span

from mine_ie import layers
from mine_ie.grammar.item_counts import Item
from mine_ie.grammar.view import BE, View

_MODAL = frozenset("may might could would can will not n't never before without cannot if".split())
_LANDS = frozenset("rocket missile mortar projectile bomb grenade submunition ied uxo".split())
_CAUSES = frozenset(
    "by in from of with after following when as on against involving caused through to".split()
)
_DISPOSAL = re.compile(
    r"\b(?:controlled|sappers?|de-?min\w+|disposal|bomb squad|engineers?|specialists?|"
    r"pyrotechnic\w*|"
    r"EOD|UXO|mine action|clearance|on site|in situ|in place|safely|quarry|demolition|range|"
    r"testing "
    r"ground|firing ground|training ground|experts?|technicians|safe distance|rescuers|"
    r"stockpile\w*|navy|army|robot|"
    r"by (?:the )?(?:[\w-]+ )?(?:detachments?|teams?|units?|squads?|troops|soldiers|security "
    r"forces|battalion|police|personnel|marines)|"
    r"surplus|stores|storage|treaty|convention)\b",
    re.I,
)
_ATTACK = re.compile(
    r"\b(?:attack\w*|suicide|bomber|militants?|terroris\w+|gunmen|insurgents?|rebels?|"
    r"guerr?illas?|separatists?|extremists?|assailants?|perpetrators?|jihadi\w*|Taliban|"
    r"Islamic State|Boko Haram|Shabaab|Shabab|Maoists?|Naxal\w*|"
    r"(?:under|beneath|against|beside|alongside|targeting)\s(?:\w+\s){0,4}(?:trucks?|vehicles?|"
    r"convoy|cars?|bus|patrol|train|jeep|tank|lorry|soldiers|troops|police\w*))\b",
    re.I,
)
_PLURAL_EVENTS = re.compile(
    r"(?:attacks|bombings|explosions|blasts|strikes|accidents|incidents)\Z", re.I
)
_FINITE = ("VBD", "VBZ", "VBP", "MD")
#: Subjects that open a clause on the item without "that": "a grenade one of them had found".
_CONTACT_CLAUSE = frozenset("he she they one it somebody someone i we".split())
_ALL = frozenset(["both", "all", "them", "it"])
_LIGHT = frozenset("has have had did left leaves leave caused causes claimed claims killed".split())
_WEAK_HARM = frozenset(["claim_lives"])
#: "Preventing potential **harm**", "without **injuries**".
_AVERTED = frozenset(
    "preventing prevented prevent averting averted avert avoiding avoid potential possible no "
    "without nobody avoided".split()
)
_MAX_RIGHT = 18
_TAKEN = ("found", "seized", "removed", "defused", "destroyed")
#: Tokens from such a verb to the list.
_TAKER = 6
#: What people do to ordnance that goes off in their hands.
_MEDDLING = frozenset(
    "beating beat banging banged sawing sawed opening opened cutting cut breaking broke prying "
    "pried prising prised unscrewing unscrewed bashing tossing tossed tinkering tinkered fiddling "
    "fiddled meddling meddled handling handled mishandling mishandled dropping dropped welding "
    "welded poking prodding prodded burning burned burnt carrying carried pounding pounded "
    "chopping drilling drilled rolling throwing threw thrown unloading loading stacking scrapping "
    "moving moved hitting pelting pelted melting cleaning cleaned filling filing shaking twisting "
    "dragging".split()
)
_IN_THE_ACT = frozenset("when while whilst as after by".split())
_ACT_REACH, _CLAUSE_REACH = 5, 8


def weak_harm(view: View, cue: Span) -> bool:
    """ "Took", "lost", "claimed" harm only together with lives or limbs."""
    if cue.id_ not in _WEAK_HARM:
        return False
    after = view.lower[cue.end : cue.end + 6]
    return not any(w in ("life", "lives", "legs", "leg", "limb") for w in after)


def _at(view: View, k: int, *families: str) -> Span | None:
    cue = view.cues.get(k)
    if cue is None or cue.label_ not in families or _in_name(view, cue):
        return None
    return None if weak_harm(view, cue) else cue


def _in_name(view: View, cue: Span) -> bool:
    """ "Benapole **Land** Port": a capital between capitals."""
    if cue.id_ != "impact" or not cue.text.istitle() or not cue.start:
        return False
    return view.doc[cue.start - 1].text.istitle() and not view.doc[cue.start].is_sent_start


def _role(cue: Span) -> str | None:
    return layers.unpack(cue.kb_id_).get("role")


def _harmed(view: View, sentence: Span, but: Span | None = None) -> bool:
    return any(
        _at(view, k, "HARM") is not None
        and view.cues[k].id_ != "casualties#not"
        and view.cues[k] != but
        and not _AVERTED & set(view.lower[max(sentence.start, view.cues[k].start - 3) : k])
        for k in range(sentence.start, sentence.end)
    )


def _blown_up(view: View, cue: Span) -> str | None:
    """The verb of a word for blowing up, whether it takes an object or is what somebody hit."""
    if cue.id_ not in ("explode", "contact", "blown_up"):
        return None
    verb = view.lower[cue.start + 1] if view.lower[cue.start] in BE else view.lower[cue.start]
    return verb if cue.id_ == "explode" or verb == "blown" else None


def in_general(view: View, item: Item) -> bool:
    """Whether the item only names attacks in the plural, without one that is told of."""
    cue = view.cues.get(item.mention.end)
    following = view.lower[item.mention.end]
    plural = cue is not None and cue.label_ == "BLAST" and bool(_PLURAL_EVENTS.search(cue.text))
    return (
        (plural or following in ("attacks", "emplacements", "strikes"))
        and item.count is None
        and (not _harmed(view, item.mention.sent))
    )


# -- destroyed by those who clear ------------------------------------------------------------------


def disposed(view: View, sentence: Span, group: Sequence[Item]) -> Span | None:
    """Return the word by which the list was blown up, or burned, on purpose and safely."""
    cue = _burned(view, sentence, group) or _blown(view, sentence, group)
    if cue is None:
        return None
    return cue


def _burned(view: View, sentence: Span, group: Sequence[Item]) -> Span | None:
    for k in (
        *range(group[-1].end, min(sentence.end, group[-1].end + 5)),
        group[0].start - 1,
        group[0].start - 5,
    ):
        cue = view.cues.get(k)
        if k > group[-1].end and not any(w in BE for w in view.lower[group[-1].end : k]):
            continue
        if cue is not None and view.lower[cue.start] in (
            "burned",
            "burnt",
            "burning",
            "burn",
            "incinerated",
        ):
            return cue
    k = group[0].start - 1
    while k >= max(sentence.start, group[0].start - 8):
        if view.lower[k] in ("burned", "burnt") and k in view.cues:
            return view.cues[k]
        k -= 1
    return None


def _blown(view: View, sentence: Span, group: Sequence[Item]) -> Span | None:
    cue = _object_of_blast(view, sentence, group[0].start)
    if cue is None:
        cue = _passive_blast(view, sentence, group[-1].end)
    if cue is None or any(
        w in _MODAL for w in view.lower[max(sentence.start, cue.start - 3) : cue.start]
    ):
        return None
    if _ATTACK.search(sentence.text) or _harmed(view, sentence, but=cue):
        return None
    on_purpose = bool(_DISPOSAL.search(sentence.text))
    attacking = group[0].kind in ("ied", "explosive", "grenade", "booby_trap")
    return cue if on_purpose or not attacking else None


def on_purpose(view: View, sentence: Span, cue: Span) -> bool:
    """Whether a word for an explosion has an object that somebody set off: "was blown up"."""
    word = _blown_up(view, cue)
    if word is None or not word.startswith(("bl", "detonat", "exploded")):
        return False
    before = view.lower[max(sentence.start, cue.start - 4) : cue.start + 1]
    passive = word in ("blown", "detonated", "exploded") and any(w in BE for w in before)
    active = cue.end < sentence.end and view.lower[cue.end] in ("them", "it", "all", "both", "the")
    if not (passive or active) or any(w in _MODAL for w in before[-3:]):
        return False
    return not _ATTACK.search(sentence.text) and not _harmed(view, sentence, but=cue)


#: Before what somebody ran onto, or what a car was laden with.
_HIT_OR_BORNE = frozenset(["on", "over", "with", "by", "from"])


def _object_of_blast(view: View, sentence: Span, start: int) -> Span | None:
    """ "Blew up 62 bombs", "detonated in the firing ground 214 shells"; not "blew up on a mine"."""
    if view.lower[start - 1] in _HIT_OR_BORNE:
        return None
    for k in range(start - 1, max(sentence.start, start - 8) - 1, -1):
        cue = view.cues.get(k)
        if cue is not None and cue.id_ == "explode":
            named = view.lower[cue.start]
            return cue if named.startswith(("bl", "detonat")) else None
        if view.lower[k] in (",", ";", "and", "by", "when", "after") or k in view.ordnance:
            return None
    return None


def _passive_blast(view: View, sentence: Span, end: int) -> Span | None:
    """ "... were blown up", "... was detonated": somebody did it."""
    seen_be = False
    for k in range(end, min(sentence.end, end + 14)):
        seen_be = seen_be or view.lower[k] in BE
        cue = view.cues.get(k)
        named = _blown_up(view, cue) if cue is not None else None
        if named is not None:
            return cue if seen_be and named in ("blown", "detonated", "exploded") else None
        if view.lower[k] in (";", "when", "who", "but"):
            return None
    return None


# -- detonated -------------------------------------------------------------------------------------


def detonated(view: View, sentence: Span, group: Sequence[Item]) -> Span | None:
    """Return the word by which the list went off, if it did."""
    return (
        _named_with(view, sentence, group)
        or _before(view, sentence, group[0])
        or _after(view, sentence, group[-1], group)
        or _meddled_with(view, sentence, group[0])
    )


def _real(view: View, sentence: Span, cue: Span) -> bool:
    """Not "may explode", "before it exploded"."""
    return not any(w in _MODAL for w in view.lower[max(cue.start - 3, sentence.start) : cue.start])


def _named_with(view: View, sentence: Span, group: Sequence[Item]) -> Span | None:
    """ "A mine blast", "a suicide attack": the item's own words say that it went off."""
    for item in group:
        if "implied" in layers.unpack(item.mention.kb_id_) and (
            near := _nearest(view, sentence, item)
        ):
            return near
        for k in range(item.mention.start, min(item.mention.end + 1, sentence.end)):
            cue = _at(view, k, "BLAST")
            if cue is None or _role(cue) == "contact" or cue.start > item.mention.end:
                continue
            if cue.id_ != "blast" and k >= item.mention.end:
                continue
            general = _PLURAL_EVENTS.search(cue.text) and item.count is None
            if general and not _harmed(view, sentence):
                return None
            return cue if _real(view, sentence, cue) else None
    return None


def _nearest(view: View, sentence: Span, item: Item) -> Span | None:
    """The blast nearest to a depot or a kind of attack, which names it only by implication."""
    found = [
        cue
        for k in range(sentence.start, sentence.end)
        if (cue := _at(view, k, "BLAST")) is not None and cue.start == k
        and _role(cue) != "contact" and _real(view, sentence, cue)
        and not (_PLURAL_EVENTS.search(cue.text) and not _harmed(view, sentence))
    ]  # fmt: skip
    return min(found, key=lambda c: abs(c.start - item.mention.start), default=None)


def _before(view: View, sentence: Span, item: Item) -> Span | None:
    """ "Stepped on a mine", "killed by a shell", "the explosion of a grenade"."""
    for k in range(item.start - 1, max(sentence.start, item.start - 9) - 1, -1):
        cue = _at(view, k, "BLAST", "HARM")
        gap = view.lower[cue.end : item.start] if cue is not None else []
        if cue is not None:
            return cue if _real(view, sentence, cue) and _reaches(view, cue, gap, item) else None
        if view.lower[k] in (";", "who", "which", "but", ":") or k in view.ordnance:
            return None
        other = view.cues.get(k)
        if other is not None and other.label_ == "ACT":
            return None
    return None


def _reaches(view: View, cue: Span, gap: list[str], item: Item) -> bool:
    """Whether the word for a blast, a touch or harm takes the item right of it."""
    if cue.label_ == "BLAST" and _role(cue) == "contact":
        return not gap or gap in (["by"], ["on"], ["into"], ["with"])
    if cue.id_ == "explode":
        return not gap or gap[-1] in ("by", "of", "on", "with", "from")
    if cue.label_ == "BLAST":
        return (
            bool(gap)
            and gap[-1] in ("by", "of", "from", "with", "involving", "to")
            and len(gap) <= 4
        )
    if not gap:
        return cue.id_ == "blown_up"  # "were blown up on a mine"
    return gap[-1] in _CAUSES or (
        len(gap) >= 2 and gap[0] in ("by", "in", "from", "when", "after", "as")
    )


def _after(view: View, sentence: Span, item: Item, group: Sequence[Item]) -> Span | None:
    """ "A bomb planted by the road exploded", "mines killed 12"."""
    relative = item.end < sentence.end and view.lower[item.end] in _CONTACT_CLAUSE
    joined = False
    for k in range(item.end, min(sentence.end, item.end + _MAX_RIGHT)):
        word = view.lower[k]
        cue = _at(view, k, "BLAST", "HARM")
        joined = joined or word == "and"
        if cue is None and not joined and _destroys(view, k):
            return view.cues[k]
        if cue is not None and cue.start == k:
            if cue.label_ == "HARM" and joined and _was_taken(view, sentence, group[0].start):
                return None
            if _goes_off(view, sentence, cue, item, relative):
                return cue if _real(view, sentence, cue) else None
            if cue.label_ == "HARM" or _role(cue) != "contact":
                return None
        if word in (";", "but", ":") or (k in view.ordnance and view.ordnance[k].start > item.end):
            return None
        if word in ("which", "that", "who"):
            relative = True
        act = view.cues.get(k)
        if act is not None and act.label_ == "ACT" and not _participle(view, k):
            return None
        finite = view.tag(k) in _FINITE
        if finite and not relative and word not in BE and word not in _LIGHT:
            return None
    return None


def _was_taken(view: View, sentence: Span, start: int) -> bool:
    """ "**Captured** 60 bombs and killed two rebels": those who took them killed, not the bombs."""
    for k in range(start - 1, max(sentence.start, start - _TAKER) - 1, -1):
        cue = view.cues.get(k)
        if cue is not None:
            taken = cue.label_ == "ACT" and layers.unpack(cue.kb_id_)["action"] in _TAKEN
            return taken and view.lower[k - 1] not in BE
        if view.doc[k].is_punct or k in view.ordnance:
            return False
    return False


def _meddled_with(view: View, sentence: Span, item: Item) -> Span | None:
    """ "Two brothers were killed while **beating a shell** for its copper": the word of harm."""
    low = sentence.start
    for k in range(item.start - 1, max(low, item.start - _ACT_REACH) - 1, -1):
        if view.lower[k] in _MEDDLING or view.lower[k - 1 : k + 1] == ["to", "saw"]:
            break
        if k in view.cues or k in view.ordnance or view.lower[k] in (",", ";", "and"):
            return None
    else:
        return None
    opens = next((j for j in range(k - 1, max(low, k - _CLAUSE_REACH) - 1, -1)
                  if view.lower[j] in _IN_THE_ACT), None)  # fmt: skip
    if opens is None or any(w in _MODAL for w in view.lower[opens:k]):
        return None
    harm = (_at(view, j, "HARM") for j in range(opens - 1, low - 1, -1))
    cue = next((c for c in harm if c is not None), None)
    return cue if cue is not None and _real(view, sentence, cue) else None


def _destroys(view: View, k: int) -> bool:
    """ "The bomb destroyed a shop"."""
    cue = view.cues.get(k)
    if cue is None or cue.id_ != "destroy" or cue.start != k:
        return False
    if view.tag(k) not in ("VBD", "VBZ", "VBP") or cue.end >= len(view.doc):
        return False
    if any(j in view.ordnance for j in range(cue.end, min(cue.end + 4, len(view.doc)))):
        return False
    return view.tag(cue.end) in ("DT", "PRP$", "CD", "JJ") and view.lower[cue.end] not in _ALL


def _participle(view: View, k: int) -> bool:
    before = view.lower[k - 1] if k else ""
    return view.tag(k) in ("VBN", "VBG", "JJ") and before not in BE


def _goes_off(view: View, sentence: Span, cue: Span, item: Item, relative: bool) -> bool:
    distance = cue.start - item.end
    passive = any(w in BE for w in view.lower[max(item.end, cue.start - 3) : cue.start])
    if cue.label_ == "HARM":
        verb = view.is_verb(cue.start) or cue.text.endswith("s")
        return verb and not passive and distance <= 10
    if _role(cue) == "contact":
        kind = item.kind.partition(".")[0]
        if passive:
            return cue.text.lower() in ("set off", "triggered", "activated", "detonated")
        return distance <= 10 and not (cue.id_ == "impact" and kind not in _LANDS)
    if cue.id_ == "explode":
        return True
    return distance <= 1
