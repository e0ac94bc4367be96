"""Totals of an event from the groups that its sentences state, counting nobody twice.

Each sentence that gives a figure is a *statement*. One statement adds up its groups (parts left
out); statements about one event are then retellings, additions ("three more died"), later figures
("the toll rose to five") or contradictions, and the total follows from which it is.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import TYPE_CHECKING

from mine_ie import counts, layers
from mine_ie.assemble.several import is_apart
from mine_ie.counts import Bounds

if TYPE_CHECKING:
    from spacy.tokens import Doc

CONFLICT = "conflicting_counts"
PARTS = "parts_exceed_total"
OUTCOMES = ("killed", "injured", "missing", "unspecified")
#: Figures above this that stand twice in a sentence are the same people.
_UNSURE = 9
#: "Five more" that follow on five are rarely others.
_CHANCE = 4
#: Letters of "he" and "she".
_PRONOUN = 3
#: An exact figure told later may refine "more than N" up to this many times N.
_NEAR = 1.25
#: Figures of one kind that differ by less than this many times contradict each other.
_RIVAL = 2


@dataclass(frozen=True)
class Harmed:
    """One group as a sentence states it, for one outcome."""

    sentence: int
    start: int
    end: int
    outcome: str
    count: Bounds | None
    victims: str | None = None
    #: What the word for them presumes: a shopkeeper is a civilian.
    presumed: str | None = None
    age: str | None = None
    sex: str | None = None
    activity: str | None = None
    part_of: str | None = None
    more: bool = False
    #: "20 others", which may only be other than the dead.
    others: bool = False
    definite: bool = False
    agent: bool = False
    toll: bool = False
    latest: bool = False
    speaker: str | None = None
    in_title: bool = False
    cue: str = ""
    #: The text itself gives the figure up: "earlier reports of seven".
    former: bool = False
    #: The outcome that these people are taken from: "one of the injured died".
    taken_from: str | None = None
    #: Of a second blast, or a later hour: other people than those before.
    apart: bool = False
    #: Of one of several blasts: "the second blast".
    of_one: bool = False


@dataclass(frozen=True)
class Total:
    """What the article says in all for one outcome."""

    bounds: Bounds
    group: Harmed
    flags: tuple[str, ...] = ()


@dataclass(frozen=True)
class _Statement:
    bounds: Bounds
    group: Harmed
    victims: frozenset[str | None]
    more: bool = False
    definite: bool = False
    latest: bool = False
    toll: bool = False
    former: bool = False
    quoted: bool = False
    apart: bool = False
    #: "20 others", which may only be other than the dead.
    others: bool = False
    of_one: bool = False
    flags: tuple[str, ...] = ()


def harmed(
    label: str,
    victims: str,
    values: Mapping[str, str],
    place: tuple[int, int, int],
    *,
    latest: bool = False,
    in_title: bool = False,
    apart: bool = False,
    of_one: bool = False,
) -> Harmed:
    """Make a group of a span of the layer ``casualties``.

    Args:
        label: the span's label, the outcome.
        victims: its id, or "".
        values: its value, unpacked.
        place: number of the sentence, first and last offset.
        latest: the sentence gives a later figure ("rose to").
        in_title: the sentence is of the headline.
        apart: the sentence turns to another blast or a later hour (see :func:`is_apart`).
        of_one: the sentence tells of one of several blasts (see :func:`is_of_one`).
    """
    sentence, start, end = place
    return Harmed(
        sentence,
        start,
        end,
        label,
        counts.parse(values["count"]) if "count" in values else None,
        victims=victims or None,
        presumed=values.get("presumed"),
        age=values.get("age"),
        sex=values.get("sex"),
        activity=values.get("activity"),
        part_of=values.get("part_of"),
        more="more" in values,
        others="others" in values,
        definite="definite" in values,
        agent="agent" in values,
        toll="toll" in values,
        latest=(latest or "latest" in values) and "former" not in values,
        speaker=values.get("speaker"),
        in_title=in_title,
        cue=values.get("cue", ""),
        former="former" in values,
        taken_from=values.get("of"),
        apart=apart,
        of_one=of_one,
    )


def groups(doc: Doc) -> list[Harmed]:
    """Return the groups of a Doc's layer ``casualties``, in text order.

    Raises:
        mine_ie.layers.MissingLayer: ``mine_ie_casualties`` has not run.
    """
    spans = layers.read(doc, layers.CASUALTIES, "mine_ie.assemble.totals")
    title = layers.title_length(doc)
    found = []
    for index, sentence in enumerate(layers.sentences(doc)):
        apart = is_apart(sentence.text)
        found += [
            harmed(
                span.label_,
                span.id_,
                layers.unpack(span.kb_id_),
                (index, span.start_char, span.end_char),
                in_title=sentence.start_char < title,
                apart=apart,
            )
            for span in spans
            if sentence.start <= span.start < sentence.end
        ]
    return found


def totals(groups: Iterable[Harmed]) -> dict[str, Total]:
    """Return the event's totals by outcome, those who died of their wounds taken from the injured.

    >>> two = Harmed(0, 0, 3, "killed", counts.exactly(2))
    >>> str(totals([two])["killed"].bounds)
    '2'
    """
    everyone = _told_twice(list(groups))
    found: dict[str, Total] = {}
    for outcome in OUTCOMES:
        t = total([g for g in everyone if g.outcome == outcome])
        if t is not None:
            found[outcome] = t
    unknown = [g for g in everyone if g.outcome == "unspecified"]
    if {"killed", "injured"} & set(found) and unknown and all(g.definite for g in unknown):
        del found["unspecified"]  # "The two victims": those told to be dead
    _nobody(found)
    _blown_up(unknown, found)
    _died_later(everyone, found)
    return found


def _told_twice(groups: list[Harmed]) -> list[Harmed]:
    """ "Two were killed and another hurt ... Two were killed and another was hurt when": one more.

    Where a sentence repeats a figure told before, "another" is the one that was told with it.
    """
    told: set[tuple[str, Bounds | None]] = set()
    found: list[Harmed] = []
    for _, members in groupby(groups, key=lambda g: g.sentence):
        here = list(members)
        again = any(
            (g.outcome, g.count) in told and g.part_of is None and not (g.more or g.apart)
            for g in here
        )
        whole = {g.outcome for g in here if g.count and not (g.more or g.definite or g.part_of)}
        for g in here:
            if g.others and whole - {g.outcome} and told:
                g = replace(g, more=False)  # "We killed six and injured seven others": all of them
            same = again and g.more and (g.outcome, g.count) in told
            found.append(replace(g, more=False, definite=True) if same else g)
        told |= {(g.outcome, g.count) for g in here if g.count is not None and not g.in_title}
    return found


def _blown_up(unknown: Sequence[Harmed], found: dict[str, Total]) -> None:
    """ "A driver was blown up by a mine. The man was hospitalized": his fate is told later."""
    told = [found[o].bounds.best for o in ("killed", "injured") if o in found]
    if "unspecified" not in found or not all(g.cue.startswith("blown_up") for g in unknown):
        return
    if sum(n or 0 for n in told) >= (found["unspecified"].bounds.best or 1):
        del found["unspecified"]


def _nobody(found: dict[str, Total]) -> None:
    """ "No casualties", "no one was hurt": nobody was killed and nobody injured."""
    none = found.get("unspecified")
    if none is not None and none.bounds.high == 0:
        if not any(t.bounds.high != 0 for t in found.values()):
            # Where somebody was hurt, the words are of another place.
            found.setdefault("killed", none)
            found.setdefault("injured", none)
        elif none.group.others and "killed" in found:
            found.setdefault("injured", none)  # "killed the driver. No one else was hurt."
        del found["unspecified"]


def _died_later(groups: Sequence[Harmed], found: dict[str, Total]) -> None:
    injured = found.get("injured")
    if injured is None:
        return
    if injured.bounds == counts.ONE and any(_he_died(g, injured.group) for g in groups):
        del found["injured"]
        return
    for group in groups:
        died = group.taken_from == "injured" and group.outcome == "killed"
        gone = group.count.best if died and group.count is not None else None
        told_before = group.sentence > injured.group.sentence
        if any(g.outcome == "injured" and g.sentence == group.sentence for g in groups):
            continue  # the sentence itself says how many stay injured
        if gone is not None and told_before and (injured.bounds.low or 0) > gone:
            found["injured"] = injured = replace(injured, bounds=_less(injured.bounds, gone))


def _he_died(group: Harmed, hurt: Harmed) -> bool:
    """ "A herder was wounded ... he later succumbed": the one who was hurt is the one who died."""
    one = group.outcome == "killed" and group.definite and group.count == counts.ONE
    pronoun = group.end - group.start <= _PRONOUN
    died = one and pronoun and group.cue.startswith("die")
    return died and group.sentence >= hurt.sentence


def _less(whole: Bounds, gone: int) -> Bounds:
    low, best, high = (None if n is None else max(n - gone, 0) for n in whole)
    return Bounds(low, best, high)


def total(groups: Sequence[Harmed]) -> Total | None:
    """Return the event's total over ``groups`` of one outcome; ``None`` when nothing is stated."""
    people = [g for g in groups if not g.agent or g.count == counts.ZERO] or list(groups)
    body = [g for g in people if not g.in_title]
    statements = _lasting(_statements(body or people))
    if not statements:
        return None
    standing = statements[0]
    flags: list[str] = list(standing.flags)
    rivals: list[_Statement] = []
    for later in statements[1:]:
        flags += later.flags
        if _told_again(later, standing):
            standing = _finer(later, standing)
            continue  # "The four others were flown out", "20 others were hurt"
        if later.of_one and not standing.of_one and _larger(standing, later):
            continue  # "In the twin blasts nine died. The second blast killed four"
        if (later.more or later.apart) and not later.toll:
            standing = _add(standing, later)
        elif later.latest or (
            later.toll
            and not standing.toll
            and _larger(later, standing)
            and later.group.sentence != standing.group.sentence
        ):
            standing, rivals = later, []
        elif _retells(later, standing):
            standing = _finer(later, standing)
        elif _different_people(later, standing):
            standing = _add(standing, later)
        elif later.definite or _part(later, standing):
            continue
        elif _part(standing, later):
            standing = later
        else:
            rivals.append(later)
    if not rivals:
        return Total(standing.bounds, standing.group, tuple(dict.fromkeys(flags)))
    standing, rivals = _own_voice(standing, rivals)
    bounds = _span(standing.bounds, [r.bounds for r in rivals])
    return Total(bounds, standing.group, tuple(dict.fromkeys([*flags, CONFLICT])))


