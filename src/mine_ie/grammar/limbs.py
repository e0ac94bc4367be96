"""Lives and limbs: "claimed 12 lives", "lost his left leg", "amputated the foot of a herder"."""

from __future__ import annotations

from spacy.tokens import Span

from mine_ie import counts
from mine_ie.counts import Bounds
from mine_ie.grammar.people import Chunk
from mine_ie.grammar.reach import Reach
from mine_ie.grammar.view import Number, View, word_set

_LIVES = frozenset(["life", "lives"])
BODY = word_set(
    "leg legs arm arms hand hands foot feet finger fingers toe toes eye eyes sight eyesight "
    "limb limbs thumb thumbs ankle ankles knee knees thigh thighs palm jaw skull rib ribs spine "
    "eardrum eardrums ear ears ear-drums head face chest back shoulder shoulders stomach abdomen "
    "neck nose pelvis wrist calf heel groin hip buttocks"
)
_LOSE = word_set("lose loses lost losing")
_HAD = word_set("have has had having")
_OWN = frozenset(["his", "her", "their", "whose"])
_REACH = 8


class Owner:
    """A person known only by "his" or "her"."""

    def __init__(self, start: int, plural: bool) -> None:
        self.start = start
        self.bounds: Bounds = counts.UNKNOWN if plural else counts.ONE


def read(
    view: View, sentence: Span, reach: Reach, start: int, end: int, role: str
) -> tuple[str, Chunk | Number | Owner] | None:
    """Return the outcome and who suffered it for the verb at ``start:end``, or ``None``.

    ``role`` is "lives" for verbs that take lives as well as limbs ("lost", "claimed") and "body"
    for those that take limbs alone ("amputated", "blew off").
    """
    noun = _noun(view, sentence, end)
    losing = view.lower[start] in _LOSE
    if noun is None and losing and (men := reach.by_start.get(end)) is not None:
        # "The brigade lost 21 men"
        return ("killed", men) if men.number and not men.bare else None
    more = reach.by_start.get(end) if noun is None and role == "lives" else None
    if more is not None and more.more and more.bare:
        return "killed", more  # "The blast killed five, and gunfire claimed three more"
    if noun is None:
        return _passive(view, reach, start) if role == "body" else None
    outcome = "killed" if view.lower[noun] in _LIVES else "injured"
    if outcome == "killed" and role == "body":
        return None
    if losing:
        chunk = reach.ending_at(reach.skip_left(start)) or reach.parsed_subject(view.doc[start:end])
        return (outcome, chunk) if chunk is not None else None
    victim = (
        _counted(view, noun, end, outcome)
        or _of(view, sentence, reach, noun)
        or _owner(view, reach, end, noun)
    )
    return (outcome, victim) if victim is not None else None


def _noun(view: View, sentence: Span, end: int) -> int | None:
    for j in range(end, min(end + _REACH, sentence.end)):
        if view.lower[j] in _LIVES or view.lower[j] in BODY:
            return j
        if view.lower[j] in (",", ";", ".", "and", "when", "after", "while"):
            return None
    return None


def _counted(view: View, noun: int, end: int, outcome: str) -> Number | None:
    """ "claimed 12 lives"."""
    if outcome != "killed":
        return None
    for j in range(end, noun):
        n = view.numbers.get(j)
        if n is not None and n.label == "COUNT" and n.rule != "article":
            return n
    return None


def _of(view: View, sentence: Span, reach: Reach, noun: int) -> Chunk | None:
    """ "the right leg of a beekeeper", "the limbs of 51"."""
    for j in range(noun + 1, min(noun + 3, sentence.end - 1)):
        if view.lower[j] == "of":
            return reach.after(j + 1)
    return None


def _owner(view: View, reach: Reach, end: int, noun: int) -> Chunk | Owner | None:
    """ "blew off the boy's hand", "took both his legs"."""
    for chunk in reach.possessors:
        if end <= chunk.start < noun:
            return chunk
    for j in range(end, noun):
        if view.lower[j] in _OWN:
            return Owner(j, view.lower[j] == "their")
    # "cost him an eye"
    named = reach.by_start.get(end)
    return named if named is not None and named.end < noun else None


def _before_had(view: View, k: int) -> int:
    while k > 0 and view.lower[k - 1] in ("to", "had", "have", "has", "will"):
        k -= 1
    return k


def _passive(view: View, reach: Reach, start: int) -> tuple[str, Chunk | Owner] | None:
    """ "the boy's hand was blown off", "his leg had to be amputated"."""
    for j in range(start - 1, max(start - 8, reach.sentence.start - 1), -1):
        if view.lower[j] not in BODY:
            continue
        for chunk in reach.possessors:
            if j - 5 <= chunk.start < j:
                return "injured", chunk
        if view.lower[j + 1] == "of" and (owner := reach.after(j + 2)) is not None:
            return "injured", owner  # "both legs of the farmer were amputated"
        k = next((k for k in range(j - 1, max(j - 3, 0), -1) if view.lower[k] in _HAD), None)
        having = reach.ending_at(_before_had(view, k)) if k is not None else None
        if having is not None:
            return "injured", having  # "two men had to have legs amputated"
        for k in range(max(j - 3, reach.sentence.start), j):
            if view.lower[k] in _OWN:
                return "injured", Owner(k, view.lower[k] == "their")
        return None
    return None


def own(view: View, sentence: Span, i: int) -> bool:
    """ "Injuring **his arm**", "hurt **her left leg**": a part of one body stands at ``i``."""
    words = view.lower[i : min(i + 3, sentence.end)]
    return words[:1] in (["his"], ["her"]) and bool(BODY & set(words[1:]))
