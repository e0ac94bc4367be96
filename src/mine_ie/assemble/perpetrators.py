"""Who attacked: the doer after "by", the subject of the attack, whoever is blamed for it."""

from __future__ import annotations

import re
from functools import cache

from mine_ie.assemble import wording
from mine_ie.assemble.doers import Doer, doers
from mine_ie.assemble.sentence import Sentence

#: What begins an object, so that the words before the verb are its subject.
_OBJECT = re.compile(
    r"\s(?:an?|the|at|on|into|from|two|three|four|five|six|seven|eight|nine|ten|several|some|more|"
    r"about|at least|one|what|their|its|his|dozens|multiple|explosives?|bombs|grenades|rockets|"
    r"mortars?|shells|mines|improvised|roadside|hand|anti-?\w+|land|petrol|\d[\d,]*|[A-Z]\w+)\b"
)
_DEVICE = re.compile(
    r"\b(?:bombs?|mines?|devices?|rockets?|trucks?|vehicles?|cars?|bus|blast)\b", re.I
)
_BLAMED = re.compile(
    r"\s(?:was|were|is|are|has been|have been)\s(?:\w+ly\s)?(?:blamed|suspected|accused|"
    r"thought to be responsible|(?:(?:believed|thought|suspected)\s(?:to be\s)?)?behind)\b"
)
#: Another verb or clause between a subject and the attack: "rebels fled when a soldier threw".
_BARRIER = re.compile(
    r"[.;:\"\u201d]|\b(?:that|while|where|when|after|because|before|but|who|which)\b"
)
_NEAR = 60
#: Of what a party had to do with a place or a bomb, but for setting it off.
_NO_ATTACK = re.compile(
    r"\b(?:claimed|controlled|held|occupied|used|visited|abandoned|hit|attended|guarded|run|owned|"
    r"led|seized|discovered|found|recovered|defused|destroyed|driven|accompanied|targeted|ambushed|followed|"
    r"wanted|inhabited)"
    r"\s(?:\w+\s){0,2}by\s*\Z",
    re.I,
)
#: "A patrol of soldiers": a force attacks as well as those who rebel, where the verb says so.
_ATTACKERS = ("armed", "force", "name")

Offsets = tuple[int, int]


@cache
def _leads() -> tuple[re.Pattern[str], ...]:
    """What stands right before those who did it."""
    return (
        # "A mine laid in recent weeks by soldiers"
        re.compile(
            rf"\b(?:{wording.choice('attacks_by')})(?:\s\w+){{0,4}}\s(?:by|from)\s+\Z", re.I
        ),
        _blames(),
    )


@cache
def _blaming() -> str:
    """ "Police blamed", "attributed the attack to"."""
    return (
        rf"\b(?i:{wording.choice('blames')}|attribut(?:ed|es|ing)\s(?:\w+\s){{1,4}}to|"
        r"blame\s(?:\w+\s){1,6}(?:on|of))"
    )


@cache
def _blames() -> re.Pattern[str]:
    return re.compile(rf"{_blaming()}\s+\Z")


@cache
def _blames_name() -> re.Pattern[str]:
    """ "Attributed the attack to Los Tiguerones": a name that no lexicon need know."""
    part = r"(?:[A-Z(][\w'\u2019\u2013)-]+|of|de|and|group|party|cell|movement|front|faction)"
    name = rf"(?:the\s)?(?:[A-Z][\w'\u2019\u2013-]+|al-?\s?[A-Z]\w+)(?:\s{part})*"
    return re.compile(rf"{_blaming()}\s+(?P<who>{name})")


def perpetrator(sentence: Sentence) -> Offsets | None:
    """Where the sentence names who did it, as offsets in the Doc."""
    found = [d for d in doers(sentence) if d.kind in _ATTACKERS and not _names_device(sentence, d)]
    for doer in found:
        lead = sentence.up_to(doer.start)
        by_armed = doer.agent and doer.kind == "armed" and not _NO_ATTACK.search(lead)
        if by_armed or any(pattern.search(lead) for pattern in _leads()):
            return doer.start, doer.end
    return _subject(sentence, found) or _blamed(sentence, found)


def blamed(sentence: Sentence) -> Offsets | None:
    """ "The Tamil Tigers were quickly blamed", "the IRA was behind it"."""
    return _blamed(sentence, doers(sentence))


def _blamed(sentence: Sentence, found: list[Doer]) -> Offsets | None:
    m = _BLAMED.search(sentence.text)
    at = None if m is None else sentence.start + m.start()
    for doer in found:
        suspected = _blames().search(sentence.up_to(doer.start))
        if suspected or (doer.end == at and not doer.governed):
            return doer.start, doer.end
    return _named(sentence)


def _named(sentence: Sentence) -> Offsets | None:
    """ "Blamed al Qaeda for the bombs": by its name alone, where it begins with a capital."""
    for m in _blames_name().finditer(sentence.text):
        if not m[0].lower().startswith("suspect"):
            return sentence.start + m.start("who"), sentence.start + m.end("who")
    return None


def _names_device(sentence: Sentence, doer: Doer) -> bool:
    return _DEVICE.search(sentence.between(doer.start, doer.end)) is not None


def _subject(sentence: Sentence, found: list[Doer]) -> Offsets | None:
    """ "Suspected rebels detonated a mine": the rebels."""
    for m in sentence.matches("attacked_with"):
        if _OBJECT.match(sentence.text, m.end()) is None:
            continue
        at = sentence.start + m.start()
        before = [d for d in found if d.end <= at and not (d.agent or d.governed)]
        if before and _goes_to(sentence.between(before[-1].end, at)):
            return before[-1].start, before[-1].end
    return None


def _goes_to(between: str) -> bool:
    """Whether the words between a subject and its verb are of one clause."""
    passive = re.search(r"\b(?:was|were|been|being|is|are)\s*\Z", between)
    return len(between) <= _NEAR and passive is None and _BARRIER.search(between) is None
