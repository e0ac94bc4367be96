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
from mine_ie.assemble.several import death_place, is_apart
from mine_ie.assemble.statements import (
    Statement,
    add,
    different_people,
    finer,
    is_part,
    larger,
    lasting,
    retells,
    span,
    statements,
    told_again,
    told_beside,
    without_breakdown,
)
from mine_ie.counts import Bounds

if TYPE_CHECKING:
    from spacy.tokens import Doc

CONFLICT = "conflicting_counts"
OUTCOMES = ("killed", "injured", "missing", "unspecified")
#: Letters of "he" and "she".
_PRONOUN = 3


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
    #: "A coach also died": more only for this word.
    also: bool = False
    #: The last word of their phrase: "agronomist".
    noun: str | None = None
    #: Where they died: "spot" or "hospital" (see :func:`death_place`).
    died: str | None = None


@dataclass(frozen=True)
class Total:
    """What the article says in all for one outcome."""

    bounds: Bounds
    group: Harmed
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
    died: str | None = None,
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
        died: where its dead died (see :func:`death_place`).
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
        also="also" in values,
        noun=values.get("noun"),
        died=died if label == "killed" else None,
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
        apart, died = is_apart(sentence.text), death_place(sentence.text)
        found += [
            harmed(
                span.label_,
                span.id_,
                layers.unpack(span.kb_id_),
                (index, span.start_char, span.end_char),
                in_title=sentence.start_char < title,
                apart=apart,
                died=died,
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
    everyone = _told_twice(_same_person(list(groups)))
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


def _same_person(groups: list[Harmed]) -> list[Harmed]:
    """ "A driver was hurt ... A driver who stood nearby also suffered wounds": the one told of."""
    told: set[tuple[str, str | None]] = set()
    found: list[Harmed] = []
    for g in groups:
        one = g.count == counts.ONE and g.noun is not None
        again = one and g.also and (g.outcome, g.noun) in told
        found.append(replace(g, more=False, definite=True) if again else g)
        if one:
            told.add((g.outcome, g.noun))
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
    """ "A driver was blown up by a mine. The man was hospitalized": his fate is told.

    So is that of "a 12th victim", one more of those known to be dead.
    """
    told = [found[o].bounds.best for o in ("killed", "injured") if o in found]
    if "unspecified" not in found or not told:
        return
    one = found["unspecified"].bounds == counts.ONE
    blown_up = all(g.cue.startswith("blown_up") for g in unknown)
    enough = sum(n or 0 for n in told) >= (found["unspecified"].bounds.best or 1)
    if one or (blown_up and enough):
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
    if injured.bounds == counts.ONE:
        died = next((g for g in groups if _he_died(g, injured.group)), None)
        # "The driver died, an engineer was hurt ... He died on the way": the driver.
        if died is not None and not any(_died_before(g, died) for g in groups):
            del found["injured"]
            return
    for group in groups:
        of_wounds = group.taken_from == "injured" and group.outcome == "killed"
        gone = group.count.best if of_wounds and group.count is not None else None
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


def _died_before(group: Harmed, died: Harmed) -> bool:
    return group.outcome == "killed" and group.sentence < died.sentence and not group.in_title


def _less(whole: Bounds, gone: int) -> Bounds:
    low, best, high = (None if n is None else max(n - gone, 0) for n in whole)
    return Bounds(low, best, high)


def total(groups: Sequence[Harmed]) -> Total | None:
    """Return the event's total over ``groups`` of one outcome; ``None`` when nothing is stated."""
    people = [g for g in groups if not g.agent or g.count == counts.ZERO] or list(groups)
    body = [g for g in people if not g.in_title]
    told = without_breakdown(lasting(statements(body or people)))
    if not told:
        return None
    standing = told[0]
    flags: list[str] = list(standing.flags)
    rivals: list[Statement] = []
    for later in told[1:]:
        flags += later.flags
        if told_again(later, standing):
            standing = finer(later, standing)
            continue  # "The four others were flown out", "20 others were hurt"
        if later.of_one and not standing.of_one and larger(standing, later):
            continue  # "In the twin blasts nine died. The second blast killed four"
        if told_beside(later, standing):
            standing = add(standing, later)
        elif later.latest or (
            later.toll
            and not standing.toll
            and larger(later, standing)
            and later.group.sentence != standing.group.sentence
        ):
            standing, rivals = later, []
        elif retells(later, standing):
            standing = finer(later, standing)
        elif different_people(later, standing):
            standing = add(standing, later)
        elif later.definite or is_part(later, standing):
            continue
        elif is_part(standing, later):
            standing = later
        else:
            rivals.append(later)
    if not rivals:
        return Total(standing.bounds, standing.group, tuple(dict.fromkeys(flags)))
    standing, rivals = _own_voice(standing, rivals)
    bounds = span(standing.bounds, [r.bounds for r in rivals])
    return Total(bounds, standing.group, tuple(dict.fromkeys([*flags, CONFLICT])))


def _own_voice(standing: Statement, rivals: list[Statement]) -> tuple[Statement, list[Statement]]:
    """The article's own figure over one that it quotes."""
    own = next((r for r in rivals if not r.quoted), None)
    if not standing.quoted or own is None:
        return standing, rivals
    return own, [standing, *(r for r in rivals if r is not own)]