def _lasting(statements: list[_Statement]) -> list[_Statement]:
    """Leave out figures that the text itself gives up, and "nobody" where somebody was."""
    somebody = [s for s in statements if s.bounds.high != 0]
    kept = somebody or statements
    return [s for s in kept if not s.former] or kept


def _own_voice(
    standing: _Statement, rivals: list[_Statement]
) -> tuple[_Statement, list[_Statement]]:
    """The article's own figure over one that it quotes."""
    own = next((r for r in rivals if not r.quoted), None)
    if not standing.quoted or own is None:
        return standing, rivals
    return own, [standing, *(r for r in rivals if r is not own)]


# -- statements ------------------------------------------------------------------------------
def _statements(groups: Sequence[Harmed]) -> list[_Statement]:
    by_sentence: dict[int, list[Harmed]] = {}
    for group in groups:
        by_sentence.setdefault(group.sentence, []).append(group)
    found: list[_Statement] = []
    for members in by_sentence.values():
        now = [g for g in members if not g.former] or members
        found += filter(None, map(_statement, _by_speaker(now)))
    return found


def _by_speaker(members: list[Harmed]) -> list[list[Harmed]]:
    """ "The rebels claimed seven, the army acknowledged two": two statements in one sentence."""
    speakers = list(dict.fromkeys(g.speaker for g in members))
    if len(speakers) < 2 or None in speakers:
        return [members]
    return [[g for g in members if g.speaker == who] for who in speakers]


