"""Harm that is told by its kind: "received slight wounds", "hit in the thigh", "taken to hospital".

No list of phrases holds all of them: a verb of receiving with a noun for a wound a few words on, a
blow with the part of the body it met, a journey that ends at a hospital. Each becomes a word of
harm like those of the lexicon.
"""

from __future__ import annotations

from collections.abc import Callable

from spacy.tokens import Span

from mine_ie.grammar.limbs import BODY
from mine_ie.grammar.view import BE, PREPOSITIONS, View, word_set

_MOVED = word_set(
    "taken rushed flown airlifted brought admitted transported transferred evacuated conveyed "
    "driven carried shifted moved referred ferried medevaced delivered"
)
_HOSPITALS = word_set("hospital hospitals clinic clinics infirmary treatment")
_PLACES = word_set("scene spot site hospital hospitals clinic paramedics medics doctors")
_RECEIVED = word_set(
    "receive receives received receiving suffer suffers suffered suffering sustain sustains "
    "sustained sustaining contract contracted contracting incur incurred incurring nursing got"
)
_HAVE = word_set("have has had")
_WITH = frozenset(
    (verb, link)
    for verbs, link in (
        ("treated treating", "for"),
        ("survived survives escaped left away out off evacuated hospitalised hospitalized", "with"),
    )
    for verb in verbs.split()
)
_WOUNDS = word_set(
    "wound wounds injury injuries burn burns contusion contusions concussion concussions fracture "
    "fractures cuts bruise bruises bruising laceration lacerations trauma traumas barotrauma "
    "abrasions scratches amputation amputations shell-shock shellshock"
)
#: What wounds, named for the wound: only what people receive or are treated for.
_FRAGMENTS = word_set("shrapnel splinter splinters fragment fragments shock inhalation")
_BROKEN = word_set(
    "broken broke breaking fractured burst perforated ruptured punctured crushed smashed severed"
)
_BLOWS = word_set("cut hit struck grazed pierced sprayed scratched lacerated wounded showered")
_MISSILES = word_set(
    "glass shrapnel splinter splinters fragment fragments debris shards shard pellets bearings "
    "stones"
)
_LIES = BE | word_set("remain remains remained still lie lies lay more others recovering")
_RECOVERS = word_set("recover recovering recovers recovered")
_ENDS = word_set("as after in when . , ; : following")
_NO_GAP = word_set(", . ; : ( ) who which that when while after before whose losses damage")
_REACH = 8
_SUBJECT = "form=as-is;outcome=injured;role=subject"
_OBJECT = "form=ed;outcome=injured;role=object"
_BODY_ROLE = "form=ed;outcome=injured;role=body"
_PREDICATE = "form=as-is;outcome=injured;role=predicate"
_HOSPITAL = "form=as-is;outcome=injured;role=hospital"


def mark(view: View) -> None:
    """Add the words of harm that the lexicon does not hold to ``view.cues``."""
    for i, word in enumerate(view.lower):
        find = _FINDERS.get(word)
        if find is not None and _open(view, i):
            find(view, i)


def _open(view: View, i: int) -> bool:
    """Whether no word of harm of the lexicon stands there, but for "took", which needs more."""
    cue = view.cues.get(i)
    return cue is None or cue.label_ != "HARM" or cue.id_ == "claim_lives"


def _add(view: View, start: int, end: int, value: str, name: str) -> None:
    cue = Span(view.doc, start, end, label="HARM", kb_id=value, span_id=name)
    for i in range(start, end):
        view.cues[i] = cue


def _to_hospital(view: View, i: int) -> None:
    """ "Nine were taken to the National Hospital", "evacuated with injuries"."""
    link = view.lower[i + 1 : i + 2]
    if link == ["to"] and _HOSPITALS & set(view.lower[i + 2 : i + 2 + _REACH]):
        _add(view, i, i + 2, _HOSPITAL, "to_hospital")
    elif (view.lower[i], *link) in _WITH:
        _with(view, i)
    else:
        _sends(view, i)


def _sends(view: View, i: int) -> None:
    """ "The blast sent 12 people to hospital", "ambulances took 30 people to hospital"."""
    after = view.lower[i + 1 : i + 2 + _REACH]
    if i + 1 in view.numbers and any(
        w == "to" and _HOSPITALS & set(after[k + 1 : k + 4]) for k, w in enumerate(after)
    ):
        _add(view, i, i + 1, _OBJECT, "to_hospital")


def _treated(view: View, i: int) -> None:
    """ "Doctors treated 17 people", "three were treated at the scene"."""
    lower = view.lower
    n = view.numbers.get(i + 1)
    counted = n is not None and n.label == "COUNT" and not BE & set(lower[i - 1 : i])
    placed = lower[i + 1 : i + 2] in (["at"], ["in"], ["on"], ["by"])
    if counted or (placed and _PLACES & set(lower[i + 2 : i + 6])):
        _add(view, i, i + 1, _OBJECT, "treated")
    else:
        _with(view, i)


