"""Who says so, who did it, and how sure the text is: source, actors and status."""

from __future__ import annotations

import re

from spacy.tokens import Doc, Span, Token

from mine_ie import layers
from mine_ie.assemble.cluster import Cluster
from mine_ie.assemble.sentence import Sentence
from mine_ie.schema import Actor, Role, Status

_ACCORDING = re.compile(
    r"\b(?:according to|citing|as (?:reported|announced|stated) by|quoted by|reported by|in a statement by|statement from)\s+"
    r"(?P<who>(?:an?\s|the\s)?[^,.;:\n]{2,90})",
    re.I,
)
_SAYS = r"(?:said|says|told|reported|announced|stated|confirmed|added|noted|wrote|declared|informed|revealed|specified|explained)"
_SAID_AFTER = re.compile(
    rf"[,\"”]\s*(?P<who>(?:the\s)?[A-Za-z][^,.;:\"”\n]{{2,80}}?)\s+(?:has\s|have\s|had\s)?{_SAYS}\b",
    re.I,
)
_SAID_BEFORE = re.compile(
    rf"^\W*(?P<who>(?:the\s)?[A-Z][^,.;:\"“\n]{{1,80}}?)(?:,[^,]{{2,80}},)?\s+(?:has\s|have\s|had\s|also\s)?{_SAYS}\b(?!\s+to\b)"
)
_SAID_INVERTED = re.compile(
    rf"[,\"”]\s*{_SAYS}\s+(?P<who>(?:the\s)?[A-Za-z][^,.;:\"”\n]{{2,80}})", re.I
)
_PRONOUN = re.compile(r"(?:he|she|it|they|we|i|who|which|that|this|there|one)\b", re.I)
_CUT = re.compile(
    r"\s+(?:on|in|at|as|that|after|when|while|where|who|which|late|early|today|yesterday|by phone|during|via)\s.*\Z",
    re.I | re.S,
)
_DENIED = re.compile(r"\b(?:denied|denies|denying|rejected|refuted|ruled out|dismissed)\b", re.I)
_DISPUTED = re.compile(
    r"\b(?:disputed|disputes|contested|blamed each other|traded blame|trade(?:d)? accusations|both sides|conflicting accounts|while .{0,60} (?:denied|blamed|rejected))\b",
    re.I,
)
_PARTY = re.compile(
    r"\b(?:Taliban|al[- ]?Shabaa?b|ISIS|ISIL|IS|Islamic State|Daesh|Houthis?|rebels?|insurgents?|militants?|separatists?|Hezbollah|Hamas|Boko Haram|ISWAP|JNIM|"
    r"guerrillas?|FARC|ELN|PKK|SDF|militia|junta|resistance|(?:Ukrainian|Russian|Armenian|Azerbaijani|Israeli|Turkish|Myanmar|Syrian) (?:forces|army|military|troops|defen[cs]e ministry)|RSF|M23|Wagner|the opposition)\b"
)
_CLAIM = re.compile(
    r"\b(?:claim(?:s|ed|ing)? (?:to|that|it|they|its|their|he|she)\b|alleg(?:es|ed|edly|ing)|accus(?:es|ed|ing)|boast(?:s|ed))",
    re.I,
)
_RESPONSIBLE = re.compile(
    r"\bclaim(?:ed|s|ing)?\s+(?:the\s)?(?:responsibility|credit)|took responsibility|taken responsibility|claimed the (?:attack|bombing|blast)|said it (?:carried out|was behind)|admitted responsibility",
    re.I,
)
_NO_GROUP = re.compile(r"\b(?:no|any|neither|yet to|not)\b", re.I)
_BLAMED = re.compile(
    r"\b(?:blam(?:ed|es|ing)(?:\s+on)?|suspected of|suspects?|attributed to|accused)\s+(?P<who>(?:the\s)?[A-Z][\w\s'-]{2,50}?)(?=\s+(?:for|of|in|on|after|as|to)\b|[,.;]|$)"
)
_BY_GROUP = re.compile(
    r"\b(?:planted|laid|placed|carried out|detonated|fired|launched|thrown|dropped|set off|staged|perpetrated|emplaced|buried|left)\s+by\s+(?P<who>(?:suspected\s|unidentified\s|unknown\s|alleged\s)?(?:the\s|an?\s)?[\w\s'-]{3,60}?)(?=\s+(?:in|on|at|during|near|for|who|when|as|that|while|from|along|to|after)\b|[,.;]|$)",
    re.I,
)


