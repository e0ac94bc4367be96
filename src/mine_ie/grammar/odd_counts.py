"""Figures that stand otherwise than before their noun: of kinds, of boxes, of owners, of wearers.

"100 units of six different kinds of shells", "100 boxes with 200 sticks each", "171,000 of the
country's mines", "one of two bombs", "three women wearing explosive vests".
"""

from __future__ import annotations

from itertools import pairwise

from spacy.tokens import Span

from mine_ie import counts, layers
from mine_ie.counts import Bounds
from mine_ie.grammar.view import ADVERBS, Number, View

_OF = "of"
CONTAINERS = frozenset(
    "box boxes crate crates cache caches bag bags belt belts sack sacks truckload truckloads load "
    "jug jugs container containers drum drums barrel barrels stockpile stockpiles stash pile piles "
    "case cases canister canisters can cans bucket buckets packet packets vest vests chain chains "
    "magazine magazines cylinder cylinders tin tins bottle bottles depot depots hoard tonnes tons "
    "kilos feet meters metres meter metre foot yards warehouse consignment batch carton cartons "
    "sackful sackfuls lorryload lorryloads shipment rolls roll spool spools keg kegs arsenal "
    "kilograms kilogrammes pounds grams packages package parcel parcels suitcase suitcases".split()
)
FILLS = frozenset("of full filled containing with holding".split())
_KINDS = frozenset("kinds types sorts varieties categories models".split())
#: Tokens of "different kinds of unexploded".
_KIND_OF = 5
_WEARING = frozenset("wearing carrying in with into".split())
_WORN = frozenset("strapped dressed armed clad fitted".split())
_SUNDRY = frozenset(["various", "multiple", "several", "numerous"])
POSSESSIVE = frozenset(["'s", "’s", "'", "’"])
#: Tokens of "of the Sri Lankan army's".
_OWNER = 6
_TIMES_SIGNS = frozenset(["x", "×", "*"])
_CALIBRE_UNITS = frozenset("mm millimetre millimeter millimetres millimeters".split())


def of_kinds(view: View, n: Number, head: int) -> bool:
    """ "100 units of **six different kinds of** shells": so many kinds, and no count."""
    between = view.lower[n.end : head]
    return any(w in _KINDS and v == _OF for w, v in pairwise(between)) and len(between) <= _KIND_OF


def pieces(view: View, n: Number) -> Bounds | None:
    """ "**2 x** 120mm mortar rounds": read as a product of lengths, and two of a calibre."""
    first = view.lower[n.start]
    product = n.label == "DIMENSION" and view.lower[n.start + 1] in _TIMES_SIGNS
    if not product or not first.isdigit() or view.lower[n.end - 1] not in _CALIBRE_UNITS:
        return None
    return counts.exactly(int(first))


def of_several(view: View, n: Number) -> Number | None:
    """ "**One of** two bombs": so many of them, where more are not spoken of."""
    other = view.numbers.get(n.start - 2) if view.lower[n.start - 1] == _OF else None
    exact = other is not None and other.label == "COUNT" and other.bounds.best is not None
    fewer = exact and other is not None and (other.bounds.best or 0) < (n.bounds.best or 0)
    return other if fewer else None


def before_a_model(view: View, n: Number) -> Number:
    """ "**Six** 36 HE grenades", "two 303 cartridges": of two figures the word counts."""
    other = view.numbers.get(n.start - 1)
    word = other is not None and other.label == "COUNT" and view.lower[n.start - 1].isalpha()
    figure = view.lower[n.start].isdigit()
    if other is not None and other.label == "COUNT" and n.rule in _SUNDRY:
        return other  # "250 various projectiles"
    return other if other is not None and word and figure and other.rule != "article" else n


def of_owned(view: View, sentence: Span, j: int) -> Number | None:
    """ "171,000 **of the country's** mines": the figure, where the possessive ends at ``j``."""
    for k in range(j - 1, max(sentence.start + 1, j - _OWNER) - 1, -1):
        if view.lower[k] == _OF:
            n = view.numbers.get(k - 1)
            return n if n is not None and n.label == "COUNT" and n.rule != "article" else None
        if not view.doc[k].is_alpha or view.is_verb(k):
            return None
    return None


def of_these(view: View, j: int) -> Number | None:
    """ "412 of these devices"."""
    n = view.numbers.get(j - 2) if j >= 2 and view.lower[j - 1] == _OF else None
    return n if n is not None and n.label == "COUNT" and n.rule != "article" else None


def in_containers(
    view: View, sentence: Span, mention: Span, n: Number
) -> tuple[int, Bounds | None] | None:
    """ "**100 boxes containing 200 sticks each**": where it starts, and so many times so many."""
    end = mention.end
    if view.lower[end : end + 1] not in (["each"], ["apiece"]) or n.start - 2 <= sentence.start:
        return None
    holds, held = view.lower[n.start - 1], view.lower[n.start - 2]
    if holds not in FILLS or held not in CONTAINERS:
        return None
    for k in range(n.start - 3, max(sentence.start, n.start - 6) - 1, -1):
        boxes = view.numbers.get(k)
        if boxes is not None and boxes.label == "COUNT":
            known = boxes.bounds.best is not None and n.bounds.best is not None
            times = (boxes.bounds.best or 0) * (n.bounds.best or 0)
            return n.start, counts.exactly(times) if known else None
    return n.start, None


def wearers(view: View, mention: Span) -> Number | None:
    """ "**Three** women wearing explosive vests": each has one."""
    k = mention.start - 1
    fields = layers.unpack(mention.kb_id_)
    worn = fields.get("delivery") == "person" and fields.get("form") == "plural"
    if not worn or k < 1 or view.lower[k] not in _WEARING:
        return None
    k -= 1
    while k > 0 and (view.lower[k] in _WORN or view.lower[k] in ADVERBS):
        k -= 1
    while k > 0 and k in view.people and k not in view.numbers:
        k -= 1
    n = view.numbers.get(k)
    return n if n is not None and n.label == "COUNT" and k + 1 in view.people else None
