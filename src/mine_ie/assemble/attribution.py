"""Who did it, and how sure the text is: actors and status."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Mapping

from spacy.tokens import Doc

from mine_ie import layers
from mine_ie.assemble import wording
from mine_ie.assemble.cluster import Cluster
from mine_ie.assemble.operators import operator
from mine_ie.assemble.perpetrators import blamed, perpetrator
from mine_ie.assemble.sentence import Sentence
from mine_ie.assemble.source import Source
from mine_ie.schema import Actor, Role, Status

_CLEARING = ("clearance", "stockpile_destruction")
_ATTACKING = ("explosion", "use")
#: Sentences after the event's last in which somebody may own up to it.
_CLAIM_REACH = 6
#: Sentences after the event's last in which somebody may be blamed for it.
_BLAME_REACH = 2
#: The name of somebody who claims an attack, at the end of what stands before the claim.
_CLAIMANT = re.compile(r"(?:^|[,.;]\s)(?P<who>[^,;]{2,70})\Z")
_OPENING = re.compile(r"(?:and|but|while|although)\s", re.I)
_AUXILIARY = re.compile(r"\s(?:has|have|had|later|also|immediately|quickly)\Z", re.I)


# -- status --------------------------------------------------------------------------------------


def status(c: Cluster, article: list[Sentence], speaker: Source | None) -> Status:
    """Whether the event is reported, or only planned, claimed, disputed or denied."""
    first = c.facts[0]
    if first.status == "planned":
        return "planned"
    told = {f.sentence for f in c.facts if not f.in_title} or {f.sentence for f in c.facts}
    sentence = next(s for s in article if s.index in told)
    if sentence.says("disputed") or (c.type == "use" and _is_rejected(sentence, article)):
        return "disputed"
    if not first.harmed and sentence.says("denied_act"):
        return "denied"
    return "claimed" if _is_claim(c, sentence, speaker) else "reported"


def _is_claim(c: Cluster, sentence: Sentence, speaker: Source | None) -> bool:
    """ "Rebels claimed that they hit a truck"; owning up to an attack is no mere claim."""
    if sentence.says("responsible"):
        return False
    party = speaker is not None and wording.anywhere("party").search(speaker.text) is not None
    if c.type == "use":
        return party or sentence.says("claim")
    return c.type in _ATTACKING and sentence.says("claim") and (party or sentence.says("party"))


def _is_rejected(sentence: Sentence, article: list[Sentence]) -> bool:
    """ "In Phnom Penh, a spokeswoman rejected the allegation": in one of the next sentences."""
    after = article[sentence.index + 1 : sentence.index + 1 + _BLAME_REACH]
    return any(s.says("disputed") and not s.items for s in after)


# -- actors --------------------------------------------------------------------------------------


def homes(clusters: list[Cluster], article: list[Sentence]) -> dict[int, Cluster]:
    """The attack that each sentence is about, by the sentence's index.

    Its own, else the last one told before (a few sentences at the most), else the one told next.
    """
    attacks = sorted((c for c in clusters if c.type in _ATTACKING), key=lambda c: c.first)
    found: dict[int, Cluster] = {}
    for c in reversed(attacks):
        found.update((f.sentence, c) for f in c.facts)
    starts = deque((c.first, c.last + _CLAIM_REACH, c) for c in attacks)
    going_on: list[tuple[int, Cluster]] = []
    for s in article:
        while starts and starts[0][0] <= s.index:
            _, end, c = starts.popleft()
            going_on.append((end, c))
        while going_on and going_on[-1][0] < s.index:
            going_on.pop()
        if going_on:
            found.setdefault(s.index, going_on[-1][1])
        elif starts and starts[0][0] == s.index + 1:
            found.setdefault(s.index, starts[0][2])
    return found


def actors(
    doc: Doc, c: Cluster, homes: Mapping[int, Cluster], article: list[Sentence]
) -> tuple[Actor, ...]:
    """Who cleared, who attacked, who claims it; ``homes`` as of :func:`homes`."""
    told = [article[f.sentence] for f in c.facts]
    found: list[Actor] = []
    if c.type in _CLEARING:
        at = operator(told) or operator(_goes_on(c, article))
        found = [] if at is None else [_actor(doc, *at, "operator")]
    elif c.type in _ATTACKING:
        near = article[max(0, c.first - 1) : c.last + _CLAIM_REACH + 1]
        own = [s for s in near if homes.get(s.index) is c]
        found = _perpetrators(doc, c, told, _beside(c, own))
        found += _claimants(doc, own)
    unique = {(a.text.casefold(), a.role): a for a in reversed(found)}
    return tuple(a for a in found if unique[(a.text.casefold(), a.role)] is a)


def _beside(c: Cluster, own: list[Sentence]) -> list[Sentence]:
    """The sentences next to the event's, which tell nothing else, the one before it first."""
    told = {f.sentence for f in c.facts}
    before = [s for s in own if s.index == c.first - 1 and s.lends and not s.in_title]
    after = [s for s in own if c.last < s.index <= c.last + _BLAME_REACH]
    return [s for s in (*before, *after) if s.index not in told]


def _goes_on(c: Cluster, article: list[Sentence]) -> list[Sentence]:
    """ "Technicians neutralised it": the sentence after the event's last, where it has no item."""
    after = article[c.last + 1 : c.last + 2]
    return [s for s in after if not s.items and not s.areas and s.lends]


def _actor(doc: Doc, start: int, end: int, role: Role) -> Actor:
    words = layers.text(doc)[start:end]
    return Actor(text=words, role=role, evidence=layers.offsets(doc, start, end))


def _perpetrators(
    doc: Doc, c: Cluster, told: list[Sentence], beside: list[Sentence]
) -> list[Actor]:
    """Those that the event's own sentences name, else those next to them."""
    body = [s for s in told if not s.in_title] or told
    found = [at for s in body if (at := perpetrator(s)) is not None]
    found = found or [at for s in beside if (at := _of_next(c, s)) is not None]
    return [_actor(doc, *at, "perpetrator") for at in found[:1]]


def _of_next(c: Cluster, s: Sentence) -> tuple[int, int] | None:
    """ "Forces shelled the town. Four rounds fell": before it, who did it; after it, the blamed."""
    return perpetrator(s) if s.index < c.first else blamed(s)


def _claimants(doc: Doc, sentences: list[Sentence]) -> list[Actor]:
    """ "A group later claimed responsibility": its name; nobody's in "no group has claimed it"."""
    for s in sentences:
        m = next(s.matches("responsible"), None)
        if m is None:
            continue
        subject = s.text[: m.start()]
        if wording.anywhere("no_group").search(subject[-60:]):
            continue
        if (who := _claimant(subject)) is not None:
            return [_actor(doc, s.start + who[0], s.start + who[1], "claimant")]
    return []


def _claimant(subject: str) -> tuple[int, int] | None:
    """Where the name stands in "On Friday, a group calling itself X, which ..., later"."""
    subject = _AUXILIARY.sub("", subject.rstrip()).rstrip()
    if subject.endswith(","):
        subject = subject[:-1].rpartition(",")[0]
    m = _CLAIMANT.search(subject)
    if m is None or wording.after("pronoun").match(m["who"].strip()):
        return None
    name = m["who"]
    start = m.start("who") + len(name) - len(_OPENING.sub("", name.lstrip()))
    return start, m.end("who") - len(name) + len(name.rstrip())
