"""Who dealt with the ordnance or the land: "cleared by the army", "sappers removed 40 mines"."""

from __future__ import annotations

import re
from functools import cache

from spacy.tokens import Span

from mine_ie.assemble import wording
from mine_ie.assemble.sentence import Sentence

#: Where a clause of its own starts, so that a subject can stand behind.
_CLAUSE = re.compile(
    r"[,;:()\u2013\u2014\u201c\u201d\"]\s*|\b(?:that|while|where|when|after|as|and|but|because|said|says|announced|reported|stated)\s",
    re.I,
)
#: What may stand between a subject and its verb.
_BEFORE_VERB = re.compile(
    r"(?:\s+(?:so far|to date|has|have|had|also|later|then|safely|successfully|jointly|already|"
    r"together|since|recently|reportedly|immediately|discovered and|found and|located and|"
    r"\w+ed,?\s+and|\w+ly))*"
    r"\s*\Z"
)
_SUBJECT = re.compile(
    r"(?P<who>(?:(?:the|an?|its|their|our)\s+)?(?:[\w'\u2019&./-]+\s+){0,8}?[\w'\u2019&./-]+)\Z",
    re.I,
)
_PASSIVE = re.compile(r"\b(?:was|were|been|being|be|is|are)\s+(?:\w+\s+)?\Z")
#: Nouns for an operator, wherever it works: the subject may go on, "sappers in Tripoli".
_GOES_ON = re.compile(
    r"\s(?:working|operating|based|deployed|in|on|at|near|during|from|along|around|across|under|"
    r"within|outside|over|since|between)"
    r"\s.*\Z",
    re.I | re.S,
)
_OPENING = re.compile(r"^(?:and|but|or|so|then|also|meanwhile|separately|today)\s+", re.I)
_NOBODY = re.compile(
    r"^(?:it|they|he|she|we|who|which|what|there|this|these|those|one|some|all|both|more|others?|"
    r"\d[\d,. ]*|in|on|at|by|during|since|from|for|of|to|under)\b",
    re.I,
)
#: Endings of acts that are nouns or participles, which have no subject: "clearance", "removal".
_NO_VERB = ("ing", "ance", "al", "tion", "ment", "ery", " of")
_LONGEST = 90


def operator(sentence: Sentence) -> Span | None:
    """The agent after "by", or the subject before the verb, of the first act that has one."""
    for cue in sentence.family("ACT", "LAND"):
        found = _agent(sentence, cue) or _subject(sentence, cue)
        if found is not None:
            start, end = found
            span = sentence.span.doc.char_span(start, end, alignment_mode="contract")
            if span is not None and len(span):
                return span
    return None


@cache
def _by() -> re.Pattern[str]:
    return re.compile(
        r"[^.;]{0,90}?\bby\s+(?P<who>(?:the\s|an?\s)?[A-Za-z][\w\s'\u2019&-]{2,70}?)"
        rf"(?=\s(?:{wording.choice('doer_ends')})\b|\s*[,.;()]|\s*\Z)"
    )


def _agent(sentence: Sentence, cue: Span) -> tuple[int, int] | None:
    """ "Were destroyed by the army's engineers on Friday"."""
    if not _PASSIVE.search(sentence.up_to(cue.start_char, 20)) and not cue.text.endswith("ed"):
        return None
    m = _by().match(sentence.from_(cue.end_char, 170))
    if m is None or wording.after("no_doer").match(m["who"]):
        return None
    return cue.end_char + m.start("who"), cue.end_char + m.end("who")


def _subject(sentence: Sentence, cue: Span) -> tuple[int, int] | None:
    """ "Sappers in Tripoli's Ain Zara quarter removed": the sappers."""
    before = sentence.up_to(cue.start_char, _LONGEST)
    if _PASSIVE.search(before) or cue.text.lower().endswith(_NO_VERB):
        return None
    before = _BEFORE_VERB.sub("", before)
    opens = max((m.end() for m in _CLAUSE.finditer(before)), default=0)
    clause = before[opens:]
    m = _SUBJECT.search(_GOES_ON.sub("", clause))
    if m is None:
        return None
    who = m["who"]
    skipped = len(who) - len(_OPENING.sub("", who))
    who = who[skipped:]
    whole = opens > 0 or len(before) < _LONGEST or m.start() > 0
    if not whole or _NOBODY.match(who) or len(who) < 3:
        return None
    start = cue.start_char - len(sentence.up_to(cue.start_char, _LONGEST)) + opens
    start += m.start("who") + skipped
    return start, start + len(who)