def _received(view: View, i: int) -> None:
    """ "Received slight wounds", "contracted serious injuries", "suffered a broken arm"."""
    end = _wound(view, i + 1, _WOUNDS | _FRAGMENTS)
    if end is not None:
        _add(view, i, end, _SUBJECT, "wounds")


def _has(view: View, i: int) -> None:
    """ "Two children have fragment wounds", "one guard has a burst eardrum"."""
    end = _wound(view, i + 1, _WOUNDS, gap=3)
    if end is not None:
        _add(view, i, end, _SUBJECT, "wounds")


def _people_with(view: View, i: int) -> None:
    """ "Two labourers with light shrapnel"."""
    end = _wound(view, i + 1, _WOUNDS | _FRAGMENTS, gap=3)
    if end is not None and i > 0 and i - 1 in view.people:
        _add(view, i, end, _SUBJECT, "wounds")


def _with(view: View, i: int) -> None:
    """ "Treated on the spot for cuts", "escaped with bruises", "left with splinter injuries"."""
    verb = view.lower[i]
    # "Left a neighbour with burns" is told of the neighbour (:func:`_people_with`).
    reach = 2 if verb == "left" else 5
    for j in range(i + 1, min(i + reach, len(view.lower))):
        if (verb, view.lower[j]) in _WITH:
            end = _wound(view, j + 1, _WOUNDS | _FRAGMENTS)
            if end is not None:
                _add(view, i, end, _SUBJECT, "wounds")
            return


def _wound(view: View, i: int, nouns: frozenset[str], gap: int = 5) -> int | None:
    """Return where the noun for a wound ends that follows within ``gap`` words of ``i``."""
    broken = False
    for j in range(i, min(i + gap, len(view.lower))):
        word = view.lower[j]
        if word in nouns or (broken and word in BODY):
            return j + 1
        if word in _BROKEN:
            broken = True
        elif word in _NO_GAP or word in PREPOSITIONS or j in view.people:
            return None
    return None


def _blow(view: View, i: int) -> None:
    """ "Was cut by flying glass", "was hit in the thigh"."""
    link = view.lower[i + 1 : i + 2]
    after = view.lower[i + 2 : i + 7]
    missile = link == ["by"] and _MISSILES & set(after)
    if missile or (link in (["in"], ["on"], ["at"]) and BODY & set(after[:3])):
        _add(view, i, i + 1, _OBJECT, "blow")


def _broken(view: View, i: int) -> None:
    """ "Broke the leg of a cyclist", "had her jaw broken"."""
    lower = view.lower
    if BODY & set(lower[i + 1 : i + 5]) or BODY & set(lower[max(i - 2, 0) : i]):
        _add(view, i, i + 1, _BODY_ROLE, "blow")


def _bruised(view: View, i: int) -> None:
    before = view.lower[max(i - 2, 0) : i]
    if BE & set(before):
        _add(view, i, i + 1, _OBJECT, "blow")


def _in_hospital(view: View, i: int) -> None:
    """ "Eleven more are in Bentiu hospital", "three recover at Muse General Hospital"."""
    lower = view.lower
    if i == 0 or lower[i - 1] not in _LIES | _RECOVERS:
        return
    if "hospital" in lower[i + 1 : i + 5]:
        first = i - 1 if lower[i - 1] in _RECOVERS else i
        _add(view, first, lower.index("hospital", i) + 1, _PREDICATE, "in_hospital")


def _critical(view: View, i: int) -> None:
    """ "Child killed, twin critical"."""
    people = i > 0 and (i - 1 in view.people or i - 1 in view.numbers)
    if people and (i + 1 == len(view.lower) or view.lower[i + 1] in _ENDS):
        _add(view, i, i + 1, _PREDICATE, "in_hospital")


_FINDERS: dict[str, Callable[[View, int], None]] = {
    **dict.fromkeys(_HAVE, _has),
    "with": _people_with,
    **dict.fromkeys((verb for verb, _ in _WITH), _with),
    **dict.fromkeys(_RECEIVED, _received),
    **dict.fromkeys(_MOVED, _to_hospital),
    **dict.fromkeys(_BROKEN, _broken),
    **dict.fromkeys(_BLOWS, _blow),
    **dict.fromkeys(("sent", "sends", "sending", "took", "taking", "takes"), _sends),
    "treated": _treated,
    "bruised": _bruised,
    "in": _in_hospital,
    "at": _in_hospital,
    "critical": _critical,
}