def _statement(members: list[Harmed]) -> _Statement | None:
    tolls = [g for g in members if g.toll and g.count is not None]
    whole = tolls[-1:] or [g for g in members if g.part_of is None and g.count is not None]
    if not tolls:
        whole = [g for g in whole if g.count != counts.ZERO] or whole
    whole = whole or [g for g in members if g.part_of is None][:1]
    if not whole:
        return None
    whole = _without_retold(whole)
    known = [g.count if g.count is not None else counts.UNKNOWN for g in whole]
    bounds = known[0] if len(known) == 1 else counts.total(known)
    return _Statement(
        bounds,
        whole[0],
        frozenset(g.victims for g in whole),
        more=all(g.more or _of_the_injured(g) for g in whole),
        definite=all(g.definite for g in whole),
        latest=any(g.latest for g in members),
        toll=bool(tolls),
        former=all(g.former for g in whole),
        quoted=all(g.speaker is not None for g in whole),
        apart=any(g.apart for g in whole),
        others=all(g.others for g in whole),
        of_one=all(g.of_one for g in whole),
        flags=(PARTS,) if _exceeds(members, whole, bounds) else (),
    )


def _of_the_injured(group: Harmed) -> bool:
    """ "One of the wounded died": beside those killed at once."""
    return group.outcome == "killed" and group.taken_from == "injured"


