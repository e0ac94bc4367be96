"""Who dealt with the ordnance or the land: "cleared by the army", "sappers removed 40 mines"."""

from __future__ import annotations

import re
from functools import cache

from spacy.tokens import Span

from mine_ie import layers
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
    r"\d[\d,. ]*|in|on|at|by|during|since|from|for|of|to|under|about|has|have|had|was|were|been|"
    r"is|are|over|with|without|after|before|until|nearly|almost|around|approximately|some)\b",
    re.I,
)
#: What is no doer however it stands before its verb.
_NO_DOER = re.compile(
    r"\b(?:areas?|lands?|territor(?:y|ies)|hectares|ha|kilomet(?:er|re)s|fields?|numbers?|total|"
    r"up|to|that|which|when|able|was|were|been|needed|found|they|he|she|it|we|"
    r"governments? of [\w ]+)\Z"
    r"|\A(?:[a-z]+ed|and|or|governments?|the governments? of .*|"
    r"the (?:area|territory|total|number) .*|"
    r"(?:the\s)?(?:discovery|find|removal|clearance|presence|destruction|existence) of .*)\Z",
    re.I,
)
#: Endings of acts that are nouns or participles, which have no subject: "clearance", "removal".
_NO_VERB = ("ing", "ance", "al", "tion", "ment", "ery", " of")
_LONGEST = 90
_SHORTEST = 3
#: Characters of a subject within which a date may open it.
_DATE_LEAD = 12
#: Verbs of what others had to do with it: "mines laid by rebels", "a team funded by Japan".
_OTHERS_BY = re.compile(
    r"\b(?:funded|financed|supported|sponsored|donated|provided|planted|laid|left|abandoned|"
    r"dropped|fired|owned|used|trained|led|visited|attended|accompanied|followed|caused|claimed|"
    r"posed|employed|organi[sz]ed|approved|issued|released|published|reported|said|seen|"
    r"inhabited|occupied|controlled|held|spotted|noticed|guarded|witnessed|manufactured|made|"
    r"produced|scattered|buried|sown|inherited|suffered|required|implied|replaced)\s\Z",
    re.I,
)


def operator(sentence: Sentence) -> Span | None:
    """The agent after "by", or the subject before the verb, of the first act that has one."""
    for cue in sentence.family("ACT", "LAND"):
        if layers.unpack(cue.kb_id_).get("action") in ("laid", "fired"):
            continue
        found = _agent(sentence, cue) or _subject(sentence, cue)
        if found is not None:
            start, end = _undated(sentence, *found)
            if end - start < _SHORTEST or _is_no_doer(sentence, start, end):
                continue
            span = sentence.span.doc.char_span(start, end, alignment_mode="contract")
            if span is not None and len(span):
                return span
    return None


def _after_date(sentence: Sentence, at: int, opens: int, last: int) -> int:
    """Where a clause goes on after the date that opens it, as offsets from ``at``."""
    for d in sentence.dates:
        start, end = d.start_char - at, d.end_char - at
        if opens <= start <= opens + _DATE_LEAD and end < last:
            return end + 1
    return opens


def _undated(sentence: Sentence, start: int, end: int) -> tuple[int, int]:
    """ "On 28 March engineers of the brigade": the engineers."""
    for d in sentence.dates:
        if start < d.end_char < end and d.start_char <= start + _DATE_LEAD:
            rest = sentence.between(d.end_char, end)
            start = end - len(rest.lstrip(" ,"))
    return start, end


def _is_no_doer(sentence: Sentence, start: int, end: int) -> bool:
    """A bomb that was defused, an area that was cleared, a participle read as a verb."""
    words = sentence.between(start, end)
    if _NO_DOER.search(words):
        return True
    return any(o.start_char < end <= o.end_char for o in sentence.ordnance)


@cache
def _by() -> re.Pattern[str]:
    return re.compile(
        r"[^.;]{0,90}?\bby\s+(?P<who>(?:the\s|an?\s)?[A-Za-z][\w\s'\u2019&-]{2,70}?)"
        rf"(?=\s(?:{wording.choice('doer_ends')})\b|\sand\s\w+ed\b|\s\w{{4,}}ly\b|\s*[,.;()]|\s*\Z)"
    )


def _agent(sentence: Sentence, cue: Span) -> tuple[int, int] | None:
    """ "Were destroyed by the army's engineers on Friday"."""
    if not _PASSIVE.search(sentence.up_to(cue.start_char, 20)) and not cue.text.endswith("ed"):
        return None
    m = _by().match(sentence.from_(cue.end_char, 170))
    if m is None or wording.after("no_doer").match(m["who"]):
        return None
    if _OTHERS_BY.search(m[0][: m.start("who") - m.start()].removesuffix("by ")):
        return None
    return cue.end_char + m.start("who"), cue.end_char + m.end("who")


def _subject(sentence: Sentence, cue: Span) -> tuple[int, int] | None:
    """ "Sappers in Tripoli's Ain Zara quarter removed": the sappers."""
    before = sentence.up_to(cue.start_char, _LONGEST)
    if _PASSIVE.search(before) or cue.text.lower().endswith(_NO_VERB):
        return None
    whole_before = before
    before = _BEFORE_VERB.sub("", before)
    opens = max((m.end() for m in _CLAUSE.finditer(before)), default=0)
    opens = _after_date(sentence, cue.start_char - len(whole_before), opens, len(before))
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
