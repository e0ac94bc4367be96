"""Who gives a figure, and whether the text itself calls it superseded."""

from __future__ import annotations

import re

from spacy.tokens import Span

_SAYS = (
    "said|says|told|reported|announced|stated|confirmed|added|noted|wrote|declared|informed|claimed|"
    "claims|counted|estimated|put|acknowledged|admitted|insisted|tweeted|posted"
)
_WHO = r"(?:the\s)?[A-Za-z][^,.;:\"\u201c\u201d\n]{1,80}?"
_ACCORDING = re.compile(
    r"\b(?:according to|citing|as (?:reported|announced|stated) by|quoted by|reported by)\s+"
    r"(?P<who>(?:an?\s|the\s)?[^,.;:\n]{2,90})",
    re.I,
)
_AFTER = re.compile(rf"[,\"\u201d]\s*(?P<who>{_WHO})\s+(?:has\s|have\s|had\s)?(?:{_SAYS})\b", re.I)
_INVERTED = re.compile(
    rf"[,\"\u201d]\s*(?:said|says|reported|told)\s+(?P<who>{_WHO})(?=[,.;:]|$)", re.I
)
_BEFORE = re.compile(
    rf"^\W*(?P<who>{_WHO})(?:,[^,]{{2,80}},)?\s+(?:has\s|have\s|had\s|also\s)?(?:{_SAYS})\b(?!\s+to\b)",
    re.I,
)
_LABEL = re.compile(r"^\W*(?P<who>[A-Z][A-Za-z ]{2,40}):\s")
_PRONOUN = re.compile(r"(?:he|she|it|they|we|i|who|which|that|this|there|one|and|but)\b", re.I)
_CUT = re.compile(
    r"\s+(?:on|in|at|as|that|after|when|while|where|who|which|late|early|today|yesterday|by phone|"
    r"during|via)\s.*\Z",
    re.I | re.S,
)
_CLAUSES = re.compile(r";\s|,?\s(?:while|whereas|but|though|although)\s", re.I)
_FORMER = re.compile(
    r"\b(?:earlier (?:reports?|tolls?|figures?|counts?|estimates?)|"
    r"initial(?:ly)? (?:reports?|reported|said|put|counted|estimat\w+|tolls?|figures?|announced)|"
    r"previous(?:ly)? (?:reported|put|said|tolls?|figures?|counts?)|first reports?|at first|"
    r"earlier (?:put|said|reported|gave|spoke|wrote|counted|announced)|"
    r"had (?:earlier|initially|previously|first|originally)|originally|"
    r"an earlier (?:toll|figure|report)|up from|revis\w+ (?:down|up) from|not the|instead of)\b",
    re.I,
)
_LATEST = re.compile(
    r"\b(?:rose|risen|rises|climb(?:s|ed)|increased|has grown|grew|updated|raised|later died|"
    r"died later|final toll|latest|new toll|now stands|has since died|went up|gone up|jumped|"
    r"soared|corrected|lowered|revised|brought to|(?:taking|bringing) the)\b",
    re.I,
)


def is_latest(sentence: Span) -> bool:
    """Whether the sentence gives a figure as later than those before it."""
    return _LATEST.search(sentence.text) is not None


def speaker(sentence: Span, start: int) -> str | None:
    """Return who says the figure at ``start`` (an offset into the Doc), as the text has it.

    A clause that has a speaker of its own speaks for itself: "police said nine died, while the
    hospital put the number at twelve".
    """
    text, base = sentence.text, sentence.start_char
    first, last = _clause(text, start - base)
    if (first, last) != (0, len(text)) and (m := _BEFORE.search(text[first:last])) is not None:
        who = _who(m, base + first, start)
        if who is not None:
            return who
    for pattern in (_ACCORDING, _AFTER, _INVERTED, _BEFORE, _LABEL):
        if (m := pattern.search(text)) is not None and (who := _who(m, base, start)) is not None:
            return who
    return None


def _who(m: re.Match[str], base: int, start: int) -> str | None:
    who = _CUT.sub("", m["who"]).strip()
    at = base + m.start("who")
    named = len(who) >= 3 and not _PRONOUN.match(who)
    return who if named and not at <= start < at + len(who) else None


def _clause(text: str, at: int) -> tuple[int, int]:
    """Where the clause around ``at`` begins and ends, as "while", "but" and semicolons cut it."""
    cuts = [(m.start(), m.end()) for m in _CLAUSES.finditer(text)]
    first = max((end for _, end in cuts if end <= at), default=0)
    return first, min((begin for begin, _ in cuts if begin >= at), default=len(text))


def is_former(sentence: Span, start: int) -> bool:
    """Whether "initially", "earlier reports" ... stand in the clause of the figure at ``start``."""
    offset = start - sentence.start_char
    text = sentence.text
    clause = max(
        text.rfind(mark, 0, offset) for mark in (";", " but ", " though ", ", after ", ", while ")
    )
    return bool(_FORMER.search(text, max(clause, 0), offset))