def status(c: Cluster, article: list[Sentence]) -> Status:
    """Whether the event is reported, or only planned, claimed, disputed or denied."""
    first = c.facts[0]
    if first.status == "planned":
        return "planned"
    told = {f.sentence for f in c.facts if not f.in_title} or {f.sentence for f in c.facts}
    texts = [s.text for s in article if s.index in told]
    text = texts[0] if texts else ""
    if _DISPUTED.search(text):
        return "disputed"
    if (
        _DENIED.search(text)
        and not c.facts[0].harmed
        and re.search(
            r"\bden(?:ied|ies|ying)\s+(?:\w+\s){0,6}(?:laying|planting|using|firing|dropping|that)\b",
            text,
            re.I,
        )
    ):
        return "denied"
    if (
        c.type in ("explosion", "use")
        and _CLAIM.search(text)
        and not _RESPONSIBLE.search(text)
        and _PARTY.search(text)
    ):
        return "claimed"
    return "reported"


def source(doc: Doc, c: Cluster, article: list[Sentence]) -> tuple[str, tuple[int, int]] | None:
    """Who says so, as the text has it, with its offsets; the event's own sentences only."""
    for fact in c.facts:
        if fact.in_title:
            continue
        sentence = next(s for s in article if s.index == fact.sentence)
        for pattern in (_ACCORDING, _SAID_AFTER, _SAID_INVERTED, _SAID_BEFORE):
            m = pattern.search(sentence.text)
            if m is None:
                continue
            who = _CUT.sub("", m["who"]).strip()
            if not who or _PRONOUN.match(who) or len(who) < 3:
                continue
            start = sentence.start + m.start("who")
            return who, (start, start + len(who))
    return None


def actors(doc: Doc, c: Cluster, article: list[Sentence]) -> tuple[Actor, ...]:
    """Who cleared, who attacked, who claims it."""
    found: list[Actor] = []
    for fact in c.facts:
        sentence = next(s for s in article if s.index == fact.sentence)
        if c.type in ("clearance", "stockpile_destruction") and not found:
            if (span := _operator(sentence, fact.rule)) is not None:
                found.append(_actor(doc, span.start_char, span.end_char, "operator"))
        elif c.type in ("explosion", "use"):
            for pattern in (_BY_GROUP, _BLAMED):
                if m := pattern.search(sentence.text):
                    start = sentence.start + m.start("who")
                    found.append(_actor(doc, start, start + len(m["who"].rstrip()), "perpetrator"))
                    break
    if c.type in ("explosion", "use"):
        found += _claimants(doc, c, article)
    unique: dict[tuple[str, str], Actor] = {}
    for actor in found:
        unique.setdefault((actor.text.casefold(), actor.role), actor)
    return tuple(unique.values())


def _actor(doc: Doc, start: int, end: int, role: Role) -> Actor:
    return Actor(text=doc.text[start:end], role=role, evidence=layers.offsets(doc, start, end))


def _claimants(doc: Doc, c: Cluster, article: list[Sentence]) -> list[Actor]:
    last = max(f.sentence for f in c.facts)
    found = []
    for s in article:
        m = _RESPONSIBLE.search(s.text)
        if m is None or s.index > last + 6:
            continue
        subject = s.text[: m.start()]
        if _NO_GROUP.search(subject[-60:]):
            continue
        who = re.search(
            r"(?:^|[,.;]\s)\s*(?P<who>[^,;]{2,70}?)\s*(?:,[^,]*,)?\s*(?:has|have|had|later|also|immediately|quickly)?\s*\Z",
            subject,
        )
        if who and not _PRONOUN.match(who["who"].strip()):
            start = s.start + who.start("who")
            found.append(_actor(doc, start, start + len(who["who"]), "claimant"))
    return found[:1]


def _operator(sentence: Sentence, rule: str) -> Span | None:
    """The subject (or the agent after "by") of the verb that dealt with the ordnance or the land."""
    if not sentence.span.doc.has_annotation("DEP"):
        return None
    acts = {t.i: c for c in sentence.family("ACT", "LAND") for t in c}
    for i in acts:
        verb = sentence.span.doc[i]
        agent = next((t for t in verb.children if t.dep_ == "agent"), None)
        if agent is not None:
            obj = next((t for t in agent.children if t.dep_ == "pobj"), None)
            if obj is not None:
                return _phrase(obj)
        subject = _subject(verb)
        if subject is not None and subject.pos_ != "PRON":
            return _phrase(subject)
    return None


def _subject(verb: Token) -> Token | None:
    for _ in range(3):
        for child in verb.children:
            if child.dep_ == "nsubj":
                return child
            if child.dep_ == "nsubjpass":
                return None
        if verb.dep_ not in ("conj", "xcomp", "advcl") or verb.head is verb:
            return None
        verb = verb.head
    return None


def _phrase(head: Token) -> Span:
    """The noun phrase without its relative clauses and loose appositions."""
    kept = [head]
    for child in head.children:
        if child.dep_ in ("relcl", "acl", "appos", "punct", "advcl"):
            continue
        kept += [t for t in child.subtree]
    first, last = min(t.i for t in kept), max(t.i for t in kept)
    while head.doc[first].is_punct or head.doc[first].is_space:
        first += 1
    return head.doc[first : last + 1]
