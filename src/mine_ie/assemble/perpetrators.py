"""Who attacked: the doer after "by", the subject of the attack, whoever is blamed for it."""

from __future__ import annotations

import re
from functools import cache

from mine_ie.assemble import wording
from mine_ie.assemble.sentence import Sentence

#: Where the clause begins that a subject stands in.
_CLAUSE = re.compile(
    r"[,;:()\u2013\u2014\u201c\u201d\"]\s*|"
    r"\b(?:that|while|where|when|after|as|and|but|because|before|said|says|suspect|believe)\s",
    re.I,
)
#: What no phrase for a doer holds: verbs, and what something else did.
_NO_DOER = re.compile(
    r"\b(?:was|were|is|are|been|being|by|targeting|planted|killed|wounded|injured|against|near|"
    r"carrying|which|who|whom|no|none|in|on|at|to|for)\b",
    re.I,
)
_AUXILIARY = re.compile(r"(?:\s+(?:has|have|had|also|later|then|reportedly|again))*\s*\Z")
_OPENING = re.compile(
    r"\A(?:(?:and|but|or|so|then|also|meanwhile|separately|today|yesterday|probable|\d{1,2}|"
    r"(?:on\s)?(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\s+)+",
    re.I,
)
_LONGEST = 70
#: What begins an object, so that the words before the verb are its subject.
_OBJECT = re.compile(
    r"\s(?:an?|the|at|on|into|from|two|three|four|five|six|seven|eight|nine|ten|several|some|more|"
    r"about|at least|one|what|their|its|his|dozens|multiple|explosives?|bombs|grenades|rockets|"
    r"mortars?|shells|mines|improvised|roadside|\d[\d,]*)\b"
)
_DEVICE = re.compile(
    r"\b(?:bombs?|mines?|devices?|rockets?|trucks?|vehicles?|cars?|bus|blast)\b", re.I
)
_BLAMED = re.compile(
    r"\s(?:was|were|is|are)\s(?:\w+ly\s)?(?:blamed|suspected|accused|thought to be responsible|"
    r"(?:believed\s(?:to be\s)?|thought\s(?:to be\s)?|suspected\s(?:to be\s)?)?behind)\b"
)

Offsets = tuple[int, int]


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    done_by, blames = wording.choice("done_by"), wording.choice("blames")
    goes_on = wording.choice("doer_ends")
    attack = r"(?:attacks?|bombings?|blasts?|explosions?|strikes?|shelling|ambush|raid|assault)"
    name = r"(?:the\s|an?\s|members\sof\s(?:the\s)?)?"
    return (
        # "A mine laid by suspected rebels in ..."
        re.compile(
            rf"\b(?:{done_by})\s{{1,3}}(?P<who>(?:suspected\s|unidentified\s|unknown\s|alleged\s)?"
            rf"(?:the\s|an?\s)?[\w\s'-]{{3,60}}?)(?=\s(?:{goes_on})\b|\s{{0,3}}[,.;]|$)",
            re.I,
        ),
        # "Police blamed the group for ..."
        re.compile(
            rf"\b(?i:{blames})\s{{1,3}}(?P<who>(?:the\s)?[A-Z][\w\s'-]{{2,50}}?)"
            r"(?=\s(?:for|of|in|on|after|as|to)\b|[,.;]|$)"
        ),
        # "A car bomb attack by the separatists of ETA, ..."
        re.compile(
            rf"\b{attack}\sby\s(?P<who>{name}[\w\s'\u2019()-]{{2,70}}?)"
            rf"(?=\s(?:{goes_on})\b|\s{{0,3}}[,.;]|$)"
        ),
    )


def perpetrator(sentence: Sentence) -> Offsets | None:
    """Where the sentence names who did it, as offsets in the Doc."""
    for number, pattern in enumerate(_patterns()):
        m = pattern.search(sentence.text)
        if m is None or _DEVICE.search(m["who"]) or (number > 1 and not _is_armed(m["who"])):
            continue
        start = sentence.start + m.start("who")
        return start, start + len(m["who"].rstrip())
    return _subject(sentence) or blamed(sentence)


def blamed(sentence: Sentence) -> Offsets | None:
    """ "The Tamil Tigers were quickly blamed", "the IRA was behind it"."""
    m = _BLAMED.search(sentence.text)
    return None if m is None else _before(sentence, m.start())


def _subject(sentence: Sentence) -> Offsets | None:
    """ "Suspected rebels detonated a mine": the rebels."""
    for m in sentence.matches("attacked_with"):
        takes = _OBJECT.match(sentence.text, m.end())
        found = None if takes is None else _before(sentence, m.start())
        if found is not None:
            return found
    return None


def _before(sentence: Sentence, end: int) -> Offsets | None:
    """The armed group whose name ends right before ``end``, an offset in the sentence."""
    lead = sentence.text[max(0, end - _LONGEST) : end]
    lead = lead[: len(lead) - len(_AUXILIARY.search(lead)[0])]  # type: ignore[index]
    opens = max((m.end() for m in _CLAUSE.finditer(lead)), default=0)
    if opens == 0 and end > _LONGEST:
        return None
    who = lead[opens:]
    skipped = len(who) - len(who.lstrip())
    opening = _OPENING.match(who[skipped:])
    skipped += len(opening[0]) if opening else 0
    name = who[skipped:]
    if not _is_armed(name) or _NO_DOER.search(name) or _DEVICE.search(name):
        return None
    start = sentence.start + max(0, end - _LONGEST) + opens + skipped
    return start, start + len(name)


def _is_armed(who: str) -> bool:
    return wording.anywhere("armed_group").search(who) is not None