def _exceeds(members: list[Harmed], whole: list[Harmed], bounds: Bounds) -> bool:
    """Whether a part of the one whole is more than it can be."""
    if len(whole) != 1 or bounds.high is None:
        return False
    key = f"{whole[0].start}:{whole[0].end}:{whole[0].outcome}"
    parts = [g.count for g in members if g.part_of == key and g.count is not None]
    return bool(parts) and max(p.low or 0 for p in parts) > bounds.high


def _without_retold(groups: list[Harmed]) -> list[Harmed]:
    """One sentence may state a figure twice ("a toll of 12 ... the 12 dead")."""
    kept: list[Harmed] = []
    for group in groups:
        same = any(g.count == group.count and g.victims == group.victims for g in kept)
        low = (group.count.low or 0) if group.count is not None else 0
        if not (same and (low > _UNSURE or (group.definite and low != 1))):
            kept.append(group)
    return kept


# -- how two statements stand to each other --------------------------------------------------
def _figure(s: _Statement) -> int | None:
    return s.bounds.best if s.bounds.best is not None else s.bounds.low


def _told_again(later: _Statement, standing: _Statement) -> bool:
    """The same figure for "the four", for "20 others", or one too large to come up by chance."""
    n = _figure(later)
    if n is None or n != _figure(standing):
        return False
    return later.definite or later.others or (later.more and n > _CHANCE and not later.apart)


def _larger(later: _Statement, standing: _Statement) -> bool:
    a, b = _figure(later), _figure(standing)
    return a is not None and (b is None or a >= b)


def _retells(later: _Statement, standing: _Statement) -> bool:
    a, b = later.bounds, standing.bounds
    if counts.UNKNOWN in (a, b):
        return True
    if a.best is not None and a.best == b.best:
        return True
    # "More than ten" and then "twelve": the bound holds what the figure says.
    return _within(a, b) or _within(b, a)


def _within(figure: Bounds, bound: Bounds) -> bool:
    if figure.best is None or bound.low == bound.high:
        return False
    above = bound.low is None or bound.low <= figure.best <= bound.low * _NEAR
    return above and (bound.high is None or figure.best <= bound.high)


def _finer(later: _Statement, standing: _Statement) -> _Statement:
    """The statement that says more: a figure over a vague word, an exact one over a bound."""
    if standing.bounds == counts.UNKNOWN and later.bounds != counts.UNKNOWN:
        return later
    loose = standing.bounds.low != standing.bounds.high
    exact = later.bounds.low == later.bounds.high and later.bounds.best is not None
    return later if loose and exact else standing


def _different_people(later: _Statement, standing: _Statement) -> bool:
    """Two soldiers, and in another sentence a child: different people, to be added."""
    named = later.victims - {None, ""}
    others = standing.victims - {None, ""}
    every = len(named) == len(later.victims) and len(others) == len(standing.victims)
    return every and bool(named) and not named & others and not later.definite


def _part(part: _Statement, whole: _Statement) -> bool:
    """A smaller group told of beside the whole: "thirty people", and "nine children" or "one man".

    Two figures for people of no stated kind that are near each other are rivals instead.
    """
    a, b = _figure(part), _figure(whole)
    if a is None or b is None or a >= b:
        return False
    general = None in whole.victims
    if general and part.victims == {None}:
        return a * _RIVAL <= b or a == 1
    return general or part.victims <= whole.victims


def _add(standing: _Statement, later: _Statement) -> _Statement:
    bounds = counts.total([standing.bounds, later.bounds])
    return replace(standing, bounds=bounds, victims=standing.victims | later.victims, more=False)


def _span(standing: Bounds, rivals: Sequence[Bounds]) -> Bounds:
    """Low and high span the figures that stand; the best stays the one the article leads with."""
    everyone = [standing, *rivals]
    lows = [b.low for b in everyone if b.low is not None]
    highs = [b.high for b in everyone]
    low = min(lows) if lows else None
    high = None if any(h is None for h in highs) else max(h for h in highs if h is not None)
    if low is not None and high is not None and low > high:
        low, high = high, low  # "at most nine" against "twelve"
    best = standing.best
    if best is not None and high is not None and best > high:
        high = None
    if best is not None and low is not None and best < low:
        low = best
    return Bounds(low, best, high)
